// Package importer is the screen 导入 (Ctrl+O): choose files or a folder, see what is in
// them — counts by file, errors by cell — and write everything or nothing. It reads
// folders itself; reading workbooks and matching them with the data file are behind narrow
// interfaces.
package importer
