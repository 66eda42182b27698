//go:build unix

package main

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
	"github.com/stretchr/testify/require"
)

// terminal is the real program in a pseudo-terminal with an emulator behind it.
type terminal struct {
	t   *testing.T
	pty *os.File
	em  *vt.SafeEmulator
	cmd *exec.Cmd
}

func startTerminal(t *testing.T, w, h int, bin string, args ...string) *terminal {
	cmd := exec.Command(bin, args...)
	cmd.Env = append(os.Environ(), "TERM=xterm-256color", "LANG=zh_CN.UTF-8", "HOME="+t.TempDir())
	f, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: uint16(h), Cols: uint16(w)})
	require.NoError(t, err)
	tm := &terminal{t: t, pty: f, em: vt.NewSafeEmulator(w, h), cmd: cmd}
	go func() { _, _ = io.Copy(tm.em, f) }() // ends when the program closes its side
	go func() { _, _ = io.Copy(f, tm.em) }() // the emulator's answers to queries
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = f.Close()
		_ = tm.em.Close()
	})
	return tm
}

func (tm *terminal) screen() string { return tm.em.String() }

// wait fails when the text does not appear within a minute; the limit only stops a
// hanging program, it measures nothing.
func (tm *terminal) wait(text string) {
	tm.t.Helper()
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if strings.Contains(tm.screen(), text) {
			return
		}
	}
	tm.t.Fatalf("%q never appeared; the screen is\n%s", text, tm.screen())
}

func (tm *terminal) send(keys string) {
	tm.t.Helper()
	_, err := tm.pty.WriteString(keys)
	require.NoError(tm.t, err)
}

// program returns the binary under test: JIXIAO_BINARY when the check script built one,
// else one built here.
func program(t *testing.T) string {
	if p := os.Getenv("JIXIAO_BINARY"); p != "" {
		return p
	}
	bin := filepath.Join(t.TempDir(), "jixiao")
	out, err := exec.Command("go", "build", "-o", bin, ".").CombinedOutput()
	require.NoError(t, err, string(out))
	return bin
}

const (
	keyF1 = "\x1bOP"
	keyF2 = "\x1bOQ"
	keyF3 = "\x1bOR"
	keyF4 = "\x1bOS"
	keyF5 = "\x1b[15~"
	keyF9 = "\x1b[20~"
	ctrlQ = "\x11"
)

// TestDemoInTerminal is the README's first command in a real terminal, through every
// screen and out again.
func TestDemoInTerminal(t *testing.T) {
	if testing.Short() {
		t.Skip("starts the real program; run without -short")
	}
	bin := program(t)
	for _, size := range [][2]int{{80, 24}, {132, 40}} {
		tm := startTerminal(t, size[0], size[1], bin, "demo", "--projects", "300", "--dir", t.TempDir())
		tm.wait("[F2项目库]")
		for _, s := range []struct{ key, title string }{
			{keyF3, "[F3目标审核]"}, {keyF4, "[F4监控预警]"}, {keyF5, "[F5抽查复核]"}, {keyF9, "[F9台账与日志]"}, {keyF1, "本屏按键"},
		} {
			tm.send(s.key)
			tm.wait(s.title)
		}
		tm.send(keyF2)
		tm.wait("[F2项目库]")
		tm.send(ctrlQ)
		require.NoError(t, tm.cmd.Wait(), "the program must end by Ctrl+Q with exit code 0")
	}
}
