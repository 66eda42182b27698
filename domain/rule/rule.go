// Package rule is the engine: a rule is dated data plus a pure function with its
// article. The rules themselves live in the families (target, selfeval, monitor …).
package rule

import (
	"jixiao/domain"
	"jixiao/domain/basis"
)

// Status is the outcome of one rule on one subject. Missing data is never a pass.
type Status uint8

// The six outcomes.
const (
	NotApplicable Status = iota // 不适用
	NotInForce                  // 未生效
	NoData                      // 缺数据
	Pass                        // 通过
	Notice                      // 提示
	Fail                        // 不通过
)

// String returns the Chinese name.
func (s Status) String() string {
	return [...]string{"不适用", "未生效", "缺数据", "通过", "提示", "不通过"}[s]
}

// Severity is how strong a finding is.
type Severity uint8

// Severities: 应当／不得 → Failure, 可以／原则上 → Warning, 口径 → Remark. Inherit, the zero
// value, takes the rule's own severity.
const (
	Inherit Severity = iota
	Remark           // notice 提示
	Warning          // warn 警告
	Failure          // fail 不通过
)

// String returns the JSON name: notice, warn or fail.
func (s Severity) String() string { return [...]string{"", "notice", "warn", "fail"}[s] }

// Word returns the Chinese word shown beside the colour: 提示, 警告, 不通过.
func (s Severity) Word() string { return [...]string{"", "提示", "警告", "不通过"}[s] }

// MarshalText implements encoding.TextMarshaler.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Finding is one thing a rule found.
type Finding struct {
	Rule     string   `json:"rule"`
	Severity Severity `json:"level"`
	// Sheet and Cell point to the source; Field is the path in the record
	// ("indicators.3.planned", "funds.0.executed", "goal").
	Sheet string `json:"sheet,omitempty"`
	Cell  string `json:"cell,omitempty"`
	Field string `json:"field,omitempty"`
	// Message is the sentence a reviewer would write.
	Message string `json:"message"`
	// Printed is what stands there, Expected what should.
	Printed  string `json:"printed,omitempty"`
	Expected string `json:"expected,omitempty"`
	// Other is the passage of another unit or year that the text was found to repeat.
	Other string `json:"other,omitempty"`
	Basis string `json:"basis"`
}

// Result is what a rule's function returns; build it with Found (no findings = pass),
// Missing or Skip. The zero Result means not applicable, so that a forgotten return
// value never counts as a pass.
type Result struct {
	Status   Status
	Findings []Finding
}

// Rule is one rule over subjects of type S. Evaluate is pure: the date and the
// parameters come with the subject.
type Rule[S any] struct {
	// ID is stable; retired IDs are never reused.
	ID       string
	Title    string
	Basis    basis.Citation
	Severity Severity
	// From and To bound the rule's effective window; a zero To means still in force.
	From, To domain.Date
	Version  int
	// Good is a short example of how it should look; may be empty.
	Good     string
	Applies  func(S) bool
	Evaluate func(S) Result
}

// Outcome is one rule's result on one subject.
type Outcome struct {
	Rule     string
	Title    string
	Status   Status
	Findings []Finding
}

// Check evaluates one rule as of a date.
func (r Rule[S]) Check(subject S, on domain.Date) Outcome {
	out := Outcome{Rule: r.ID, Title: r.Title}
	switch {
	case on.Before(r.From) || (!r.To.IsZero() && r.To.Before(on)):
		out.Status = NotInForce
	case r.Applies != nil && !r.Applies(subject):
		out.Status = NotApplicable
	default:
		out.Status, out.Findings = r.evaluate(subject)
	}
	return out
}

func (r Rule[S]) evaluate(subject S) (Status, []Finding) {
	res := r.Evaluate(subject)
	if len(res.Findings) == 0 {
		if res.Status == NoData || res.Status == NotApplicable {
			return res.Status, nil
		}
		return Pass, nil
	}
	status := Notice
	for i := range res.Findings {
		f := &res.Findings[i]
		f.Rule, f.Basis = r.ID, r.Basis.String()
		if f.Severity == Inherit {
			f.Severity = r.Severity
		}
		if f.Severity == Failure {
			status = Fail
		}
	}
	return status, res.Findings
}

// Run checks every rule and returns the outcomes in rule order.
func Run[S any](rules []Rule[S], subject S, on domain.Date) []Outcome {
	out := make([]Outcome, 0, len(rules))
	for _, r := range rules {
		out = append(out, r.Check(subject, on))
	}
	return out
}

// Findings flattens outcomes.
func Findings(outcomes []Outcome) []Finding {
	var fs []Finding
	for _, o := range outcomes {
		fs = append(fs, o.Findings...)
	}
	return fs
}

// Found is the usual way for a rule function to return.
func Found(fs ...Finding) Result { return Result{Status: Pass, Findings: fs} }

// Missing is the result when the data a rule needs is absent.
func Missing() Result { return Result{Status: NoData} }

// Skip is the result when the rule turns out not to concern the subject.
func Skip() Result { return Result{Status: NotApplicable} }
