package store_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/domain/recheck"
	"jixiao/store"
)

func TestReviewToNotice(t *testing.T) {
	s := spotDistrict(t)
	id := frozenSpot(t, s)
	err := s.DrawSpotCheck(id, spotSeed)
	require.NoError(t, err)
	c, _ := s.SpotCheck(id)
	project := c.ProjectOf(c.Draw.Picks[0].ID)
	_, err = s.RecheckPaper(id, project)
	assert.ErrorContains(t, err, "派人")
	err = s.AssignSpotCheck(id)
	require.NoError(t, err)

	paper, err := s.RecheckPaper(id, project)
	require.NoError(t, err)
	require.Len(t, paper.Reviewers, 2)
	substitute, err := s.RecuseReviewer(id, project, paper.Reviewers[0], "近亲属或利害关系")
	require.NoError(t, err)
	_, err = s.RecuseReviewer(id, project, paper.Reviewers[0], "近亲属或利害关系")
	assert.ErrorContains(t, err, "不是该项目的复核人")
	after, _ := s.RecheckPaper(id, project)
	assert.Equal(t, []string{substitute, paper.Reviewers[1]}, after.Reviewers)

	item := paper.Items[0]
	item.Code, item.ReviewScore = "3", domain.DecimalPtr(domain.DecimalInt(30))
	err = s.SaveRecheckItem(id, project, 0, item)
	assert.ErrorContains(t, err, "应得 25.00 分")
	item.Note = "有部分照片"
	err = s.SaveRecheckItem(id, project, 0, item)
	require.NoError(t, err)
	item.ReviewScore = domain.DecimalPtr(domain.DecimalInt(51))
	err = s.SaveRecheckItem(id, project, 0, item)
	assert.ErrorContains(t, err, "超过分值")
	err = s.ConcludeSpotCheck(id)
	assert.ErrorContains(t, err, "还有 9 个")

	scoreAll(t, s, id)
	err = s.ConcludeSpotCheck(id)
	require.NoError(t, err)
	rows, err := s.RecheckRows(id)
	require.NoError(t, err)
	require.Len(t, rows, 9)
	poor := 0
	for _, r := range rows {
		assert.True(t, r.Done)
		if r.ProjectID == project {
			assert.Equal(t, []recheck.Ground{recheck.GroundDiffers, recheck.GroundPoor}, r.Grounds)
			assert.Equal(t, "40", r.Difference.String())
			poor++
		} else {
			assert.Empty(t, r.Grounds)
			assert.Equal(t, recheck.ClassConsistent, r.Class)
		}
	}
	assert.Equal(t, 1, poor)
	all, err := s.AllRecheckRows(2026)
	require.NoError(t, err)
	assert.Equal(t, rows, all)
	err = s.SaveRecheckItem(id, project, 0, item)
	assert.ErrorContains(t, err, "复核已经结束")
}

// scoreAll keeps the self score on every item, but gives the first project 55.
func scoreAll(t *testing.T, s *store.Store, id string) {
	c, err := s.SpotCheck(id)
	require.NoError(t, err)
	for n, p := range c.Picks() {
		paper, err := s.RecheckPaper(id, c.ProjectOf(p.ID))
		require.NoError(t, err)
		for i, item := range paper.Items {
			item.Code, item.ReviewScore, item.Note = "0", item.SelfScore, ""
			if n == 0 && i == 0 {
				item.Code, item.ReviewScore, item.Note = "3", domain.DecimalPtr(domain.DecimalInt(5)), "照片系旧照"
			}
			err := s.SaveRecheckItem(id, paper.ProjectID, i, item)
			require.NoError(t, err)
		}
	}
}

func TestWithdrawalMovesTheNextTicketUp(t *testing.T) {
	s := spotDistrict(t)
	id := newSpot(t, s)
	err := s.MustPickForSpotCheck(id, []string{"P001"}, "金额较大")
	require.NoError(t, err)
	err = s.SpreadSpotSample(id, 9)
	require.NoError(t, err)
	err = s.FreezeSpotCheck(id)
	require.NoError(t, err)
	err = s.DrawSpotCheck(id, spotSeed)
	require.NoError(t, err)
	err = s.AssignSpotCheck(id)
	require.NoError(t, err)
	c, _ := s.SpotCheck(id)
	ticket := c.Draw.Picks[len(c.Draw.Picks)-1]
	require.Equal(t, domain.PickTicket, ticket.Reason)
	next, note, err := s.WithdrawPick(id, c.ProjectOf(ticket.ID), "资料移交司法或纪检机关")
	require.NoError(t, err)
	require.NotNil(t, next)
	assert.Empty(t, note)
	assert.Equal(t, ticket.Stratum, next.Stratum)
	c, _ = s.SpotCheck(id)
	paper, err := s.RecheckPaper(id, c.ProjectOf(next.ID))
	require.NoError(t, err)
	require.Len(t, paper.Reviewers, 2)
	sub, err := s.RecuseReviewer(id, c.ProjectOf(next.ID), paper.Reviewers[0], "参与过该项目")
	require.NoError(t, err)
	assert.NotContains(t, paper.Reviewers, sub)
	third, _, err := s.WithdrawPick(id, c.ProjectOf(next.ID), "单位撤销无人对接")
	require.NoError(t, err)
	assert.Equal(t, next.Rank+1, third.Rank, "a successor's successor is the ticket after it")

	gone, note, err := s.WithdrawPick(id, "P001", "查明属涉密项目")
	require.NoError(t, err)
	assert.Nil(t, gone)
	assert.Contains(t, note, "没有下一号")
	c, _ = s.SpotCheck(id)
	assert.Len(t, c.Picks(), 8)
	_, _, err = s.WithdrawPick(id, "P001", "再退一次")
	assert.Error(t, err)
}

func TestImportedPaperFindsItsSpotCheck(t *testing.T) {
	s := spotDistrict(t)
	id := frozenSpot(t, s)
	put := func(p domain.Recheck) error {
		_, err := s.Write(store.Op{Name: "import", Title: "导入底稿"}, func(tx *store.Tx) error { return tx.PutRecheckPaper(p) })
		return err
	}
	assert.ErrorContains(t, put(domain.Recheck{ProjectID: "P001"}), "不在任何")
	err := s.DrawSpotCheck(id, spotSeed)
	require.NoError(t, err)
	err = s.AssignSpotCheck(id)
	require.NoError(t, err)
	c, _ := s.SpotCheck(id)
	project := c.ProjectOf(c.Draw.Picks[0].ID)
	require.NoError(t, put(domain.Recheck{ProjectID: project, Items: []domain.RecheckItem{{Level3: "a", ReviewScore: domain.DecimalPtr(domain.DecimalInt(58))}}}))
	paper, err := s.RecheckPaper(id, project)
	require.NoError(t, err)
	assert.True(t, paper.Done)
	assert.Equal(t, "58", paper.ReviewScore.String())
	assert.Len(t, paper.Reviewers, 2)
	err = s.SetNotDone(id, project, "逾期 30 天报送")
	require.NoError(t, err)
	rows, err := s.RecheckRows(id)
	require.NoError(t, err)
	grounds := 0
	for _, r := range rows {
		grounds += len(r.Grounds)
	}
	assert.Equal(t, 3, grounds)
	err = s.SetReviewTotal(id, project, domain.DecimalInt(70))
	assert.ErrorContains(t, err, "逐项录入")
}
