package journal

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
)

// Diff compares two JSON documents field by field. Arrays of the same length are
// compared element by element, others as a whole. Either side may be empty: then every
// top-level field counts as added or removed.
func Diff(before, after json.RawMessage) []FieldDiff {
	var out []FieldDiff
	diffValue("", before, after, &out)
	return out
}

func diffValue(path string, a, b json.RawMessage, out *[]FieldDiff) {
	a, b = bytes.TrimSpace(a), bytes.TrimSpace(b)
	if bytes.Equal(a, b) {
		return
	}
	ao, aok := object(a)
	bo, bok := object(b)
	if (aok || len(a) == 0) && (bok || len(b) == 0) && (aok || bok) && (path == "" || aok && bok) {
		diffObjects(path, ao, bo, out)
		return
	}
	al, alok := array(a)
	bl, blok := array(b)
	if alok && blok && len(al) == len(bl) {
		for i := range al {
			diffValue(join(path, strconv.Itoa(i)), al[i], bl[i], out)
		}
		return
	}
	*out = append(*out, FieldDiff{path, a, b})
}

func diffObjects(path string, a, b map[string]json.RawMessage, out *[]FieldDiff) {
	names := make([]string, 0, len(a)+len(b))
	for k := range a {
		names = append(names, k)
	}
	for k := range b {
		if _, ok := a[k]; !ok {
			names = append(names, k)
		}
	}
	slices.Sort(names)
	for _, k := range names {
		diffValue(join(path, k), a[k], b[k], out)
	}
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

func object(b []byte) (m map[string]json.RawMessage, ok bool) {
	if len(b) == 0 || b[0] != '{' {
		return nil, false
	}
	return m, json.Unmarshal(b, &m) == nil
}

func array(b []byte) (l []json.RawMessage, ok bool) {
	if len(b) == 0 || b[0] != '[' {
		return nil, false
	}
	return l, json.Unmarshal(b, &l) == nil
}
