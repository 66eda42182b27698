package sampling

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"jixiao/tui"
)

// Projector mode shows the ceremony and the result large: much space, one thing at a
// time, readable from the last row.

func (m *Model) switchLoud() tea.Cmd {
	m.loud, m.revealedPicks = !m.loud, 0
	return nil
}

// notLoud says why picks cannot be revealed one by one.
func (m *Model) notLoud() string {
	if why := m.hasDraw(); why != "" {
		return why
	}
	if !m.loud {
		return "先按 Ctrl+B 换到大字，再逐个亮出"
	}
	return ""
}

func (m *Model) revealPick() tea.Cmd {
	m.revealedPicks = min(m.revealedPicks+1, len(m.drawn()))
	return nil
}

// seedLoud shows the three fingerprints and the seed with room around them.
func (m *Model) seedLoud(w int) []string {
	c := &m.check
	var out []string
	for _, x := range []struct{ name, hash string }{{"总体指纹 H", c.PopulationHash}, {"方案指纹 P", c.PlanHash}, {"名册指纹 Q", c.RosterHash}} {
		out = append(out, "", "  "+x.name, "  "+tui.T.Strong.Paint(strings.ReplaceAll(groups(x.hash), " ", "  ")))
	}
	shown := 0
	for _, x := range c.Witnesses {
		if x.Slip != "" {
			shown++
		}
	}
	out = append(out, "", fmt.Sprintf("  已封签 %d 份，已亮出 %d 份", len(c.Witnesses), shown))
	return append(out, m.seedFoot(w)...)
}

// resultLoud shows the picks revealed so far, the newest at the bottom, each with its
// whole ticket.
func (m *Model) resultLoud(w, h int) []string {
	picks := m.drawn()
	out := []string{tui.Fit(fmt.Sprintf("  抽中 %d 个，已亮出 %d 个（空格亮下一个）", len(picks), m.revealedPicks), w)}
	first := max(0, m.revealedPicks-(h-1)/3)
	for i := first; i < m.revealedPicks; i++ {
		p := picks[i]
		line := fmt.Sprintf("  第 %d 个  %s  %s  %s  %s", i+1, p.Stratum, p.ID, m.nameOf(m.check.ProjectOf(p.ID)), pickWords[p.Reason])
		out = append(out, "", tui.T.Strong.Paint(tui.Fit(tui.Display(line), w)), tui.Fit("  "+groups(p.Ticket), w))
	}
	return out
}
