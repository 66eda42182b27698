// Package ladder is the state machine of 第十四条: 预警 → 通报 → 整改 → 复核 → 销号, and for
// what is serious or stays uncorrected 暂缓 → 停止 → 收回. Moves that are not in the table
// do not exist; every refusal says why and what to do first.
package ladder

import (
	"fmt"
	"slices"
	"strings"

	"jixiao/domain"
	"jixiao/domain/basis"
	"jixiao/domain/workday"
)

// Move is one step on the ladder; the values are the words of the command line.
type Move string

// Moves.
const (
	Notify  Move = "notify"  // 通报主管部门
	Rectify Move = "rectify" // 限期整改
	Receive Move = "receive" // 登记收到整改报告
	Verify  Move = "verify"  // 复核整改结果（到位或不到位）
	Suspend Move = "suspend" // 暂缓拨款
	Stop    Move = "stop"    // 停止拨款
	Recover Move = "recover" // 收回已拨资金
	Close   Move = "close"   // 销号
	Reopen  Move = "reopen"  // 重开
)

// Moves lists every move in the order of the ladder.
var Moves = []Move{Notify, Rectify, Receive, Verify, Suspend, Stop, Recover, Close, Reopen}

var words = map[Move]string{Notify: "通报主管部门", Rectify: "限期整改", Receive: "收到整改报告", Verify: "复核整改", Suspend: "暂缓拨款", Stop: "停止拨款", Recover: "收回资金", Close: "销号", Reopen: "重开"}

// Word is the Chinese name of a move.
func (m Move) Word() string { return words[m] }

// Basis is what every move rests on.
var Basis = basis.Cite("第十四条", "对未达到绩效目标和执行进度的项目，及时通报业务主管部门实施整改，对问题严重或整改后仍不到位的，暂缓或停止预算拨款并收回已拨资金")

// table says which states a move starts from and where it leads.
var table = map[Move]struct {
	from []domain.CaseState
	to   domain.CaseState
}{
	Notify:  {[]domain.CaseState{domain.CaseWarned}, domain.CaseNotified},
	Rectify: {[]domain.CaseState{domain.CaseNotified, domain.CaseVerifying}, domain.CaseRectifying},
	Receive: {[]domain.CaseState{domain.CaseRectifying}, domain.CaseRectifying},
	Verify:  {[]domain.CaseState{domain.CaseRectifying, domain.CaseSuspended, domain.CaseStopped}, domain.CaseVerifying},
	Suspend: {[]domain.CaseState{domain.CaseWarned, domain.CaseNotified, domain.CaseRectifying, domain.CaseVerifying}, domain.CaseSuspended},
	Stop:    {[]domain.CaseState{domain.CaseSuspended}, domain.CaseStopped},
	Recover: {[]domain.CaseState{domain.CaseSuspended, domain.CaseStopped}, domain.CaseRecovered},
	Close:   {[]domain.CaseState{domain.CaseVerifying, domain.CaseRecovered}, domain.CaseClosed},
	Reopen:  {[]domain.CaseState{domain.CaseClosed}, domain.CaseWarned},
}

// Params are the deadlines in working days (本区口径).
type Params struct {
	// RectifyDays is the rectification period, ReportDays how long a notified department has
	// until rectification must be ordered (shown as a due date only).
	RectifyDays, ReportDays int
}

// DefaultParams are the values used unless the district sets its own.
var DefaultParams = Params{RectifyDays: 10, ReportDays: 5}

// Request is one wish to move.
type Request struct {
	Move Move
	On   domain.Date
	By   domain.Operator
	// Second approves 暂缓 and above: another person than By.
	Second string
	Note   string
	// Serious claims 问题严重; then Note must state the facts.
	Serious bool
	// Pass is the verdict of Verify.
	Pass bool
	// Amount (fen), Period and Condition are required from 暂缓 on: how much, how long and
	// what would lift it (收回 needs no condition).
	Amount            domain.Fen
	Period, Condition string
	// Days overrides the rectification period.
	Days int
}

// Refusal is why a move is not possible: one sentence that ends with what to do.
type Refusal struct{ Text string }

// Error returns the sentence.
func (r *Refusal) Error() string { return r.Text }

func no(format string, args ...any) error { return &Refusal{fmt.Sprintf(format, args...)} }

// Open starts a case from the findings of a warning.
func Open(id, project string, year int, rules, facts []string, on domain.Date) domain.Case {
	return domain.Case{V: 1, ID: id, ProjectID: project, Year: year, Rules: rules, Facts: facts, State: domain.CaseWarned, Opened: on}
}

// Apply moves a case. The case given is not changed.
func Apply(c domain.Case, r Request, cal *workday.Calendar, p Params) (domain.Case, error) {
	if err := Possible(c, r.Move, r.On, r.Serious, cal); err != nil {
		return c, err
	}
	if err := complete(r); err != nil {
		return c, err
	}
	if c.State == domain.CaseVerifying && (r.Move == Close || r.Move == Rectify) {
		if err := verdictFits(c, r.Move); err != nil {
			return c, err
		}
	}
	step := domain.CaseStep{From: c.State, To: table[r.Move].to, On: r.On, By: r.By, Second: r.Second, Note: note(r), Amount: r.Amount}
	step.Due = Due(r, cal, p)
	switch r.Move {
	case Rectify:
		c.Received = domain.Date{}
	case Receive:
		step.Due, c.Received = c.Due, r.On // the clock goes on until the verification
	case Verify:
		pass := r.Pass
		step.Pass = &pass
	}
	c.Steps = append(slices.Clone(c.Steps), step)
	c.State, c.Due = step.To, step.Due
	if r.Amount > 0 {
		c.Amount = r.Amount
	}
	return c, nil
}

