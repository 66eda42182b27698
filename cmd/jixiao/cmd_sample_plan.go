package main

import (
	"fmt"
	"io"
	"math/big"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"jixiao/domain/sample"
)

// share reads a decimal or fraction exactly: 0.07 is 7/100. Percent signs are understood.
func share(flag, text string) (*big.Rat, error) {
	t, percent := strings.CutSuffix(strings.TrimSpace(strings.ReplaceAll(text, "％", "%")), "%")
	r, ok := new(big.Rat).SetString(t)
	if !ok || strings.ContainsAny(t, "eExXpP_") {
		return nil, usagef("--%s 要写小数、分数或百分数，如 0.05，不是“%s”", flag, text)
	}
	if percent {
		r.Quo(r, big.NewRat(100, 1))
	}
	return r, nil
}

// digits prints a rate with 15 decimals, enough for any comparison.
func digits(r *big.Rat) string { return r.FloatString(15) }

type sizeFlags struct {
	question, tolerable, confidence, rate, model string
	population, errors                           int
}

func (a *application) sampleSize() *cobra.Command {
	var f sizeFlags
	c := &cobra.Command{
		Use: "size", Short: "抽多少：按可容忍率和把握精确算出样本量", Args: exactArgs(0, "不带参数，用选项给出"),
		Example: "  jixiao sample size --question count --population 500 --tolerable 0.05 --confidence 0.95\n  jixiao sample size --question money --tolerable 0.05 --expected-rate 0.01",
		RunE: func(cmd *cobra.Command, _ []string) error {
			switch f.question {
			case "count":
				return a.sizeByCount(f, cmd.Flags().Changed("expected-errors"))
			case "money":
				return a.sizeByMoney(f)
			}
			return usagef("--question 只能是 count（按个数）或 money（按金额），不是“%s”", f.question)
		},
	}
	c.Flags().StringVar(&f.question, "question", "count", "count 按个数，money 按金额")
	c.Flags().IntVar(&f.population, "population", 0, "总体个数")
	c.Flags().StringVar(&f.tolerable, "tolerable", "", "可容忍率，如 0.05")
	c.Flags().StringVar(&f.confidence, "confidence", "0.95", "置信水平")
	c.Flags().IntVar(&f.errors, "expected-errors", 0, "样本中可接受的差错数")
	c.Flags().StringVar(&f.rate, "expected-rate", "", "预计差错率，与 --expected-errors 二选一")
	c.Flags().StringVar(&f.model, "model", string(sample.Hypergeometric), "hypergeometric（精确）、binomial 或 poisson")
	return c
}

func (f sizeFlags) shares() (tolerable, confidence, rate *big.Rat, err error) {
	if f.tolerable == "" {
		return nil, nil, nil, usagef("要给出 --tolerable 可容忍率，如 0.05")
	}
	if tolerable, err = share("tolerable", f.tolerable); err != nil {
		return nil, nil, nil, err
	}
	if confidence, err = share("confidence", f.confidence); err != nil {
		return nil, nil, nil, err
	}
	if f.rate != "" {
		rate, err = share("expected-rate", f.rate)
	}
	return tolerable, confidence, rate, err
}

func (a *application) sizeByCount(f sizeFlags, errorsGiven bool) error {
	tolerable, confidence, rate, err := f.shares()
	if err != nil {
		return err
	}
	if rate != nil && errorsGiven {
		return usagef("--expected-rate 与 --expected-errors 只能写一个")
	}
	got, err := sample.PlanSize(sample.Question{Model: sample.Model(f.model), Population: f.population, Tolerable: tolerable, Confidence: confidence, ExpectedRate: rate, Errors: f.errors})
	if err != nil {
		return refusef("算不出样本量：%v", err)
	}
	out := struct {
		N      int    `json:"n"`
		C      int    `json:"c"`
		K      int    `json:"K"`
		Risk   string `json:"risk"`
		Before string `json:"risk_before"`
		Model  string `json:"model"`
		Full   bool   `json:"full_check_advised,omitempty"`
	}{got.N, got.C, got.K, digits(got.Risk), digits(got.RiskBefore), f.model, got.Full}
	return a.print(out, func(w io.Writer) {
		fmt.Fprintf(w, "抽 %d 个，其中差错不超过 %d 个即可得出结论。\n风险：抽 %d 个时 %s，少抽一个时 %s（模型 %s）。\n", got.N, got.C, got.N, out.Risk[:8], out.Before[:8], f.model)
		if got.K > 0 {
			fmt.Fprintf(w, "总体 %d 个中可容忍 %d 个。\n", f.population, got.K)
		}
		if got.Full {
			fmt.Fprintln(w, "总体很小或样本已过半，建议全部核查。")
		}
	})
}

func (a *application) sizeByMoney(f sizeFlags) error {
	tolerable, confidence, rate, err := f.shares()
	if err != nil {
		return err
	}
	m, err := sample.PlanMoney(tolerable, rate, confidence)
	if err != nil {
		return refusef("算不出样本量：%v", err)
	}
	out := struct {
		N      int    `json:"n"`
		Factor string `json:"factor"`
	}{m.N, digits(m.Factor)}
	return a.print(out, func(w io.Writer) {
		fmt.Fprintf(w, "非必中金额抽 %d 个（系数 %s）。金额过大的项目列为必中后，请按剩下的金额再算一次。\n", m.N, out.Factor[:8])
	})
}

