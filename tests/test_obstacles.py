"""Obstacles by code and class of source."""

import pytest

from thesis.analysis import obstacles
from thesis.analysis.settled import empirical, with_coding


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


def test_classes_add_up(base):
    by_class = obstacles.by_class(base).groupby("code")["notes"].sum()
    by_code = obstacles.by_code(base).set_index("code")["notes"]
    assert by_class.sort_index().tolist() == by_code.sort_index().tolist()


def test_share_is_of_the_notes_of_the_class(base):
    """The two obstacle notes of theses both name economic vulnerability."""
    table = obstacles.by_class(base).set_index(["source_class", "code"])
    assert table.loc[("thesis", "obst_vulnerability"), "share"] == pytest.approx(100)
    assert table.loc[("thesis", "obst_vulnerability"), "notes"] == 2


def test_what_the_text_says_of_the_classes(base):
    table = obstacles.by_class(base).pivot(index="code", columns="source_class", values="notes")
    most = {kind: list(table[kind].nlargest(3).index.str.removeprefix("obst_")) for kind in table}
    assert most["news_report"] == ["law_enforcement", "data", "complicity"]
    assert most["official_report"] == ["law_enforcement", "identification", "complicity"]
    assert most["journal_article"][:2] == ["law_enforcement", "resources"]
    assert set(most["iom_publication"]) == {"law_enforcement", "vulnerability", "identification"}
    unsaid = ["obst_complicity", "obst_resources", "obst_data", "obst_donor"]
    assert not table.loc[unsaid, "iom_publication"].any()


def test_wider_choice_has_no_fewer_notes(base):
    count = {coding: len(obstacles.notes(with_coding(base, coding)))
             for coding in ("both", "adjudicated", "A", "either")}
    assert count["both"] <= min(count["A"], count["adjudicated"])
    assert max(count["A"], count["adjudicated"]) <= count["either"]
