package xlsx

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/domain/parse"
)

// sharedDir finds the folder of real forms beside the repository; the test skips without.
func sharedDir(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("JIXIAO_SHARED")
	if dir == "" {
		at, err := os.Getwd()
		require.NoError(t, err)
		for range 8 {
			if _, err := os.Stat(filepath.Join(at, "shared", "data", "README.md")); err == nil {
				dir = filepath.Join(at, "shared")
				break
			}
			at = filepath.Dir(at)
		}
	}
	if dir == "" {
		t.Skip("no shared data beside the repository; set JIXIAO_SHARED to its folder")
	}
	return filepath.Join(dir, "data")
}

// expected is the transcription beside a published form.
type expected struct {
	Year       *int            `json:"year"`
	Project    string          `json:"project_name"`
	Department string          `json:"department"`
	Unit       string          `json:"implementing_unit"`
	FundsUnit  string          `json:"funds_unit"`
	Funds      json.RawMessage `json:"funds"`
	Goal       *string         `json:"annual_target"`
	Completion *string         `json:"actual_completion"`
	Indicators []struct {
		Level1  *string  `json:"level1"`
		Level2  *string  `json:"level2"`
		Level3  *string  `json:"level3"`
		Planned *string  `json:"target_value"`
		Actual  *string  `json:"actual_value"`
		Weight  *float64 `json:"weight"`
		Score   *float64 `json:"score"`
		Reason  *string  `json:"deviation_reason"`
	} `json:"indicators"`
	TotalWeight *float64 `json:"total_weight_printed"`
	TotalScore  *float64 `json:"total_score"`
	Grade       *string  `json:"grade_printed"`
}

type expectedFund struct {
	Item     string   `json:"item"`
	Initial  *float64 `json:"initial_budget"`
	Annual   *float64 `json:"annual_budget"`
	Executed *float64 `json:"executed"`
	Weight   *float64 `json:"weight"`
	Rate     *string  `json:"rate"`
	Score    *float64 `json:"score"`
}

func str(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func num(f *float64) string {
	if f == nil {
		return ""
	}
	return strconv.FormatFloat(*f, 'f', -1, 64)
}

func dec(n domain.Number) string {
	if n.Value == nil {
		return ""
	}
	return n.Value.String()
}

func fen(t *testing.T, f *float64, unit string) string {
	if f == nil {
		return ""
	}
	d, err := domain.ParseDecimal(num(f))
	require.NoError(t, err)
	v, err := domain.FenOf(d, domain.AmountUnit(unit))
	require.NoError(t, err)
	return v.Yuan()
}

func yuan(a domain.Amount) string {
	if a.Fen == nil {
		return ""
	}
	return a.Fen.Yuan()
}

// TestPublishedForms compares every value of every published form with its transcription.
func TestPublishedForms(t *testing.T) {
	dir := sharedDir(t)
	for kind, sub := range map[domain.FormKind]string{domain.FormSelfEval: "selfeval", domain.FormTarget: "target"} {
		names, err := filepath.Glob(filepath.Join(dir, sub, "*.xlsx"))
		require.NoError(t, err)
		require.NotEmpty(t, names)
		for _, name := range names {
			t.Run(filepath.Base(name), func(t *testing.T) {
				files, err := Read(context.Background(), []string{name}, Options{}, nil)
				require.NoError(t, err)
				require.Len(t, files, 1)
				require.Empty(t, files[0].Errors)
				require.Len(t, files[0].Forms, 1)
				var want expected
				b, err := os.ReadFile(strings.TrimSuffix(name, ".xlsx") + ".json")
				require.NoError(t, err)
				require.NoError(t, json.Unmarshal(b, &want))
				f := files[0].Forms[0]
				assert.Equal(t, kind, f.Kind)
				assert.Empty(t, f.Unread)
				compareForm(t, want, &f)
			})
		}
	}
}

func compareForm(t *testing.T, want expected, f *domain.Form) {
	if want.Year != nil && f.YearCell != "" { // two forms print no year
		assert.Equal(t, *want.Year, f.Year)
	} else {
		assert.Zero(t, f.Year)
	}
	assert.Equal(t, want.Project, f.Project.Raw)
	assert.Equal(t, want.Department, f.Department.Raw)
	assert.Equal(t, want.Unit, f.Unit.Raw)
	assert.Equal(t, want.FundsUnit, string(f.AmountUnit))
	assert.Equal(t, str(want.Goal), f.Goal.Raw)
	assert.Equal(t, str(want.Completion), f.Completion.Raw)
	compareFunds(t, want, f)
	require.Len(t, f.Indicators, len(want.Indicators))
	for i, w := range want.Indicators {
		got := f.Indicators[i]
		assert.Equal(t, str(w.Level1), got.Level1.Raw, i)
		assert.Equal(t, str(w.Level2), got.Level2.Raw, i)
		assert.Equal(t, str(w.Level3), got.Level3.Raw, i)
		assert.Equal(t, str(w.Planned), got.Planned.Raw, i)
		assert.Equal(t, str(w.Actual), got.Actual.Raw, i)
		assert.Equal(t, num(w.Weight), dec(got.Weight), i)
		if f.Layout != domain.LayoutHubei || got.Score.Raw != "" { // one score for several rows: some transcriptions repeat it
			assert.Equal(t, num(w.Score), dec(got.Score), i)
		}
		assert.Equal(t, str(w.Reason), got.Reason.Raw, i)
		assert.Equal(t, parse.Class(str(w.Level1)), got.Class, i)
	}
	assert.Equal(t, str(want.Grade), f.TotalGrade.Raw)
	if f.TotalScore.Cell != "" || f.TotalWeight.Cell != "" { // some forms were cut above their total row
		assert.Equal(t, num(want.TotalWeight), dec(f.TotalWeight))
		assert.Equal(t, num(want.TotalScore), dec(f.TotalScore))
	}
}

func compareFunds(t *testing.T, want expected, f *domain.Form) {
	if f.Kind == domain.FormTarget {
		var w map[string]float64
		require.NoError(t, json.Unmarshal(want.Funds, &w))
		require.Len(t, f.Funds, len(w))
		require.NotNil(t, f.TotalFund())
		total := w["total"]
		assert.Equal(t, fen(t, &total, want.FundsUnit), yuan(f.TotalFund().Annual))
		if v, ok := w["fiscal"]; ok {
			assert.Equal(t, fen(t, &v, want.FundsUnit), yuan(f.Funds[1].Annual))
		}
		return
	}
	var funds []expectedFund
	require.NoError(t, json.Unmarshal(want.Funds, &funds))
	require.Len(t, f.Funds, len(funds))
	for i, w := range funds {
		got := f.Funds[i]
		assert.Equal(t, w.Item, got.Item.Raw)
		assert.Equal(t, fen(t, w.Initial, want.FundsUnit), yuan(got.Initial), w.Item)
		assert.Equal(t, fen(t, w.Annual, want.FundsUnit), yuan(got.Annual), w.Item)
		assert.Equal(t, fen(t, w.Executed, want.FundsUnit), yuan(got.Executed), w.Item)
		assert.Equal(t, num(w.Weight), dec(got.Weight), w.Item)
		assert.Equal(t, str(w.Rate), got.Rate.Raw, w.Item)
		assert.Equal(t, num(w.Score), dec(got.Score), w.Item)
	}
	require.NotNil(t, f.TotalFund())
}
