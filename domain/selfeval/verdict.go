package selfeval

import (
	"math/big"
	"strings"

	"jixiao/domain"
	"jixiao/domain/parse"
	"jixiao/domain/score"
)

// verdict is whether an actual value reaches the planned one. Unknown is no verdict: the
// program doesn't guess.
type verdict uint8

const (
	unknown verdict = iota
	met
	partly
	unmet
)

// pair is a planned and an actual number in one unit. ok is false when they cannot be
// compared; mismatch is set when that is because of their units.
type pair struct {
	sign     domain.Sign
	t, a     *big.Rat
	ok       bool
	mismatch bool
}

// dimension groups units; counts of different things (台, 套, 件) are one dimension.
type dimension uint8

const (
	dimNone dimension = iota
	dimPercent
	dimMoney
	dimTime
	dimMonths
	dimArea
	dimLength
	dimMass
	dimCount
)

var unitTable = map[string]struct {
	dim   dimension
	scale int64
}{
	"%": {dimPercent, 1}, "元": {dimMoney, 1}, "千元": {dimMoney, 1000}, "万元": {dimMoney, 10_000}, "亿元": {dimMoney, 100_000_000}, "美元": {dimMoney, 1}, "万美元": {dimMoney, 10_000},
	"百分点": {dimPercent, 1}, "个百分点": {dimPercent, 1},
	"分钟": {dimTime, 1}, "小时": {dimTime, 60}, "天": {dimTime, 1440}, "日": {dimTime, 1440}, "个工作日": {dimTime, 1440}, "工作日": {dimTime, 1440}, "周": {dimTime, 10_080},
	"月": {dimMonths, 1}, "个月": {dimMonths, 1}, "季度": {dimMonths, 3}, "年": {dimMonths, 12}, "年度": {dimMonths, 12},
	"平方米": {dimArea, 1}, "㎡": {dimArea, 1}, "m2": {dimArea, 1}, "万平方米": {dimArea, 10_000}, "公顷": {dimArea, 10_000}, "平方公里": {dimArea, 1_000_000},
	"米": {dimLength, 1}, "m": {dimLength, 1}, "公里": {dimLength, 1000}, "千米": {dimLength, 1000}, "km": {dimLength, 1000},
	"公斤": {dimMass, 1}, "千克": {dimMass, 1}, "kg": {dimMass, 1}, "吨": {dimMass, 1000}, "万吨": {dimMass, 10_000_000},
}

// unitOf returns a unit's dimension and scale. Money per something is money; what is not
// in the table is a count, 万 in front of it 10,000 of them; 亩 is an area of no round
// size, comparable only with itself.
func unitOf(u string) (dim dimension, scale int64, name string) {
	u, _, _ = strings.Cut(u, "/")
	if x, ok := unitTable[u]; ok {
		return x.dim, x.scale, ""
	}
	switch {
	case u == "":
		return dimNone, 1, ""
	case strings.HasPrefix(u, "%"):
		return dimPercent, 1, ""
	case u == "亩" || u == "万亩":
		dim = dimArea
	default:
		dim = dimCount
	}
	if rest, ok := strings.CutPrefix(u, "万"); ok {
		return dim, 10_000, rest
	}
	return dim, 1, u
}

// pairOf brings the planned and the actual number of an indicator to one unit. A bare
// number of at most 1 beside a percentage is a fraction.
func pairOf(ind *domain.Indicator) pair {
	p := pair{sign: ind.Planned.Sign}
	if ind.Planned.Number == nil || ind.Actual.Number == nil || odd(ind.Planned.Unit, ind.Actual.Unit) {
		return p
	}
	td, ts, tn := unitOf(ind.Planned.Unit)
	ad, as, an := unitOf(ind.Actual.Unit)
	p.t, p.a = ind.Planned.Number.Rat(), ind.Actual.Number.Rat()
	switch {
	case td == ad && td == dimArea && tn != an, td == dimTime && ad == dimMonths, td == dimMonths && ad == dimTime:
		return p
	case td == ad:
		p.t.Mul(p.t, big.NewRat(ts, 1))
		p.a.Mul(p.a, big.NewRat(as, 1))
	case td == dimPercent && ad == dimNone:
		p.a = asPercent(p.a, p.t)
	case td == dimNone && ad == dimPercent:
		p.t = asPercent(p.t, p.a)
	case td != dimNone && ad != dimNone:
		p.mismatch = true
		return p
	}
	p.ok = true
	p.sign = direction(ind)
	return p
}

// odd reports two units that cannot be brought together without guessing, and are no
// mistake either: a bare 万 or ‰ beside anything else.
func odd(a, b string) bool {
	return a != b && (a == "万" || b == "万" || a == "‰" || b == "‰")
}

func asPercent(x, other *big.Rat) *big.Rat {
	one := big.NewRat(1, 1)
	if new(big.Rat).Abs(x).Cmp(one) <= 0 && other.Cmp(one) > 0 {
		return x.Mul(x, hundred)
	}
	return x
}

