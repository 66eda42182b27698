package store

import (
	"context"
	"encoding/json"
	"strings"

	"jixiao/domain"
	"jixiao/domain/linkage"
	"jixiao/domain/listing"
)

// LinkFacts reads what the three linkages look at: the facts of a year's projects in the
// order of their IDs, and the departments' grades of the year before by code. progress may
// be nil; cancelling ctx ends with its error.
func (s *Store) LinkFacts(ctx context.Context, year int, progress func(done, total int)) (facts []linkage.Facts, grades map[string]domain.Grade, err error) {
	grades = map[string]domain.Grade{}
	err = s.View(func(tx *Tx) error {
		departments, err := Departments.All(tx)
		if err != nil {
			return err
		}
		for i := range departments {
			if g := departments[i].OverallIn(year - 1); g != "" {
				grades[departments[i].Code] = g
			}
		}
		money := tx.moneyReader()
		return tx.eachOfYear(ctx, year, progress, func(r *listing.Row, p *domain.Project) error {
			e, err := money.readMoney(p.ID)
			if err == nil {
				facts = append(facts, linkage.FactsOf(p, r.Department, r.Unit, e))
			}
			return err
		})
	})
	return facts, grades, err
}

// eachOfYear visits the projects of a year in the order of their IDs with their list rows.
func (tx *Tx) eachOfYear(ctx context.Context, year int, progress func(done, total int), fn func(r *listing.Row, p *domain.Project) error) error {
	defer tx.release()
	done, total := 0, 0
	if progress != nil { // counting costs a walk over the list
		total = tx.bolt.Bucket([]byte(bucketList)).Stats().KeyN
	}
	return tx.Rows(func(r listing.Row) error {
		if done++; done%2048 == 0 {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			tx.release()
			if progress != nil {
				progress(done, total)
			}
		}
		if r.Year != year {
			return nil
		}
		p, err := tx.leanProject(r.ID)
		if err != nil || p == nil {
			return err
		}
		return fn(&r, p)
	})
}

// LinkScenarios lists the frozen scenarios of a year by name.
func (s *Store) LinkScenarios(year int) (list []domain.LinkScenario, err error) {
	err = s.View(func(tx *Tx) error {
		list, err = Scenarios.All(tx, yearKey(year))
		return err
	})
	return list, err
}

// FreezeScenario keeps an outcome under a name. A name that is taken is refused: a frozen
// scenario never changes.
func (s *Store) FreezeScenario(sc domain.LinkScenario) (Receipt, error) {
	sc.Name = strings.TrimSpace(sc.Name)
	if sc.Name == "" || strings.ContainsAny(sc.Name, "\x00\n\t") {
		return Receipt{}, refuse(Refused, nil, "冻结方案要起一个名字，例如 一上方案")
	}
	sc.On, sc.By = s.Today(), s.operator
	return s.Write(Op{Name: "link.freeze", Title: "冻结挂钩方案：" + sc.Name}, func(tx *Tx) error {
		if _, taken, err := Scenarios.Get(tx, Scenarios.key(&sc)...); err != nil || taken {
			if err != nil {
				return err
			}
			return refuse(Refused, nil, "已有名为“%s”的方案，冻结的方案不能改。请另起一个名字", sc.Name)
		}
		return Scenarios.Put(tx, sc)
	})
}

// SetOverall records a department's whole evaluation of a year (部门整体绩效评价).
func (s *Store) SetOverall(department string, r domain.OverallResult) (Receipt, error) {
	if r.Score != nil && r.Grade == "" {
		r.Grade = domain.GradeOf(*r.Score)
	}
	if r.Grade.Rank() < 0 {
		return Receipt{}, refuse(Refused, nil, "部门整体绩效等级“%s”不认识，只能是优、良、中、差", r.Grade)
	}
	if strings.TrimSpace(r.Source) == "" {
		return Receipt{}, refuse(Refused, nil, "录入部门整体绩效要写明来源文件或会议")
	}
	return s.Write(Op{Name: "dept.overall", Title: "录入部门整体绩效：" + department + " " + string(r.Grade), Why: r.Source}, func(tx *Tx) error {
		d, ok, err := Departments.Get(tx, department)
		if err != nil {
			return err
		}
		if !ok {
			return refuse(Refused, nil, "没有代码为“%s”的主管部门，没有录入。请用 jixiao list duties 查部门代码", department)
		}
		list := []domain.OverallResult{r}
		for _, x := range d.Overall {
			if x.Year != r.Year {
				list = append(list, x)
			}
		}
		d.Overall = list
		return Departments.Put(tx, d)
	})
}

// ApproveException records the 区政府 document that protects a project (第十二条 特殊情况):
// number, date, scope, amount and last day are all required.
func (s *Store) ApproveException(projectID, doc string, x domain.Exception) (Receipt, error) {
	doc, x.Scope = strings.TrimSpace(doc), strings.TrimSpace(x.Scope)
	switch {
	case doc == "" || x.Scope == "" || x.On.IsZero() || x.Until.IsZero() || x.Amount == nil:
		return Receipt{}, refuse(Refused, nil, "录入特殊保障要写全：区政府文号、批准日期、范围、批准额、到期日")
	case *x.Amount < 0:
		return Receipt{}, refuse(Refused, nil, "批准额不能小于零")
	case x.Until.Before(x.On):
		return Receipt{}, refuse(Refused, nil, "到期日 %s 早于批准日期 %s，请核对", x.Until, x.On)
	}
	return s.Write(Op{Name: "link.except", Title: "录入特殊保障：" + doc, Why: x.Scope}, func(tx *Tx) error {
		p, err := tx.existing(projectID)
		if err != nil {
			return err
		}
		p.ExceptionDoc, p.Exception = doc, &x
		return Projects.Put(tx, p)
	})
}

// leanProject reads of a project what money is decided by: no earlier years, no texts and
// indicators of last year, no provenance. nil when there is none.
func (tx *Tx) leanProject(id string) (*domain.Project, error) {
	raw := tx.get(Projects.bucket, id)
	if raw == nil {
		return nil, nil
	}
	var v struct {
		domain.Project
		LastYear *struct {
			Year            int             `json:"year"`
			Budget          domain.Fen      `json:"budget"`
			Executed        domain.Fen      `json:"executed"`
			Score           *domain.Decimal `json:"score"`
			Grade           domain.Grade    `json:"grade"`
			NoSelfEval      bool            `json:"no_self_eval"`
			MajorDifference bool            `json:"major_difference"`
		} `json:"last_year"`
		Earlier skipped `json:"earlier"`
		Prov    skipped `json:"prov"`
	}
	doc, err := unseal(raw)
	if err == nil {
		err = json.Unmarshal(doc, &v)
	}
	if err != nil {
		return nil, refuse(Damaged, err, "项目 %s 已损坏，与写入时的指纹不符。请运行 jixiao doctor 查看，并从备份恢复", id)
	}
	p := v.Project
	if y := v.LastYear; y != nil {
		p.LastYear = &domain.YearResult{Year: y.Year, Budget: y.Budget, Executed: y.Executed, Score: y.Score, Grade: y.Grade, NoSelfEval: y.NoSelfEval, MajorDifference: y.MajorDifference}
	}
	return &p, nil
}

// skipped is a JSON value that is not wanted.
type skipped struct{}

// UnmarshalJSON takes anything and keeps nothing.
func (*skipped) UnmarshalJSON([]byte) error { return nil }
