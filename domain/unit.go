package domain

// Department is a 主管部门, identified by its 3-digit code.
type Department struct {
	V    int    `json:"v"`
	Code string `json:"code"`
	Name string `json:"name"`
	// Head is the person ID of the main leader who answers for the department's
	// budget performance (第八条); empty when unknown.
	Head string `json:"head,omitempty"`
	// Overall are the results of the whole department's performance evaluation by year
	// (部门整体绩效评价), newest first.
	Overall []OverallResult `json:"overall,omitempty"`
}

// OverallResult is one year's evaluation of a whole department.
type OverallResult struct {
	Year  int      `json:"year"`
	Score *Decimal `json:"score,omitempty"`
	Grade Grade    `json:"grade"`
	// Source is the document or meeting that settled it.
	Source string `json:"source,omitempty"`
}

// OverallIn returns the grade of a year, "" when there is none.
func (d *Department) OverallIn(year int) Grade {
	for _, r := range d.Overall {
		if r.Year == year {
			return r.Grade
		}
	}
	return ""
}

// Unit is a 预算单位 with a 6-digit code whose first 3 digits are the department's.
type Unit struct {
	V          int    `json:"v"`
	Code       string `json:"code"`
	Name       string `json:"name"`
	Department string `json:"department"`
}

// Role is what a person may do or answers for.
type Role string

// Roles of people known to the program.
const (
	RoleReviewer          Role = "审核员"
	RoleOperator          Role = "操作员"
	RoleMonitor           Role = "监控员"
	RoleChief             Role = "科长"
	RoleDepartmentHead    Role = "部门主要负责人"
	RoleProjectOwner      Role = "项目责任人"
	RoleRecheckReviewer   Role = "复核人"
	RoleDepartmentAuditor Role = "部门审核人"
)

// RoleTerm is a role held from one date to another, for a project or a department
// (第八条：项目责任人、重大项目责任人终身). To is zero while it lasts. Terms are only
// added, never removed.
type RoleTerm struct {
	Role       Role   `json:"role"`
	Department string `json:"department,omitempty"`
	Project    string `json:"project,omitempty"`
	From       Date   `json:"from"`
	To         Date   `json:"to,omitzero"`
}

// Person is somebody with roles and periods.
type Person struct {
	V     int        `json:"v"`
	ID    string     `json:"id"`
	Name  string     `json:"name"`
	Phone string     `json:"phone,omitempty"`
	Terms []RoleTerm `json:"terms,omitempty"`
	// Avoid lists department codes this person must not recheck (回避).
	Avoid []string `json:"avoid,omitempty"`
}

// Holds reports whether the person holds the role on the date.
func (p Person) Holds(role Role, on Date) bool {
	for _, t := range p.Terms {
		if t.Role == role && !on.Before(t.From) && (t.To.IsZero() || !t.To.Before(on)) {
			return true
		}
	}
	return false
}

// Operator is who is at the keyboard: it stamps every journal entry.
type Operator struct {
	Name string `json:"name"`
	Role Role   `json:"role"`
}
