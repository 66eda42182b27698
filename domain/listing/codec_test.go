package listing

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
)

func TestCodecRoundTrip(t *testing.T) {
	rows := append(someRows(500), Row{}, Row{Kind: "自定类别", Stage: "别的", CaseState: "其他", Level: "街道", Initial: -5, SelfScore: -1, FundMask: 1<<32 - 1, Since: -3})
	for _, r := range rows {
		b := r.AppendBinary([]byte("x"))
		got, err := DecodeRow(b[1:])
		require.NoError(t, err)
		require.Equal(t, r, got)
	}
}

func TestDecodeRefusesDamage(t *testing.T) {
	good := someRows(1)[0].AppendBinary(nil)
	for i := range good {
		_, err := DecodeRow(good[:i])
		require.ErrorIs(t, err, ErrRow, "cut at %d", i)
	}
	_, err := DecodeRow(append(good, 0))
	require.ErrorIs(t, err, ErrRow)
	newer := append([]byte(nil), good...)
	newer[0] = codecVersion + 1
	_, err = DecodeRow(newer)
	assert.ErrorContains(t, err, "format 2, want 1")
	b := NewBuilder()
	require.ErrorIs(t, b.AddBinary(newer), ErrRow)
	assert.Equal(t, 0, b.Index().Len())
}

func TestKnownWordsAreStable(t *testing.T) {
	// The numbers are stored: words may only be appended.
	assert.Equal(t, []string{"", "待送审", "待审核", "被退回", "已审核", "不通过"}, stageWords)
	assert.Equal(t, []string{"", "主管部门", "区财政"}, levelWords)
	assert.Equal(t, []string{"", "预警", "通报", "整改", "复核", "暂缓", "停止", "收回", "销号"}, caseWords)
	assert.Equal(t, []string{"", "一般项目", "新设专项资金", "新出台重大政策", "新确定项目", "重大专项", "基本建设", "转移支付", "区委区政府重大政策项目"}, kindWords)
	assert.LessOrEqual(t, len(domain.FundSources), 32, "FundMask has 32 bits")
}

func FuzzDecodeRow(f *testing.F) {
	for _, r := range append(someRows(3), Row{}) {
		f.Add(r.AppendBinary(nil))
	}
	f.Add([]byte{1})
	f.Fuzz(func(t *testing.T, b []byte) {
		r, err := DecodeRow(b)
		build := NewBuilder()
		if err != nil {
			require.ErrorIs(t, err, ErrRow)
			require.Error(t, build.AddBinary(b))
			return
		}
		again, err := DecodeRow(r.AppendBinary(nil))
		require.NoError(t, err)
		require.Equal(t, r, again)
		require.NoError(t, build.AddBinary(b))
		build.Index().Row(0)
	})
}

func BenchmarkEncode(b *testing.B) {
	r := someRows(1)[0]
	var buf []byte
	b.ReportAllocs()
	for b.Loop() {
		buf = r.AppendBinary(buf[:0])
	}
	b.ReportMetric(float64(len(buf)), "B/row")
}
