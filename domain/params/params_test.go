package params_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"jixiao/domain"
	"jixiao/domain/basis"
	"jixiao/domain/params"
)

func day(y int, m time.Month, d int) domain.Date { return domain.Date{Year: y, Month: m, Day: d} }

func TestEveryParameterIsDescribed(t *testing.T) {
	seen := map[string]bool{}
	for _, d := range params.List() {
		assert.Regexp(t, `^[a-z]+\.[a-z0-9-]+$`, d.Key)
		assert.False(t, seen[d.Key], d.Key)
		seen[d.Key] = true
		assert.NotEmpty(t, d.Title, d.Key)
		assert.NotEmpty(t, d.Unit, d.Key)
		require.NotNil(t, d.Basis.Document, d.Key)
		assert.Contains(t, basis.Documents, d.Basis.Document)
		assert.LessOrEqual(t, d.Min, d.Default(), d.Key)
		assert.GreaterOrEqual(t, d.Max, d.Default(), d.Key)
		got, err := d.Parse(d.Text(d.Default()))
		require.NoError(t, err, "what is shown can be typed: %s", d.Key)
		assert.Equal(t, d.Default(), got, d.Key)
	}
	require.GreaterOrEqual(t, len(seen), 40)
}

// Every parameter reaches a place of its own: setting one changes that one and no other.
func TestSettingOneChangesOne(t *testing.T) {
	for _, d := range params.List() {
		v := d.Default() + 1
		if v > d.Max {
			v = d.Default() - 1
		}
		a, err := params.At([]domain.ParamChange{{Param: d.Key, From: day(2026, 1, 1), Value: v}}, day(2026, 1, 1))
		require.NoError(t, err, d.Key)
		for _, e := range params.List() {
			want := e.Default()
			if e.Key == d.Key {
				want = v
			}
			assert.Equal(t, want, e.Value(&a), "%s after setting %s", e.Key, d.Key)
		}
	}
	a := params.Defaults()
	for _, d := range params.List() {
		assert.Equal(t, d.Default(), d.Value(&a), "the defaults are not shared: %s", d.Key)
	}
}

func TestTheLatestChangeInForceHolds(t *testing.T) {
	changes := []domain.ParamChange{
		{Param: "monitor.idle-days", From: day(2026, 7, 1), Value: 90},
		{Param: "monitor.idle-days", From: day(2026, 1, 1), Value: 150},
	}
	for on, want := range map[domain.Date]int{day(2025, 12, 31): 120, day(2026, 1, 1): 150, day(2026, 6, 30): 150, day(2026, 7, 1): 90, day(2030, 1, 1): 90} {
		a, err := params.At(changes, on)
		require.NoError(t, err)
		assert.Equal(t, want, a.Monitor.IdleDays, on)
	}
}

func TestWhatIsRefused(t *testing.T) {
	d, ok := params.Find("monitor.idle-days")
	require.True(t, ok)
	for _, bad := range []string{"", "九十", "-1", "0", "9999", "90.5", "1e2"} {
		_, err := d.Parse(bad)
		assert.Error(t, err, bad)
	}
	v, err := d.Parse(" ９０天 ")
	require.NoError(t, err)
	assert.Equal(t, int64(90), v)
	m, ok := params.Find("monitor.idle-balance")
	require.True(t, ok)
	v, err = m.Parse("12.5万元")
	require.NoError(t, err)
	assert.Equal(t, int64(12_5000_00), v)
	at := day(2026, 1, 1)
	for _, c := range [][]domain.ParamChange{
		{{Param: "nothing.here", From: at, Value: 1}},
		{{Param: "monitor.idle-days", From: at, Value: 0}},
		{{Param: "recheck.minor", From: at, Value: 10}},
		{{Param: "selfeval.over", From: at, Value: 300}},
		{{Param: "monitor.step-06", From: at, Value: 10}},
	} {
		_, err := params.At(c, at)
		assert.Error(t, err, "%v", c)
		_, err = params.At(c, day(2025, 12, 31))
		assert.NoError(t, err, "not in force yet: %v", c)
	}
}

// The order in which changes are stored does not matter.
func TestOrderDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seen := map[int]bool{}
		var changes []domain.ParamChange
		for range rapid.IntRange(1, 6).Draw(t, "n") {
			m := rapid.IntRange(1, 12).Draw(t, "month")
			if !seen[m] {
				seen[m] = true
				changes = append(changes, domain.ParamChange{Param: "monitor.repeat", From: day(2026, time.Month(m), 1), Value: int64(rapid.IntRange(2, 12).Draw(t, "v"))})
			}
		}
		on := day(2026, time.Month(rapid.IntRange(1, 12).Draw(t, "on")), 15)
		a, err := params.At(changes, on)
		b, err2 := params.At(rapid.Permutation(changes).Draw(t, "other"), on)
		if err != nil || err2 != nil || a.Monitor.RepeatReports != b.Monitor.RepeatReports {
			t.Fatalf("%d and %d, %v %v", a.Monitor.RepeatReports, b.Monitor.RepeatReports, err, err2)
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"90", "９０％", "12.5万元", "-1", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, d := range params.List() {
			if v, err := d.Parse(text); err == nil && (v < d.Min || v > d.Max) {
				t.Fatalf("%s: %q gives %d", d.Key, text, v)
			}
		}
	})
}
