package store

import (
	"fmt"
	"regexp"
	"strings"

	"jixiao/domain"
)

func joinKey(parts []string) string { return strings.Join(parts, sep) }

// loadNames reads departments and units by name once.
func (im *importing) loadNames() error {
	im.depts, im.units = map[string]string{}, map[string][]domain.Unit{}
	err := Departments.Each(im.tx, func(d domain.Department) error { im.depts[d.Name] = d.Code; return nil })
	if err != nil {
		return err
	}
	return Units.Each(im.tx, func(u domain.Unit) error { im.units[u.Name] = append(im.units[u.Name], u); return nil })
}

var (
	coded       = regexp.MustCompile(`^[\[(（【]?(\d{3}|\d{6})[\])）】]?\s*[-—－_]?\s*(\D.*)$`)
	projectCode = regexp.MustCompile(`^(\d{8}[RYTryt]\d{12})\s*[-—－_]\s*(.+)$`)
)

// splitCode separates "219-某某局", "[610001]某某公司" into code and name.
func splitCode(s string) (code, name string) {
	s = strings.TrimSpace(s)
	if m := coded.FindStringSubmatch(s); m != nil {
		return m[1], strings.TrimSpace(m[2])
	}
	return "", s
}

// splitProject separates a 21-digit project code from the name it is printed with.
func splitProject(s string) (code, name string) {
	s = strings.TrimSpace(s)
	if m := projectCode.FindStringSubmatch(s); m != nil {
		return strings.ToUpper(m[1]), strings.TrimSpace(m[2])
	}
	return "", s
}

// department returns the code of a department, registering it when it is new.
func (im *importing) department(code, name string) (string, error) {
	if c, n := splitCode(name); c != "" && len(c) == 3 {
		code, name = c, n
	}
	if code == "" {
		if c, ok := im.depts[name]; ok {
			return c, nil
		}
		if name == "" {
			return "", nil
		}
		code = im.freeCode(Departments.bucket, "", 901)
	}
	if im.tx.get(Departments.bucket, code) != nil {
		return code, nil
	}
	if name == "" {
		name = code
	}
	im.depts[name] = code
	return code, Departments.Put(im.tx, domain.Department{Code: code, Name: name})
}

// unit returns the code of a unit under a department, registering it when it is new. Units
// of two departments may bear the same name.
func (im *importing) unit(code, name, dept string) (string, error) {
	if c, n := splitCode(name); len(c) == 6 {
		code, name = c, n
	}
	if code == "" {
		for _, u := range im.units[name] {
			if u.Department == dept || dept == "" || u.Department == "" {
				return u.Code, nil
			}
		}
		if name == "" {
			return "", nil
		}
		code = im.freeCode(Units.bucket, dept, 1)
	}
	if im.tx.get(Units.bucket, code) != nil {
		return code, nil
	}
	if name == "" {
		name = code
	}
	u := domain.Unit{Code: code, Name: name, Department: dept}
	im.units[name] = append(im.units[name], u)
	return code, Units.Put(im.tx, u)
}

// freeCode finds the first code that nobody has: three digits behind the prefix, more when
// those are all taken.
func (im *importing) freeCode(bucket, prefix string, from int) string {
	for i := from; ; i++ {
		if c := fmt.Sprintf("%s%03d", prefix, i); im.tx.get(bucket, c) == nil {
			return c
		}
	}
}

// localPrefix begins the codes that we make ourselves.
func localPrefix(year int) string { return fmt.Sprintf("BD%d-", year) }

// localCode makes a code for a project that came without one.
func (im *importing) localCode(year int) string {
	for {
		im.local++
		c := fmt.Sprintf("%s%04d", localPrefix(year), im.local)
		ids, err := im.tx.idsBy(indexCode, year, c, func(p *domain.Project) string { return p.Code })
		if err == nil && len(ids) == 0 {
			return c
		}
	}
}

// fundSource maps what a form prints to a fund source.
func fundSource(item string) domain.FundSource {
	for _, m := range []struct {
		word string
		src  domain.FundSource
	}{
		{"结转", domain.FundCarryover}, {"政府性基金", domain.FundGovernment}, {"国有资本", domain.FundStateCapital}, {"社会保险", domain.FundSocialInsurance}, {"一般公共", domain.FundGeneral},
		{"中央", domain.FundCentralTransfer}, {"省级", domain.FundProvTransfer}, {"市级", domain.FundCityTransfer}, {"专户", domain.FundFiscalAccount}, {"单位资金", domain.FundUnitOwn}, {"自有", domain.FundUnitOwn},
		{"债务", domain.FundDebt}, {"债券", domain.FundDebt}, {"财政", domain.FundFiscalAllocation}, {"其他", domain.FundOther}, {"其它", domain.FundOther},
	} {
		if strings.Contains(item, m.word) {
			return m.src
		}
	}
	return domain.FundOther
}