// stratumShare is one line of a strata file.
type stratumShare struct {
	name   string
	n      int64
	spread *big.Rat
}

// readStrata reads stratum TAB N TAB S; S may be left out for a proportional spread.
func readStrata(file string) (out []stratumShare, err error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, refusef("读不了分层文件 %s：%v。请检查路径", file, err)
	}
	seen := map[string]bool{}
	for i, row := range strings.Split(strings.TrimRight(string(b), "\n"), "\n") {
		f := strings.Split(strings.TrimSuffix(row, "\r"), "\t")
		if len(f) < 2 || len(f) > 3 || f[0] == "" {
			return nil, refusef("分层文件 %s 第 %d 行：应有 层、项目数、标准差 三栏，用一个 Tab 隔开", file, i+1)
		}
		s := stratumShare{name: f[0], spread: new(big.Rat)}
		if s.n, err = strconv.ParseInt(f[1], 10, 32); err != nil || s.n < 0 {
			return nil, refusef("分层文件 %s 第 %d 行：项目数“%s”不是不小于零的整数", file, i+1, f[1])
		}
		if len(f) == 3 {
			if s.spread, err = share("strata", f[2]); err != nil || s.spread.Sign() < 0 {
				return nil, refusef("分层文件 %s 第 %d 行：标准差“%s”不是不小于零的数", file, i+1, f[2])
			}
		}
		if seen[s.name] {
			return nil, refusef("分层文件 %s 第 %d 行：层“%s”重复", file, i+1, s.name)
		}
		seen[s.name] = true
		out = append(out, s)
	}
	return out, nil
}

func (a *application) sampleAllocate() *cobra.Command {
	var file, method string
	var n, least int
	c := &cobra.Command{
		Use: "allocate", Short: "把样本量分到各层：按比例或按最优（Neyman）", Args: exactArgs(0, "不带参数，用选项给出"),
		RunE: func(*cobra.Command, []string) error {
			if file == "" || n <= 0 {
				return usagef("要给出 --strata 分层文件 和 --n 样本量")
			}
			strata, err := readStrata(file)
			if err != nil {
				return err
			}
			got, err := allocate(strata, method, n, least)
			if err != nil {
				return err
			}
			return a.printAllocation(strata, got)
		},
	}
	c.Flags().StringVar(&file, "strata", "", "分层文件（层 TAB 项目数 TAB 标准差）")
	c.Flags().IntVar(&n, "n", 0, "样本量")
	c.Flags().StringVar(&method, "method", "proportional", "proportional 按项目数比例，neyman 按最优")
	c.Flags().IntVar(&least, "min", 1, "每层至少几个")
	return c
}

func allocate(strata []stratumShare, method string, n, min int) ([]int, error) {
	var sizes []int64
	var spreads []*big.Rat
	var least, most []int
	for _, s := range strata {
		l := min
		if int64(l) > s.n {
			l = int(s.n)
		}
		sizes, spreads, least, most = append(sizes, s.n), append(spreads, s.spread), append(least, l), append(most, int(s.n))
	}
	var got []int
	var err error
	switch method {
	case "proportional":
		got, err = sample.Proportional(sizes, least, most, n)
	case "neyman":
		got, err = sample.Optimal(sizes, spreads, least, most, n)
	default:
		return nil, usagef("--method 只能是 proportional 或 neyman，不是“%s”", method)
	}
	if err != nil {
		return nil, refusef("分不下去：%v", err)
	}
	return got, nil
}

func (a *application) printAllocation(strata []stratumShare, got []int) error {
	type one struct {
		Stratum string `json:"stratum"`
		N       int    `json:"n"`
	}
	out := struct {
		Allocation []one `json:"allocation"`
	}{Allocation: []one{}}
	s := &sheet{title: "分配", columns: []string{"层", "项目数", "样本量"}, right: map[int]bool{1: true, 2: true}}
	for i, x := range strata {
		out.Allocation = append(out.Allocation, one{x.name, got[i]})
		s.rows = append(s.rows, []string{x.name, fmt.Sprint(x.n), fmt.Sprint(got[i])})
	}
	return a.print(out, s.print)
}

func (a *application) sampleFreeze() *cobra.Command {
	var files frameFlags
	c := &cobra.Command{
		Use: "freeze", Short: "核对三个文件并给出要公布的指纹（种子产生之前公布）", Args: exactArgs(0, "不带参数，文件用选项给出"),
		RunE: func(*cobra.Command, []string) error {
			frame, err := files.frame()
			if err != nil {
				return err
			}
			out := struct {
				Population string `json:"population_sha256"`
				Plan       string `json:"plan_sha256"`
				Roster     string `json:"roster_sha256,omitempty"`
				Projects   int    `json:"projects"`
			}{frame.H, frame.P, frame.Q, len(frame.Population.Items)}
			return a.print(out, func(w io.Writer) {
				fmt.Fprintf(w, "总体 %d 个项目\n总体指纹 %s\n方案指纹 %s\n", out.Projects, frame.H, frame.P)
				if frame.Q != "" {
					fmt.Fprintf(w, "人员指纹 %s\n", frame.Q)
				}
				for _, n := range frame.Notices() {
					if n != "" {
						fmt.Fprintln(w, "提示："+n)
					}
				}
				fmt.Fprintln(w, "请先公布以上指纹，再现场产生种子；之后改动文件里任何一个字节，指纹都会变。")
			})
		},
	}
	files.add(c)
	return c
}
