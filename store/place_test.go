package store

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestTheTemporaryDirectoryIsTrusted(t *testing.T) {
	assert.Empty(t, placeOf(t.TempDir()))
	assert.NoError(t, checkPlace(t.TempDir()+"/d.db"))
	assert.Empty(t, placeOf("/does/not/exist"), "what cannot be found out is not doubted")
}
