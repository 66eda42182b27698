package sampling_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/domain/recheck"
	"jixiao/domain/sample"
	"jixiao/tui"
)

// TestStory walks the whole line by keys on a real data file: frame, strata, freeze,
// sealed seed, draw, refusal of a second seed, why not, assignment, recusal, scores,
// notice. Every step leaves a golden frame.
func TestStory(t *testing.T) {
	d := open(t, district(t))
	d.golden("00_empty")
	framing(d)
	strata(d)
	freezing(d)
	ceremony(d)
	result(d)
	assigning(d)
	scoring(d)
	notice(d)
}

func (d *desk) check() domain.SpotCheck {
	d.t.Helper()
	list, err := d.s.SpotCheckList(2026)
	require.NoError(d.t, err)
	require.NotEmpty(d.t, list)
	return list[0]
}

func framing(d *desk) {
	d.press("n")
	d.golden("01_new")
	d.press("enter")
	require.Equal(d.t, "2026年度自评抽查", d.check().Name)
	assert.Contains(d.t, d.frame(80, 20), "[1总体与剔除]")
	// 涉密: two projects of 住建局, marked, with a template reason
	d.press("down", "down", "space", "space", "1")
	d.golden("02_reason")
	d.press("1")
	require.Len(d.t, d.check().Exclusions, 2)
	// one with a written reason, taken back again
	d.press("down", "1", "0")
	d.write("合同纠纷正在诉讼")
	d.press("enter")
	require.Len(d.t, d.check().Exclusions, 3)
	d.press("2")
	require.Len(d.t, d.check().Exclusions, 2)
	// pinyin filter and a must-pick
	d.press("/")
	d.write("ymjz")
	d.press("enter", "3", "4")
	require.Len(d.t, d.check().MustPicks, 1)
	d.press("esc", "5")
	d.write("420")
	d.press("enter")
	require.Len(d.t, d.check().MustPicks, 4, "last year's 差 and two large ones")
	d.golden("03_frame")
	d.press("6", "6")
	assert.Contains(d.t, d.frame(80, 20), "剔除 5 个")
	d.press("6", "6", "6")
}

func strata(d *desk) {
	d.press("tab", "1")
	d.golden("04_size")
	d.press("enter")
	assert.Contains(d.t, d.status.Text, "至少要 2", "must items bound n")
	d.press("t")
	d.press("ctrl+u")
	d.write("9")
	d.press("enter")
	d.press("end", "space")
	c := d.check()
	assert.Equal(d.t, "pps", c.Strata[2].Method)
	d.press("s")
	assert.Contains(d.t, d.frame(132, 36), "要抽")
	d.press("esc", "r")
	d.write("钱五")
	d.press("enter")
	d.write("卫健局，住建局")
	d.press("enter")
	people, err := d.s.RecheckReviewers()
	require.NoError(d.t, err)
	require.Len(d.t, people, 5)
	d.golden("05_strata")
}

func freezing(d *desk) {
	d.press("tab")
	d.golden("06_before_freeze")
	d.press("1")
	d.golden("07_confirm_freeze")
	d.press("enter")
	require.Equal(d.t, domain.SpotFrozen, d.check().State)
	d.golden("08_frozen")
	d.press("1")
	assert.Contains(d.t, d.status.Text, "现在不行")
	d.press("shift+tab", "shift+tab", "1")
	assert.Contains(d.t, d.status.Text, "已经封框")
	d.press("tab", "tab", "2")
	assert.Contains(d.t, d.status.Text, "population.tsv")
}

