"""Verdicts under other choices of sources, coders, thresholds, publishers."""

import pytest

from thesis.analysis import parts, robustness
from thesis.analysis.findings import VERDICTS


def verdict_in(table, finding, scenario):
    (row,) = table[(table["finding_id"] == finding) & (table["scenario"] == scenario)].to_dict(
        "records")
    return row


def test_matrix_has_every_finding_in_every_scenario(base):
    table = robustness.matrix(base)
    assert len(table) == len(parts.ids(base)) * len(robustness.SCENARIOS)
    assert set(table["verdict"]) <= set(VERDICTS)


def test_scenarios_keep_what_they_say(base):
    assert (robustness.scenario(base, "no_press")["source_class"] != "news_report").all()
    assert (robustness.scenario(base, "neither")["independent_of_iom"] == "yes").all()
    assert robustness.scenario(base, "period")["date"].str[:4].isin(["2023", "2024"]).all()
    with pytest.raises(KeyError):
        robustness.scenario(base, "no_such")


def test_f3_and_f5_without_press_and_iom(base):
    """Independent of IOM, F3 has only Tribunnews and UN News, F5 Suara.com and VOI: all press."""
    table = robustness.matrix(base)
    for finding in ("F3", "F5"):
        row = verdict_in(table, finding, "neither")
        assert (row["verdict"], row["notes"]) == ("none", 0)


def test_f4_rests_on_partners_and_by_the_earlier_rule_on_iom(base):
    table = robustness.matrix(base)
    row = verdict_in(table, "F4", "all")
    assert (row["verdict"], row["outside_publishers"], row["independent_publishers"]) == (
        "partners", 9, 4)
    assert verdict_in(table, "F4", "by_notes")["verdict"] == "own_word"
    assert verdict_in(table, "F6a", "period")["verdict"] == "partners"


def test_changes_are_those_of_the_matrix(base):
    changed = robustness.changes(base)
    assert (changed["verdict"] != changed["baseline"]).all()
    assert set(changed["finding_id"]) == {
        "F1b", "F1c", "F3", "F4", "F5", "F6a", "F6b", "F9b"}


def test_higher_threshold_never_supports_more(base):
    table = robustness.by_threshold(base)
    for _, group in table.groupby("finding_id"):
        supported = (group.sort_values("fewest")["verdict"] == "supported").tolist()
        assert supported == sorted(supported, reverse=True)


def test_jackknife(base):
    table = robustness.jackknife(base).set_index("finding_id")
    assert table.loc["F3", "weight"] == pytest.approx(100 / 3)  # 1 of 3 notes
    for finding in ("F1a", "F3", "F6a", "F6b", "F7", "F8", "F9a"):
        assert table.loc[finding, "changed"] == ()


def test_support_is_counted_with_its_heaviest_publisher(base):
    table = robustness.supporting(base).set_index("finding_id")
    assert table.loc["F3", ["notes", "weight"]].tolist() == pytest.approx([3, 100 / 3])
    assert table.loc["F8", "heaviest"] == "U.S. Department of State"
    rated = robustness.matrix(base).query("scenario == 'all'").set_index("finding_id")
    shares = rated["own_word_share"].dropna()
    assert table["own_word_share"].tolist() == shares.tolist()
    assert set(rated.index) - set(table.index) == {"F6b"}
