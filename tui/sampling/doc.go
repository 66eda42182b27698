// Package sampling is the screen F5 抽查复核: one guided line from the frame to the public
// notice, with the present step at the top. It asks its Store for everything and decides
// nothing itself.
package sampling
