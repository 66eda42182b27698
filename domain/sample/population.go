package sample

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// Item is one project of the population.
type Item struct {
	ID string
	// Stratum is a path divided by "/", such as 区本级/教育局.
	Stratum string
	// Size is the amount in fen (or fen × an integer risk multiplier); zero is allowed and
	// is never hit by money.
	Size int64
	// Must marks a certainty item.
	Must bool
}

// Population is the frame of a draw, in order of ID bytes.
type Population struct{ Items []Item }

// ParsePopulation reads the canonical file: id TAB stratum TAB size TAB must, sorted
// by the bytes of the id. The error is Refusals.
func ParsePopulation(text string) (Population, error) {
	r := reader{file: "总体文件"}
	items := make([]Item, 0, strings.Count(text, "\n"))
	last := ""
	r.lines(text, 4, func(line int, f []string) {
		it, ok := r.item(line, f)
		switch {
		case !ok:
			return
		case last != "" && it.ID == last:
			r.refuse(line, "项目 %s 重复，同一编号只能出现一次", it.ID)
		case it.ID < last:
			r.refuse(line, "项目 %s 应排在 %s 之前（按编号的字节顺序排序）", it.ID, last)
		}
		last = it.ID
		items = append(items, it)
	})
	if err := r.err(); err != nil {
		return Population{}, err
	}
	return Population{items}, nil
}

func (r *reader) item(line int, f []string) (Item, bool) {
	if f[0] == "" {
		r.refuse(line, "项目编号为空")
		return Item{}, false
	}
	if !r.path(line, f[1]) {
		return Item{}, false
	}
	size, ok := number(f[2], math.MaxInt64)
	if !ok {
		if strings.HasPrefix(f[2], "-") {
			r.refuse(line, "项目 %s 金额 %s 为负，不能入框；请剔除并写明理由，在报告里单列", f[0], f[2])
		} else {
			r.refuse(line, "项目 %s 金额 %q 应是以分为单位的非负整数（不带前导零、逗号和小数）", f[0], f[2])
		}
		return Item{}, false
	}
	if f[3] != "0" && f[3] != "1" {
		r.refuse(line, "项目 %s 的必抽标记应是 0 或 1，写的是 %q", f[0], f[3])
		return Item{}, false
	}
	return Item{f[0], f[1], size, f[3] == "1"}, true
}

// Marshal sorts the items and writes the canonical file. The error is the Refusals
// that reading it back gives.
func (p Population) Marshal() (string, error) {
	items := slices.Clone(p.Items)
	slices.SortFunc(items, func(a, b Item) int { return strings.Compare(a.ID, b.ID) })
	var b strings.Builder
	for _, it := range items {
		must := "0"
		if it.Must {
			must = "1"
		}
		b.WriteString(it.ID + "\t" + it.Stratum + "\t" + strconv.FormatInt(it.Size, 10) + "\t" + must + "\n")
	}
	text := b.String()
	_, err := ParsePopulation(text)
	return text, err
}

// find returns the index of an item, -1 when it is not in the population.
func (p Population) find(id string) int {
	i, ok := slices.BinarySearchFunc(p.Items, id, func(it Item, id string) int { return strings.Compare(it.ID, id) })
	if !ok {
		return -1
	}
	return i
}
