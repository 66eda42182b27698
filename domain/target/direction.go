package target

import (
	"strings"
	"unicode/utf8"

	"jixiao/domain"
	"jixiao/domain/rule"
)

var (
	wordsSaving = []string{"节约", "节支", "节省", "降低", "下降", "减少", "配套", "自筹", "投入", "撬动", "效益", "有效", "及时", "合规", "合理", "准确", "到位", "达标", "完成率", "覆盖", "收入"}
	wordsBad    = []string{"事故", "投诉", "差错率", "失误", "违规", "死亡", "发病率", "失业率", "超标", "空置率", "逾期率", "返工率", "漏损率", "流失率", "超支"}
	wordsUndo   = []string{"降低", "下降", "减少", "处理", "办结", "办理", "整改", "查处", "化解", "响应", "处置", "控制", "治理", "解决", "回复", "回访", "压减", "查办", "保险", "应急", "演练", "预防", "防范", "无", "零",
		"排查", "检查", "宣传", "培训", "监测", "鉴定", "调查", "救援", "救助", "赔付", "评估", "热线", "平台", "受理", "信访", "案件", "隐患", "信息", "系统"}
	wordsGood    = []string{"满意度", "满意率", "合格率", "达标率", "及时率", "完成率", "覆盖率", "成活率", "准确率", "完好率", "知晓率", "就业率", "使用率", "优良率", "参与率", "增收", "受益人"}
	unitSynonyms = [...][]string{{"个", "家", "户", "所", "处"}, {"人", "名", "人次"}, {"元", "万元", "亿元"}, {"米", "公里", "千米"}, {"平方米", "亩", "公顷"}, {"公斤", "吨", "千克"}}
)

// wrongDirection judges only names that leave no doubt.
func wrongDirection(s Subject) rule.Result {
	return rule.Found(s.each(func(l *line) (rule.Finding, bool) {
		sign := l.ind.Planned.Sign
		if l.num() == nil || sign == domain.SignNone || sign == domain.SignEQ {
			return rule.Finding{}, false
		}
		var why, want string
		up := !sign.Inverse()
		switch {
		case up && costLine(l) && !anyOf(l.key, wordsSaving) && !l.percent():
			why, want = "是成本，越少越好，却写成越多越好", "不高于"
		case up && anyOf(l.key, wordsBad) && !anyOf(l.key, wordsUndo):
			why, want = "是越少越好的事，却写成越多越好", "不高于"
		case !up && anyOf(l.key, wordsGood) && !anyOf(l.key, []string{"不", "未", "非"}):
			why, want = "越高越好，却写成越低越好", "不低于"
		default:
			return rule.Finding{}, false
		}
		f := s.at(l, "planned", l.title()+why+"（「"+l.ind.Planned.Raw+"」），方向写反了；请改为"+want+"。")
		f.Expected = want + l.num().String() + l.ind.Planned.Unit
		return f, true
	})...)
}

func costLine(l *line) bool {
	return l.ind.Class == domain.ClassCost || l.ind.Kind == "成本指标" || strings.HasSuffix(l.key, "成本")
}

// unitConflict compares the unit in a name's brackets with the value's, and the units of
// indicators that count the same thing.
func unitConflict(s Subject) rule.Result {
	return rule.Found(s.each(func(l *line) (rule.Finding, bool) {
		u := l.ind.Planned.Unit
		if l.num() == nil || u == "" {
			return rule.Finding{}, false
		}
		if in := bracketUnit(l.name); in != "" && in != u && !sameUnit(in, u) {
			f := s.at(l, "planned", l.title()+"名称里的单位是「"+in+"」，指标值用的是「"+u+"」；请统一。")
			f.Expected = in
			return f, true
		}
		for j := range l.i {
			if j >= len(s.lines) || s.lines[j].i >= l.i {
				break
			}
			e := &s.lines[j]
			if e.num() == nil || e.ind.Planned.Unit == u || !confusable(e.ind.Planned.Unit, u) || !sameThing(e.key, l.key) {
				continue
			}
			f := s.at(l, "planned", l.title()+"用「"+u+"」，"+e.title()+"却用「"+e.ind.Planned.Unit+"」，同一事物单位不一；请统一。")
			f.Expected = e.ind.Planned.Unit
			return f, true
		}
		return rule.Finding{}, false
	})...)
}

// sameUnit accepts a value's unit that only continues or spells the name's differently:
// 元 and 元/株, 人 and 名, ㎡ and 平方米.
func sameUnit(in, u string) bool {
	square := func(x string) bool { return x == "㎡" || x == "m2" || x == "平方米" }
	people := func(x string) bool { return x == "人" || x == "名" }
	return strings.HasPrefix(u, in+"/") || (square(in) && square(u)) || (people(in) && people(u))
}

func confusable(a, b string) bool {
	for _, set := range unitSynonyms {
		x, y := false, false
		for _, u := range set {
			x, y = x || u == a, y || u == b
		}
		if x && y {
			return true
		}
	}
	return false
}

// sameThing compares the nouns two names count: 培训企业数量 and 服务企业数 both count
// 企业. Four runes must agree once the measure is taken off, or two for counts.
func sameThing(a, b string) bool {
	a, b = countNoun(a), countNoun(b)
	n := 0
	for a != "" && b != "" {
		r, i := utf8.DecodeLastRuneInString(a)
		q, j := utf8.DecodeLastRuneInString(b)
		if r != q {
			break
		}
		n++
		a, b = a[:len(a)-i], b[:len(b)-j]
	}
	return n >= 4 || (n >= 2 && (a == "" || b == ""))
}

func countNoun(s string) string {
	for _, t := range [...]string{"数量", "个数", "家数", "户数", "人数", "总数", "数", "金额", "总额"} {
		if rest, ok := strings.CutSuffix(s, t); ok {
			return rest
		}
	}
	return s
}

// allHundred looks at the quantitative indicators except satisfaction.
func allHundred(s Subject) rule.Result {
	n := 0
	for i := range s.lines {
		l := &s.lines[i]
		if l.num() == nil || l.ind.Class == domain.ClassSatisfaction {
			continue
		}
		if !l.percent() || l.num().Cmp(domain.DecimalInt(100)) != 0 {
			return rule.Found()
		}
		n++
	}
	if n < s.env.Params.AllHundred {
		return rule.Found()
	}
	count := domain.DecimalInt(int64(n)).String()
	return rule.Found(s.on1("indicators", "", "100%", count+"个定量指标的指标值全部是100%，看不出工作量和难度，也区分不出绩效；请按实际任务写数量、日期和分档的质量要求。"))
}
