package rulebook

import (
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain/basis"
	"jixiao/domain/rule"
)

// leastRules is what each family must have: a family that lost its rules fails here.
var leastRules = map[string]int{FamilyTarget: 24, FamilyMonitor: 10, FamilySelfEval: 25, FamilyRecheck: 7}

func TestEveryFamilyHasRules(t *testing.T) {
	count := map[string]int{}
	for _, e := range All() {
		count[e.Family]++
	}
	require.Equal(t, len(leastRules), len(Families), "every family needs a floor in leastRules")
	for _, f := range Families {
		require.Positive(t, leastRules[f], f)
		assert.GreaterOrEqual(t, count[f], leastRules[f], f)
	}
}

func TestEveryRuleIsIdentifiedAndCited(t *testing.T) {
	id := regexp.MustCompile(`^[A-Z]{3}-[A-Z]+-[0-9]{2}$`)
	seen := map[string]bool{}
	for _, e := range All() {
		assert.Regexp(t, id, e.ID)
		assert.False(t, seen[e.ID], "%s is used twice", e.ID)
		seen[e.ID] = true
		assert.NotEmpty(t, e.Title, e.ID)
		assert.NotEqual(t, rule.Inherit, e.Severity, "%s has no severity of its own", e.ID)
		assert.False(t, e.From.IsZero(), "%s has no effective date", e.ID)
		assert.Positive(t, e.Version, e.ID)
		require.NotNil(t, e.Basis.Document, "%s has no basis", e.ID)
		assert.Contains(t, basis.Documents, e.Basis.Document, e.ID)
		assert.NotEmpty(t, e.Basis.Quote, "%s quotes nothing", e.ID)
		assert.True(t, e.Basis.QuoteFound(), "%s: %q is not in the regulation", e.ID, e.Basis.Quote)
		if e.Basis.Document == basis.Banfa {
			assert.Contains(t, basis.Article(e.Basis.Article), basis.Squeeze(e.Basis.Quote), "%s quotes another article", e.ID)
			assert.NotContains(t, e.Basis.String(), "待核", e.ID)
		}
		assert.False(t, e.Basis.Document == basis.Practice && e.Severity == rule.Failure, "%s: 口径 never refuses", e.ID)
		got, ok := Find(e.ID)
		assert.True(t, ok)
		assert.Equal(t, e.Title, got.Title)
	}
}

func TestEveryRuleHasAPassingAndAFailingCase(t *testing.T) {
	require.NotEmpty(t, Examples())
	pass, fail := map[string]int{}, map[string]int{}
	for _, x := range Examples() {
		out := x.Run()
		assert.Equal(t, x.Want.String(), out.Status.String(), "%s %s", x.Rule, x.Name)
		switch out.Status {
		case rule.Pass:
			pass[x.Rule]++
			assert.Empty(t, out.Findings)
		case rule.Notice, rule.Fail:
			fail[x.Rule]++
			for _, f := range out.Findings {
				assert.Equal(t, x.Rule, f.Rule)
				assert.NotEmpty(t, f.Message, x.Name)
			}
		}
		_, known := Find(x.Rule)
		assert.True(t, known, "%s is a case of no rule", x.Rule)
	}
	for _, e := range All() {
		assert.Positive(t, pass[e.ID], "%s has no passing case", e.ID)
		assert.Positive(t, fail[e.ID], "%s has no failing case", e.ID)
	}
}

func TestUnknownRule(t *testing.T) {
	_, ok := Find("TGT-NONE-01")
	assert.False(t, ok)
}
