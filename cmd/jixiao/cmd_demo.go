package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"jixiao/domain"
	"jixiao/domain/district"
	"jixiao/store"
)

// Defaults of the demonstration district.
const (
	defaultDemoProjects = 1200
	defaultDemoSeed     = 370103
	maxDemoProjects     = 1_000_000
)

type demoFlags struct {
	dir      string
	projects int
	seed     int64
	noTUI    bool
}

func (a *application) demoCommand() *cobra.Command {
	var f demoFlags
	c := &cobra.Command{
		Use: "demo", Short: "生成一个合成的区（全年各环节、埋有错误），进入界面试用", Args: exactArgs(0, "不带参数"),
		RunE: func(*cobra.Command, []string) error { return a.demo(f) },
	}
	c.Flags().StringVar(&f.dir, "dir", "", "数据文件放在哪个目录（缺省新建一个临时目录）")
	c.Flags().IntVar(&f.projects, "projects", defaultDemoProjects, "项目个数")
	c.Flags().Int64Var(&f.seed, "seed", defaultDemoSeed, "种子：同一种子得到同样的区")
	c.Flags().BoolVar(&f.noTUI, "no-tui", false, "只生成数据文件，打印它的路径")
	return c
}

// demo makes a new data file and opens the screens on it.
func (a *application) demo(f demoFlags) error {
	if f.projects < 1 || f.projects > maxDemoProjects {
		return usagef("--projects 要在 1 到 %d 之间，不是 %d", maxDemoProjects, f.projects)
	}
	path, err := demoPath(f.dir)
	if err != nil {
		return err
	}
	opts, err := a.options()
	if err != nil {
		return err
	}
	bar := a.progress("生成演示数据")
	err = store.CreateDemo(path, district.Options{Seed: f.seed, Projects: f.projects, Year: a.yearFlag}, opts, bar.update)
	bar.end()
	if err != nil {
		return err
	}
	if f.noTUI {
		return a.print(map[string]any{"data": path, "projects": f.projects, "seed": f.seed}, func(w io.Writer) { fmt.Fprintln(w, path) })
	}
	a.dataFlag = path
	if !isTerminal(a.stdin) || !isTerminal(a.stdout) {
		return a.overview()
	}
	if _, err := a.openAt(path); err != nil {
		return err
	}
	if err := a.runScreens(); err != nil {
		return err
	}
	a.sayf("演示数据在 %s，再次打开：jixiao --data %s", path, path)
	return nil
}

func demoPath(dir string) (string, error) {
	if dir == "" {
		d, err := os.MkdirTemp("", "jixiao-demo-")
		if err != nil {
			return "", refusef("建不了临时目录：%v。请用 --dir 指定一个可写的目录", err)
		}
		dir = d
	}
	path := filepath.Join(dir, "demo.db")
	for i := 2; ; i++ {
		if _, err := os.Lstat(path); os.IsNotExist(err) {
			return path, nil
		}
		path = filepath.Join(dir, fmt.Sprintf("demo-%d.db", i))
	}
}

// demoDate is the setting under which a demonstration file keeps its business date.
const demoDate = "demo.as_of"

// adoptDemoDate makes a demonstration file live on its own date, so that its warnings and
// clocks mean something on any day.
func (a *application) adoptDemoDate() error {
	var d domain.Date
	err := a.db.View(func(tx *store.Tx) error {
		s, ok, err := store.Settings.Get(tx, demoDate)
		if err != nil || !ok {
			return err
		}
		return d.UnmarshalText(trimQuotes(s.Value))
	})
	if err == nil && !d.IsZero() {
		a.db.SetClock(fixedDate(d))
	}
	return err
}

func trimQuotes(b []byte) []byte {
	if len(b) > 1 && b[0] == '"' {
		return b[1 : len(b)-1]
	}
	return b
}
