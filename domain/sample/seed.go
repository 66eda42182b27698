package sample

import (
	"errors"
	"strings"
	"unicode/utf8"

	"jixiao/domain"
)

// SeedDigits is how many decimal digits of public randomness a seed should carry.
const SeedDigits = 20

// CheckSeed refuses what cannot be a seed: an empty text, more than one line, control
// characters, blanks at the edges, or text that is not UTF-8 in one fixed spelling. The
// seed is text: leading zeros count, "0" and "00" differ.
func CheckSeed(seed string) error {
	r := reader{file: "种子"}
	switch {
	case seed == "":
		r.refuse(0, "种子是空的，请录入见证人亮出的数字")
	case !utf8.ValidString(seed):
		r.refuse(0, "种子不是 UTF-8 文字，请重新录入")
	case strings.ContainsAny(seed, "\n\r\t"):
		r.refuse(0, "种子必须是一行文字，不能有换行或 TAB")
	case blankEdge(seed):
		r.refuse(0, "种子首尾有空格，请删掉（空格会改变结果）")
	default:
		r.characters(seed)
	}
	return r.err()
}

// CountDigits counts the ASCII decimal digits of a seed.
func CountDigits(seed string) int {
	n := 0
	for i := range len(seed) {
		if seed[i] >= '0' && seed[i] <= '9' {
			n++
		}
	}
	return n
}

// SeedNotice warns of a seed with fewer than 20 decimal digits; "" when there are
// enough.
func SeedNotice(seed string) string {
	if n := CountDigits(seed); n < SeedDigits {
		return say("种子里只有 %d 位数字，少于 %d 位：别人可能事先穷举。请再添一位见证人的数字或掷骰子补足", n, SeedDigits)
	}
	return ""
}

// SeedSeparator joins the revealed parts of a ceremony.
const SeedSeparator = "|"

// JoinSeed makes the seed text of a ceremony out of the revealed parts in order.
func JoinSeed(parts []string) string { return strings.Join(parts, SeedSeparator) }

// Commitment is the SHA-256 (lower-case hex) of a witness's slip: digits and salt
// exactly as they will be revealed.
func Commitment(slip string) string { return Hash(slip) }

// CheckReveal refuses a revealed slip that does not match the commitment shown before.
func CheckReveal(witness, commitment, slip string) error {
	switch {
	case strings.Contains(slip, SeedSeparator):
		return Refusals{{"种子", 0, say("%s 亮出的文字里有 %s，它是各人之间的分隔号，请去掉后重新封签", witness, SeedSeparator)}}
	case commitment != "" && Commitment(slip) != commitment:
		return Refusals{{"种子", 0, say("%s 亮出的文字与先前封签的指纹不符。请核对有没有多打或少打一个字；确实不符就作废这份封签", witness)}}
	}
	return CheckSeed(slip)
}

// Drawn is an earlier draw of any spot check, void ones included.
type Drawn struct {
	Name, PopulationHash, PlanHash, Seed string
}

// SecondSeed is the refusal of another seed for a population and plan that were
// already drawn: who could try seeds could choose the result.
type SecondSeed struct{ Earlier Drawn }

// Error says what was drawn before and what may be done instead.
func (e *SecondSeed) Error() string {
	return say("同一总体和方案已在“%s”用种子 %s 抽过，不能换种子再抽。本次尝试已记入日志。要多抽，请对未抽中的部分另立方案；有人回避，请顺延下一号", e.Earlier.Name, e.Earlier.Seed)
}

// OneSeed enforces one seed per (H, P): it returns *SecondSeed when the pair was drawn
// before, with whatever seed.
func (f Frame) OneSeed(earlier []Drawn) error {
	for _, e := range earlier {
		if e.PopulationHash == f.H && e.PlanHash == f.P && e.Seed != "" {
			return &SecondSeed{e}
		}
	}
	return nil
}

// Ceremony joins the revealed parts of the witnesses into the seed text; it is refused
// while somebody has not revealed, or nobody is there.
func Ceremony(witnesses []domain.Witness) (string, error) {
	var parts []string
	for _, w := range witnesses {
		if w.Slip == "" {
			return "", errors.New(say("%s 还没有亮出数字，请等各人都亮出后再抽取", w.Name))
		}
		parts = append(parts, w.Slip)
	}
	if len(parts) == 0 {
		return "", errors.New("还没有见证人的数字。请先封签，或录入公开来源")
	}
	return JoinSeed(parts), nil
}
