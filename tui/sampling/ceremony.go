package sampling

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain"
	"jixiao/domain/sample"
	"jixiao/tui"
	"jixiao/tui/widget"
)

func (m *Model) witnessTable() widget.Table {
	return widget.Table{
		Columns: []widget.Column{
			{ID: "name", Title: "见证人或公开来源", Width: 18, Flex: 1},
			{ID: "commit", Title: "封签指纹(前16位)", Width: 17},
			{ID: "slip", Title: "亮出的文字", Width: 24, Flex: 2},
		},
		Cell: func(row, col int) string { return witnessCell(m.check.Witnesses[row], m.witnesses.Columns[col].ID) },
		Empty: []string{"还没有见证人。", "每人在纸上写一串数字，先封签（程序只留指纹），都封好再逐个亮出；",
			"种子 = 亮出的文字用 | 连起来。也可以用公开摇奖号加骰子（公开来源不用封签）。"},
	}
}

func witnessCell(x domain.Witness, col string) string {
	switch col {
	case "name":
		return x.Name
	case "commit":
		if x.Commit == "" {
			return "公开，不封签"
		}
		return groups(x.Commit[:16])
	}
	if x.Slip == "" {
		return "未亮出"
	}
	return x.Slip
}

func (m *Model) seedView(w, h int) []string {
	out := m.fingerprints()
	foot := m.seedFoot(w)
	out = append(out, "")
	out = append(out, lines(m.witnesses.View(w, max(h-len(out)-len(foot), 2)))...)
	return append(out, foot...)
}

// seedFoot shows the seed as far as it is known, and the refused attempts.
func (m *Model) seedFoot(w int) []string {
	c := &m.check
	seed, err := sample.Ceremony(c.Witnesses)
	if c.Seed != "" {
		seed, err = c.Seed, nil
	}
	var out []string
	if err != nil {
		out = append(out, tui.T.Dim.Paint(tui.Fit("  种子："+tui.Display(err.Error()), w)))
	} else {
		out = append(out, tui.T.Strong.Paint(tui.Fit("  种子："+tui.Display(seed), w)), tui.Fit(fmt.Sprintf("  含 %d 位数字。%s", sample.CountDigits(seed), sample.SeedNotice(seed)), w))
	}
	for _, r := range c.RefusedSeeds {
		out = append(out, tui.T.BadText.Paint(tui.Fit(fmt.Sprintf("  拒绝过换种子：%s %s 录入 %s", r.On, r.By.Name, tui.Display(r.Seed)), w)))
	}
	return out
}

// seal takes a witness's slip: only its fingerprint is kept and shown.
func (m *Model) seal() tea.Cmd {
	id, st := m.check.ID, m.store
	f := newForm("封签", []string{"请见证人自己输入纸上写的数字（可加几个字作盐），屏幕只显示星号；也可粘贴在别的设备上算好的 64 位指纹。亮出时要一字不差。"}, "见证人", "封签内容")
	f.fields[1].secret = true
	f.hint = func(v []string) []string {
		if v[1] == "" {
			return nil
		}
		return []string{"封签指纹（请当众念出并抄下）：", groups(commitOf(v[1]))}
	}
	f.submit = func(v []string) (tea.Cmd, string) {
		switch {
		case v[0] == "":
			return nil, "见证人不能为空"
		case v[1] == "":
			return nil, "封签内容不能为空"
		}
		commit := commitOf(v[1])
		return do("封签 "+v[0], func() error { return st.SealWitness(id, v[0], commit) }, nil), ""
	}
	m.dialog = f
	return nil
}

// commitOf is the fingerprint of a slip; 64 hex digits are a fingerprint already.
func commitOf(s string) string {
	if l := strings.ToLower(s); len(l) == 64 && strings.Trim(l, "0123456789abcdef") == "" {
		return l
	}
	return sample.Commitment(s)
}

func (m *Model) publicSource() tea.Cmd {
	id, st := m.check.ID, m.store
	return m.ask("公开来源", "来源", "", func(v string) (tea.Cmd, string) {
		if v == "" {
			return nil, "来源不能为空，例如 双色球2026130期、骰子"
		}
		return do("公开来源 "+v, func() error { return st.SealWitness(id, v, "") }, nil), ""
	}, "封框之后才会产生的公开结果：指定某一期公开摇奖号码、当众掷的骰子。先写来源，结果出来后按 3 录入。")
}

