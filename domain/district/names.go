package district

import (
	"strconv"
	"strings"
)

func words(s string) []string { return strings.Fields(s) }

var (
	streets     = words("大观园 杆石桥 四里村 魏家庄 二七新村 七里山 六里山 舜玉路 泺源 王官庄 舜耕 白马山 七贤 十六里河 兴隆 党家 陡沟")
	communities = words("英雄山 玉函北 玉函南 土屋 民生 信义庄 兴济河 丁家庄 双龙庄 石房峪 分水岭 岳家庄 望岳路 建设路 济微路 阳光舜城 胜利庄 经四路 经八路 纬一路 纬九路 乐山 永长街 万紫巷 宝贤里 青龙山 复兴 文庄 井家沟 罗而庄 刘长山 腊山北 后龙窝 邵而 大涧沟 小庄 瓦屋脊 催马庄 渴马 枣林 南康而 北康而 土山 红符 安置苑 金鸡岭 千佛山南 矿村 涝坡 搬倒井 斗母泉 花山峪")
	villages    = words("矿村 涝坡 搬倒井 斗母泉 花山峪 大岭 小岭 东渴马 西渴马 殷家林 刘家林 尹家堂 吴家村 魏华庄 仙台 罗而 展村 邱山 催马 潘庄 寨而头 土屋庄 陡沟庄 丰齐 石崮沟 河西庄")
	roads       = words("经一路 经二路 经三路 经五路 经六路 经七路 经九路 经十一路 纬二路 纬三路 纬五路 纬六路 纬七路 英雄山路 玉函路 舜耕路 舜玉路 南辛庄街 济微路 党杨路 刘长山路 阳光新路 六里山路 七里山路 建设路 土屋路 兴济河路 青年公园路 民生大街 胜利大街 信义街 顺河西街 回民小区西路 望岳路 龙泉路 兴隆山路 南绕城辅道 白马山东路 二环南路辅道 郎茂山路")
	cities      = words("青岛 烟台 潍坊 北京 上海 深圳 杭州 苏州 合肥 天津 南京 郑州")
	surnames    = words("王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗 梁 宋 郑 谢 韩 唐 冯 于 董 萧 程 曹 袁 邓 许 傅 沈 曾 彭 吕 苏 卢 蒋 蔡 贾 丁 魏 薛 叶 阎 潘 杜 戴 夏 钟 汪 田 任 姜 范 石 姚 谭 邹 熊 金 陆 郝 孔 崔 毛 邱 秦 江 史 顾 侯 邵 孟 龙 万 段 尹 常 武 乔 赖 龚 文 庞 樊 兰 殷 施 翟 安 倪 严 牛 温")
	given       = words("伟 芳 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 涛 明 超 秀英 霞 平 刚 桂英 建华 建国 志强 海燕 晓东 晓红 立新 振华 文博 雪梅 玉兰 国庆 春梅 红梅 永强 宏伟 思远 雨桐 子涵 欣怡 浩然 佳琪 俊峰 志远 新宇 慧敏 淑珍 凤英 德明 庆华 学军 培培 婷婷 亚楠 晓燕 鹏飞 家豪 长青 守信 广义 继红 传香 保国 延平 成林 世杰 宗华 爱民 克勤 光辉 兆伟 元庆 作栋 维新 炳坤 承志 怀玉 其昌 若男 书恒 语嫣 一鸣")
)

// person makes a name.
func (r rnd) person() string { return r.pick(surnames) + r.pick(given) }

func (r rnd) phone() string { return "0531-8" + strconv.Itoa(r.between(2000000, 2999999)) }

// school names are never those of units.
func (r rnd) school() string {
	kind := []string{"小学", "小学", "中学", "幼儿园", "九年一贯制学校"}[r.IntN(5)]
	return r.pick(communities) + kind
}

// object is what a project is about, by the theme's kind of object.
func (r rnd) object(kind string) string {
	switch kind {
	case "校":
		return r.school()
	case "社":
		return r.pick(communities) + "社区"
	case "路":
		return r.pick(roads)
	case "村":
		return r.pick(villages) + "村"
	case "街":
		return r.pick(streets) + "片区"
	}
	return ""
}

// place is a street or community as texts mention it.
func (r rnd) place() string {
	if r.chance(45) {
		return r.pick(streets)
	}
	return r.pick(communities)
}
