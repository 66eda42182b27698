package selfeval

import (
	"hash/fnv"
	"slices"
	"unicode"
)

// sketchSize is the number of smallest trigram hashes by which texts are looked up: two
// texts that agree in 85% share at least one of eight with near certainty.
const sketchSize = 8

// Corpus finds texts that are nearly the same as another one. Candidates come from shared
// trigrams and are compared exactly, so a match is never a guess. It is not safe for
// concurrent Add.
type Corpus struct {
	items []corpusItem
	index map[uint64][]int32
}

type corpusItem struct {
	Match
	id    string
	grams []uint64 // sorted
}

// Match is a text nearly the same as the one asked for.
type Match struct {
	Project, Unit string
	Year          int
	// Percent is the share of trigrams the two texts have in common, 0 to 100.
	Percent int
}

// NewCorpus returns an empty corpus.
func NewCorpus() *Corpus { return &Corpus{index: map[uint64][]int32{}} }

// Add puts a text into the corpus; one without letters is left out. The ID is what
// Env.Self names.
func (c *Corpus) Add(id, project, unit string, year int, text string) {
	grams := trigrams(letters(text))
	if len(grams) == 0 {
		return
	}
	c.items = append(c.items, corpusItem{Match{Project: project, Unit: unit, Year: year}, id, grams})
	for _, h := range grams[:min(sketchSize, len(grams))] {
		c.index[h] = append(c.index[h], int32(len(c.items)-1))
	}
}

// Len is the number of texts.
func (c *Corpus) Len() int { return len(c.items) }

// Nearest returns the most similar text of another ID when at least percent of the
// trigrams agree; of equals the one added first.
func (c *Corpus) Nearest(self, text string, percent int) (best Match, ok bool) {
	grams := trigrams(letters(text))
	seen := map[int32]bool{}
	for _, h := range grams[:min(sketchSize, len(grams))] {
		for _, i := range c.index[h] {
			it := &c.items[i]
			if seen[i] || it.id == self && self != "" {
				continue
			}
			seen[i] = true
			if p := overlap(grams, it.grams); p >= percent && p > best.Percent {
				best, ok = it.Match, true
				best.Percent = p
			}
		}
	}
	return best, ok
}

// letters keeps the letters of a text: numbers and punctuation change in copied texts.
func letters(s string) string {
	return string(slices.DeleteFunc([]rune(s), func(r rune) bool { return !unicode.IsLetter(r) }))
}

// trigrams returns the sorted distinct hashes of every three successive runes.
func trigrams(s string) []uint64 {
	rs := []rune(s)
	if len(rs) == 0 {
		return nil
	}
	var out []uint64
	for i := 0; i == 0 || i+3 <= len(rs); i++ {
		h := fnv.New64a()
		h.Write([]byte(string(rs[i:min(i+3, len(rs))])))
		out = append(out, h.Sum64())
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// overlap is 100 × |A∩B| ÷ |A∪B| of two sorted sets, rounded down.
func overlap(a, b []uint64) int {
	common, i, j := 0, 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			common++
			i++
			j++
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return 100 * common / (len(a) + len(b) - common)
}
