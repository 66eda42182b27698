package xlsx_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/domain/rule"
	"jixiao/domain/selfeval"
	"jixiao/store/xlsx"
)

func xrayDir(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("JIXIAO_SHARED")
	at, err := os.Getwd()
	require.NoError(t, err)
	for i := 0; i < 8 && dir == ""; i++ {
		if _, err := os.Stat(filepath.Join(at, "shared", "data", "README.md")); err == nil {
			dir = filepath.Join(at, "shared")
		}
		at = filepath.Dir(at)
	}
	if dir == "" {
		t.Skip("no shared data beside the repository; set JIXIAO_SHARED to its folder")
	}
	return filepath.Join(dir, "data", "selfeval")
}

// xray are the real defects of every published form by careful reading: rule and cell.
// What is not in this table must not be reported.
var xray = map[string][]string{
	// 总额行印0，分项90/89.974；完成情况30+30+29.99＞89.97；三个效益值一模一样
	"ah-chizhou-tangxi-2022-weituo": {"SEV-SUM-03 D6", "SEV-SUM-03 E6", "SEV-SUM-03 F6", "SEV-TEXT-05 F11", "SEV-LOGIC-03 F19"},
	// 完成情况照抄目标
	"ah-xiaoxian-zhangzhuangzhai-2023-zhongyang": {"SEV-TEXT-01 F10"},
	// 一个效益指标没有指标值；完成值两处写≥360天
	"hb-huangshi-tushuguan-2022-gongxiang": {"SEV-SCORE-07 E18", "SEV-VALUE-01 F14", "SEV-VALUE-01 F21"},
	// 20+60+40=120；总分对不上；执行率又作时效指标；没有满意度
	"hb-shangwu-2020-fuwumaoyi": {"SEV-SUM-01 B10", "SEV-SUM-02 G18", "SEV-LOGIC-04 D14", "SEV-LOGIC-07 B16"},
	// 执行率0、完成0，原因写清了：没有缺陷
	"hb-xianning-shengtai-2021-daqi": nil,
	// 执行率100%得9/10；两处达标扣分无原因；八处没有完成值却有分
	"nx-yinchuan-6zhong-2021-gongyong": {"SEV-RATE-02 H14", "SEV-SCORE-03 H20", "SEV-SCORE-03 H24", "SEV-SCORE-05 H10", "SEV-SCORE-05 H11", "SEV-SCORE-05 H12", "SEV-SCORE-05 H13",
		"SEV-SCORE-05 H15", "SEV-SCORE-05 H16", "SEV-SCORE-05 H17", "SEV-SCORE-05 H25"},
	"sc-daying-sifa-2023-anke": nil,
	// 空白表直接公开
	"sc-qingshen-fagai-2023-gongzi": {"SEV-LOGIC-06 G14"},
	// 86.183%印86.19%；86%没有原因；得分率98.62%
	"sh-putuo-tiyu-2022-weituoyunying": {"SEV-RATE-01 H6", "SEV-RATE-04 H6", "SEV-LOGIC-08 H18"},
	// 93印94；9.91印9；14.86印13；两处达标扣分无原因
	"sx-jishan-yibao-2020-jiandang": {"SEV-SUM-02 H19", "SEV-RATE-02 I6", "SEV-SCORE-06 H13", "SEV-SCORE-03 H17", "SEV-SCORE-03 H18"},
	// 550对20满分（万元对台套）；没有完成值得9.3；照抄≥100%；产出下列经济效益；完成情况“与预期目标逐字相同”
	"yn-nanhua-yeshengjun-2023": {"SEV-SCORE-02 H14", "SEV-SCORE-04 I14", "SEV-SCORE-05 H15", "SEV-VALUE-01 F16", "SEV-VALUE-03 F14", "SEV-TEXT-01 F11", "SEV-LOGIC-09 C16"},
	// 100%得7/10无原因；98%得9无原因且应得9.80；完成情况照抄
	"yn-yongde-minglang-2022-yingyang": {"SEV-SCORE-03 I15", "SEV-SCORE-04 J18", "SEV-SCORE-06 I18", "SEV-TEXT-01 F11"},
}

// neighbours are the cells a finding about an empty cell names when the reader keeps none
// for empty cells.
var neighbours = map[string]string{"SEV-LOGIC-06 E14": "SEV-LOGIC-06 G14", "SEV-SCORE-04 F14": "SEV-SCORE-04 I14", "SEV-SCORE-04 G18": "SEV-SCORE-04 J18", "SEV-SCORE-07 D18": "SEV-SCORE-07 E18"}

func TestXRayOfPublishedWorkbooks(t *testing.T) {
	dir := xrayDir(t)
	files, err := xlsx.Read(context.Background(), []string{dir}, xlsx.Options{}, nil)
	require.NoError(t, err)
	on := domain.Date{Year: 2026, Month: 3, Day: 15}
	seen := 0
	for _, file := range files {
		name := filepath.Base(file.Name)
		if filepath.Ext(name) != ".xlsx" {
			continue
		}
		require.Empty(t, file.Errors, name)
		require.Len(t, file.Forms, 1, name)
		want, ok := xray[name[:len(name)-len(".xlsx")]]
		require.True(t, ok, name)
		seen++
		var got []string
		for _, f := range rule.Findings(selfeval.Check(&file.Forms[0], selfeval.Env{}, on)) {
			at := f.Rule + " " + f.Cell
			if better, ok := neighbours[at]; ok {
				at = better
			}
			got = append(got, at)
			assert.NotEmpty(t, f.Message)
			assert.Equal(t, file.Forms[0].Sheet, f.Sheet)
		}
		assert.ElementsMatch(t, want, got, name)
	}
	assert.Equal(t, len(xray), seen)
}
