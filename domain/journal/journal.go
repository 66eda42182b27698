// Package journal holds the entries of the operation log: who did what, when, why, and
// which fields changed from what to what. Entries are chained by hash and never removed.
package journal

import (
	"encoding/json"
	"time"

	"jixiao/domain"
)

// Entry is one operation. Items are loaded on demand: a list of entries has none.
type Entry struct {
	V        int         `json:"v"`
	Seq      uint64      `json:"seq"`
	Device   string      `json:"device"`
	Operator string      `json:"operator"`
	Role     domain.Role `json:"role"`
	At       time.Time   `json:"at"`
	// Op is the operation's stable name ("review.decide"), Title what people read.
	Op        string `json:"op"`
	Title     string `json:"title"`
	Operation string `json:"operation"`
	Why       string `json:"why,omitempty"`
	// Changed counts the records, Projects those of them that belong to projects.
	Changed int `json:"changed"`
	// Irreversible operations cannot be undone (an issued batch, a draw).
	Irreversible bool `json:"irreversible,omitempty"`
	// Undoes and Redoes name the entry that this one takes back or restores (0: none).
	Undoes uint64 `json:"undoes,omitempty"`
	Redoes uint64 `json:"redoes,omitempty"`
	// ItemsHash is the SHA-256 of the stored items, Prev that of the entry before: the
	// chain covers every byte of every change.
	ItemsHash string `json:"items_sha256"`
	Prev      string `json:"prev"`
	// Hash is the entry's own fingerprint; it is computed, not stored.
	Hash  string `json:"hash,omitempty"`
	Items []Item `json:"items,omitempty"`
}

// Item is one changed record. H0 and H1 are the SHA-256 of its stored bytes before and
// after; empty for a record that did not exist before or does not exist after.
type Item struct {
	Bucket string `json:"bucket"`
	Key    string `json:"key"`
	H0     string `json:"h0,omitempty"`
	H1     string `json:"h1,omitempty"`
	// Old and New are the whole records, so that any state can be restored and replayed.
	Old json.RawMessage `json:"old,omitempty"`
	New json.RawMessage `json:"new,omitempty"`
	// Diff lists the changed fields; derived from Old and New when items are read.
	Diff []FieldDiff `json:"diff,omitempty"`
}

// FieldDiff is one field's change; Old or New is empty for an added or removed field.
type FieldDiff struct {
	Path string          `json:"path"`
	Old  json.RawMessage `json:"old,omitempty"`
	New  json.RawMessage `json:"new,omitempty"`
}
