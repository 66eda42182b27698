// Command jixiao is 绩效精控: the budget-performance year of a district finance bureau
// in a terminal. main only delegates, so that tests run the real program.
package main

import "os"

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
