package store

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
)

// Format 1. Record buckets hold `JSON "\n" hash`: the JSON that any bbolt tool shows, and
// behind a line feed the SHA-256 of its bytes (raw URL base64, 43 characters), because
// bbolt itself checks nothing but its two meta pages. Derived buckets can be dropped and
// rebuilt to identical bytes.
const formatVersion = 1

const (
	bucketMeta    = "meta"
	bucketSource  = "src"     // imported originals: hash → JSON record with compressed bytes
	bucketLog     = "log"     // seq → journal entry
	bucketLogItem = "logitem" // seq → compressed items of the entry
	bucketLocal   = "local"   // session state and drafts of this desk; not journalled
	bucketList    = "list"    // derived: list rows
	indexCode     = "ix/code" // derived: year ‖ code ‖ id
	indexName     = "ix/name" // derived: year ‖ name ‖ id
	indexCase     = "ix/case" // derived: project ‖ case
	indexLog      = "ix/log"  // derived: project ‖ journal entry that changed it
	indexGoal     = "ix/goal" // derived: band ‖ fingerprint of the goal text ‖ project
)

var plainBuckets = []string{bucketMeta, bucketSource, bucketLog, bucketLogItem, bucketLocal}

var derivedBuckets = []string{bucketList, indexCode, indexName, indexCase, indexLog, indexGoal}

// sep joins the parts of a composite key.
const sep = "\x00"

const sealSize = 1 + 43

// seal appends the hash to a record's JSON.
func seal(doc []byte) []byte {
	sum := sha256.Sum256(doc)
	out := make([]byte, 0, len(doc)+sealSize)
	out = append(append(out, doc...), '\n')
	return base64.RawURLEncoding.AppendEncode(out, sum[:])
}

var errSeal = errors.New("stored hash does not match the record")

// unseal checks the hash and returns the JSON, which still points into b.
func unseal(b []byte) ([]byte, error) {
	cut := len(b) - sealSize
	if cut < 0 || b[cut] != '\n' {
		return nil, errSeal
	}
	sum := sha256.Sum256(b[:cut])
	var want [sealSize - 1]byte
	base64.RawURLEncoding.Encode(want[:], sum[:])
	if string(want[:]) != string(b[cut+1:]) {
		return nil, errSeal
	}
	return b[:cut], nil
}

func hexHash(b []byte) string {
	if len(b) == 0 {
		return ""
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// header is the record under meta/header.
type header struct {
	Format int    `json:"format"`
	ID     string `json:"id"`
	// Device names this desk in the journal.
	Device  string `json:"device"`
	App     string `json:"app"`
	Created string `json:"created"`
}

func marshalDoc(v any) ([]byte, error) { return json.Marshal(v) }
