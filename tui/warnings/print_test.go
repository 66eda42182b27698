package warnings_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/tui/tuitest"
	"jixiao/tui/warnings"
)

// The document of a step can be printed as soon as the step was taken, not before.
func TestPrintsTheDocumentsOfTheLadder(t *testing.T) {
	s := desk(t, 12)
	tuitest.Screen(t, warnings.New(s), "P000", 132, 40, func(d *tuitest.Driver, host *tuitest.Host) {
		d.Press("ctrl+p")
		assert.Contains(t, host.Status.Text, "还没有走过要出文书的步骤")
		d.Press("1")
		d.Press("enter")
		d.Press("ctrl+p")
		require.Len(t, host.Exported, 1)
		doc := host.Exported[0].Doc
		require.NotNil(t, doc)
		assert.Equal(t, "监控情况通报", doc.Title)
		assert.Contains(t, strings.Join(doc.Text(), "\n"), "校舍加固改造1期")
		d.Press("ctrl+b")
		require.Len(t, host.Exported, 2)
		assert.Contains(t, strings.Join(host.Exported[1].Doc.Text(), "\n"), "红灯项目")
	})
}
