package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"jixiao/domain"
	"jixiao/domain/linkage"
	"jixiao/domain/params"
	"jixiao/store"
)

// scenario finds a frozen scenario; 现行 is today's plan with the parameters in force.
func (a *application) scenario(db *store.Store, list []domain.LinkScenario, name string) (domain.LinkScenario, error) {
	if i := slices.IndexFunc(list, func(s domain.LinkScenario) bool { return s.Name == name }); i >= 0 {
		return list[i], nil
	}
	if name == "现行" {
		plan, all, err := a.linkPlan(db, nil)
		if err != nil {
			return domain.LinkScenario{}, err
		}
		s := plan.Scenario(a.year(), name)
		s.Params = all.Values("link.")
		return s, nil
	}
	names := []string{"现行"}
	for _, s := range list {
		names = append(names, s.Name)
	}
	return domain.LinkScenario{}, usagef("没有名为“%s”的方案。可用：%s", name, strings.Join(names, "、"))
}

type compareOut struct {
	A        scenarioOut          `json:"a"`
	B        scenarioOut          `json:"b"`
	Params   []paramDiff          `json:"params"`
	Projects []linkage.Difference `json:"projects"`
	Total    int                  `json:"total"`
}

type scenarioOut struct {
	Name      string     `json:"name"`
	Applied   domain.Fen `json:"applied_fen"`
	Suggested domain.Fen `json:"suggested_fen"`
	Overall   domain.Fen `json:"overall_fen"`
	Total     domain.Fen `json:"total_fen"`
	Projects  int        `json:"projects"`
	On        string     `json:"on,omitempty"`
	By        string     `json:"by,omitempty"`
}

func scenarioJSON(s *domain.LinkScenario) scenarioOut {
	o := scenarioOut{Name: s.Name, Applied: s.Applied, Suggested: s.Suggested, Overall: s.Overall, Total: s.Total(), Projects: len(s.Lines), By: s.By.Name}
	if !s.On.IsZero() {
		o.On = s.On.String()
	}
	return o
}

func (a *application) linkCompare() *cobra.Command {
	return &cobra.Command{
		Use: "compare 方案一 方案二", Short: "两个方案的参数、总额和逐项目差别；“现行”指按现行参数现算", Args: exactArgs(2, "两个方案名，如 一上方案 现行"),
		RunE: func(_ *cobra.Command, args []string) error {
			db, err := a.open()
			if err != nil {
				return err
			}
			list, err := db.LinkScenarios(a.year())
			if err != nil {
				return err
			}
			x, err := a.scenario(db, list, args[0])
			if err != nil {
				return err
			}
			y, err := a.scenario(db, list, args[1])
			if err != nil {
				return err
			}
			out := compareOut{A: scenarioJSON(&x), B: scenarioJSON(&y), Params: []paramDiff{}, Projects: orEmpty(linkage.Compare(linkage.Frozen(&x), linkage.Frozen(&y)))}
			for _, d := range params.List() {
				if p, q := x.Params[d.Key], y.Params[d.Key]; p != q {
					out.Params = append(out.Params, paramDiff{d.Key, d.Title, d.Text(p), d.Text(q)})
				}
			}
			out.Total = len(out.Projects)
			name, err := db.ProjectNames()
			if err != nil {
				return err
			}
			return a.print(out, func(w io.Writer) {
				for _, s := range []scenarioOut{out.A, out.B} {
					fmt.Fprintf(w, "%s：%d 个项目，申请 %s，逐项建议 %s，整体核减 %s，合计 %s 万元\n", s.Name, s.Projects, s.Applied.Wan(), s.Suggested.Wan(), s.Overall.Wan(), s.Total.Wan())
				}
				for _, p := range out.Params {
					fmt.Fprintf(w, "参数 %s：%s 变 %s\n", p.Title, p.Before, p.After)
				}
				fmt.Fprintf(w, "不同的项目 %d 个\n", out.Total)
				for _, d := range out.Projects {
					fmt.Fprintf(w, "  %s  %s 变 %s\n", name(d.ProjectID), d.A.Wan(), d.B.Wan())
				}
			})
		},
	}
}
