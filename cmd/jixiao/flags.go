package main

import (
	"fmt"
	"io"

	"jixiao/domain"
	"jixiao/domain/parse"
	"jixiao/store"
)

// dateFlag reads a date of a flag; an empty text is the zero date.
func dateFlag(flag, text string) (domain.Date, error) {
	if text == "" {
		return domain.Date{}, nil
	}
	d, err := domain.ParseDate(text)
	if err != nil {
		return d, usagef("%s %s 不是日期，请写成 2026-08-31", flag, text)
	}
	return d, nil
}

// amountFlag reads an amount in 万元 of --amount, in fen.
func amountFlag(text string) (domain.Fen, error) {
	v, err := parse.Amount(text, domain.UnitWan)
	if err != nil || v.Fen == nil {
		return 0, usagef("--amount %q 读不成金额。请填万元数，如 184.5", text)
	}
	return *v.Fen, nil
}

// saved tells what a command has written.
func (a *application) saved(r store.Receipt) error {
	return a.print(r, func(w io.Writer) { fmt.Fprintf(w, "已保存：%s\n", r.Title) })
}
