package review

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/domain/rule"
)

var (
	day   = domain.Date{Year: 2026, Month: 3, Day: 2}
	zhou  = domain.Operator{Name: "老周", Role: domain.RoleReviewer}
	open2 = []domain.Remark{{Rule: "TGT-STR-02", Field: "indicators.+", Text: "没有产出指标。"}}
)

func someVersion(goal string) domain.TargetVersion {
	return domain.TargetVersion{Goal: domain.Text{Raw: goal}, Indicators: []domain.Indicator{
		{Level3: domain.Text{Raw: "培训人数"}, Class: domain.ClassOutput, Kind: "数量指标", Planned: domain.Value{Raw: "≥300人", Cell: "E9"}},
		{Level3: domain.Text{Raw: "合格率"}, Class: domain.ClassOutput, Kind: "质量指标", Planned: domain.Value{Raw: "≥90%", Cell: "E10"}},
		{Level3: domain.Text{Raw: "满意度"}, Class: domain.ClassSatisfaction, Kind: "服务对象满意度指标", Planned: domain.Value{Raw: "≥85%", Cell: "E11"}},
	}}
}

// at returns a target at a stage, come about by its moves.
func at(t *testing.T, stage domain.TargetStage, level domain.Level) domain.Target {
	t.Helper()
	v := someVersion("培训三百人")
	v.No = 1
	x := domain.Target{ProjectID: "P1", Stage: domain.StageDraft, Versions: []domain.TargetVersion{v}}
	if stage == domain.StageDraft {
		return x
	}
	x, err := Submit(x, day)
	require.NoError(t, err)
	step := func(l domain.Level, d domain.Decision) {
		x, _, err = Decide(x, l, Verdict{Decision: d, Comment: "理由"}, nil, zhou, day)
		require.NoError(t, err)
	}
	if level == domain.LevelBureau {
		step(domain.LevelDepartment, domain.DecisionApprove)
	}
	switch stage {
	case domain.StageReturned:
		step(level, domain.DecisionReturn)
	case domain.StageRejected:
		step(level, domain.DecisionReject)
	case domain.StageApproved:
		step(level, domain.DecisionApprove)
	}
	require.NoError(t, Valid(x))
	return x
}

func TestMoves(t *testing.T) {
	const dept, bureau = domain.LevelDepartment, domain.LevelBureau
	for _, c := range []struct {
		name      string
		from      domain.TargetStage
		fromLevel domain.Level
		level     domain.Level
		v         Verdict
		fails     []domain.Remark
		code      Code
		stage     domain.TargetStage
		turn      domain.Level
	}{
		{"部门通过", domain.StagePending, dept, dept, Verdict{Decision: domain.DecisionApprove}, nil, 0, domain.StagePending, bureau},
		{"财政通过", domain.StagePending, bureau, bureau, Verdict{Decision: domain.DecisionApprove}, nil, 0, domain.StageApproved, bureau},
		{"部门退回", domain.StagePending, dept, dept, Verdict{Decision: domain.DecisionReturn, Comment: "改"}, nil, 0, domain.StageReturned, dept},
		{"财政不通过", domain.StagePending, bureau, bureau, Verdict{Decision: domain.DecisionReject, Remarks: open2}, nil, 0, domain.StageRejected, bureau},
		{"搁置", domain.StagePending, bureau, bureau, Verdict{Decision: domain.DecisionDefer, Until: day.Add(3)}, nil, 0, domain.StagePending, bureau},
		{"还没轮到财政", domain.StagePending, dept, bureau, Verdict{Decision: domain.DecisionApprove}, nil, NotYourTurn, domain.StagePending, dept},
		{"部门已审过", domain.StagePending, bureau, dept, Verdict{Decision: domain.DecisionReturn, Comment: "改"}, nil, NotYourTurn, domain.StagePending, bureau},
		{"退回不写理由", domain.StagePending, dept, dept, Verdict{Decision: domain.DecisionReturn, Comment: "  "}, nil, NeedsOpinion, domain.StagePending, dept},
		{"只忽略没采纳", domain.StagePending, dept, dept, Verdict{Decision: domain.DecisionReject, Remarks: []domain.Remark{{Text: "x", Dismissed: "y"}}}, nil, NeedsOpinion, domain.StagePending, dept},
		{"搁置到今天", domain.StagePending, dept, dept, Verdict{Decision: domain.DecisionDefer, Until: day}, nil, NeedsDate, domain.StagePending, dept},
		{"搁置没有日期", domain.StagePending, dept, dept, Verdict{Decision: domain.DecisionDefer}, nil, NeedsDate, domain.StagePending, dept},
		{"没有这种决定", domain.StagePending, dept, dept, Verdict{Decision: "同意"}, nil, Unknown, domain.StagePending, dept},
		{"不通过的检查没处理", domain.StagePending, dept, dept, Verdict{Decision: domain.DecisionApprove}, open2, OpenFailures, domain.StagePending, dept},
		{"采纳了又通过", domain.StagePending, dept, dept, Verdict{Decision: domain.DecisionApprove, Remarks: open2}, open2, OpenFailures, domain.StagePending, dept},
		{"写明理由通过", domain.StagePending, dept, dept, Verdict{Decision: domain.DecisionApprove, Comment: "已补报纸质材料"}, open2, 0, domain.StagePending, bureau},
		{"忽略后通过", domain.StagePending, dept, dept, Verdict{Decision: domain.DecisionApprove, Remarks: []domain.Remark{{Rule: "TGT-STR-02", Field: "indicators.+", Dismissed: "不适用"}}}, open2, 0, domain.StagePending, bureau},
		{"事前评估关不能写理由过", domain.StagePending, dept, dept, Verdict{Decision: domain.DecisionApprove, Comment: "急"}, []domain.Remark{{Rule: "EXA-GATE-01", Text: "没有报告。"}}, GateClosed, domain.StagePending, dept},
		{"待送审", domain.StageDraft, "", dept, Verdict{Decision: domain.DecisionApprove}, nil, NotPending, domain.StageDraft, ""},
		{"已退回", domain.StageReturned, dept, dept, Verdict{Decision: domain.DecisionApprove}, nil, NotPending, domain.StageReturned, dept},
		{"已通过", domain.StageApproved, bureau, bureau, Verdict{Decision: domain.DecisionReturn, Comment: "改"}, nil, NotPending, domain.StageApproved, bureau},
		{"已不通过", domain.StageRejected, bureau, bureau, Verdict{Decision: domain.DecisionApprove}, nil, NotPending, domain.StageRejected, bureau},
	} {
		t.Run(c.name, func(t *testing.T) {
			x := at(t, c.from, c.fromLevel)
			got, r, err := Decide(x, c.level, c.v, c.fails, zhou, day.Add(2))
			assert.Equal(t, c.code, Refused(err))
			assert.Equal(t, c.stage, got.Stage)
			assert.Equal(t, c.turn, got.Level)
			assert.NoError(t, Valid(got))
			if c.code != 0 {
				assert.Equal(t, x, got, "a refused move changes nothing")
				assert.NotEmpty(t, err.Error())
				return
			}
			require.NoError(t, err)
			assert.Equal(t, 2, r.Waited)
			assert.Equal(t, "老周", r.By.Name)
			assert.Contains(t, got.Handled, c.level)
		})
	}
}

