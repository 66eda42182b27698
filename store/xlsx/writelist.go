package xlsx

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"jixiao/domain"
	"jixiao/domain/intake"
)

// WriteProjects writes a project list with the columns of the template, amounts in 万元.
func WriteProjects(w io.Writer, rows []intake.ProjectRow) error {
	t := listTemplates[domain.FormProjects]
	out := make([][]string, len(rows))
	for i := range rows {
		p := &rows[i]
		line := make([]string, len(t.columns))
		for c, col := range t.columns {
			line[c] = projectCell(p, col.head)
		}
		out[i] = line
	}
	return WriteTable(w, t.title, t.heads(), out)
}

func (t listTemplate) heads() []string {
	var out []string
	for _, c := range t.columns {
		out = append(out, c.head)
	}
	return out
}

// projectCell is what a project prints under a header of the template.
func projectCell(p *intake.ProjectRow, head string) string {
	switch listField("", head) {
	case fieldCode:
		return p.Code
	case fieldName:
		return p.Name
	case fieldYear:
		return yearText(p.Year)
	case fieldDepartmentCode:
		return p.DepartmentCode
	case fieldDepartment:
		return p.Department
	case fieldUnitCode:
		return p.UnitCode
	case fieldUnit:
		return p.Unit
	case fieldKind:
		return p.Kind
	case fieldNature:
		return p.Nature
	case fieldOwner:
		return p.Owner
	case fieldPhone:
		return p.Phone
	}
	return projectMoney(p, head)
}

func projectMoney(p *intake.ProjectRow, head string) string {
	field := listField("", head)
	switch field {
	case fieldInitial:
		return amountText(p.Initial, domain.UnitWan)
	case fieldAdjusted:
		return amountText(p.Adjusted, domain.UnitWan)
	case fieldCarryover:
		return amountText(p.Carryover, domain.UnitWan)
	case fieldCarryoverSince:
		return yearText(p.CarryoverSince)
	case fieldExAnteReport:
		return p.ExAnteReport
	case fieldExAnteScore:
		return numberText(p.ExAnteScore)
	case fieldExAnteResult:
		return p.ExAnteResult
	case fieldExAnteNeed:
		return amountText(p.ExAnteNeed, domain.UnitWan)
	case fieldLanded:
		return amountText(p.Landed, domain.UnitWan)
	case fieldLastBudget:
		return amountText(p.LastBudget, domain.UnitWan)
	case fieldLastExecuted:
		return amountText(p.LastExecuted, domain.UnitWan)
	case fieldLastScore:
		return numberText(p.LastScore)
	}
	if source, ok := strings.CutPrefix(field, fieldFund); ok {
		for _, f := range p.Funds {
			if string(f.Source) == source {
				return amountText(f.Amount, domain.UnitWan)
			}
		}
	}
	return ""
}

func yearText(y int) string {
	if y == 0 {
		return ""
	}
	return strconv.Itoa(y)
}

// WriteExecutions writes cumulative execution, one row per project and month, in 万元.
func WriteExecutions(w io.Writer, rows []intake.ExecutionRow) error {
	t := listTemplates[domain.FormExecution]
	out := make([][]string, len(rows))
	for i, e := range rows {
		out[i] = []string{e.Project.Code, e.Project.Name, e.Project.Unit, yearText(e.Year), strconv.Itoa(e.Month), amountText(e.Executed, domain.UnitWan), amountText(e.Plan, domain.UnitWan)}
	}
	return WriteTable(w, t.title, t.heads(), out)
}

// WritePayments writes payment lines, in 元.
func WritePayments(w io.Writer, rows []intake.PaymentRow) error {
	t := listTemplates[domain.FormPayments]
	out := make([][]string, len(rows))
	for i, p := range rows {
		if p.Date.IsZero() {
			return fmt.Errorf("第 %d 笔支付没有日期", i+1)
		}
		out[i] = []string{p.Project.Code, p.Project.Name, p.Project.Unit, p.Date.String(), amountText(p.Amount, domain.UnitYuan), p.Payee, p.Purpose, p.Voucher}
	}
	return WriteTable(w, t.title, t.heads(), out)
}
