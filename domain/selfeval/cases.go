package selfeval

import (
	"strconv"

	"jixiao/domain"
	"jixiao/domain/parse"
	"jixiao/domain/rule"
)

// Case is an example kept beside a rule: a form and what the rule says of it.
type Case struct {
	Rule, Name string
	Want       rule.Status
	// Form returns a new form each time.
	Form func() *domain.Form
	env  func() Env
}

// Run evaluates the rule on the example.
func (c Case) Run() rule.Outcome { return c.RunWith(DefaultParams) }

// RunWith is Run under other parameters.
func (c Case) RunWith(p Params) rule.Outcome {
	r, _ := ByID(c.Rule)
	env := Env{}
	if c.env != nil {
		env = c.env()
	}
	env.Params = p
	return r.Check(NewSubject(c.Form(), &env), caseDate)
}

var caseDate = domain.Date{Year: 2026, Month: 3, Day: 15}

// GoodForm returns a form of a fictitious school project without any defect. Cells are
// those of the standard layout.
func GoodForm() *domain.Form {
	f := &domain.Form{
		Sheet: "自评表", Kind: domain.FormSelfEval, Layout: domain.LayoutStandard, Title: domain.Text{Raw: "项目支出绩效自评表", Cell: "A1"}, Year: 2025, YearCell: "A2",
		Project: domain.Text{Raw: "校舍维修改造", Cell: "C3"}, Department: domain.Text{Raw: "区教育和体育局", Cell: "C4"}, Unit: domain.Text{Raw: "第三实验小学", Cell: "G4"},
		AmountUnit: domain.UnitWan, HasRate: true, HasWeight: true, HasScore: true, HasReason: true, HasActual: true, HasInitial: true,
		Goal:       domain.Text{Raw: "8月底前完成4所学校校舍维修，消除安全隐患，保障师生秋季开学使用。", Cell: "B11"},
		Completion: domain.Text{Raw: "8月20日前完成4所学校共12600平方米校舍维修，验收全部合格，9月1日投入使用。", Cell: "F11"},
	}
	f.Funds = []domain.FormFund{
		{Item: domain.Text{Raw: "年度资金总额：", Cell: "C6"}, Initial: money("320", "D6"), Annual: money("320", "E6"), Executed: money("313.6", "F6"), Weight: number("10", "G6"), Rate: rate("98.00%", "H6"), Score: number("9.8", "I6"), Total: true, Row: 6},
		{Item: domain.Text{Raw: "其中：本年财政拨款", Cell: "C7"}, Initial: money("300", "D7"), Annual: money("300", "E7"), Executed: money("293.6", "F7"), Row: 7},
		{Item: domain.Text{Raw: "其他资金", Cell: "C9"}, Initial: money("20", "D9"), Annual: money("20", "E9"), Executed: money("20", "F9"), Row: 9},
	}
	for i, x := range [][7]string{
		{"产出指标(50分)", "数量指标", "维修学校数量", "≥4所", "4所", "20", "20"},
		{"产出指标(50分)", "质量指标", "工程验收合格率", "100%", "100%", "15", "15"},
		{"产出指标(50分)", "时效指标", "完工及时率", "≥95%", "100%", "15", "15"},
		{"效益指标(30分)", "社会效益指标", "受益学生人数", "≥5200人", "5148人", "20", "19.8"},
		{"效益指标(30分)", "可持续影响指标", "校舍安全使用年限", "≥15年", "15年", "10", "10"},
		{"满意度指标(10分)", "服务对象满意度指标", "家长满意度", "≥90%", "94.6%", "10", "10"},
	} {
		f.Indicators = append(f.Indicators, caseIndicator(13+i, x))
	}
	f.Indicators[3].Reason = domain.Text{Raw: "秋季转出学生52名，下年按实际在校人数测算", Cell: "I16"}
	f.TotalWeight, f.TotalScore = number("100", "G19"), number("99.6", "H19")
	return f
}

func caseIndicator(row int, x [7]string) domain.Indicator {
	n := strconv.Itoa(row)
	ind := domain.Indicator{
		Level1: domain.Text{Raw: x[0], Cell: "B" + n}, Level2: domain.Text{Raw: x[1], Cell: "C" + n}, Level3: domain.Text{Raw: x[2], Cell: "D" + n},
		Class: parse.Class(x[0]), Kind: parse.Kind(x[1]), Level1Points: parse.Points(x[0]),
		Planned: parse.Value(x[3]), Actual: parse.Value(x[4]), Weight: number(x[5], "G"+n), Score: number(x[6], "H"+n), Row: row,
	}
	ind.Planned.Cell, ind.Actual.Cell = "E"+n, "F"+n
	return ind
}

