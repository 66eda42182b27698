package query

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/domain/listing"
	"jixiao/domain/pinyin"
)

var today = domain.Date{Year: 2026, Month: 9, Day: 1}

func someRows(n int) []listing.Row {
	rnd := rand.New(rand.NewPCG(3, 4))
	pick := func(list []string) string { return list[rnd.IntN(len(list))] }
	rows := make([]listing.Row, n)
	for i := range rows {
		name := pick([]string{"学校改造", "重庆对口支援", "银行贷款贴息", "老旧小区改造", "PPP项目管理", "设备 购置"}) + fmt.Sprint(i%7)
		budget := domain.Fen(rnd.Int64N(2_000_000_000))
		r := listing.Row{
			ID: fmt.Sprintf("p%06d", i), Code: fmt.Sprintf("37010326R%012d", i*37), Name: name, Pinyin: pinyin.Key(name),
			DepartmentCode: "10" + fmt.Sprint(i%3), Department: []string{"教育局", "民政局", "农业农村局"}[i%3], UnitCode: fmt.Sprintf("10%d00%d", i%3, i%5), Unit: fmt.Sprintf("单位%d", i%5),
			Year: 2026, Kind: domain.ProjectKind(pick(append(kinds(), ""))), FundMask: 1 << rnd.IntN(5) >> 1, Initial: budget / 2, Adjusted: budget, Executed: budget / domain.Fen(1+rnd.IntN(4)), Month: uint8(rnd.IntN(9)),
			Stage: domain.TargetStage(pick(append(stages(), ""))), Level: domain.LevelBureau, Since: int32(today.Days() - rnd.IntN(40)), Round: uint8(rnd.IntN(4)), Fails: uint8(rnd.IntN(4)), Warns: uint8(rnd.IntN(4)),
			SelfScore: max(int32(rnd.IntN(12000)-2000), -1), ReviewScore: int32(rnd.IntN(10002) - 1), Picked: rnd.IntN(5) == 0, Owner: pick([]string{"", "王明", "李红"}), IndicatorLamp: listing.Lamp(rnd.IntN(5)),
		}
		if rnd.IntN(3) == 0 {
			r.CaseState, r.CaseSince, r.CaseDue = domain.CaseState(pick(caseStates())), int32(today.Days()-rnd.IntN(60)), int32(today.Days()+10-rnd.IntN(20))
		}
		for k := range r.Strip {
			r.Strip[k] = listing.StepState(rnd.IntN(5))
		}
		rows[i] = r
	}
	return rows
}

func open(r listing.Row) bool { return r.CaseState != "" && r.CaseState != domain.CaseClosed }

