package xlsx

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"jixiao/domain"
)

// WriteForm writes a self-evaluation in the standard layout of 财预〔2020〕10号, or a target
// in the annual layout with the common indicators and the responsible person. Printed
// texts are written as they stand.
func WriteForm(w io.Writer, f *domain.Form) error {
	s, err := newSheets("Sheet1")
	if err != nil {
		return err
	}
	switch f.Kind {
	case domain.FormSelfEval:
		s.selfEval(f)
	case domain.FormTarget:
		s.target(f)
	default:
		return fmt.Errorf("这种表（%s）不能写成表格，只能写自评表和目标表", f.Kind)
	}
	return s.flush(w)
}

// amountText is an amount as the form prints it.
func amountText(a domain.Amount, unit domain.AmountUnit) string {
	if a.Raw != "" || a.Fen == nil {
		return a.Raw
	}
	if unit.FenPer() == 0 {
		unit = domain.UnitYuan
	}
	scale := map[domain.AmountUnit]uint8{domain.UnitYuan: 2, domain.UnitWan: 6, domain.UnitYi: 10}[unit]
	return domain.NewDecimal(int64(*a.Fen), scale).String() // exact: a fen is the last decimal
}

func numberText(n domain.Number) string {
	if n.Raw != "" || n.Value == nil {
		return n.Raw
	}
	return n.Value.String()
}

func valueText(v domain.Value) string {
	if v.Raw != "" || v.Number == nil {
		return v.Raw
	}
	return string(v.Sign) + v.Number.String() + v.Unit
}