func money(wan, cell string) domain.Amount {
	a, _ := parse.Amount(wan, domain.UnitWan)
	a.Cell = cell
	return a
}

func number(raw, cell string) domain.Number {
	n := domain.Number{Raw: raw, Cell: cell}
	if d, ok := parse.Score(raw); ok {
		n.Value = &d
	}
	return n
}

func rate(raw, cell string) domain.Number {
	n := domain.Number{Raw: raw, Cell: cell}
	if d, ok := parse.Rate(raw); ok {
		n.Value = &d
	}
	return n
}

// setActual and setPlanned rewrite a value of the example and keep its cell.
func setActual(f *domain.Form, i int, raw string) {
	cell := f.Indicators[i].Actual.Cell
	f.Indicators[i].Actual = parse.Value(raw)
	f.Indicators[i].Actual.Cell = cell
}

func setPlanned(f *domain.Form, i int, raw string) {
	cell := f.Indicators[i].Planned.Cell
	f.Indicators[i].Planned = parse.Value(raw)
	f.Indicators[i].Planned.Cell = cell
}

func setScore(f *domain.Form, i int, raw string) {
	f.Indicators[i].Score = number(raw, f.Indicators[i].Score.Cell)
}

// copiedText is what the corpus of the example of SEV-TEXT-04 holds.
const copiedText = "8月20日前完成3所学校共9800平方米校舍维修，验收全部合格，9月1日投入使用。"

func caseCorpus() Env {
	c := NewCorpus()
	c.Add("P2", "教学楼修缮", "第五中学", 2025, copiedText)
	return Env{Params: DefaultParams, Corpus: c}
}

func farCorpus() Env {
	c := NewCorpus()
	c.Add("P2", "路灯改造", "市政养护中心", 2025, "全年更换路灯四百盏，夜间亮灯率达到百分之九十九，市民投诉明显减少。")
	return Env{Params: DefaultParams, Corpus: c}
}

