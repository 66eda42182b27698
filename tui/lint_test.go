package tui

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// notShown ends a line whose literal is compared with data and never drawn.
const notShown = "// not shown"

// mapping files hold the ambiguous characters that they map away, or draw on demand.
var mapping = map[string]bool{"display.go": true, "keys.go": true, "plot.go": true}

// TestOurOwnTextHasOneWidth scans every string literal below tui for characters that are
// one cell wide in some fonts and two in others (box lines, dots, dashes, quotes, arrows,
// comparison signs). In sentences write 「」 for quotes, >= for at least, .. for more.
func TestOurOwnTextHasOneWidth(t *testing.T) {
	files := 0
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || mapping[path] {
			return err
		}
		files++
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, path, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		excused := map[int]bool{}
		for _, g := range f.Comments {
			for _, c := range g.List {
				excused[fset.Position(c.Pos()).Line] = strings.HasPrefix(c.Text, notShown)
			}
		}
		ast.Inspect(f, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || (lit.Kind != token.STRING && lit.Kind != token.CHAR) || excused[fset.Position(lit.Pos()).Line] {
				return true
			}
			s := literal(lit)
			visible := strings.Map(func(r rune) rune {
				if r < 0x20 {
					return -1
				}
				return r
			}, s)
			assert.False(t, Ambiguous(visible), "%s: %s", fset.Position(lit.Pos()), lit.Value)
			return true
		})
		return nil
	})
	require.NoError(t, err)
	require.Greater(t, files, 20, "the scan looks in the wrong place")
}

func literal(lit *ast.BasicLit) string {
	if lit.Kind == token.CHAR {
		r, _, _, err := strconv.UnquoteChar(lit.Value[1:len(lit.Value)-1], '\'')
		if err != nil {
			return lit.Value
		}
		return string(r)
	}
	s, err := strconv.Unquote(lit.Value)
	if err != nil {
		return lit.Value
	}
	return s
}
