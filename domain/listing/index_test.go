package listing

import (
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/domain/pinyin"
)

func TestIndexGivesTheRowsBack(t *testing.T) {
	rows := someRows(5000)
	ix := NewIndex(rows)
	require.Equal(t, 5000, ix.Len())
	fromBinary := NewBuilder()
	for _, r := range rows {
		require.NoError(t, fromBinary.AddBinary(r.AppendBinary(nil)))
	}
	twin := fromBinary.Index()
	for i, r := range rows {
		require.Equal(t, r, ix.Row(i))
		require.Equal(t, r, twin.Row(i))
		at, ok := ix.Find(r.ID)
		require.True(t, ok)
		require.Equal(t, i, at)
	}
	_, ok := ix.Find("none")
	assert.False(t, ok)
	assert.Len(t, ix.Departments(), 60)
	assert.True(t, slices.IsSortedFunc(ix.Units(), func(a, b domain.Unit) int { return strings.Compare(a.Code, b.Code) }))
}

func TestEmptyIndex(t *testing.T) {
	for _, ix := range []*Index{nil, NewIndex(nil)} {
		assert.Equal(t, 0, ix.Len())
		assert.Empty(t, ix.Order(Sort{Column: ColumnName}))
		_, ok := ix.Find("x")
		assert.False(t, ok)
		assert.Empty(t, ix.Departments())
	}
}

func TestUnsortedRowsAreFound(t *testing.T) {
	rows := someRows(10)
	slices.Reverse(rows)
	ix := NewIndex(rows)
	at, ok := ix.Find(rows[3].ID)
	assert.True(t, ok)
	assert.Equal(t, 3, at)
}

func TestDataCannotBreakTheColumns(t *testing.T) {
	rows := someRows(3)
	rows[1].Name, rows[1].Owner, rows[1].Pinyin = "a\nb\x1fc", "x\x1fy", "a\nb"
	ix := NewIndex(rows)
	assert.Equal(t, "a b c", ix.Row(1).Name)
	assert.Equal(t, "x y", ix.Row(1).Owner)
	assert.Equal(t, rows[2], ix.Row(2))
}

func rowsMatching(rows []Row, keep func(Row) bool) (out []int) {
	for i, r := range rows {
		if keep(r) {
			out = append(out, i)
		}
	}
	return out
}

func members(s Set) (out []int) {
	s.Each(func(row int) { out = append(out, row) })
	return out
}

func TestScanFindsWhatPlainCodeFinds(t *testing.T) {
	rows := someRows(5000)
	rows[17].Name, rows[17].Pinyin = "PPP项目Ａ", pinyin.Key("PPP项目Ａ")
	ix := NewIndex(rows)
	contains := strings.Contains
	for _, c := range []struct {
		word string
		keep func(Row) bool
	}{
		{"学校改造", func(r Row) bool { return contains(r.Name, "学校改造") }},
		{"xxgz", func(r Row) bool {
			return contains(r.Pinyin, "xxgz") || contains(pinyin.Key(r.Unit), "xxgz") || contains(pinyin.Key(r.Department), "xxgz")
		}},
		{"ＸＸＧＺ", func(r Row) bool { return contains(r.Pinyin, "xxgz") }},
		{"xuexiaogai", func(r Row) bool { return contains(r.Pinyin, "xuexiaogai") }},
		{"教育局", func(r Row) bool { return contains(r.Department, "教育局") || contains(r.Unit, "教育局") }},
		{"王明", func(r Row) bool { return r.Owner == "王明" }},
		{"ppp项目", func(r Row) bool { return contains(r.Name, "PPP项目") }},
		{rows[9].Code, func(r Row) bool { return r.Code == rows[9].Code }},
		{rows[9].Adjusted.Wan(), func(r Row) bool {
			return r.Initial.Wan() == rows[9].Adjusted.Wan() || r.Adjusted.Wan() == rows[9].Adjusted.Wan() || r.Executed.Wan() == rows[9].Adjusted.Wan()
		}},
		{"1234", func(r Row) bool {
			p := func(f domain.Fen) bool { return strings.HasPrefix(f.Wan(), "1234") }
			return p(r.Initial) || p(r.Adjusted) || p(r.Executed) || contains(r.Code, "1234")
		}},
		{"没有这个", func(Row) bool { return false }},
	} {
		w, ok := ix.Word(c.word)
		require.True(t, ok)
		want := rowsMatching(rows, c.keep)
		assert.Equal(t, want, members(w.Scan()), c.word)
		for i := range rows {
			require.Equal(t, slices.Contains(want, i), w.Match(i), "%s row %d", c.word, i)
		}
		assert.Equal(t, members(w.Scan()), members(w.Narrow(FullSet(ix.Len()))))
		few := NewSet(ix.Len())
		few.Add(17)
		assert.Equal(t, w.Match(17), w.Narrow(few).Has(17))
	}
	_, ok := ix.Word(" \n ")
	assert.False(t, ok)
}

