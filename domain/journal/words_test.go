package journal

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestWords(t *testing.T) {
	assert.Equal(t, "项目", BucketWord("p"))
	assert.Equal(t, "future", BucketWord("future"))
	assert.Equal(t, "资金 1 年初预算", FieldWord("funds.0.initial"))
	for _, c := range []struct{ path, raw, want string }{
		{"initial", "123450", "1234.50元"}, {"funds.0.executed", "-5", "-0.05元"}, {"round", "3", "3"}, {"name", `"甲\n乙"`, "甲\n乙"}, {"name", `""`, "（空）"}, {"x", "", "（无）"}, {"x", "null", "（无）"},
		{"pass", "true", "是"}, {"pass", "false", "否"}, {"rules", `["a","b"]`, "2 项"}, {"goal", `{"raw":"目标","cell":"B2"}`, "目标"}, {"by", `{"name":"周审","role":"审核员"}`, "周审"}, {"x", `{"a":1}`, `{"a":1}`},
		{"score", `"92.5"`, "92.5"}, {"initial", "12.5", "12.5"},
	} {
		assert.Equal(t, c.want, ValueText(c.path, json.RawMessage(c.raw)), "%s %s", c.path, c.raw)
	}
}
