package sample

import "jixiao/domain"

// Frame is the three parsed files and their hashes. After its hashes are published it
// never changes.
type Frame struct {
	Population Population
	Plan       Plan
	// Roster is empty when no reviewers are drawn.
	Roster Roster
	// H, P and Q are the lower-case hex SHA-256 of the three texts; Q is "" without roster.
	H, P, Q string
}

// NewFrame parses the texts of the three files; roster may be "". The error is
// Refusals.
func NewFrame(population, plan, roster string) (Frame, error) {
	f := Frame{H: Hash(population), P: Hash(plan)}
	var err error
	if f.Population, err = ParsePopulation(population); err != nil {
		return Frame{}, err
	}
	if f.Plan, err = ParsePlan(plan); err != nil {
		return Frame{}, err
	}
	if roster == "" {
		return f, nil
	}
	f.Q = Hash(roster)
	f.Roster, err = ParseRoster(roster)
	return f, err
}

// Coverage counts what a plan line covers.
type Coverage struct {
	// Size counts the projects covered, Must the certainty items, Hittable those that money
	// can hit (not must, amount above zero).
	Size, Must, Hittable int
}

// Coverage returns the counts per plan line and the projects that no line covers.
func (f Frame) Coverage() (lines []Coverage, uncovered []Item) {
	lines = make([]Coverage, len(f.Plan.Lines))
	at := f.Plan.lineOf()
	for _, it := range f.Population.Items {
		i := at(it.Stratum)
		if i < 0 {
			uncovered = append(uncovered, it)
			continue
		}
		c := &lines[i]
		c.Size++
		switch {
		case it.Must:
			c.Must++
		case it.Size > 0:
			c.Hittable++
		}
	}
	return lines, uncovered
}

// Draw performs the draw with a seed text and, when the frame has a roster, gives every
// pick perProject reviewers. Picks come in plan order: must (by ticket), certainty by
// size (by round, then ticket), tickets or money hits in their order, coverage. The
// error is Refusals when the plan cannot be carried out or the seed is not a line of
// text, or *TooFew when there are not enough reviewers.
func (f Frame) Draw(seed string, perProject int) (domain.Draw, error) {
	if err := CheckSeed(seed); err != nil {
		return domain.Draw{}, err
	}
	if err := f.checkPlan(); err != nil {
		return domain.Draw{}, err
	}
	key := Key(f.H, f.P, seed)
	d := domain.Draw{Version: 1, PopulationHash: f.H, PlanHash: f.P, RosterHash: f.Q, Seed: seed, Key: key}
	d.Picks = f.picks(key)
	if f.Q != "" {
		var err error
		if d.Reviewers, err = f.Assign(d, perProject); err != nil {
			return domain.Draw{}, err
		}
	}
	return d, nil
}

// checkPlan refuses a plan line that asks for more projects than it covers or for
// fewer than its must items.
func (f Frame) checkPlan() error {
	r := reader{file: "方案文件"}
	lines, _ := f.Coverage()
	for i, l := range f.Plan.Lines {
		c := lines[i]
		switch {
		case c.Size == 0:
			r.refuse(i+1, "层 %s 在总体里没有项目，请删去这一行或改正层名", l.Stratum)
		case l.N > c.Size:
			r.refuse(i+1, "层 %s 要抽 %d 个，但总体里只有 %d 个，请减少样本量", l.Stratum, l.N, c.Size)
		case l.N < c.Must:
			r.refuse(i+1, "层 %s 有 %d 个必抽项目，样本量 %d 不够，请至少填 %d", l.Stratum, c.Must, l.N, c.Must)
		}
	}
	return r.err()
}

// Notices are sentences about a frame that can be drawn but deserves a second look:
// projects outside every line, money lines that cannot reach their n, strata that are
// small enough to be checked in full.
func (f Frame) Notices() []string {
	var out []string
	lines, uncovered := f.Coverage()
	if n := len(uncovered); n > 0 {
		must := 0
		for _, it := range uncovered {
			if it.Must {
				must++
			}
		}
		out = append(out, say("总体里有 %d 个项目（其中必抽 %d 个）不在任何一层方案里，不会被抽到；如不是有意，请补上方案行（例如 %s）", n, must, uncovered[0].Stratum))
	}
	for i, l := range f.Plan.Lines {
		if c := lines[i]; l.Method == PPS && l.N-c.Must > c.Hittable {
			out = append(out, say("层 %s 按金额要抽 %d 个，但必抽之外金额大于零的只有 %d 个，抽不满；请减少样本量或改用等概率", l.Stratum, l.N, c.Hittable))
		}
	}
	return out
}

// TryPlan checks that the plan can be carried out before any seed exists and returns the
// notices. The error is Refusals.
func (f Frame) TryPlan() ([]string, error) { return f.Notices(), f.checkPlan() }
