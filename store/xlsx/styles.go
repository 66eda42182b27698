package xlsx

import (
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"jixiao/domain"
)

// styles are the few cell styles of everything we write.
type styles struct {
	title, head, label, text, body, money, note int
}

func newStyles(f *excelize.File) (*styles, error) {
	border := []excelize.Border{}
	for _, side := range []string{"left", "right", "top", "bottom"} {
		border = append(border, excelize.Border{Type: side, Color: "808080", Style: 1})
	}
	centre := &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}
	left := &excelize.Alignment{Vertical: "center", WrapText: true}
	grey := excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"EDEDED"}}
	moneyFormat := "#,##0.00"
	text := 49 // "@"
	s := &styles{}
	for _, x := range []struct {
		id *int
		st excelize.Style
	}{
		{&s.title, excelize.Style{Font: &excelize.Font{Bold: true, Size: 16}, Alignment: centre}},
		{&s.head, excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: centre, Border: border, Fill: grey, NumFmt: text}},
		{&s.label, excelize.Style{Alignment: centre, Border: border, NumFmt: text}},
		{&s.text, excelize.Style{Alignment: left, Border: border, NumFmt: text}},
		{&s.body, excelize.Style{Alignment: left, Border: border}},
		{&s.money, excelize.Style{Alignment: &excelize.Alignment{Vertical: "center"}, Border: border, CustomNumFmt: &moneyFormat}},
		{&s.note, excelize.Style{Font: &excelize.Font{Size: 10, Color: "606060"}, Alignment: left}},
	} {
		id, err := f.NewStyle(&x.st)
		if err != nil {
			return nil, err
		}
		*x.id = id
	}
	return s, nil
}

// page sets A4, one page wide, with repeated header rows ("$1:$2", "" for none).
func page(f *excelize.File, sheet string, landscape bool, repeat string) error {
	a4, one, many := 9, 1, 0
	orientation := "portrait"
	if landscape {
		orientation = "landscape"
	}
	fit := true
	if err := f.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	if err := f.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: &a4, Orientation: &orientation, FitToWidth: &one, FitToHeight: &many}); err != nil {
		return err
	}
	if repeat == "" {
		return nil
	}
	return f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: "'" + sheet + "'!" + repeat, Scope: sheet})
}

// plainNumber reads a decimal as we print it; codes (leading zeros, 16 digits and more)
// are none.
func plainNumber(s string) (float64, bool) {
	body := strings.TrimPrefix(s, "-")
	if body == "" || len(body) > 16 || len(body) > 1 && body[0] == '0' && body[1] != '.' || strings.HasPrefix(s, "+") || body[0] == '.' || strings.HasSuffix(body, ".") {
		return 0, false
	}
	if _, err := domain.ParseDecimal(s); err != nil || len(strings.Replace(body, ".", "", 1)) > 15 {
		return 0, false
	}
	v, err := strconv.ParseFloat(s, 64)
	return v, err == nil
}