func TestHitTellsTheField(t *testing.T) {
	r := Row{ID: "a", Code: "37010326R000000000001", Name: "泺源（东）学校改造", Pinyin: pinyin.Key("泺源（东）学校改造"), Department: "教育局", DepartmentCode: "101",
		Unit: "实验小学", UnitCode: "101001", Owner: "王明", Adjusted: 12_345_600_00}
	ix := NewIndex([]Row{r})
	for word, want := range map[string]string{"学校": "名称 学校", "xxg": "简拼 学校改", "lydxx": "简拼 泺源（东）学校", "gaizao": "全拼 ", "r0000": "代码 R0000", "王": "责任人 ", "syxx": "单位 ", "教育": "部门 ", "1234.5": "金额 ", "101": "代码 ", "无": " "} {
		w, _ := ix.Word(word)
		h := w.Find(0)
		text := r.Name
		if h.Field == FieldCode {
			text = r.Code
		}
		if word == "101" {
			assert.Equal(t, FieldUnit, h.Field)
			continue
		}
		assert.Equal(t, want, h.Field.String()+" "+text[h.Lo:h.Hi], word)
	}
}

func TestOrderSortsEveryColumn(t *testing.T) {
	rows := someRows(5000)
	rows[4].Pinyin, rows[5].Month, rows[6].Adjusted = "", 0, 0
	ix := NewIndex(rows)
	for _, c := range Columns {
		up, down := ix.Order(Sort{c.Column, false}), ix.Order(Sort{c.Column, true})
		for _, list := range [][]uint32{up, down} {
			seen := NewSet(ix.Len())
			for _, r := range list {
				seen.Add(int(r))
			}
			require.Equal(t, ix.Len(), seen.Len(), "%s is a permutation", c.Column)
		}
		assert.Equal(t, up, ix.Order(Sort{c.Column, false}))
	}
	for i, r := range ix.Order(Sort{Column: ColumnName})[:4998] {
		if i > 0 {
			before := ix.Order(Sort{Column: ColumnName})[i-1]
			require.LessOrEqual(t, rows[before].Pinyin, rows[r].Pinyin)
			if rows[before].Pinyin == rows[r].Pinyin {
				require.Less(t, before, r, "equal rows keep their order")
			}
		}
	}
	assert.EqualValues(t, 4, ix.Order(Sort{ColumnName, true})[4999], "a row without pinyin is last both ways")
	assert.EqualValues(t, 4, ix.Order(Sort{ColumnName, false})[4999])
	rate := ix.Order(Sort{ColumnRate, true})
	for i := 1; i < 4998; i++ {
		require.LessOrEqual(t, ix.Rate(int(rate[i])).Cmp(ix.Rate(int(rate[i-1]))), 0)
	}
	assert.ElementsMatch(t, []uint32{5, 6}, rate[4998:])
	amount := ix.Order(Sort{ColumnAdjusted, false})
	assert.True(t, slices.IsSortedFunc(amount, func(a, b uint32) int { return int(rows[a].Adjusted - rows[b].Adjusted) }))
	code := ix.Order(Sort{ColumnCode, true})
	assert.True(t, slices.IsSortedFunc(code, func(a, b uint32) int { return strings.Compare(rows[b].Code, rows[a].Code) }))
}

