package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"runtime"
	"time"

	"jixiao/domain"
	"jixiao/store"
)

// application is what all commands share: the flags that every command has, the streams, and
// the data file once it is open.
type application struct {
	dataFlag, operatorFlag, asOfFlag string
	yearFlag                         int
	json                             bool
	stdin                            io.Reader
	stdout, stderr                   io.Writer
	env                              func(string) string
	db                               *store.Store
	theme                            string
	unicode, loud                    bool
	fps                              int
	// cleanup runs when the command ends.
	cleanup []func() error
}

// dataPath is where the data file is: --data, $JIXIAO_DATA, or the user's data folder.
func (a *application) dataPath() (string, error) {
	if a.dataFlag != "" {
		return a.dataFlag, nil
	}
	if p := a.env("JIXIAO_DATA"); p != "" {
		return p, nil
	}
	dir, err := userDataDir(a.env)
	if err != nil {
		return "", usagef("找不到用户数据目录（%v）。请用 --data 指定数据文件", err)
	}
	return filepath.Join(dir, "jixiao", "jixiao.db"), nil
}

func userDataDir(env func(string) string) (string, error) {
	switch runtime.GOOS {
	case "windows":
		if d := env("LocalAppData"); d != "" {
			return d, nil
		}
		return "", errors.New("环境变量 LocalAppData 为空")
	case "darwin":
		return os.UserConfigDir()
	}
	if d := env("XDG_DATA_HOME"); d != "" {
		return d, nil
	}
	home, err := os.UserHomeDir()
	return filepath.Join(home, ".local", "share"), err
}

// clock is the business clock: --as-of fixes the date and keeps the time of day.
func (a *application) clock() (func() time.Time, error) {
	if a.asOfFlag == "" {
		return nil, nil
	}
	d, err := domain.ParseDate(a.asOfFlag)
	if err != nil {
		return nil, usagef("--as-of %q 不是日期，应写成 2026-08-31 这样", a.asOfFlag)
	}
	return fixedDate(d), nil
}

func fixedDate(d domain.Date) func() time.Time {
	return func() time.Time {
		n := time.Now()
		return time.Date(d.Year, d.Month, d.Day, n.Hour(), n.Minute(), n.Second(), n.Nanosecond(), n.Location())
	}
}

func (a *application) operator() domain.Operator {
	name := a.operatorFlag
	if name == "" {
		name = a.env("JIXIAO_OPERATOR")
	}
	if name == "" {
		if u, err := user.Current(); err == nil {
			name = filepath.Base(u.Username)
		}
	}
	if name == "" {
		name = "未署名"
	}
	return domain.Operator{Name: name, Role: domain.RoleReviewer}
}

func now(clock func() time.Time) time.Time {
	if clock == nil {
		return time.Now()
	}
	return clock()
}

func (a *application) options() (store.Options, error) {
	clock, err := a.clock()
	return store.Options{Clock: clock, Operator: a.operator()}, err
}

// open opens the existing data file for reading and writing.
func (a *application) open() (*store.Store, error) {
	if a.db != nil {
		return a.db, nil
	}
	path, err := a.dataPath()
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, refusef("数据文件 %s 不存在。先用 jixiao import 导入表格，或用 jixiao demo 试用演示数据，或用 --data 指定已有文件", path)
	}
	return a.openAt(path)
}

func (a *application) openAt(path string) (*store.Store, error) {
	o, err := a.options()
	if err != nil {
		return nil, err
	}
	db, err := store.Open(path, o)
	if err != nil {
		return nil, err
	}
	a.db = db
	if a.asOfFlag == "" {
		if err := a.adoptDemoDate(); err != nil {
			return nil, err
		}
	}
	return db, nil
}

// openOrCreate opens the data file, making a new one where there is none.
func (a *application) openOrCreate() (*store.Store, error) {
	path, err := a.dataPath()
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		return a.open()
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, refusef("建不了目录 %s：%v。请换一个有写权限的位置（--data）", filepath.Dir(path), err)
	}
	o, err := a.options()
	if err != nil {
		return nil, err
	}
	a.db, err = store.Create(path, o)
	return a.db, err
}

func (a *application) close() error {
	var errs []error
	if a.db != nil {
		errs = append(errs, a.db.Close())
		a.db = nil
	}
	for _, f := range a.cleanup {
		errs = append(errs, f())
	}
	a.cleanup = nil
	return errors.Join(errs...)
}

// year is the budget year: --year, else the year of the business date.
func (a *application) year() int {
	if a.yearFlag != 0 {
		return a.yearFlag
	}
	return a.db.Today().Year
}

// print writes v as JSON when --json is given, else calls text.
func (a *application) print(v any, text func(w io.Writer)) error {
	if !a.json {
		text(a.stdout)
		return nil
	}
	enc := json.NewEncoder(a.stdout)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

func (a *application) sayf(format string, args ...any) {
	fmt.Fprintf(a.stdout, format+"\n", args...)
}
