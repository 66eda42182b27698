package warnings

import (
	"math/big"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain"
	"jixiao/domain/listing"
	"jixiao/domain/monitor"
	"jixiao/domain/query"
	"jixiao/tui"
)

// request is one look at a board: everything a Cmd needs, so that it never touches the
// model.
type request struct {
	board *monitor.Board
	line  string
	view  string
	group int
	today domain.Date
	// keep is the project that stays selected, "" for the first row.
	keep string
}

// found is the list that a request gave.
type found struct {
	request
	rows  []uint32
	at    int // where keep stands
	sum   monitor.Sum
	total domain.Fen // of the view's amount
	// What follows depends on board and group alone and is kept from search to search: all
	// rows of the view in its order, the lamps of all projects, what every view comes to.
	base   []uint32
	count  monitor.Count
	totals []viewTotal
}

type viewTotal struct {
	n   int
	sum domain.Fen
}

type foundMsg struct{ found }

// find looks for the rows in a Cmd and keeps the selected project. While one search runs
// the newest request waits, so that any number of keys costs two searches.
func (m *Model) find() tea.Cmd { return m.search(true) }

func (m *Model) search(keep bool) tea.Cmd {
	r := m.asked
	if r.board == nil {
		return nil
	}
	r.line, r.view, r.group, r.today, r.keep = m.settled(), m.view.ID, m.group, m.store.Today(), ""
	if keep {
		r.keep = m.currentID()
	}
	if m.goTo != "" {
		r.keep = m.goTo
	}
	m.asked = r
	if m.busy {
		return nil
	}
	return m.searching(r)
}

// searching searches in a Cmd.
func (m *Model) searching(r request) tea.Cmd {
	m.busy = true
	prev := m.found
	return func() tea.Msg { return foundMsg{look(r, prev)} }
}

// look filters, sorts and sums. It runs outside Update.
func look(r request, prev found) found {
	f := found{request: r}
	g, v := monitor.Groups[r.group].ID, monitor.ViewNamed(r.view)
	f.keepFrom(prev, g, v)
	f.rows = f.base
	if q, err := query.Parse(r.line); err == nil && !q.Empty() { // what cannot be read was said so and hides nothing
		set := evaluate(q, r.board, g, r.today)
		f.rows = nil
		for _, row := range f.base {
			if set.Has(int(row)) {
				f.rows = append(f.rows, row)
			}
		}
	}
	f.sum = r.board.Sum(f.rows, g, r.today)
	for _, row := range f.rows {
		a, _ := v.Amount(r.board, int(row), g)
		f.total += a
	}
	if row, ok := r.board.Find(r.keep); ok {
		f.at = max(slices.Index(f.rows, uint32(row)), 0)
	}
	return f
}

// keepFrom takes over what an earlier search worked out for the same board and group.
func (f *found) keepFrom(prev found, g monitor.Group, v monitor.View) {
	same := prev.board == f.board && prev.group == f.group && prev.today == f.today
	if same && prev.view == f.view {
		f.base = prev.base
	} else {
		f.base = v.Rows(f.board, g, f.today)
	}
	if same {
		f.count, f.totals = prev.count, prev.totals
		return
	}
	f.count = f.board.Counts(g, f.today)
	for _, v := range monitor.Views {
		n, sum := v.Total(f.board, g, f.today)
		f.totals = append(f.totals, viewTotal{n, sum})
	}
}

func (m *Model) gotFound(msg foundMsg) tea.Cmd {
	m.busy = false
	if msg.request != m.asked {
		return m.searching(m.asked)
	}
	m.goTo = ""
	m.found, m.board, m.count, m.picked = msg.found, msg.found.board, msg.found.count, picked{}
	m.table.SetCount(len(m.found.rows))
	m.table.MoveTo(m.found.at)
	m.detail.forget()
	m.setColumns()
	if m.at == atSheet && len(m.found.rows) == 0 {
		m.at = atList
	}
	return m.loadDetail()
}

// evaluate returns the rows that satisfy the line. What the list keeps of other months,
// rules or older moves is answered by the board instead: money and lamps as of the month
// and by the rule group shown, cases as they stand now. The words 红, 黄, 绿, 蓝 and the rungs of the ladder mean
// themselves.
func evaluate(q query.Query, b *monitor.Board, g monitor.Group, today domain.Date) listing.Set {
	rest := query.Query{Text: q.Text}
	set := b.Rows()
	for _, w := range q.Words {
		if test := wordTest(b, g, w.Text); test != nil {
			keep(set, func(row int) bool { return test(row) != w.Not })
			continue
		}
		rest.Words = append(rest.Words, w)
	}
	for _, t := range q.Terms {
		if test := termTest(b, g, t, today); test != nil {
			keep(set, func(row int) bool { return test(row) != (t.Not != (t.Op == query.OpNe)) })
			continue
		}
		rest.Terms = append(rest.Terms, t)
	}
	set.And(rest.Eval(b.Index(), today))
	return set
}

func keep(set listing.Set, test func(row int) bool) {
	set.Each(func(row int) {
		if !test(row) {
			set.Remove(row)
		}
	})
}

func stateOf(b *monitor.Board, row int) string {
	if c := b.Case(row); c != nil {
		return string(c.State)
	}
	return ""
}

var rungs = []domain.CaseState{domain.CaseWarned, domain.CaseNotified, domain.CaseRectifying, domain.CaseVerifying, domain.CaseSuspended, domain.CaseStopped, domain.CaseRecovered, domain.CaseClosed}

