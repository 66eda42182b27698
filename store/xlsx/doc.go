// Package xlsx reads workbooks and csv files as departments really send them into
// intake.File values, and writes workbooks: templates, forms, tables.
//
// Reading goes in steps that know nothing of each other: a container (zip, csv) gives
// Grids; a Grid is cut into forms or a list by its labels, never by fixed addresses;
// every non-empty cell of a recognised sheet ends as a label, as a value or in Unread.
// The reader takes workbook parts one by one, each measured before it is read, so that
// a hostile file costs what its limits say and no more; the workbook library writes.
//
// No rule is checked here: what a form prints is kept as printed.
package xlsx
