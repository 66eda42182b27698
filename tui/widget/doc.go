// Package widget holds the parts that screens put together: a virtual table, one-line
// input with a real cursor, filter box, previews, pickers and pagers. All of them measure
// Chinese text in cells. They hold no domain knowledge and do no I/O.
package widget
