package district

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"

	"jixiao/domain"
)

//go:embed themes.txt
var themesText string

// theme is one kind of work with the words and figures of its targets.
type theme struct {
	tag, name string
	low, high int // 万元
	object    string
	flags     string
	names     []string
	counts    []measure
	quality   string // name and value
	// cost is the unit a cost indicator refers to, "" for none, and its name.
	cost, costName string
	benefits       []measure
	asked          string
	actions        []string
	effects        []string
}

// measure is one quantity with its unit and range; kind is set for benefits.
type measure struct {
	kind, name, unit string
	low, high        int
}

var themes, byTag = mustThemes(themesText)

// mustThemes panics on a mistake in the embedded text, which a test reads.
func mustThemes(text string) ([]theme, map[string][]int) {
	list, err := parseThemes(text)
	if err != nil {
		panic(err)
	}
	tags := map[string][]int{}
	for i, t := range list {
		tags[t.tag] = append(tags[t.tag], i)
	}
	return list, tags
}

func parseThemes(text string) ([]theme, error) {
	var list []theme
	n := 0
	for line := range strings.SplitSeq(text, "\n") {
		n++
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if line[0] == '@' {
			list = append(list, theme{})
		}
		if len(list) == 0 {
			return nil, fmt.Errorf("themes line %d: before the first theme", n)
		}
		if err := list[len(list)-1].read(line); err != nil {
			return nil, fmt.Errorf("themes line %d: %w", n, err)
		}
	}
	return list, nil
}

func (t *theme) read(line string) error {
	f := strings.Fields(line)
	rest := strings.TrimSpace(strings.TrimPrefix(line, f[0]))
	switch {
	case f[0][0] == '@' && len(f) >= 4:
		t.tag, t.name, t.object = f[0][1:], f[1], f[3]
		t.flags = strings.Join(f[4:], "")
		return readRange(f[2], &t.low, &t.high)
	case f[0] == "N":
		t.names = strings.Split(rest, "|")
	case f[0] == "A":
		t.actions = strings.Split(rest, "|")
	case f[0] == "E":
		t.effects = strings.Split(rest, "|")
	case f[0] == "M":
		t.asked = rest
	case f[0] == "L" && len(f) == 3:
		t.quality = rest
	case f[0] == "C" && len(f) == 3:
		t.cost, t.costName = f[1], f[2]
	case f[0] == "Q" && len(f) == 4:
		m := measure{name: f[1], unit: f[2]}
		t.counts = append(t.counts, m)
		x := &t.counts[len(t.counts)-1]
		return readRange(f[3], &x.low, &x.high)
	case f[0] == "B" && len(f) == 5:
		t.benefits = append(t.benefits, measure{kind: benefitKinds[f[1]], name: f[2], unit: f[3]})
		x := &t.benefits[len(t.benefits)-1]
		return readRange(f[4], &x.low, &x.high)
	default:
		return fmt.Errorf("cannot read %q", line)
	}
	return nil
}

var benefitKinds = map[string]string{"经济": "经济效益指标", "社会": "社会效益指标", "生态": "生态效益指标", "持续": "可持续影响指标"}

func readRange(s string, low, high *int) (err error) {
	a, b, ok := strings.Cut(s, "-")
	if !ok {
		return fmt.Errorf("%q is no range", s)
	}
	if *low, err = strconv.Atoi(a); err != nil {
		return err
	}
	*high, err = strconv.Atoi(b)
	return err
}

func (t *theme) is(flag string) bool { return strings.Contains(t.flags, flag) }

// fill replaces {key} by its value, pairwise.
func fill(s string, pairs ...string) string {
	for i := 0; i+1 < len(pairs); i += 2 {
		s = strings.ReplaceAll(s, "{"+pairs[i]+"}", pairs[i+1])
	}
	return s
}

// kinds a theme's projects may have, with their weights.
func (t *theme) kinds() ([]domain.ProjectKind, []int) {
	kinds, weights := []domain.ProjectKind{domain.KindRoutine, domain.KindNewProject}, []int{60, 9}
	if t.is("建") {
		kinds, weights = append(kinds, domain.KindConstruction), append(weights, 40)
	}
	if t.is("专") {
		kinds, weights = append(kinds, domain.KindSpecial, domain.KindNewFund), append(weights, 25, 8)
	}
	if t.is("策") {
		kinds, weights = append(kinds, domain.KindKeyPolicy, domain.KindNewPolicy), append(weights, 30, 8)
	}
	if t.is("转") {
		kinds, weights = append(kinds, domain.KindTransfer), append(weights, 35)
	}
	return kinds, weights
}
