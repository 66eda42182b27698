package tui

import (
	"sync"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"
)

// TestWritesKeepTheirOrder starts the commands in any order and at the same time: the
// writes still happen in the order in which they were issued, each exactly once, and
// every command gets its own answer.
func TestWritesKeepTheirOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 20).Draw(t, "n")
		var did []int
		cmds := make([]tea.Cmd, n)
		for i := range n {
			cmds[i] = InOrder(func() tea.Msg { did = append(did, i); return i })
		}
		perm := rapid.Permutation(cmds).Draw(t, "start order")
		got := make([]tea.Msg, n)
		var wg sync.WaitGroup
		for i, c := range perm {
			wg.Go(func() { got[i] = c() })
		}
		wg.Wait()
		seen := map[tea.Msg]bool{}
		for _, m := range got {
			seen[m] = true
		}
		if len(did) != n || len(seen) != n {
			t.Fatalf("%d writes, %d answers, want %d", len(did), len(seen), n)
		}
		for i, d := range did {
			if d != i {
				t.Fatalf("order %v", did)
			}
		}
	})
}

func TestAWriteNobodyWaitsForStillComesFirst(t *testing.T) {
	var did []string
	InOrder(func() tea.Msg { did = append(did, "first"); return nil })
	InOrder(func() tea.Msg { did = append(did, "second"); return nil })()
	assert.Equal(t, []string{"first", "second"}, did)
}
