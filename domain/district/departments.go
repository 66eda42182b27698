package district

import (
	"fmt"

	"jixiao/domain"
)

// dept is one department with the themes its projects are about and how many projects it
// has in proportion.
type dept struct {
	code, name string
	tags       []string
	weight     int
	// units below the department's own office, by name; {n} counts.
	below string
	count int
}

// departments are the district's 60, streets included.
var departments = buildDepartments()

func buildDepartments() []dept {
	list := []dept{
		{"101", "区委办公室", words("机关 信息"), 6, "机要保密服务中心", 1},
		{"102", "区人大常委会办公室", words("机关"), 4, "代表服务中心", 1},
		{"103", "区政府办公室", words("机关 信息 行政"), 7, "政务督查服务中心", 1},
		{"104", "区政协办公室", words("机关"), 4, "委员服务中心", 1},
		{"105", "区纪委监委机关", words("机关 信息"), 6, "廉政教育中心", 1},
		{"106", "区委组织部", words("组织 组织 人才"), 9, "党员教育中心", 1},
		{"107", "区委宣传部", words("宣传 宣传 文化"), 9, "融媒体中心", 1},
		{"108", "区委统战部", words("组织 机关"), 4, "", 0},
		{"109", "区委政法委员会", words("综治 综治 公安"), 7, "网格化服务管理中心", 1},
		{"110", "区委机构编制委员会办公室", words("机关 信息"), 3, "", 0},
		{"111", "区委党校", words("组织 机关"), 4, "", 0},
		{"112", "区档案馆", words("行政 机关"), 4, "", 0},
		{"113", "区委老干部局", words("组织 机关"), 5, "老年大学", 1},
		{"114", "区总工会", words("工会"), 5, "职工服务中心", 1},
		{"115", "共青团区委", words("团委"), 4, "青少年宫", 1},
		{"116", "区妇女联合会", words("妇联"), 4, "妇女儿童活动中心", 1},
		{"117", "区残疾人联合会", words("残联"), 6, "残疾人康复中心", 1},
		{"118", "区科学技术协会", words("宣传"), 4, "科技馆", 1},
		{"201", "区发展和改革局", words("发改 发改 机关"), 14, "重点项目服务中心", 1},
		{"202", "区教育和体育局", words("教育 教育 教育 体育"), 96, "第{n}实验学校", 24},
		{"203", "区科学技术局", words("科技"), 14, "科技成果转化中心", 1},
		{"204", "区工业和信息化局", words("工信 工信 信息"), 18, "中小企业服务中心", 1},
		{"205", "市公安局市中区分局", words("公安 公安 公安 信息"), 26, "第{n}派出所", 6},
		{"206", "区民政局", words("民政"), 38, "第{n}敬老服务中心", 4},
		{"207", "区司法局", words("司法"), 14, "公共法律服务中心", 1},
		{"208", "区财政局", words("机关 审计 信息"), 16, "预算绩效评价中心", 1},
		{"209", "区人力资源和社会保障局", words("人社 人社 人才"), 34, "公共就业和人才服务中心", 1},
		{"210", "区自然资源局", words("资规"), 18, "不动产登记中心", 1},
		{"211", "区住房和城乡建设局", words("住建 道路 道路 城管"), 54, "建设工程第{n}服务中心", 3},
		{"212", "区城市管理局", words("城管 城管 道路"), 58, "环境卫生第{n}管护中心", 5},
		{"213", "区农业农村局", words("农业"), 46, "农业第{n}技术服务中心", 4},
		{"214", "区商务局", words("商务"), 22, "商贸流通促进中心", 1},
		{"215", "区文化和旅游局", words("文化 文化 信息"), 34, "第{n}文化服务中心", 4},
		{"216", "区卫生健康局", words("卫生 卫生 卫生 信息"), 72, "第{n}公共卫生服务中心", 14},
		{"217", "区退役军人事务局", words("退役"), 16, "退役军人服务中心", 1},
		{"218", "区应急管理局", words("应急 应急 信息"), 24, "应急救援保障中心", 1},
		{"219", "区审计局", words("审计 机关"), 10, "政府投资审计中心", 1},
		{"220", "区市场监督管理局", words("市监 市监 机关"), 26, "食品药品检验检测中心", 1},
		{"221", "区统计局", words("审计 机关"), 8, "普查中心", 1},
		{"222", "区医疗保障局", words("医保 医保 信息"), 20, "医疗保险事业中心", 1},
		{"223", "区行政审批服务局", words("行政 信息"), 14, "政务服务中心", 1},
		{"224", "区投资促进局", words("招商"), 12, "招商服务中心", 1},
		{"225", "市生态环境局市中分局", words("环境 环境"), 22, "生态环境监控中心", 1},
	}
	for i, s := range streets {
		list = append(list, dept{fmt.Sprint(301 + i), s + "街道办事处", words("街道 街道 街道 街道 城管 民政 组织 综治 文化"), 20, s + "第{n}便民服务中心", 2})
	}
	return list
}

// Departments returns the district's departments; the head is the department's leader in
// People.
func (d *District) Departments() []domain.Department {
	out := make([]domain.Department, 0, len(departments))
	for i, x := range departments {
		out = append(out, domain.Department{Code: x.code, Name: x.name, Head: headID(i), Overall: d.overall(i)})
	}
	return out
}

// Units returns every unit: the department's own office and what stands below it.
func (d *District) Units() []domain.Unit {
	var out []domain.Unit
	for _, x := range departments {
		for _, u := range x.units() {
			out = append(out, domain.Unit{Code: u.code, Name: u.name, Department: x.code})
		}
	}
	return out
}

type unit struct{ code, name string }

func (x *dept) units() []unit {
	out := []unit{{x.code + "001", x.name + "（本级）"}}
	for i := range x.count {
		name := fill(x.below, "n", chinese(i+1))
		if x.code < "300" {
			name = "区" + name
		}
		out = append(out, unit{fmt.Sprintf("%s%03d", x.code, i+2), name})
	}
	return out
}

var digits = words("零 一 二 三 四 五 六 七 八 九")

// chinese writes 1 to 99 in Chinese numerals.
func chinese(n int) string {
	switch {
	case n < 10:
		return digits[n]
	case n < 20:
		return "十" + tail(n)
	}
	return digits[n/10] + "十" + tail(n)
}

func tail(n int) string {
	if n%10 == 0 {
		return ""
	}
	return digits[n%10]
}
