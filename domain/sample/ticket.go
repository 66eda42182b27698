package sample

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"math/big"
)

// ticket is U(label) as 32 big-endian bytes: comparing bytes compares the integers.
type ticket [sha256.Size]byte

// String is the ticket as 64 lower-case hex digits.
func (t ticket) String() string       { return hex.EncodeToString(t[:]) }
func (t ticket) compare(u ticket) int { return bytes.Compare(t[:], u[:]) }
func (t ticket) int() *big.Int        { return new(big.Int).SetBytes(t[:]) }

// Key returns hex SHA-256 of "H LF P LF seed LF".
func Key(populationHash, planHash, seed string) string {
	return Hash(populationHash + "\n" + planHash + "\n" + seed + "\n")
}

// TicketText is the text whose SHA-256 is the project's ticket: what a person types
// into any SHA-256 tool to check it.
func TicketText(key, id string) string { return key + "|t|" + id }

// Ticket returns the project's ticket as lower-case hex.
func Ticket(key, id string) string { return Hash(TicketText(key, id)) }

// ReviewerText is the text whose SHA-256 orders a reviewer for a project.
func ReviewerText(key, id, reviewer string) string { return key + "|a|" + id + "|" + reviewer }

// tickets computes the ticket of every item of the population.
func tickets(key string, items []Item) []ticket {
	out := make([]ticket, len(items))
	buf := append([]byte(key), "|t|"...)
	n := len(buf)
	for i, it := range items {
		buf = append(buf[:n], it.ID...)
		out[i] = sha256.Sum256(buf)
	}
	return out
}

func ticketOf(text string) ticket { return sha256.Sum256([]byte(text)) }
