//go:build !linux && !windows

package store

// placeOf names a doubtful place; here every place is trusted.
func placeOf(string) string { return "" }
