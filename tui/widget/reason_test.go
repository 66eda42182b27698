package widget

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// Why an entry cannot be chosen is read whole at 80 columns while the cursor is on it.
func TestPickerSaysTheWholeReason(t *testing.T) {
	why := strings.Repeat("请先通报并限期整改，", 8) + "再来暂缓"
	p := Picker{Title: "事由", Items: []PickItem{{Label: "整改期满未报", Why: why}, {Label: "问题严重"}}}
	assert.Contains(t, p.View(80, 20), "再来暂缓")
	p.HandleKey("down")
	assert.NotContains(t, p.View(80, 20), "再来暂缓")
}
