package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"jixiao/domain"
	"jixiao/domain/duty"
	"jixiao/store"
)

// dutyCommand registers evidence; the ledger itself is `list duties`.
func (a *application) dutyCommand() *cobra.Command {
	c := &cobra.Command{Use: "duty", Short: "履职台账：登记佐证或不适用的依据（清单用 list duties）", RunE: needSubcommand}
	var evidence, ground, on string
	record := &cobra.Command{
		Use: "record 部门代码 事项编号", Short: "登记一个部门的一项履职，写佐证；或写依据登记为不适用", Args: exactArgs(2, "部门代码和事项编号，如 105 DUTY-18-01"),
		Example: "  jixiao duty record 105 DUTY-18-01 --evidence '区政府网站预决算公开专栏，2027-02-20'\n  jixiao duty record 105 DUTY-15-03 --not-applicable '本年无重大政策和项目'",
		RunE: func(_ *cobra.Command, args []string) error {
			r := domain.DutyRecord{Department: args[0], Duty: strings.ToUpper(args[1]), State: domain.DutyDone, Evidence: evidence, Ground: ground}
			if ground != "" && evidence != "" {
				return usagef("--evidence 与 --not-applicable 只能写一个")
			}
			if ground != "" {
				r.State = domain.DutyNotApplicable
			}
			return a.recordDuty(r, on)
		},
	}
	record.Flags().StringVar(&evidence, "evidence", "", "佐证：文件名、文号或存放处")
	record.Flags().StringVar(&ground, "not-applicable", "", "不适用的依据")
	record.Flags().StringVar(&on, "on", "", "履行日期（YYYY-MM-DD，默认业务日期）")
	c.AddCommand(record)
	return c
}

func (a *application) recordDuty(r domain.DutyRecord, on string) error {
	var err error
	if r.On, err = dateFlag("--on", on); err != nil {
		return err
	}
	db, err := a.open()
	if err != nil {
		return err
	}
	r.Year = a.year()
	receipt, err := db.RecordDuty(r)
	if err != nil {
		return err
	}
	return a.saved(receipt)
}

func (a *application) listDuties(db *store.Store, f listFlags) error {
	rows, err := db.DutyRows(context.Background(), a.year())
	if err != nil {
		return err
	}
	s := &sheet{title: "履职台账", columns: []string{"部门代码", "部门", "条款", "事项编号", "事项", "期限", "应做", "已做", "迟做", "状态", "逾期天数", "佐证或缺的项目"}, right: map[int]bool{6: true, 7: true, 8: true, 10: true}}
	for _, r := range rows {
		days := ""
		if r.Overdue > 0 {
			days = fmt.Sprint(r.Overdue)
		}
		s.rows = append(s.rows, []string{r.Department, r.Name, r.Article, r.Duty, r.Title, r.Due.String(), fmt.Sprint(r.Total), fmt.Sprint(r.Met), fmt.Sprint(r.Late), string(r.Status), days, dutyNote(r)})
	}
	kept := s.keep(f.filter)
	rows = filtered(rows, kept)
	s.foot = fmt.Sprintf("共 %d 行，履职率 %s（不适用的不计入；期限为本区口径）", len(rows), rateText(duty.Rate(rows)))
	return a.output(s, listed{orEmpty(rows), len(rows), map[string]any{"rate": rateText(duty.Rate(rows))}}, f.out)
}

func dutyNote(r duty.Row) string {
	if r.Evidence != "" || len(r.Missing) == 0 {
		return r.Evidence
	}
	note := "缺 " + strings.Join(r.Missing, " ")
	if more := r.Total - r.Met - len(r.Missing); more > 0 {
		note += fmt.Sprintf(" 等 %d 个", more+len(r.Missing))
	}
	return note
}

// filtered keeps the elements at the given places.
func filtered[T any](list []T, kept []int) []T {
	out := make([]T, 0, len(kept))
	for _, i := range kept {
		out = append(out, list[i])
	}
	return out
}

// listResponsible is the register of lifelong responsibility for one project and day.
func (a *application) listResponsible(project, on string) error {
	db, id, err := a.find(project)
	if err != nil {
		return err
	}
	day := db.Today()
	if on != "" {
		if day, err = dateFlag("--on", on); err != nil {
			return err
		}
	}
	rows, err := db.ResponsibleOn(id, day)
	if err != nil {
		return err
	}
	s := &sheet{title: "责任人", columns: []string{"姓名", "角色", "任职起", "任职止", "终身责任"}}
	for _, r := range rows {
		s.rows = append(s.rows, []string{r.Name, string(r.Role), r.From.String(), r.To.String(), yesNo(r.Lifelong)})
	}
	s.foot = fmt.Sprintf("%s 当日 %d 人。依据%s：%s", day, len(rows), duty.LifelongBasis, duty.LifelongBasis.Quote)
	if !slices.ContainsFunc(rows, func(r duty.Responsible) bool { return r.Role == domain.RoleProjectOwner }) {
		s.foot += "。这一天没有登记项目责任人"
	}
	return a.output(s, listed{orEmpty(rows), len(rows), map[string]any{}}, "")
}

func yesNo(b bool) string {
	if b {
		return "是"
	}
	return "否"
}
