package store_test

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	bolt "go.etcd.io/bbolt"

	"jixiao/domain"
	"jixiao/domain/duty"
	"jixiao/store"
)

func statusOf(t *testing.T, s *store.Store, id string) duty.Row {
	t.Helper()
	rows, err := s.DutyRows(context.Background(), 2026)
	require.NoError(t, err)
	for _, r := range rows {
		if r.Department == "105" && r.Duty == id {
			return r
		}
	}
	require.Fail(t, "no row", id)
	return duty.Row{}
}

func TestDutiesAreRegisteredJournalledAndUndone(t *testing.T) {
	s := warningDesk(t, 3)
	assert.Equal(t, 3, statusOf(t, s, "DUTY-10-01").Total)
	assert.Equal(t, duty.Overdue, statusOf(t, s, "DUTY-10-02").Status)
	done := domain.DutyRecord{Year: 2026, Department: "105", Duty: "DUTY-10-02", State: domain.DutyDone, Evidence: "部门整体目标表"}
	_, err := s.RecordDuty(done)
	require.NoError(t, err)
	got := statusOf(t, s, "DUTY-10-02")
	assert.Equal(t, duty.Done, got.Status)
	assert.Equal(t, 1, got.Late, "registered in September, due in January")
	title, err := s.Undo()
	require.NoError(t, err)
	assert.Contains(t, title.Title, "登记履职")
	assert.Equal(t, duty.Overdue, statusOf(t, s, "DUTY-10-02").Status)

	for _, bad := range []struct {
		change func(*domain.DutyRecord)
		want   string
	}{
		{func(r *domain.DutyRecord) { r.Duty = "DUTY-99" }, "没有编号"},
		{func(r *domain.DutyRecord) { r.Evidence = " " }, "写明佐证"},
		{func(r *domain.DutyRecord) { r.Duty = "DUTY-15-02" }, "逐个统计"},
		{func(r *domain.DutyRecord) { r.State = domain.DutyNotApplicable }, "写明依据"},
		{func(r *domain.DutyRecord) { r.State = "大概" }, "不认识"},
		{func(r *domain.DutyRecord) { r.Department = "999" }, "主管部门"},
	} {
		r := done
		bad.change(&r)
		_, err := s.RecordDuty(r)
		assert.ErrorContains(t, err, bad.want)
	}
}

// A file that was made before a table existed is whole: read-only it shows the table
// empty, and opened for writing it gets it.
func TestAFileOlderThanATable(t *testing.T) {
	path := filepath.Join(t.TempDir(), "older.db")
	s, err := store.Create(path, store.Options{Operator: domain.Operator{Name: "王芳"}})
	require.NoError(t, err)
	_, err = s.Write(store.Op{Name: "test", Title: "准备"}, func(tx *store.Tx) error {
		return store.Departments.Put(tx, domain.Department{Code: "105", Name: "区教育局"})
	})
	require.NoError(t, err)
	require.NoError(t, s.Close())
	db, err := bolt.Open(path, 0o600, nil)
	require.NoError(t, err)
	require.NoError(t, db.Update(func(tx *bolt.Tx) error { return tx.DeleteBucket([]byte("duty")) }))
	require.NoError(t, db.Close())

	s, err = store.Open(path, store.Options{ReadOnly: true})
	require.NoError(t, err)
	rows, err := s.DutyRows(context.Background(), 2026)
	require.NoError(t, err)
	assert.Len(t, rows, len(duty.Duties()))
	snap := filepath.Join(t.TempDir(), "s.jxs")
	_, err = s.CreateSnapshot(context.Background(), snap)
	require.NoError(t, err)
	report, err := s.VerifySnapshot(context.Background(), snap)
	require.NoError(t, err)
	require.NoError(t, s.Close())
	assert.True(t, report.OK, "%v", report)

	s, err = store.Open(path, store.Options{Operator: domain.Operator{Name: "王芳"}})
	require.NoError(t, err)
	_, err = s.RecordDuty(domain.DutyRecord{Year: 2026, Department: "105", Duty: "DUTY-05-01", State: domain.DutyDone, Evidence: "教字〔2026〕3号"})
	require.NoError(t, err)
	check, err := s.Doctor(context.Background())
	require.NoError(t, err)
	assert.True(t, check.OK, "%v", check)
	require.NoError(t, s.Close())
}
