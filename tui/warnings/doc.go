// Package warnings is screen F4 监控预警: every project's lamp as of a month, worst first,
// what would turn it green, and the ladder from notice to recovery. The figures are made
// in domain/monitor, the moves in domain/ladder; here are only keys and pictures.
package warnings
