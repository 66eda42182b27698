package xlsx

import (
	"slices"
	"strings"

	"jixiao/domain"
	"jixiao/domain/intake"
	"jixiao/domain/parse"
)

// monitorIn reads the columns that only monitoring forms have.
func (p *formParser) monitorIn(t *table, r int, ind domain.Indicator) domain.MonitoringIndicator {
	m := domain.MonitoringIndicator{Cause: ind.Reason}
	if !t.has(roleLikely) && !t.has(roleForecast) && !t.has(roleCause) {
		return m
	}
	m.Forecast = p.valueOf(t, roleForecast, r)
	for i := range t.cols {
		c := &t.cols[i]
		if c.role != roleCause && c.role != roleLikely {
			continue
		}
		text := p.textIn(c, r)
		if text.Raw == "" || parse.Dash(text.Raw) || strings.Trim(parse.Squeeze(text.Raw), "□○×xX") == "" {
			continue
		}
		if c.role == roleCause {
			if i := slices.Index(domain.Causes, c.key); i >= 0 {
				m.Causes = append(m.Causes, domain.Causes[i])
			}
			continue
		}
		m.Likelihood = domain.Likelihood(c.key)
	}
	return m
}

// monitoringForm turns a parsed form into a monitoring record.
func (p *formParser) monitoringForm() intake.MonitoringForm {
	f := p.form
	m := domain.Monitoring{Year: f.Year, Month: p.month, Goal: f.Goal, Indicators: p.monitor, Forecast: p.forecast, Prov: domain.Provenance{Name: f.File, Sheet: f.Sheet, Cells: map[string]string{}}}
	if m.Month == 0 {
		m.Month = titleMonth(f.Title.Raw)
	}
	if m.Month == 0 {
		m.Month = p.opts.Month
	}
	if t := f.TotalFund(); t != nil {
		m.Budget, m.Executed = t.Annual, t.Executed
		if m.Budget.Raw == "" {
			m.Budget = t.Initial
		}
	}
	for field, cell := range map[string]string{"goal": m.Goal.Cell, "budget": m.Budget.Cell, "executed": m.Executed.Cell, "forecast": m.Forecast.Cell} {
		if cell != "" {
			m.Prov.Cells[field] = cell
		}
	}
	code, name := splitProjectCode(f.Project.Raw)
	for _, x := range f.Extra {
		if code == "" && strings.HasPrefix(x.Label, "项目") && (strings.HasSuffix(x.Label, "代码") || strings.HasSuffix(x.Label, "编码")) {
			code = parse.Squeeze(x.Value.Raw)
		}
	}
	return intake.MonitoringForm{Project: intake.Ref{Code: code, Name: name, Unit: f.Unit.Raw, Sheet: f.Sheet, Cell: f.Project.Cell}, Department: f.Department.Raw, Form: m}
}

// splitProjectCode takes "51000021R000000019951-工资性支出" apart.
func splitProjectCode(s string) (code, name string) {
	head, rest, ok := strings.Cut(parse.Fold(s), "-")
	head = strings.TrimSpace(head)
	if !ok || len(head) < 12 || strings.Trim(head, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" || digits(head) == "" {
		return "", s
	}
	return head, strings.TrimSpace(rest)
}
