package xlsx

import (
	"io"
	"strings"

	"jixiao/domain"
	"jixiao/domain/intake"
)

// The three sheets of a recheck workbook.
const (
	sheetQuality  = "自评质量"
	sheetActual   = "实际绩效"
	sheetProblems = "发现的问题"
)

// RecheckSheet is a recheck workbook to write: the paper and whose it is.
type RecheckSheet struct {
	Project intake.Ref
	Paper   domain.Recheck
}

// WriteRecheck writes the three sheets of a recheck working paper.
func WriteRecheck(w io.Writer, r *RecheckSheet) error {
	s, err := newSheets(sheetQuality)
	if err != nil {
		return err
	}
	s.recheck(r)
	return s.flush(w)
}

var recheckHeads = []string{"一级指标", "二级指标", "三级指标", "指标值", "权重", "自评值", "核实完成值", "自评得分", "复核得分", "扣分代码", "佐证", "备注"}

func (s *sheetWriter) recheck(r *RecheckSheet) {
	s.quality(r)
	s.next(sheetActual)
	s.widths(12, 14, 26, 14, 8, 14, 14, 9, 9, 12, 24, 24)
	at := s.recheckHead(r, "绩效自评抽查复核表", len(recheckHeads))
	for i, h := range recheckHeads {
		s.put(at, i+1, at, i+1, h, s.st.head)
	}
	for i := range r.Paper.Items {
		x := &r.Paper.Items[i]
		for c, text := range []string{x.Level1, x.Level2, x.Level3, x.Planned, decText(x.Weight), x.SelfValue, x.Confirmed, decText(x.SelfScore), decText(x.ReviewScore), x.Code, x.Evidence, x.Note} {
			style := s.st.text
			if c == 4 || c == 7 || c == 8 {
				style = s.st.body
			}
			s.put(at+1+i, c+1, at+1+i, c+1, text, style)
		}
	}
	end := at + 1 + len(r.Paper.Items)
	s.put(end, 1, end, 7, "合计", s.st.label)
	s.put(end, 8, end, 8, decText(r.Paper.SelfScore), s.st.body)
	s.put(end, 9, end, 9, decText(r.Paper.ReviewScore), s.st.body)
	s.page(true, "")
	s.problems(r)
}

func (s *sheetWriter) recheckHead(r *RecheckSheet, title string, last int) int {
	s.put(1, 1, 1, last, title, s.st.title)
	s.height(1, 28)
	for i, pair := range [][2]string{{"项目代码", r.Project.Code}, {"项目名称", r.Project.Name}, {"预算单位", r.Project.Unit}, {"复核人", strings.Join(r.Paper.Reviewers, "、")}} {
		s.label(2+i, 1, 1, pair[0])
		s.value(2+i, 2, last, pair[1])
	}
	return 6
}

func (s *sheetWriter) quality(r *RecheckSheet) {
	s.widths(24, 10, 40, 10, 40)
	at := s.recheckHead(r, "自评工作质量复核表", 5)
	for i, h := range []string{"评价内容", "分值", "评分标准", "得分", "扣分原因"} {
		s.put(at, i+1, at, i+1, h, s.st.head)
	}
	for i, q := range r.Paper.Quality {
		s.value(at+1+i, 1, 1, q.Raw)
		for c := 2; c <= 5; c++ {
			s.value(at+1+i, c, c, "")
		}
	}
	end := at + 1 + len(r.Paper.Quality)
	s.label(end+1, 1, 1, "未按要求自评")
	s.value(end+1, 2, 5, r.Paper.NotDone)
	s.page(false, "")
}

func (s *sheetWriter) problems(r *RecheckSheet) {
	s.next(sheetProblems)
	s.widths(8, 50, 40, 40)
	at := s.recheckHead(r, "复核发现的问题", 4)
	for i, h := range []string{"编号", "问题", "依据", "整改要求"} {
		s.put(at, i+1, at, i+1, h, s.st.head)
	}
	for i, p := range r.Paper.Problems {
		for c, text := range []string{p.No, p.Text, p.Basis, p.Remedy} {
			s.value(at+1+i, c+1, c+1, text)
		}
	}
	s.page(false, "")
}

func decText(d *domain.Decimal) string {
	if d == nil {
		return ""
	}
	return d.String()
}
