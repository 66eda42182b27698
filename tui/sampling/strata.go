package sampling

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain"
	"jixiao/domain/sample"
	"jixiao/tui"
	"jixiao/tui/widget"
)

func (m *Model) strataTable() widget.Table {
	return widget.Table{
		Columns: []widget.Column{
			{ID: "stratum", Title: "层（部门）", Width: 20, Flex: 1},
			{ID: "size", Title: "项目数", Width: 7, Right: true},
			{ID: "must", Title: "必抽", Width: 6, Right: true},
			{ID: "n", Title: "样本量", Width: 7, Right: true},
			{ID: "lot", Title: "其中摇号", Width: 8, Right: true},
			{ID: "share", Title: "比例", Width: 8, Right: true},
			{ID: "method", Title: "方法", Width: 12},
		},
		Cell:  func(row, col int) string { return strataCell(m.check.Strata[row], m.strata.Columns[col].ID) },
		Empty: []string{"总体里还没有项目，所以没有层。", "先在第 1 步收回剔除，或导入自评表。"},
	}
}

func strataCell(l domain.StratumPlan, col string) string {
	switch col {
	case "stratum":
		return l.Stratum
	case "size":
		return strconv.Itoa(l.Size)
	case "must":
		return strconv.Itoa(l.Must)
	case "n":
		return strconv.Itoa(l.N)
	case "lot":
		return strconv.Itoa(l.N - l.Must)
	case "share":
		return domain.Ratio{Num: int64(l.N), Den: int64(l.Size)}.Percent()
	}
	return methodWord(l.Method)
}

func methodWord(method string) string {
	if method == string(sample.PPS) {
		return "按金额大小"
	}
	return "等概率"
}

func (m *Model) stratum() (domain.StratumPlan, bool) {
	if len(m.check.Strata) == 0 {
		return domain.StratumPlan{}, false
	}
	return m.check.Strata[m.strata.Cursor()], true
}

// editSize asks for the selected stratum's n; the digit that opened it is typed already.
func (m *Model) editSize(digit string) tea.Cmd {
	l, ok := m.stratum()
	if !ok {
		return nil
	}
	id, st := m.check.ID, m.store
	value := digit
	if value == "" {
		value = strconv.Itoa(l.N)
	}
	return m.ask("样本量："+l.Stratum, "样本量 n", value, func(v string) (tea.Cmd, string) {
		n, err := strconv.Atoi(v)
		if err != nil {
			return nil, "样本量应是整数"
		}
		return do(fmt.Sprintf("%s 样本量 %d", l.Stratum, n), func() error { return st.SetSpotStratum(id, l.Stratum, n, l.Method) }, nil), ""
	}, fmt.Sprintf("本层 %d 个项目，其中必抽 %d 个。样本量含必抽，在 %d 到 %d 之间。", l.Size, l.Must, l.Must, l.Size))
}

func (m *Model) switchMethod() tea.Cmd {
	l, ok := m.stratum()
	if !ok {
		return nil
	}
	id, st, method := m.check.ID, m.store, string(sample.PPS)
	if l.Method == method {
		method = string(sample.SRS)
	}
	return do(l.Stratum+" 方法 "+methodWord(method), func() error { return st.SetSpotStratum(id, l.Stratum, l.N, method) }, nil)
}

func (m *Model) spread() tea.Cmd {
	id, st := m.check.ID, m.store
	return m.ask("按总量分配样本", "总样本量", strconv.Itoa(m.total()), func(v string) (tea.Cmd, string) {
		n, err := strconv.Atoi(v)
		if err != nil {
			return nil, "总样本量应是整数"
		}
		return do(fmt.Sprintf("总样本量 %d 按层分配", n), func() error { return st.SpreadSpotSample(id, n) }, nil), ""
	}, "每层至少 1 个，必抽全部包括在内，其余按项目数的比例分配（最大余数法），合计正好等于总量。")
}

func (m *Model) total() int {
	n := 0
	for _, l := range m.check.Strata {
		n += l.N
	}
	return n
}

// planSize computes the sample size of a count question and offers to spread it.
func (m *Model) planSize() tea.Cmd {
	f := newForm("算样本量：要多少个才说得出话", []string{"可容忍率：允许多大比例的自评失实而结论仍成立。置信水平：结论有多大把握。都可写成 5% 或 0.05。"},
		"可容忍率", "置信水平", "预计差错率")
	f.set(0, "5%")
	f.set(1, "95%")
	f.set(2, "0")
	f.hint = func(v []string) []string {
		_, text := m.sizeFor(v)
		return []string{text}
	}
	id, st := m.check.ID, m.store
	f.submit = func(v []string) (tea.Cmd, string) {
		n, text := m.sizeFor(v)
		if n == 0 {
			return nil, text
		}
		return do(fmt.Sprintf("总样本量 %d 按层分配", n), func() error { return st.SpreadSpotSample(id, n) }, nil), ""
	}
	m.dialog = f
	return nil
}

