// Package basis lists every document the program cites — number, in-force date, whether
// its wording has been checked — and the full text of the district's regulation, so
// that a citation carries a verbatim quote that a test finds in the text.
package basis

import (
	_ "embed"
	"strings"

	"jixiao/domain"
)

// Document is a regulation or notice. Practice is the pseudo-document for values that
// no published document fixes; it shows as 「本区口径」.
type Document struct {
	ID     string
	Title  string
	Number string
	From   domain.Date
	// Checked is set when article numbers and wording were compared with the original;
	// unchecked documents show 「文号待核」.
	Checked bool
}

// Documents the rules cite.
var (
	Banfa = &Document{ID: "banfa", Title: "济南市市中区区级部门单位预算绩效管理办法", Number: "市中政办字〔2019〕36号",
		From: domain.Date{Year: 2019, Month: 12, Day: 30}, Checked: true}
	Cai2020No10  = &Document{ID: "caiyu-2020-10", Title: "项目支出绩效评价管理办法", Number: "财预〔2020〕10号", From: domain.Date{Year: 2020, Month: 2, Day: 25}}
	Cai2015No88  = &Document{ID: "caiyu-2015-88", Title: "中央部门预算绩效目标管理办法", Number: "财预〔2015〕88号", From: domain.Date{Year: 2015, Month: 5, Day: 21}}
	Cai2019No136 = &Document{ID: "caiyu-2019-136", Title: "中央部门预算绩效运行监控管理暂行办法", Number: "财预〔2019〕136号", From: domain.Date{Year: 2019, Month: 7, Day: 26}}
	Cai2021No101 = &Document{ID: "caiyu-2021-101", Title: "中央部门项目支出核心绩效目标和指标设置及取值指引（试行）", Number: "财预〔2021〕101号", From: domain.Date{Year: 2021, Month: 8, Day: 18}}
	BudgetLaw    = &Document{ID: "budget-law", Title: "中华人民共和国预算法", Number: "", From: domain.Date{Year: 2015, Month: 1, Day: 1}}
	Guo2014No70  = &Document{ID: "guobanfa-2014-70", Title: "国务院办公厅关于进一步做好盘活财政存量资金工作的通知", Number: "国办发〔2014〕70号", From: domain.Date{Year: 2014, Month: 12, Day: 30}}
	Practice     = &Document{ID: "practice", Title: "本区口径（可调）"}
)

// Documents lists every document once.
var Documents = []*Document{Banfa, Cai2020No10, Cai2015No88, Cai2019No136, Cai2021No101, BudgetLaw, Guo2014No70, Practice}

//go:embed banfa.txt
var banfaText string

// BanfaText returns the regulation's whole text as published.
func BanfaText() string { return banfaText }

// Citation points into a document; Quote is verbatim.
type Citation struct {
	Document *Document
	// Article is "第十条"; empty where the document has no checked article.
	Article string
	Quote   string
}

// Cite returns a citation of an article of the regulation.
func Cite(article, quote string) Citation { return Citation{Banfa, article, quote} }

// Of returns a citation of another document.
func Of(d *Document, quote string) Citation { return Citation{d, "", quote} }

// String renders 《…办法》第十条, 财预〔2020〕10号（文号待核） or 本区口径（可调）.
func (c Citation) String() string {
	switch {
	case c.Document == nil:
		return ""
	case c.Document == Practice:
		return c.Document.Title
	}
	s := "《" + c.Document.Title + "》"
	if c.Document != Banfa && c.Document.Number != "" {
		s += c.Document.Number
	}
	s += c.Article
	if !c.Document.Checked {
		s += "（文号待核）"
	}
	return s
}

// Squeeze removes line breaks and blanks, in which the published text wraps.
func Squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

// QuoteFound reports whether the quote stands verbatim in the regulation (line breaks
// of the published page aside). Citations of other documents are not checked here.
func (c Citation) QuoteFound() bool {
	return c.Document != Banfa || (c.Quote != "" && strings.Contains(Squeeze(banfaText), Squeeze(c.Quote)))
}

// Article returns the text of an article such as "第十条", "" when there is none.
func Article(name string) string {
	text := banfaText
	for line := range strings.SplitSeq(text, "\n") {
		if strings.HasPrefix(line, name+" ") {
			i := strings.Index(text, line)
			rest := text[i:]
			end := len(rest)
			for _, stop := range articleStarts(rest[len(line):]) {
				end = min(end, len(line)+stop)
			}
			return Squeeze(rest[:end])
		}
	}
	return ""
}

func articleStarts(s string) []int {
	var at []int
	pos := 0
	for line := range strings.SplitSeq(s, "\n") {
		if (strings.HasPrefix(line, "第") && (strings.Contains(line, "条 ") || strings.Contains(line, "章 "))) || strings.HasPrefix(line, "抄送") {
			at = append(at, pos)
		}
		pos += len(line) + 1
	}
	return at
}
