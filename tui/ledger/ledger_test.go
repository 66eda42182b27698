package ledger

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/domain/journal"
	"jixiao/domain/params"
	"jixiao/tui"
	"jixiao/tui/tuitest"
)

func TestMain(m *testing.M) {
	time.Local = time.FixedZone("CST", 8*3600)
	os.Exit(m.Run())
}

// desk is a journal in memory, oldest first.
type desk struct {
	log      []journal.Entry
	read     []uint64
	report   journal.Report
	err      error
	snapshot string
	verified string
	hang     bool
	changes  []domain.ParamChange
}

func (d *desk) add(op, title, why string, changed int, f func(e *journal.Entry)) {
	n := uint64(len(d.log) + 1)
	e := journal.Entry{Seq: n, Operator: "周审", Role: domain.RoleReviewer, At: time.Date(2026, 11, 24, 9, 0, int(n)%60, 0, time.UTC), Op: op, Title: title, Why: why, Changed: changed,
		Operation: fmt.Sprintf("OP%d", n), Hash: strings.Repeat("ab", 32), ItemsHash: strings.Repeat("cd", 32)}
	if n > 1 {
		e.Prev = strings.Repeat("ef", 32)
	}
	if f != nil {
		f(&e)
	}
	d.log = append(d.log, e)
}

func (d *desk) Journal(offset, limit int) (out []journal.Entry, total int, err error) {
	for i := len(d.log) - 1 - offset; i >= 0 && len(out) < limit; i-- {
		out = append(out, d.log[i])
	}
	return out, len(d.log), d.err
}

func (d *desk) RuleParams(on domain.Date) params.All {
	a, err := params.At(d.changes, on)
	if err != nil {
		return params.Defaults()
	}
	return a
}

func (d *desk) ParamChanges() ([]domain.ParamChange, error) { return d.changes, nil }

func (d *desk) ParamEffect(context.Context, domain.ParamChange) ([]params.Effect, error) {
	return []params.Effect{{ProjectID: "P1", Code: "A1", Name: "校舍维修", Changes: []string{"MON-IDLE-01 无 变 警告"}}}, d.err
}

func (d *desk) ChangeParam(c domain.ParamChange) (string, error) {
	d.changes = append(d.changes, c)
	return "设参数：" + c.Param, nil
}

func (d *desk) JournalEntry(seq uint64) (journal.Entry, bool, error) {
	d.read = append(d.read, seq)
	e := d.log[seq-1]
	e.Items = []journal.Item{{Bucket: "target", Key: "P001", H0: "1", H1: "2", Diff: []journal.FieldDiff{{Path: "stage", Old: json.RawMessage(`"待审核"`), New: json.RawMessage(`"已审核"`)}, {Path: "funds.0.initial", Old: json.RawMessage("100"), New: json.RawMessage("123450")}}},
		{Bucket: "review", Key: "P001\x000001\x00区财政", H1: "3", Diff: []journal.FieldDiff{{Path: "comment", New: json.RawMessage(`"指标·已细化"`)}}}}
	return e, true, nil
}

func (d *desk) CreateSnapshot(ctx context.Context, file string) (journal.Snapshot, error) {
	if d.hang {
		<-ctx.Done()
		return journal.Snapshot{}, ctx.Err()
	}
	d.snapshot = file
	return journal.Snapshot{File: "/数据/" + file, SHA256: strings.Repeat("0f", 32), Size: 2_000_000, Records: 4321, Seq: 9}, nil
}

func (d *desk) VerifySnapshot(_ context.Context, file string) (journal.Report, error) {
	d.verified = file
	return d.report, nil
}

func (d *desk) Doctor(context.Context) (journal.Report, error) { return d.report, nil }
func (d *desk) Today() domain.Date                             { return domain.Date{Year: 2026, Month: 11, Day: 24} }

func sample() *desk {
	d := &desk{}
	d.add("import", "导入 12 个文件，4812 行", "", 4812, nil)
	d.add("review.decide", "通过 1 个目标：学校·改造", "", 2, nil)
	d.add("review.decide", "退回 3 个目标", "指标值不可衡量", 6, nil)
	d.add("undo", "撤销：退回 3 个目标", "", 6, func(e *journal.Entry) { e.Undoes = 3 })
	d.add("spot.draw", "抽取 30 个项目", "", 31, func(e *journal.Entry) { e.Irreversible, e.Operator, e.Role = true, "林操作", domain.RoleOperator })
	return d
}

func TestGoldens(t *testing.T) {
	for _, size := range [][2]int{{80, 20}, {132, 36}} {
		suffix := fmt.Sprintf("_%dx%d", size[0], size[1]+4)
		m := New(sample())
		tuitest.Screen(t, m, "", size[0], size[1], func(d *tuitest.Driver, _ *tuitest.Host) {
			d.Press("down", "down", "down")
			d.Golden("list" + suffix)
			d.Press("enter")
			d.Golden("detail" + suffix)
			d.Press("esc", "1")
			d.Golden("snapshot" + suffix)
		})
		m = New(&desk{})
		tuitest.Screen(t, m, "", size[0], size[1], func(d *tuitest.Driver, _ *tuitest.Host) { d.Golden("empty" + suffix) })
	}
}

