package report

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"jixiao/domain"
	"jixiao/domain/basis"
	"jixiao/domain/duty"
	"jixiao/domain/listing"
	"jixiao/domain/monitor"
	"jixiao/domain/paper"
)

var (
	basisMonitor = basis.Cite("第十四条", "对未达到绩效目标和执行进度的项目，及时通报业务主管部门实施整改")
	basisNPC     = basis.Cite("第十九条", "区财政部门负责组织实施绩效结果向区人大及其常委会报送工作")
)

// Warnings is 绩效运行监控情况通报: counts by colour, and every project with a red lamp by
// the money still to be paid until it turns green.
func Warnings(b *monitor.Board, on domain.Date) *paper.Doc {
	d := &paper.Doc{Title: "绩效运行监控情况通报", Sub: fmt.Sprintf("截至 %d 年 %d 月末（草稿，未编文号）", b.Year, b.Month), Wide: true}
	ix, lamps := b.Index(), map[listing.Lamp]int{}
	var red []int
	for row := range ix.Len() {
		if r := ix.Row(row); r.Year != b.Year {
			continue
		}
		lamp := b.Figure(row).Lamp(monitor.Linear)
		lamps[lamp]++
		if lamp == listing.LampRed {
			red = append(red, row)
		}
	}
	d.Para(fmt.Sprintf("全区 %d 个项目中，红灯 %d 个，黄灯 %d 个，绿灯 %d 个，蓝灯 %d 个，没有数据 %d 个（线性规则：支出进度与时间进度之比低于 60%% 为红，低于 80%% 为黄）。", b.Len(), lamps[listing.LampRed], lamps[listing.LampYellow], lamps[listing.LampGreen], lamps[listing.LampBlue], lamps[listing.LampNone]), quote(basisMonitor))
	short := func(row int) domain.Fen {
		f, _ := b.Shortfall(row, monitor.Linear)
		return f
	}
	slices.SortStableFunc(red, func(x, y int) int { return cmp.Compare(short(y), short(x)) })
	var rows [][]string
	for i, row := range red {
		r, f := ix.Row(row), b.Figure(row)
		state := "未处置"
		if c := b.Case(row); c != nil {
			state = string(c.State)
		}
		rows = append(rows, []string{strconv.Itoa(i + 1), r.Department, r.Code, r.Name, r.Adjusted.Wan(), domain.RatioOf(f.Executed, r.Adjusted).Percent(), short(row).Wan(), state})
	}
	d.Head("红灯项目")
	d.Table([]paper.Column{{Title: "序", Width: 4, Right: true}, {Title: "部门", Width: 18}, {Title: "项目代码", Width: 20, Code: true}, {Title: "项目", Width: 28}, {Title: "全年预算", Width: 12, Right: true}, {Title: "支出率", Width: 8, Right: true}, {Title: "转绿还差", Width: 12, Right: true}, {Title: "处置", Width: 8}}, rows)
	d.Para("金额单位为万元。")
	d.Sign(bureau, day(on))
	return d
}

// Duties is 履职台账: every duty of every department with its state and evidence.
func Duties(rows []duty.Row, year int, on domain.Date) *paper.Doc {
	d := &paper.Doc{Title: "部门预算绩效管理履职台账", Sub: fmt.Sprintf("%d 年度，截至 %s", year, day(on)), Wide: true}
	d.Para("履职率（分母由条款定）：" + duty.Rate(rows).Percent())
	var out [][]string
	for _, r := range rows {
		due := "—"
		if !r.Due.IsZero() {
			due = r.Due.String()
		}
		out = append(out, []string{r.Name, r.Article, r.Title, due, fmt.Sprintf("%d/%d", r.Met, r.Total), string(r.Status), r.Evidence})
	}
	d.Table([]paper.Column{{Title: "部门", Width: 18}, {Title: "条款", Width: 8}, {Title: "事项", Width: 28}, {Title: "期限（口径）", Width: 11}, {Title: "完成", Width: 8, Right: true}, {Title: "状态", Width: 9}, {Title: "佐证", Width: 22}}, out)
	return d
}

// tally are the figures of a department, or of the district, in the report to the congress.
type tally struct {
	name                                     string
	projects, approved, selfEvals, excellent int
	initial, adjusted, executed              domain.Fen
}

