package linkage

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/domain/cleanup"
	"jixiao/domain/district"
	"jixiao/domain/linkage"
	"jixiao/domain/params"
	"jixiao/tui/tuitest"
)

var today = domain.Date{Year: 2026, Month: 8, Day: 31}

// desk is a district in memory.
type desk struct {
	records   []district.Record
	names     map[string]string
	grades    map[string]domain.Grade
	scenarios []domain.LinkScenario
	decisions []domain.CleanupDecision
	moves     []domain.CleanupMove
	excepted  map[string]domain.Exception
	err       error
}

func newDesk(n int) *desk {
	d := district.Generate(district.Options{Projects: n})
	x := &desk{names: map[string]string{}, grades: map[string]domain.Grade{}, excepted: map[string]domain.Exception{}}
	for _, dep := range d.Departments() {
		x.names[dep.Code], x.grades[dep.Code] = dep.Name, dep.OverallIn(2025)
	}
	for i := range n {
		x.records = append(x.records, d.Record(i))
	}
	return x
}

func (d *desk) LinkFacts(context.Context, int, func(int, int)) (out []linkage.Facts, _ map[string]domain.Grade, _ error) {
	for i := range d.records {
		p := d.records[i].Project
		if x, ok := d.excepted[p.ID]; ok {
			p.ExceptionDoc, p.Exception = "市中政字〔2026〕8号", &x
		}
		out = append(out, linkage.FactsOf(&p, d.names[p.Department], "", d.records[i].Execution))
	}
	return out, d.grades, d.err
}

func (d *desk) LinkScenarios(int) ([]domain.LinkScenario, error) { return d.scenarios, nil }

func (d *desk) FreezeScenario(s domain.LinkScenario) (string, error) {
	s.On, s.By.Name = today, "周审"
	d.scenarios = append(d.scenarios, s)
	return "冻结挂钩方案：" + s.Name, nil
}

func (d *desk) ApproveException(id, _ string, x domain.Exception) (string, error) {
	d.excepted[id] = x
	return "录入特殊保障", nil
}

func (d *desk) CleanupBoard(_ context.Context, year, month int, _ func(int, int)) (*cleanup.Board, error) {
	b := &cleanup.Board{Year: year, Month: month, Balance: cleanup.BalanceOf(d.decisions, d.moves)}
	for i := range d.records {
		r := &d.records[i]
		f := cleanup.FactsOf(&r.Project, d.names[r.Project.Department], r.Execution, r.Monitoring, month)
		row := cleanup.Row{Facts: f, Forecast: cleanup.Of(&f, month, &cleanup.DefaultParams)}
		for k := range d.decisions {
			if d.decisions[k].ProjectID == f.ID {
				row.Decision = &d.decisions[k]
			}
		}
		for k := range d.moves {
			if d.moves[k].ProjectID == f.ID {
				row.Move = &d.moves[k]
			}
		}
		b.Add(row)
	}
	return b, nil
}

func (d *desk) DecideCleanup(c domain.CleanupDecision) (string, error) {
	d.decisions = append(d.decisions, c)
	return "清理决定：" + string(c.Action), nil
}

func (d *desk) MoveCleanup(m domain.CleanupMove) (string, error) {
	d.moves = slices.DeleteFunc(d.moves, func(x domain.CleanupMove) bool { return x.ProjectID == m.ProjectID })
	if m.Amount > 0 {
		d.moves = append(d.moves, m)
	}
	return "清理调剂", nil
}

func (d *desk) Dossier(id string) (domain.Dossier, error) {
	for i := range d.records {
		if d.records[i].Project.ID == id {
			return d.records[i].Dossier(d.names[d.records[i].Project.Department], ""), nil
		}
	}
	return domain.Dossier{}, errors.New("没有这个项目")
}

func (d *desk) LatestMonth(int) (int, error) { return 8, nil }

func (d *desk) Find(text string, _ int) (string, error) {
	for i := range d.records {
		if p := &d.records[i].Project; p.Name == text || p.Code == text {
			return p.ID, nil
		}
	}
	return "", errors.New("2026 年度没有名为“" + text + "”的项目")
}

