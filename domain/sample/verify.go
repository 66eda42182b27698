package sample

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"jixiao/domain"
)

// Difference is one place where a record and the recomputation disagree.
type Difference struct {
	// Field is a JSON path in the record: key, picks[3].id, reviewers.XM-1.
	Field    string `json:"field"`
	Recorded string `json:"recorded"`
	Computed string `json:"computed"`
}

// String prints the difference as a sentence.
func (d Difference) String() string {
	return say("%s：记录为 %s，重算为 %s", d.Field, orNone(d.Recorded), orNone(d.Computed))
}

func orNone(s string) string {
	if s == "" {
		return "（无）"
	}
	return s
}

// ParseDraw reads a draw record (draw.json). Unknown versions and trailing text are
// refused.
func ParseDraw(text string) (domain.Draw, error) {
	var d domain.Draw
	if err := json.Unmarshal([]byte(text), &d); err != nil {
		return d, Refusals{{"抽取记录", 0, say("不是可读的 JSON（%v），请用原始的 draw.json", err)}}
	}
	if d.Version != 1 {
		return d, Refusals{{"抽取记录", 0, say("版本是 %d，本程序只认得第 1 版，请用出具记录的程序核验", d.Version)}}
	}
	return d, nil
}

// Verify recomputes everything in a record from the frame and the record's seed and
// returns every difference, none when the record is right. Reviewers are verified when
// the record has them; then the frame needs the roster.
func (f Frame) Verify(d domain.Draw) []Difference {
	v := verifier{}
	v.same("version", strconv.Itoa(d.Version), "1")
	v.same("population_sha256", d.PopulationHash, f.H)
	v.same("plan_sha256", d.PlanHash, f.P)
	v.same("roster_sha256", d.RosterHash, f.Q)
	if err := CheckSeed(d.Seed); err != nil {
		v.same("seed", d.Seed, err.Error())
		return v.diffs
	}
	key := Key(f.H, f.P, d.Seed)
	v.same("key", d.Key, key)
	if err := f.checkPlan(); err != nil {
		v.same("plan", "", err.Error())
		return v.diffs
	}
	want := domain.Draw{Key: key, Picks: f.picks(key)}
	v.picks(d.Picks, want.Picks)
	v.reviewers(f, d, want)
	return v.diffs
}

type verifier struct{ diffs []Difference }

func (v *verifier) same(field, recorded, computed string) {
	if recorded != computed {
		v.diffs = append(v.diffs, Difference{field, recorded, computed})
	}
}

func (v *verifier) picks(got, want []domain.Pick) {
	for i := range max(len(got), len(want)) {
		var g, w domain.Pick
		if i < len(got) {
			g = got[i]
		}
		if i < len(want) {
			w = want[i]
		}
		at := "picks[" + strconv.Itoa(i) + "]."
		v.same(at+"stratum", g.Stratum, w.Stratum)
		v.same(at+"id", g.ID, w.ID)
		v.same(at+"reason", g.Reason, w.Reason)
		v.same(at+"ticket", g.Ticket, w.Ticket)
		v.same(at+"rank", strconv.Itoa(g.Rank), strconv.Itoa(w.Rank))
		v.same(at+"pi", g.Pi, w.Pi)
	}
}

func (v *verifier) reviewers(f Frame, d, want domain.Draw) {
	if len(d.Reviewers) == 0 {
		if f.Q != "" && len(want.Picks) > 0 {
			v.same("reviewers", "", "有复核人名册但记录里没有派人")
		}
		return
	}
	if f.Q == "" {
		v.same("reviewers", say("%d 个项目", len(d.Reviewers)), "没有给出复核人名册，无法重算")
		return
	}
	k := 0
	for _, rs := range d.Reviewers {
		k = max(k, len(rs))
	}
	computed, err := f.Assign(want, k)
	if err != nil {
		v.same("reviewers", say("每个项目 %d 人", k), err.Error())
		return
	}
	ids := append(sortedKeys(d.Reviewers), sortedKeys(computed)...)
	slices.Sort(ids)
	for _, id := range slices.Compact(ids) {
		v.same("reviewers."+id, strings.Join(d.Reviewers[id], ","), strings.Join(computed[id], ","))
	}
}
