package ledger

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// While the snapshot's name is typed, "1" is a digit of it: the footer must not offer 做快照.
func TestNoActionsOfTheListInAFieldOrPager(t *testing.T) {
	m := New(&desk{})
	assert.NotEmpty(t, m.Actions())
	for _, at := range []place{atFilter, atPrompt, atPager} {
		m.at = at
		assert.Empty(t, m.Actions())
	}
}
