package xlsx

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"jixiao/domain"
	"jixiao/domain/intake"
)

// Read reads files and folders (with everything below them). Every file gets an entry, in
// the order given, folders in name order; a file that cannot be read has one error that
// says what to do. progress, when not nil, is told after each file. The error is for
// cancellation and for paths without any file.
func Read(ctx context.Context, paths []string, opts Options, progress intake.Progress) ([]intake.File, error) {
	names, err := collect(ctx, paths)
	if err != nil {
		return nil, err
	}
	out := make([]intake.File, len(names))
	var next, done atomic.Int64
	var mu sync.Mutex
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), 4, len(names)) {
		wg.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= len(names) || ctx.Err() != nil {
					return
				}
				out[i] = readFile(ctx, names[i], opts)
				n := int(done.Add(1))
				if progress != nil {
					mu.Lock()
					progress(n, len(names))
					mu.Unlock()
				}
			}
		})
	}
	wg.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return out, nil
}

// collect lists the files behind the paths. In folders only tables are taken; lock files
// and hidden files are passed over.
func collect(ctx context.Context, paths []string) ([]string, error) {
	var out []string
	for _, p := range paths {
		st, err := os.Stat(p)
		if err != nil || !st.IsDir() {
			out = append(out, p) // a missing file gets an entry with its error
			continue
		}
		var found []string
		err = filepath.WalkDir(p, func(path string, d fs.DirEntry, err error) error {
			switch {
			case ctx.Err() != nil:
				return ctx.Err()
			case err != nil:
				return nil
			case path != p && strings.HasPrefix(d.Name(), "."):
				if d.IsDir() {
					return fs.SkipDir
				}
			case !d.IsDir() && tableName(d.Name()):
				found = append(found, path)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
		slices.SortFunc(found, func(a, b string) int { return cmp.Compare(a, b) })
		out = append(out, found...)
	}
	if len(out) == 0 {
		return nil, errNoFiles
	}
	return out, nil
}

func tableName(name string) bool {
	if strings.HasPrefix(name, "~$") {
		return false
	}
	switch strings.ToLower(filepath.Ext(name)) {
	case ".xlsx", ".xlsm", ".csv", ".tsv", ".xls", ".et":
		return true
	}
	return false
}

func readFile(ctx context.Context, path string, opts Options) intake.File {
	f := intake.File{Name: path, Kind: domain.FormUnknown}
	data, err := load(path)
	if err == nil {
		f = ReadBytes(ctx, path, data, opts)
	} else {
		fileError(&f, sentence(err))
	}
	return f
}

// ReadBytes reads one file that is already in memory; see Read.
func ReadBytes(ctx context.Context, name string, data []byte, opts Options) (f intake.File) {
	sum := sha256.Sum256(data)
	f = intake.File{Name: name, SHA256: hex.EncodeToString(sum[:]), Original: data, Kind: domain.FormUnknown}
	grids, err := openGrids(name, data)
	if err != nil {
		fileError(&f, sentence(err))
		return f
	}
	for _, g := range grids {
		readGrid(&f, g, opts)
	}
	if f.Kind == domain.FormUnknown {
		fileError(&f, "没有认出这是什么表：找不到自评表、目标表、监控表、复核底稿的栏目，也找不到清单的表头。请对照 jixiao template 的模板检查")
	}
	return f
}

// sentence is the message of a refusal.
func sentence(err error) string {
	var r *Refusal
	if errors.As(err, &r) {
		return r.Error()
	}
	return err.Error()
}

func readGrid(f *intake.File, g *grid, opts Options) {
	for _, at := range formRanges(g) {
		form, ok := readForm(g, at[0], at[1], opts.Unit)
		if !ok {
			continue
		}
		form.File = filepath.Base(f.Name)
		if f.Kind == domain.FormUnknown {
			f.Kind, f.Layout, f.AmountUnit = form.Kind, form.Layout, form.AmountUnit
		}
		f.Rows += len(form.Indicators)
		f.Unread = append(f.Unread, form.Unread...)
		f.Forms = append(f.Forms, form)
	}
}