var (
	wordsLess = []string{"成本", "费用", "发生率", "发生数", "投诉", "事故", "差错", "死亡", "违规", "超标", "返工率", "失误", "能耗", "漏损", "故障", "失业率", "发病率", "感染率", "流失率", "空置率", "辍学率", "复发率", "负债率", "误差", "损耗", "逾期", "浓度", "噪声", "噪音"}
	wordsUndo = []string{"下降", "降低", "减少", "节约", "节省", "压减", "办结", "处理", "处置", "整改", "化解", "回复", "查处", "合格", "达标", "覆盖", "完成", "到位", "及时", "准确", "效益", "减轻"}
	wordsLong = []string{"年限", "时长", "寿命", "天数", "课时", "学时", "质保", "保修", "服务期"}
	wordsSoon = []string{"时限", "完成时间", "办理时间", "期限", "周期", "响应", "用时", "工期", "耗时", "等候"}
)

// direction is the planned sign or, where none is printed, what the name leaves no doubt
// about: less is better for costs, accidents and deadlines.
func direction(ind *domain.Indicator) domain.Sign {
	name := ind.Level3.Raw
	switch {
	case ind.Planned.Sign != domain.SignNone:
		return ind.Planned.Sign
	case anyOf(name, wordsSoon) && !strings.HasSuffix(name, "率"):
		return domain.SignLE
	case anyOf(name, wordsUndo) || strings.HasSuffix(name, "率") && !anyOf(name, wordsLess):
		return domain.SignNone
	case anyOf(name, wordsLess), ind.Class == domain.ClassCost, strings.Contains(ind.Kind, "成本"):
		return domain.SignLE
	case (ind.Kind == "时效指标" || duration(ind)) && !anyOf(name, wordsLong):
		return domain.SignLE
	}
	return domain.SignNone
}

func duration(ind *domain.Indicator) bool {
	dim, _, _ := unitOf(ind.Planned.Unit)
	return dim == dimTime || dim == dimMonths || anyOf(ind.Level3.Raw, wordsSoon)
}

// doubtful reports a span of time without a sign whose name does not tell whether longer or
// shorter is better: only equality is a verdict.
func doubtful(ind *domain.Indicator) bool {
	return ind.Planned.Sign == domain.SignNone && ind.Kind != "时效指标" && duration(ind) && !anyOf(ind.Level3.Raw, wordsLong) && !anyOf(ind.Level3.Raw, wordsSoon)
}

// standard reports an amount that is neither to be exceeded nor undercut (补助标准): only
// equality is a verdict.
func standard(ind *domain.Indicator) bool {
	return ind.Planned.Sign == domain.SignNone && (strings.Contains(ind.Level3.Raw, "标准") || strings.Contains(ind.Level3.Raw, "每人")) && !strings.Contains(ind.Planned.Unit, "%")
}

// calendar reports a value that is a month or day of the year (12月), which compares
// neither way.
func calendar(v domain.Value) bool { return v.Unit == "月" || v.Unit == "号" }

func judge(ind *domain.Indicator, p pair) verdict {
	switch {
	case p.ok && (calendar(ind.Planned) || calendar(ind.Actual) || standard(ind) || doubtful(ind)):
		if p.t.Cmp(p.a) == 0 {
			return met
		}
		return unknown
	case p.ok && score.Met(p.sign, p.t, p.a):
		return met
	case p.ok:
		return unmet
	case ind.Planned.Raw == "" || parse.Dash(ind.Actual.Raw):
		return unknown
	case sameText(ind.Planned.Raw, ind.Actual.Raw):
		return met
	case ind.Planned.Number != nil:
		return unknown
	}
	return judgeText(parse.Squeeze(ind.Actual.Raw))
}

var (
	wordsMissed  = []string{"未完成", "未达", "未能", "未开展", "未实施", "未开工", "未启动", "未按", "没有完成", "尚未", "不达标", "延期", "滞后", "推迟"}
	wordsPartial = []string{"部分达成", "部分完成", "部分实现", "基本达成", "基本完成"}
	wordsReached = []string{"达成预期", "达成年度", "达到预期", "已达成", "已完成", "全部完成", "按期完成", "按时完成", "全部达标", "已达标"}
)

func judgeText(s string) verdict {
	switch {
	case anyOf(s, wordsMissed):
		return unmet
	case anyOf(s, wordsPartial):
		return partly
	case anyOf(s, wordsReached), s == "完成", s == "达成", s == "达标":
		return met
	}
	return unknown
}

func anyOf(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

func sameText(a, b string) bool { return plain(a) == plain(b) && plain(a) != "" }

// plain drops blanks and punctuation and folds widths, for comparing texts word by word.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" ,.;:!?()\"'，。；：！？（）、“”‘’《》", r) {
			return -1
		}
		return r
	}, parse.Squeeze(s))
}