// wordTest is what a word means by itself, nil for a word to be looked for.
func wordTest(b *monitor.Board, g monitor.Group, word string) func(row int) bool {
	switch {
	case strings.Contains("红黄绿蓝缺", word) && len([]rune(word)) == 1:
		return func(row int) bool { return lampWord(b.Figure(row).Lamp(g)) == word }
	case slices.Contains(rungs, domain.CaseState(word)):
		return func(row int) bool { return stateOf(b, row) == word }
	}
	return nil
}

// termTest answers the fields that the board knows better, nil for all others.
func termTest(b *monitor.Board, g monitor.Group, t query.Term, today domain.Date) func(row int) bool {
	switch t.Field.Name {
	case "灯":
		return wordTerm(t, func(row int) string { return b.Figure(row).Lamp(g).String() })
	case "预警":
		return wordTerm(t, func(row int) string { return stateOf(b, row) })
	case "执行":
		return numberTerm(t, func(row int) *big.Rat {
			f, budget := b.Figure(row), b.Index().Row(row).Adjusted
			if f.Reported == 0 || budget <= 0 {
				return nil
			}
			r := big.NewRat(int64(f.Executed), int64(budget))
			return r.Mul(r, big.NewRat(100, 1))
		})
	case "支出":
		return reported(b, t, func(f *monitor.Figure) int64 { return int64(f.Executed) })
	case "月份":
		return reported(b, t, func(f *monitor.Figure) int64 { return int64(f.Reported) })
	case "未整改":
		return since(b, t, today, func(c *domain.Case) domain.Date { return c.Opened })
	case "超期":
		return since(b, t, today, func(c *domain.Case) domain.Date { return c.Due })
	}
	return nil
}

func wordTerm(t query.Term, of func(row int) string) func(row int) bool {
	return func(row int) bool {
		s := of(row)
		return slices.ContainsFunc(t.Values, func(v query.Value) bool {
			return v.None && s == "" || !v.None && slices.Contains(v.Options, s)
		})
	}
}

// numberTerm compares exactly; nil stands for no value.
func numberTerm(t query.Term, of func(row int) *big.Rat) func(row int) bool {
	return func(row int) bool {
		n := of(row)
		return slices.ContainsFunc(t.Values, func(v query.Value) bool {
			return v.None && n == nil || !v.None && n != nil && compare(n, t.Op, v)
		})
	}
}

func reported(b *monitor.Board, t query.Term, of func(f *monitor.Figure) int64) func(row int) bool {
	return numberTerm(t, func(row int) *big.Rat {
		f := b.Figure(row)
		if f.Reported == 0 {
			return nil
		}
		return big.NewRat(of(f), 1)
	})
}

// since counts the days from a date of the open case to today.
func since(b *monitor.Board, t query.Term, today domain.Date, of func(c *domain.Case) domain.Date) func(row int) bool {
	return numberTerm(t, func(row int) *big.Rat {
		c := b.OpenCase(row)
		if c == nil || of(c).IsZero() {
			return nil
		}
		return big.NewRat(int64(today.Days()-of(c).Days()), 1)
	})
}

// compare holds a number against a value; "not equal" is the complement of equal, which
// the caller takes.
func compare(n *big.Rat, op query.Op, v query.Value) bool {
	lo, hi := n.Cmp(v.Min.Rat()), n.Cmp(v.Max.Rat())
	switch op {
	case query.OpLT:
		return hi < 0
	case query.OpLE:
		return hi <= 0
	case query.OpGT:
		return lo > 0
	case query.OpGE:
		return lo >= 0
	}
	return lo >= 0 && hi <= 0
}

// settled is the line without a field name that is still being typed: while 执行<60 is
// typed, 执行 is not looked for as a word.
func (m *Model) settled() string {
	line := strings.TrimSpace(m.filter.Value())
	if m.at != atFilter {
		return line
	}
	words := strings.Fields(line)
	if len(words) == 0 {
		return line
	}
	last := words[len(words)-1]
	for _, f := range query.Fields() {
		if last == f.Name {
			return strings.TrimSpace(strings.TrimSuffix(line, last))
		}
	}
	return line
}

// filterKey handles the filter line: each change applies at once; Enter, Tab and the down
// arrow give the keys back to the list, Esc drops the filter.
func (m *Model) filterKey(msg tea.Msg) tea.Cmd {
	if key, ok := msg.(tea.KeyPressMsg); ok {
		switch key.String() {
		case "enter", "down":
			if m.lineErr != "" {
				return tui.Say(tui.Warn, m.lineErr)
			}
			m.at = atList
			return m.find()
		case "tab":
			m.complete()
			return m.search(false)
		case "esc":
			m.filter.Set("")
			m.at, m.lineErr, m.hints = atList, "", nil
			return m.find()
		}
	}
	if _, apply := m.filter.Update(msg); !apply {
		return nil
	}
	return m.lineChanged()
}

// lineChanged reads the line; one that cannot be read keeps the list and says why.
func (m *Model) lineChanged() tea.Cmd {
	line := m.filter.Value()
	m.lineErr, m.hints = "", query.Complete(line, len([]rune(line)), m.index())
	if _, err := query.Parse(line); err != nil {
		m.lineErr = err.Error()
		return nil
	}
	return m.search(false)
}

func (m *Model) index() *listing.Index {
	if m.board == nil {
		return nil
	}
	return m.board.Index()
}

// complete puts the first completion into the line.
func (m *Model) complete() {
	if len(m.hints) == 0 {
		return
	}
	c, line := m.hints[0], []rune(m.filter.Value())
	m.filter.Set(string(line[:c.From]) + c.Insert + string(line[c.To:]))
	line = []rune(m.filter.Value())
	m.lineErr, m.hints = "", query.Complete(string(line), len(line), m.index())
	if _, err := query.Parse(string(line)); err != nil {
		m.lineErr = err.Error()
	}
}
