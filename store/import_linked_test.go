package store_test

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/domain/linkage"
	"jixiao/store/xlsx"
)

// What the three linkages look at comes with the project list, and a later list that does
// not say it leaves it as it was.
func TestProjectListCarriesWhatTheLinkagesNeed(t *testing.T) {
	s := linkDemo(t, 3)
	read := func(lines ...string) {
		files := xlsx.ReadBytes(context.Background(), "清单.csv", []byte(strings.Join(lines, "\n")+"\n"), xlsx.Options{Year: 2026})
		require.Empty(t, files[0].Errors)
		_, err := s.Import(context.Background(), files, nil)
		require.NoError(t, err)
	}
	read("项目代码,项目名称,主管部门代码,主管部门,单位代码,预算单位,项目属性,年初预算数(万元),全年预算数(万元),已落实到项目金额(万元),上年预算(万元),上年支出(万元),上年绩效得分",
		"X1,操场改造,105,区教育局,105001,第一小学,延续,100,100,70,90,72,79.99")
	read("项目代码,项目名称,年初预算数(万元),全年预算数(万元)", "X1,操场改造,100,100")
	facts, _, err := s.LinkFacts(context.Background(), 2026, nil)
	require.NoError(t, err)
	for i := range facts {
		if f := &facts[i]; f.Code == "X1" {
			l := linkage.Derive(f, &linkage.DefaultParams, s.Today())
			// 70 settled of 100; (81-72)*30% less; then 中 15% of 67.3
			assert.Equal(t, []domain.Fen{70_000_000, 67_300_000, 57_205_000}, []domain.Fen{l.Steps[linkage.StepLanded].After, l.Steps[linkage.StepRate].After, l.Result})
			return
		}
	}
	t.Fatal("the project is not there")
}
