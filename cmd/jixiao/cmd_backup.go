package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"jixiao/domain/intake"
	"jixiao/store"
)

func (a *application) backupCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "backup", Short: "备份数据文件；导入前、退出界面时和每小时也会自动备份", Args: exactArgs(0, "不带参数，或 backup list、backup restore"),
		RunE: func(*cobra.Command, []string) error { return a.backup() },
	}
	c.AddCommand(&cobra.Command{
		Use: "list", Short: "已有的备份，新的在前", Args: exactArgs(0, "不带参数"),
		RunE: func(*cobra.Command, []string) error { return a.listBackups() },
	}, &cobra.Command{
		Use: "restore 备份文件", Short: "用一个备份替换数据文件；现在的文件会留在备份目录里", Args: exactArgs(1, "一个备份文件（见 backup list）"),
		RunE: func(_ *cobra.Command, args []string) error { return a.restoreBackup(args[0]) },
	})
	return c
}

func (a *application) backup() error {
	db, err := a.open()
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	b, err := db.Backup(ctx)
	if errors.Is(err, context.Canceled) {
		return refusef("已取消，没有留下备份文件")
	}
	if err != nil {
		return err
	}
	return a.print(b, func(w io.Writer) {
		fmt.Fprintf(w, "已备份并核对：%s（%s，日志到第 %d 条）\n", b.File, sizeText(b.Size), b.Seq)
	})
}

func sizeText(n int64) string {
	if n < 1<<20 {
		return fmt.Sprintf("%d KiB", (n+1023)/1024)
	}
	return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20))
}

func (a *application) listBackups() error {
	path, err := a.dataPath()
	if err != nil {
		return err
	}
	rows, err := store.Backups(path)
	if err != nil {
		return err
	}
	return a.print(listed{orEmpty(rows), len(rows), map[string]any{}}, func(w io.Writer) {
		if len(rows) == 0 {
			fmt.Fprintf(w, "%s 还没有备份。用 jixiao backup 做一个。\n", path)
			return
		}
		for _, b := range rows {
			fmt.Fprintf(w, "%s  日志到第 %6d 条  %10s  %s\n", b.At.Local().Format(time.DateTime), b.Seq, sizeText(b.Size), b.File)
		}
	})
}

// restoreBackup takes a path, or the bare name of a file in the backup directory.
func (a *application) restoreBackup(file string) error {
	path, err := a.dataPath()
	if err != nil {
		return err
	}
	if filepath.Base(file) == file {
		if inDir := filepath.Join(store.BackupDir(path), file); exists(inDir) {
			file = inDir
		}
	}
	if !exists(file) {
		return refusef("找不到备份 %s。用 jixiao backup list 查看已有的备份", file)
	}
	o, err := a.options()
	if err != nil {
		return err
	}
	r, err := store.RestoreBackup(path, file, o)
	if err != nil {
		return err
	}
	return a.print(r, func(w io.Writer) {
		fmt.Fprintf(w, "已从备份 %s 恢复，日志到第 %d 条。\n", r.Backup, r.Seq)
		if r.Replaced != "" {
			fmt.Fprintf(w, "原来的数据文件留在 %s\n", r.Replaced)
		}
	})
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// guarded is the data file as the import screen needs it: a backup comes first, so that a
// whole import can be taken back even when undo no longer can.
type guarded struct{ *store.Store }

// Import backs up what has changed since the last backup, then imports.
func (g guarded) Import(ctx context.Context, files []intake.File, progress intake.Progress) (intake.Result, error) {
	if _, _, err := g.BackupIfChanged(ctx); err != nil {
		return intake.Result{}, err
	}
	return g.Store.Import(ctx, files, progress)
}

// keeper makes hourly backups behind the screens and one at the end.
type keeper struct {
	db   *store.Store
	stop context.CancelFunc
	done chan error
}

const backupEvery = time.Hour

func keepBackups(db *store.Store) *keeper {
	ctx, stop := context.WithCancel(context.Background())
	k := &keeper{db: db, stop: stop, done: make(chan error, 1)}
	go func() {
		tick := time.NewTicker(backupEvery)
		defer tick.Stop()
		var errs []error
		for {
			select {
			case <-ctx.Done():
				k.done <- errors.Join(errs...)
				return
			case <-tick.C:
				if _, _, err := db.BackupIfChanged(ctx); err != nil && !errors.Is(err, context.Canceled) {
					errs = []error{err} // the newest failure says it all
				}
			}
		}
	}()
	return k
}

// end stops the hourly backups and makes the last one; Ctrl+C leaves it out.
func (k *keeper) end() error {
	k.stop()
	err := <-k.done
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	_, _, last := k.db.BackupIfChanged(ctx)
	switch {
	case last == nil:
		return nil // whatever failed before, now everything is in a backup
	case errors.Is(last, context.Canceled):
		return err
	}
	return last
}
