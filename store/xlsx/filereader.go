package xlsx

import (
	"path/filepath"
	"strings"

	"jixiao/domain"
	"jixiao/domain/intake"
	"jixiao/domain/parse"
)

// fileReader gathers what the sheets of one file hold. A workbook whose sheets are of
// different kinds becomes one intake.File for each kind.
type fileReader struct {
	f    *intake.File // the first kind; errors and warnings go here
	more []*intake.File
	opts Options
	keys *keyCache
	// last is the form that a sheet without a head continues.
	last  *formParser
	forms *intake.File
}

func (rd *fileReader) read(grids []*grid) {
	if rd.wants(domain.FormRecheck) && rd.readRecheck(grids) {
		return
	}
	var strange []*grid
	for _, g := range grids {
		if !rd.sheet(g) && !strings.Contains(g.name, sheetNotes) {
			strange = append(strange, g)
		}
	}
	if rd.f.Kind == domain.FormUnknown {
		return // the whole file is strange
	}
	for _, g := range strange {
		rd.f.Warnings = append(rd.f.Warnings, intake.CellError{Sheet: g.name, Message: "没有认出工作表“" + g.name + "”是什么表，其中的内容没有读入。如果是要导入的表，请对照模板检查表头"})
	}
}

// family tells kinds that share a slice of intake.File: both forms.
func family(k domain.FormKind) domain.FormKind {
	if k == domain.FormTarget {
		return domain.FormSelfEval
	}
	return k
}

// file returns the file that collects a kind.
func (rd *fileReader) file(kind domain.FormKind) *intake.File {
	if rd.f.Kind == domain.FormUnknown {
		rd.f.Kind = kind
	}
	for _, f := range append([]*intake.File{rd.f}, rd.more...) {
		if family(f.Kind) == family(kind) {
			return f
		}
	}
	f := &intake.File{Name: rd.f.Name, SHA256: rd.f.SHA256, Original: rd.f.Original, Kind: kind}
	rd.more = append(rd.more, f)
	return f
}

func (rd *fileReader) wants(kinds ...domain.FormKind) bool {
	if rd.opts.Kind == "" || rd.opts.Kind == domain.FormUnknown {
		return true
	}
	for _, k := range kinds {
		if rd.opts.Kind == k {
			return true
		}
	}
	return false
}

// sheet reads one sheet; false when it is not recognised.
func (rd *fileReader) sheet(g *grid) bool {
	segs := segments(g, rd.keys)
	found := false
	if rd.wants(domain.FormSelfEval, domain.FormTarget, domain.FormMonitoring) {
		for _, seg := range segs {
			p := parseForm(g, rd.keys, seg, rd.opts, rd.warn)
			if p == nil {
				continue
			}
			found = true
			rd.form(p)
			rd.last = p
		}
		if !found && rd.continues(g) {
			return true
		}
	}
	if found {
		return true
	}
	if len(segs) == 0 && rd.nameless(g) {
		return true
	}
	if overallForm(g) {
		rd.fail(g, "这是部门整体支出表，目前只导入项目的自评表、目标表和监控表。请选择项目的表")
		return true
	}
	return rd.wants(domain.FormProjects, domain.FormExecution, domain.FormPayments) && rd.list(g)
}

func (rd *fileReader) warn(e intake.CellError) {
	if len(rd.f.Warnings) < maxErrors {
		rd.f.Warnings = append(rd.f.Warnings, e)
	}
}

func (rd *fileReader) fail(g *grid, message string) {
	rd.f.Errors = append(rd.f.Errors, intake.CellError{Sheet: g.name, Message: message})
}

var kindNames = map[domain.FormKind]string{
	domain.FormSelfEval: "自评表", domain.FormTarget: "绩效目标表", domain.FormMonitoring: "监控表", domain.FormRecheck: "复核底稿",
	domain.FormProjects: "项目清单", domain.FormExecution: "预算执行表", domain.FormPayments: "支付明细",
}