func (m *Model) witness() (domain.Witness, bool) {
	if len(m.check.Witnesses) == 0 {
		return domain.Witness{}, false
	}
	return m.check.Witnesses[m.witnesses.Cursor()], true
}

// reveal takes the selected witness's slip in the open.
func (m *Model) reveal() tea.Cmd {
	x, ok := m.witness()
	if !ok {
		return nil
	}
	id, st := m.check.ID, m.store
	head := []string{"公开来源，不用核对封签。"}
	if x.Commit != "" {
		head = []string{"应与封签指纹相符：", groups(x.Commit)}
	}
	f := newForm("亮出："+x.Name, head, "亮出的文字")
	f.hint = func(v []string) []string {
		if v[0] == "" || x.Commit == "" {
			return nil
		}
		return []string{"现在的指纹：", groups(sample.Commitment(v[0]))}
	}
	f.submit = func(v []string) (tea.Cmd, string) {
		if err := sample.CheckReveal(x.Name, x.Commit, v[0]); err != nil {
			return nil, err.Error()
		}
		at := m.witnesses.Cursor()
		return do("亮出 "+x.Name, func() error { return st.RevealWitness(id, x.Name, v[0]) }, func() tea.Cmd { m.witnesses.MoveTo(at + 1); return nil }), ""
	}
	m.dialog = f
	return nil
}

func (m *Model) unseal() tea.Cmd {
	x, ok := m.witness()
	if !ok {
		return nil
	}
	id, st := m.check.ID, m.store
	return do("删去封签 "+x.Name, func() error { return st.UnsealWitness(id, x.Name) }, nil)
}

// drawNow draws with the ceremony's seed.
func (m *Model) drawNow() tea.Cmd {
	seed, err := sample.Ceremony(m.check.Witnesses)
	if err != nil {
		return tui.Say(tui.Warn, err.Error())
	}
	return m.confirmDraw(seed)
}

// typeSeed takes the whole seed text at once.
func (m *Model) typeSeed() tea.Cmd {
	f := newForm("直接录入种子", []string{"把各人亮出的文字按次序用 | 连起来，例如 甲:00731 55802|乙:91446 20007。种子是文字，多一个空格、少一个 0 结果就不同。"}, "种子")
	f.hint = func(v []string) []string {
		if v[0] == "" {
			return nil
		}
		return []string{fmt.Sprintf("含 %d 位数字。%s", sample.CountDigits(v[0]), sample.SeedNotice(v[0])), "种子文字的 SHA-256：" + groups(sample.Commitment(v[0]))}
	}
	f.submit = func(v []string) (tea.Cmd, string) {
		if err := sample.CheckSeed(v[0]); err != nil {
			return nil, err.Error()
		}
		m.dialog = nil
		return m.confirmDraw(v[0]), ""
	}
	m.dialog = f
	return nil
}

func (m *Model) confirmDraw(seed string) tea.Cmd {
	id, st := m.check.ID, m.store
	facts := []string{"种子：" + seed, fmt.Sprintf("含 %d 位数字。%s", sample.CountDigits(seed), sample.SeedNotice(seed)),
		"key = SHA-256(H 换行 P 换行 种子 换行) = " + groups(sample.Key(m.check.PopulationHash, m.check.PlanHash, seed)),
		"抽取不能撤销，同一总体和方案只能抽这一次。"}
	m.dialog = &confirm{widget.Preview{Title: "抽取：" + m.check.Name, Facts: facts, Yes: "抽取"}, func() tea.Cmd {
		return do("抽取 "+m.check.Name, func() error { return st.DrawSpotCheck(id, seed) }, func() tea.Cmd { m.step = stepResult; return nil })
	}}
	return nil
}

// revealed reports whether some witness has shown a slip.
func (m *Model) revealed() bool {
	return slices.ContainsFunc(m.check.Witnesses, func(x domain.Witness) bool { return x.Slip != "" })
}
