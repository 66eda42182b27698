package store_test

import (
	"math/big"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/store"
)

func share95() *big.Rat { return big.NewRat(95, 100) }

// reviewed is a spot check whose papers are all scored: one of nine is 40 points over.
func reviewed(t *testing.T, s *store.Store) (id, worst string) {
	id = frozenSpot(t, s)
	_, err := s.SpotEvaluation(id, share95())
	require.ErrorContains(t, err, "还没有抽取")
	require.NoError(t, s.DrawSpotCheck(id, spotSeed))
	require.NoError(t, s.AssignSpotCheck(id))
	c, err := s.SpotCheck(id)
	require.NoError(t, err)
	worst = c.ProjectOf(c.Draw.Picks[0].ID)
	e, err := s.SpotEvaluation(id, share95())
	require.NoError(t, err)
	assert.True(t, e.Interim, "nothing is reviewed yet")
	assert.Equal(t, e.Population, e.Upper, "what is not reviewed may all be over-scored")

	paper, err := s.RecheckPaper(id, worst)
	require.NoError(t, err)
	item := paper.Items[0]
	item.Code, item.ReviewScore, item.Note = "3", domain.DecimalPtr(domain.DecimalInt(10)), "只有部分照片"
	item.Objection = "照片在档案室"
	require.NoError(t, s.SaveRecheckItem(id, worst, 0, item))
	scoreAll(t, s, id)
	return id, worst
}

func TestEvaluationOfAReviewedSpotCheck(t *testing.T) {
	s := spotDistrict(t)
	id, worst := reviewed(t, s)
	e, err := s.SpotEvaluation(id, share95())
	require.NoError(t, err)
	assert.True(t, e.Interim, "an objection without an answer keeps the paper open")
	require.ErrorContains(t, s.ConcludeSpotCheck(id), "还没有答复")

	paper, err := s.RecheckPaper(id, worst)
	require.NoError(t, err)
	item := paper.Items[0]
	item.Answer = domain.AnswerRefused
	require.ErrorContains(t, s.SaveRecheckItem(id, worst, 0, item), "不采纳")
	item.AnswerWhy = "照片日期在验收之后"
	require.NoError(t, s.SaveRecheckItem(id, worst, 0, item))
	e, err = s.SpotEvaluation(id, share95())
	require.NoError(t, err)
	assert.False(t, e.Interim)
	assert.Equal(t, 33, e.Population)
	assert.GreaterOrEqual(t, e.Lower, 1)
	assert.Less(t, e.Lower, e.Upper)
	assert.Contains(t, e.Sentence, "在 33 个项目中")
	require.NoError(t, s.ConcludeSpotCheck(id))
}

// Next year's spot check must take the projects that this year's found 严重失实.
func TestSeriousProjectsMustBePickedNextYear(t *testing.T) {
	s := spotDistrict(t)
	id, worst := reviewed(t, s)
	paper, err := s.RecheckPaper(id, worst)
	require.NoError(t, err)
	item := paper.Items[0]
	item.Answer = domain.AnswerAccepted
	require.NoError(t, s.SaveRecheckItem(id, worst, 0, item))
	require.NoError(t, s.ConcludeSpotCheck(id))

	_, err = s.Write(store.Op{Name: "test.next", Title: "下一年"}, func(tx *store.Tx) error {
		p, _, err := store.Projects.Get(tx, worst)
		require.NoError(t, err)
		se, _, err := store.SelfEvals.Get(tx, worst)
		require.NoError(t, err)
		for i, name := range []string{p.Name, "另一个项目"} {
			q := p
			q.ID, q.Code, q.Name, q.Year, q.LastYear = []string{"N1", "N2"}[i], []string{"2027-1", "2027-2"}[i], name, p.Year+1, nil
			se.ProjectID, se.Year = q.ID, q.Year
			require.NoError(t, store.Projects.Put(tx, q))
			require.NoError(t, store.SelfEvals.Put(tx, se))
		}
		return nil
	})
	require.NoError(t, err)
	next, err := s.NewSpotCheck("下一年", 2027)
	require.NoError(t, err)
	added, err := s.MustPickByFacts(next.ID, 0)
	require.NoError(t, err)
	assert.Equal(t, 1, added)
	c, err := s.SpotCheck(next.ID)
	require.NoError(t, err)
	assert.Equal(t, []domain.MustPick{{ProjectID: "N1", Reason: "上年自评严重失实"}}, c.MustPicks)
}