func ceremony(d *desk) {
	d.press("tab", "4")
	assert.Contains(d.t, d.status.Text, "还没有见证人")
	for _, x := range [][2]string{{"人大王代表", "00731 55802"}, {"审计刘科", "91446 20007"}} {
		d.press("1")
		d.write(x[0])
		d.press("enter")
		d.write(x[1])
		frame := d.frame(80, 20)
		assert.NotContains(d.t, frame, x[1], "a sealed slip is never shown")
		assert.Contains(d.t, frame, sample.Commitment(x[1])[:8])
		if x[0] == "人大王代表" {
			d.golden("09_seal")
		}
		d.press("enter")
	}
	d.press("home", "3")
	d.write("00731 55803")
	d.press("enter")
	assert.Contains(d.t, d.frame(80, 20), "指纹不符")
	d.press("esc", "3")
	d.write("00731 55802")
	d.press("enter")
	d.press("1")
	assert.Contains(d.t, d.status.Text, "已经有人亮出")
	d.press("4")
	assert.Contains(d.t, d.status.Text, "审计刘科 还没有亮出")
	d.press("ctrl+b")
	d.golden("09b_projector")
	d.press("ctrl+b")
	d.press("3")
	d.write("91446 20007")
	d.press("enter")
	d.golden("10_ceremony")
	d.press("4")
	d.golden("11_confirm_draw")
	d.press("enter")
	c := d.check()
	require.NotNil(d.t, c.Draw)
	require.Equal(d.t, "00731 55802|91446 20007", c.Seed)
}

func result(d *desk) {
	d.golden("12_result")
	d.press("b", "space", "space", "space")
	d.golden("12b_projector")
	d.press("b")
	d.press("=")
	text := strings.Join(d.explain.Lines, "\n")
	c := d.check()
	assert.Contains(d.t, text, sample.TicketText(c.Draw.Key, c.Draw.Picks[0].ID))
	d.press("2")
	assert.Contains(d.t, d.status.Text, "核验一致")
	var missed string
	list, err := d.s.SpotCandidates(c.ID)
	require.NoError(d.t, err)
	for _, x := range list {
		if x.Out() == "" && c.IDOf(x.ProjectID) == x.ProjectID {
			missed = x.Code
		}
	}
	d.press("1")
	d.write(missed)
	d.press("enter")
	assert.Contains(d.t, strings.Join(d.explain.Lines, "\n"), "没有抽中")
	// a second seed: politely refused, on record
	d.press("shift+tab", "5")
	d.write("12345678901234567890")
	d.press("enter", "enter")
	assert.Contains(d.t, d.status.Text, "不能换种子再抽")
	require.Len(d.t, d.check().RefusedSeeds, 1)
	d.golden("13_refused_seed")
	d.press("tab")
}

func assigning(d *desk) {
	d.press("tab", "1")
	require.Equal(d.t, domain.SpotAssigned, d.check().State)
	d.press("2", "1")
	d.press("1")
	c := d.check()
	require.Len(d.t, c.Recusals, 1)
	assert.Contains(d.t, d.status.Text, "顺延 "+c.Recusals[0].Substitute)
	// the last project drawn by lot leaves: the next ticket moves up
	for i, p := range c.Picks() {
		if p.Reason == domain.PickTicket {
			d.press("home")
			for range i {
				d.press("down")
			}
			d.press("3", "2")
			break
		}
	}
	c = d.check()
	require.Len(d.t, c.Withdrawals, 1)
	require.NotNil(d.t, c.Withdrawals[0].Successor)
	d.golden("14_assigned")
}

func scoring(d *desk) {
	d.press("tab", "enter")
	d.golden("15_paper")
	d.press("0") // 属实: keeps 45
	// 1 = recompute from the confirmed value: opens the form
	d.press("1")
	d.write("45%")
	d.golden("16_form")
	d.press("enter")
	d.write("会议签到表")
	d.press("ctrl+s")
	d.press("3") // 佐证不足: half of 20
	c := d.check()
	rows, err := d.s.RecheckRows(c.ID)
	require.NoError(d.t, err)
	paper, err := d.s.RecheckPaper(c.ID, rows[0].ProjectID)
	require.NoError(d.t, err)
	assert.Equal(d.t, "70", paper.ReviewScore.String(), "45 + 15 + 10")
	// a departure without a reason is refused
	d.press("home", "enter", "down", "down", "down")
	d.press("ctrl+u")
	d.write("30")
	d.press("ctrl+s")
	assert.Contains(d.t, d.frame(132, 36), "请写明偏离的理由", "the form stays open with what was typed")
	d.press("esc")
	d.golden("17_scored")
	d.press("esc")
	d.press("3")
	assert.Contains(d.t, d.status.Text, "没有完成")
	for range len(rows) - 1 {
		d.press("down", "enter", "0", "0", "0", "esc")
	}
	d.golden("18_papers")
	d.press("end", "1", "2")
	rows, err = d.s.RecheckRows(c.ID)
	require.NoError(d.t, err)
	assert.Equal(d.t, []recheck.Ground{recheck.GroundNotDone}, rows[len(rows)-1].Grounds)
}

