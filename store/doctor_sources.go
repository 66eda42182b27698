package store

import (
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"

	"jixiao/domain/journal"
)

// fileField stands before the fingerprint of the original in a record's provenance.
var fileField = []byte(`"file":"`)

// noteOriginals remembers which originals a record names. It looks for the field instead
// of decoding: provenances stand in many places of many kinds of records.
func (x *examination) noteOriginals(by namer, doc []byte) {
	const size = 2 * sha256.Size
	for {
		_, rest, found := bytes.Cut(doc, fileField)
		if !found {
			return
		}
		if len(rest) > size && rest[size] == '"' {
			hash := string(rest[:size])
			if _, known := x.named[hash]; !known && isHex(hash) {
				x.named[hash] = by
			}
		}
		doc = rest
	}
}

func isHex(s string) bool {
	_, err := hex.DecodeString(s)
	return err == nil
}

// sources checks every kept original against its fingerprint, and that none is missing
// that a record names. It runs after records.
func (x *examination) sources(tx *Tx) error {
	b := tx.bolt.Bucket([]byte(bucketSource))
	for _, hash := range sortedKeys(x.named) {
		if b.Get([]byte(hash)) == nil {
			by := x.named[hash]
			x.last[by.id] = by.last // records forgot it once it was examined
			x.blame(tx, exitDamaged, "SRC-GONE", by.id, "所依据的导入原件（指纹 "+hash[:8]+"）不见了，数字无法再追溯到单元格。请重新导入原文件，或从备份恢复")
		}
	}
	return b.ForEach(func(k, v []byte) error {
		if name, ok := intact(string(k), v); !ok {
			x.find(exitDamaged, journal.Finding{Code: "SRC-HASH", Record: "src/" + string(k), Message: fmt.Sprintf("导入的原件“%s”与导入时的指纹不符，已损坏。请从备份恢复，或重新导入原文件", name)})
		}
		return x.ctx.Err()
	})
}

func intact(hash string, sealed []byte) (name string, ok bool) {
	var src Source
	doc, err := unseal(sealed)
	if err == nil {
		err = json.Unmarshal(doc, &src)
	}
	if err != nil {
		return hash, false
	}
	h := sha256.New() // not in memory: a forged size must not fill it
	n, err := io.Copy(h, io.LimitReader(flate.NewReader(bytes.NewReader(src.Data)), src.Size+1))
	return src.Name, err == nil && n == src.Size && src.SHA256 == hash && hex.EncodeToString(h.Sum(nil)) == hash
}
