package store

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"
	"sync"

	"jixiao/domain/journal"
)

// Items are stored as one compressed blob per entry: for each item its bucket, key, old
// and new document, each preceded by its length (0: absent). Both documents are kept
// whole so that undo restores the very bytes and any state can be replayed; they are
// nearly alike, so the second one costs next to nothing.

// packers are kept: a fresh compressor costs more than a whole small commit.
var packers = sync.Pool{New: func() any {
	z, err := flate.NewWriter(nil, flate.BestSpeed)
	if err != nil {
		panic(err) // the level is valid
	}
	return z
}}

func packItems(items []journal.Item) ([]byte, error) {
	var out bytes.Buffer
	z := packers.Get().(*flate.Writer)
	defer packers.Put(z)
	z.Reset(&out)
	var buf []byte
	for _, it := range items {
		buf = buf[:0]
		for _, part := range [][]byte{[]byte(it.Bucket), []byte(it.Key), it.Old, it.New} {
			buf = binary.AppendUvarint(buf, uint64(len(part)))
			buf = append(buf, part...)
		}
		if _, err := z.Write(buf); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

const maxItems = 1 << 30 // bytes of one entry, against a forged length

func unpackItems(blob []byte) ([]journal.Item, error) {
	raw, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(blob)), maxItems))
	if err != nil {
		return nil, err
	}
	var items []journal.Item
	for len(raw) > 0 {
		var parts [4][]byte
		for i := range parts {
			n, w := binary.Uvarint(raw)
			if w <= 0 || n > uint64(len(raw)-w) {
				return nil, errors.New("journal items are cut short")
			}
			parts[i], raw = raw[w:w+int(n)], raw[w+int(n):]
		}
		it := journal.Item{Bucket: string(parts[0]), Key: string(parts[1]), H0: hexHash(parts[2]), H1: hexHash(parts[3])}
		if len(parts[2]) > 0 {
			it.Old = json.RawMessage(parts[2])
		}
		if len(parts[3]) > 0 {
			it.New = json.RawMessage(parts[3])
		}
		items = append(items, it)
	}
	return items, nil
}