func notice(d *desk) {
	d.press("3")
	require.Equal(d.t, domain.SpotReviewed, d.check().State, d.status.Text)
	d.golden("19_notice")
	assert.Contains(d.t, d.frame(80, 20), "应予通报 2 个")
	d.press("enter")
	text := strings.Join(d.explain.Lines, "\n")
	assert.Contains(d.t, text, "对未按要求开展自评、自评和抽评结果差异较大以及抽评结果为差的项目予以通报")
	d.press("ctrl+e")
	assert.Len(d.t, d.export.Rows, 2)
	d.press("3")
	assert.Contains(d.t, strings.Join(d.explain.Lines, "\n"), "没有偏离")
	d.press("2", "ctrl+e")
	assert.Greater(d.t, len(d.export.Rows), 2)
	d.golden("20_all_rows")
	d.press("2", "ctrl+e")
	assert.Len(d.t, d.export.Rows, 3, "never self-evaluated: ground one without any draw")
	d.golden("21_missing")
	d.press("shift+tab", "enter", "0")
	assert.Contains(d.t, d.status.Text, "复核已经结束")
}

// TestEveryActionHasAnInputMethodProofKey: digits, Ctrl, arrows, Enter, Space or F-keys.
func TestEveryActionHasAnInputMethodProofKey(t *testing.T) {
	d := open(t, district(t))
	d.press("n", "enter")
	for range 8 {
		seen := map[string]string{}
		for _, a := range d.m.Actions() {
			proof := false
			for _, k := range a.Keys {
				assert.Empty(t, seen[k], "key %s of %s is taken by %s", k, a.ID, seen[k])
				seen[k] = a.ID
				proof = proof || len(k) > 1 || k[0] >= '0' && k[0] <= '9' || k == "="
			}
			assert.True(t, proof, "%s has only letters: %v", a.ID, a.Keys)
			assert.False(t, tui.Ambiguous(a.Label), a.Label)
		}
		d.press("tab")
	}
}

// TestHanInCommandModeIsExplained: a commit of the input method in a menu changes nothing.
func TestHanInCommandModeIsExplained(t *testing.T) {
	d := open(t, district(t))
	d.press("n", "enter", "1", "审")
	assert.Equal(t, tui.HanHint, d.status.Text)
	assert.Empty(t, d.check().Exclusions)
	d.press("１")
	assert.Len(t, d.check().Exclusions, 1, "a full-width digit is a digit")
}

func TestVoidAndStartAgain(t *testing.T) {
	d := open(t, district(t))
	d.press("n", "enter", "ctrl+x", "1")
	require.Equal(t, domain.SpotVoid, d.check().State)
	assert.Contains(t, d.frame(80, 20), "作废")
	d.press("n", "enter")
	assert.Equal(t, domain.SpotFraming, d.check().State)
	d.press("o")
	assert.Contains(t, d.frame(80, 20), "换一次抽查")
	d.press("2")
	assert.Contains(t, d.frame(80, 20), "【作废】")
}

// TestStateSurvivesRestart: what was decided on screen is there for the next session.
func TestStateSurvivesRestart(t *testing.T) {
	s := district(t)
	d := open(t, s)
	d.press("n", "enter", "1", "1")
	again := open(t, s)
	again.m.Restore(d.m.State())
	assert.Contains(t, again.frame(80, 20), "涉密项目")
}
