package review

import (
	"jixiao/domain"
	"jixiao/domain/rule"
)

// Ruling is a verdict on one project; in bulk the same verdict on many.
type Ruling struct {
	ProjectID string
	Verdict   Verdict
	// TakeRules adds the findings of these rules to the opinion, each project its own.
	TakeRules []string
	// TakeFound adds, when the opinion names no finding yet, the project's own failures, or
	// its warnings when nothing fails.
	TakeFound bool
}

// Skipped is an item a bulk decision leaves alone, and why.
type Skipped struct {
	Item Item
	Why  string
}

// Bulk is the preview of one decision on many items.
type Bulk struct {
	Decision domain.Decision
	// Items are decided, Skipped are not.
	Items   []Item
	Skipped []Skipped
	// Amount is the money of Items in fen; Units the number of units among them.
	Amount domain.Fen
	Units  int
}

// Preview sorts the marked items into those a decision can be applied to and those it
// cannot, before anything is written.
func Preview(items []Item, level domain.Level, d domain.Decision) Bulk {
	b := Bulk{Decision: d}
	units := map[string]bool{}
	for _, it := range items {
		switch {
		case it.Level != level:
			b.Skipped = append(b.Skipped, Skipped{it, "现在轮到" + string(it.Level)})
			continue
		case d == domain.DecisionApprove && it.Fails > 0:
			b.Skipped = append(b.Skipped, Skipped{it, "有" + itoa(it.Fails) + "条不通过的检查，须逐件处理"})
			continue
		}
		b.Items = append(b.Items, it)
		b.Amount += it.Amount
		units[it.UnitCode+it.Unit] = true
	}
	b.Units = len(units)
	return b
}

// Done tells what a use case wrote.
type Done struct {
	// Title is what the journal says ("退回 11 个目标"); Seq its number, 0 when nothing changed.
	Title  string
	Seq    uint64
	Count  int
	Amount domain.Fen
}

// Opening are the findings an opinion starts from when the reviewer took none: the
// failures, or the warnings when nothing fails, but never what was dismissed.
func Opening(d *Draft, findings []rule.Finding) []rule.Finding {
	for _, s := range [...]rule.Severity{rule.Failure, rule.Warning} {
		var out []rule.Finding
		for _, f := range findings {
			if f.Severity == s && d.State(f) == "" {
				out = append(out, f)
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}
