package report

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/domain/basis"
	"jixiao/domain/ladder"
	"jixiao/domain/linkage"
	"jixiao/domain/paper"
	"jixiao/domain/recheck"
	"jixiao/domain/sample"
	"jixiao/domain/workday"
)

var today = domain.Date{Year: 2026, Month: 11, Day: 24}

// drawn is a spot check of 40 projects in two departments, drawn with a seed that has an
// apostrophe and leading zeros.
func drawn(t *testing.T) *domain.SpotCheck {
	var population strings.Builder
	for i := range 40 {
		fmt.Fprintf(&population, "37010326T1010000%05d\t%s\t%d\t%d\n", i, []string{"区本级/教育局", "区本级/住建局"}[i/20], 1000+i, map[bool]int{true: 1}[i == 3])
	}
	plan := "区本级/教育局\t5\tsrs\n区本级/住建局\t4\tsrs\n"
	c := &domain.SpotCheck{Name: "2026年度自评抽查", Year: 2026, State: domain.SpotDrawn, FrozenOn: today, Population: population.String(), Plan: plan,
		PopulationHash: sample.Hash(population.String()), PlanHash: sample.Hash(plan), Seed: "0042'骰子|31",
		Witnesses:  []domain.Witness{{Name: "张一", Commit: strings.Repeat("ab", 32), Slip: "0042'骰子"}, {Name: "福利彩票", Slip: "31"}},
		Strata:     []domain.StratumPlan{{Stratum: "区本级/教育局", N: 5, Method: "srs", Size: 20, Must: 1}, {Stratum: "区本级/住建局", N: 4, Method: "srs", Size: 20}},
		Exclusions: []domain.Exclusion{{ProjectID: "P9", Reason: "涉密项目"}}}
	f, err := sample.NewFrame(c.Population, c.Plan, "")
	require.NoError(t, err)
	d, err := f.Draw(c.Seed, 0)
	require.NoError(t, err)
	c.Draw = &d
	return c
}

func sum(s string) string {
	h := sha256.Sum256([]byte(s))
	return hex.EncodeToString(h[:])
}

// A witness has nothing but the printed text and a SHA-256 tool.
func TestDrawRecordCanBeRecomputedFromItsText(t *testing.T) {
	c := drawn(t)
	doc := DrawRecord(c, func(id string) string { return "名称" + id }, today)
	lines := doc.Text()
	value := func(prefix string) string {
		for _, l := range lines {
			if strings.HasPrefix(l, prefix) {
				return strings.TrimPrefix(l, prefix)
			}
		}
		t.Fatalf("%s is not printed", prefix)
		return ""
	}
	var seed string
	for i, l := range lines {
		if strings.HasPrefix(l, "种子是下面一行文字") {
			seed = lines[i+1]
		}
	}
	key := value("key = ")
	require.Equal(t, sum(value("总体 H = ")+"\n"+value("方案 P = ")+"\n"+seed+"\n"), key)
	n := 0
	for _, l := range lines {
		if cells := strings.Split(l, "\t"); len(cells) == 9 && cells[0] != "序" {
			assert.Equal(t, sum(key+"|t|"+cells[2]), cells[7], l)
			n++
		}
	}
	assert.Equal(t, 9, n)
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("no sh on this machine")
	}
	if _, err := exec.LookPath("sha256sum"); err != nil {
		t.Skip("no sha256sum on this machine")
	}
	ran := 0
	for i, l := range lines {
		if !strings.HasPrefix(l, "printf ") {
			continue
		}
		out, err := exec.Command(sh, "-c", l).Output()
		require.NoError(t, err, l)
		assert.Equal(t, strings.TrimPrefix(lines[i+1], "key = "), strings.Fields(string(out))[0], l)
		ran++
	}
	assert.Equal(t, 2, ran, "the key and one ticket")
}

func TestVoidAndRefusedSeedsArePrinted(t *testing.T) {
	c := drawn(t)
	c.RefusedSeeds = []domain.RefusedSeed{{Seed: "99", Earlier: c.Seed, By: domain.Operator{Name: "周审"}, On: today}}
	c.VoidReason = "见证人缺席"
	text := strings.Join(DrawRecord(c, func(string) string { return "" }, today).Text(), "\n")
	assert.Contains(t, text, "曾想用另一个种子“99”重抽")
	assert.Contains(t, text, "本次抽取已作废：见证人缺席")
	c.Draw = nil
	assert.Contains(t, strings.Join(DrawRecord(c, func(string) string { return "" }, today).Text(), "\n"), "尚未抽取")
}

