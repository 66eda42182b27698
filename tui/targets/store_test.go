package targets_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/domain/review"
	"jixiao/domain/target"
	"jixiao/store"
	"jixiao/tui/targets"
)

var _ targets.Store = (*store.Store)(nil)

var today = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

// desk is a data file with n clean targets waiting at a level, the i-th submitted i%20
// days ago; change edits them before they are written.
func desk(t *testing.T, n int, level domain.Level, change func(i int, d *domain.Dossier)) *store.Store {
	t.Helper()
	s, err := store.Create(filepath.Join(t.TempDir(), "desk.db"), store.Options{Clock: func() time.Time { return today }, Operator: domain.Operator{Name: "老周", Role: domain.RoleReviewer}})
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, s.Close()) })
	_, err = s.Write(store.Op{Name: "test.fill", Title: "准备"}, func(tx *store.Tx) error {
		require.NoError(t, store.Departments.Put(tx, domain.Department{Code: "105", Name: "区教育局"}))
		for u := range 3 {
			require.NoError(t, store.Units.Put(tx, domain.Unit{Code: fmt.Sprintf("10500%d", u+1), Name: fmt.Sprintf("区第%s实验小学", []string{"一", "二", "三"}[u]), Department: "105"}))
		}
		for i := range n {
			putTarget(t, tx, i, level, change)
		}
		return nil
	})
	require.NoError(t, err)
	return s
}

func putTarget(t *testing.T, tx *store.Tx, i int, level domain.Level, change func(int, *domain.Dossier)) {
	d := target.Example()
	p := &d.Project
	p.ID, p.Code, p.Name = fmt.Sprintf("P%03d", i), fmt.Sprintf("37010326R%012d", i+1), fmt.Sprintf("校舍加固改造%d", i+1)
	p.Unit = fmt.Sprintf("10500%d", i%3+1)
	d.Target.ProjectID = p.ID
	d.Target.Versions[0].Goal.Raw += places(i)
	if change != nil {
		change(i, &d)
	}
	submitted := domain.DateOf(today).Add(-i % 20)
	d.Target.Versions[0].Submitted, d.Target.Since, d.Target.Level = submitted, submitted, level
	if level == domain.LevelBureau {
		d.Target.Handled = []domain.Level{domain.LevelDepartment}
	}
	require.NoError(t, review.Valid(*d.Target))
	require.NoError(t, store.Projects.Put(tx, *p))
	require.NoError(t, store.Targets.Put(tx, *d.Target))
}

func stage(t *testing.T, s *store.Store, id string) domain.Target {
	t.Helper()
	d, err := s.Dossier(id)
	require.NoError(t, err)
	require.NotNil(t, d.Target)
	return *d.Target
}

// places is a sentence of its own for every project: goals that repeat each other are a
// finding.
func places(i int) string {
	names := []rune("天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈剑号巨阙珠称夜光果珍李柰菜重芥姜海咸河淡鳞潜羽翔")
	s := "覆盖"
	for j := range 7 {
		at := (i*11 + j*(i%9+2)) % (len(names) - 1)
		s += string(names[at:at+2]) + "、"
	}
	return strings.TrimSuffix(s, "、") + "等片区。"
}
