package cleanup

import (
	"fmt"
	"strings"

	"jixiao/domain"
)

// Balance is both sides of the clean-up of a year, in fen: Recovered = Moved + Free.
type Balance struct {
	Recovered domain.Fen `json:"recovered_fen"`
	Moved     domain.Fen `json:"moved_fen"`
	Free      domain.Fen `json:"free_fen"`
	// Decided and Kept count decisions; Targets the projects that got money.
	Decided int `json:"decided"`
	Kept    int `json:"kept"`
	Targets int `json:"targets"`
}

// BalanceOf adds both sides up.
func BalanceOf(decisions []domain.CleanupDecision, moves []domain.CleanupMove) Balance {
	var b Balance
	for i := range decisions {
		b.Decided++
		if decisions[i].Action == domain.CleanupKeep {
			b.Kept++
		}
		b.Recovered += decisions[i].Amount
	}
	for i := range moves {
		b.Targets++
		b.Moved += moves[i].Amount
	}
	b.Free = b.Recovered - b.Moved
	return b
}

// RefuseDecision says why a decision cannot stand, "" when it can. others is the balance
// without this project's decision.
func RefuseDecision(d *domain.CleanupDecision, f *Facts, o *Forecast, others Balance) string {
	left := f.Budget - o.Executed
	switch {
	case strings.TrimSpace(d.Why) == "":
		return "清理决定要写明理由"
	case d.Action == domain.CleanupKeep && d.Amount != 0:
		return "保留资金的决定不能带收回金额"
	case d.Action == domain.CleanupKeep && o.Due > 0 && strings.TrimSpace(d.Doc) == "":
		return fmt.Sprintf("结转已满年限的 %s 万元应当收回，要保留须写明批准文件", o.Due.Wan())
	case d.Action != domain.CleanupKeep && d.Action != domain.CleanupRecover:
		return fmt.Sprintf("清理决定“%s”不认识，只能是收回或保留", d.Action)
	case d.Action == domain.CleanupRecover && d.Amount <= 0:
		return "收回金额要大于零"
	case d.Amount > left:
		return fmt.Sprintf("收回 %s 万元，超过未支出的 %s 万元（全年预算 %s，已支出 %s）", d.Amount.Wan(), left.Wan(), f.Budget.Wan(), o.Executed.Wan())
	case d.Amount > max(0, left-f.Special) && strings.TrimSpace(d.Doc) == "":
		return fmt.Sprintf("收回 %s 万元会动到上级转移支付或债务资金 %s 万元，要写明批准文件", d.Amount.Wan(), f.Special.Wan())
	case others.Recovered+d.Amount < others.Moved:
		return fmt.Sprintf("已调剂出去 %s 万元，收回合计不能降到 %s 万元。请先减少调剂", others.Moved.Wan(), (others.Recovered + d.Amount).Wan())
	}
	return ""
}

// IsKey reports whether a kind of project counts as 全区重点项目.
func IsKey(k domain.ProjectKind) bool { return k == domain.KindKeyPolicy || k == domain.KindSpecial }

// RefuseMove says why money cannot go to a project, "" when it can. others is the balance
// without this project's move; recovered tells whether money is being taken from it.
func RefuseMove(m *domain.CleanupMove, to *domain.Project, recovered bool, others Balance) string {
	switch {
	case m.Amount <= 0:
		return "调剂金额要大于零"
	case recovered:
		return fmt.Sprintf("“%s”正在被收回资金，不能又调剂给它", to.Name)
	case !IsKey(to.Kind) && strings.TrimSpace(m.Doc) == "":
		return fmt.Sprintf("“%s”是%s，收回的资金调整用于全区重点项目；要给它须写明批准文件", to.Name, to.Kind)
	case m.Amount > others.Free:
		return fmt.Sprintf("调剂 %s 万元，超过还没有去向的 %s 万元", m.Amount.Wan(), others.Free.Wan())
	}
	return ""
}
