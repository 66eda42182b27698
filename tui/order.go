package tui

import (
	"sync"

	tea "charm.land/bubbletea/v2"
)

// queue runs writes one after the other in the order in which they were asked for.
type queue struct {
	mu    sync.Mutex // guards jobs
	jobs  []*job
	serve sync.Mutex // held while jobs run
}

type job struct {
	run    func() tea.Msg
	result tea.Msg
	done   bool
}

var writes queue

// InOrder returns a Cmd for a write to the data file. Commands run in goroutines of their
// own, so two quick decisions could overtake each other; what is issued through InOrder
// runs in the order of the calls, one at a time. Undo, saving the session and quitting go
// through it, too: they see every decision that was made before them. Call it in Update;
// fn does the work and must not touch the model.
func InOrder(fn func() tea.Msg) tea.Cmd {
	j := &job{run: fn}
	writes.mu.Lock()
	writes.jobs = append(writes.jobs, j)
	writes.mu.Unlock()
	return func() tea.Msg { return writes.until(j) }
}

// until runs the jobs up to and including j and returns j's message. A job whose own
// command comes later finds its result waiting.
func (q *queue) until(j *job) tea.Msg {
	q.serve.Lock()
	defer q.serve.Unlock()
	for !j.done {
		q.mu.Lock()
		next := q.jobs[0]
		q.jobs = q.jobs[1:]
		q.mu.Unlock()
		next.done = true
		next.result = next.run()
	}
	return j.result
}
