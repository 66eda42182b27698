// Package domain holds the nouns of a district finance bureau's budget-performance
// year: projects with their fund sources, departments, units and people, targets with
// versions and indicators, execution, payments, monitoring, self-evaluation, spot
// checks and decisions, plus the three exact kinds of number they are made of (money
// in fen, decimals, ratios).
//
// It holds no rules (those are the packages below it: target, selfeval, monitor,
// ladder, sample, recheck …), reads no clock, no file and no random source, and
// imports nothing but the standard library.
//
// Glossary: 项目 Project, 预算单位 Unit, 主管部门 Department, 绩效目标 Target,
// 绩效指标 Indicator, 指标值/完成值 Planned/Actual, 自评 SelfEvaluation, 抽查
// SpotCheck, 复核 Recheck, 总体 Frame, 分层 Stratum, 必抽 MustPick, 预警 Warning,
// 整改 Rectification, 销号 Close, 台账 Ledger, 日志 Journal, 快照 Snapshot.
package domain
