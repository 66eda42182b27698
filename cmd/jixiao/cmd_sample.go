package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"jixiao/domain"
	"jixiao/domain/sample"
)

// frameFlags are the files every stand-alone sample command reads.
type frameFlags struct{ population, plan, roster string }

func (f *frameFlags) add(c *cobra.Command) {
	c.Flags().StringVar(&f.population, "population", "", "总体文件（项目 TAB 层 TAB 金额分 TAB 必抽0/1）")
	c.Flags().StringVar(&f.plan, "plan", "", "抽取方案文件（层 TAB 样本量 TAB srs或pps）")
	c.Flags().StringVar(&f.roster, "roster", "", "复核人员文件（人员 TAB 回避部门，逗号隔开）；不派人可不给")
}

// frame reads and checks the three files.
func (f *frameFlags) frame() (sample.Frame, error) {
	if f.population == "" || f.plan == "" {
		return sample.Frame{}, usagef("抽取和验证都要给出 --population 总体文件 和 --plan 方案文件")
	}
	texts := map[string]string{}
	for _, name := range []string{f.population, f.plan, f.roster} {
		if name == "" {
			continue
		}
		b, err := os.ReadFile(name)
		if err != nil {
			return sample.Frame{}, refusef("读不了文件 %s：%v。请检查路径", name, err)
		}
		texts[name] = string(b)
	}
	return sample.NewFrame(texts[f.population], texts[f.plan], texts[f.roster])
}

func (a *application) sampleCommand() *cobra.Command {
	c := &cobra.Command{Use: "sample", Short: "抽查抽样：样本量、分配、封框、抽取、验证、派人、推断（也可只用文件，不需要数据文件）", RunE: needSubcommand}
	c.AddCommand(a.sampleSize(), a.sampleAllocate(), a.sampleFreeze(), a.sampleDraw(), a.sampleVerify(), a.sampleAssign(), a.sampleBound(), a.sampleEvaluate())
	return c
}

func (a *application) sampleDraw() *cobra.Command {
	var files frameFlags
	var seed, out string
	var each int
	c := &cobra.Command{
		Use: "draw", Short: "按封存的总体、方案和种子抽取，得到抽取记录 draw.json", Args: exactArgs(0, "不带参数，文件用选项给出"),
		Example: "  jixiao sample draw --population P.tsv --plan L.tsv --roster Q.tsv --per-project 2 --seed '双色球…|骰子…' -o draw.json",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if !cmd.Flags().Changed("seed") {
				return usagef("抽取要给出 --seed 种子文字（现场公开产生，建议至少 20 位十进制数字）")
			}
			frame, err := files.frame()
			if err != nil {
				return err
			}
			for _, n := range append(frame.Notices(), sample.SeedNotice(seed)) {
				if n != "" {
					fmt.Fprintln(a.stderr, "提示："+n)
				}
			}
			d, err := frame.Draw(seed, each)
			if err != nil {
				return err
			}
			if err := writeJSONFile(out, d); err != nil {
				return err
			}
			return a.print(d, func(w io.Writer) { printDraw(w, d, out) })
		},
	}
	files.add(c)
	c.Flags().StringVar(&seed, "seed", "", "种子文字，逐字使用，前导零也算")
	c.Flags().IntVar(&each, "per-project", 2, "每个项目派几名复核人员")
	c.Flags().StringVarP(&out, "output", "o", "", "抽取记录写到这个文件")
	return c
}

// writeJSONFile writes v to a new file; an existing file is never overwritten, because a
// draw record is evidence.
func writeJSONFile(name string, v any) error {
	if name == "" {
		return nil
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return refusef("写不了 %s：%v。已有的记录不会被覆盖，请换一个文件名", name, err)
	}
	enc := json.NewEncoder(f)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := errors.Join(enc.Encode(v), f.Sync(), f.Close()); err != nil {
		return errors.Join(fmt.Errorf("写 %s 没有成功：%w", name, err), os.Remove(name))
	}
	return nil
}

