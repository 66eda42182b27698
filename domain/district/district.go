package district

import (
	"encoding/base32"
	"math/big"

	"jixiao/domain"
	"jixiao/domain/workday"
)

// Options say which district. The zero values stand for the defaults in brackets.
type Options struct {
	// Seed makes the choices (1).
	Seed int64
	// Projects is the number of projects (1,200); any size works.
	Projects int
	// Year is the budget year (2026) and AsOf the day on which the district is looked at
	// (31 August of that year): nothing is dated later.
	Year int
	AsOf domain.Date
}

func (o Options) filled() Options {
	if o.Seed == 0 {
		o.Seed = 1
	}
	if o.Projects <= 0 {
		o.Projects = 1200
	}
	if o.Year == 0 {
		o.Year = 2026
		if !o.AsOf.IsZero() {
			o.Year = o.AsOf.Year
		}
	}
	if o.AsOf.IsZero() {
		o.AsOf = domain.MonthEnd(o.Year, 8)
	}
	return o
}

// District is one synthetic district; its methods are pure and may be called from several
// goroutines.
type District struct {
	o       Options
	month   int // last month-end not later than AsOf, 0 in January
	units   [][]unit
	weights []int
	cal     *workday.Calendar
}

// Generate returns the district of the options.
func Generate(o Options) *District {
	d := &District{o: o.filled(), cal: workday.Default}
	d.month = int(d.o.AsOf.Month)
	if d.o.AsOf != domain.MonthEnd(d.o.AsOf.Year, d.month) {
		d.month--
	}
	if d.o.AsOf.Year > d.o.Year {
		d.month = 12
	}
	for i := range departments {
		d.units = append(d.units, departments[i].units())
		d.weights = append(d.weights, departments[i].weight)
	}
	return d
}

// FullDetail is the size of a district up to which every project has all its papers. In a
// larger one nine of ten projects are brief: figures and decisions are there, payment
// lines, monitoring forms and the cells of forms are not, and of the self-evaluation only
// the result.
const FullDetail = 6000

func (w *work) brief() bool { return w.d.o.Projects > FullDetail && w.i%10 != 0 }

// Len is the number of projects, Year the budget year, AsOf the day it is looked at and
// Month the newest month-end reported.
func (d *District) Len() int { return d.o.Projects }

// Year is the budget year.
func (d *District) Year() int { return d.o.Year }

// AsOf is the day on which the district is looked at.
func (d *District) AsOf() domain.Date { return d.o.AsOf }

// Month is the newest month-end that was reported.
func (d *District) Month() int { return d.month }

// Record is everything about one project, and the answers.
type Record struct {
	Project    domain.Project
	Target     *domain.Target
	Reviews    []domain.Review
	Execution  *domain.Execution
	Payments   []domain.Payment
	Monitoring []domain.Monitoring
	Cases      []domain.Case
	SelfEval   *domain.SelfEvaluation
	// People are those who answer for this project alone (重大项目责任人).
	People []domain.Person
	Answer Answer
}

// Answer lists the rules, sorted, that must find something in the project's current target,
// its self-evaluation and its monitoring as of Month by the linear group; none other must.
type Answer struct {
	Target, SelfEval, Monitor []string
}

// AnswerKey maps project IDs to their planted faults; projects without any are missing.
type AnswerKey map[string]Answer

// Dossier returns the record as the rules see it.
func (r *Record) Dossier(department, unit string) domain.Dossier {
	return domain.Dossier{Project: r.Project, DepartmentName: department, UnitName: unit, Target: r.Target, Reviews: r.Reviews, Execution: r.Execution,
		Payments: r.Payments, Monitoring: r.Monitoring, Cases: r.Cases, SelfEval: r.SelfEval}
}

// Each visits all projects in chunks of the given size, in the order of their IDs.
func (d *District) Each(chunk int, fn func(from int, list []Record) error) error {
	list := make([]Record, 0, min(chunk, d.o.Projects))
	for i := range d.o.Projects {
		list = append(list, d.Record(i))
		if len(list) < chunk && i+1 < d.o.Projects {
			continue
		}
		if err := fn(i+1-len(list), list); err != nil {
			return err
		}
		list = list[:0]
	}
	return nil
}

// AnswerKey collects the answers of the whole district.
func (d *District) AnswerKey() AnswerKey {
	key := AnswerKey{}
	for i := range d.o.Projects {
		r := d.Record(i)
		if len(r.Answer.Target)+len(r.Answer.SelfEval)+len(r.Answer.Monitor) > 0 {
			key[r.Project.ID] = r.Answer
		}
	}
	return key
}

// id spreads the projects over the 80 bits of an ID in ascending order, so that they look
// random and are still written in the order of their keys.
func (d *District) id(prefix string, i int, r rnd) string {
	step := new(big.Int).Div(new(big.Int).Lsh(big.NewInt(1), 80), big.NewInt(int64(d.o.Projects)))
	v := new(big.Int).Mul(step, big.NewInt(int64(i)))
	v.Add(v, new(big.Int).Mod(new(big.Int).Mul(new(big.Int).SetUint64(r.Uint64()), new(big.Int).SetUint64(r.Uint64())), step))
	var b [10]byte
	return prefix + base32.HexEncoding.EncodeToString(v.FillBytes(b[:]))
}
