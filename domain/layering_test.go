package domain_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const module = "jixiao"

// layer says what the non-test files of one package may import beside the standard
// library: packages of ours by path (a trailing /... means everything below it) and
// whether third-party modules are allowed, by prefix.
type layer struct {
	own   []string
	third []string
}

var (
	nouns = []string{"domain", "domain/basis", "domain/rule", "domain/parse", "domain/workday"}
	charm = []string{"charm.land/bubbletea/v2", "charm.land/bubbles/v2", "charm.land/lipgloss/v2", "github.com/charmbracelet/x/ansi", "github.com/charmbracelet/colorprofile"}
	// screens may use every domain package and the kit, never another screen.
	screen = layer{own: []string{"domain/...", "domain", "tui", "tui/widget"}, third: charm}
)

// layers lists every package; a package that is missing here fails the test.
var layers = map[string]layer{
	"domain":          {},
	"domain/basis":    {own: []string{"domain"}},
	"domain/rule":     {own: []string{"domain", "domain/basis"}},
	"domain/parse":    {own: []string{"domain"}},
	"domain/workday":  {own: []string{"domain"}},
	"domain/pinyin":   {},
	"domain/journal":  {own: []string{"domain"}},
	"domain/intake":   {own: []string{"domain"}},
	"domain/listing":  {own: append([]string{"domain/pinyin"}, nouns...)},
	"domain/query":    {own: append([]string{"domain/listing", "domain/pinyin"}, nouns...)},
	"domain/explain":  {own: append([]string{"domain/listing"}, nouns...)},
	"domain/score":    {own: nouns},
	"domain/target":   {own: nouns},
	"domain/review":   {own: nouns},
	"domain/selfeval": {own: append([]string{"domain/score"}, nouns...)},
	"domain/monitor":  {own: append([]string{"domain/listing"}, nouns...)},
	"domain/ladder":   {own: nouns},
	"domain/linkage":  {own: append([]string{"domain/listing"}, nouns...)},
	"domain/paper":    {own: nouns},
	"domain/report":   {own: append([]string{"domain/paper", "domain/review", "domain/listing", "domain/monitor", "domain/recheck", "domain/sample", "domain/ladder", "domain/linkage", "domain/cleanup", "domain/duty"}, nouns...)},
	"domain/cleanup":  {own: nouns},
	"domain/sample":   {own: nouns},
	"domain/recheck":  {own: nouns},
	"domain/duty":     {own: nouns},
	"domain/rotation": {},
	"domain/params":   {own: append([]string{"domain/target", "domain/selfeval", "domain/monitor", "domain/recheck", "domain/ladder", "domain/linkage", "domain/cleanup"}, nouns...)},
	"domain/rulebook": {own: append([]string{"domain/target", "domain/selfeval", "domain/monitor", "domain/recheck"}, nouns...)},
	"domain/district": {own: []string{"domain", "domain/..."}},
	"store":           {own: []string{"domain", "domain/..."}, third: []string{"go.etcd.io/bbolt", "golang.org/x/sys"}},
	"store/xlsx":      {own: []string{"domain", "domain/..."}, third: []string{"github.com/xuri/excelize/v2", "golang.org/x/text"}},
	"store/docx":      {own: []string{"domain", "domain/..."}},
	"tui":             {own: []string{"domain", "domain/..."}, third: charm},
	"tui/widget":      {own: []string{"domain", "domain/...", "tui"}, third: append([]string{"github.com/rivo/uniseg"}, charm...)},
	"tui/app":         {own: []string{"domain", "domain/...", "tui", "tui/widget"}, third: charm},
	"tui/projects":    screen,
	"tui/targets":     screen,
	"tui/warnings":    screen,
	"tui/sampling":    screen,
	"tui/ledger":      screen,
	"tui/linkage":     screen,
	"tui/importer":    screen,
	"tui/tuitest":     {own: []string{"tui"}, third: []string{"charm.land/", "github.com/charmbracelet/", "github.com/stretchr/testify", "github.com/rivo/uniseg"}},
	"cmd/jixiao":      {own: []string{"domain", "domain/...", "store", "store/...", "tui", "tui/..."}, third: []string{"github.com/spf13/cobra", "github.com/spf13/pflag", "charm.land/", "github.com/charmbracelet/", "golang.org/x/"}},
}

// families are the rule families: they never import each other.
var families = []string{"domain/target", "domain/review", "domain/selfeval", "domain/monitor", "domain/ladder", "domain/sample", "domain/recheck", "domain/linkage", "domain/cleanup"}

// TestLayering parses every package's imports and holds them against layers.
func TestLayering(t *testing.T) {
	root, err := filepath.Abs("..")
	require.NoError(t, err)
	seen := map[string]int{}
	err = filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (strings.HasPrefix(d.Name(), ".") && file != root):
			return filepath.SkipDir
		case d.IsDir() || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go"):
			return nil
		}
		rel, err := filepath.Rel(root, file)
		if err != nil {
			return err
		}
		pkg := path.Dir(filepath.ToSlash(rel))
		seen[pkg]++
		checkFile(t, pkg, file)
		return nil
	})
	require.NoError(t, err)
	require.NotEmpty(t, seen, "no Go file was found: the test is looking in the wrong place")
	require.Greater(t, seen["domain"], 5)
	for pkg := range seen {
		assert.Contains(t, layers, pkg, "package %s is not in the list of layers", pkg)
	}
}

func checkFile(t *testing.T, pkg, file string) {
	src, err := os.ReadFile(file)
	require.NoError(t, err)
	f, err := parser.ParseFile(token.NewFileSet(), file, src, parser.ImportsOnly)
	require.NoError(t, err)
	for _, im := range f.Imports {
		p, err := strconv.Unquote(im.Path.Value)
		require.NoError(t, err)
		assert.True(t, allowed(layers[pkg], pkg, p), "%s: package %s must not import %s", file, pkg, p)
	}
}

func allowed(l layer, pkg, imp string) bool {
	if own, ok := strings.CutPrefix(imp, module+"/"); ok {
		for _, f := range families {
			if own == f && pkg != f && contains(families, pkg) {
				return false
			}
		}
		return matches(l.own, own)
	}
	if first, _, _ := strings.Cut(imp, "/"); !strings.Contains(first, ".") {
		return true // standard library
	}
	for _, p := range l.third {
		if strings.HasPrefix(imp, p) {
			return true
		}
	}
	return false
}

func matches(list []string, pkg string) bool {
	for _, p := range list {
		if base, ok := strings.CutSuffix(p, "/..."); ok {
			if strings.HasPrefix(pkg, base+"/") {
				return true
			}
		} else if p == pkg {
			return true
		}
	}
	return false
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
