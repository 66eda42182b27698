package store

const isWindows = true
