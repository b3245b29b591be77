"""Agreement of two coders against values computed by hand and published examples."""

import krippendorff
import numpy as np
import pandas as pd
import pytest

from thesis.analysis import reliability, resampling, sample
from thesis.base.load import Base, with_sources
from thesis.tables import reliability as tables

# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, examples A and B.
BINARY = ("0100000010", "1110010000", 0.095)
NOMINAL = ("aabbdcccedda", "babbbccceddd", 0.692)
# The example of package krippendorff: three coders, missing values, alpha 0.691 (nominal).
PACKAGE = ("*    *    *    *    *    3    4    1    2    1    1    3    3    *    3",
           "1    *    2    1    3    3    4    3    *    *    *    *    *    *    *",
           "*    *    2    1    3    4    4    *    2    1    1    3    3    *    4")


def grants():
    """Fifty grants: 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no; agreement 70 %, kappa 0.4."""
    return np.repeat(["y", "n"], [25, 25]), np.repeat(["y", "n", "y", "n"], [20, 5, 10, 15])


@pytest.mark.parametrize(("first", "second", "alpha"), [BINARY, NOMINAL])
def test_alpha_of_the_published_examples(first, second, alpha):
    found = reliability.krippendorff_alpha(np.array(list(first)), np.array(list(second)))
    assert found == pytest.approx(alpha, abs=0.0005)


def test_package_gives_its_published_value():
    data = [[np.nan if v == "*" else int(v) for v in row.split()] for row in PACKAGE]
    alpha = krippendorff.alpha(reliability_data=data, level_of_measurement="nominal")
    assert alpha == pytest.approx(0.691, abs=0.0005)


def test_agreement_and_kappa_by_hand():
    first, second = grants()
    assert reliability.percent_agreement(first, second) == 70
    assert reliability.cohen_kappa(first, second) == pytest.approx(0.4)  # (0.7 - 0.5) / (1 - 0.5)


def test_no_variation_has_no_coefficient():
    same = np.array(["a"] * 5)
    assert np.isnan(reliability.cohen_kappa(same, same))
    assert np.isnan(reliability.krippendorff_alpha(same, same))
    assert np.isnan(resampling.alpha_of_counts(np.array([[5]])))


@pytest.mark.parametrize(("first", "second"), [BINARY[:2], NOMINAL[:2]])
def test_alpha_of_counts_is_that_of_the_package(first, second):
    first, second = np.array(list(first)), np.array(list(second))
    values = np.unique([first, second])
    counts = np.array([[np.sum((first == a) & (second == b)) for b in values] for a in values])
    assert resampling.alpha_of_counts(counts) == pytest.approx(
        reliability.krippendorff_alpha(first, second))


def test_positive_agreement_counts_only_what_was_given():
    pairs = pd.DataFrame({"first": ["x", "x", "none", "none"],
                          "second": ["x", "none", "x", "none"]})
    assert reliability.measures(pairs)["positive"] == 50  # 2 * 1 of 4 given


def test_interval_is_reproducible_and_holds_the_value():
    first, second = grants()
    pairs = pd.DataFrame({"first": first, "second": second})
    clusters = pd.Series([f"s{i % 17}" for i in range(50)])
    low, high = resampling.interval(pairs, clusters, draws=500, seed=1)
    assert (low, high) == resampling.interval(pairs, clusters, draws=500, seed=1)
    assert (low, high) != resampling.interval(pairs, clusters, draws=500, seed=2)
    assert low < reliability.krippendorff_alpha(first, second) < high


def test_one_cluster_leaves_nothing_to_draw():
    first, second = grants()
    pairs = pd.DataFrame({"first": first, "second": second})
    low, high = resampling.interval(pairs, pd.Series(["s"] * 50), draws=20)
    assert low == high == pytest.approx(reliability.krippendorff_alpha(first, second))


def test_stances_on_f2_counted_in_the_file(base):
    """E0888 has the stance of pass A only; E1643, E1834 and E1903 have it of both."""
    row = reliability.by_finding(base).set_index("finding_id").loc["F2"]
    assert (row["first"], row["second"], row["both"]) == (4, 3, 3)
    assert row["rows"] == ("E0888", "E1643", "E1834", "E1903")
    disputed = reliability.disputed_stances(base)
    assert list(disputed.loc[disputed["finding_id"] == "F2", "evidence_id"]) == ["E0888"]


def test_a_third_coder_is_compared_on_the_notes_both_have(base):
    notes = ["E0001", "E0002", "E0005"]
    human = base.judgements[(base.judgements["coder"] == "A")
                            & base.judgements["evidence_id"].isin(notes)].assign(coder="H")
    more = Base({**base.tables, "judgements": pd.concat([base.judgements, human])})
    assert list(reliability.units(more, ("A", "H"))) == notes
    pairs = reliability.judgement_pairs(more, "scope", ("A", "H"))
    assert (pairs["first"] == pairs["second"]).all()


def test_confusion_counts_every_unit(base):
    pairs = reliability.judgement_pairs(base, "scope")
    assert reliability.confusion(pairs).to_numpy().sum() == len(reliability.units(base))


def test_blind_sample_hides_the_codes(base):
    sheet = sample.blind_sample(base)
    assert 0.07 < len(sheet) / len(base.evidence) < 0.13
    assert (sheet[["scope", "codes", "stances"]] == "").all(axis=None)


def test_blind_sample_has_a_tenth_of_each_stratum(base):
    """Class of source by whether the note names IOM; with 4 notes, one is drawn."""
    notes = with_sources(base.evidence, base)
    text = notes["note_en"] + " " + notes["note_id"]
    strata = notes.assign(iom=text.str.contains(sample.NAMES_IOM),
                          drawn=notes["evidence_id"].isin(sample.blind_sample(base)["evidence_id"])
                          ).groupby(["source_class", "iom"])["drawn"].agg(["size", "sum"])
    assert (strata["sum"] == -(-strata["size"] // 10)).all()
    assert tuple(strata.loc[("policy_document", True)]) == (4, 1)


@pytest.mark.parametrize("make", [tables.overall, tables.by_finding, tables.by_code])
def test_tables(base, language, make):
    assert make(base, language).record()["rows"]
