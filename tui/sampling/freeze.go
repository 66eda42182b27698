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

// groups writes a hash in groups of eight digits, as it is read aloud.
func groups(hash string) string {
	var b strings.Builder
	for i := 0; i < len(hash); i += 8 {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(hash[i:min(i+8, len(hash))])
	}
	return b.String()
}

// exclusionSummary counts the exclusions by reason, most frequent first.
func (m *Model) exclusionSummary() []string {
	count := map[string]int{}
	for i := range m.candidates {
		if out := m.candidates[i].Out(); out != "" {
			count[out]++
		}
	}
	return counted(count)
}

func (m *Model) mustSummary() []string {
	count := map[string]int{}
	for _, p := range m.check.MustPicks {
		count[p.Reason]++
	}
	return counted(count)
}

func counted(count map[string]int) []string {
	var keys []string
	for k := range count {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b string) int {
		if count[a] != count[b] {
			return count[b] - count[a]
		}
		return strings.Compare(a, b)
	})
	for i, k := range keys {
		keys[i] = fmt.Sprintf("%s %d", k, count[k])
	}
	return keys
}

func orNone(list []string) string {
	if len(list) == 0 {
		return "无"
	}
	return strings.Join(list, "，")
}

// fingerprints are the three published hashes.
func (m *Model) fingerprints() []string {
	c := &m.check
	var out []string
	for _, x := range []struct{ name, hash string }{{"总体 H", c.PopulationHash}, {"方案 P", c.PlanHash}, {"名册 Q", c.RosterHash}} {
		out = append(out, " "+tui.Fit(x.name, 7)+tui.T.Strong.Paint(groups(x.hash)))
	}
	return out
}

func (m *Model) freezeView(w, h int) []string {
	c := &m.check
	if c.State == domain.SpotFraming {
		facts := []string{
			fmt.Sprintf("总体：%d 个项目，%d 层", m.inFrame(), len(c.Strata)),
			"剔除：" + orNone(m.exclusionSummary()),
			"必抽：" + orNone(m.mustSummary()),
			fmt.Sprintf("样本：%d 个，其中摇号 %d 个", m.total(), m.total()-len(c.MustPicks)),
			m.reviewerLine(),
			"",
			"封框会写出总体、方案、名册三个规范文件并算出指纹（SHA-256）。指纹先公布，种子后产生，谁也不能事后改名单。",
		}
		out := []string{""}
		for _, f := range facts {
			for _, l := range tui.Wrap(f, w-4) {
				out = append(out, "  "+l)
			}
		}
		return out
	}
	out := append([]string{"", tui.Fit("  封框日期 "+c.FrozenOn.String()+"，三个文件的指纹（SHA-256，每 8 位一组）：", w), ""}, m.fingerprints()...)
	out = append(out, "", "  用任何 SHA-256 工具算三个文件，应得到同样的指纹。")
	room := h - len(out) - 1
	if room >= 3 {
		out = append(out, "")
		out = append(out, lines(m.strata.View(w, room))...)
	}
	return out
}

func (m *Model) inFrame() int {
	n := 0
	for _, l := range m.check.Strata {
		n += l.Size
	}
	return n
}

// freeze asks once, then freezes and goes to the ceremony.
func (m *Model) freeze() tea.Cmd {
	id, st := m.check.ID, m.store
	rows := make([]string, len(m.check.Strata))
	for i, l := range m.check.Strata {
		rows[i] = fmt.Sprintf("%s  %d 个项目抽 %d 个（必抽 %d，%s）", l.Stratum, l.Size, l.N, l.Must, methodWord(l.Method))
	}
	m.dialog = &confirm{widget.Preview{
		Title: "封框：" + m.check.Name,
		Facts: []string{fmt.Sprintf("总体 %d 个项目，%d 层，样本 %d 个。", m.inFrame(), len(m.check.Strata), m.total()), "剔除：" + orNone(m.exclusionSummary()),
			"封框后总体、方案和名册都不能再改，也不能撤销；要改只能作废另建。"},
		Rows: rows, Yes: "封框，算指纹",
	}, func() tea.Cmd {
		return do("封框 "+m.check.Name, func() error { return st.FreezeSpotCheck(id) }, nil)
	}}
	return nil
}

// publish writes the files beside the data file.
func (m *Model) publish() tea.Cmd {
	id, st := m.check.ID, m.store
	return func() tea.Msg {
		dir, files, err := st.PublishSpotCheck(id)
		if err != nil {
			return tui.StatusMsg{Kind: tui.Warn, Text: err.Error()}
		}
		return tui.StatusMsg{Kind: tui.Good, Text: "已写出 " + strings.Join(files, "、") + " 到 " + dir}
	}
}

// voidCheck voids with a reason.
func (m *Model) voidCheck() tea.Cmd {
	id, st := m.check.ID, m.store
	return m.reason("作废抽查 "+m.check.Name+"，理由是", sample.VoidReasons, func(reason string) tea.Cmd {
		return do("作废抽查："+reason, func() error { return st.VoidSpotCheck(id, reason) }, nil)
	})
}
