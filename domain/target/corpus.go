package target

import (
	"hash/fnv"
	"math/bits"
	"strings"
	"unicode"
)

// Corpus finds goal texts that are nearly the same as another one. It holds a 64-bit
// SimHash per text in four bands and compares candidates rune by rune in trigrams, so a
// match is exact, never a guess. It is not safe for concurrent Add.
type Corpus struct {
	bands [4]map[uint16][]int32
	items []corpusItem
}

type corpusItem struct {
	hash                    uint64
	id, project, unit, text string
	words                   string
}

// Match is a text nearly the same as the one asked for.
type Match struct {
	ProjectID, Project, Unit, Text string
	// Percent is the share of trigrams the two texts have in common, 0 to 100.
	Percent int
}

// NewCorpus returns an empty corpus.
func NewCorpus() *Corpus {
	c := &Corpus{}
	for i := range c.bands {
		c.bands[i] = map[uint16][]int32{}
	}
	return c
}

// Add puts a project's goal text into the corpus. Texts without letters are left out.
func (c *Corpus) Add(projectID, project, unit, text string) {
	words := squeeze(text)
	if words == "" {
		return
	}
	it := corpusItem{hash: simHash(words), id: projectID, project: project, unit: unit, text: text, words: words}
	c.items = append(c.items, it)
	for b, k := range Bands(it.hash) {
		c.bands[b][k] = append(c.bands[b][k], int32(len(c.items)-1))
	}
}

// Len is the number of texts.
func (c *Corpus) Len() int { return len(c.items) }

// Nearest returns the most similar text of another project when at least percent of
// the trigrams agree; ok is false when there is none.
func (c *Corpus) Nearest(projectID, text string, percent int) (m Match, ok bool) {
	words := squeeze(text)
	if words == "" {
		return m, false
	}
	h := simHash(words)
	seen := map[int32]bool{}
	for b, k := range Bands(h) {
		for _, i := range c.bands[b][k] {
			it := &c.items[i]
			if seen[i] || it.id == projectID || !Near(h, it.hash) {
				continue
			}
			seen[i] = true
			if p := overlap(words, it.words); p >= percent && (p > m.Percent || (p == m.Percent && it.id < m.ProjectID)) {
				m, ok = Match{it.id, it.project, it.unit, it.text, p}, true
			}
		}
	}
	return m, ok
}

// Fingerprint is the SimHash of a text's letters; ok is false for a text without letters.
func Fingerprint(text string) (hash uint64, ok bool) {
	words := squeeze(text)
	if words == "" {
		return 0, false
	}
	return simHash(words), true
}

// Bands are the four parts of a fingerprint: texts that share none are not compared.
func Bands(hash uint64) [4]uint16 {
	return [4]uint16{uint16(hash), uint16(hash >> 16), uint16(hash >> 32), uint16(hash >> 48)}
}

// Near reports whether two fingerprints are close enough to compare the texts.
func Near(a, b uint64) bool { return bits.OnesCount64(a^b) <= 16 }

// Similarity is the percentage of trigrams two texts have in common, 0 to 100, numbers and
// punctuation left aside.
func Similarity(a, b string) int { return similarity(a, b) }

// similarity is the percentage of trigrams two texts have in common.
func similarity(a, b string) int { return overlap(squeeze(a), squeeze(b)) }

// squeeze keeps the letters of a text: numbers and punctuation change from year to year
// and from unit to unit in copied texts, too.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, s)
}

// trigrams calls fn for every three successive runes (the whole text when shorter).
func trigrams(s string, fn func(g string)) {
	starts := make([]int, 0, len(s)/3+1)
	for i := range s {
		starts = append(starts, i)
	}
	starts = append(starts, len(s))
	if len(starts) <= 4 {
		fn(s)
		return
	}
	for i := 0; i+3 < len(starts); i++ {
		fn(s[starts[i]:starts[i+3]])
	}
}

func simHash(s string) uint64 {
	var votes [64]int
	trigrams(s, func(g string) {
		f := fnv.New64a()
		f.Write([]byte(g))
		h := f.Sum64()
		h ^= h >> 29
		h *= 0xbf58476d1ce4e5b9
		h ^= h >> 32
		for b := range votes {
			if h>>b&1 == 1 {
				votes[b]++
			} else {
				votes[b]--
			}
		}
	})
	var out uint64
	for b, v := range votes {
		if v > 0 {
			out |= 1 << b
		}
	}
	return out
}

// overlap is 100 × |A∩B| ÷ |A∪B| over trigram sets, rounded down.
func overlap(a, b string) int {
	if a == "" || b == "" {
		return 0
	}
	set := map[string]bool{}
	trigrams(a, func(g string) { set[g] = false })
	common := 0
	trigrams(b, func(g string) {
		switch hit, in := set[g]; {
		case in && !hit:
			set[g] = true
			common++
		case !in:
			set[g] = true
		}
	})
	return 100 * common / len(set)
}
