"""Verdicts under other choices of sources, coders, thresholds, publishers."""

import pytest

from thesis.analysis import robustness


def verdict_in(table, finding, scenario):
    (row,) = table[(table["finding_id"] == finding) & (table["scenario"] == scenario)].to_dict(
        "records")
    return row


def test_matrix_has_every_finding_in_every_scenario(base):
    table = robustness.matrix(base)
    assert len(table) == len(base.findings) * len(robustness.SCENARIOS)
    assert set(table["verdict"]) <= {"supported", "thin", "own_word", "contested", "none"}


def test_scenarios_keep_what_they_say(base):
    assert (robustness.scenario(base, "no_press")["source_class"] != "news_report").all()
    assert (robustness.scenario(base, "no_own_word")["independent_of_iom"] == "yes").all()
    assert robustness.scenario(base, "period")["date"].str[:4].isin(["2023", "2024"]).all()
    with pytest.raises(KeyError):
        robustness.scenario(base, "no_such")


def test_f3_and_f5_without_press_and_iom(base):
    """Independent of IOM, F3 has only Tribunnews and UN News, F5 Suara.com and VOI: all press."""
    table = robustness.matrix(base)
    for finding in ("F3", "F5"):
        row = verdict_in(table, finding, "neither")
        assert (row["verdict"], row["notes"]) == ("none", 0)


def test_f3_turns_on_one_note(base):
    """Pass A gives F3 to E0573 (Tribunnews) too: 3 of 6 notes of IOM are no longer most of them."""
    table = robustness.matrix(base)
    assert verdict_in(table, "F3", "coder_b")["verdict"] == "own_word"
    row = verdict_in(table, "F3", "coder_a")
    assert (row["verdict"], row["notes"], row["own_word_share"]) == ("thin", 6, 50)


def test_changes_are_those_of_the_matrix(base):
    changed = robustness.changes(base)
    assert (changed["verdict"] != changed["baseline"]).all()
    assert set(changed["finding_id"]) == {"F3", "F4", "F5"}


def test_higher_threshold_never_supports_more(base):
    table = robustness.by_threshold(base)
    for _, group in table.groupby("finding_id"):
        supported = (group.sort_values("fewest")["verdict"] == "supported").tolist()
        assert supported == sorted(supported, reverse=True)


def test_jackknife(base):
    table = robustness.jackknife(base).set_index("finding_id")
    assert table.loc["F4", "changed"] == ("International Organization for Migration",)
    assert table.loc["F3", "weight"] == pytest.approx(60)  # 3 of 5 notes
    for finding in ("F1", "F6", "F7", "F8", "F9"):
        assert table.loc[finding, "changed"] == ()


def test_support_is_counted_with_its_heaviest_publisher(base):
    table = robustness.supporting(base).set_index("finding_id")
    assert table.loc["F3", ["notes", "weight"]].tolist() == [5, 60]
    assert table.loc["F8", "heaviest"] == "U.S. Department of State"
    rated = robustness.matrix(base).query("scenario == 'all'").set_index("finding_id")
    assert table["own_word_share"].tolist() == rated["own_word_share"].tolist()
