package store_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	bolt "go.etcd.io/bbolt"
	"pgregory.net/rapid"

	"jixiao/domain"
	"jixiao/domain/rule"
	"jixiao/domain/target"
	"jixiao/store"
)

func outcomeOf(t *testing.T, s *store.Store, project, id string) rule.Outcome {
	t.Helper()
	w, err := s.Work(project, domain.LevelDepartment)
	require.NoError(t, err)
	for _, o := range w.Outcomes {
		if o.Rule == id {
			return o
		}
	}
	require.Fail(t, "no outcome", id)
	return rule.Outcome{}
}

const (
	goalA = "投入280万元，7月底前完成3栋教学楼加固改造5200平方米，消除D级危房，新增学位450个，让周边学生就近入学，家长满意。"
	goalB = "投入360万元，9月底前完成4栋教学楼加固改造6100平方米，消除D级危房，新增学位500个，让周边学生就近入学，家长满意。"
	goalC = "为辖区六十五岁以上老人免费体检并建立健康档案，签约家庭医生，慢性病患者规范管理，减少住院支出。"
)

// goalDesk holds one project of each of three units with these goals.
func goalDesk(t testing.TB, goals ...string) *store.Store {
	t.Helper()
	clock := time.Date(2026, 2, 1, 9, 0, 0, 0, time.UTC)
	s, err := store.Create(filepath.Join(t.TempDir(), "goals.db"), store.Options{Clock: func() time.Time { return clock }, Operator: domain.Operator{Name: "王芳"}})
	require.NoError(t, err)
	_, err = s.Write(store.Op{Name: "test", Title: "准备"}, func(tx *store.Tx) error {
		require.NoError(t, store.Departments.Put(tx, domain.Department{Code: "105", Name: "区教育局"}))
		for i, g := range goals {
			unit := fmt.Sprintf("10500%d", i+1)
			require.NoError(t, store.Units.Put(tx, domain.Unit{Code: unit, Name: fmt.Sprintf("区第%d实验小学", i+1), Department: "105"}))
			id := fmt.Sprint("P", i+1)
			require.NoError(t, store.Projects.Put(tx, domain.Project{ID: id, Code: "X" + id, Name: "校舍加固" + id, Year: 2026, Department: "105", Unit: unit, Initial: 1_000_000_00}))
			require.NoError(t, store.Targets.Put(tx, targetWith(id, g)))
		}
		return nil
	})
	require.NoError(t, err)
	return s
}

func targetWith(id, goal string) domain.Target {
	return domain.Target{ProjectID: id, Stage: domain.StagePending, Level: domain.LevelDepartment, Versions: []domain.TargetVersion{{No: 1, Goal: domain.Text{Raw: goal}}}}
}

func setGoal(t testing.TB, s *store.Store, id, goal string) {
	t.Helper()
	_, err := s.Write(store.Op{Name: "test", Title: "改目标"}, func(tx *store.Tx) error { return store.Targets.Put(tx, targetWith(id, goal)) })
	require.NoError(t, err)
}

func TestACopiedGoalIsFoundAcrossUnits(t *testing.T) {
	s := goalDesk(t, goalA, goalB, goalC)
	defer func() { require.NoError(t, s.Close()) }()
	o := outcomeOf(t, s, "P1", "TGT-COH-05")
	require.Len(t, o.Findings, 1)
	assert.Contains(t, o.Findings[0].Message, "区第2实验小学「校舍加固P2」")
	assert.Equal(t, goalB, o.Findings[0].Other, "both passages stand side by side")
	assert.Equal(t, goalA, o.Findings[0].Printed)
	assert.Equal(t, rule.Pass, outcomeOf(t, s, "P3", "TGT-COH-05").Status)

	setGoal(t, s, "P2", goalC+"另建一个日间照料中心。")
	assert.Equal(t, rule.Pass, outcomeOf(t, s, "P1", "TGT-COH-05").Status, "the index follows every write")
	_, err := s.Undo()
	require.NoError(t, err)
	assert.Len(t, outcomeOf(t, s, "P1", "TGT-COH-05").Findings, 1, "and every undo")
	report, err := s.Doctor(context.Background())
	require.NoError(t, err)
	assert.True(t, report.OK, "%v", report)
}

