//go:build !windows

package store

const isWindows = false
