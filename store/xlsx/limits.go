package xlsx

import "fmt"

// Limits of a file that is read; everything beyond is refused with a sentence.
const (
	MaxFileSize  = 64 << 20  // bytes on disk
	MaxPartSize  = 256 << 20 // bytes of one unpacked part
	MaxParts     = 4096
	MaxSheets    = 512
	MaxRow       = 1 << 20
	MaxColumn    = 1 << 14
	MaxCells     = 4_000_000 // non-empty cells of all sheets
	MaxStrings   = 2_000_000 // shared strings
	MaxText      = 1 << 20   // bytes of one cell
	MaxMerges    = 100_000
	maxTag       = 1 << 16
	maxRatio     = 500 // unpacked to packed, for parts above ratioFloor
	ratioFloor   = 16 << 20
	maxMergeArea = 4 << 20
)

// Reason classifies why a file was refused.
type Reason string

// Reasons of refusal.
const (
	TooLarge    Reason = "过大"
	Damaged     Reason = "损坏"
	Encrypted   Reason = "加密"
	WrongFormat Reason = "格式"
	Empty       Reason = "空"
	Unreadable  Reason = "读不到"
)

// Refusal is a file that is not read at all. Message is a whole Chinese sentence that
// says what to do.
type Refusal struct {
	Reason  Reason
	Message string
}

// Error is the sentence.
func (r *Refusal) Error() string { return r.Message }

func refuse(reason Reason, format string, args ...any) error {
	return &Refusal{reason, fmt.Sprintf(format, args...)}
}

func damaged(what string) error {
	return refuse(Damaged, "文件已损坏（%s），打不开。请让报送单位用 WPS 打开原文件另存为 .xlsx 后重新报送", what)
}