func TestAnotherUnitsNameIsFound(t *testing.T) {
	s := goalDesk(t, goalA, goalC, "区第1实验小学"+goalC)
	defer func() { require.NoError(t, s.Close()) }()
	o := outcomeOf(t, s, "P3", "TGT-COH-08")
	require.Len(t, o.Findings, 1)
	assert.Equal(t, "区第1实验小学", o.Findings[0].Printed)
	_, err := s.Write(store.Op{Name: "test", Title: "改名"}, func(tx *store.Tx) error {
		return store.Units.Put(tx, domain.Unit{Code: "105001", Name: "区新城实验小学", Department: "105"})
	})
	require.NoError(t, err)
	assert.Equal(t, rule.Pass, outcomeOf(t, s, "P3", "TGT-COH-08").Status, "a renamed unit is no longer looked for")
}

// A file of an older program has no goal index: it is read without it and gets it when it
// is opened for writing.
func TestAFileOlderThanTheGoalIndex(t *testing.T) {
	s := goalDesk(t, goalA, goalB)
	path := s.Path()
	require.NoError(t, s.Close())
	db, err := bolt.Open(path, 0o600, nil)
	require.NoError(t, err)
	require.NoError(t, db.Update(func(tx *bolt.Tx) error { return tx.DeleteBucket([]byte("ix/goal")) }))
	require.NoError(t, db.Close())
	r, err := store.Open(path, store.Options{ReadOnly: true})
	require.NoError(t, err)
	assert.Equal(t, rule.NoData, outcomeOf(t, r, "P1", "TGT-COH-05").Status, "nothing to compare with is no pass")
	require.NoError(t, r.Close())
	w, err := store.Open(path, store.Options{})
	require.NoError(t, err)
	assert.Len(t, outcomeOf(t, w, "P1", "TGT-COH-05").Findings, 1)
	require.NoError(t, w.Close())
}

// The index finds what a corpus of all texts finds.
func TestTheGoalIndexAgreesWithACorpus(t *testing.T) {
	words := []string{"完成教学楼加固", "新增学位", "消除危房", "让学生就近入学", "家长满意", "建立健康档案", "签约家庭医生", "铺设管网", "整治背街小巷", "改善居住环境"}
	rapid.Check(t, func(r *rapid.T) {
		s := goalDesk(t, goalC)
		c := target.NewCorpus()
		c.Add("P1", "校舍加固P1", "区第1实验小学", goalC)
		texts := map[string]string{}
		for i := range rapid.IntRange(2, 6).Draw(r, "n") {
			id, text := fmt.Sprint("Q", i), ""
			for range rapid.IntRange(3, 8).Draw(r, "len") {
				text += rapid.SampledFrom(words).Draw(r, "w")
			}
			texts[id] = text
			c.Add(id, "", "", text)
			_, err := s.Write(store.Op{Name: "test", Title: "加"}, func(tx *store.Tx) error {
				require.NoError(r, store.Projects.Put(tx, domain.Project{ID: id, Code: id, Name: id, Year: 2026, Department: "105", Unit: "105001"}))
				return store.Targets.Put(tx, targetWith(id, text))
			})
			require.NoError(r, err)
		}
		for id, text := range texts {
			want, found := c.Nearest(id, text, 85)
			got, ok := s.NearestGoal(id, text, 85)
			if found != ok || want.ProjectID != got.ProjectID || want.Percent != got.Percent {
				r.Fatalf("%s: index %v %+v, corpus %v %+v", id, ok, got, found, want)
			}
		}
		require.NoError(r, s.Close())
	})
}
