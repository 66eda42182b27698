package sample

import (
	"slices"

	"jixiao/domain"
)

// Answer tells why a project was drawn or not, with everything needed to recompute it
// by hand.
type Answer struct {
	ID     string
	Item   Item
	Picked bool
	// Pick is the record's entry when Picked.
	Pick domain.Pick
	// Line is the plan line that covers the project; Covered is false when none does.
	Line    Line
	Covered bool
	// TicketText is the text to hash and Ticket its SHA-256.
	TicketText, Ticket string
	// Rank is the 1-based place among Pool projects: by ticket for srs, in the cumulated
	// order for pps (0: not in the pool, which for pps means amount zero).
	Rank, Pool int
	// Wanted is m: how many of the pool are taken after the certainty items.
	Wanted int
	// LastTicket is the largest ticket that was still drawn (srs).
	LastTicket string
	// StartText is the text whose SHA-256 gave the random start; From, To the project's
	// interval (From, To]; Below and Above the nearest targets, "" when there is none; Total
	// is W (pps).
	StartText, From, To, Below, Above, Total string
	// Sentence is the answer in one or two plain sentences.
	Sentence string
}

// WhyNot answers for any project of the population, drawn or not. ok is false when the
// population has no such project.
func (f Frame) WhyNot(d domain.Draw, id string) (a Answer, ok bool) {
	at := f.Population.find(id)
	if at < 0 {
		return Answer{ID: id, Sentence: say("总体里没有项目 %s：它被剔除在外，或编号写错了", id)}, false
	}
	a = Answer{ID: id, Item: f.Population.Items[at], TicketText: TicketText(d.Key, id), Ticket: Ticket(d.Key, id)}
	if i := slices.IndexFunc(d.Picks, func(p domain.Pick) bool { return p.ID == id }); i >= 0 {
		a.Picked, a.Pick = true, d.Picks[i]
	}
	g := f.Plan.lineOf()(a.Item.Stratum)
	if g < 0 {
		a.Sentence = say("项目 %s 所在的层 %s 不在抽取方案里，所以不参加抽取", id, a.Item.Stratum)
		return a, true
	}
	a.Line, a.Covered = f.Plan.Lines[g], true
	dr := f.drawer(d.Key)
	must, rest := dr.split(f.groups()[g])
	a.Wanted = max(a.Line.N-len(must), 0)
	switch {
	case a.Item.Must:
		a.Sentence = say("项目 %s 在必抽名单里，不参加摇号，直接列入", id)
	case a.Line.Method == SRS:
		dr.answerTicket(&a, rest)
	default:
		dr.answerMoney(&a, rest)
	}
	return a, true
}

func (d *drawer) answerTicket(a *Answer, rest []int32) {
	slices.SortFunc(rest, d.byTicket)
	a.Pool = len(rest)
	for rank, i := range rest {
		if d.items[i].ID == a.ID {
			a.Rank = rank + 1
		}
	}
	if a.Wanted > 0 {
		a.LastTicket = d.tickets[rest[a.Wanted-1]].String()
	}
	if a.Picked {
		a.Sentence = say("项目 %s 的票号在 %s 的 %d 个项目里从小到大排第 %d，取前 %d 个，所以抽中", a.ID, a.Line.Stratum, a.Pool, a.Rank, a.Wanted)
		return
	}
	a.Sentence = say("项目 %s 的票号在 %s 的 %d 个项目里从小到大排第 %d，只取前 %d 个，所以没有抽中；它参加了摇号，机会与同层其他项目相同", a.ID, a.Line.Stratum, a.Pool, a.Rank, a.Wanted)
}

func (d *drawer) answerMoney(a *Answer, rest []int32) {
	w := d.money(a.Line, rest, a.Wanted)
	a.Pool, a.Wanted, a.Total = len(w.pool), w.m, w.total.String()
	if a.Picked && a.Pick.Reason == domain.PickCertainty {
		a.Sentence = say("项目 %s 的金额不小于抽样间隔，按规则直接列入，不靠摇号", a.ID)
		return
	}
	d.answerInterval(a, w)
	switch {
	case a.Picked && a.Pick.Reason == domain.PickCoverage:
		a.Sentence = say("部门 %s 没有项目被金额抽中，项目 %s 的票号在本部门最小，作为覆盖补充列入，不参与金额推断", a.Item.Stratum, a.ID)
	case a.Picked:
		a.Sentence = say("按金额排成的数轴上，项目 %s 占 (%s, %s]，抽样点 %s 落在其中，所以抽中", a.ID, a.From, a.To, a.Below)
	case a.Item.Size == 0:
		a.Sentence = say("项目 %s 金额为零，按金额抽取时没有机会", a.ID)
	case w.start.zero():
		a.Sentence = say("%s 的名额已由必抽和大额项目占满，项目 %s 没有参加摇号", a.Line.Stratum, a.ID)
	default:
		a.Sentence = say("按金额排成的数轴上，项目 %s 占 (%s, %s]，最近的抽样点是 %s，没有落在其中，所以没有抽中", a.ID, a.From, a.To, nearest(a))
	}
}

func nearest(a *Answer) string {
	switch {
	case a.Below == "":
		return a.Above
	case a.Above == "":
		return a.Below
	}
	return a.Below + " 和 " + a.Above
}

// answerInterval fills the project's interval and the nearest targets: for a hit Below
// is the target inside.
func (d *drawer) answerInterval(a *Answer, w money) {
	if w.start.zero() {
		return
	}
	a.StartText = d.startTextUsed(a.Line.Stratum, w)
	var from, to u128
	w.walk(d, func(place int, i int32, f, t u128, _ bool) {
		if d.items[i].ID == a.ID {
			a.Rank, from, to = place, f, t
		}
	})
	if a.Rank == 0 {
		return
	}
	a.From, a.To = from.String(), to.String()
	target := w.start
	for range w.m {
		if to.less(target) {
			a.Above = target.String()
			break
		}
		a.Below = target.String()
		target = target.add(w.total)
	}
}

// startTextUsed returns the text of the accepted random start.
func (d *drawer) startTextUsed(stratum string, w money) string {
	for c := 0; ; c++ {
		text := startText(d.key, stratum, c)
		x := ticketOf(text).int()
		x.Mod(x, w.total.big())
		if fromBig(x).add(u128{lo: 1}) == w.start {
			return text
		}
	}
}
