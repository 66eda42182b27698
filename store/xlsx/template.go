package xlsx

import (
	"fmt"
	"io"

	"jixiao/domain"
)

// listTemplate is an empty list with what each column wants.
type listTemplate struct {
	title   string
	columns []templateColumn
	notes   []string
}

type templateColumn struct {
	head, note string
	width      float64
	money      bool
}

var listTemplates = map[domain.FormKind]listTemplate{
	domain.FormProjects: {"项目清单", []templateColumn{
		{"项目代码", "一体化 21 位代码或本地代码，同一年度不重复", 26, false}, {"项目名称", "必填", 32, false}, {"年度", "四位数年份", 8, false},
		{"主管部门代码", "3 位", 10, false}, {"主管部门", "", 18, false}, {"单位代码", "6 位，前 3 位是主管部门代码", 10, false}, {"预算单位", "", 22, false},
		{"项目类别", "一般项目、新设专项资金、新出台重大政策、新确定项目、重大专项、基本建设、转移支付、区委区政府重大政策项目", 16, false},
		{"项目属性", "新增或延续", 10, false}, {"项目责任人", "", 12, false}, {"联系电话", "", 14, false},
		{"年初预算数(万元)", "右边各资金来源之和必须等于它（第二条）", 14, true}, {"全年预算数(万元)", "年初+调整+上年结转", 14, true}, {"上年结转(万元)", "含在全年预算数内的结转", 12, true}, {"结转起始年度", "结转资金首次安排的年度", 10, false},
		{"一般公共预算(万元)", "", 14, true}, {"政府性基金预算(万元)", "", 14, true}, {"国有资本经营预算(万元)", "", 14, true}, {"中央转移支付(万元)", "", 14, true}, {"省级转移支付(万元)", "", 14, true}, {"市级转移支付(万元)", "", 14, true},
		{"政府债务(万元)", "", 14, true}, {"财政专户(万元)", "", 14, true}, {"单位资金(万元)", "", 14, true}, {"其他资金(万元)", "", 14, true},
		{"事前绩效评估报告", "报告名称或文号，没有就空着", 20, false}, {"事前评估得分", "0 到 100", 10, false}, {"事前评估结论", "予以支持、调整完善后支持、不予支持", 14, false}, {"审定资金需求(万元)", "", 14, true},
		{"已落实到项目金额(万元)", "已落实到具体项目（有代码、实施单位、支出明细）的金额，三个挂钩用", 18, true}, {"上年预算(万元)", "三个挂钩用，没有就空着", 14, true}, {"上年支出(万元)", "", 14, true}, {"上年绩效得分", "0 到 100", 10, false},
	}, []string{"金额单位写在表头括号里，可改成“元”。", "合计行、小计行、空行会跳过。列可以删，也可以换顺序；表头文字不要改。"}},
	domain.FormExecution: {"预算执行情况", []templateColumn{
		{"项目代码", "与项目清单一致", 26, false}, {"项目名称", "没有代码时按名称和单位查找", 32, false}, {"预算单位", "", 22, false}, {"年度", "四位数年份", 8, false}, {"月份", "1 到 12，截至该月末", 8, false},
		{"累计支出(万元)", "从 1 月起的累计数，不是当月数", 14, true}, {"累计用款计划(万元)", "没有就空着", 16, true},
	}, []string{"每个项目每个月一行；也可以一个项目一行，把“月份”“累计支出”两列换成 1月 到 12月 各一列（都是累计数）。"}},
	domain.FormPayments: {"支付明细", []templateColumn{
		{"项目代码", "与项目清单一致", 26, false}, {"项目名称", "", 32, false}, {"预算单位", "", 22, false}, {"支付日期", "如 2026-08-31", 12, false}, {"支付金额(元)", "退款填负数", 14, true}, {"收款人", "", 24, false}, {"摘要", "", 30, false}, {"凭证号", "用来识别重复，可空", 16, false},
	}, []string{"每笔支付一行。"}},
}

