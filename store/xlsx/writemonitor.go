package xlsx

import (
	"fmt"
	"io"
	"slices"

	"jixiao/domain"
)

// MonitoringSheet is a monitoring form to write: what domain.Monitoring keeps, with the
// names it prints.
type MonitoringSheet struct {
	Year, Month               int
	Project, Department, Name string
	Unit                      domain.AmountUnit
	Goal                      string
	Budget, Executed          domain.Amount
	Forecast                  domain.Amount
	Indicators                []domain.MonitoringIndicator
}

// WriteMonitoring writes the monitoring form of 财预〔2019〕136号 as of a month.
func WriteMonitoring(w io.Writer, m *MonitoringSheet) error {
	s, err := newSheets("Sheet1")
	if err != nil {
		return err
	}
	s.monitoring(m)
	return s.flush(w)
}

const tick = "√"

func (s *sheetWriter) monitoring(m *MonitoringSheet) {
	const last = 16
	s.widths(9, 11, 13, 22, 12, 12, 12, 7, 7, 7, 9, 7, 18, 8, 8, 8)
	s.put(1, 1, 1, last, "项目支出绩效目标执行监控表", s.st.title)
	s.height(1, 30)
	s.put(2, 1, 2, last, yearTitle(m.Year), s.st.label)
	s.label(3, 1, 2, "项目名称")
	s.value(3, 3, last, m.Project)
	s.label(4, 1, 2, "主管部门及代码")
	s.value(4, 3, 6, m.Department)
	s.label(4, 7, 8, "实施单位")
	s.value(4, 9, last, m.Name)
	unit := m.Unit
	if unit == "" {
		unit = domain.UnitWan
	}
	span := fmt.Sprintf("1-%d月", m.Month)
	s.put(5, 1, 6, 2, "项目资金（"+string(unit)+"）", s.st.label)
	s.label(5, 3, 4, "")
	for i, h := range []string{"全年预算数", span + "执行数", span + "执行率", "全年预计执行数"} {
		s.label(5, 5+2*i, 6+2*i, h)
	}
	s.label(6, 3, 4, "年度资金总额")
	rate := ""
	if m.Budget.Known() && m.Executed.Known() {
		if r := domain.RatioOf(*m.Executed.Fen, *m.Budget.Fen); r.Valid() {
			rate = r.Percent()
		}
	}
	for i, text := range []string{amountText(m.Budget, unit), amountText(m.Executed, unit), rate, amountText(m.Forecast, unit)} {
		s.put(6, 5+2*i, 6, 6+2*i, text, s.st.body)
	}
	s.label(7, 1, 2, "年度总体目标")
	s.value(7, 3, last, m.Goal)
	s.height(7, 48)
	s.monitoringTable(m, span)
	s.page(true, "")
}

func (s *sheetWriter) monitoringTable(m *MonitoringSheet, span string) {
	end := 9 + max(len(m.Indicators), 1)
	s.put(8, 1, end, 1, "绩效指标", s.st.label)
	for i, h := range []string{"一级指标", "二级指标", "三级指标", "年度指标值", span + "执行情况", "全年预计完成情况"} {
		s.put(8, 2+i, 9, 2+i, h, s.st.label)
	}
	s.label(8, 8, 13, "偏差原因分析")
	for i, h := range append(slices.Clone(domain.Causes), "原因说明") {
		s.label(9, 8+i, 8+i, h)
	}
	s.label(8, 14, 16, "完成目标可能性")
	for i, h := range []domain.Likelihood{domain.LikelyCertain, domain.LikelyPossible, domain.LikelyImpossible} {
		s.label(9, 14+i, 14+i, string(h))
	}
	for i := range m.Indicators {
		x := &m.Indicators[i]
		r := 10 + i
		for c, text := range []string{x.Level3.Raw, valueText(x.Planned), valueText(x.Actual), valueText(x.Forecast)} {
			s.put(r, 4+c, r, 4+c, text, s.st.text)
		}
		for c, cause := range domain.Causes {
			s.put(r, 8+c, r, 8+c, tickIf(slices.Contains(x.Causes, cause)), s.st.label)
		}
		s.put(r, 13, r, 13, x.Cause.Raw, s.st.text)
		for c, likely := range []domain.Likelihood{domain.LikelyCertain, domain.LikelyPossible, domain.LikelyImpossible} {
			s.put(r, 14+c, r, 14+c, tickIf(x.Likelihood == likely), s.st.label)
		}
	}
	list := make([]domain.Indicator, len(m.Indicators))
	for i := range m.Indicators {
		list[i] = m.Indicators[i].Indicator
	}
	s.levels(list, 10)
}

func tickIf(yes bool) string {
	if yes {
		return tick
	}
	return ""
}
