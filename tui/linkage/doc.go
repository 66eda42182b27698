// Package linkage is the screen 挂钩与清理 (F7): the three linkages as a what-if with live
// parameters, frozen scenarios and their comparison, exceptions; and the clean-up with its
// forecast, decisions and a balance of both sides.
package linkage