func (d *desk) RuleParams(domain.Date) params.All { return params.Defaults() }
func (d *desk) Today() domain.Date                { return today }

func screen(t *testing.T, d *desk, w, h int, fn func(x *tuitest.Driver, m *Model, host *tuitest.Host)) {
	m := New(d, 2026)
	tuitest.Screen(t, m, "", w, h, func(x *tuitest.Driver, host *tuitest.Host) { fn(x, m, host) })
}

func TestFrames(t *testing.T) {
	for _, size := range []struct {
		name string
		w, h int
	}{{"80x24", 80, 24}, {"132x40", 132, 40}} {
		screen(t, newDesk(200), size.w, size.h, func(x *tuitest.Driver, _ *Model, _ *tuitest.Host) {
			x.Golden("list-" + size.name)
			x.Press("1", "down", "right", "right")
			x.Golden("params-" + size.name)
			x.Press("esc", "2", "8")
			x.Golden("departments-" + size.name)
			x.Press("esc", "tab")
			x.Golden("cleanup-" + size.name)
			x.Press("1")
			x.Golden("recover-" + size.name)
		})
	}
}

func TestTryFreezeCompare(t *testing.T) {
	d := newDesk(200)
	screen(t, d, 132, 40, func(x *tuitest.Driver, m *Model, host *tuitest.Host) {
		base := m.plan.Total()
		x.Press("3")
		x.Press("enter")
		x.Has("请起一个名字")
		x.Type("一上方案")
		x.Press("enter")
		require.Len(t, d.scenarios, 1)
		assert.Equal(t, base, d.scenarios[0].Total())
		assert.Contains(t, host.Status.Text, "已保存：冻结挂钩方案：一上方案")

		x.Press("1", "end", "up", "up", "up") // 上年未按要求自评
		x.Press("pgup", "pgup")
		assert.Equal(t, 30, m.trial.Linkage.NoSelfEvalCut)
		assert.Less(t, m.plan.Total(), base)
		x.Has("比现行 -")
		x.Press("enter")
		x.Type("0")
		x.Press("enter")
		x.Has("超出范围") // 300%
		x.Press("esc", "esc")
		less := 0
		for i := range m.plan.Lines {
			if m.against(&m.plan.Lines[i]) < 0 {
				less++
			}
		}
		require.Positive(t, less)
		x.Press("2", "6")
		assert.Len(t, m.lines, less)
		x.Press("4", "1")
		require.NotEmpty(t, host.Explained)
		text := strings.Join(host.Explained[len(host.Explained)-1].Lines, "\n")
		assert.Contains(t, text, "上年未按要求自评的核减比例：20%，现在 30%")
		assert.Contains(t, text, fmt.Sprintf("【项目不同】共 %d 个", less))
		x.Press("0")
		assert.Equal(t, base, m.plan.Total())
		assert.Contains(t, host.Status.Text, "已恢复现行参数")
		x.Press("0")
		assert.Contains(t, host.Status.Text, "用的就是现行参数")
	})
}

func TestExceptionFromTheList(t *testing.T) {
	d := newDesk(200)
	screen(t, d, 80, 24, func(x *tuitest.Driver, m *Model, _ *tuitest.Host) {
		x.Press("2", "3")
		require.NotEmpty(t, m.lines)
		id := m.selectedID()
		n := len(m.lines)
		x.Press("5")
		x.Press("enter")
		x.Has("请写区政府批准文件的文号")
		x.Type("市中政字〔2026〕8号")
		x.Press("enter", "enter")
		x.Has("保障范围")
		x.Press("esc")
		x.Has("批准日期")
		x.Press("enter")
		x.Type("民生")
		x.Press("enter", "enter", "enter")
		require.Contains(t, d.excepted, id)
		assert.Len(t, m.lines, n-1)
		assert.Equal(t, "民生", d.excepted[id].Scope)
		assert.Equal(t, domain.MonthEnd(2026, 12), d.excepted[id].Until)
	})
}

