package sampling_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/store"
	"jixiao/tui"
	"jixiao/tui/sampling"
)

var update = flag.Bool("update", false, "rewrite the golden frames")

// desk is the screen on a real data file, driven by keys as the root would.
type desk struct {
	t       *testing.T
	s       *store.Store
	m       *sampling.Model
	status  tui.StatusMsg
	explain tui.ExplainMsg
	export  tui.ExportMsg
}

// district fills a data file: 3 departments, 36 projects (3 without self-evaluation),
// four reviewers of whom one keeps away from 教育局.
func district(t *testing.T) *store.Store {
	t.Helper()
	clock := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	s, err := store.Create(filepath.Join(t.TempDir(), "desk.db"), store.Options{Clock: func() time.Time { return clock }, Operator: domain.Operator{Name: "小林", Role: domain.RoleOperator}})
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, s.Close()) })
	_, err = s.Write(store.Op{Name: "test.fill", Title: "准备"}, func(tx *store.Tx) error {
		for d, name := range []string{"教育局", "卫健局", "住建局"} {
			code := fmt.Sprint(101 + d)
			require.NoError(t, store.Departments.Put(tx, domain.Department{Code: code, Name: name}))
			require.NoError(t, store.Units.Put(tx, domain.Unit{Code: code + "001", Name: name + "本级", Department: code}))
			for i := range 12 {
				project(t, tx, d*12+i, code)
			}
		}
		for i, name := range []string{"张一", "李二", "王三", "赵四"} {
			p := domain.Person{ID: "R" + fmt.Sprint(i), Name: name, Terms: []domain.RoleTerm{{Role: domain.RoleRecheckReviewer, From: domain.Date{Year: 2026, Month: 1, Day: 1}}}}
			if i == 0 {
				p.Avoid = []string{"101"}
			}
			require.NoError(t, store.People.Put(tx, p))
		}
		return nil
	})
	require.NoError(t, err)
	return s
}

var topics = []string{"学校改造", "路灯维护", "校园安保", "疫苗接种", "老旧小区改造", "图书购置", "道路养护", "社区卫生服务", "教师培训", "供暖补贴", "河道清淤", "信息化建设"}

func project(t *testing.T, tx *store.Tx, n int, department string) {
	p := domain.Project{ID: fmt.Sprintf("P%03d", n), Code: fmt.Sprintf("37010326R%012d", n), Name: topics[n%12] + "项目", Year: 2026,
		Department: department, Unit: department + "001", Initial: domain.Fen(n+1) * 12_345_600, Adjusted: domain.Fen(n+1) * 12_345_600}
	if n == 4 {
		p.LastYear = &domain.YearResult{Year: 2025, Grade: domain.GradePoor}
	}
	require.NoError(t, store.Projects.Put(tx, p))
	if n%13 == 12 || n == 0 {
		return
	}
	number := func(v int64) domain.Number { return domain.Number{Value: domain.DecimalPtr(domain.DecimalInt(v))} }
	ev := domain.SelfEvaluation{ProjectID: p.ID, Year: 2026, Score: domain.DecimalPtr(domain.DecimalInt(95))}
	for i, x := range []struct {
		name, plan, actual string
		weight, score      int64
	}{{"完成数量", "≥100个", "100个", 50, 45}, {"群众受益", "≥90%", "95%", 30, 30}, {"满意度", "≥95%", "满意", 20, 20}} {
		ev.Form.Indicators = append(ev.Form.Indicators, domain.Indicator{Level1: domain.Text{Raw: "产出指标"}, Level3: domain.Text{Raw: x.name}, Row: 12 + i,
			Planned: domain.Value{Raw: x.plan}, Actual: domain.Value{Raw: x.actual}, Weight: number(x.weight), Score: number(x.score)})
	}
	require.NoError(t, store.SelfEvals.Put(tx, ev))
}

func open(t *testing.T, s *store.Store) *desk {
	d := &desk{t: t, s: s, m: sampling.New(s, 2026)}
	d.run(d.m.Open(""))
	return d
}

// run executes a command and everything that follows from it.
func (d *desk) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, c := range msg {
			d.run(c)
		}
	case tui.StatusMsg:
		d.status = msg
	case tui.ExplainMsg:
		d.explain = msg
	case tui.ExportMsg:
		d.export = msg
	default:
		d.run(d.m.Update(msg))
	}
}

// press types keys: names such as enter, tab, space, ctrl+t, or one character.
func (d *desk) press(keys ...string) {
	d.t.Helper()
	for _, k := range keys {
		d.m.View(80, 20) // as the root does after every message
		msg := keyOf(k)
		if d.m.Mode() == tui.ModeCommand {
			if cmd, ok := tui.Dispatch(d.m.Actions(), tui.Key(msg)); ok {
				d.run(cmd)
				continue
			}
			if k == "esc" {
				cmd, _ := d.m.Back()
				d.run(cmd)
				continue
			}
		}
		d.run(d.m.Update(msg))
	}
}

// write types a text into the field that has the focus.
func (d *desk) write(text string) {
	d.t.Helper()
	require.Equal(d.t, tui.ModeText, d.m.Mode(), "no field has the focus")
	for _, r := range text {
		d.run(d.m.Update(tea.KeyPressMsg{Code: r, Text: string(r)}))
	}
}

func keyOf(k string) tea.KeyPressMsg {
	codes := map[string]rune{"enter": tea.KeyEnter, "tab": tea.KeyTab, "esc": tea.KeyEscape, "down": tea.KeyDown, "up": tea.KeyUp, "home": tea.KeyHome, "end": tea.KeyEnd}
	switch {
	case codes[k] != 0:
		return tea.KeyPressMsg{Code: codes[k]}
	case k == "space":
		return tea.KeyPressMsg{Code: ' ', Text: " "}
	case strings.HasPrefix(k, "ctrl+"):
		return tea.KeyPressMsg{Code: rune(k[5]), Mod: tea.ModCtrl}
	case k == "shift+tab":
		return tea.KeyPressMsg{Code: tea.KeyTab, Mod: tea.ModShift}
	}
	r := []rune(k)[0]
	return tea.KeyPressMsg{Code: r, Text: k}
}

// frame is the screen without styles.
func (d *desk) frame(w, h int) string {
	d.t.Helper()
	out := ansi.Strip(d.m.View(w, h))
	rows := strings.Split(out, "\n")
	require.Len(d.t, rows, h)
	for i, r := range rows {
		require.Equal(d.t, w, tui.Width(r), "line %d of %dx%d: %q", i, w, h, r)
		require.False(d.t, tui.Ambiguous(r), "ambiguous character in %q", r)
		require.NotContains(d.t, r, "\x00")
	}
	return out
}

// golden compares the frames at both sizes (the root keeps four lines for itself).
func (d *desk) golden(name string) {
	d.t.Helper()
	for _, size := range [][2]int{{80, 20}, {132, 36}} {
		file := filepath.Join("testdata", fmt.Sprintf("%s_%dx%d.golden", name, size[0], size[1]+4))
		got := d.frame(size[0], size[1]) + "\n"
		if c := d.m.Cursor(); c != nil {
			got += fmt.Sprintf("cursor %d,%d\n", c.X, c.Y)
		}
		if *update {
			require.NoError(d.t, os.MkdirAll("testdata", 0o755))
			require.NoError(d.t, os.WriteFile(file, []byte(got), 0o644))
			continue
		}
		want, err := os.ReadFile(file)
		require.NoError(d.t, err, "run the test with -update to make it")
		assert.Equal(d.t, string(want), got, file)
	}
}
