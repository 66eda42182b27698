package sampling

import (
	"fmt"
	"strings"

	"jixiao/domain"
	"jixiao/tui"
)

// step is one station of the guided line.
type step uint8

const (
	stepFrame step = iota
	stepStrata
	stepFreeze
	stepSeed
	stepResult
	stepAssign
	stepPapers
	stepNotice
	stepCount
)

var stepTitles = [stepCount]string{"总体与剔除", "分层样本量", "封框", "种子仪式", "结果", "派人回避", "复核打分", "差异通报"}

// reached is the last step that the state of a spot check opens.
func reached(s domain.SpotCheckState) step {
	switch s {
	case domain.SpotFrozen:
		return stepSeed
	case domain.SpotDrawn:
		return stepAssign
	case domain.SpotAssigned, domain.SpotReviewed:
		return stepNotice
	case domain.SpotVoid:
		return stepNotice
	}
	return stepFreeze
}

// home is the step where work goes on in a state.
func home(c domain.SpotCheck) step {
	switch c.State {
	case domain.SpotFrozen:
		return stepSeed
	case domain.SpotDrawn:
		return stepResult
	case domain.SpotAssigned:
		return stepPapers
	case domain.SpotReviewed:
		return stepNotice
	case domain.SpotVoid:
		if c.Draw == nil {
			return stepFreeze
		}
		return stepResult
	}
	return stepFrame
}

// bar draws the guided line with the present step in brackets and reverse video.
func (m *Model) bar(w int) string {
	var b strings.Builder
	last := reached(m.check.State)
	for s := range stepCount {
		text := fmt.Sprintf("%d%s", s+1, stepTitles[s])
		switch {
		case s == m.step:
			b.WriteString(tui.T.Select.Paint("[" + text + "]"))
		case s > last || m.check.ID == "":
			b.WriteString(tui.T.Dim.Paint(" " + text))
		default:
			b.WriteString(" " + text)
		}
	}
	return tui.FitStyled(b.String(), w)
}

// next is the sentence that says what to do now.
func (m *Model) next() string {
	c := &m.check
	switch {
	case c.ID == "":
		return "下一步：按 Ctrl+N（或 n）新建一次抽查"
	case c.State == domain.SpotVoid:
		return "本次抽查已作废，只能查看。按 Ctrl+N 另建，按 Ctrl+O 换一次抽查"
	case m.step > reached(c.State):
		return "这一步还没到：" + missing[c.State]
	}
	return "下一步：" + m.nextHere()
}

var missing = map[domain.SpotCheckState]string{
	domain.SpotFraming: "先在第 3 步封框",
	domain.SpotFrozen:  "先在第 4 步录入种子并抽取",
	domain.SpotDrawn:   "先在第 6 步按 1 派人",
}

func (m *Model) nextHere() string {
	state := m.check.State
	switch m.step {
	case stepFrame:
		if state != domain.SpotFraming {
			return "总体已封框，只能查看；按 Tab 看后面的步骤"
		}
		return "空格标记，1 剔除 3 必抽（要理由）；确认后按 Tab 到分层"
	case stepStrata:
		if state != domain.SpotFraming {
			return "方案已封框，只能查看；按 Tab 看后面的步骤"
		}
		return "按数字改这一层的样本量，Ctrl+T 按总量分配；Ctrl+R 登记复核人；然后 Tab 封框"
	case stepFreeze:
		if state != domain.SpotFraming {
			return "公布三个指纹（2 写出文件），然后 Tab 到种子仪式"
		}
		return "核对无误后按 1 封框，封框后总体和方案都不能再改"
	case stepSeed:
		return m.nextSeed()
	case stepResult:
		return "按 = 看票号怎么算，1 问为什么没有某项目，2 核验；然后 Tab 派人"
	case stepAssign:
		if state == domain.SpotDrawn {
			return "按 1 派人并生成底稿；有人回避按 2，顺延下一位"
		}
		return "已派人；有人回避按 2，项目退出按 3；打分按 Tab"
	case stepPapers:
		return m.nextPaper()
	}
	if state == domain.SpotReviewed {
		return "通报情形由数据推出；Ctrl+E 导出通报清单"
	}
	return "底稿都完成后按 1 结束复核；2 换名单：应予通报、全部、未报自评"
}

func (m *Model) nextSeed() string {
	switch {
	case m.check.State != domain.SpotFrozen:
		return "种子已用过，一个总体和方案只能抽一次；按 Tab 看结果"
	case len(m.check.Witnesses) == 0:
		return "按 1 请见证人先封签（只显示指纹），或按 2 写公开来源"
	}
	for _, x := range m.check.Witnesses {
		if x.Slip == "" {
			return "封签齐了就按 3 逐人亮出；都亮出后按 4 抽取"
		}
	}
	return "数字都已亮出，按 4 抽取"
}

func (m *Model) nextPaper() string {
	if m.paper != nil {
		if len(m.paper.Items) == 0 {
			return "这份自评没有指标：按 Enter 录入复核总分，按 Esc 返回"
		}
		return "按扣分代码 0-9 直接给分，Enter 逐栏填写，按 Esc 返回名单"
	}
	if m.check.State == domain.SpotReviewed {
		return "复核已结束；按 Tab 看差异与通报"
	}
	return "选项目按 Enter 打分；未按要求自评的按 1 认定"
}