func TestApprovalWithAReasonDismissesWhatItPasses(t *testing.T) {
	_, r, err := Decide(at(t, domain.StagePending, domain.LevelDepartment), domain.LevelDepartment, Verdict{Decision: domain.DecisionApprove, Comment: "已核实", Remarks: open2}, open2, zhou, day)
	require.NoError(t, err)
	require.Len(t, r.Remarks, 1)
	assert.Equal(t, "已核实", r.Remarks[0].Dismissed)
}

func TestResubmit(t *testing.T) {
	x := at(t, domain.StageReturned, domain.LevelBureau)
	_, err := Resubmit(x, *x.Current(), day)
	assert.Equal(t, SameAgain, Refused(err))
	got, err := Resubmit(x, someVersion("培训三百五十人"), day.Add(1))
	require.NoError(t, err)
	assert.Equal(t, domain.StagePending, got.Stage)
	assert.Equal(t, domain.LevelDepartment, got.Level, "a resubmission starts again at the department")
	assert.Len(t, x.Versions, 1, "the old target is left alone")
	assert.Equal(t, 2, got.Current().No)
	assert.NoError(t, Valid(got))
	for _, s := range []domain.TargetStage{domain.StagePending, domain.StageApproved, domain.StageRejected} {
		_, err := Resubmit(at(t, s, domain.LevelBureau), someVersion("新"), day)
		assert.Equal(t, NotReturned, Refused(err), s)
	}
}

func TestIssueFreezes(t *testing.T) {
	x := at(t, domain.StageApproved, domain.LevelBureau)
	_, err := Issue(x, " ", day)
	assert.Equal(t, NothingChosen, Refused(err))
	got, err := Issue(x, "2026-1", day)
	require.NoError(t, err)
	assert.NoError(t, Valid(got))
	for _, err := range []error{
		second(Issue(got, "2026-2", day)), second(Resubmit(got, someVersion("新"), day)), Possible(got, domain.LevelBureau),
	} {
		assert.Equal(t, Issued, Refused(err))
		assert.Contains(t, err.Error(), "2026-1")
	}
	_, err = Issue(at(t, domain.StagePending, domain.LevelBureau), "2026-1", day)
	assert.Equal(t, NotApproved, Refused(err))
}

func second[T any](_ T, err error) error { return err }