func TestEvalFindsWhatPlainCodeFinds(t *testing.T) {
	rows := someRows(3000)
	ix := listing.NewIndex(rows)
	day := int32(today.Days())
	rate := func(r listing.Row, keep func(c int) bool) bool {
		v := r.Rate()
		return v.Valid() && keep(v.Cmp(domain.Percent100(50)))
	}
	gaps := func(r listing.Row) (n int) {
		for _, s := range r.Strip {
			if s == listing.StepTrouble {
				n++
			}
		}
		return n
	}
	for line, keep := range map[string]func(r listing.Row) bool{
		"":            func(listing.Row) bool { return true },
		"执行<50":       func(r listing.Row) bool { return rate(r, func(c int) bool { return c < 0 }) },
		"执行<=50%":     func(r listing.Row) bool { return rate(r, func(c int) bool { return c <= 0 }) },
		"执行率≥50":      func(r listing.Row) bool { return rate(r, func(c int) bool { return c >= 0 }) },
		"ｚｘ＝50":       func(r listing.Row) bool { return rate(r, func(c int) bool { return c == 0 }) },
		"执行:无":        func(r listing.Row) bool { return !r.Rate().Valid() },
		"部门:教育":       func(r listing.Row) bool { return r.Department == "教育局" },
		"bm:jyj":      func(r listing.Row) bool { return r.Department == "教育局" },
		"部门：101":      func(r listing.Row) bool { return r.DepartmentCode == "101" },
		"部门!=教育":      func(r listing.Row) bool { return r.Department != "教育局" },
		"-部门:教育":      func(r listing.Row) bool { return r.Department != "教育局" },
		"部门:教育、民政":    func(r listing.Row) bool { return r.Department != "农业农村局" },
		"灯:红":         func(r listing.Row) bool { return r.Lamp() == listing.LampRed },
		"灯:红,黄":       func(r listing.Row) bool { return r.Lamp() >= listing.LampYellow },
		"灯:无":         func(r listing.Row) bool { return r.Lamp() == listing.LampNone },
		"灯≠红":         func(r listing.Row) bool { return r.Lamp() != listing.LampRed },
		"未整改>20天":     func(r listing.Row) bool { return open(r) && day-r.CaseSince > 20 },
		"超期>0":        func(r listing.Row) bool { return open(r) && r.CaseDue < day },
		"等待>=10":      func(r listing.Row) bool { return r.Stage == domain.StagePending && day-r.Since >= 10 },
		"金额>500万":     func(r listing.Row) bool { return r.Adjusted > 500_000_000 },
		"金额>0.05亿":    func(r listing.Row) bool { return r.Adjusted > 500_000_000 },
		"金额>5000000元": func(r listing.Row) bool { return r.Adjusted > 500_000_000 },
		"金额:500..600": func(r listing.Row) bool { return r.Adjusted >= 500_000_000 && r.Adjusted <= 600_000_000 },
		"阶段:待审核":      func(r listing.Row) bool { return r.Stage == domain.StagePending },
		"阶段:dsh":      func(r listing.Row) bool { return r.Stage == domain.StagePending },
		"阶段:无":        func(r listing.Row) bool { return r.Stage == "" },
		"自评<80":       func(r listing.Row) bool { return r.SelfScore >= 0 && r.SelfScore < 8000 },
		"自评<=79.995":  func(r listing.Row) bool { return r.SelfScore >= 0 && r.SelfScore <= 7999 },
		"自评:60..80":   func(r listing.Row) bool { return r.SelfScore >= 6000 && r.SelfScore <= 8000 },
		"自评:无":        func(r listing.Row) bool { return r.SelfScore < 0 },
		"差异>=10":      func(r listing.Row) bool { d, ok := r.Diff(); return ok && max(d, -d) >= 1000 },
		"抽中:是":        func(r listing.Row) bool { return r.Picked },
		"抽中:否":        func(r listing.Row) bool { return !r.Picked },
		"缺口:绩效自评":     func(r listing.Row) bool { return r.Strip[listing.StepSelfEval] == listing.StepTrouble },
		"缺口数>=3":      func(r listing.Row) bool { return gaps(r) >= 3 },
		"缺口:无":        func(r listing.Row) bool { return gaps(r) == 0 },
		"资金:一般公共预算":   func(r listing.Row) bool { return r.FundMask&1 != 0 },
		"资金:无":        func(r listing.Row) bool { return r.FundMask == 0 },
		"性质:基本建设":     func(r listing.Row) bool { return r.Kind == domain.KindConstruction },
		"责任人:无":       func(r listing.Row) bool { return r.Owner == "" },
		"名称:xxgz":     func(r listing.Row) bool { return strings.HasPrefix(r.Name, "学校改造") },
		"代码:r0":       func(r listing.Row) bool { return true },
		"不通过>0 警告:0":  func(r listing.Row) bool { return r.Fails > 0 && r.Warns == 0 },
		"月份<8":        func(r listing.Row) bool { return r.Month > 0 && r.Month < 8 },
		"预警:整改,复核": func(r listing.Row) bool {
			return r.CaseState == domain.CaseRectifying || r.CaseState == domain.CaseVerifying
		},
		"单位:单位3 xxgz": func(r listing.Row) bool { return r.Unit == "单位3" && strings.HasPrefix(r.Name, "学校改造") },
		"-改造":         func(r listing.Row) bool { return !strings.Contains(r.Name, "改造") },
		`"设备 购置"`:     func(r listing.Row) bool { return strings.Contains(r.Name, "设备 购置") },
		"执行<50　部门：教育　灯：红，黄": func(r listing.Row) bool {
			return rate(r, func(c int) bool { return c < 0 }) && r.Department == "教育局" && r.Lamp() >= listing.LampYellow
		},
	} {
		q, err := Parse(line)
		require.NoError(t, err, line)
		got := q.Eval(ix, today)
		n := 0
		for i, r := range rows {
			require.Equal(t, keep(r), got.Has(i), "%s: %+v", line, r)
			if keep(r) {
				n++
			}
		}
		assert.Positive(t, n, "%s finds nothing here: the case proves nothing", line)
	}
}

