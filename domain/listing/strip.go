package listing

import "jixiao/domain"

// StepNames are the names of the steps in the order of the strip; StepLetters the one
// character each that a narrow strip shows.
var (
	StepNames   = [StepCount]string{"事前评估", "目标编报", "目标审核", "运行监控", "预警整改", "绩效自评", "抽查复核", "结果"}
	StepLetters = [StepCount]string{"估", "标", "审", "监", "改", "评", "查", "果"}
)

// String returns the Chinese word of the state: 不需要, 未办, 在办, 办结, 缺口.
func (s StepState) String() string {
	return [...]string{"不需要", "未办", "在办", "办结", "缺口"}[s]
}

// bigGap is the difference between self-evaluation and recheck, in hundredths of a
// point, from which it is 差异较大 (第十六条; the ten points are 本区口径).
const bigGap = 1000

// poorBelow is the score in hundredths below which the grade is 差.
const poorBelow = 6000

// strip derives the closed loop. Every state has one reason:
//
//   - 事前评估 (第九条): needed for 新设专项资金, 新出台重大政策 and 新确定项目. A report is done; a
//     missing report or 不予支持 is a gap unless a 区政府 document keeps the project.
//   - 目标编报 (第十条): submitted is done, a draft or a returned target is under way, none is
//     open, and a gap once money was spent.
//   - 目标审核 (第十一条): 已审核 is done, 待审核 under way, 被退回 and 不通过 are gaps; before
//     submission it is open, and a gap once money was spent.
//   - 运行监控 (第十三、十四条): nothing reported is open, a red lamp a gap, reported to December
//     done, else under way.
//   - 预警整改 (第十四条): 销号 is done, 暂缓、停止、收回 are gaps, other rungs under way; without a
//     case it is not needed, open when the lamp is red.
//   - 绩效自评 (第十五条): none is open, a form without total under way, with a total done; a
//     recheck that found it not done as required is a gap.
//   - 抽查复核 (第十六条): not drawn is not needed; drawn is under way until the paper is
//     complete.
//   - 结果 (第十六、十七条): a final score (recheck before self-evaluation) is done; 差 or a
//     difference of ten points and more is a gap; under way while a recheck is; else open.
func strip(d *domain.Dossier, r *Row) [StepCount]StepState {
	var s [StepCount]StepState
	spent := r.Month > 0 && r.Executed > 0
	s[StepExAnte] = exAnteStep(&d.Project)
	s[StepTarget], s[StepApproval] = targetSteps(r, spent)
	s[StepMonitor] = monitorStep(d, r)
	s[StepRectify] = rectifyStep(r)
	s[StepSelfEval] = selfEvalStep(d)
	s[StepSpotCheck] = spotCheckStep(d, r)
	s[StepResult] = resultStep(r, s[StepSpotCheck])
	return s
}

func exAnteStep(p *domain.Project) StepState {
	switch {
	case p.ExceptionDoc != "":
		return StepDone
	case p.ExAnte != nil && p.ExAnte.Conclusion == domain.NotSupported:
		return StepTrouble
	case p.ExAnte != nil:
		return StepDone
	case p.Kind.NeedsExAnte():
		return StepTrouble
	}
	return StepNotNeeded
}

func targetSteps(r *Row, spent bool) (target, approval StepState) {
	open := StepOpen
	if spent {
		open = StepTrouble
	}
	if r.Round == 0 {
		return open, open
	}
	switch r.Stage {
	case domain.StageApproved:
		return StepDone, StepDone
	case domain.StagePending:
		return StepDone, StepActive
	case domain.StageReturned:
		return StepActive, StepTrouble
	case domain.StageRejected:
		return StepDone, StepTrouble
	}
	return StepActive, open
}

func monitorStep(d *domain.Dossier, r *Row) StepState {
	switch {
	case r.Month == 0 && len(d.Monitoring) == 0:
		return StepOpen
	case r.Lamp() == LampRed:
		return StepTrouble
	case r.Month >= 12:
		return StepDone
	}
	return StepActive
}

func rectifyStep(r *Row) StepState {
	switch r.CaseState {
	case "":
		if r.Lamp() == LampRed {
			return StepOpen
		}
		return StepNotNeeded
	case domain.CaseClosed:
		return StepDone
	case domain.CaseSuspended, domain.CaseStopped, domain.CaseRecovered:
		return StepTrouble
	}
	return StepActive
}

func selfEvalStep(d *domain.Dossier) StepState {
	for _, k := range d.Rechecks {
		if k.NotDone != "" {
			return StepTrouble
		}
	}
	switch {
	case d.SelfEval == nil:
		return StepOpen
	case d.SelfEval.Score == nil:
		return StepActive
	}
	return StepDone
}

func spotCheckStep(d *domain.Dossier, r *Row) StepState {
	if !r.Picked {
		return StepNotNeeded
	}
	if k := newestRecheck(d.Rechecks); k != nil && k.Done {
		return StepDone
	}
	return StepActive
}

func resultStep(r *Row, check StepState) StepState {
	score := r.SelfScore
	if r.ReviewScore >= 0 {
		score = r.ReviewScore
	}
	gap := r.ReviewScore >= 0 && r.SelfScore >= 0 && max(r.ReviewScore-r.SelfScore, r.SelfScore-r.ReviewScore) >= bigGap
	switch {
	case score < 0:
		return StepOpen
	case gap || score < poorBelow:
		return StepTrouble
	case check == StepActive:
		return StepActive
	}
	return StepDone
}
