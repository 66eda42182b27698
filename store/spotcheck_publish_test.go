package store_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain/sample"
)

// TestPublishedFilesCanBeCheckedByAnybody: the files on disk have the announced hashes,
// verify from their bytes alone, and satisfy the stand-alone script.
func TestPublishedFilesCanBeCheckedByAnybody(t *testing.T) {
	s := spotDistrict(t)
	id := newSpot(t, s)
	_, _, err := s.PublishSpotCheck(id)
	assert.ErrorContains(t, err, "还没有封框")
	err = s.FreezeSpotCheck(id)
	require.NoError(t, err)
	_, files, err := s.PublishSpotCheck(id)
	require.NoError(t, err)
	assert.Len(t, files, 3)
	err = s.DrawSpotCheck(id, spotSeed)
	require.NoError(t, err)
	dir, files, err := s.PublishSpotCheck(id)
	require.NoError(t, err)
	require.Len(t, files, 4)
	text := map[string]string{}
	for _, f := range files {
		b, err := os.ReadFile(filepath.Join(dir, f))
		require.NoError(t, err)
		text[f] = string(b)
	}
	c, err := s.SpotCheck(id)
	require.NoError(t, err)
	assert.Equal(t, c.PopulationHash, sample.Hash(text["population.tsv"]))
	f, err := sample.NewFrame(text["population.tsv"], text["plan.tsv"], text["roster.tsv"])
	require.NoError(t, err)
	d, err := sample.ParseDraw(text["draw.json"])
	require.NoError(t, err)
	assert.Empty(t, f.Verify(d))
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("python3 is not installed: the stand-alone check cannot run")
	}
	out, err := exec.Command(python, filepath.Join("..", "testdata", "sample", "verify_draw.py"), filepath.Join(dir, "population.tsv"), filepath.Join(dir, "plan.tsv"), filepath.Join(dir, "draw.json")).CombinedOutput()
	assert.NoError(t, err, "%s", out)
}
