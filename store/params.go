package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"jixiao/domain"
	"jixiao/domain/cleanup"
	"jixiao/domain/linkage"
	"jixiao/domain/listing"
	"jixiao/domain/monitor"
	"jixiao/domain/params"
	"jixiao/domain/recheck"
	"jixiao/domain/rule"
	"jixiao/domain/selfeval"
	"jixiao/domain/target"
)

// dated are the parameters as a Tx has read them: the changes, and the values of the days
// that were asked for.
type dated struct {
	changes []domain.ParamChange
	read    bool
	days    map[domain.Date]*params.All
}

// paramsOn returns the parameters that hold on a day. Changes that this program does not
// understand leave the values of the program: ParamsOn and doctor say so.
func (tx *Tx) paramsOn(on domain.Date) *params.All {
	if !tx.dated.read {
		list, err := Params.All(tx)
		if err != nil {
			list = nil // a damaged record is doctor's to tell
		}
		tx.dated = dated{list, true, map[domain.Date]*params.All{}}
	}
	if a := tx.dated.days[on]; a != nil {
		return a
	}
	a, err := params.At(tx.dated.changes, on)
	if err != nil {
		a = params.Defaults()
	}
	tx.dated.days[on] = &a
	return &a
}

// ParamsOn returns the parameters that hold on a day.
func (s *Store) ParamsOn(on domain.Date) (a params.All, err error) {
	err = s.View(func(tx *Tx) error {
		list, err := Params.All(tx)
		if err == nil {
			a, err = params.At(list, on)
		}
		return err
	})
	return a, err
}

// RuleParams is ParamsOn for screens: values that cannot be read are those of the program.
func (s *Store) RuleParams(on domain.Date) params.All {
	a, err := s.ParamsOn(on)
	if err != nil {
		return params.Defaults()
	}
	return a
}

// ParamChanges lists what the district has set, by parameter and date.
func (s *Store) ParamChanges() (list []domain.ParamChange, err error) {
	err = s.View(func(tx *Tx) error {
		list, err = Params.All(tx)
		return err
	})
	return list, err
}

// SetParam sets a parameter from a date on, with a reason. Values out of bounds or against
// each other, an unknown parameter, a missing date or reason are refused. Setting what
// already holds from that date writes nothing.
func (s *Store) SetParam(c domain.ParamChange) (Receipt, error) {
	d, err := s.checkParam(&c)
	if err != nil {
		return Receipt{}, err
	}
	title := fmt.Sprintf("设参数：%s 自 %s 起 %s", d.Title, c.From, d.Text(c.Value))
	return s.Write(Op{Name: "param.set", Title: title, Why: c.Why}, func(tx *Tx) error {
		if err := Params.Put(tx, c); err != nil {
			return err
		}
		list, err := Params.All(tx)
		if err != nil {
			return err
		}
		return checkAlways(list)
	})
}

func (s *Store) checkParam(c *domain.ParamChange) (params.Def, error) {
	d, ok := params.Find(c.Param)
	if !ok {
		return d, refuse(Refused, nil, "没有名为“%s”的参数。请用 jixiao rules params 查看参数名", c.Param)
	}
	if c.Why = strings.TrimSpace(c.Why); c.Why == "" {
		return d, refuse(Refused, nil, "改参数要写明理由。请写依据的文件或会议")
	}
	if c.From.IsZero() {
		return d, refuse(Refused, nil, "改参数要写明从哪一天起生效")
	}
	if c.By.Name == "" {
		c.By = s.operator
	}
	c.On = s.Today()
	return d, nil
}

// checkAlways refuses changes that contradict each other on any day.
func checkAlways(list []domain.ParamChange) error {
	for _, c := range list {
		if _, err := params.At(list, c.From); err != nil {
			return refuse(Refused, err, "没有保存：%v", err)
		}
	}
	return nil
}

// touchParams re-derives every row when a parameter of the target checks changes: the list
// counts their findings.
func (tx *Tx) touchParams() error {
	for key := range tx.pending[Params.bucket] {
		if strings.HasPrefix(key, "target.") {
			return tx.bolt.Bucket([]byte(bucketList)).ForEach(func(k, _ []byte) error {
				tx.touched[string(k)] = struct{}{}
				return nil
			})
		}
	}
	return nil
}

