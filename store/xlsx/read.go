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

// Read reads files and folders (with everything below them). Every file gets an entry (one
// for each kind of sheet it holds), in the order given, folders in name order; a file that cannot be read has one error that
// says what to do. progress, when not nil, is told after each file. The error is for
// cancellation and for paths without any file.
func Read(ctx context.Context, paths []string, opts Options, progress intake.Progress) ([]intake.File, error) {
	names, err := collect(ctx, paths)
	if err != nil {
		return nil, err
	}
	out := make([][]intake.File, len(names))
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
	return slices.Concat(out...), nil
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

func readFile(ctx context.Context, path string, opts Options) []intake.File {
	data, err := load(path)
	if err != nil {
		f := intake.File{Name: path, Kind: domain.FormUnknown}
		fileError(&f, sentence(err))
		return []intake.File{f}
	}
	return ReadBytes(ctx, path, data, opts)
}

// load reads a file's bytes within the size limit.
func load(path string) ([]byte, error) {
	st, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, refuse(Unreadable, "找不到文件 %s。请检查路径和文件名", path)
	case err != nil:
		return nil, refuse(Unreadable, "读不了文件 %s。请检查权限，或把文件拷到本机后再导入", path)
	case !st.Mode().IsRegular():
		return nil, refuse(Unreadable, "%s 不是普通文件。请选择表格文件或文件夹", path)
	case st.Size() > MaxFileSize:
		return nil, refuse(TooLarge, "文件有 %d MiB，超过 %d MiB 的上限。请删去图片和无关的表，或拆成几个文件后再导入", st.Size()>>20, MaxFileSize>>20)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, refuse(Unreadable, "读不了文件 %s。请检查权限，或把文件拷到本机后再导入", path)
	}
	return data, nil
}

// ReadBytes reads one file that is already in memory; see Read. There is one entry for each
// kind of sheet it holds, at least one.
func ReadBytes(ctx context.Context, name string, data []byte, opts Options) []intake.File {
	sum := sha256.Sum256(data)
	f := intake.File{Name: name, SHA256: hex.EncodeToString(sum[:]), Original: data, Kind: domain.FormUnknown}
	grids, err := openGrids(ctx, name, data, &f)
	if err != nil {
		fileError(&f, sentence(err))
		return []intake.File{f}
	}
	rd := &fileReader{f: &f, opts: opts, keys: newKeyCache()}
	rd.read(grids)
	if f.Kind == domain.FormUnknown && len(f.Errors) == 0 {
		fileError(&f, "没有认出这是什么表：找不到自评表、目标表、监控表、复核底稿的栏目，也找不到清单的表头。请对照 jixiao template 的模板检查")
	}
	out := []intake.File{f}
	for _, m := range rd.more {
		out = append(out, *m)
	}
	return out
}

// openGrids reads every visible sheet that is not empty.
func openGrids(ctx context.Context, name string, data []byte, f *intake.File) ([]*grid, error) {
	kind, err := sniff(name, data)
	if err != nil {
		return nil, err
	}
	if kind == contentText {
		g, err := readCSV(data)
		if err != nil {
			return nil, err
		}
		return []*grid{g}, nil
	}
	b, err := openBook(ctx, data)
	if err != nil {
		return nil, err
	}
	var out []*grid
	for _, info := range b.sheets {
		g, err := b.readSheet(ctx, info)
		if err != nil {
			return nil, err
		}
		switch {
		case len(g.rows) == 0:
		case info.hidden:
			f.Warnings = append(f.Warnings, intake.CellError{Sheet: info.name, Message: "工作表“" + info.name + "”是隐藏的，没有读入。如需导入请先取消隐藏"})
		default:
			out = append(out, g)
			f.Warnings = append(f.Warnings, g.warnings...)
		}
	}
	if len(out) == 0 {
		return nil, refuse(Empty, "工作簿里的工作表都是空的，没有内容。请检查是否选错文件")
	}
	return out, nil
}

// sentence is the message of a refusal.
func sentence(err error) string {
	var r *Refusal
	if errors.As(err, &r) {
		return r.Error()
	}
	return err.Error()
}

func baseName(path string) string { return filepath.Base(path) }