// spoiled are the failing cases: one change of GoodForm each.
var spoiled = []struct {
	rule, name string
	want       rule.Status
	spoil      func(f *domain.Form)
}{
	{"SEV-SUM-01", "分值合计105", rule.Fail, func(f *domain.Form) { f.Indicators[0].Weight = number("25", "G13") }},
	{"SEV-SUM-02", "总分多印一分", rule.Fail, func(f *domain.Form) { f.TotalScore = number("100.6", "H19") }},
	{"SEV-SUM-03", "总额行印0", rule.Fail, func(f *domain.Form) { f.Funds[0].Annual = money("0", "E6") }},
	{"SEV-SUM-04", "产出指标下合计45", rule.Fail, func(f *domain.Form) { f.Indicators[2].Weight = number("10", "G15") }},
	{"SEV-RATE-01", "98%印成89%", rule.Fail, func(f *domain.Form) { f.Funds[0].Rate = rate("89.00%", "H6") }},
	{"SEV-RATE-02", "98%得9分", rule.Fail, func(f *domain.Form) { f.Funds[0].Score = number("9.0", "I6") }},
	{"SEV-RATE-03", "执行数超过预算数", rule.Fail, func(f *domain.Form) { f.Funds[0].Executed = money("331.2", "F6") }},
	{"SEV-RATE-04", "执行率62%而无原因", rule.Notice, func(f *domain.Form) {
		f.Funds[0].Executed, f.Indicators[3].Reason = money("198.4", "F6"), domain.Text{}
	}},
	{"SEV-RATE-05", "执行率空着", rule.Notice, func(f *domain.Form) { f.Funds[0].Rate = domain.Number{Cell: "H6"} }},
	{"SEV-SCORE-01", "20分得21分", rule.Fail, func(f *domain.Form) { setScore(f, 0, "21") }},
	{"SEV-SCORE-02", "完成3所得满分", rule.Fail, func(f *domain.Form) { setActual(f, 0, "3所") }},
	{"SEV-SCORE-03", "达标扣2分没有原因", rule.Notice, func(f *domain.Form) { setScore(f, 5, "8") }},
	{"SEV-SCORE-04", "少52人没有原因", rule.Notice, func(f *domain.Form) { f.Indicators[3].Reason = domain.Text{} }},
	{"SEV-SCORE-05", "没有完成值得10分", rule.Fail, func(f *domain.Form) { f.Indicators[5].Actual = domain.Value{Cell: "F18"} }},
	{"SEV-SCORE-06", "应得19.80印18", rule.Notice, func(f *domain.Form) { setScore(f, 3, "18") }},
	{"SEV-SCORE-07", "没有指标值", rule.Notice, func(f *domain.Form) { f.Indicators[4].Planned = domain.Value{Cell: "E17"} }},
	{"SEV-VALUE-01", "完成值写≥4所", rule.Notice, func(f *domain.Form) { setActual(f, 0, "≥4所") }},
	{"SEV-VALUE-02", "数量指标填已完成", rule.Notice, func(f *domain.Form) { setActual(f, 0, "已完成") }},
	{"SEV-VALUE-03", "所对平方米", rule.Notice, func(f *domain.Form) { setActual(f, 0, "12600平方米") }},
	{"SEV-VALUE-04", "目标4所完成9所", rule.Notice, func(f *domain.Form) { setActual(f, 0, "9所") }},
	{"SEV-VALUE-05", "5200余人", rule.Notice, func(f *domain.Form) { setActual(f, 3, "5200余人") }},
	{"SEV-VALUE-06", "目标4所完成5所", rule.Notice, func(f *domain.Form) { setActual(f, 0, "5所") }},
	{"SEV-TEXT-01", "完成情况照抄目标", rule.Notice, func(f *domain.Form) { f.Completion.Raw = f.Goal.Raw }},
	{"SEV-TEXT-02", "残留XX所", rule.Fail, func(f *domain.Form) { f.Goal.Raw = "完成XX所学校校舍维修" }},
	{"SEV-TEXT-03", "写成去年年底", rule.Notice, func(f *domain.Form) { f.Completion.Raw = "2024年12月底前完成4所学校校舍维修。" }},
	{"SEV-TEXT-05", "其中各项超过合计", rule.Notice, func(f *domain.Form) {
		f.Completion.Raw = "共支出89.97万元。其中：30万元用于编制；30万元用于审计；29.99万元用于设计。"
	}},
	{"SEV-LOGIC-01", "支出5%而数量全完成", rule.Notice, func(f *domain.Form) { f.Funds[0].Executed = money("16", "F6") }},
	{"SEV-LOGIC-02", "全部满分", rule.Notice, func(f *domain.Form) {
		f.Funds[0].Score = number("10", "I6")
		setScore(f, 3, "20")
	}},
	{"SEV-LOGIC-03", "效益全写达成预期指标", rule.Notice, func(f *domain.Form) {
		f.Indicators = append(f.Indicators[:5:5], caseIndicator(18, [7]string{"效益指标(30分)", "经济效益指标", "节约维护费用", "明显", "达成预期指标", "", ""}), f.Indicators[5])
		setActual(f, 3, "达成预期指标")
		setActual(f, 4, "达成预期指标")
	}},
	{"SEV-LOGIC-04", "执行率又列为时效指标", rule.Notice, func(f *domain.Form) { f.Indicators[2].Level3.Raw = "预算资金执行率" }},
	{"SEV-LOGIC-05", "指标得分又乘90%", rule.Notice, func(f *domain.Form) { f.TotalScore = number("90.62", "H19") }},
	{"SEV-LOGIC-06", "完成值和得分全空", rule.Fail, func(f *domain.Form) {
		for i := range f.Indicators {
			f.Indicators[i].Actual, f.Indicators[i].Score = domain.Value{Cell: f.Indicators[i].Actual.Cell}, domain.Number{Cell: f.Indicators[i].Score.Cell}
		}
		f.TotalScore = domain.Number{Cell: "H19"}
	}},
	{"SEV-LOGIC-07", "没有满意度指标", rule.Notice, func(f *domain.Form) { f.Indicators = f.Indicators[:5] }},
	{"SEV-LOGIC-08", "执行率80%得99.6分", rule.Notice, func(f *domain.Form) { f.Funds[0].Executed = money("256", "F6") }},
	{"SEV-LOGIC-09", "产出下列经济效益指标", rule.Notice, func(f *domain.Form) {
		f.Indicators[1].Level2.Raw, f.Indicators[1].Kind = "经济效益指标", "经济效益指标"
	}},
}

// Cases returns a passing and a failing example of every rule.
func Cases() []Case {
	var out []Case
	for _, r := range rules {
		c := Case{Rule: r.ID, Name: "完好的自评表", Want: rule.Pass, Form: GoodForm}
		switch r.ID {
		case "SEV-TEXT-04":
			c.env = farCorpus
			out = append(out, Case{r.ID, "与第五中学雷同", rule.Notice, GoodForm, caseCorpus})
		case "SEV-TEXT-05":
			c.Form = func() *domain.Form {
				f := GoodForm()
				f.Completion.Raw = "共支出89.99万元。其中：30万元用于编制；30万元用于审计；29.99万元用于设计。"
				return f
			}
		}
		out = append(out, c)
	}
	for _, x := range spoiled {
		out = append(out, Case{x.rule, x.name, x.want, func() *domain.Form {
			f := GoodForm()
			x.spoil(f)
			return f
		}, nil})
	}
	return out
}