func TestOrderedKeepsTheSet(t *testing.T) {
	ix := NewIndex(someRows(3000))
	w, _ := ix.Word("银行")
	set := w.Scan()
	got := ix.Ordered(set, Sort{ColumnAdjusted, true})
	require.Len(t, got, set.Len())
	for i := 1; i < len(got); i++ {
		require.GreaterOrEqual(t, ix.Row(int(got[i-1])).Adjusted, ix.Row(int(got[i])).Adjusted)
	}
}

func TestSums(t *testing.T) {
	rows := someRows(3000)
	rows[0].Month = 0
	ix := NewIndex(rows)
	var want Sums
	for _, r := range rows {
		want.Count++
		want.Initial += r.Initial
		want.Adjusted += r.Adjusted
		want.Lamps[r.Lamp()]++
		if r.Month > 0 {
			want.Executed += r.Executed
			want.Reported += r.Adjusted
		}
	}
	got := ix.SumSet(FullSet(ix.Len()))
	assert.Equal(t, want, got)
	assert.Equal(t, domain.RatioOf(want.Executed, want.Adjusted-rows[0].Adjusted), got.Rate())
	assert.Equal(t, got, ix.Sum(ix.Order(Sort{Column: ColumnUnit})))
	big := NewIndex([]Row{{ID: "a", Adjusted: 1 << 62, Month: 1}, {ID: "b", Adjusted: 1 << 62, Month: 1}})
	assert.True(t, big.Sum([]uint32{0, 1}).Overflow)
	assert.False(t, big.Sum([]uint32{0, 1}).Rate().Valid())
}

const benchRows = 100_000

func benchIndex(b *testing.B) *Index {
	ix := NewIndex(someRows(benchRows))
	b.ResetTimer()
	b.ReportAllocs()
	return ix
}

func BenchmarkMemory(b *testing.B) {
	rows := someRows(benchRows)
	for b.Loop() {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		build := NewBuilder()
		for _, r := range rows {
			build.Add(r)
		}
		ix := build.Index()
		build = nil
		runtime.GC()
		runtime.ReadMemStats(&after)
		b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/(1<<20), "MiB/100k")
		b.ReportMetric(float64(after.TotalAlloc-before.TotalAlloc)/(1<<20), "MiB-made")
		runtime.KeepAlive(ix)
	}
}

func BenchmarkBuildFromBinary(b *testing.B) {
	var enc [][]byte
	for _, r := range someRows(benchRows) {
		enc = append(enc, r.AppendBinary(nil))
	}
	b.ReportAllocs()
	for b.Loop() {
		build := NewBuilder()
		for _, e := range enc {
			if err := build.AddBinary(e); err != nil {
				b.Fatal(err)
			}
		}
		build.Index()
	}
}

func BenchmarkScan(b *testing.B) {
	for _, word := range []string{"改", "学校改造", "xxgz", "x", "1234", "没有这个"} {
		b.Run(word, func(b *testing.B) {
			ix := benchIndex(b)
			for b.Loop() {
				w, _ := ix.Word(word)
				w.Scan()
			}
		})
	}
}

func BenchmarkSort(b *testing.B) {
	for _, c := range []Column{ColumnAdjusted, ColumnRate, ColumnName, ColumnCode, ColumnDepartment, ColumnOwner, ColumnLamp} {
		b.Run(string(c), func(b *testing.B) {
			ix := benchIndex(b)
			for b.Loop() {
				ix.sorting(Sort{c, true})
			}
		})
	}
}

func BenchmarkOrderedHalf(b *testing.B) {
	ix := benchIndex(b)
	w, _ := ix.Word("改造")
	set := w.Scan()
	for b.Loop() {
		ix.Ordered(set, Sort{ColumnAdjusted, true})
	}
}

func BenchmarkSum(b *testing.B) {
	ix := benchIndex(b)
	all := FullSet(ix.Len())
	for b.Loop() {
		ix.SumSet(all)
	}
}

func TestSumsAddAndSubtract(t *testing.T) {
	ix := NewIndex(someRows(100))
	all, one := ix.SumSet(FullSet(100)), ix.Sum([]uint32{7})
	rest := FullSet(100)
	rest.Remove(7)
	assert.Equal(t, ix.SumSet(rest), all.Minus(one))
	assert.Equal(t, all, all.Minus(one).Plus(one))
}
