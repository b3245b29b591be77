"""Confidence in the findings: rules by hand, thresholds, the assessor's word."""

import pandas as pd
import pytest

from thesis.analysis import confidence
from thesis.analysis.settled import with_coding
from thesis.base.load import Base
from thesis.tables import confidence as tables
from thesis.tables import confidence_rules, verdicts

SOUND = {"finding_id": "F8", "notes": 20, "solid_share": 60, "own_word_share": 0, "against": 0,
         "against_share": 0, "outcome_share": 0, "alpha": 0.9, "outside_publishers": 12,
         "heaviest_share": 20, "period_share": 80}


@pytest.fixture(scope="module")
def summary(base):
    return confidence.summary(base).set_index("finding_id")


@pytest.mark.parametrize(("change", "component", "concern"), [
    ({}, "methodological_limitations", "moderate"),  # excerpts: never better
    ({"solid_share": 10}, "methodological_limitations", "moderate"),
    ({"solid_share": 9}, "methodological_limitations", "serious"),
    ({"own_word_share": 50}, "methodological_limitations", "moderate"),
    ({"own_word_share": 50.1}, "methodological_limitations", "serious"),
    ({}, "coherence", "none"),
    ({"against": 1, "against_share": 9.9}, "coherence", "minor"),
    ({"against": 1, "against_share": 10}, "coherence", "moderate"),
    ({"against": 5, "against_share": 25}, "coherence", "serious"),
    ({"finding_id": "F6b"}, "coherence", "moderate"),
    ({"finding_id": "F6b", "outcome_share": 50}, "coherence", "none"),
    ({"alpha": 0.7}, "coherence", "minor"), ({"alpha": float("nan")}, "coherence", "serious"),
    ({}, "adequacy", "none"), ({"outside_publishers": 9}, "adequacy", "minor"),
    ({"outside_publishers": 4}, "adequacy", "moderate"),
    ({"outside_publishers": 2}, "adequacy", "serious"),
    ({"heaviest_share": 51}, "adequacy", "minor"),
    ({}, "relevance", "none"), ({"period_share": 74}, "relevance", "minor"),
    ({"period_share": 49}, "relevance", "moderate"), ({"period_share": 0}, "relevance", "serious"),
])
def test_rules_of_the_components(change, component, concern):
    assert confidence.by_rule({**SOUND, **change})[component] == concern


def test_without_notes_everything_is_serious():
    given = confidence.by_rule({**SOUND, "notes": 0})
    assert set(given.values()) == {"serious"} and confidence.level(given) == "very_low"


@pytest.mark.parametrize(("points", "level"), [
    ((2, 0, 0, 0), "moderate"), ((2, 2, 0, 0), "moderate"), ((3, 2, 0, 0), "low"),
    ((3, 3, 1, 0), "low"),
    ((2, 2, 2, 2), "very_low")])
def test_level_of_a_sum_of_concerns(points, level):
    given = {part: confidence.CONCERNS[n]
             for part, n in zip(confidence.COMPONENTS, points, strict=True)}
    assert confidence.level(given) == level


def test_worse_ends_at_serious():
    assert confidence.worse("none") == "minor" and confidence.worse("serious") == "serious"


def test_f2_measured_by_hand(summary):
    """E0551 Tribunnews (August 2023), E1643 Tirto.id, E1834 Liputan6.com (May 2023): press; E1903
    DFW Indonesia, a partner (August 2024).
    """
    row = summary.loc["F2"]
    assert row["rows"] == ("E0551", "E1643", "E1834", "E1903")
    assert (row["publishers"], row["solid_publishers"], row["own_word_share"]) == (4, 0, 0)
    assert row["period_share"] == 100 and row["adequacy"] == "moderate"


def test_f3_rests_on_iom_and_two_others(summary):
    """E0281 IOM; E0570 Tribunnews; E0888 United Nations, undated."""
    row = summary.loc["F3"]
    assert row["own_word_share"] == pytest.approx(100 / 3) and row["outside_publishers"] == 2
    assert row["period_share"] == pytest.approx(200 / 3)
    assert row["methodological_limitations"] == row["adequacy"] == "serious"


def test_contradicting_notes_stand_beside_the_supporting_ones(summary, base, language):
    """E0378 contradicts F6b, and so does E0376, which repeats it."""
    assert summary.loc["F6b", "rows"] == ("E0378",)
    assert (summary.loc["F6b", "contradicting"], summary.loc["F6b", "against"]) == (1, 1)
    rows = verdicts.verdicts(base, language).record()["rows"]
    told = next(row for row in rows if row[0]["text"].startswith("F6b"))
    assert [cell["text"] for cell in told[1:3]] == ["0 (0)", "1"]


def test_no_finding_has_more_than_moderate_confidence(summary):
    assert set(summary["level"]) == {"moderate", "low", "very_low"}
    assert set(summary.index[summary["level"] == "moderate"]) == {"F1a", "F6a", "F8", "F9a"}
    assert set(summary.index[summary["level"] == "very_low"]) == {"F6b"}


def test_the_assessor_differs_from_the_rule_only_where_he_says_so(base):
    long = confidence.concerns(base)
    differs = long[long["differs"]]
    assert len(long) == 4 * len(base.parts) and len(differs) == len(base.confidence)
    assert (differs[["reason_id", "reason_en"]] != "").all(axis=None)
    assert (long.loc[~long["differs"], "rule"] == long.loc[~long["differs"], "judged"]).all()


def test_without_the_assessor_the_rule_stands(base):
    alone = confidence.summary(Base({**base.tables, "confidence": base.confidence.head(0)}))
    assert (alone["level"] == alone["rule_level"]).all()


def test_the_measures_can_be_taken_from_one_pass(base):
    one, both = (confidence.measures(with_coding(base, coding)).set_index("finding_id")["notes"]
                 for coding in ("A", "both"))
    assert (one >= both).all() and one["F2"] > both["F2"]


def test_reasons_hold_no_number_that_could_grow_old(base):
    texts = pd.concat([base.confidence["reason_id"], base.confidence["reason_en"]])
    assert not texts.str.contains(r"\d").any()


@pytest.mark.parametrize("make", [tables.summary, tables.judgements,
                                  confidence_rules.rules])
def test_tables(base, language, make):
    record = make(base, language).record()
    assert record["rows"] and len(record["header"]) <= 7
    assert all(cell["text"] for row in record["rows"] for cell in row)
