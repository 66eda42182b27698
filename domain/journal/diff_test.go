package journal

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestDiffNamesTheChangedFields(t *testing.T) {
	a := `{"v":1,"name":"甲","funds":[{"n":1},{"n":2}],"gone":true}`
	b := `{"v":1,"name":"乙","funds":[{"n":1},{"n":3}],"new":[1]}`
	got := Diff(json.RawMessage(a), json.RawMessage(b))
	assert.Equal(t, []FieldDiff{
		{"funds.1.n", json.RawMessage("2"), json.RawMessage("3")},
		{"gone", json.RawMessage("true"), nil},
		{"name", json.RawMessage(`"甲"`), json.RawMessage(`"乙"`)},
		{"new", nil, json.RawMessage("[1]")},
	}, got)
	assert.Empty(t, Diff(json.RawMessage(a), json.RawMessage(a)))
	assert.Len(t, Diff(nil, json.RawMessage(a)), 4)
	assert.Len(t, Diff(json.RawMessage(`{"l":[1]}`), json.RawMessage(`{"l":[1,2]}`)), 1)
}
