package basis

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestEveryArticleIsFound(t *testing.T) {
	numerals := []string{"一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五", "十六", "十七", "十八", "十九", "二十", "二十一", "二十二"}
	for i, n := range numerals {
		name := "第" + n + "条"
		text := Article(name)
		require.NotEmpty(t, text, name)
		if i+1 < len(numerals) {
			assert.NotContains(t, text, "第"+numerals[i+1]+"条", "%s runs into the next article", name)
		}
		assert.NotContains(t, text, "章", "%s runs into the next chapter: %s", name, text)
	}
	assert.Empty(t, Article("第二十三条"))
	assert.Contains(t, Article("第八条"), "对重大项目责任人实行绩效终身责任制", "an article that the published page breaks in two")
	assert.True(t, len(Article("第二十二条")) < 100)
}

func TestQuotesAreVerbatim(t *testing.T) {
	assert.True(t, Cite("第十条", "按照“谁申请资金，谁编制目标”原则").QuoteFound())
	assert.True(t, Cite("第十六条", "开展区委、区府确定的重大支出政策和项目绩效评价").QuoteFound(), "the regulation's own spelling")
	assert.False(t, Cite("第十条", "按照谁申请资金谁编制目标原则").QuoteFound())
	assert.False(t, Cite("第十条", "").QuoteFound())
	assert.True(t, Of(Cai2020No10, "").QuoteFound())
}

func TestCitationsRender(t *testing.T) {
	assert.Equal(t, "《济南市市中区区级部门单位预算绩效管理办法》第十二条", Cite("第十二条", "三个挂钩").String())
	assert.Equal(t, "《项目支出绩效评价管理办法》财预〔2020〕10号（文号待核）", Of(Cai2020No10, "").String())
	assert.Equal(t, "本区口径（可调）", Of(Practice, "").String())
	assert.Empty(t, Citation{}.String())
}

func TestDocumentsAreUnique(t *testing.T) {
	seen := map[string]bool{}
	for _, d := range Documents {
		assert.False(t, seen[d.ID], d.ID)
		seen[d.ID] = true
	}
	assert.Len(t, seen, len(Documents))
	require.NotEmpty(t, Documents)
}
