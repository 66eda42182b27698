package store_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/domain/review"
	"jixiao/domain/target"
	"jixiao/store"
)

// reviewDesk is a data file with n clean targets that wait at the department.
func reviewDesk(t testing.TB, n int, change func(i int, d *domain.Dossier)) *store.Store {
	t.Helper()
	clock := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	s, err := store.Create(filepath.Join(t.TempDir(), "review.db"), store.Options{Clock: func() time.Time { return clock }, Operator: domain.Operator{Name: "老周", Role: domain.RoleReviewer}})
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, s.Close()) })
	_, err = s.Write(store.Op{Name: "test.fill", Title: "准备"}, func(tx *store.Tx) error {
		for i := range n {
			d := target.Example()
			d.Project.ID, d.Project.Code, d.Project.Name = fmt.Sprintf("P%03d", i), fmt.Sprintf("XM%04d", i), fmt.Sprintf("校舍%d", i)
			if change != nil {
				change(i, &d)
			}
			require.NoError(t, store.Projects.Put(tx, d.Project))
			if v := d.Target.Current(); v != nil {
				_, err := tx.SubmitTarget(d.Project.ID, *v)
				require.NoError(t, err)
			}
		}
		return nil
	})
	require.NoError(t, err)
	return s
}

func pass(ids ...string) []review.Ruling {
	var out []review.Ruling
	for _, id := range ids {
		out = append(out, review.Ruling{ProjectID: id, Verdict: review.Verdict{Decision: domain.DecisionApprove}})
	}
	return out
}

func queueIDs(t *testing.T, s *store.Store, l domain.Level) (ids []string) {
	t.Helper()
	items, err := s.Queue(l)
	require.NoError(t, err)
	for _, it := range items {
		ids = append(ids, it.ProjectID)
	}
	return ids
}

func TestReviewThroughBothLevels(t *testing.T) {
	s := reviewDesk(t, 3, nil)
	assert.Len(t, queueIDs(t, s, domain.LevelDepartment), 3)
	done, err := s.Decide(domain.LevelDepartment, pass("P000", "P001")...)
	require.NoError(t, err)
	assert.Equal(t, "通过 2 个目标", done.Title)
	assert.Equal(t, domain.Fen(640_000_000), done.Amount)
	assert.Equal(t, []string{"P000", "P001"}, queueIDs(t, s, domain.LevelBureau))
	_, err = s.Decide(domain.LevelBureau, pass("P000")...)
	require.NoError(t, err)

	held, err := s.HeldBack()
	require.NoError(t, err)
	assert.Equal(t, domain.Fen(640_000_000), held.Total)
	_, err = s.Decide(domain.LevelBureau, pass("P000")...)
	assert.Equal(t, review.NotPending, review.Refused(err))

	r, err := s.Undo()
	require.NoError(t, err)
	assert.Equal(t, "撤销：通过：校舍0", r.Title)
	assert.Equal(t, []string{"P000", "P001"}, queueIDs(t, s, domain.LevelBureau))
	_, err = s.Redo()
	require.NoError(t, err)
	assert.Equal(t, []string{"P001"}, queueIDs(t, s, domain.LevelBureau))
}

// TestBulkIsAllOrNothing: one impossible ruling and nothing is written.
func TestBulkIsAllOrNothing(t *testing.T) {
	s := reviewDesk(t, 3, func(i int, d *domain.Dossier) {
		if i == 2 {
			d.Project.ExAnte = nil // the gate of 第九条
		}
	})
	_, err := s.Decide(domain.LevelDepartment, pass("P000", "P001", "P002")...)
	assert.Equal(t, review.GateClosed, review.Refused(err))
	assert.Len(t, queueIDs(t, s, domain.LevelDepartment), 3)
	_, total, err := s.Journal(0, 1)
	require.NoError(t, err)
	assert.Equal(t, 1, total, "nothing entered the journal")
	_, err = s.Decide(domain.LevelDepartment)
	assert.Equal(t, review.NothingChosen, review.Refused(err))
}