func TestCleanupStory(t *testing.T) {
	d := newDesk(200)
	screen(t, d, 80, 24, func(x *tuitest.Driver, m *Model, host *tuitest.Host) {
		x.Press("tab")
		x.Press("3")
		assert.Contains(t, host.Status.Text, "还没有收回、尚无去向的资金")
		first := m.selectedRow()
		amount := first.Forecast.Suggested
		x.Press("1", "enter", "enter")
		if first.Forecast.Restricted > 0 {
			x.Press("enter")
			x.Has("请写批准文件的文号")
		}
		x.Type("鲁财预〔2026〕3号")
		x.Press("enter")
		require.Len(t, d.decisions, 1)
		assert.Equal(t, amount, d.decisions[0].Amount)
		assert.Equal(t, 8, d.decisions[0].Month)
		assert.NotEqual(t, d.decisions[0].ProjectID, m.selectedID(), "the cursor goes on to the next")
		assert.Equal(t, "待决定", m.selectedRow().State())
		x.Press("2")
		x.Type("工程已恢复施工")
		x.Press("enter", "enter")
		require.Len(t, d.decisions, 2)
		assert.Equal(t, domain.CleanupKeep, d.decisions[1].Action)
		x.Press("3")
		x.Type("没有这个项目")
		x.Press("enter", "enter")
		x.Type("加固")
		x.Press("enter", "enter")
		assert.Contains(t, host.Status.Text, "没有名为")
		var key string
		for i := range d.records {
			if cleanup.IsKey(d.records[i].Project.Kind) {
				key = d.records[i].Project.Name
			}
		}
		x.Press("3")
		x.Type(key)
		x.Press("enter", "enter")
		x.Type("加固")
		x.Press("enter", "enter")
		require.Len(t, d.moves, 1)
		x.Has("收回 " + amount.Wan() + " = 调剂 " + amount.Wan() + " + 未分配 0.00")
		assert.Contains(t, host.Status.Text, "已保存：清理调剂")
		x.Press("left")
		x.Has("7月末")
	})
}

func TestFilterFindsByInitials(t *testing.T) {
	screen(t, newDesk(200), 80, 24, func(x *tuitest.Driver, m *Model, _ *tuitest.Host) {
		x.Press("ctrl+f")
		x.Type("zfy")
		x.Press("enter")
		all := len(m.lines)
		x.Press("esc")
		assert.Greater(t, len(m.lines), all)
	})
}

func TestLoadFails(t *testing.T) {
	d := newDesk(3)
	d.err = errors.New("读不出来。请稍后再试")
	screen(t, d, 80, 24, func(x *tuitest.Driver, _ *Model, host *tuitest.Host) {
		x.Has("读不出来。请稍后再试")
		assert.Contains(t, host.Status.Text, "读不出来")
	})
}

func TestKeys(t *testing.T) {
	m := New(newDesk(3), 2026)
	tuitest.Keys(t, m.actions)
	tuitest.Keys(t, m.cleanup)
}

// Every parameter key shows its effect in the same frame.
func BenchmarkTryParameter(b *testing.B) {
	m := New(newDesk(1200), 2026)
	m.gotLoaded(read(context.Background(), m.store, 2026, 8))
	m.at = atParams
	m.View(132, 40)
	keys := []string{"right", "left"}
	for i := 0; b.Loop(); i++ {
		m.Update(tuitest.Key(keys[i%2]))
		m.View(132, 40)
	}
}

// Every figure of the derivation leads to where it was read.
func TestDerivationNamesItsSources(t *testing.T) {
	d := newDesk(60)
	d.records[0].Project.Landed, d.records[0].Project.Prov = domain.FenPtr(1_000_000), domain.Provenance{File: "ab", Name: "清单.xlsx", Sheet: "项目", Row: 6, Cells: map[string]string{"landed": "N"}}
	screen(t, d, 80, 24, func(x *tuitest.Driver, m *Model, host *tuitest.Host) {
		m.goTo = d.records[0].Project.ID
		m.moveToProject()
		x.Press("=")
		require.NotEmpty(t, host.Explained)
		text := strings.Join(host.Explained[0].Lines, "\n")
		assert.Contains(t, text, "【数从哪来】")
		assert.Contains(t, text, "已落实到项目金额 1.00万元：文件 清单.xlsx")
		assert.Contains(t, text, "N6")
	})
}
