package listing

import (
	"fmt"
	"math/rand/v2"

	"jixiao/domain"
	"jixiao/domain/pinyin"
)

var (
	someDepartments = []string{"教育局", "卫生健康局", "住房和城乡建设局", "农业农村局", "民政局", "城市管理局", "文化和旅游局", "工业和信息化局"}
	someThings      = []string{"学校改造", "设备购置", "社区卫生服务中心运行", "老旧小区改造", "农村公路养护", "城乡居民基本医疗保险补助", "重点企业技术改造奖励", "公共文化服务", "银行贷款贴息", "校长培训", "垃圾分类", "长效管护"}
	somePlaces      = []string{"泺源", "杆石桥", "四里村", "六里山", "七里山", "王官庄", "白马山", "党家", "十六里河", "兴隆", "七贤", "陡沟", "大观园", "魏家庄", "二七新村", "舜玉路"}
)

// someRows makes n rows from a seed.
func someRows(n int) []Row {
	rnd := rand.New(rand.NewPCG(1, 2))
	rows := make([]Row, n)
	for i := range rows {
		d := rnd.IntN(60)
		name := fmt.Sprintf("%s街道%s项目（%d期）", somePlaces[rnd.IntN(len(somePlaces))], someThings[rnd.IntN(len(someThings))], 1+rnd.IntN(9))
		budget := domain.Fen(rnd.Int64N(5_000_000_000) + 1000)
		r := Row{
			ID: fmt.Sprintf("p%011x", i*7), Code: fmt.Sprintf("37010326R%012d", rnd.Int64N(1e12)), Name: name,
			DepartmentCode: fmt.Sprintf("%03d", 101+d), Department: "市中区" + someDepartments[d%len(someDepartments)] + fmt.Sprint(d/8),
			UnitCode: fmt.Sprintf("%03d%03d", 101+d, rnd.IntN(10)), Unit: someDepartments[d%len(someDepartments)] + "下属单位" + fmt.Sprint(rnd.IntN(10)), Year: 2026,
			Kind: domain.ProjectKind(kindWords[1+rnd.IntN(8)]), FundMask: 1 << rnd.IntN(4),
			Initial: budget - 500, Adjusted: budget, Executed: domain.Fen(rnd.Int64N(int64(budget))), Month: 8,
			IndicatorLamp: Lamp(rnd.IntN(5)), Stage: domain.TargetStage(stageWords[1+rnd.IntN(5)]), Level: domain.LevelBureau,
			Since: 20700 + int32(rnd.IntN(60)), Round: uint8(1 + rnd.IntN(3)), Fails: uint8(rnd.IntN(3)), Warns: uint8(rnd.IntN(5)),
			SelfScore: -1, ReviewScore: -1, Owner: string([]rune("王李张刘陈杨赵黄周吴")[rnd.IntN(10)]) + "明", Pinyin: pinyin.Key(name),
		}
		if rnd.IntN(3) == 0 {
			r.SelfScore = int32(rnd.IntN(10001))
			r.ReviewScore = int32(rnd.IntN(10001))
			r.CaseState, r.CaseSince, r.CaseDue = domain.CaseRectifying, 20690, 20704
		}
		for k := range r.Strip {
			r.Strip[k] = StepState(rnd.IntN(5))
		}
		rows[i] = r
	}
	return rows
}