func (m *Model) sizeFor(v []string) (n int, text string) {
	q := sample.Question{Model: sample.Hypergeometric}
	for _, l := range m.check.Strata {
		q.Population += l.Size
	}
	var ok [3]bool
	q.Tolerable, ok[0] = fraction(v[0])
	q.Confidence, ok[1] = fraction(v[1])
	q.ExpectedRate, ok[2] = fraction(v[2])
	if !ok[0] || !ok[1] || !ok[2] {
		return 0, "比例写成 5% 或 0.05"
	}
	a, err := sample.PlanSize(q)
	if err != nil {
		return 0, err.Error()
	}
	text = fmt.Sprintf("总体 %d 个：要抽 %d 个，至多容许 %d 个失实（总体容许 %d 个）。风险 %s，少抽一个就是 %s。", q.Population, a.N, a.C, a.K, percent(a.Risk), percent(a.RiskBefore))
	if a.Full {
		text += "总体不大，不如全部检查。"
	}
	return a.N, text + "提交后按层分配。"
}

func fraction(s string) (*big.Rat, bool) {
	s = strings.TrimSpace(s)
	body, isPercent := strings.CutSuffix(strings.NewReplacer("％", "%", "．", ".").Replace(s), "%")
	d, err := domain.ParseDecimal(strings.TrimSpace(body))
	if err != nil {
		return nil, false
	}
	if isPercent {
		return new(big.Rat).Quo(d.Rat(), big.NewRat(100, 1)), true
	}
	return d.Rat(), true
}

func percent(r *big.Rat) string {
	d, ok := domain.DecimalFromRat(new(big.Rat).Mul(r, big.NewRat(100, 1)), 2)
	if !ok {
		return "-"
	}
	return d.Fixed(2) + "%"
}

func (m *Model) switchStrata() tea.Cmd {
	id, st, byUnit := m.check.ID, m.store, !m.check.ByUnit
	title := "按部门分层"
	if byUnit {
		title = "按部门/单位分层"
	}
	return do(title, func() error { return st.SetSpotStrata(id, byUnit) }, nil)
}

func (m *Model) setReviewers() tea.Cmd {
	id, st := m.check.ID, m.store
	return m.ask("每个项目几名复核人", "人数", strconv.Itoa(m.check.PerProject), func(v string) (tea.Cmd, string) {
		n, err := strconv.Atoi(v)
		if err != nil {
			return nil, "人数应是 1 到 9 的整数"
		}
		return do(fmt.Sprintf("每个项目 %d 名复核人", n), func() error { return st.SetSpotReviewers(id, n) }, nil), ""
	})
}

// addReviewer registers a person who may recheck.
func (m *Model) addReviewer() tea.Cmd {
	st := m.store
	f := newForm("登记复核人", []string{"回避部门写部门全称或代码，几个部门用逗号隔开；没有就留空。封框之后名册不能再改。"}, "姓名", "回避部门")
	f.submit = func(v []string) (tea.Cmd, string) {
		if v[0] == "" {
			return nil, "姓名不能为空"
		}
		avoid := strings.FieldsFunc(v[1], func(r rune) bool { return strings.ContainsRune(",，、;；", r) })
		return do("登记复核人 "+v[0], func() error { return st.AddRecheckReviewer(v[0], avoid) }, nil), ""
	}
	m.dialog = f
	return nil
}

// reviewerLine lists the registered reviewers in one line.
func (m *Model) reviewerLine() string {
	if len(m.reviewers) == 0 {
		return "复核人：还没有登记。按 Ctrl+R 登记，至少 " + strconv.Itoa(m.check.PerProject) + " 名"
	}
	names := make([]string, len(m.reviewers))
	for i, p := range m.reviewers {
		names[i] = p.Name
		if len(p.Avoid) > 0 {
			names[i] += "(回避" + strings.Join(p.Avoid, ",") + ")"
		}
	}
	return fmt.Sprintf("复核人 %d 名，每个项目 %d 名：%s", len(names), m.check.PerProject, strings.Join(names, " "))
}

func (m *Model) strataView(w, h int) []string {
	sizes, must := 0, 0
	for _, l := range m.check.Strata {
		sizes, must = sizes+l.Size, must+l.Must
	}
	sum := fmt.Sprintf("合计：%d 层，%d 个项目，必抽 %d，样本量 %d，其中摇号 %d", len(m.check.Strata), sizes, must, m.total(), m.total()-must)
	return slices.Concat(lines(m.strata.View(w, h-2)), []string{tui.T.Strong.Paint(tui.Fit("  "+sum, w)), tui.Fit("  "+tui.Display(m.reviewerLine()), w)})
}
