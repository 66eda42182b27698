package projects

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/domain/journal"
	"jixiao/domain/listing"
	"jixiao/tui"
	"jixiao/tui/tuitest"
)

// fakeStore serves dossiers from memory.
type fakeStore struct {
	dossiers []domain.Dossier
	rows     []listing.Row
	entries  []journal.Entry
	loads    int
	fail     error
}

func (s *fakeStore) Page(after string, n int) ([]listing.Row, error) {
	return s.rows[:min(n, len(s.rows))], s.fail
}

func (s *fakeStore) LoadIndex(context.Context) (*listing.Index, error) {
	s.loads++
	return listing.NewIndex(s.rows), s.fail
}

func (s *fakeStore) Dossier(id string) (domain.Dossier, error) {
	for _, d := range s.dossiers {
		if d.Project.ID == id {
			return d, nil
		}
	}
	return domain.Dossier{}, nil
}

func (s *fakeStore) History(string, int) ([]journal.Entry, error) { return s.entries, nil }
func (s *fakeStore) Today() domain.Date                           { return domain.Date{Year: 2026, Month: 9, Day: 1} }

func day(m, d int) domain.Date { return domain.Date{Year: 2026, Month: time.Month(m), Day: d} }

func dec(s string) *domain.Decimal { return domain.DecimalPtr(domain.MustDecimal(s)) }

// sample makes n projects of which the first is told in full.
func sample(n int) *fakeStore {
	s := &fakeStore{}
	things := []string{"学校校舍改造", "社区卫生服务中心运行经费", "重庆对口支援项目", "银行贷款贴息", "农村公路养护（二期）", "“智慧城管”平台·运维"}
	departments := []string{"区教育局", "区卫生健康局", "区发展和改革局", "区工业和信息化局", "区农业农村局", "区城市管理局"}
	for i := range n {
		k := i % len(things)
		budget := domain.Fen(12_345_678_90 / int64(i%7+1))
		d := domain.Dossier{
			Project: domain.Project{ID: fmt.Sprintf("p%06d", i), Code: fmt.Sprintf("37010326R%012d", i+1), Name: fmt.Sprintf("%s%d", things[k], i+1), Year: 2026, Department: fmt.Sprint(101 + k),
				Unit: fmt.Sprintf("%d001", 101+k), Kind: domain.KindRoutine, Initial: budget - 1000, Adjusted: budget, Owner: "王明"},
			DepartmentName: departments[k], UnitName: departments[k] + "机关",
		}
		if i%5 != 4 {
			d.Execution = &domain.Execution{Months: []domain.MonthExecution{{Month: 8, Executed: budget * domain.Fen(i%10) / 10}}}
		}
		if i%3 == 0 {
			d.SelfEval = &domain.SelfEvaluation{Score: dec(fmt.Sprint(60 + i%40))}
		}
		if i == 0 {
			full(&d)
		}
		s.dossiers = append(s.dossiers, d)
		s.rows = append(s.rows, listing.Derive(d, i%2, i%3))
	}
	return s
}

func full(d *domain.Dossier) {
	prov := domain.Provenance{File: "ab", Name: "项目库.xlsx", Sheet: "项目", Row: 2, Cells: map[string]string{"adjusted": "G", "initial": "F"}}
	d.Project.Prov = prov
	d.Project.Funds = []domain.FundLine{{Source: domain.FundGeneral, Initial: d.Project.Initial, Adjusted: d.Project.Adjusted}}
	d.Target = &domain.Target{Stage: domain.StagePending, Level: domain.LevelBureau, Since: day(8, 20), Versions: []domain.TargetVersion{{No: 1, Submitted: day(8, 19), Goal: domain.Text{Raw: "改造校舍 5000 平方米，惠及学生 1200 人，年底前全部投入使用。"},
		Indicators: []domain.Indicator{{Class: domain.ClassOutput, Kind: "数量指标", Level3: domain.Text{Raw: "改造面积"}, Planned: domain.Value{Raw: "≥5000平方米"}, Weight: domain.Number{Raw: "20"}}}}}}
	d.Reviews = []domain.Review{{Round: 1, Level: domain.LevelDepartment, Decision: domain.DecisionApprove, On: day(8, 20), By: domain.Operator{Name: "老周"}, Comment: "同意"}}
	d.Execution.Months = []domain.MonthExecution{{Month: 3, Executed: d.Project.Adjusted / 10, Plan: domain.FenPtr(d.Project.Adjusted / 5)}, {Month: 6, Executed: d.Project.Adjusted / 4, Plan: domain.FenPtr(d.Project.Adjusted / 2)},
		{Month: 8, Executed: d.Project.Adjusted / 3, Plan: domain.FenPtr(d.Project.Adjusted * 6 / 10), Prov: domain.Provenance{Name: "八月.csv", Row: 2, Cells: map[string]string{"executed": "D"}}}}
	d.Cases = []domain.Case{{ID: "c1", State: domain.CaseRectifying, Opened: day(8, 5), Due: day(8, 19), Facts: []string{"8 月末执行进度 50.00，低于 60"}, Steps: []domain.CaseStep{{From: domain.CaseWarned, To: domain.CaseNotified, On: day(8, 6), By: domain.Operator{Name: "小孙"}}}}}
	d.Monitoring = []domain.Monitoring{{Month: 8, Indicators: []domain.MonitoringIndicator{{Indicator: domain.Indicator{Level3: domain.Text{Raw: "改造面积"}, Planned: domain.Value{Raw: "≥5000"}, Actual: domain.Value{Raw: "2000"}}, Likelihood: domain.LikelyPossible, Causes: []string{"经费保障"}}}}}
	d.Picks = []domain.SpotPick{{Name: "2026 年抽查", State: domain.SpotDrawn, Pick: domain.Pick{Stratum: "教育", Reason: domain.PickTicket, Rank: 2, Pi: "3/10"}}}
	d.Rechecks = []domain.Recheck{{ReviewScore: dec("52"), SelfScore: dec("60"), Items: []domain.RecheckItem{{Level3: "改造面积", SelfValue: "5000", Confirmed: "4000", SelfScore: dec("20"), ReviewScore: dec("12"), Code: "A01"}}}}
}

