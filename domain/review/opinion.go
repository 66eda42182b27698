package review

import (
	"slices"
	"strings"

	"jixiao/domain"
	"jixiao/domain/rule"
)

// Template is a prepared sentence chosen by a digit. Digit 0 means writing freely and
// has no template.
type Template struct {
	Digit    int
	Decision domain.Decision
	Title    string
	Text     string
}

// Templates are the prepared opinions of 退回 and 不通过, in the order of their digits.
var Templates = []Template{
	{1, domain.DecisionReturn, "按检查意见修改", "请按以上意见逐条修改后重新报送，并在备注中说明每条的修改情况。"},
	{2, domain.DecisionReturn, "指标不可衡量", "部分指标没有数值或档次，无法考核。请改为可衡量的指标值，确需定性的写明各档含义。"},
	{3, domain.DecisionReturn, "指标不完整", "产出、效益、满意度指标不完整。请补齐数量、质量、时效和效益、满意度指标。"},
	{4, domain.DecisionReturn, "共性指标未编入", "没有把预算执行进度、预算支出率、预算到项目率三个共性指标一并编入。请补填目标值。"},
	{5, domain.DecisionReturn, "目标偏低", "目标值低于上年实际或与资金规模不相称。请重新测算，确需降低的附说明。"},
	{6, domain.DecisionReturn, "资金与任务不匹配", "单价、数量与资金总额对不上。请核对测算依据，调整资金或目标。"},
	{7, domain.DecisionReturn, "文字照抄", "目标文字与上年或其他单位雷同。请结合本项目当年任务重写。"},
	{8, domain.DecisionReturn, "补充材料", "请补充立项依据、资金测算和实施方案后重新报送。"},
	{9, domain.DecisionReturn, "责任人不明", "没有写明项目责任人。请填写责任人姓名和联系电话。"},
	{1, domain.DecisionReject, "未按要求设定目标", "未按要求设定绩效目标，按第十一条不安排预算。"},
	{2, domain.DecisionReject, "未开展事前评估", "未开展事前绩效评估，按第九条不得列入年度预算和项目库。"},
	{3, domain.DecisionReject, "事前评估结果差", "事前绩效评估结果差，按第九条不得列入年度预算和项目库。"},
	{4, domain.DecisionReject, "与职责无关", "项目与部门职责和区委、区政府重点工作无关，不予安排。"},
	{5, domain.DecisionReject, "重复安排", "与已安排的项目重复，不予安排。"},
}

// TemplateOf finds a template; ok is false for a digit without one.
func TemplateOf(d domain.Decision, digit int) (Template, bool) {
	i := slices.IndexFunc(Templates, func(t Template) bool { return t.Decision == d && t.Digit == digit })
	if i < 0 {
		return Template{}, false
	}
	return Templates[i], true
}

// TemplatesFor lists the templates of a decision.
func TemplatesFor(d domain.Decision) []Template {
	var out []Template
	for _, t := range Templates {
		if t.Decision == d {
			out = append(out, t)
		}
	}
	return out
}

// RemarkOf turns a finding into a remark of an opinion.
func RemarkOf(f rule.Finding) domain.Remark {
	return domain.Remark{Rule: f.Rule, Field: f.Field, Cell: f.Cell, Text: f.Message}
}

// Compose writes the opinion: the findings taken, numbered as the unit will answer them,
// then the prepared sentence, then what the reviewer wrote. Dismissed remarks are left out.
func Compose(remarks []domain.Remark, template, free string) string {
	var b strings.Builder
	n := 0
	for _, r := range remarks {
		text := strings.TrimSpace(r.Text)
		if r.Dismissed != "" || text == "" {
			continue
		}
		n++
		if n > 1 {
			b.WriteByte('\n')
		}
		b.WriteString(itoa(n) + ". ")
		if r.Cell != "" {
			b.WriteString("（" + r.Cell + "）")
		}
		b.WriteString(text)
	}
	for _, s := range [...]string{template, free} {
		if s = strings.TrimSpace(s); s == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(s)
	}
	return b.String()
}

// Failures lists the failing findings as remarks, for Decide.
func Failures(outcomes []rule.Outcome) []domain.Remark {
	var out []domain.Remark
	for _, o := range outcomes {
		for _, f := range o.Findings {
			if f.Severity == rule.Failure {
				out = append(out, RemarkOf(f))
			}
		}
	}
	return out
}

// Draft is a half-written opinion: kept at every keystroke so that nothing is lost.
type Draft struct {
	ProjectID string          `json:"project"`
	Version   int             `json:"version"`
	Level     domain.Level    `json:"level"`
	Remarks   []domain.Remark `json:"remarks,omitempty"`
	Decision  domain.Decision `json:"decision,omitempty"`
	Template  int             `json:"template,omitempty"`
	Text      string          `json:"text,omitempty"`
	// Sheet is the four-criteria form, nil while none is filled in.
	Sheet *domain.ReviewSheet `json:"sheet,omitempty"`
}

// Empty reports whether nothing was taken, dismissed or written.
func (d *Draft) Empty() bool {
	return d.Sheet == nil && len(d.Remarks) == 0 && strings.TrimSpace(d.Text) == ""
}

// Take adds a finding to the opinion, or takes it out again when it was in.
func (d *Draft) Take(f rule.Finding) {
	if i := d.index(f); i >= 0 {
		taken := d.Remarks[i].Dismissed == ""
		d.Remarks = slices.Delete(slices.Clone(d.Remarks), i, i+1)
		if taken {
			return
		}
	}
	d.Remarks = append(d.Remarks, RemarkOf(f))
}

// Dismiss leaves a finding out of the opinion for a reason; the reason must not be empty.
func (d *Draft) Dismiss(f rule.Finding, reason string) error {
	reason = strings.TrimSpace(reason)
	switch {
	case reason == "":
		return no(NeedsOpinion, d.ProjectID, "忽略检查发现要写理由；请用一句话写明。")
	case len(f.Rule) >= len(gate) && f.Rule[:len(gate)] == gate:
		return no(GateClosed, d.ProjectID, "事前绩效评估是必备要件（第九条），此条不能忽略；特殊情况须录入区政府批准文号。")
	}
	if i := d.index(f); i >= 0 {
		d.Remarks = slices.Delete(slices.Clone(d.Remarks), i, i+1)
	}
	r := RemarkOf(f)
	r.Dismissed = reason
	d.Remarks = append(d.Remarks, r)
	return nil
}

// State tells what was done with a finding: "" nothing, "采纳" or "忽略".
func (d *Draft) State(f rule.Finding) string {
	i := d.index(f)
	switch {
	case i < 0:
		return ""
	case d.Remarks[i].Dismissed != "":
		return "忽略"
	}
	return "采纳"
}

func (d *Draft) index(f rule.Finding) int {
	return slices.IndexFunc(d.Remarks, func(r domain.Remark) bool { return r.Rule == f.Rule && r.Field == f.Field })
}

// Verdict is the decision with the draft's remarks and text. An approval carries only what
// the reviewer wrote: findings are no reason to pass.
func (d *Draft) Verdict(decision domain.Decision, template string) Verdict {
	if decision == domain.DecisionApprove {
		return Verdict{Decision: decision, Comment: strings.TrimSpace(d.Text), Remarks: d.Remarks, Sheet: d.Sheet}
	}
	free := d.Text
	if d.Sheet != nil && decision != domain.DecisionDefer {
		free = strings.TrimSpace(free + "\n" + SheetText(d.Sheet))
	}
	return Verdict{Decision: decision, Comment: Compose(d.Remarks, template, free), Remarks: d.Remarks, Sheet: d.Sheet}
}