// form adds a parsed form to the file.
func (rd *fileReader) form(p *formParser) {
	f := p.form
	f.File = filepath.Base(rd.f.Name)
	if rd.opts.Kind != "" && rd.opts.Kind != f.Kind {
		rd.fail(p.g, "这是"+kindNames[f.Kind]+"，不是要导入的"+kindNames[rd.opts.Kind]+"。请检查选的文件，或让程序自动识别")
		return
	}
	to := rd.file(f.Kind)
	if to.Layout == "" {
		to.Layout, to.AmountUnit = f.Layout, f.AmountUnit
	}
	to.Rows += len(f.Indicators)
	to.Unread = append(to.Unread, f.Unread...)
	if f.AmountUnit == "" && len(f.Funds) > 0 {
		rd.warn(intake.CellError{Sheet: f.Sheet, Expected: "元或万元", Message: "表上没有写金额单位，金额没有读成数。请在“项目资金”后写明（万元）或（元），或导入时指定单位"})
	}
	if f.Kind == domain.FormMonitoring {
		m := p.monitoringForm()
		if m.Form.Month == 0 {
			rd.fail(p.g, "表上没有写监控到几月。请在表头写明，如“1-7月执行数”")
			return
		}
		to.Monitoring = append(to.Monitoring, m)
		return
	}
	to.Forms = append(to.Forms, *f)
	rd.forms = to
}

// list reads the sheet as a list; false when it is none.
func (rd *fileReader) list(g *grid) bool {
	l := findList(g, rd.f, rd.opts)
	if l == nil || rd.opts.Kind != "" && rd.opts.Kind != l.kind {
		return false
	}
	l.f = rd.listFile(l)
	l.read()
	return true
}

// listFile is the file that collects a list; lists whose columns stand elsewhere get their
// own, because Columns holds for all rows of a file.
func (rd *fileReader) listFile(l *list) *intake.File {
	f := rd.file(l.kind)
	for _, c := range l.columns {
		if at := f.Columns[c.field+c.arg]; f.Columns != nil && at != colName(c.col) {
			f = &intake.File{Name: rd.f.Name, SHA256: rd.f.SHA256, Original: rd.f.Original, Kind: l.kind}
			rd.more = append(rd.more, f)
			return f
		}
	}
	return f
}

// continues reads a sheet that only carries on the indicator table of the form before.
func (rd *fileReader) continues(g *grid) bool {
	if rd.last == nil || rd.forms == nil || g.lastRow() > maxFormRows {
		return false
	}
	f := &rd.forms.Forms[len(rd.forms.Forms)-1]
	if f.Sheet != rd.last.form.Sheet {
		return false
	}
	p := &formParser{g: g, keys: rd.keys, seg: segment{1, g.lastRow()}, form: f, opts: rd.opts, warn: rd.warn, prefix: sheetPrefix(g), weak: map[word]string{}, extent: rd.last.extent}
	if p.tables = p.findTables(); len(p.tables) == 0 {
		if p.tables = p.carryTable(rd.last); len(p.tables) == 0 {
			return false
		}
	}
	before := len(f.Indicators)
	p.readTitle()
	p.readTables()
	p.readPairs()
	rd.forms.Rows += len(f.Indicators) - before
	more := g.unread(1, g.lastRow())
	f.Unread = append(f.Unread, more...)
	rd.forms.Unread = append(rd.forms.Unread, more...)
	return true
}

// carryTable takes the columns of the form before for a sheet that starts with rows, not
// with a header: its first cell in the levels' columns must be a level's name.
func (p *formParser) carryTable(last *formParser) []*table {
	before := last.tables[len(last.tables)-1]
	first := before.first(roleLevel1)
	for _, row := range p.g.rows[:min(len(p.g.rows), 3)] {
		for _, x := range row.cells {
			if first != nil && x.col >= first.c1 && x.col <= first.c2 && parse.Class(x.text) != "" {
				t := *before
				t.top, t.end, t.merged = row.n-1, row.n-1, 0
				return []*table{&t}
			}
		}
	}
	return nil
}

// nameless reads a form that does not print the project's name: the store will ask for it,
// the examination needs none.
func (rd *fileReader) nameless(g *grid) bool {
	if !rd.wants(domain.FormSelfEval, domain.FormTarget, domain.FormMonitoring) || overallForm(g) || g.lastRow() > maxFormRows {
		return false
	}
	titled := false
	for i := range g.rows[:min(len(g.rows), 5)] {
		titled = titled || titleText(g.rows[i].cells[0].text)
	}
	if !titled {
		return false
	}
	p := parseForm(g, rd.keys, segment{1, g.lastRow()}, rd.opts, rd.warn)
	if p == nil {
		return false
	}
	rd.form(p)
	return true
}

// overallForm recognises forms about a whole department, which have no project name.
func overallForm(g *grid) bool {
	for i := range g.rows[:min(len(g.rows), 5)] {
		for _, c := range g.rows[i].cells {
			if strings.Contains(c.text, "整体支出") && titleText(c.text) {
				return true
			}
		}
	}
	return false
}
