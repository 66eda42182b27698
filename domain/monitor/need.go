package monitor

import (
	"math/big"

	"jixiao/domain"
	"jixiao/domain/listing"
)

// need is the completed value from which (or, for an inverse indicator, up to which) the
// indicator is green at the month: with two decimals at most, whole where target and value
// are whole. It is "" when no figure can turn it green: no lamp, a text, green or blue
// already.
func need(ind domain.MonitoringIndicator, month int, l listing.Lamp) string {
	p, a := ind.Planned.Number, ind.Actual.Number
	if p == nil || a == nil || l != listing.LampRed && l != listing.LampYellow {
		return ""
	}
	if ind.Planned.Sign.Inverse() {
		return p.String()
	}
	scale := uint8(2)
	if whole(*p) && whole(*a) {
		scale = 0
	}
	unit := big.NewRat(1, map[uint8]int64{0: 1, 2: 100}[scale])
	v := new(big.Rat).Mul(p.Rat(), big.NewRat(int64(listing.YellowBelow*month), 1200))
	v.Quo(v, unit)
	up := new(big.Int).Add(v.Num(), new(big.Int).Sub(v.Denom(), big.NewInt(1)))
	up.Quo(up, v.Denom())
	d, ok := domain.DecimalFromRat(new(big.Rat).Mul(new(big.Rat).SetInt(up), unit), scale)
	if !ok {
		return ""
	}
	return d.String()
}

func whole(d domain.Decimal) bool { return d.Rat().IsInt() }
