package sampling

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain"
	"jixiao/domain/sample"
	"jixiao/tui"
	"jixiao/tui/widget"
)

func (m *Model) assignTable() widget.Table {
	return widget.Table{
		Columns: []widget.Column{
			{ID: "stratum", Title: "层", Width: 12, Flex: 1, Priority: 3},
			{ID: "code", Title: "项目代码", Width: 21},
			{ID: "name", Title: "项目名称", Width: 14, Flex: 2, Priority: 1},
			{ID: "reviewers", Title: "复核人", Width: 18, Flex: 1},
			{ID: "note", Title: "回避与顺延", Width: 20, Flex: 2, Priority: 2},
		},
		Cell:  func(row, col int) string { return m.assignCell(m.check.Picks()[row], m.assigned.Columns[col].ID) },
		Empty: []string{"还没有抽取，没有可派的项目。", "先在第 4 步录入种子并抽取。"},
	}
}

func (m *Model) assignCell(p domain.Pick, col string) string {
	switch col {
	case "stratum":
		return p.Stratum
	case "code":
		return p.ID
	case "name":
		return m.nameOf(m.check.ProjectOf(p.ID))
	case "reviewers":
		return strings.Join(m.check.ReviewersOf(p.ID), " ")
	}
	var notes []string
	for _, x := range m.check.Recusals {
		if x.ProjectID == m.check.ProjectOf(p.ID) {
			notes = append(notes, x.Reviewer+"回避->"+x.Substitute+"("+x.Reason+")")
		}
	}
	for _, x := range m.check.Withdrawals {
		if x.Successor != nil && x.Successor.ID == p.ID {
			notes = append(notes, "顺延自 "+x.ID)
		}
	}
	return strings.Join(notes, " ")
}

func (m *Model) pick() (domain.Pick, bool) {
	picks := m.check.Picks()
	if len(picks) == 0 {
		return domain.Pick{}, false
	}
	return picks[min(m.assigned.Cursor(), len(picks)-1)], true
}

func (m *Model) assign() tea.Cmd {
	id, st := m.check.ID, m.store
	return do(fmt.Sprintf("派人复核 %d 个项目", len(m.check.Picks())), func() error { return st.AssignSpotCheck(id) }, nil)
}

// recuse replaces a reviewer of the selected project by the next in order.
func (m *Model) recuse() tea.Cmd {
	p, ok := m.pick()
	if !ok {
		return nil
	}
	project := m.check.ProjectOf(p.ID)
	now := m.check.ReviewersOf(p.ID)
	items := make([]widget.PickItem, len(now))
	for i, r := range now {
		items[i].Label = r
	}
	m.dialog = &menu{widget.Picker{Title: "谁回避 " + p.ID + " " + m.nameOf(project), Items: items}, func(chosen int) tea.Cmd {
		who := now[chosen]
		return m.reason(who+" 回避 "+p.ID+"，理由是", sample.RecusalReasons, func(reason string) tea.Cmd { return m.recuseNow(project, who, reason) })
	}}
	return nil
}

func (m *Model) recuseNow(project, who, reason string) tea.Cmd {
	id, st := m.check.ID, m.store
	var substitute string
	return do(who+" 回避："+reason, func() (err error) {
		substitute, err = st.RecuseReviewer(id, project, who, reason)
		return err
	}, func() tea.Cmd {
		return tui.Say(tui.Good, "已保存："+who+" 回避，顺延 "+substitute+"，理由 "+reason)
	})
}

// withdraw takes the selected project out; the next ticket moves up.
func (m *Model) withdraw() tea.Cmd {
	p, ok := m.pick()
	if !ok {
		return nil
	}
	id, st, project := m.check.ID, m.store, m.check.ProjectOf(p.ID)
	return m.reason("项目 "+p.ID+" 退出抽查，理由是", sample.WithdrawalReasons, func(reason string) tea.Cmd {
		var said string
		return do("项目 "+p.ID+" 退出："+reason, func() error {
			next, note, err := st.WithdrawPick(id, project, reason)
			if said = note; next != nil {
				said = "已保存：" + p.ID + " 退出，顺延下一号 " + next.ID
			}
			return err
		}, func() tea.Cmd { return tui.Say(tui.Good, said) })
	})
}

func (m *Model) assignView(w, h int) []string {
	load := map[string]int{}
	for _, p := range m.check.Picks() {
		for _, r := range m.check.ReviewersOf(p.ID) {
			load[r]++
		}
	}
	var parts []string
	for _, r := range slices.Sorted(maps.Keys(load)) {
		parts = append(parts, r+" "+strconv.Itoa(load[r]))
	}
	text := "  各人项目数：" + orNone(parts)
	return append(lines(m.assigned.View(w, h-1)), tui.T.Strong.Paint(tui.Fit(tui.Display(text), w)))
}
