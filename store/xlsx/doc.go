// Package xlsx is the only importer and writer of workbooks and csv files. It recognises
// layouts by their labels, never by fixed addresses, and keeps for every value its
// original text and cell. It knows nothing of the data file.
package xlsx
