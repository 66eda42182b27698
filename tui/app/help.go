package app

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain/basis"
	"jixiao/tui"
)

// guide is the first half hour.
var guide = []string{
	"【30 分钟上手】",
	"1. F2 项目库看全部项目：上下移动，Enter 看一个项目的全年；Ctrl+F 或 / 筛选，可输汉字、全拼或首字母（xxgz 找到「学校改造」），也可写条件，如 执行<60 部门:教育 灯:红。",
	"2. F3 目标审核是轮到你的活：1 通过，2 退回，3 不通过，4 搁置；错了 Ctrl+Z，次数不限。",
	"3. F4 监控预警按最差的在前；w 问怎样变绿，数字键走通报、整改、复核、销号。",
	"4. F5 抽查复核照顶上的一行步骤往下走：框定、封框、种子、抽取、派人、复核、通报。",
	"5. 任何数字不明白按 =，从公式说到来源文件的哪一格。任何操作找不到按 Ctrl+K。",
	"6. F9 看谁在何时改了什么，也在那里做快照和体检。",
	"输入法开着也能用：数字、F 键、Enter、空格、Esc、方向键、Ctrl 组合键都有对应的功能。",
}

var vocabulary = []string{
	"【词汇】",
	"目标：待送审、待审核、已审核、被退回、不通过；搁置到某日的仍是待审核。",
	"监控：预警、通报、整改、复核、销号；不到位或问题严重的转暂缓、停止、收回。",
	"抽查：框定、封框、抽取、派人、复核、通报。封框之后总体和方案不能再动，种子只用一次。",
	"灯色：红、黄、绿、蓝（蓝为明显超出目标，目标可能偏低）；没有数据就没有灯，不等于通过。",
}

// help opens the pager with this screen's keys, the general keys, the guide, vocabulary
// and the regulation.
func (m *Model) help() tea.Cmd {
	lines := []string{"【本屏按键】" + m.screen().Title()}
	lines = append(lines, describe(m.screen().Actions())...)
	lines = append(lines, "", "【通用按键】")
	lines = append(lines, describe(m.actions)...)
	lines = append(lines, "  Esc：退回一步", "  上下 PgUp PgDn Home End：移动", "")
	lines = append(lines, guide...)
	lines = append(lines, "")
	lines = append(lines, vocabulary...)
	lines = append(lines, "", "【条款原文】")
	lines = append(lines, regulation()...)
	m.show("帮助", lines)
	return nil
}

// regulation is the regulation's text by paragraphs; the published page breaks some of
// them in the middle of a sentence.
func regulation() []string {
	var out []string
	open := false
	for part := range strings.SplitSeq(basis.BanfaText(), "\n") {
		part = strings.TrimSpace(part)
		switch {
		case part == "":
			continue
		case open:
			out[len(out)-1] += part
		default:
			out = append(out, part)
		}
		open = strings.Contains(out[len(out)-1], "条 ") && !strings.HasSuffix(part, "。")
	}
	return out
}

func describe(actions []tui.Action) []string {
	var out []string
	group := ""
	for i := range actions {
		a := &actions[i]
		if a.Group != group {
			group = a.Group
			out = append(out, " "+group)
		}
		line := "  " + keyNames(a) + "：" + a.Label
		if why := a.Why(); why != "" {
			line += "（现在不行：" + why + "）"
		}
		out = append(out, line)
	}
	return out
}
