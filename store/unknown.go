package store

import (
	"bytes"
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"
)

var knownFields sync.Map // reflect.Type → map[string]bool

// fieldsOf returns the top-level JSON names a record type knows.
func fieldsOf(t reflect.Type) map[string]bool {
	if m, ok := knownFields.Load(t); ok {
		return m.(map[string]bool)
	}
	m := map[string]bool{}
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		m[name] = true
	}
	knownFields.Store(t, m)
	return m
}

// keepUnknown adds to doc the top-level fields of the old sealed record that type t does
// not know, in name order: a newer program's fields survive an older one's edit.
func keepUnknown(doc, old []byte, t reflect.Type) ([]byte, error) {
	oldDoc, err := unseal(old)
	if err != nil {
		return nil, err
	}
	var have map[string]json.RawMessage
	if err := json.Unmarshal(oldDoc, &have); err != nil {
		return nil, err
	}
	known := fieldsOf(t)
	maps.DeleteFunc(have, func(k string, _ json.RawMessage) bool { return known[k] })
	if len(have) == 0 {
		return doc, nil
	}
	out := bytes.NewBuffer(slices.Clone(doc[:len(doc)-1]))
	for _, k := range slices.Sorted(maps.Keys(have)) {
		name, err := json.Marshal(k)
		if err != nil {
			return nil, err
		}
		out.WriteByte(',')
		out.Write(name)
		out.WriteByte(':')
		out.Write(have[k])
	}
	out.WriteByte('}')
	return out.Bytes(), nil
}