var pickWords = map[string]string{
	domain.PickMust: "必抽", domain.PickCertainty: "金额必中", domain.PickTicket: "摇号", domain.PickMoney: "金额命中", domain.PickCoverage: "仅补覆盖",
}

func printDraw(w io.Writer, d domain.Draw, out string) {
	fmt.Fprintf(w, "总体 %s\n方案 %s\n", d.PopulationHash, d.PlanHash)
	if d.RosterHash != "" {
		fmt.Fprintf(w, "人员 %s\n", d.RosterHash)
	}
	fmt.Fprintf(w, "种子 %s\n钥匙 %s\n抽中 %d 个项目：\n", d.Seed, d.Key, len(d.Picks))
	for _, p := range d.Picks {
		fmt.Fprintf(w, "  %s  %s  %s", p.Stratum, p.ID, pickWords[p.Reason])
		if p.Rank > 0 {
			fmt.Fprintf(w, " 第 %d 号", p.Rank)
		}
		fmt.Fprintf(w, "  概率 %s  号码 %s…", p.Pi, p.Ticket[:16])
		if r := d.Reviewers[p.ID]; len(r) > 0 {
			fmt.Fprintf(w, "  复核 %s", strings.Join(r, "、"))
		}
		fmt.Fprintln(w)
	}
	if out != "" {
		fmt.Fprintf(w, "抽取记录已写到 %s。任何人可用 jixiao sample verify %s 复算。\n", out, out)
	}
}

func readDraw(name string) (domain.Draw, error) {
	b, err := os.ReadFile(name)
	if err != nil {
		return domain.Draw{}, refusef("读不了抽取记录 %s：%v。请检查路径", name, err)
	}
	return sample.ParseDraw(string(b))
}

func (a *application) sampleVerify() *cobra.Command {
	var files frameFlags
	c := &cobra.Command{
		Use: "verify DRAW.json", Short: "由文件和种子重新算一遍，逐项对照抽取记录", Args: exactArgs(1, "一个抽取记录文件"),
		RunE: func(_ *cobra.Command, args []string) error {
			d, err := readDraw(args[0])
			if err != nil {
				return err
			}
			frame, err := files.frame()
			if err != nil {
				return err
			}
			diffs := frame.Verify(d)
			res := struct {
				OK          bool                `json:"ok"`
				Differences []sample.Difference `json:"differences,omitempty"`
			}{len(diffs) == 0, diffs}
			err = a.print(res, func(w io.Writer) {
				if res.OK {
					fmt.Fprintf(w, "一致：%d 个抽中项目、种子、三个指纹全部复算无误。\n", len(d.Picks))
					return
				}
				fmt.Fprintf(w, "不一致，共 %d 处：\n", len(diffs))
				for _, x := range diffs {
					fmt.Fprintln(w, "  "+x.String())
				}
			})
			if err == nil && !res.OK {
				return found()
			}
			return err
		},
	}
	files.add(c)
	return c
}

func (a *application) sampleAssign() *cobra.Command {
	var files frameFlags
	var each int
	var out string
	c := &cobra.Command{
		Use: "assign DRAW.json", Short: "给已有的抽取记录随机派复核人员（回避、负担均衡）", Args: exactArgs(1, "一个抽取记录文件"),
		RunE: func(_ *cobra.Command, args []string) error {
			d, err := readDraw(args[0])
			if err != nil {
				return err
			}
			if files.roster == "" {
				return usagef("派人要给出 --roster 复核人员文件")
			}
			frame, err := files.frame()
			if err != nil {
				return err
			}
			d.Reviewers = nil
			d.RosterHash = frame.Q
			if d.Reviewers, err = frame.Assign(d, each); err != nil {
				return err
			}
			if err := writeJSONFile(out, d); err != nil {
				return err
			}
			return a.print(d, func(w io.Writer) { printDraw(w, d, out) })
		},
	}
	files.add(c)
	c.Flags().IntVar(&each, "per-project", 2, "每个项目派几名复核人员")
	c.Flags().StringVarP(&out, "output", "o", "", "带派人结果的抽取记录写到这个文件")
	return c
}
