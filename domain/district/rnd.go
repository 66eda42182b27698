package district

import (
	"math"
	"math/rand/v2"

	"jixiao/domain"
)

// rnd is a seeded source of choices. The same seed and stream give the same choices.
type rnd struct{ *rand.Rand }

func newRnd(seed int64, stream uint64) rnd {
	return rnd{rand.New(rand.NewPCG(uint64(seed), stream*0x9e3779b97f4a7c15+1))}
}

// chance is true with the given percentage.
func (r rnd) chance(percent int) bool { return r.IntN(100) < percent }

// between returns a whole number from low to high, both included.
func (r rnd) between(low, high int) int {
	if high <= low {
		return low
	}
	return low + r.IntN(high-low+1)
}

func (r rnd) pick(list []string) string { return list[r.IntN(len(list))] }

// per1000 returns a fraction of an amount, in thousandths between low and high.
func (r rnd) per1000(amount domain.Fen, low, high int) domain.Fen {
	return domain.Fen(domain.RoundDiv(int64(amount)*int64(r.between(low, high)), 1000))
}

// scaled returns a number at the place t (0 to 1) of a range, with a little scatter, on a
// logarithmic scale and rounded the way people set figures.
func (r rnd) scaled(low, high int, t float64) int {
	t = min(1, max(0, t+(r.Float64()-0.5)*0.3))
	v := float64(low) * math.Pow(float64(high)/float64(low), t)
	step := 1
	for float64(step)*40 < v {
		step *= 10
	}
	if step > 1 && float64(step)*40 > v*2 {
		step /= 2
	}
	n := int(v) / step * step
	return min(high, max(low, n))
}

// weighted returns an index with a probability in proportion to its weight.
func (r rnd) weighted(weights []int) int {
	sum := 0
	for _, w := range weights {
		sum += w
	}
	n := r.IntN(sum)
	for i, w := range weights {
		if n < w {
			return i
		}
		n -= w
	}
	return len(weights) - 1
}
