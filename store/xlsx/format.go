package xlsx

import (
	"math"
	"math/big"
	"regexp"
	"strconv"
	"strings"
	"time"

	"jixiao/domain"
)

// format is what a cell's number format adds to the stored number: it is a percentage, a
// date, or carries words such as 0"个".
type format struct {
	percent        bool
	decimals       int
	date           bool
	prefix, suffix string
}

func (f format) plain() bool { return f == format{} }

// builtin formats that change what a number means.
func builtinFormat(id int) format {
	switch {
	case id == 9:
		return format{percent: true}
	case id == 10:
		return format{percent: true, decimals: 2}
	case id >= 14 && id <= 17, id == 22, id >= 27 && id <= 31, id == 36, id >= 50 && id <= 54, id >= 57 && id <= 58:
		return format{date: true}
	}
	return format{}
}

var (
	formatBracket = regexp.MustCompile(`\[[^\]]*\]`)
	formatQuoted  = regexp.MustCompile(`"[^"]*"|\\.|_.|\*.`)
	formatNumber  = regexp.MustCompile(`^((?:"[^"]*"|\\.|[≥≤<>=])*)[#0,.?]+(%?)((?:"[^"]*"|\\.|[\p{Han}])*)$`)
	formatDecimal = regexp.MustCompile(`\.([0#?]+)`)
)

// customFormat reads the first section of a format code.
func customFormat(code string) format {
	section, _, _ := strings.Cut(code, ";")
	section = formatBracket.ReplaceAllString(section, "")
	bare := strings.ToLower(formatQuoted.ReplaceAllString(section, ""))
	decimals := 0
	if m := formatDecimal.FindStringSubmatch(bare); m != nil {
		decimals = len(m[1])
	}
	switch {
	case strings.Contains(bare, "%"):
		return format{percent: true, decimals: decimals}
	case !strings.Contains(bare, "general") && !strings.ContainsAny(bare, "0#?") && (strings.ContainsAny(bare, "yd年") || strings.Contains(bare, "m") && !strings.Contains(bare, "h")):
		return format{date: true}
	}
	if m := formatNumber.FindStringSubmatch(strings.ReplaceAll(section, "_ ", "")); m != nil {
		return format{prefix: literal(m[1]), suffix: literal(m[3])}
	}
	return format{}
}

func literal(s string) string {
	return strings.TrimSpace(strings.ReplaceAll(strings.ReplaceAll(s, `"`, ""), `\`, ""))
}

// readFormats reads the number format of every cell style.
func (b *book) readFormats(name string) error {
	custom := map[int]format{}
	inCell := false
	return b.c.each(name, func(s *scanner) error {
		switch s.name {
		case "numFmt":
			if id, err := strconv.Atoi(s.get("numFmtId")); err == nil && len(custom) < MaxParts {
				custom[id] = customFormat(s.get("formatCode"))
			}
		case "cellXfs":
			inCell = true
		case "cellStyles", "cellStyleXfs", "dxfs":
			inCell = false
		case "xf":
			if !inCell || len(b.formats) >= MaxStrings {
				return nil
			}
			id, _ := strconv.Atoi(s.get("numFmtId"))
			f, ok := custom[id]
			if !ok {
				f = builtinFormat(id)
			}
			b.formats = append(b.formats, f)
		}
		return nil
	})
}

// numberText is a stored number as people see it: without the noise of binary fractions,
// percentages with their sign, dates as dates.
func (b *book) numberText(stored string, style int) string {
	text := tidy(stored)
	if style <= 0 || style >= len(b.formats) || b.formats[style].plain() {
		return text
	}
	f := b.formats[style]
	switch {
	case f.date:
		return dateText(text, b.epoch)
	case f.percent:
		return percentText(text, f.decimals)
	}
	if _, err := domain.ParseDecimal(text); err != nil {
		return text
	}
	return f.prefix + text + f.suffix
}

// tidy prints a stored number with the 15 digits the program that wrote it showed.
func tidy(stored string) string {
	s := strings.TrimSpace(stored)
	if len(s) < 16 && !strings.ContainsAny(s, "eE") {
		return s
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) || math.Abs(v) >= 1e15 || strings.Trim(s, "0123456789") == "" {
		return s
	}
	short, err := strconv.ParseFloat(strconv.FormatFloat(v, 'e', 14, 64), 64)
	if err != nil {
		return s
	}
	return strconv.FormatFloat(short, 'f', -1, 64)
}

func percentText(text string, decimals int) string {
	d, err := domain.ParseDecimal(text)
	if err != nil {
		return text
	}
	p := new(big.Rat).Mul(d.Rat(), big.NewRat(100, 1))
	n, ok := domain.DecimalFromRat(p, uint8(min(decimals, domain.MaxDecimalScale)))
	if !ok {
		return text
	}
	return n.Fixed(decimals) + "%"
}

// dateText turns a day number into 2026-08-31; a time of day is dropped.
func dateText(text string, epoch1904 bool) string {
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || v < 1 || v > 2958465 {
		return text
	}
	day := int(v)
	if epoch1904 {
		day += 1462
	}
	if day < 60 {
		day++ // the fictitious 29 February 1900 comes later
	}
	return domain.DateOf(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, day)).String()
}
