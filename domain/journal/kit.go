package journal

import "time"

// The types in this file are shared by the store's examination and snapshots, the
// commands doctor and snapshot, and the ledger screen. Their JSON names are a contract
// with scripts.

// Finding is one thing the examination of a data file or snapshot found: one plain
// sentence, with the record, the person and the time where they are known.
type Finding struct {
	Code    string    `json:"code"`
	Message string    `json:"message"`
	Record  string    `json:"record,omitempty"`
	Person  string    `json:"person,omitempty"`
	Time    time.Time `json:"time,omitzero"`
}

// Report is the result of an examination. Exit is 0 ok, 1 damaged, 2 tampered or
// unsigned, 3 older than known, 4 unreadable or of a newer format.
type Report struct {
	OK       bool      `json:"ok"`
	Exit     int       `json:"exit"`
	Findings []Finding `json:"findings"`
}

// Snapshot describes a written snapshot file.
type Snapshot struct {
	File    string    `json:"file"`
	SHA256  string    `json:"sha256"`
	Size    int64     `json:"size"`
	Records int       `json:"records"`
	Seq     uint64    `json:"seq"`
	At      time.Time `json:"at"`
}
