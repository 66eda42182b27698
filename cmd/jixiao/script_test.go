package main

import (
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"jixiao": main})
}

// TestScripts runs the command stories of testdata/script with the real program.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "../../testdata/script",
		RequireExplicitExec: true,
		UpdateScripts:       os.Getenv("JIXIAO_UPDATE_SCRIPTS") != "",
		Setup: func(e *testscript.Env) error {
			e.Setenv("JIXIAO_DATA", e.WorkDir+"/data.db")
			e.Setenv("JIXIAO_OPERATOR", "周审")
			return nil
		},
	})
}
