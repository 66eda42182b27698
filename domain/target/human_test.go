package target

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"jixiao/domain"
	"jixiao/domain/parse"
	"jixiao/domain/rule"
)

// TestNormalWritingIsLeftAlone: lines as people really and rightly write them give no
// finding of the rules about one line.
func TestNormalWritingIsLeftAlone(t *testing.T) {
	for _, c := range []struct{ class, kind, name, value string }{
		{"产出指标", "数量指标", "培训人次", "≥1200人次"}, {"产出指标", "数量指标", "检查次数", "每季度检查1次，全年共4次"}, {"产出指标", "数量指标", "道路长度", "新建3公里，宽6米"},
		{"产出指标", "数量指标", "设备购置", "500万元（其中：中央300万元，省200万元）"}, {"产出指标", "数量指标", "满意度调查完成份数", "≥300份"}, {"产出指标", "数量指标", "5G基站建设数量", "=12个"},
		{"产出指标", "数量指标", "受益人口", "≥3万人"}, {"产出指标", "数量指标", "事故隐患排查次数", "≥24次"}, {"产出指标", "数量指标", "参训人数", "≥500"},
		{"产出指标", "质量指标", "材料抽检合格率", "100%"}, {"产出指标", "质量指标", "设备合格率", "=0.98"}, {"产出指标", "质量指标", "重大安全事故", "0"},
		{"产出指标", "时效指标", "资金发放时间", "每月15日前"}, {"产出指标", "时效指标", "项目完工时间", "2026年12月31日前"}, {"产出指标", "时效指标", "工程按期完工率", "≥95%"}, {"产出指标", "时效指标", "完成时限", "5月、10月各1次"},
		{"产出指标", "成本指标", "补助标准", "≤300元/人"}, {"成本指标", "经济成本指标", "项目总成本", "≤320万元"}, {"成本指标", "经济成本指标", "成本节约率", "≥3%"}, {"产出指标", "成本指标", "公用经费标准", "=720元/生"},
		{"效益指标", "社会效益指标", "群众投诉办结率", "≥98%"}, {"效益指标", "社会效益指标", "群众投诉率", "≤1%"}, {"效益指标", "生态效益指标", "PM2.5平均浓度", "≤45微克/立方米"},
		{"效益指标", "经济效益指标", "产值较上年增长率", "≥5%"}, {"效益指标", "可持续影响指标", "管护制度", "已建立"}, {"效益指标", "社会效益指标", "不合格率", "≤2%"}, {"效益指标", "社会效益指标", "65岁以上老人健康体检率", "≥75%"},
		{"满意度指标", "服务对象满意度指标", "服务对象满意度", "≥90%"}, {"满意度指标", "服务对象满意度指标", "“12345”热线办结满意率", "≥95%"}, {"效益指标", "社会效益指标", "考核得分", "≥90"},
	} {
		d := Example()
		cur(&d).Total = domain.Amount{}
		cur(&d).Indicators = append(cur(&d).Indicators, domain.Indicator{Level1: text(c.class), Level2: text(c.kind), Level3: text(c.name), Class: c.class, Kind: c.kind, Planned: parse.Value(c.value), Note: text("问卷300份")})
		for _, f := range rule.Findings(Check(d, exampleDay)) {
			assert.NotContains(t, f.Field, "indicators.7", "%s %s: %s %s", c.name, c.value, f.Rule, f.Message)
		}
	}
}
