package sample_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"jixiao/domain/sample"
)

// shared returns a path below the shared material, or skips the test when it is absent.
func shared(t testing.TB, parts ...string) string {
	t.Helper()
	root := os.Getenv("JIXIAO_SHARED")
	if root == "" {
		dir, err := os.Getwd()
		require.NoError(t, err)
		for root == "" && filepath.Dir(dir) != dir {
			dir = filepath.Dir(dir)
			if s := filepath.Join(dir, "shared"); exists(filepath.Join(s, "data", "README.md")) {
				root = s
			}
		}
	}
	p := filepath.Join(append([]string{root}, parts...)...)
	if root == "" || !exists(p) {
		t.Skipf("shared material is absent (%v): set JIXIAO_SHARED", parts)
	}
	return p
}

func exists(p string) bool {
	_, err := os.Stat(p)
	return err == nil
}

// vector is a published draw: files, hashes, and what a seed selects.
type vector struct {
	Population string `json:"population_file_utf8"`
	H          string `json:"population_sha256"`
	Plan       string `json:"plan_file_utf8"`
	P          string `json:"plan_sha256"`
	Reviewers  struct {
		IDs        []string            `json:"ids"`
		Avoid      map[string][]string `json:"avoid_departments"`
		PerProject int                 `json:"per_project"`
	} `json:"reviewers"`
	Cases []struct {
		Seed  string `json:"seed"`
		Key   string `json:"key"`
		First struct {
			ID     string `json:"id"`
			SHA256 string `json:"sha256"`
		} `json:"first_ticket"`
		Selected  map[string][]string `json:"selected"`
		Reviewers map[string][]string `json:"reviewers_2_each"`
		Load      map[string]int      `json:"load"`
	} `json:"cases"`
}

func readVector(t *testing.T, path string) vector {
	t.Helper()
	b, err := os.ReadFile(path)
	require.NoError(t, err)
	var v vector
	require.NoError(t, json.Unmarshal(b, &v))
	require.NotEmpty(t, v.Cases)
	return v
}

// roster writes the vector's reviewers as a canonical file.
func (v vector) roster(t *testing.T) string {
	t.Helper()
	var ro sample.Roster
	for _, id := range v.Reviewers.IDs {
		ro.Reviewers = append(ro.Reviewers, sample.Reviewer{ID: id, Avoid: v.Reviewers.Avoid[id]})
	}
	text, err := ro.Marshal()
	require.NoError(t, err)
	return text
}

// district makes a population of n projects in the given number of departments, every
// third with amount zero and every 29th a must item.
func district(n, departments int) sample.Population {
	p := sample.Population{Items: make([]sample.Item, n)}
	for i := range p.Items {
		size := int64(i%3) * int64(1+i*7919%100_003) * 100
		p.Items[i] = sample.Item{ID: fmt.Sprintf("XM2026-%07d", i), Stratum: fmt.Sprintf("区本级/部门%03d", i%departments), Size: size, Must: i%29 == 7}
	}
	return p
}