func TestQueueOrderAndCounters(t *testing.T) {
	items := []Item{
		{ProjectID: "a", Amount: 100, Since: day.Add(-10)}, {ProjectID: "b", Amount: 1000, Since: day.Add(-2)}, {ProjectID: "c", Amount: 5000, Since: day.Add(-30), DeferUntil: day.Add(1)},
		{ProjectID: "d", Amount: 1000, Since: day}, {ProjectID: "e", Amount: 10, Since: day.Add(-40), DeferUntil: day},
	}
	for i := range items {
		items[i].Wait(day)
	}
	Sort(items)
	var ids []string
	for _, it := range items {
		ids = append(ids, it.ProjectID)
	}
	assert.Equal(t, []string{"b", "d", "a", "e", "c"}, ids, "the deferred one last, the one whose date has come is back")
	assert.Equal(t, Counters{Mine: 4, Deferred: 1, Longest: 40, Overdue: 1, Amount: 7110}, Count(items))
}

func TestCompose(t *testing.T) {
	got := Compose([]domain.Remark{{Text: "甲。", Cell: "E9"}, {Text: "乙。", Dismissed: "不适用"}, {Text: "丙。"}}, "请改。", " 另附说明。 ")
	assert.Equal(t, "1. （E9）甲。\n2. 丙。\n请改。\n另附说明。", got)
	assert.Empty(t, Compose(nil, "", ""))
}

func TestTemplatesHaveOneDigitEach(t *testing.T) {
	for _, d := range []domain.Decision{domain.DecisionReturn, domain.DecisionReject} {
		list := TemplatesFor(d)
		require.NotEmpty(t, list)
		require.LessOrEqual(t, len(list), 9)
		for i, x := range list {
			assert.Equal(t, i+1, x.Digit, "the picker chooses by place")
		}
	}
	_, ok := TemplateOf(domain.DecisionReturn, 0)
	assert.False(t, ok)
}

func TestDraft(t *testing.T) {
	f := rule.Finding{Rule: "TGT-MEA-02", Field: "indicators.1.planned", Message: "空话。"}
	var d Draft
	d.Take(f)
	assert.Equal(t, "采纳", d.State(f))
	d.Take(f)
	assert.Equal(t, "", d.State(f))
	assert.Equal(t, NeedsOpinion, Refused(d.Dismiss(f, " ")))
	require.NoError(t, d.Dismiss(f, "已另附说明"))
	assert.Equal(t, "忽略", d.State(f))
	d.Take(f)
	assert.Equal(t, "采纳", d.State(f))
	assert.Equal(t, GateClosed, Refused(d.Dismiss(rule.Finding{Rule: "EXA-GATE-02"}, "急")))
	assert.Contains(t, d.Verdict(domain.DecisionReturn, "请改。").Comment, "1. 空话。\n请改。")
	assert.Empty(t, d.Verdict(domain.DecisionApprove, "").Comment, "findings are no reason to pass")
}

func TestPreviewSkipsWhatNeedsAPerson(t *testing.T) {
	items := []Item{{ProjectID: "a", Level: domain.LevelBureau, Amount: 5, Unit: "x"}, {ProjectID: "b", Level: domain.LevelBureau, Amount: 7, Unit: "y", Fails: 1}, {ProjectID: "c", Level: domain.LevelDepartment}}
	b := Preview(items, domain.LevelBureau, domain.DecisionApprove)
	assert.Len(t, b.Items, 1)
	assert.Len(t, b.Skipped, 2)
	assert.Equal(t, domain.Fen(5), b.Amount)
	b = Preview(items, domain.LevelBureau, domain.DecisionReturn)
	assert.Len(t, b.Items, 2)
	assert.Equal(t, 2, b.Units)
	assert.Equal(t, domain.Fen(12), b.Amount)
}

func TestHeld(t *testing.T) {
	var h Holder
	add := func(s domain.TargetStage, amount domain.Fen, l domain.Level, deferred bool) {
		h.Add(s, &Item{Name: "n", Department: "教育局", Amount: amount, Level: l, Deferred: deferred, Waiting: int(amount)})
	}
	add("", 1, "", false)
	add(domain.StagePending, 2, domain.LevelDepartment, false)
	add(domain.StagePending, 4, domain.LevelBureau, false)
	add(domain.StagePending, 8, domain.LevelBureau, true)
	add(domain.StageReturned, 16, domain.LevelBureau, false)
	add(domain.StageApproved, 32, domain.LevelBureau, false)
	add(domain.StageRejected, 64, domain.LevelBureau, false)
	got := h.Held()
	assert.Equal(t, domain.Fen(31), got.Total)
	assert.Equal(t, 5, got.Count)
	assert.Equal(t, domain.Fen(64), got.Rejected)
	var sum domain.Fen
	for _, l := range got.Places {
		sum += l.Amount
	}
	assert.Equal(t, got.Total, sum, "the places add up to the total")
	assert.Equal(t, []HeldLine{{"教育局", 5, 31}}, got.Departments)
	assert.Equal(t, 16, got.Longest)
}
