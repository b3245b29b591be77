"""A fact knows its value, rows and sources, and writes itself in both languages."""

import pytest

from thesis.publish import facts
from thesis.publish.facts import Fact, computation, from_record, text


def make(value, unit, decimals=None):
    return Fact("f", value, unit, "value", ("O00001",), ("a",), decimals)


@pytest.mark.parametrize(("value", "unit", "decimals", "indonesian", "english"), [
    (2759, "persons", None, "2.759", "2,759"),
    (26.5, "percent", None, "26,5%", "26.5%"),
    (50.0, "percent", None, "50%", "50%"),
    (0.894, "coefficient", None, "0,89", "0.89"),
    (1500000, "idr", None, "Rp1.500.000", "Rp1,500,000"),
    (1500000, "usd", None, "US$1.500.000", "US$1,500,000"),
    ("2023-06-05", "date", None, "5 Juni 2023", "5 June 2023"),
    (2023, "year", None, "2023", "2023"),
    (("F1", "F2", "F3"), "list", None, "F1, F2, dan F3", "F1, F2 and F3"),
    (1.25, "other", 1, "1,2", "1.2"),
])
def test_a_value_is_written_as_the_language_writes_it(value, unit, decimals, indonesian, english):
    fact = make(value, unit, decimals)
    assert (text(fact, "id"), text(fact, "en")) == (indonesian, english)


def test_a_record_gives_the_fact_back():
    for fact in (make(3, "count"), make(("F1", "F2"), "list")):
        assert from_record(fact.record()) == fact


def test_an_observed_fact_is_its_observation(base):
    # O00896: 607 persons, 2008, of note E0860, source unodc2025unodc
    fact = facts.observed(base, "O00896")
    assert (fact.value, fact.unit, fact.rows, fact.sources) == (
        607, "persons", ("O00896",), ("unodc2025unodc",))


def test_an_unknown_observation_is_an_error(base):
    with pytest.raises(KeyError, match="no observation 'O99999'"):
        facts.observed(base, "O99999")


def test_counts_sums_and_shares_rest_on_the_rows_they_use(base):
    rows = base.observations.head(4)
    assert facts.counted("n", rows).value == 4
    assert facts.summed("n", rows).value == int(rows["value"].sum())
    assert facts.distinct("n", rows, "source").value == rows["source"].nunique()
    share = facts.share("n", rows.head(1), rows)
    assert (share.value, share.rows) == (25, tuple(sorted(rows["observation_id"])))


def test_a_count_of_something_else_than_the_rows_is_a_tally(base):
    rows = base.observations.head(4)
    assert facts.fact("n", 4, rows, unit="count", how="count").how == "count"
    assert facts.fact("n", 3, rows, unit="count", how="count").how == "tally"


def test_a_quotient_adds_up_its_parts(base):
    # O00896 is 607, O00897 is 275
    fact = facts.quotient(base, "q", ["O00897"], ["O00896"])
    assert text(fact, "id") == "45,3%"
    assert facts.quotient(base, "q", ["O00896", "O00897"], ["O00897"], unit="other").value == \
        pytest.approx((607 + 275) / 275)
    with pytest.raises(KeyError):
        facts.quotient(base, "q", ["O99999"], ["O00896"])


@pytest.mark.parametrize("change", [{"unit": "apples"}, {"how": "guessed"}, {"rows": ()},
                                    {"how": "count", "value": 2}])
def test_a_fact_without_basis_or_known_unit_is_refused(change):
    record = make(1, "count").record() | change
    with pytest.raises(ValueError, match="fact f"):
        from_record(record)


def test_the_computation_is_said_in_words(language):
    words = {"id": "nilai dari 1 baris data", "en": "value of rows of data (1)"}
    assert computation(make(1, "count"), language) == words[language]
