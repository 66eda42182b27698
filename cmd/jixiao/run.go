package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"jixiao/store"
)

// Exit codes of every command (cli contract): 0 fine, 1 findings or a refusal, 2 wrong
// usage, 3 damaged or locked data.
const (
	exitOK      = 0
	exitRefused = 1
	exitUsage   = 2
	exitDamaged = 3
)

// exitError carries an exit code; an empty message prints nothing more (the command
// has already said what it found).
type exitError struct {
	code int
	msg  string
}

// Error is the sentence for the user.
func (e *exitError) Error() string { return e.msg }

func usagef(format string, args ...any) error {
	return &exitError{exitUsage, fmt.Sprintf(format, args...)}
}

func refusef(format string, args ...any) error {
	return &exitError{exitRefused, fmt.Sprintf(format, args...)}
}

// found ends a command that printed findings.
func found() error { return &exitError{code: exitRefused} }

// run executes one command line and returns the exit code.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	a := &application{stdin: stdin, stdout: stdout, stderr: stderr, env: os.Getenv}
	root := newRoot(a)
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.Execute()
	if cerr := a.close(); err == nil {
		err = cerr
	}
	if err == nil {
		return exitOK
	}
	if msg := err.Error(); msg != "" {
		fmt.Fprintln(stderr, "jixiao: "+msg)
	}
	return codeOf(err)
}

func codeOf(err error) int {
	var ee *exitError
	if errors.As(err, &ee) {
		return ee.code
	}
	var se *store.Error
	if errors.As(err, &se) {
		return exitOfStore(se)
	}
	return exitRefused
}

// exitOfStore maps a store's refusal to the contract's exit codes.
func exitOfStore(e *store.Error) int {
	switch e.Kind {
	case store.Locked, store.Damaged, store.Newer, store.Foreign:
		return exitDamaged
	}
	return exitRefused
}
