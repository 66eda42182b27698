package widget

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"jixiao/domain"
	"jixiao/tui"
	"jixiao/tui/tuitest"
)

func typed(in *Input, keys ...string) {
	for _, k := range keys {
		in.Update(tuitest.Key(k))
	}
}

func TestInputCaretCountsCells(t *testing.T) {
	in := Input{Prompt: "筛选 "}
	for _, r := range "项目ab" {
		in.Update(tea.KeyPressMsg{Text: string(r), Code: r})
	}
	assert.Equal(t, "项目ab", in.Value())
	assert.Equal(t, 5+6, in.CursorX(40))
	typed(&in, "left", "left", "left")
	assert.Equal(t, 5+2, in.CursorX(40))
	in.Update(tea.KeyPressMsg{Text: "预算"}) // an input method may commit several at once
	assert.Equal(t, "项预算目ab", in.Value())
	typed(&in, "home", "delete", "end", "backspace")
	assert.Equal(t, "预算目a", in.Value())
	assert.Equal(t, 5+7, in.CursorX(40))
}

func TestInputEdits(t *testing.T) {
	in := Input{}
	in.SetValue("执行<60 部门:教育 灯:红")
	typed(&in, "ctrl+w")
	assert.Equal(t, "执行<60 部门:教育 ", in.Value())
	typed(&in, "left", "ctrl+u")
	assert.Equal(t, " ", in.Value())
	in.Update(tea.PasteMsg{Content: "多行\r\n粘贴\t文本\x00"})
	assert.Equal(t, "多行 粘贴 文本 ", in.Value())
	assert.False(t, in.Update(tuitest.Key("enter")))
	assert.False(t, in.Update(tuitest.Key("f2")))
	in = Input{Limit: 3}
	in.Update(tea.PasteMsg{Content: "一二三四五"})
	assert.Equal(t, "一二三", in.Value())
}

func TestInputNeverPaintsACaret(t *testing.T) {
	in := Input{Prompt: "> "}
	in.SetValue("项目")
	assert.NotContains(t, in.View(20), "\x1b[")
}

// TestInputModel holds the field against a plain slice of characters.
func TestInputModel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := Input{Prompt: rapid.SampledFrom([]string{"", "> ", "筛选 "}).Draw(t, "prompt")}
		var text []rune
		caret := 0
		for range rapid.IntRange(0, 60).Draw(t, "steps") {
			switch key := rapid.SampledFrom([]string{"type", "left", "right", "home", "end", "backspace", "delete"}).Draw(t, "key"); key {
			case "type":
				r := rapid.SampledFrom([]rune("项目预算abc·—①")).Draw(t, "r")
				text = append(text[:caret:caret], append([]rune{r}, text[caret:]...)...)
				caret++
				in.Update(tea.KeyPressMsg{Text: string(r), Code: r})
			default:
				text, caret = edit(text, caret, key)
				in.Update(tuitest.Key(key))
			}
			w := rapid.IntRange(12, 50).Draw(t, "w")
			view := in.View(w)
			x := in.CursorX(w)
			if in.Value() != string(text) || ansi.StringWidth(view) != w || x < 0 || x >= w {
				t.Fatalf("%q, want %q; view %q in %d, caret at %d", in.Value(), string(text), view, w, x)
			}
			if caret > 0 { // what stands left of the caret ends with the character before it
				left := ansi.Strip(ansi.Truncate(view, x, ""))
				if want := tui.Display(string(text[caret-1])); !strings.HasSuffix(left, want) {
					t.Fatalf("caret after %q shows %q", want, left)
				}
			}
		}
	})
}

func edit(text []rune, caret int, key string) ([]rune, int) {
	switch key {
	case "left":
		caret = max(caret-1, 0)
	case "right":
		caret = min(caret+1, len(text))
	case "home":
		caret = 0
	case "end":
		caret = len(text)
	case "backspace":
		if caret > 0 {
			text = append(text[:caret-1:caret-1], text[caret:]...)
			caret--
		}
	case "delete":
		if caret < len(text) {
			text = append(text[:caret:caret], text[caret+1:]...)
		}
	}
	return text, caret
}