func TestErrorsSayWhere(t *testing.T) {
	for line, want := range map[string]string{
		"执行<":                    "筛选条件第 4 个字起：“执行<”后面还缺数值，例如 执行<60。",
		"学校 金鄂>500":              "筛选条件第 4 个字起：不认识“金鄂”，是不是要写：金额、资金？",
		"foo:1":                  "筛选条件第 1 个字起：不认识“foo”，可用的字段有：执行、部门、单位、灯、阶段、金额、未整改、自评、复核等，按 F1 看全部。",
		"灯:紫":                    "筛选条件第 3 个字起：灯没有“紫”这一项，可以是：红、黄、绿、蓝、无。",
		"灯:红,紫":                  "筛选条件第 5 个字起：灯没有“紫”这一项，可以是：红、黄、绿、蓝、无。",
		"部门>教育":                  "筛选条件第 3 个字起：部门不能比大小，请写成 部门:教育。",
		"金额>很多":                  "筛选条件第 4 个字起：金额要填数字，“很多”读不出来，例如 金额>500万。",
		"<60":                    "筛选条件第 1 个字起：比较符号前面缺少字段名，例如 执行<60。",
		"自评:80..60":              "筛选条件第 4 个字起：范围的下限比上限大，请调换。",
		"自评:80..":                "筛选条件第 4 个字起：范围还缺上限，例如 自评:60..80。",
		"执行<60,70":               "筛选条件第 4 个字起：比大小只能写一个数，例如 执行<60。",
		"灯:":                     "筛选条件第 3 个字起：“灯:”后面还缺数值，例如 灯:红。",
		"金额>99999999999亿":        "筛选条件第 4 个字起：金额要填数字，“99999999999亿”读不出来，例如 金额>500万。",
		strings.Repeat("长", 501): "筛选条件第 501 个字起：筛选条件太长，请删去一些。",
	} {
		_, err := Parse(line)
		require.Error(t, err, line)
		assert.Equal(t, want, err.Error(), line)
	}
	_, err := Parse("金额>")
	assert.True(t, err.(*Error).Incomplete)
}

func TestNarrowing(t *testing.T) {
	rows := someRows(2000)
	ix := listing.NewIndex(rows)
	lines := []string{"", "执行<60", "执行<60 x", "执行<60 xx", "执行<60 xxg", "执行<60 xxg 教育", "执行<60 xxg 教育 灯:红"}
	prev, found := Query{}, listing.FullSet(ix.Len())
	for _, line := range lines {
		q, err := Parse(line)
		require.NoError(t, err)
		require.True(t, q.Narrows(prev), line)
		found = q.Within(ix, today, prev, found)
		require.Equal(t, q.Eval(ix, today), found, line)
		prev = q
	}
	for _, c := range [][2]string{{"执行<60", "执行<61"}, {"xx", "xg"}, {"-xx", "-xxg"}, {"灯:红", "部门:教育"}, {"灯:红", "-灯:红"}, {"xx gz", "xx"}} {
		a, _ := Parse(c[0])
		b, _ := Parse(c[1])
		assert.False(t, b.Narrows(a), "%v", c)
	}
}

