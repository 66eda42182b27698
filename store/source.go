package store

import (
	"bytes"
	"compress/flate"
	"encoding/json"
	"io"
	"time"

	bolt "go.etcd.io/bbolt"
)

// Source is an imported original: every value that came from it names its SHA-256.
type Source struct {
	V      int       `json:"v"`
	SHA256 string    `json:"sha256"`
	Name   string    `json:"name"`
	Kind   string    `json:"kind"`
	Size   int64     `json:"size"`
	At     time.Time `json:"at"`
	// Columns is the field → column mapping of a list, Recipe the recipe's name.
	Columns map[string]string `json:"columns,omitempty"`
	Recipe  string            `json:"recipe,omitempty"`
	// Data is the original, deflated.
	Data []byte `json:"data"`
}

// KeepOriginal stores an imported file once, whatever the number of times it comes.
func (tx *Tx) KeepOriginal(src Source, original []byte) error {
	b := tx.bolt.Bucket([]byte(bucketSource))
	if b.Get([]byte(src.SHA256)) != nil {
		return nil
	}
	var z bytes.Buffer
	w, err := flate.NewWriter(&z, flate.BestSpeed)
	if err != nil {
		return err
	}
	if _, err := w.Write(original); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	src.V, src.Size, src.At, src.Data = 1, int64(len(original)), tx.now, z.Bytes()
	doc, err := marshalDoc(src)
	if err != nil {
		return err
	}
	return b.Put([]byte(src.SHA256), seal(doc))
}

// Original returns an imported file and its bytes; ok is false when it is not kept.
func (s *Store) Original(hash string) (src Source, data []byte, ok bool, err error) {
	err = s.db.View(func(tx *bolt.Tx) error {
		raw := tx.Bucket([]byte(bucketSource)).Get([]byte(hash))
		if raw == nil {
			return nil
		}
		doc, err := unseal(raw)
		if err == nil {
			err = json.Unmarshal(doc, &src)
		}
		if err == nil {
			data, err = io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(src.Data)), src.Size))
		}
		if err != nil || hexHash(data) != hash {
			return refuse(Damaged, err, "保存的原件 %s 已损坏，与导入时的指纹不符。请从备份恢复", src.Name)
		}
		ok = true
		return nil
	})
	return src, data, ok, err
}