func TestReturnTakesEachProjectsOwnFindings(t *testing.T) {
	s := reviewDesk(t, 2, func(i int, d *domain.Dossier) {
		d.Target.Versions[0].Indicators[i].Level3.Raw = fmt.Sprintf("改造面积%d(≥**)", i)
	})
	ret := func(id string, r review.Ruling) review.Ruling {
		r.ProjectID, r.Verdict.Decision, r.Verdict.Comment = id, domain.DecisionReturn, "请修改。"
		return r
	}
	_, err := s.Decide(domain.LevelDepartment, ret("P000", review.Ruling{TakeRules: []string{"TGT-MEA-07"}}), ret("P001", review.Ruling{TakeFound: true}))
	require.NoError(t, err)
	for i, id := range []string{"P000", "P001"} {
		d, err := s.Dossier(id)
		require.NoError(t, err)
		require.Len(t, d.Reviews, 1)
		assert.Contains(t, d.Reviews[0].Comment, fmt.Sprintf("改造面积%d", i))
		assert.Contains(t, d.Reviews[0].Comment, "请修改。")
		require.Len(t, d.Reviews[0].Remarks, 1)
	}
	// the resubmission shows what was answered
	d, err := s.Dossier("P000")
	require.NoError(t, err)
	v := *d.Target.Current()
	v.Indicators = append([]domain.Indicator(nil), v.Indicators...)
	v.Indicators[0].Level3.Raw = "改造面积"
	done, err := s.Resubmit("P000", v)
	require.NoError(t, err)
	assert.Equal(t, "再报：校舍0", done.Title)
	w, err := s.Work("P000", domain.LevelDepartment)
	require.NoError(t, err)
	require.NotNil(t, w.Comparison)
	assert.Equal(t, review.Answered, w.Comparison.Answers[0].State)
	assert.Zero(t, w.Comparison.Silent())
	assert.Equal(t, 2, w.Item.Round)
	assert.Zero(t, w.Item.Fails)
	_, err = s.Resubmit("P000", v)
	assert.Equal(t, review.NotReturned, review.Refused(err))
}

// TestDraftsSurviveAndDoNotEnterTheJournal, and one for an older version is not shown.
func TestDraftsSurvive(t *testing.T) {
	s := reviewDesk(t, 1, nil)
	w, err := s.Work("P000", domain.LevelDepartment)
	require.NoError(t, err)
	w.Draft.Text = "请补充"
	require.NoError(t, s.SaveDraft(w.Draft))
	again, err := s.Work("P000", domain.LevelDepartment)
	require.NoError(t, err)
	assert.Equal(t, "请补充", again.Draft.Text)
	_, total, err := s.Journal(0, 1)
	require.NoError(t, err)
	assert.Equal(t, 1, total)
	w.Draft.Version = 7
	require.NoError(t, s.SaveDraft(w.Draft))
	again, err = s.Work("P000", domain.LevelDepartment)
	require.NoError(t, err)
	assert.True(t, again.Draft.Empty())
	w.Draft.Text = " "
	require.NoError(t, s.SaveDraft(w.Draft))
}

func TestIssueBatchFreezes(t *testing.T) {
	s := reviewDesk(t, 3, nil)
	_, err := s.IssueBatch("2026年第1批")
	assert.Equal(t, review.NotApproved, review.Refused(err))
	_, err = s.Decide(domain.LevelDepartment, pass("P000", "P001")...)
	require.NoError(t, err)
	_, err = s.Decide(domain.LevelBureau, pass("P000", "P001")...)
	require.NoError(t, err)
	ready, err := s.Approved()
	require.NoError(t, err)
	assert.Equal(t, 2, ready.Count)
	done, err := s.IssueBatch("2026年第1批")
	require.NoError(t, err)
	assert.Equal(t, 2, done.Count)
	assert.Equal(t, domain.Fen(640_000_000), done.Amount)
	_, err = s.Decide(domain.LevelBureau, pass("P000")...)
	assert.Equal(t, review.Issued, review.Refused(err))
	_, err = s.Undo()
	require.Error(t, err, "what was issued is out of the house")
	ready, err = s.Approved()
	require.NoError(t, err)
	assert.Zero(t, ready.Count)
}

func TestSameFaultStaysInTheUnit(t *testing.T) {
	s := reviewDesk(t, 6, func(i int, d *domain.Dossier) {
		d.Project.Unit = fmt.Sprintf("10500%d", i%2)
		if i != 4 {
			d.Target.Versions[0].Indicators[5].Planned = domain.Value{Raw: "显著提升", Qualitative: true}
		}
	})
	ids, err := s.SameFault(domain.LevelDepartment, "P000", "TGT-MEA-02")
	require.NoError(t, err)
	assert.Equal(t, []string{"P000", "P002"}, ids)
}

func TestNoSuchProject(t *testing.T) {
	s := reviewDesk(t, 1, nil)
	_, err := s.Work("nobody", domain.LevelBureau)
	require.Error(t, err)
	assert.Contains(t, err.Error(), "nobody")
	_, err = s.Decide(domain.LevelDepartment, pass("nobody")...)
	assert.Equal(t, review.NoTarget, review.Refused(err))
}

func BenchmarkDecide(b *testing.B) {
	s := reviewDesk(b, 2000, nil)
	i := 0
	for b.Loop() {
		if _, err := s.Decide(domain.LevelDepartment, review.Ruling{ProjectID: fmt.Sprintf("P%03d", i%2000), Verdict: review.Verdict{Decision: domain.DecisionDefer, Until: domain.Date{Year: 2026, Month: 4, Day: 1 + i/2000%27}}}); err != nil {
			b.Fatal(err)
		}
		i++
	}
}

func BenchmarkQueue(b *testing.B) {
	s := reviewDesk(b, 2000, nil)
	b.Run("queue", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.Queue(domain.LevelDepartment); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("work", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.Work("P001", domain.LevelDepartment); err != nil {
				b.Fatal(err)
			}
		}
	})
}
