package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"

	"github.com/charmbracelet/x/term"

	"jixiao/domain"
	"jixiao/domain/intake"
	"jixiao/store"
	"jixiao/store/xlsx"
	"jixiao/tui"
	"jixiao/tui/app"
	"jixiao/tui/importer"
	"jixiao/tui/ledger"
	"jixiao/tui/linkage"
	"jixiao/tui/projects"
	"jixiao/tui/sampling"
	"jixiao/tui/targets"
	"jixiao/tui/warnings"
)

// What each screen needs is what the store gives.
var (
	_ projects.Store = (*store.Store)(nil)
	_ targets.Store  = (*store.Store)(nil)
	_ warnings.Store = (*store.Store)(nil)
	_ sampling.Store = (*store.Store)(nil)
	_ importer.Store = guarded{}
	_ ledger.Store   = (*store.Store)(nil)
	_ linkage.Store  = linkDesk{}
	_ app.Session    = session{}
)

// session is the data file as the root model needs it.
type session struct{ *store.Store }

// Undo takes back the newest operation and returns its title.
func (s session) Undo() (string, error) {
	r, err := s.Store.Undo()
	return r.Title, err
}

// Redo restores the newest undone operation.
func (s session) Redo() (string, error) {
	r, err := s.Store.Redo()
	return r.Title, err
}

// Export writes a table to a new file; a bare name is meant beside the data file.
func (s session) Export(e tui.ExportMsg, file string) (string, error) {
	if !filepath.IsAbs(file) && filepath.Base(file) == file {
		file = filepath.Join(filepath.Dir(s.Path()), file)
	}
	if e.Doc != nil {
		return file, saveDoc(file, e.Doc)
	}
	return file, saveTable(file, e.Title, e.Columns, e.Rows)
}

// reader reads workbooks for the import screen.
type reader struct{ year int }

// Read reads files and folders without writing anything.
func (r reader) Read(ctx context.Context, paths []string, progress intake.Progress) ([]intake.File, error) {
	return xlsx.Read(ctx, paths, xlsx.Options{Year: r.year}, progress)
}

func isTerminal(v any) bool {
	f, ok := v.(*os.File)
	return ok && term.IsTerminal(f.Fd())
}

// screens is `jixiao` without a subcommand: the screens, or the overview as text when
// there is no terminal.
func (a *application) screens() error {
	if !isTerminal(a.stdin) || !isTerminal(a.stdout) {
		return a.overview()
	}
	if _, err := a.openOrCreate(); err != nil {
		return err
	}
	return a.runScreens()
}

// memoryLimit keeps the collector from letting the heap grow beyond what a long day of
// screens needs; it only makes collections more frequent, never fails an allocation.
const memoryLimit = 44 << 20

func (a *application) runScreens() error {
	tui.SetTheme(a.theme, a.env("NO_COLOR") != "")
	tui.Unicode = a.unicode
	debug.SetMemoryLimit(memoryLimit)
	rows, err := a.db.Page("", 1)
	if err != nil {
		return err
	}
	home, err := os.Getwd()
	if err != nil {
		home = filepath.Dir(a.db.Path())
	}
	list := []tui.Screen{projects.New(a.db), targets.New(a.db), warnings.New(a.db), sampling.New(a.db, a.year()), linkage.New(linkDesk{a.db}, a.year()), ledger.New(a.db), importer.New(reader{a.year()}, guarded{a.db}, home)}
	m := app.New(session{a.db}, list, app.Options{File: filepath.Base(a.db.Path()), Operator: a.db.Operator().Name, AsOf: a.db.Today().String(), Start: "projects", FirstRun: len(rows) == 0, Loud: a.loud})
	backups := keepBackups(a.db)
	choice, err := app.Run(m, a.fps)
	if err := backups.end(); err != nil {
		fmt.Fprintf(a.stderr, "退出时的备份没有做成：%v\n", err)
	}
	if err != nil {
		return refusef("界面没能启动或中途退出：%v。旧版控制台请在属性里取消“使用旧版控制台”；也可以用子命令完成同样的工作，见 jixiao --help", err)
	}
	if choice == app.ChoiceDemo {
		if err := a.close(); err != nil {
			return err
		}
		return a.demo(demoFlags{projects: defaultDemoProjects, seed: defaultDemoSeed})
	}
	return nil
}

// overview is what the screens would show first, as text, with the next step.
func (a *application) overview() error {
	path, err := a.dataPath()
	if err != nil {
		return err
	}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		a.sayf("还没有数据文件（%s）。", path)
		a.sayf("下一步：jixiao demo 试用演示数据；jixiao import 文件夹 导入部门报来的表；jixiao template projects -o 项目清单.xlsx 得到空表。")
		return nil
	}
	db, err := a.open()
	if err != nil {
		return err
	}
	return a.overviewOf(db)
}

func (a *application) overviewOf(db *store.Store) error {
	ix, err := db.LoadIndex(context.Background())
	if err != nil {
		return err
	}
	all := make([]uint32, ix.Len())
	for i := range all {
		all[i] = uint32(i)
	}
	s := ix.Sum(all)
	a.sayf("数据文件 %s，业务日期 %s", db.Path(), db.Today())
	a.sayf("项目 %d 个，全年预算 %s 万元，累计支出 %s 万元，支出率 %s", s.Count, s.Adjusted.Wan(), s.Executed.Wan(), s.Rate().Percent())
	for _, level := range []domain.Level{domain.LevelDepartment, domain.LevelBureau} {
		items, err := db.Queue(level)
		if err != nil {
			return err
		}
		a.sayf("目标审核：轮到%s %d 份", level, len(items))
	}
	a.sayf("下一步：在终端里运行 jixiao 进入界面；或用 jixiao list、jixiao monitor、jixiao review 等子命令，见 jixiao --help")
	return nil
}
