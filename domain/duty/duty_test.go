package duty_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"jixiao/domain"
	"jixiao/domain/duty"
)

func date(y int, m time.Month, d int) domain.Date { return domain.Date{Year: y, Month: m, Day: d} }

func TestDutiesQuoteTheRegulation(t *testing.T) {
	seen := map[string]bool{}
	for _, d := range duty.Duties() {
		assert.True(t, d.Basis.QuoteFound(), "%s: %s", d.ID, d.Basis.Quote)
		assert.NotEmpty(t, d.Basis.Article, d.ID)
		assert.False(t, seen[d.ID], d.ID)
		assert.Equal(t, d.Applies == nil, d.Met == nil, d.ID)
		seen[d.ID] = true
	}
	require.GreaterOrEqual(t, len(seen), 15)
	assert.True(t, duty.LifelongBasis.QuoteFound())
}

func find(t *testing.T, rows []duty.Row, dept, id string) duty.Row {
	for _, r := range rows {
		if r.Department == dept && r.Duty == id {
			return r
		}
	}
	require.Fail(t, "no row", "%s %s", dept, id)
	return duty.Row{}
}

func TestLedger(t *testing.T) {
	l := duty.NewLedger(2026, []domain.Department{{Code: "101", Name: "教育局"}, {Code: "102", Name: "卫健局"}})
	l.Add(&domain.Dossier{DepartmentName: "教育局", Project: domain.Project{Code: "A", Year: 2026, Department: "101", Kind: domain.KindNewProject, Owner: "张三"},
		SelfEval: &domain.SelfEvaluation{Received: date(2027, 5, 8)}})
	l.Add(&domain.Dossier{DepartmentName: "教育局", Project: domain.Project{Code: "B", Year: 2026, Department: "101"},
		SelfEval: &domain.SelfEvaluation{Received: date(2027, 4, 30)}})
	l.Add(&domain.Dossier{DepartmentName: "教育局", Project: domain.Project{Code: "C", Year: 2025, Department: "101"}})
	records := []domain.DutyRecord{
		{Year: 2026, Department: "101", Duty: "DUTY-18-01", State: domain.DutyDone, On: date(2027, 2, 1), Evidence: "区政府网站公开专栏"},
		{Year: 2026, Department: "102", Duty: "DUTY-05-01", State: domain.DutyNotApplicable, On: date(2026, 2, 1), Ground: "沿用市级细则"},
		{Year: 2026, Department: "101", Duty: "DUTY-15-02", State: domain.DutyDone, On: date(2026, 2, 1), Evidence: "口头"},
		{Year: 2025, Department: "102", Duty: "DUTY-18-01", State: domain.DutyDone, On: date(2026, 2, 1), Evidence: "上年的"},
	}
	rows := l.Rows(records, date(2026, 8, 31))
	assert.Len(t, rows, 2*len(duty.Duties()))

	owners := find(t, rows, "101", "DUTY-08-01")
	assert.Equal(t, duty.Overdue, owners.Status)
	assert.Equal(t, []string{"B"}, owners.Missing)
	assert.Equal(t, [3]int{2, 1, 242}, [3]int{owners.Total, owners.Met, owners.Overdue})
	assert.Equal(t, duty.Overdue, find(t, rows, "101", "DUTY-09-01").Status, "a new project without ex-ante evaluation")
	assert.Equal(t, 1, find(t, rows, "101", "DUTY-09-01").Total, "the denominator is the article's, not every project")
	self := find(t, rows, "101", "DUTY-15-02")
	assert.Equal(t, [3]int{2, 2, 1}, [3]int{self.Total, self.Met, self.Late})
	assert.Empty(t, self.Evidence, "a duty over projects is decided by the projects")
	assert.Equal(t, duty.Done, find(t, rows, "101", "DUTY-18-01").Status)
	assert.Equal(t, duty.Unknown, find(t, rows, "102", "DUTY-18-01").Status, "evidence of another year does not count")
	assert.Equal(t, duty.NotApplicable, find(t, rows, "102", "DUTY-05-01").Status)
	assert.Equal(t, "沿用市级细则", find(t, rows, "102", "DUTY-05-01").Evidence)
	assert.Equal(t, duty.NotApplicable, find(t, rows, "102", "DUTY-10-01").Status, "a department without projects")
	assert.Equal(t, duty.Overdue, find(t, rows, "102", "DUTY-10-02").Status, "but its own duties remain")
}