func inserts(cs []Candidate) (out []string) {
	for _, c := range cs {
		out = append(out, c.Insert)
	}
	return out
}

func TestComplete(t *testing.T) {
	ix := listing.NewIndex(someRows(50))
	assert.Equal(t, []string{"执行<"}, inserts(Complete("zx", 2, ix)))
	assert.Contains(t, inserts(Complete("", 0, ix)), "部门:")
	assert.Equal(t, []string{"红", "黄"}, inserts(Complete("灯:h", 3, ix)))
	assert.Equal(t, []string{"红"}, inserts(Complete("灯:hon", 5, ix)))
	assert.Equal(t, []string{"教育局"}, inserts(Complete("执行<60 部门:jy", 11, ix)))
	assert.Equal(t, []string{"农业农村局"}, inserts(Complete("部门:教育,102", 9, ix)))
	assert.Equal(t, []string{"无"}, inserts(Complete("责任人:", 4, nil)))
	assert.Equal(t, Candidate{From: 9, To: 11, Insert: "教育局", Label: "教育局", Help: "100"}, Complete("执行<60 部门:jy", 11, ix)[0])
	assert.Empty(t, Complete("什么:", 3, ix))
	assert.Equal(t, []string{"灯:"}, inserts(Complete("-灯", 2, ix)))
}

func TestFieldTableIsSound(t *testing.T) {
	seen := map[string]string{}
	require.NotEmpty(t, Fields())
	for _, f := range Fields() {
		for _, n := range append([]string{f.Name}, f.Aliases...) {
			assert.Empty(t, seen[n], "%s names both %s and %s", n, f.Name, seen[n])
			seen[n] = f.Name
		}
		q, err := Parse(f.Example)
		require.NoError(t, err, f.Example)
		require.Len(t, q.Terms, 1)
		assert.Equal(t, f.Name, q.Terms[0].Field.Name)
		q.Eval(listing.NewIndex(someRows(3)), today)
	}
}

func FuzzParse(f *testing.F) {
	ix := listing.NewIndex(someRows(20))
	for _, s := range []string{"执行<60 部门:教育 灯:红 未整改>20天 金额>500万", `-"a b" c`, "自评:60..80,无", "金额≥1.5亿", "灯≠红", "\"", "-", "：", "a！b", "执行<-0.000001", "自评=999999999999999"} {
		f.Add(s, 3)
	}
	f.Fuzz(func(t *testing.T, line string, caret int) {
		n := utf8.RuneCountInString(line)
		q, err := Parse(line)
		if err != nil {
			e := err.(*Error)
			if e.Pos < 0 || e.Pos > n || e.Len < 0 || e.Message == "" {
				t.Fatalf("%q: error %+v outside the line", line, e)
			}
		} else {
			q.Eval(ix, today)
			q.Prepared(ix)
			if !q.Narrows(q) && len(q.Words) == 0 {
				t.Fatalf("%q does not narrow itself", line)
			}
		}
		for _, c := range Complete(line, caret, ix) {
			if c.From < 0 || c.From > c.To || c.To > n {
				t.Fatalf("%q: candidate %+v outside the line", line, c)
			}
		}
	})
}

func BenchmarkEval(b *testing.B) {
	ix := listing.NewIndex(someRows(100_000))
	for _, line := range []string{"执行<60", "部门:教育", "金额>500万", "执行<60 部门:教育 灯:红 未整改>20天 金额>500万", "xxgz", "名称:改造"} {
		b.Run(line, func(b *testing.B) {
			q, err := Parse(line)
			require.NoError(b, err)
			b.ReportAllocs()
			for b.Loop() {
				q.Eval(ix, today)
			}
		})
	}
}

func BenchmarkParse(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse("执行<60 部门:教育 灯:红 未整改>20天 金额>500万 学校"); err != nil {
			b.Fatal(err)
		}
	}
}