func FuzzInput(f *testing.F) {
	f.Add("项目·预算", 12, uint8(3))
	f.Add("e\u0301👍🏽🇨🇳", 9, uint8(1))
	f.Fuzz(func(t *testing.T, s string, w int, left uint8) {
		w = max(4, min(w, 120))
		in := Input{Prompt: "> "}
		in.Update(tea.PasteMsg{Content: s})
		for range left {
			in.Update(tuitest.Key("left"))
		}
		in.Update(tea.KeyPressMsg{Text: s})
		if x := in.CursorX(w); x < 0 || x >= w {
			t.Fatalf("caret at %d of %d", x, w)
		}
		if v := in.View(w); ansi.StringWidth(v) != w || strings.ContainsAny(ansi.Strip(v), "\x00\n\x1b") {
			t.Fatalf("%q is not %d cells", v, w)
		}
		typedBack := in
		for range 2*len(s) + 2 {
			typed(&typedBack, "end", "backspace")
		}
		if !typedBack.Empty() {
			t.Fatalf("%q is left", typedBack.Value())
		}
	})
}

func TestFilterKeepsTheNewestOnly(t *testing.T) {
	f := &Filter{Delay: 90 * time.Millisecond}
	cmd1, apply := f.Update(tuitest.Key("x"))
	require.NotNil(t, cmd1)
	assert.False(t, apply)
	old := f.Generation()
	cmd2, _ := f.Update(tuitest.Key("x"))
	_, apply = f.Update(FilterMsg{f, old})
	assert.False(t, apply, "the text changed since")
	_, apply = f.Update(cmd2())
	assert.True(t, apply)
	assert.False(t, f.Current(old))
	assert.True(t, f.Current(f.Generation()))
	_, apply = (&Filter{}).Update(FilterMsg{f, f.Generation()})
	assert.False(t, apply, "another field's message")
	at := &Filter{}
	cmd, apply := at.Update(tuitest.Key("a"))
	assert.Nil(t, cmd)
	assert.True(t, apply, "no delay applies at once")
	for _, w := range []int{20, 40, 80} {
		assert.Equal(t, w, ansi.StringWidth(f.View(w, "12 个项目")))
	}
}

var tuesday = domain.Date{Year: 2026, Month: 11, Day: 24}

func TestParseDate(t *testing.T) {
	for in, want := range map[string]string{
		"2026-8-31": "2026-08-31", "20260831": "2026-08-31", "8.31": "2026-08-31", "8月31日": "2026-08-31", "2027年1月5日": "2027-01-05", "+7": "2026-12-01", "明天": "2026-11-25", "月底": "2026-11-30",
		"２０２６－０８－３１": "2026-08-31", "2026/12/1": "2026-12-01", " 今天 ": "2026-11-24", "2028-2-29": "2028-02-29",
	} {
		d, ok := ParseDate(in, tuesday)
		assert.True(t, ok, in)
		assert.Equal(t, want, d.String(), in)
	}
	for _, in := range []string{"", "2026-2-29", "13.1", "8", "abc", "+", "++3", "2026-+8-1", "99999999", "8.31.1.1", "+99999", "-5"} {
		_, ok := ParseDate(in, tuesday)
		assert.False(t, ok, in)
	}
}

func FuzzParseDate(f *testing.F) {
	f.Add("8月31日")
	f.Add("+7")
	f.Fuzz(func(t *testing.T, s string) {
		if d, ok := ParseDate(s, tuesday); ok {
			if back, ok := ParseDate(d.String(), tuesday); !ok || back != d {
				t.Fatalf("%q is %v, again %v", s, d, back)
			}
		}
	})
}

func TestDateInput(t *testing.T) {
	d := DateInput{Base: tuesday, Min: tuesday, Input: Input{Prompt: "搁置到 "}}
	d.Update(tuitest.Key("up"))
	assert.Equal(t, "2026-11-25", d.Input.Value())
	d.Update(tuitest.Key("pgup"))
	on, why := d.Date()
	assert.Equal(t, "2026-12-25", on.String())
	assert.Empty(t, why)
	assert.Contains(t, d.View(60), "周五")
	d.Input.SetValue("11.1")
	_, why = d.Date()
	assert.Contains(t, why, "最早是 2026-11-24")
	d.Input.SetValue("2027-1-31")
	d.Update(tuitest.Key("pgup"))
	assert.Equal(t, "2027-02-28", d.Input.Value(), "the month's last day")
	for _, w := range []int{24, 40, 100} {
		assert.Equal(t, w, ansi.StringWidth(d.View(w)))
		assert.Less(t, d.CursorX(w), w)
	}
}

// A whole file pasted by mistake must not stop the screen: showing a field costs what is
// seen of it, not what is in it.
func BenchmarkInputWithBook(b *testing.B) {
	in := Input{Prompt: "> "}
	in.SetValue(strings.Repeat("预算绩效", 250_000))
	for b.Loop() {
		in.caret, in.first = len(in.clusters), 0
		if v := in.View(80); ansi.StringWidth(v) != 80 {
			b.Fatal(v)
		}
	}
}
