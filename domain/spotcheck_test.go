package domain_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"jixiao/domain"
)

func TestSpotCheckAfterWithdrawalAndRecusal(t *testing.T) {
	s := domain.SpotCheck{
		Members: map[string]string{"C1": "p1", "C2": "p2", "C3": "p3"},
		Draw:    &domain.Draw{Picks: []domain.Pick{{ID: "C1"}, {ID: "C2"}}, Reviewers: map[string][]string{"C1": {"甲", "乙"}, "C2": {"丙", "甲"}}},
	}
	assert.Nil(t, (&domain.SpotCheck{}).Picks())
	assert.Nil(t, (&domain.SpotCheck{}).ReviewersOf("C1"))
	assert.Equal(t, "p2", s.ProjectOf("C2"))
	assert.Equal(t, "C2", s.IDOf("p2"))
	assert.Equal(t, "x", s.ProjectOf("x"))

	s.Withdrawals = []domain.Withdrawal{{ID: "C2", Successor: &domain.Pick{ID: "C3"}, Reviewers: []string{"丁", "甲"}}}
	assert.Equal(t, []domain.Pick{{ID: "C1"}, {ID: "C3"}}, s.Picks())
	s.Recusals = []domain.Recusal{{ProjectID: "p3", Reviewer: "甲", Substitute: "乙"}, {ProjectID: "p3", Reviewer: "乙", Substitute: "丙"}}
	assert.Equal(t, []string{"丁", "丙"}, s.ReviewersOf("C3"))
	assert.Equal(t, []string{"甲", "乙"}, s.Draw.Reviewers["C1"], "the record itself stays as drawn")
}