func orDefault(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

func yearTitle(year int) string {
	if year == 0 {
		return "（     年度）"
	}
	return "（ " + strconv.Itoa(year) + "年度 ）"
}

// head writes title, year and the names; it returns the next row.
func (s *sheetWriter) head(f *domain.Form, title string, last int) int {
	s.put(1, 1, 1, last, orDefault(f.Title.Raw, title), s.st.title)
	s.height(1, 30)
	s.put(2, 1, 2, last, yearTitle(f.Year), s.st.label)
	s.label(3, 1, 2, "项目名称")
	s.value(3, 3, last, f.Project.Raw)
	s.label(4, 1, 2, "主管部门")
	s.value(4, 3, 5, f.Department.Raw)
	s.label(4, 6, 6, "实施单位")
	s.value(4, 7, last, f.Unit.Raw)
	return 5
}

var fundHeads = []string{"年初预算数", "全年预算数（A）", "全年执行数（B）", "分值", "执行率（B/A）", "得分"}

// selfEval writes the nine-column standard form.
func (s *sheetWriter) selfEval(f *domain.Form) {
	s.widths(9, 14, 18, 22, 14, 14, 9, 11, 24)
	r := s.head(f, "项目支出绩效自评表", 9)
	if f.Owner.Raw != "" {
		s.label(r, 1, 2, "项目责任人")
		s.value(r, 3, 9, f.Owner.Raw)
		r++
	}
	unit := f.AmountUnit
	if unit == "" {
		unit = domain.UnitWan
	}
	s.put(r, 1, r+max(len(f.Funds), 1), 2, "项目资金（"+string(unit)+"）", s.st.label)
	s.label(r, 3, 3, "")
	for i, h := range fundHeads {
		s.label(r, 4+i, 4+i, h)
	}
	for i := range f.Funds {
		r++
		x := &f.Funds[i]
		s.label(r, 3, 3, x.Item.Raw)
		for c, text := range []string{amountText(x.Initial, unit), amountText(x.Annual, unit), amountText(x.Executed, unit), numberText(x.Weight), numberText(x.Rate), numberText(x.Score)} {
			s.put(r, 4+c, r, 4+c, text, s.st.body)
		}
	}
	r++
	s.put(r, 1, r+1, 1, "年度总体目标", s.st.label)
	s.label(r, 2, 5, "预期目标")
	s.label(r, 6, 9, "实际完成情况")
	s.value(r+1, 2, 5, f.Goal.Raw)
	s.value(r+1, 6, 9, f.Completion.Raw)
	s.height(r+1, 60)
	s.indicators(f, r+2)
}

var selfEvalHeads = []string{"一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"}

func (s *sheetWriter) indicators(f *domain.Form, r int) {
	end := r + max(len(f.Indicators), 1)
	s.put(r, 1, end, 1, "绩效指标", s.st.label)
	for i, h := range selfEvalHeads {
		s.label(r, 2+i, 2+i, h)
	}
	for i := range f.Indicators {
		x := &f.Indicators[i]
		at := r + 1 + i
		for c, text := range []string{x.Level3.Raw, valueText(x.Planned), valueText(x.Actual), numberText(x.Weight), numberText(x.Score), x.Reason.Raw} {
			style := s.st.text
			if c == 3 || c == 4 {
				style = s.st.body
			}
			s.put(at, 4+c, at, 4+c, text, style)
		}
	}
	s.levels(f.Indicators, r+1)
	s.put(end+1, 1, end+1, 6, "总分", s.st.label)
	s.put(end+1, 7, end+1, 7, numberText(f.TotalWeight), s.st.body)
	s.put(end+1, 8, end+1, 8, numberText(f.TotalScore), s.st.body)
	s.put(end+1, 9, end+1, 9, f.TotalGrade.Raw, s.st.text)
	if f.Reason.Raw != "" {
		s.put(end+2, 1, end+2, 3, "偏差大或目标未完成原因分析", s.st.label)
		s.value(end+2, 4, 9, f.Reason.Raw)
	}
	s.page(false, "")
}

// levels writes levels 1 and 2, merging rows that share them.
func (s *sheetWriter) levels(list []domain.Indicator, first int) {
	same := func(a, b *domain.Indicator) bool {
		return a.Level1.Raw == b.Level1.Raw && a.Level2.Raw == b.Level2.Raw
	}
	for i := 0; i < len(list); {
		j := i
		for j < len(list) && list[j].Level1.Raw == list[i].Level1.Raw {
			j++
		}
		s.put(first+i, 2, first+j-1, 2, list[i].Level1.Raw, s.st.label)
		for a := i; a < j; {
			b := a
			for b < j && same(&list[b], &list[a]) {
				b++
			}
			s.put(first+a, 3, first+b-1, 3, list[a].Level2.Raw, s.st.label)
			a = b
		}
		i = j
	}
}

// target writes the annual target form.
func (s *sheetWriter) target(f *domain.Form) {
	s.widths(9, 14, 18, 30, 16, 12, 12)
	r := s.head(f, "项目支出绩效目标申报表", 7)
	s.label(r, 1, 2, "项目责任人及电话")
	s.value(r, 3, 7, f.Owner.Raw)
	r++
	unit := f.AmountUnit
	if unit == "" {
		unit = domain.UnitWan
	}
	s.put(r, 1, r+max(len(f.Funds), 1)-1, 2, "资金情况（"+string(unit)+"）", s.st.label)
	for i := range f.Funds {
		x := &f.Funds[i]
		a := x.Annual
		if a.Raw == "" && a.Fen == nil {
			a = x.Initial
		}
		s.label(r+i, 3, 4, x.Item.Raw)
		s.put(r+i, 5, r+i, 7, amountText(a, unit), s.st.body)
	}
	r += max(len(f.Funds), 1)
	for _, goal := range []struct{ label, text string }{{"中期目标", f.LongGoal.Raw}, {"年度目标", f.Goal.Raw}} {
		if goal.label == "中期目标" && goal.text == "" {
			continue
		}
		s.label(r, 1, 2, goal.label)
		s.value(r, 3, 7, goal.text)
		s.height(r, 60)
		r++
	}
	s.targetIndicators(f, r)
}

func (s *sheetWriter) targetIndicators(f *domain.Form, r int) {
	common := commonPairs(f)
	end := r + max(len(f.Indicators)+len(common), 1)
	s.put(r, 1, end, 1, "绩效指标", s.st.label)
	for i, h := range []string{"一级指标", "二级指标", "三级指标", "年度指标值", "分值", "备注"} {
		s.label(r, 2+i, 2+i, h)
	}
	list := f.Indicators
	for i := range list {
		x := &list[i]
		for c, text := range []string{x.Level3.Raw, valueText(x.Planned), numberText(x.Weight), x.Note.Raw} {
			style := s.st.text
			if c == 2 {
				style = s.st.body
			}
			s.put(r+1+i, 4+c, r+1+i, 4+c, text, style)
		}
	}
	s.levels(list, r+1)
	at := r + 1 + len(list)
	if len(common) > 0 {
		s.put(at, 2, at+len(common)-1, 3, "共性指标", s.st.label)
	}
	for i, x := range common {
		s.value(at+i, 4, 4, x.Label)
		s.value(at+i, 5, 5, x.Value.Raw)
		s.value(at+i, 6, 6, "")
		s.value(at+i, 7, 7, "")
	}
	s.page(false, "")
}

// commonPairs are the common indicators a form carries.
func commonPairs(f *domain.Form) []domain.LabelValue {
	var out []domain.LabelValue
	for _, x := range f.Extra {
		if commonLabel(x.Label) {
			out = append(out, x)
		}
	}
	return out
}

// commonLabel recognises the three common indicators of 第十条.
func commonLabel(label string) bool {
	k := headKey(label)
	return strings.HasPrefix(k, "预算执行进度") || strings.HasPrefix(k, "预算支出率") || strings.HasPrefix(k, "预算到项目率") || strings.HasPrefix(k, "支出进度")
}