func (t *tally) add(r *listing.Row) {
	t.projects++
	t.initial += r.Initial
	t.adjusted += r.Adjusted
	t.executed += r.Executed
	if r.Stage == domain.StageApproved {
		t.approved++
	}
	if r.SelfScore >= 0 {
		t.selfEvals++
		if domain.GradeOf(domain.NewDecimal(int64(r.SelfScore), 2)) == domain.GradeExcellent {
			t.excellent++
		}
	}
}

// Congress is the report to 区人大 (第十九条): what was budgeted, spent and evaluated, in
// total, by department and for the key policies and projects. It takes figures only, all of
// them from the list.
func Congress(ix *listing.Index, year int, on domain.Date) *paper.Doc {
	d := &paper.Doc{Title: fmt.Sprintf("%d 年度预算绩效管理情况报告", year), Sub: "（草稿，报区人大常委会）", Wide: true}
	all, by := tally{name: "合计"}, map[string]*tally{}
	var key [][]string
	for i := range ix.Len() {
		r := ix.Row(i)
		if r.Year != year {
			continue
		}
		all.add(&r)
		t := by[r.DepartmentCode]
		if t == nil {
			t = &tally{name: r.Department}
			by[r.DepartmentCode] = t
		}
		t.add(&r)
		if r.Kind == domain.KindKeyPolicy || r.Kind == domain.KindSpecial {
			key = append(key, []string{r.Department, r.Name, r.Adjusted.Wan(), r.Executed.Wan(), domain.RatioOf(r.Executed, r.Adjusted).Percent(), orDash(string(r.Stage)), hundredths(r.SelfScore), hundredths(r.ReviewScore)})
		}
	}
	d.Head("一、总体情况")
	d.Para(fmt.Sprintf("%d 年度纳入绩效管理的项目 %d 个，年初预算 %s 万元，全年预算 %s 万元，累计支出 %s 万元，支出率 %s；绩效目标审核通过 %d 个；收到自评 %d 个，其中等级为优 %d 个。", year, all.projects, all.initial.Wan(), all.adjusted.Wan(), all.executed.Wan(), domain.RatioOf(all.executed, all.adjusted).Percent(), all.approved, all.selfEvals, all.excellent), quote(basisNPC))
	d.Head("二、分部门情况")
	codes := make([]string, 0, len(by))
	for c := range by {
		codes = append(codes, c)
	}
	slices.Sort(codes)
	var rows [][]string
	for _, c := range codes {
		rows = append(rows, by[c].row())
	}
	d.Table([]paper.Column{{Title: "部门", Width: 22}, {Title: "项目", Width: 6, Right: true}, {Title: "年初预算", Width: 13, Right: true}, {Title: "全年预算", Width: 13, Right: true}, {Title: "累计支出", Width: 13, Right: true}, {Title: "支出率", Width: 8, Right: true}, {Title: "目标通过", Width: 8, Right: true}, {Title: "收到自评", Width: 8, Right: true}}, append(rows, all.row()))
	d.Head("三、重大政策和项目")
	d.Table([]paper.Column{{Title: "部门", Width: 18}, {Title: "项目", Width: 28}, {Title: "全年预算", Width: 12, Right: true}, {Title: "累计支出", Width: 12, Right: true}, {Title: "支出率", Width: 8, Right: true}, {Title: "目标", Width: 8}, {Title: "自评", Width: 7, Right: true}, {Title: "复核", Width: 7, Right: true}}, key)
	d.Para("金额单位为万元。本报告与预决算草案同步报送。")
	d.Sign(bureau, day(on))
	return d
}

func (t *tally) row() []string {
	return []string{t.name, strconv.Itoa(t.projects), t.initial.Wan(), t.adjusted.Wan(), t.executed.Wan(), domain.RatioOf(t.executed, t.adjusted).Percent(), strconv.Itoa(t.approved), strconv.Itoa(t.selfEvals)}
}

// hundredths shows a list score.
func hundredths(v int32) string {
	if v < 0 {
		return "—"
	}
	return domain.NewDecimal(int64(v), 2).Fixed(2)
}
