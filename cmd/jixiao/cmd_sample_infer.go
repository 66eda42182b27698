package main

import (
	"fmt"
	"io"
	"math/big"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"jixiao/domain/sample"
)

type boundFlags struct {
	method, confidence, taints, likelihood string
	n, k, population                       int
}

type boundOut struct {
	Upper string `json:"upper"`
	Lower string `json:"lower"`
}

func (a *application) sampleBound() *cobra.Command {
	var f boundFlags
	c := &cobra.Command{
		Use: "bound", Short: "查出这些差错，总体的上限和下限是多少", Args: exactArgs(0, "不带参数，用选项给出"),
		Example: "  jixiao sample bound --method hypergeometric --population 500 --n 60 --k 1 --confidence 0.95\n  jixiao sample bound --method stringer --n 60 --taints 1,0.2 --confidence 0.95",
		RunE: func(*cobra.Command, []string) error {
			out, err := f.bound()
			if err != nil {
				return err
			}
			return a.print(out, func(w io.Writer) {
				fmt.Fprintf(w, "上限 %s\n", out.Upper)
				if out.Lower != "" {
					fmt.Fprintf(w, "下限 %s\n", out.Lower)
				}
			})
		},
	}
	c.Flags().StringVar(&f.method, "method", "hypergeometric", "hypergeometric、clopper-pearson、poisson、stringer 或 cell")
	c.Flags().IntVar(&f.n, "n", 0, "样本量")
	c.Flags().IntVar(&f.k, "k", 0, "查出的差错数")
	c.Flags().IntVar(&f.population, "population", 0, "总体个数（hypergeometric）")
	c.Flags().StringVar(&f.confidence, "confidence", "0.95", "单侧置信水平")
	c.Flags().StringVar(&f.taints, "taints", "", "各差错的错报率，逗号隔开，如 1,0.2（stringer、cell）")
	c.Flags().StringVar(&f.likelihood, "likelihood", "poisson", "stringer 和 cell 的分布：binomial 或 poisson")
	return c
}

func (f boundFlags) bound() (out boundOut, err error) {
	confidence, err := share("confidence", f.confidence)
	if err != nil {
		return out, err
	}
	switch f.method {
	case "hypergeometric":
		lower, upper, err := sample.HypergeometricLimits(f.population, f.n, f.k, confidence)
		return boundOut{fmt.Sprint(upper), fmt.Sprint(lower)}, refused(err)
	case "clopper-pearson":
		l, err := sample.ClopperPearson(f.n, f.k, confidence)
		return ratesOf(l, 1), refused(err)
	case "poisson":
		if f.n <= 0 {
			return out, refused(sample.ErrBound)
		}
		l, err := sample.PoissonLimits(f.k, confidence)
		return ratesOf(l, int64(f.n)), refused(err)
	case "stringer", "cell":
		return f.money(confidence)
	}
	return out, usagef("--method 只能是 hypergeometric、clopper-pearson、poisson、stringer 或 cell，不是“%s”", f.method)
}

// ratesOf prints limits divided by n.
func ratesOf(l sample.Limits, n int64) boundOut {
	if l.Upper == nil {
		return boundOut{}
	}
	d := big.NewRat(n, 1)
	return boundOut{digits(new(big.Rat).Quo(l.Upper, d)), digits(new(big.Rat).Quo(l.Lower, d))}
}

func refused(err error) error {
	if err == nil {
		return nil
	}
	return refusef("算不出上下限：%v", err)
}

func (f boundFlags) money(confidence *big.Rat) (out boundOut, err error) {
	var taints []*big.Rat
	for _, t := range strings.FieldsFunc(f.taints, func(r rune) bool { return r == ',' || r == '，' }) {
		r, err := share("taints", t)
		if err != nil {
			return out, err
		}
		taints = append(taints, r)
	}
	model := sample.Model(f.likelihood)
	if model != sample.Binomial && model != sample.Poisson {
		return out, usagef("--likelihood 只能是 binomial 或 poisson，不是“%s”", f.likelihood)
	}
	m, err := sample.MoneyLimits(model, f.n, 0, taints, confidence)
	if err != nil {
		return out, refused(err)
	}
	if f.method == "cell" {
		return boundOut{Upper: digits(m.Cell)}, nil
	}
	return boundOut{Upper: digits(m.Stringer)}, nil
}

// partOut and evaluationOut are the JSON of `sample evaluate`.
type partOut struct {
	sample.Part
	EstimateText string `json:"estimate"`
	Stringer     string `json:"stringer,omitempty"`
	Cell         string `json:"cell,omitempty"`
}

type evaluationOut struct {
	Interim    bool      `json:"interim"`
	Population int       `json:"population"`
	Estimate   string    `json:"estimate"`
	Lower      int       `json:"lower"`
	Upper      int       `json:"upper"`
	Missing    int       `json:"missing"`
	Parts      []partOut `json:"parts"`
	Sentence   string    `json:"sentence"`
}

func (a *application) sampleEvaluate() *cobra.Command {
	var draw, results, confidence, threshold string
	c := &cobra.Command{
		Use: "evaluate", Short: "由抽取记录和复核结果推断：多评了多少，有多大把握", Args: exactArgs(0, "不带参数，用选项给出"),
		RunE: func(*cobra.Command, []string) error {
			if draw == "" || results == "" {
				return usagef("要给出 --draw 抽取记录 和 --results 复核结果文件（项目 TAB 自评分 TAB 复核分，没复核的留空）")
			}
			e, err := evaluateFiles(draw, results, threshold, confidence)
			if err != nil {
				return err
			}
			return a.print(evaluationJSON(e), func(w io.Writer) { fmt.Fprintln(w, e.Sentence) })
		},
	}
	c.Flags().StringVar(&draw, "draw", "", "抽取记录 draw.json")
	c.Flags().StringVar(&results, "results", "", "复核结果文件")
	c.Flags().StringVar(&confidence, "confidence", "0.95", "置信水平")
	c.Flags().StringVar(&threshold, "threshold", "10", "自评高于复核多少分算多评（本区口径）")
	return c
}

func evaluateFiles(draw, results, threshold, confidence string) (*sample.Evaluation, error) {
	level, err := share("confidence", confidence)
	if err != nil {
		return nil, err
	}
	gap, err := share("threshold", threshold)
	if err != nil {
		return nil, err
	}
	d, err := readDraw(draw)
	if err != nil {
		return nil, err
	}
	b, err := os.ReadFile(results)
	if err != nil {
		return nil, refusef("读不了复核结果文件 %s：%v。请检查路径", results, err)
	}
	rows, err := sample.ParseResults(string(b))
	if err != nil {
		return nil, refusef("%v", err)
	}
	e, err := sample.Evaluate(d, rows, gap, level)
	if err != nil {
		return nil, refusef("%v", err)
	}
	return e, nil
}

func evaluationJSON(e *sample.Evaluation) evaluationOut {
	out := evaluationOut{e.Interim, e.Population, digits(e.Estimate), e.Lower, e.Upper, e.Missing, []partOut{}, e.Sentence}
	for _, p := range e.Parts {
		o := partOut{Part: p, EstimateText: digits(p.Estimate)}
		if p.Money != nil {
			o.Stringer, o.Cell = digits(p.Money.Stringer), digits(p.Money.Cell)
		}
		out.Parts = append(out.Parts, o)
	}
	return out
}
