"""Obstacles by code."""

from thesis.analysis import obstacles
from thesis.analysis.settled import empirical, with_coding
from thesis.tables import obstacles as tables


def test_one_code_counted_in_the_file(base):
    """obst_donor: given by both passes or in adjudication to notes that are evidence."""
    given = base.codings[base.codings["code"] == "obst_donor"]
    passes = given.groupby("evidence_id")["coder"].nunique()
    settled = base.adjudications.query("item == 'obst_donor' and decision == 'given'")
    expected = (set(passes[passes == 2].index) | set(settled["evidence_id"])) & set(empirical(base))
    row = obstacles.by_code(base).set_index("code").loc["obst_donor"]
    assert set(row["rows"]) == expected and row["notes"] == len(expected)


def test_shares_and_order(base):
    table = obstacles.by_code(base)
    assert list(table["publishers"]) == sorted(table["publishers"], reverse=True)
    assert table["press_share"].between(0, 100).all()
    assert set(table["code"]) == set(
        base.codebook.loc[base.codebook["parent"] == "obstacle", "code"])


def test_wider_choice_has_no_fewer_notes(base):
    count = {coding: len(obstacles.notes(with_coding(base, coding)))
             for coding in ("both", "adjudicated", "A", "either")}
    assert count["both"] <= min(count["A"], count["adjudicated"])
    assert max(count["A"], count["adjudicated"]) <= count["either"]


def test_table_of_obstacles(base, language):
    assert len(tables.codes(base, language).record()["rows"]) == len(obstacles.by_code(base))
