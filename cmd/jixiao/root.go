package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"jixiao/tui"
)

const longAbout = `绩效精控：在一台不联网的机器上，用一个程序、一个数据文件走完全年预算绩效闭环。
依据《济南市市中区区级部门单位预算绩效管理办法》（市中政办字〔2019〕36号）。

不带子命令：打开数据文件进入界面；第一次使用可先试 jixiao demo。`

// usageTemplate is cobra's, in Chinese.
const usageTemplate = `用法：{{if .Runnable}}
  {{.UseLine}}{{end}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} 子命令{{end}}{{if .HasExample}}

示例：
{{.Example}}{{end}}{{if .HasAvailableSubCommands}}

子命令：{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding }} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

选项：
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

通用选项：
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableSubCommands}}

用 "{{.CommandPath}} 子命令 --help" 看某个子命令的说明。{{end}}
`

func newRoot(a *application) *cobra.Command {
	root := &cobra.Command{
		Use:           "jixiao",
		Short:         "绩效精控：区级预算绩效管理终端程序",
		Long:          longAbout,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          noSuchCommand,
		RunE:          func(*cobra.Command, []string) error { return a.screens() },
	}
	root.SetUsageTemplate(usageTemplate)
	root.SetHelpTemplate("{{with (or .Long .Short)}}{{. | trimTrailingWhitespaces}}\n\n{{end}}{{.UsageString}}")
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return usagef("%s：%s。用 %s --help 看可用的选项", c.CommandPath(), chineseFlagError(err), c.CommandPath())
	})
	f := root.PersistentFlags()
	f.StringVar(&a.dataFlag, "data", "", "数据文件（缺省取环境变量 JIXIAO_DATA，再缺省为用户数据目录）")
	f.IntVar(&a.yearFlag, "year", 0, "预算年度（缺省为业务日期所在年度）")
	f.StringVar(&a.operatorFlag, "operator", "", "操作人，写入日志（缺省为系统用户名）")
	f.StringVar(&a.asOfFlag, "as-of", "", "业务日期 YYYY-MM-DD，规则和时钟按这一天算（缺省今天）")
	f.BoolVar(&a.json, "json", false, "以 JSON 输出结果")
	root.Flags().StringVar(&a.theme, "theme", "default", "配色："+tui.ThemeNames())
	root.Flags().BoolVar(&a.unicode, "unicode", false, "条形图用方块字符（字体支持时更清楚）")
	root.Flags().BoolVar(&a.loud, "loud", false, "投影模式：大间距、不分栏")
	root.Flags().IntVar(&a.fps, "fps", 120, "每秒最多刷新次数，慢终端可设 30")
	f.BoolP("help", "h", false, "显示说明")
	root.AddCommand(a.commands()...)
	root.SetHelpCommand(helpCommand(root))
	root.CompletionOptions.DisableDescriptions = true
	chineseCompletion(root)
	return root
}

func helpCommand(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use: "help [子命令]", Short: "显示某个子命令的说明",
		RunE: func(_ *cobra.Command, args []string) error {
			c, rest, err := root.Find(args)
			if err != nil || len(rest) > 0 {
				return usagef("没有名为“%s”的命令。用 jixiao --help 看全部命令", strings.Join(args, " "))
			}
			return c.Help()
		},
	}
}

// chineseCompletion lets cobra add its completion command and gives it Chinese text.
func chineseCompletion(root *cobra.Command) {
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		if c.Name() != "completion" {
			continue
		}
		c.Short, c.Long = "生成命令行补全脚本（bash、zsh、fish、powershell）", "生成命令行补全脚本，按所用终端选择子命令，把输出存为该终端的补全文件。"
		for _, s := range c.Commands() {
			s.Short, s.Long = s.Name()+" 的补全脚本", ""
		}
	}
}

func noSuchCommand(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	msg := fmt.Sprintf("没有名为“%s”的命令", args[0])
	if near := c.SuggestionsFor(args[0]); len(near) > 0 {
		msg += "，是不是 " + strings.Join(near, "、")
	}
	return usagef("%s。用 jixiao --help 看全部命令", msg)
}

// chineseFlagError turns pflag's sentences into Chinese; what it does not know stays.
func chineseFlagError(err error) string {
	s := err.Error()
	for _, r := range [][2]string{
		{"unknown flag: ", "没有选项 "}, {"unknown shorthand flag: ", "没有短选项 "},
		{"flag needs an argument: ", "选项缺少取值 "}, {"invalid argument ", "选项取值不对 "},
	} {
		if rest, ok := strings.CutPrefix(s, r[0]); ok {
			rest = strings.Replace(rest, " for ", " 用于 ", 1)
			rest, _, _ = strings.Cut(rest, ": strconv")
			return r[1] + rest
		}
	}
	return s
}

// exactArgs is cobra.ExactArgs with a Chinese sentence.
func exactArgs(n int, what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) != n {
			return usagef("%s 需要 %s，现在给了 %d 个参数。用 %s --help 看用法", c.CommandPath(), what, len(args), c.CommandPath())
		}
		return nil
	}
}

// minArgs is cobra.MinimumNArgs with a Chinese sentence.
func minArgs(n int, what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) < n {
			return usagef("%s 需要 %s。用 %s --help 看用法", c.CommandPath(), what, c.CommandPath())
		}
		return nil
	}
}

// needSubcommand is the RunE of a command that only groups others.
func needSubcommand(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usagef("%s 没有名为“%s”的子命令。用 %s --help 看全部", c.CommandPath(), args[0], c.CommandPath())
	}
	return c.Help()
}
