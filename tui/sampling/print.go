package sampling

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain"
	"jixiao/domain/paper"
	"jixiao/domain/recheck"
	"jixiao/domain/report"
	"jixiao/domain/sample"
	"jixiao/tui"
)

// printRecord makes the printed record of the draw (Ctrl+P).
func (m *Model) printRecord() tea.Cmd {
	st, check := m.store, m.check
	return tui.Print(func() (*paper.Doc, error) {
		name, err := st.ProjectNames()
		if err != nil {
			return nil, err
		}
		return report.DrawRecord(&check, name, st.Today()), nil
	})
}

// printNotice makes the notice of the results, with what may be concluded for all projects.
func (m *Model) printNotice() tea.Cmd {
	st, check, rows, missing := m.store, m.check, slices.Clone(m.rows), slices.Clone(m.missing)
	return tui.Print(func() (*paper.Doc, error) {
		e, err := st.SpotEvaluation(check.ID, sample.UsualConfidence())
		if err != nil {
			return nil, err
		}
		return report.RecheckNotice(&check, rows, missing, e, st.Today()), nil
	})
}

// printPaper makes the working paper of the selected project, or the letter that asks the
// unit for its view.
func (m *Model) printPaper(consult bool) tea.Cmd {
	if len(m.rows) == 0 {
		return nil
	}
	row, st, id := m.rows[m.papers.Cursor()], m.store, m.check.ID
	return tui.Print(func() (*paper.Doc, error) {
		p, err := st.RecheckPaper(id, row.ProjectID)
		if err != nil {
			return nil, err
		}
		if consult {
			return report.RecheckConsult(&row, &p, st.Today()), nil
		}
		return report.RecheckPaper(&row, &p, st.Today()), nil
	})
}

// infer shows what may be said of the projects that were not drawn.
func (m *Model) infer() tea.Cmd {
	id, st := m.check.ID, m.store
	return m.ask("对全部项目的推断", "置信水平", "95%", func(v string) (tea.Cmd, string) {
		level, ok := fraction(v)
		if !ok || level.Sign() <= 0 || level.Cmp(big.NewRat(1, 1)) >= 0 {
			return nil, "置信水平写成 95% 或 0.95"
		}
		return func() tea.Msg {
			e, err := st.SpotEvaluation(id, level)
			if err != nil {
				return tui.StatusMsg{Kind: tui.Warn, Text: err.Error()}
			}
			return tui.ExplainMsg{Title: "对全部项目的推断", Lines: inferLines(e)}
		}, ""
	}, "由抽中项目的复核结果，推断总体里有多少自评偏高；没有复核完的按最坏情况计，只算中期结果。")
}

func inferLines(e *sample.Evaluation) []string {
	out := []string{e.Sentence, "", "【各层】"}
	for _, p := range e.Parts {
		line := fmt.Sprintf("%s：必抽和大额必中 %d 个，其中偏高 %d 个；摇号 %d 个，偏高 %d 个，未复核 %d 个", p.Stratum, p.Certain.Projects, p.Certain.Over, p.Drawn.Projects, p.Drawn.Over, p.Drawn.Missing+p.Certain.Missing)
		if p.Rest > 0 {
			line += fmt.Sprintf("；代表 %d 个，偏高的在 %d 到 %d 个之间", p.Rest, p.Lower, p.Upper)
		}
		if p.Money != nil {
			line += fmt.Sprintf("；金额虚高上限 Stringer %s，逐格 %s", percent(p.Money.Stringer), percent(p.Money.Cell))
		}
		out = append(out, line)
	}
	return append(out, "", "【怎么算的】", "每层的上下限是超几何分布的精确界限，几层同时成立，所以每层取更高的把握；必抽项目逐个数，不外推；仅为覆盖而补的项目不进入推断。",
		"偏高：自评比复核高的分数达到差异较大的分值（本区口径，可调）。")
}

// drift counts the departures from the code table by reviewer.
func (m *Model) drift(list []recheck.Departure) []string {
	n := map[string]int{}
	for _, d := range list {
		i := slices.IndexFunc(m.rows, func(r recheck.Row) bool { return r.ProjectID == d.ProjectID })
		if i < 0 {
			continue
		}
		for _, who := range m.rows[i].Reviewers {
			n[who]++
		}
	}
	names := make([]string, 0, len(n))
	for who := range n {
		names = append(names, who)
	}
	slices.SortFunc(names, func(a, b string) int {
		if n[a] != n[b] {
			return n[b] - n[a]
		}
		return strings.Compare(a, b)
	})
	out := []string{"", "【按复核人】"}
	for _, who := range names {
		out = append(out, fmt.Sprintf("%s %d 处", who, n[who]))
	}
	return out
}

// hasRows tells why there is no paper to print.
func (m *Model) hasRows() string {
	if why := m.in(domain.SpotAssigned, domain.SpotReviewed)(); why != "" {
		return why
	}
	if len(m.rows) == 0 {
		return "还没有底稿，请先在第 6 步按 1 派人"
	}
	return ""
}