func TestListAndDetail(t *testing.T) {
	s := sample()
	m := New(s)
	tuitest.Screen(t, m, "", 132, 36, func(d *tuitest.Driver, host *tuitest.Host) {
		assert.Equal(t, "日志 5 条", m.Counters())
		d.Has("已撤销", "已生效", "学校・改造")
		d.Press("end")
		d.Has("按 Enter 读明细")
		assert.NotContains(t, s.read, uint64(1), "a bulk import is not read unasked")
		d.Press("enter")
		d.Has("涉及 4812 条记录", "阶段：待审核 -> 已审核", "资金 1 年初预算：1.00元 -> 1234.50元", "新增 审核意见 P001 / 0001 / 区财政", "这是第一条")
		d.Press("left")
		d.Has("日志第 2 条")
		d.Press("esc")
		assert.Equal(t, uint64(2), m.selected().Seq)
		d.Press("ctrl+e")
		require.Len(t, host.Exported, 1)
		assert.Len(t, host.Exported[0].Rows, 5)
	})
}

func TestFilterSpeaksPinyin(t *testing.T) {
	m := New(sample())
	tuitest.Screen(t, m, "", 80, 24, func(d *tuitest.Driver, host *tuitest.Host) {
		for q, want := range map[string]int{"退回": 2, "tuihui": 2, "lcz": 1, "林操作": 1, "2026-11-24 th": 2, "不可衡量": 1, "xxgz": 1, "没有": 0} {
			d.Press("ctrl+f")
			d.Type(q)
			d.Press("enter")
			assert.Len(t, m.shown, want, q)
			d.View()
			d.Press("esc")
			assert.Len(t, m.shown, 5)
		}
		d.Press("esc")
		assert.Equal(t, 1, host.LeftBy)
	})
}

func TestNewEntriesComeOnTop(t *testing.T) {
	s := sample()
	m := New(s)
	tuitest.Screen(t, m, "", 80, 24, func(d *tuitest.Driver, _ *tuitest.Host) {
		d.Press("down")
		assert.Equal(t, uint64(4), m.selected().Seq)
		s.add("redo", "恢复：退回 3 个目标", "", 6, func(e *journal.Entry) { e.Redoes = 3 })
		d.Send(tui.DataChangedMsg{Title: "x"})
		assert.Len(t, m.entries, 6)
		assert.Equal(t, uint64(4), m.selected().Seq, "the selected entry stays")
		d.Lacks("已撤销")
		for range 700 {
			s.add("review.decide", "通过 1 个目标", "", 2, nil)
		}
		d.Send(tui.DataChangedMsg{Title: "x"})
		seqs := map[uint64]bool{}
		for _, l := range m.entries {
			seqs[l.Seq] = true
		}
		assert.Len(t, m.entries, 706)
		assert.Len(t, seqs, 706, "none twice")
	})
}

func TestALongLogLoadsInTheBackground(t *testing.T) {
	s := &desk{}
	for i := range 12_345 {
		s.add("review.decide", fmt.Sprintf("通过第 %d 个", i), "", 1, nil)
	}
	m := New(s)
	m.Restore([]byte(`{"seq":100}`))
	tuitest.Screen(t, m, "", 80, 24, func(d *tuitest.Driver, _ *tuitest.Host) {
		assert.Len(t, m.entries, 12_345)
		for i := range m.entries {
			require.Equal(t, uint64(12_345-i), m.entries[i].Seq)
		}
		assert.Equal(t, uint64(100), m.selected().Seq, "the session's entry")
	})
	assert.JSONEq(t, `{"seq":100}`, string(m.State()))
}

func TestSnapshotsAndExamination(t *testing.T) {
	s := sample()
	m := New(s)
	tuitest.Screen(t, m, "", 80, 24, func(d *tuitest.Driver, host *tuitest.Host) {
		d.Press("1")
		d.Has("绩效精控-2026-11-24.jxs")
		d.Press("enter")
		assert.Equal(t, "绩效精控-2026-11-24.jxs", s.snapshot)
		d.Has("快照做好了", "4321 条记录", "0f0f")
		d.Press("esc", "2", "enter")
		d.Has("请写文件名")
		d.Paste("/media/u盘/a.jxs")
		s.report = journal.Report{Exit: 2, Findings: []journal.Finding{{Code: "hash", Message: "记录与指纹不符", Record: "项目 P001", Person: "周审", Time: s.log[0].At}}}
		d.Press("enter")
		assert.Equal(t, "/media/u盘/a.jxs", s.verified)
		d.Has("内容被改动过", "记录与指纹不符；记录 项目 P001；周审；2026-11-24 17:00:01（hash）")
		s.report = journal.Report{OK: true}
		d.Press("esc", "3")
		d.Has("没有发现问题")
		d.Press("esc")
		s.hang = true
		d.Press("1", "enter", "1")
		assert.Contains(t, host.Status.Text, "上一件还没做完")
		d.Press("esc")
		assert.Equal(t, "已取消", host.Status.Text)
		assert.Equal(t, tui.ModeCommand, m.Mode())
	})
}

func TestFailuresAreShown(t *testing.T) {
	s := &desk{err: errors.New("日志读不出来，已损坏。请运行 jixiao doctor")}
	m := New(s)
	tuitest.Screen(t, m, "", 80, 24, func(d *tuitest.Driver, host *tuitest.Host) {
		d.Has("已损坏")
		assert.Equal(t, tui.Bad, host.Status.Kind)
		d.Press("enter")
		assert.Contains(t, host.Status.Text, "还没有相符的操作")
	})
	tuitest.Keys(t, m.Actions())
}