// driver plays the root model: it draws after every message and runs commands at once.
type driver struct {
	t        *testing.T
	m        *Model
	w, h     int
	frame    string
	said     []string
	messages []tea.Msg
}

func start(t *testing.T, s *fakeStore, w, h int) *driver {
	d := &driver{t: t, m: New(s), w: w, h: h}
	d.draw()
	d.run(d.m.Open(""))
	return d
}

func (d *driver) draw() {
	d.frame = d.m.View(d.w, d.h)
	lines := strings.Split(d.frame, "\n")
	require.Len(d.t, lines, d.h)
	for i, l := range lines {
		require.Equal(d.t, d.w, ansi.StringWidth(l), "line %d: %q", i, l)
	}
	require.False(d.t, tui.Ambiguous(ansi.Strip(d.frame)), d.frame)
	require.NotContains(d.t, d.frame, "\x00")
}

func (d *driver) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	d.send(cmd())
}

func (d *driver) send(msg tea.Msg) {
	switch msg := msg.(type) {
	case nil:
	case tea.BatchMsg:
		for _, c := range msg {
			d.run(c)
		}
	case tui.StatusMsg:
		d.said = append(d.said, msg.Text)
	case tui.ExplainMsg, tui.ExportMsg, tui.NavigateMsg:
		d.messages = append(d.messages, msg)
	default:
		cmd := d.m.Update(msg)
		d.draw()
		d.run(cmd)
	}
}

var named = map[string]rune{"enter": tea.KeyEnter, "esc": tea.KeyEscape, "up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight, "tab": tea.KeyTab, "pgdown": tea.KeyPgDown, "pgup": tea.KeyPgUp,
	"home": tea.KeyHome, "end": tea.KeyEnd, "backspace": tea.KeyBackspace}

func press(key string) tea.KeyPressMsg {
	if c, ok := named[key]; ok {
		return tea.KeyPressMsg{Code: c}
	}
	if rest, ok := strings.CutPrefix(key, "ctrl+"); ok {
		return tea.KeyPressMsg{Code: rune(rest[0]), Mod: tea.ModCtrl}
	}
	if key == "space" {
		return tea.KeyPressMsg{Code: ' ', Text: " "}
	}
	return tea.KeyPressMsg{Code: []rune(key)[0], Text: key}
}

// keys presses keys as the root would route them.
func (d *driver) keys(list ...string) {
	for _, k := range list {
		msg := press(k)
		switch {
		case k == "esc" && d.m.Mode() == tui.ModeCommand:
			cmd, _ := d.m.Back()
			d.draw()
			d.run(cmd)
		case d.m.Mode() == tui.ModeCommand:
			if cmd, ok := tui.Dispatch(d.m.Actions(), tui.Key(msg)); ok {
				d.draw()
				d.run(cmd)
				continue
			}
			d.send(msg)
		default:
			d.send(msg)
		}
	}
}

func (d *driver) typeText(s string) {
	for _, r := range s {
		d.send(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
}

func (d *driver) text() string { return ansi.Strip(d.frame) }

func (d *driver) golden(name string) {
	d.t.Helper()
	d.draw()
	tuitest.Golden(d.t, fmt.Sprintf("%s_%dx%d", name, d.w, d.h), tuitest.Picture(d.frame, d.w, d.h))
}