// Possible says whether the move exists now; nil when it does. The wording is what the
// screen shows on a greyed action.
func Possible(c domain.Case, m Move, on domain.Date, serious bool, cal *workday.Calendar) error {
	t, ok := table[m]
	if !ok {
		return no("没有“%s”这个动作。可用：%s", m, allMoves())
	}
	if !slices.Contains(t.from, c.State) {
		return no("现在是“%s”，不能%s。%s", c.State, m.Word(), next(c.State))
	}
	if m == Receive && !c.Received.IsZero() {
		return no("整改报告已在 %s 收到，不必再登记。请复核整改结果", c.Received)
	}
	if m != Suspend || serious {
		return nil
	}
	return mayPunish(c, on, cal)
}

// mayPunish is the condition of 暂缓 without 问题严重: the period ran out and no report
// came, or the verification failed.
func mayPunish(c domain.Case, on domain.Date, cal *workday.Calendar) error {
	switch c.State {
	case domain.CaseRectifying:
		if !c.Received.IsZero() {
			return no("整改报告已在 %s 收到，不能以期满未报暂缓拨款。请先复核；确属问题严重的，选“问题严重”并写明事实", c.Received)
		}
		if c.Due.Before(on) {
			return nil
		}
		return no("整改期限到 %s，还差 %d 个工作日，不能暂缓拨款。请等期满或复核不到位后再办；确属问题严重的，选“问题严重”并写明事实", c.Due, cal.Between(on, c.Due)+1)
	case domain.CaseVerifying:
		if s := c.LastOf(domain.CaseVerifying); s != nil && s.Pass != nil && !*s.Pass {
			return nil
		}
		return no("复核结论是整改到位，不能暂缓拨款。请销号")
	}
	return no("还没有责令整改，不能直接暂缓拨款。请先通报并限期整改；确属问题严重的，选“问题严重”并写明事实")
}

func verdictFits(c domain.Case, m Move) error {
	s := c.LastOf(domain.CaseVerifying)
	pass := s != nil && s.Pass != nil && *s.Pass
	if m == Close && !pass {
		return no("复核结论是整改不到位，不能销号。请再次限期整改，或转暂缓拨款")
	}
	if m == Rectify && pass {
		return no("复核结论是整改到位，不必再整改。请销号")
	}
	return nil
}

// complete checks what a request must carry.
func complete(r Request) error {
	if r.Move == Reopen && strings.TrimSpace(r.Note) == "" {
		return no("重开要写明原因。请补上说明")
	}
	if r.Move == Verify && !r.Pass && strings.TrimSpace(r.Note) == "" {
		return no("复核不到位要写明哪里不到位。请补上说明")
	}
	if r.Move != Suspend && r.Move != Stop && r.Move != Recover {
		return nil
	}
	switch {
	case r.Serious && strings.TrimSpace(r.Note) == "":
		return no("以“问题严重”办理要写明事实。请补上说明")
	case strings.TrimSpace(r.Second) == "":
		return no("%s须两人确认。请填审批人", r.Move.Word())
	case strings.TrimSpace(r.Second) == r.By.Name:
		return no("%s须两人确认，经办和审批不能是同一个人（%s）。请由另一人审批", r.Move.Word(), r.Second)
	case r.Amount <= 0:
		return no("%s要写明金额。请填大于零的金额", r.Move.Word())
	case r.Move != Recover && strings.TrimSpace(r.Period) == "":
		return no("%s要写明期间。请填起止日期", r.Move.Word())
	case r.Move != Recover && strings.TrimSpace(r.Condition) == "":
		return no("%s要写明解除条件。请补上", r.Move.Word())
	}
	return nil
}

// Labels of the parts of a step's note; RequestOf reads them back.
const (
	noteSerious   = "问题严重："
	notePeriod    = "期间："
	noteCondition = "解除条件："
)

func note(r Request) string {
	var parts []string
	add := func(label, text string) {
		if text = strings.TrimSpace(text); text != "" {
			parts = append(parts, label+text)
		}
	}
	if r.Serious {
		add(noteSerious, r.Note)
	} else {
		add("", r.Note)
	}
	add(notePeriod, r.Period)
	add(noteCondition, r.Condition)
	return strings.Join(parts, "；")
}

func allMoves() string {
	list := make([]string, len(Moves))
	for i, m := range Moves {
		list[i] = string(m)
	}
	return strings.Join(list, "、")
}

// next says what can be done in a state.
func next(s domain.CaseState) string {
	var can []string
	for _, m := range Moves {
		if slices.Contains(table[m].from, s) {
			can = append(can, m.Word())
		}
	}
	return "接下来可以：" + strings.Join(can, "、")
}

// Remaining is how many working days are left until the case's deadline: 0 on the day
// itself, negative when overdue. ok is false when there is no deadline.
func Remaining(c domain.Case, on domain.Date, cal *workday.Calendar) (days int, ok bool) {
	if c.Due.IsZero() {
		return 0, false
	}
	return cal.Between(on, c.Due), true
}

// Clock is Remaining as people read it.
func Clock(c domain.Case, on domain.Date, cal *workday.Calendar) string {
	n, ok := Remaining(c, on, cal)
	switch {
	case !ok:
		return ""
	case n < 0:
		return fmt.Sprintf("超期 %d 个工作日", -n)
	case n == 0:
		return "今天到期"
	}
	return fmt.Sprintf("还剩 %d 个工作日", n)
}
