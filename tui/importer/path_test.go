package importer

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestAWholePathBehindTheFolder(t *testing.T) {
	dir, abs := t.TempDir(), t.TempDir()
	sep := string(filepath.Separator)
	assert.Equal(t, dir+sep+"表", typedPath(dir, dir+sep+"表"))
	assert.Equal(t, abs, typedPath(dir, dir+sep+abs), "a whole path behind the folder")
	assert.Equal(t, abs, typedPath(dir, dir+sep+`"`+abs+`" `), "pasted with quotation marks")
	assert.Equal(t, abs, typedPath(dir, abs))
}
