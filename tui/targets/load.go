package targets

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain"
	"jixiao/domain/review"
	"jixiao/tui"
)

// ahead is how many items after the current one are opened before they are asked for.
const ahead = 3

type queueMsg struct {
	level domain.Level
	items []review.Item
	err   error
}

type workMsg struct {
	level domain.Level
	id    string
	work  *opened
	err   error
}

// decidedMsg is the end of a write: durable, or failed with the items put back.
type decidedMsg struct {
	done review.Done
	ids  []string
	err  error
}

type faultMsg struct {
	rule string
	ids  []string
	err  error
}

func (m *Model) reload() tea.Cmd {
	m.stale = false
	clear(m.works)
	clear(m.asked)
	s, level := m.store, m.level
	return func() tea.Msg {
		items, err := s.Queue(level)
		return queueMsg{level, items, err}
	}
}

// Update handles messages and the keys of fields and dialogs.
func (m *Model) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.w, m.h = msg.Width, msg.Height
	case queueMsg:
		return m.gotQueue(msg)
	case workMsg:
		m.gotWork(msg)
		return nil
	case decidedMsg:
		return m.gotDecided(msg)
	case faultMsg:
		return m.gotFault(msg)
	case issueMsg:
		return m.gotApproved(msg)
	case tui.DataChangedMsg:
		return m.changed(msg)
	case tea.KeyPressMsg, tea.PasteMsg:
		return m.typed(msg)
	}
	return nil
}

func (m *Model) gotQueue(msg queueMsg) tea.Cmd {
	if msg.level != m.level {
		return nil
	}
	if msg.err != nil {
		m.failed = msg.err.Error()
		return tui.SayError(msg.err)
	}
	was, at := m.current(), m.table.Cursor()
	keep := was
	if m.goTo != "" {
		keep = m.goTo
	}
	m.items, m.failed = msg.items, ""
	first := !m.loaded
	m.loaded = true
	clear(m.gone)
	m.byID = make(map[string]int, len(m.items))
	for i := range m.items {
		m.byID[m.items[i].ProjectID] = i
	}
	for id := range m.marks {
		if _, ok := m.byID[id]; !ok {
			delete(m.marks, id)
		}
	}
	m.refilter()
	m.recount()
	m.table.MoveTo(at)
	if id := m.backInQueue(); id != "" && m.goTo == "" {
		keep = id
	}
	if m.at == atDialog || m.at == atText {
		keep = was // a dialog is about this item
	} else if m.follow != "" && m.goTo == "" {
		keep = m.follow
	}
	m.follow = ""
	m.selectID(keep)
	if m.goTo != "" {
		found := m.current() == m.goTo
		m.goTo = ""
		if !found && !first {
			return tea.Batch(m.prefetch(), tui.Say(tui.Info, "这个项目现在不在"+string(m.level)+"的队列里；按 Tab 看另一级，或在 F2 看它的状态"))
		}
	}
	return m.prefetch()
}

// prefetch opens the current item and the next ones in Cmds of their own.
func (m *Model) prefetch() tea.Cmd {
	var cmds []tea.Cmd
	_, pane := tui.Split(m.w)
	at := m.table.Cursor()
	for i := at; i < min(at+ahead, len(m.rows)); i++ {
		id := m.items[m.rows[i]].ProjectID
		if m.works[id] != nil || m.asked[id] {
			continue
		}
		m.asked[id] = true
		s, level := m.store, m.level
		cmds = append(cmds, func() tea.Msg {
			w, err := s.Work(id, level)
			o := &opened{work: w}
			if err == nil && pane > 0 {
				o.formLines(pane)
				o.passedLines(pane)
				o.compareLines(pane)
			}
			return workMsg{level, id, o, err}
		})
	}
	m.evict()
	return tea.Batch(cmds...)
}

// evict keeps a few dozen opened items: those around the cursor are opened again in no
// time.
func (m *Model) evict() {
	if len(m.works) <= 48 {
		return
	}
	keep := m.current()
	for id, w := range m.works {
		if id != keep && w != nil && len(m.works) > 24 {
			delete(m.works, id)
			delete(m.asked, id)
		}
	}
}

func (m *Model) gotWork(msg workMsg) {
	if msg.level != m.level {
		return
	}
	delete(m.asked, msg.id)
	if msg.err != nil {
		m.works[msg.id] = &opened{work: review.Work{Item: review.Item{ProjectID: msg.id, Name: msg.err.Error()}}}
		return
	}
	fresh := &msg.work.work.Draft
	if d, ok := m.drafts[msg.id]; ok && d.Level == fresh.Level && d.Version == fresh.Version {
		*fresh = d
	}
	m.works[msg.id] = msg.work
}

// work is the current item when it is open, nil while it loads.
func (m *Model) work() *review.Work {
	if o := m.works[m.current()]; o != nil {
		return &o.work
	}
	return nil
}

// changed reloads after somebody else's change; our own is already on screen.
func (m *Model) changed(msg tui.DataChangedMsg) tea.Cmd {
	if n := m.echo[msg.Title]; n > 0 {
		if n == 1 {
			delete(m.echo, msg.Title)
		} else {
			m.echo[msg.Title] = n - 1
		}
		return nil
	}
	return m.reload()
}

// backInQueue returns the newest project decided here that waits again, because its
// decision was undone, and forgets those that do.
func (m *Model) backInQueue() (id string) {
	for len(m.trail) > 0 {
		last := m.trail[len(m.trail)-1]
		if _, ok := m.byID[last]; !ok {
			return id
		}
		if id == "" {
			id = last
		}
		m.trail = m.trail[:len(m.trail)-1]
	}
	return id
}

func (m *Model) gotDecided(msg decidedMsg) tea.Cmd {
	if msg.err != nil {
		m.trail = slices.DeleteFunc(m.trail, func(id string) bool { return slices.Contains(msg.ids, id) })
		m.follow = msg.ids[0]
		return tea.Batch(m.reload(), tui.Say(tui.Bad, "没有保存："+msg.err.Error()))
	}
	m.echo[msg.done.Title]++
	return tui.Changed(msg.done.Title)
}

func (m *Model) gotFault(msg faultMsg) tea.Cmd {
	if msg.err != nil {
		return tui.SayError(msg.err)
	}
	m.clearMarks()
	for _, id := range msg.ids {
		if _, ok := m.byID[id]; ok && !m.gone[id] {
			m.marks[id] = true
		}
	}
	m.taken = []string{msg.rule}
	m.table.Invalidate()
	return tui.Say(tui.Info, "已标记同单位同毛病 "+itoa(len(m.marks))+" 份，按 2 一次退回，每份写自己的那一条；Esc 取消标记")
}
