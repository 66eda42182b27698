package sampling

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"jixiao/domain"
)

// With no spot check the footer offers the one thing to do; while a dialog has the keys it
// offers nothing, for the digits mean the dialog's choices then.
func TestFooterFollowsWhatCanBeDone(t *testing.T) {
	m := New(nil, 2026)
	var shown []string
	for _, a := range m.Actions() {
		if a.Footer {
			shown = append(shown, a.Keys[0]+" "+a.Label)
		}
	}
	assert.Equal(t, []string{"ctrl+n 新建抽查"}, shown)

	m.check = domain.SpotCheck{ID: "S1", State: domain.SpotFraming}
	assert.Equal(t, len(m.frameActions())+len(m.commonActions()), len(m.Actions()))
	assert.True(t, m.Actions()[0].Footer, "the list kept for other spot checks is not changed")

	m.dialog = &form{}
	assert.Empty(t, m.Actions())
}