// ParamEffect compares the projects of the year before and after a change that is not
// written yet, on its day and as of the newest reported month.
func (s *Store) ParamEffect(ctx context.Context, c domain.ParamChange) ([]params.Effect, error) {
	changes, err := s.ParamChanges()
	if err != nil {
		return nil, err
	}
	changes = slices.DeleteFunc(changes, func(x domain.ParamChange) bool { return x.Param == c.Param && x.From == c.From })
	before, err := params.At(changes, c.From)
	if err != nil {
		return nil, refuse(Refused, err, "%v", err)
	}
	after, err := params.At(append(slices.Clone(changes), c), c.From)
	if err != nil {
		return nil, refuse(Refused, err, "%v", err)
	}
	year := s.Today().Year
	month, err := s.LatestMonth(year)
	if err != nil {
		return nil, err
	}
	if month == 0 {
		month = int(s.Today().Month)
	}
	return s.ParamEffects(ctx, year, month, before, after, nil)
}

// ChangeParam is SetParam for screens: it returns the operation's title.
func (s *Store) ChangeParam(c domain.ParamChange) (title string, err error) {
	r, err := s.SetParam(c)
	return r.Title, err
}

// ParamEffects compares a year's projects under two sets of parameters as of a month:
// lamps of the three rule groups, monitoring warnings, target checks and the X-ray.
// progress may be nil; cancelling ctx ends with its error.
func (s *Store) ParamEffects(ctx context.Context, year, month int, before, after params.All, progress func(done, total int)) (out []params.Effect, err error) {
	err = s.View(func(tx *Tx) error {
		ix, err := tx.index(ctx)
		if err != nil {
			return err
		}
		for i := range ix.Len() {
			if i%64 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			if progress != nil && i%64 == 63 {
				progress(i+1, ix.Len())
			}
			row := ix.Row(i)
			if row.Year != year {
				continue
			}
			d, err := tx.Dossier(row.ID)
			if err != nil {
				return err
			}
			if changes := differences(tx.judged(&d, year, month, before), tx.judged(&d, year, month, after)); len(changes) > 0 {
				out = append(out, params.Effect{ProjectID: row.ID, Code: row.Code, Name: row.Name, Changes: changes})
			}
		}
		return nil
	})
	return out, err
}

// verdict is one thing judged of a project: a lamp or a rule.
type verdict struct{ what, is string }

func (tx *Tx) judged(d *domain.Dossier, year, month int, a params.All) (out []verdict) {
	for _, g := range monitor.Groups {
		r := monitor.Report(d, year, month, g.ID, a.Monitor)
		out = append(out, verdict{g.ID.Name() + "灯", lampText(r.Lamp)})
		if g.ID == monitor.Linear {
			out = append(out, found(r.Findings)...)
		}
	}
	if d.Target.Current() != nil {
		out = append(out, statuses(target.CheckWith(*d, tx.Today(), target.Env{Params: a.Target}))...)
	}
	if d.SelfEval != nil {
		out = append(out, statuses(selfeval.Check(&d.SelfEval.Form, selfeval.Env{Params: a.SelfEval, Year: year}, tx.Today()))...)
	}
	facts := linkage.FactsOf(&d.Project, "", "", d.Execution)
	line := linkage.Derive(&facts, &a.Linkage, tx.Today())
	out = append(out, verdict{"挂钩建议额", line.Result.Wan() + "万元"})
	forecast := cleanup.FactsOf(&d.Project, "", d.Execution, d.Monitoring, month)
	if o := cleanup.Of(&forecast, month, &a.Cleanup); o.Listed {
		out = append(out, verdict{"清理建议收回", o.Suggested.Wan() + "万元"})
	}
	for i := range d.Rechecks {
		p := &d.Rechecks[i]
		if p.Done {
			out = append(out, verdict{"差异分级", recheck.Subject{Paper: *p, Params: a.Recheck}.Compare().Class.String()})
		}
	}
	return out
}

func lampText(l listing.Lamp) string {
	if l == listing.LampNone {
		return "无"
	}
	return l.String()
}

func found(list []rule.Finding) (out []verdict) {
	for _, f := range list {
		out = append(out, verdict{f.Rule, f.Severity.Word()})
	}
	return out
}

func statuses(list []rule.Outcome) (out []verdict) {
	for _, o := range list {
		if o.Status == rule.Notice || o.Status == rule.Fail {
			out = append(out, verdict{o.Rule, o.Status.String()})
		}
	}
	return out
}

// differences lists what is judged otherwise, "MON-IDLE-01 无 变 警告".
func differences(before, after []verdict) (out []string) {
	is := func(list []verdict, what string) string {
		i := slices.IndexFunc(list, func(v verdict) bool { return v.what == what })
		if i < 0 {
			return "无"
		}
		return list[i].is
	}
	seen := map[string]bool{}
	for _, v := range append(slices.Clone(before), after...) {
		if seen[v.what] {
			continue
		}
		seen[v.what] = true
		if a, b := is(before, v.what), is(after, v.what); a != b {
			out = append(out, v.what+" "+a+" 变 "+b)
		}
	}
	return out
}
