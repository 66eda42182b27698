package warnings_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/domain/monitor"
	"jixiao/store"
	"jixiao/tui"
	"jixiao/tui/app"
	"jixiao/tui/tuitest"
	"jixiao/tui/warnings"
)

// august is the data file of a day in August: twelve projects that spend a tenth of what
// the month asks for, one of them with a payment plan, and two on schedule.
func august(t *testing.T, today *time.Time) *store.Store {
	t.Helper()
	s, err := store.Create(filepath.Join(t.TempDir(), "august.db"), store.Options{Clock: func() time.Time { return *today }, Operator: domain.Operator{Name: "小孙", Role: domain.RoleMonitor}})
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, s.Close()) })
	_, err = s.Write(store.Op{Name: "test.fill", Title: "准备"}, func(tx *store.Tx) error {
		require.NoError(t, store.Departments.Put(tx, domain.Department{Code: "105", Name: "区教育局"}))
		for i := range 14 {
			p := monitor.Example().Project
			p.ID, p.Code, p.Name = fmt.Sprintf("P%03d", i), fmt.Sprintf("37010326R%012d", i+1), fmt.Sprintf("校舍加固改造%d期", i+1)
			p.Department = "105"
			share := domain.Fen(1)
			if i >= 12 {
				share = 10
			}
			e := domain.Execution{ProjectID: p.ID, Year: 2026}
			for m := 1; m <= 8; m++ {
				x := domain.MonthExecution{Month: m, Executed: p.Adjusted*domain.Fen(m)*share/120 - domain.Fen(14-i)*1_000_000}
				if i == 0 {
					plan := p.Adjusted * domain.Fen(m) / 12
					x.Plan = &plan
				}
				e.Months = append(e.Months, x)
			}
			require.NoError(t, store.Projects.Put(tx, p))
			require.NoError(t, store.Executions.Put(tx, e))
		}
		return nil
	})
	require.NoError(t, err)
	return s
}

// TestSunsAugust is the day of the one who monitors, by a pinyin user's keys in the small
// terminal: lamps of two rule groups side by side, what turns them green, twelve notices
// drafted from the facts, and the fourth that cannot be suspended yet.
func TestSunsAugust(t *testing.T) {
	today := time.Date(2026, 8, 20, 9, 0, 0, 0, time.UTC)
	s := &counting{Store: august(t, &today)}
	m := app.New(session{s}, []tui.Screen{warnings.New(s)}, app.Options{Start: "warnings", Operator: "小孙"})
	tuitest.RunProgram(t, m, 80, 24, func(p *tuitest.Program) {
		p.Has("8月末 线性规则  红 12  黄 0", "线性 项目", "阶梯 计划")
		p.Send("0") // 怎样变绿
		p.Wait()
		p.Has("8 月 31 日前再支出 574.00 万元", "计划曲线：红灯")
		p.Send("\x1b")
		p.Wait()

		for range 12 { // 12 份整改通知
			p.Send(" ")
		}
		p.Wait()
		p.Has("已标记 12 个项目")
		p.Send("1")
		p.Wait()
		p.Has("通报主管部门（12 个项目，一次可撤销）")
		p.Send("\r")
		p.Wait()
		p.Has("已保存：通报主管部门（12 个项目）")
		for range 12 {
			p.Send("\x1b[A") // up again
		}
		for range 12 {
			p.Send(" ")
		}
		p.Send("2")
		p.Wait()
		p.Has("期限 10 个工作日，到 2026-09-03")
		p.Send("\x1b[6~\x1b[6~") // read on
		p.Wait()
		p.Has("整改通知书（草稿，未编文号）", "以下情况")
		p.Send("\r")
		p.Wait()
		p.Has("已保存：限期整改（12 个项目）", "剩10日")
		assert.Equal(t, 1, s.loads, "none of this needed a new computation")

		today = time.Date(2026, 8, 28, 9, 0, 0, 0, time.UTC) // a week later
		p.Send("\x1b[H\x1b[B\x1b[B\x1b[B5")                  // the fourth: suspend it
		p.Wait()
		p.Has("校舍加固改造4期", "问题严重")
		p.Send("1")
		p.Wait()
		p.Has("还差 5 个工作日")
		p.Send("\x1b")
		p.Wait()
		assert.Equal(t, domain.CaseRectifying, caseOf(t, s.Store, "P003"))

		p.Send("\x1a\x1a") // both bulk moves back
		p.Wait()
		assert.Empty(t, caseOf(t, s.Store, "P003"))
		p.Send("\x0c3") // Ctrl+L 3: idle money
		p.Wait()
		p.Has("沉淀资金 0 个")
	})
}