// Registering more evidence never makes another duty look better, and every department
// shows every duty whatever was done.
func TestTheDenominatorComesFromTheArticles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := duty.NewLedger(2026, []domain.Department{{Code: "101", Name: "教育局"}})
		for range rapid.IntRange(0, 6).Draw(t, "projects") {
			l.Add(&domain.Dossier{Project: domain.Project{Year: 2026, Department: "101", Owner: rapid.SampledFrom([]string{"", "张三"}).Draw(t, "owner")}})
		}
		on := domain.Date{Year: 2026, Month: time.Month(rapid.IntRange(1, 12).Draw(t, "month")), Day: 15}
		before := l.Rows(nil, on)
		d := rapid.SampledFrom(duty.Duties()).Draw(t, "duty")
		after := l.Rows([]domain.DutyRecord{{Year: 2026, Department: "101", Duty: d.ID, State: domain.DutyDone, On: on, Evidence: "文件"}}, on)
		if len(before) != len(duty.Duties()) || len(after) != len(before) {
			t.Fatalf("rows: %d before, %d after", len(before), len(after))
		}
		for i := range before {
			if before[i].Total != after[i].Total {
				t.Fatalf("%s: total %d became %d", before[i].Duty, before[i].Total, after[i].Total)
			}
			if before[i].Duty != d.ID && before[i].Status != after[i].Status {
				t.Fatalf("%s changed by evidence for %s", before[i].Duty, d.ID)
			}
		}
	})
}

func TestRate(t *testing.T) {
	assert.False(t, duty.Rate([]duty.Row{{Status: duty.NotApplicable}}).Valid())
	assert.Equal(t, "50.00%", duty.Rate([]duty.Row{{Status: duty.Done}, {Status: duty.Unknown}, {Status: duty.NotApplicable}}).Percent())
}

func TestWhoWasResponsibleOnAnyDate(t *testing.T) {
	p := domain.Project{ID: "P1", Department: "101", Kind: domain.KindKeyPolicy, Owner: "李四"}
	people := []domain.Person{
		{ID: "H1", Name: "旧局长", Terms: []domain.RoleTerm{{Role: domain.RoleDepartmentHead, Department: "101", From: date(2023, 1, 1), To: date(2026, 3, 14)}}},
		{ID: "H2", Name: "新局长", Terms: []domain.RoleTerm{{Role: domain.RoleDepartmentHead, Department: "101", From: date(2026, 3, 15)}}},
		{ID: "O1", Name: "张三", Terms: []domain.RoleTerm{{Role: domain.RoleProjectOwner, Project: "P1", From: date(2024, 1, 1), To: date(2025, 12, 31)}}},
		{ID: "O2", Name: "李四", Terms: []domain.RoleTerm{{Role: domain.RoleProjectOwner, Project: "P1", From: date(2026, 2, 1)}}},
	}
	names := func(on domain.Date) string {
		var s []string
		for _, r := range duty.On(p, people, on) {
			s = append(s, r.Name)
		}
		return strings.Join(s, " ")
	}
	assert.Equal(t, "张三 旧局长", names(date(2025, 6, 1)))
	assert.Equal(t, "旧局长", names(date(2026, 1, 15)), "a gap between owners is a gap, the name on the list does not fill it")
	assert.Equal(t, "李四 旧局长", names(date(2026, 3, 14)))
	assert.Equal(t, "李四 新局长", names(date(2026, 3, 15)))
	assert.True(t, duty.On(p, people, date(2025, 6, 1))[0].Lifelong)
	p.Kind = domain.KindRoutine
	assert.False(t, duty.On(p, people, date(2025, 6, 1))[0].Lifelong)
	assert.Equal(t, "李四", duty.On(p, nil, date(2025, 6, 1))[0].Name, "only the list names an owner")
}