// The document drafted from a step later says what was said when the step was taken.
func TestCaseDocumentIsTheDraftOfItsStep(t *testing.T) {
	p := ladder.DefaultParams
	by := domain.Operator{Name: "周审"}
	c := ladder.Open("C1", "P1", 2026, []string{"MON-LAMP-01"}, []string{"支出率 12.00%，红灯。"}, today)
	d := &domain.Dossier{Project: domain.Project{Name: "校舍维修"}, DepartmentName: "区教育局"}
	_, ok := CaseDocument(d, &c, p)
	assert.False(t, ok, "a warning alone has no document")
	for _, r := range []ladder.Request{
		{Move: ladder.Notify, On: today, By: by},
		{Move: ladder.Rectify, On: today, By: by, Days: 7},
		{Move: ladder.Receive, On: today.Add(1), By: by},
		{Move: ladder.Verify, On: today.Add(2), By: by, Note: "进度没有变化"},
		{Move: ladder.Suspend, On: today.Add(3), By: by, Second: "科长", Note: "套取资金", Serious: true, Amount: 5_000_000, Period: "三个月", Condition: "整改到位"},
	} {
		next, err := ladder.Apply(c, r, workday.Default, p)
		require.NoError(t, err)
		doc, ok := CaseDocument(d, &next, p)
		require.True(t, ok)
		if r.Move.Paper() != "" {
			want := ladder.Draft(next, r, "校舍维修", "区教育局", workday.Default, p)
			assert.Equal(t, r.Move.Paper(), doc.Title)
			assert.Equal(t, want[1:], doc.Text()[2:], r.Move)
		}
		c = next
	}
}

func TestRecheckDocuments(t *testing.T) {
	dec := func(s string) *domain.Decimal { return domain.DecimalPtr(domain.MustDecimal(s)) }
	p := domain.Recheck{ProjectID: "P1", Done: true, SelfScore: dec("98"), ReviewScore: dec("75"), Items: []domain.RecheckItem{
		{Level3: "受益学生人数", Planned: "≥5200人", Weight: dec("20"), SelfValue: "5200人", Confirmed: "4100人", SelfScore: dec("20"), ReviewScore: dec("15.77"), Code: "2", Note: "花名册核实"},
		{Level3: "验收合格率", Planned: "100%", Weight: dec("15"), SelfScore: dec("15"), ReviewScore: dec("15")}}}
	row := recheck.NewRow(domain.Dossier{Project: domain.Project{ID: "P1", Code: "A1", Name: "校舍维修"}, DepartmentName: "区教育局"}, p, recheck.DefaultParams(), today)
	consult := RecheckConsult(&row, &p, today)
	var asked [][]string
	for _, b := range consult.Blocks {
		if b.Kind == paper.Table {
			asked = b.Rows
		}
	}
	require.Len(t, asked, 1, "only what was changed is asked about")
	assert.Equal(t, "20.00 → 15.77", asked[0][1])
	text := strings.Join(RecheckPaper(&row, &p, today).Text(), "\n")
	assert.Contains(t, text, "自评 98.00 分（优），复核 30.77 分（差），差值 67.23 分：严重失实")
	notice := strings.Join(RecheckNotice(&domain.SpotCheck{Name: "抽查", Year: 2026}, []recheck.Row{row}, nil, nil, today).Text(), "\n")
	assert.Contains(t, notice, "自评和抽评结果差异较大")
	assert.NotContains(t, notice, "推断", "nothing is said where nothing was evaluated")
}

func TestLinkageTablesAddUp(t *testing.T) {
	facts := []linkage.Facts{{ID: "P1", Code: "A1", Name: "甲", Department: "105", DepartmentName: "教育局", Applied: 100_000_000, RedMonths: -1, Last: &domain.YearResult{Budget: 100, Executed: 100, Grade: domain.GradePoor}},
		{ID: "P2", Code: "A2", Name: "乙", Department: "105", DepartmentName: "教育局", Applied: 50_000_000, RedMonths: -1, ExceptionDoc: "市中政字〔2026〕8号"}}
	plan := linkage.Compute(facts, map[string]domain.Grade{"105": domain.GradeFair}, linkage.DefaultParams, today)
	text := strings.Join(Linkage(plan, 2026, today).Text(), "\n")
	assert.Contains(t, text, "教育局\t2\t150.00\t50.00\t中\t0.00\t50.00")
	assert.Contains(t, text, "A1\t甲\t教育局\t100.00\t0.00\t上年绩效差")
	assert.Contains(t, text, "A2\t乙\t教育局\t50.00\t50.00\t市中政字〔2026〕8号")
	request := strings.Join(ExceptionRequest(&plan.Lines[0], 2026, today).Text(), "\n")
	assert.Contains(t, request, "特殊情况必须保障的")
	assert.Contains(t, request, "上年绩效为差")
}

func TestKindsAndQuotes(t *testing.T) {
	seen := map[string]bool{}
	for _, k := range Kinds {
		assert.False(t, seen[k.ID], k.ID)
		seen[k.ID] = true
		found, ok := Find(k.ID)
		assert.True(t, ok)
		assert.Equal(t, k, found)
	}
	require.NotEmpty(t, seen)
	_, ok := Find("没有")
	assert.False(t, ok)
	for _, c := range []basis.Citation{basisNoBudget, basisNoReport, basisMonitor, basisNPC} {
		assert.True(t, c.QuoteFound(), c.Quote)
	}
}