// WriteTemplate writes an empty workbook to fill in, with the columns Read recognises.
func WriteTemplate(w io.Writer, kind domain.FormKind) error {
	if t, ok := listTemplates[kind]; ok {
		return writeListTemplate(w, t)
	}
	var s *sheetWriter
	var err error
	switch kind {
	case domain.FormSelfEval, domain.FormTarget, domain.FormMonitoring:
		s, err = newSheets("Sheet1")
	case domain.FormRecheck:
		s, err = newSheets(sheetQuality)
	default:
		return fmt.Errorf("没有“%s”这种模板", kind)
	}
	if err != nil {
		return err
	}
	switch kind {
	case domain.FormSelfEval:
		s.selfEval(blankSelfEval())
	case domain.FormTarget:
		s.target(blankTarget())
	case domain.FormMonitoring:
		s.monitoring(blankMonitoring())
	case domain.FormRecheck:
		s.recheck(blankRecheck())
	}
	s.noteSheet(formNotes[kind])
	return s.flush(w)
}

func writeListTemplate(w io.Writer, t listTemplate) error {
	s, err := newSheets(t.title)
	if err != nil {
		return err
	}
	last := len(t.columns)
	s.put(1, 1, 1, last, t.title, s.st.title)
	s.height(1, 28)
	widths := make([]float64, last)
	notes := t.notes
	for i, c := range t.columns {
		s.put(2, i+1, 2, i+1, c.head, s.st.head)
		widths[i] = c.width
		if c.note != "" {
			notes = append(notes, c.head+"："+c.note)
		}
		style := s.st.text
		if c.money {
			style = s.st.money
		}
		if s.err == nil {
			s.err = s.f.SetCellStyle(s.sheet, ref(3, i+1), ref(1000, i+1), style)
		}
	}
	s.widths(widths...)
	s.freeze(2)
	s.page(true, "$1:$2")
	s.noteSheet(notes)
	return s.flush(w)
}

var formNotes = map[domain.FormKind][]string{
	domain.FormSelfEval: {
		"只填右边和下边的空格，不要改标题、表头和左边的文字；行数不够可以插入行。", "年度写在第二行，如“（ 2026年度 ）”。金额单位写在“项目资金（万元）”里，可改成“元”。",
		"分值合计应为 100：预算执行率 10、产出 50、效益 30、满意度 10；财预〔2021〕101号以后另有成本指标的按新方案。",
		"完成值填实际数，不要照抄指标值（如“≥90%”）；未达到指标值的要写偏差原因和改进措施。", "一个工作簿可以放多张表，一张工作表一份；也可以一个文件一份，放在同一个文件夹里一起导入。",
	},
	domain.FormTarget: {
		"年度写在第二行。金额单位写在“资金情况（万元）”里，可改成“元”。", "每个二级指标至少一行；指标值写符号、数和单位，如“≥50个”“≤90万元”；定性指标写明档次。",
		"三个共性指标（预算执行进度、预算支出率、预算到项目率）必须与项目目标一并编入【第十条】。", "项目责任人必填【第八条】。",
	},
	domain.FormMonitoring: {
		"把表头里的“1-6月”改成实际的月份，如“1-8月”。年度写在第二行。", "偏差原因五栏和完成目标可能性三栏打“√”。",
	},
	domain.FormRecheck: {
		"三张表：自评质量、实际绩效、发现的问题。项目代码、名称写在每张表的上方。", "复核得分没有填完的指标请空着，不要填 0。扣分代码按代码表填写，偏离代码标准的在备注写理由。",
	},
}

// noteSheet adds the sheet of explanations; it is never read.
func (w *sheetWriter) noteSheet(notes []string) {
	w.next(sheetNotes)
	w.widths(100)
	for i, n := range notes {
		w.put(i+1, 1, i+1, 1, n, w.st.note)
	}
	w.page(false, "")
}

// sheetNotes is the sheet of explanations of a template.
const sheetNotes = "填表说明"
