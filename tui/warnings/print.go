package warnings

import (
	"errors"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain/paper"
	"jixiao/domain/report"
	"jixiao/tui"
)

// printCase makes the document of the newest step of the selected project's case.
func (m *Model) printCase() tea.Cmd {
	s, id := m.store, m.currentID()
	return tui.Print(func() (*paper.Doc, error) {
		d, err := s.Dossier(id)
		if err != nil {
			return nil, err
		}
		p := s.RuleParams(s.Today()).Ladder
		for i := len(d.Cases) - 1; i >= 0; i-- {
			if doc, ok := report.CaseDocument(&d, &d.Cases[i], p); ok {
				return doc, nil
			}
		}
		return nil, errors.New("「" + d.Project.Name + "」还没有走过要出文书的步骤，先按 1 通报或 2 限期整改")
	})
}

// printWarnings makes the notice of the whole month.
func (m *Model) printWarnings() tea.Cmd {
	b, on := m.board, m.store.Today()
	return tui.Print(func() (*paper.Doc, error) { return report.Warnings(b, on), nil })
}
