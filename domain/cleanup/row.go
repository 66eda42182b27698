package cleanup

import "jixiao/domain"

// Row is one project on the clean-up board.
type Row struct {
	Facts    Facts
	Forecast Forecast
	// Decision and Move are nil while there is none.
	Decision *domain.CleanupDecision
	Move     *domain.CleanupMove
}

// State is 待决定, 收回, 保留, 调入 or "" for a project that needs no decision.
func (r *Row) State() string {
	switch {
	case r.Move != nil:
		return "调入"
	case r.Decision != nil:
		return string(r.Decision.Action)
	case r.Forecast.Listed:
		return "待决定"
	}
	return ""
}

// Board is the clean-up of a year as of a month: rows that are listed, decided or get money,
// and both sides of the balance.
type Board struct {
	Year    int
	Month   int
	Rows    []Row
	Balance Balance
	// Listed and Suggested sum over the rows that are listed (fen); Unknown counts projects of
	// the year about whose year-end nothing can be told.
	Listed    int
	Suggested domain.Fen
	Unknown   int
}

// Add takes a project in; one that needs no decision and has none is only counted.
func (b *Board) Add(r Row) {
	if !r.Forecast.Known {
		b.Unknown++
	}
	if r.Forecast.Listed {
		b.Listed++
		b.Suggested += r.Forecast.Suggested
	}
	if r.State() != "" {
		r.Facts.Execution = nil // the forecast has said what it says
		b.Rows = append(b.Rows, r)
	}
}
