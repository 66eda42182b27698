package query

import (
	"strings"

	"jixiao/domain"
	"jixiao/domain/listing"
)

// Type is what a field's values are.
type Type uint8

// Types of field.
const (
	TypeText    Type = iota // part of a text, or of its pinyin
	TypeOption              // one of a list of words
	TypePercent             // 60 or 60%
	TypeAmount              // 万元 unless 元 or 亿 is written
	TypePoints              // points of a score
	TypeDays                // days
	TypeCount               // a whole number
)

// Field is something the line can ask about.
type Field struct {
	// Name is the Chinese name, Aliases are other spellings: synonyms, pinyin, initials.
	Name    string
	Aliases []string
	Type    Type
	Column  listing.Column
	// Options of a TypeOption field in their order.
	Options []string
	// Help is one line for the help page; Example a term.
	Help, Example string
}

// none is the value that asks for rows without one.
const none = "无"

var fields = []Field{
	{"执行", []string{"执行率", "zx", "zhixing", "rate"}, TypePercent, listing.ColumnRate, nil, "执行数占全年预算的百分比", "执行<60"},
	{"部门", []string{"主管部门", "bm", "bumen", "department"}, TypeText, listing.ColumnDepartment, nil, "主管部门名称、拼音或代码", "部门:教育"},
	{"单位", []string{"预算单位", "dw", "danwei", "unit"}, TypeText, listing.ColumnUnit, nil, "预算单位名称、拼音或代码", "单位:实验小学"},
	{"灯", []string{"灯色", "d", "deng", "lamp"}, TypeOption, listing.ColumnLamp, []string{"红", "黄", "绿", "蓝"}, "监控灯色", "灯:红"},
	{"阶段", []string{"目标", "jd", "jieduan", "stage"}, TypeOption, listing.ColumnStage, stages(), "绩效目标审核阶段", "阶段:待审核"},
	{"轮到", []string{"层级", "ld", "lundao", "level"}, TypeOption, listing.ColumnLevel, []string{string(domain.LevelDepartment), string(domain.LevelBureau)}, "轮到哪一级审核", "轮到:区财政"},
	{"等待", []string{"dd", "dengdai", "waiting"}, TypeDays, listing.ColumnWaiting, nil, "待审核已等待的天数", "等待>10天"},
	{"金额", []string{"预算", "全年预算", "je", "jine", "adjusted"}, TypeAmount, listing.ColumnAdjusted, nil, "全年预算数", "金额>500万"},
	{"年初", []string{"年初预算", "nc", "nianchu", "initial"}, TypeAmount, listing.ColumnInitial, nil, "年初预算数", "年初>=100万"},
	{"支出", []string{"执行数", "zc", "zhichu", "executed"}, TypeAmount, listing.ColumnExecuted, nil, "累计执行数", "支出<1万"},
	{"结转", []string{"jz", "jiezhuan", "carryover"}, TypeAmount, listing.ColumnCarryover, nil, "上年结转", "结转>0"},
	{"预警", []string{"状态", "yj", "yujing", "case"}, TypeOption, listing.ColumnCase, caseStates(), "预警整改所在的台阶", "预警:整改"},
	{"未整改", []string{"wzg", "weizhenggai", "open"}, TypeDays, listing.ColumnCase, nil, "预警立案至今未销号的天数", "未整改>20天"},
	{"超期", []string{"cq", "chaoqi", "overdue"}, TypeDays, listing.ColumnCaseDue, nil, "超过当前期限的天数", "超期>0天"},
	{"自评", []string{"zp", "ziping", "self"}, TypePoints, listing.ColumnSelf, nil, "自评总分", "自评<80"},
	{"复核", []string{"抽评", "fh", "fuhe", "review"}, TypePoints, listing.ColumnReview, nil, "复核总分", "复核<60"},
	{"差异", []string{"cy", "chayi", "diff"}, TypePoints, listing.ColumnDiff, nil, "自评与复核分数之差（不分正负）", "差异>=10"},
	{"抽中", []string{"cz", "chouzhong", "picked"}, TypeOption, "picked", []string{"是", "否"}, "是否被抽查抽中", "抽中:是"},
	{"缺口", []string{"qk", "quekou", "gaps"}, TypeOption, listing.ColumnGaps, listing.StepNames[:], "闭环中有缺口的环节", "缺口:绩效自评"},
	{"缺口数", []string{"qks", "quekoushu"}, TypeCount, listing.ColumnGaps, nil, "闭环中有缺口的环节数", "缺口数>=2"},
	{"不通过", []string{"btg", "butongguo", "fails"}, TypeCount, listing.ColumnFindings, nil, "目标检查不通过的条数", "不通过>0"},
	{"警告", []string{"jg", "jinggao", "warns"}, TypeCount, "warns", nil, "目标检查警告的条数", "警告>2"},
	{"报次", []string{"bc", "baoci", "round"}, TypeCount, listing.ColumnRound, nil, "目标报送的次数", "报次>1"},
	{"性质", []string{"类别", "xz", "xingzhi", "kind"}, TypeOption, listing.ColumnKind, kinds(), "项目性质", "性质:基本建设"},
	{"资金", []string{"zj", "zijin", "fund"}, TypeOption, "fund", funds(), "资金来源", "资金:中央转移支付"},
	{"责任人", []string{"zrr", "zerenren", "owner"}, TypeText, listing.ColumnOwner, nil, "项目责任人", "责任人:无"},
	{"名称", []string{"mc", "mingcheng", "name"}, TypeText, listing.ColumnName, nil, "项目名称或其拼音", "名称:改造"},
	{"代码", []string{"dm", "daima", "code"}, TypeText, listing.ColumnCode, nil, "项目代码的一段", "代码:370103"},
	{"年度", []string{"nd", "niandu", "year"}, TypeCount, listing.ColumnYear, nil, "预算年度", "年度:2026"},
	{"月份", []string{"yf", "yuefen", "month"}, TypeCount, listing.ColumnMonth, nil, "执行数报到哪个月", "月份<8"},
}

func stages() []string {
	return []string{string(domain.StageDraft), string(domain.StagePending), string(domain.StageReturned), string(domain.StageApproved), string(domain.StageRejected)}
}

func caseStates() []string {
	return []string{string(domain.CaseWarned), string(domain.CaseNotified), string(domain.CaseRectifying), string(domain.CaseVerifying),
		string(domain.CaseSuspended), string(domain.CaseStopped), string(domain.CaseRecovered), string(domain.CaseClosed)}
}

func kinds() []string {
	return []string{string(domain.KindRoutine), string(domain.KindNewFund), string(domain.KindNewPolicy), string(domain.KindNewProject),
		string(domain.KindSpecial), string(domain.KindConstruction), string(domain.KindTransfer), string(domain.KindKeyPolicy)}
}

func funds() []string {
	out := make([]string, len(domain.FundSources))
	for i, f := range domain.FundSources {
		out[i] = string(f)
	}
	return out
}

// Fields lists every field, for help and completion.
func Fields() []Field { return append([]Field(nil), fields...) }

// fieldNamed finds a field by its name or an alias.
func fieldNamed(s string) (Field, bool) {
	s = strings.ToLower(s)
	for _, f := range fields {
		if f.Name == s {
			return f, true
		}
		for _, a := range f.Aliases {
			if a == s {
				return f, true
			}
		}
	}
	return Field{}, false
}
