// Package projects is the screen F2 项目库: the list of all projects with its closed-loop
// strip, query line, sorts, columns, marks and sums, the project page, and the
// explanation of every figure.
package projects
