"""Disputes between the passes: which have to be settled, how they were, what the check says."""

import re
import shutil

import pandas as pd
import pytest
from check_data import append, rows, write

from thesis.analysis import adjudications, settled
from thesis.base import disputes
from thesis.check import check_base
from thesis.tables import adjudications as tables


def coded():
    """E1: A gives F6 and a role; E2: B gives a form and both agree on all else; E3: alike."""
    judged = [(note, coder, "evidence", "yes", "output") for note in ("E1", "E2", "E3")
              for coder in "AB"]
    judged[1] = ("E1", "B", "evidence", "yes", "situation")
    judged[3] = ("E2", "B", "evidence", "yes", "situation")
    return {
        "codings": pd.DataFrame([("E1", "A", "country_source"), ("E2", "B", "form_child"),
                                 ("E3", "A", "obst_data"), ("E3", "B", "obst_data")],
                                columns=["evidence_id", "coder", "code"]),
        "stances": pd.DataFrame([("E1", "A", "F6", "supports")],
                                columns=["evidence_id", "coder", "finding_id", "stance"]),
        "judgements": pd.DataFrame(judged, columns=["evidence_id", "coder", "scope", "about_iom",
                                                    "kind"]),
        "codebook": pd.DataFrame([("country_source", "country_role"), ("form_child", "form"),
                                  ("obst_data", "obstacle")], columns=["code", "parent"])}


def test_every_difference_is_a_dispute():
    found = disputes.disputes(coded()).itertuples(index=False, name=None)
    assert set(found) == {("codings", "E1", "country_source", "given", "none"),
                          ("codings", "E2", "form_child", "none", "given"),
                          ("stances", "E1", "F6", "supports", "none"),
                          ("judgements", "E1", "kind", "output", "situation"),
                          ("judgements", "E2", "kind", "output", "situation")}


def test_those_matter_that_the_text_rests_on():
    """The form of exploitation and the kind of a note without stance on F4 or F6 do not."""
    found = disputes.to_settle(disputes.disputes(coded()), coded())
    assert set(zip(found["evidence_id"], found["item"], strict=True)) == {
        ("E1", "country_source"), ("E1", "F6"), ("E1", "kind")}


def test_all_that_matters_is_settled_on_one_of_its_sides(base):
    wanted = disputes.to_settle(disputes.disputes(base.tables), base.tables)
    settled = base.adjudications
    key = ["table", "evidence_id", "item", "coder_a", "coder_b"]
    assert set(map(tuple, wanted[key].to_numpy())) <= set(map(tuple, settled[key].to_numpy()))
    assert all((row.decision in (row.coder_a, row.coder_b)) != (row.rule == disputes.BOTH_ERR)
               for row in settled.itertuples())


def test_a_rule_decides_what_it_says(base):
    rule = base.adjudications["rule"].map(base.adjudication_rules.set_index("rule")["decision"])
    free = rule == ""
    assert (base.adjudications.loc[~free, "decision"] == rule[~free]).all()


def test_reasons_are_sentences_of_their_own(base):
    for column in ("reason_id", "reason_en"):
        texts = base.adjudications[column]
        assert texts.str.fullmatch(r"[A-Z0-9].{25,180}\.").all() and not texts.duplicated().any()
    assert not base.adjudications["reason_en"].str.contains(re.compile(r"\bE\d{4}\b")).any()


def test_a_decision_reaches_what_is_counted(base):
    """E0573 only told the aim of a training: A's stance on F3 fell in adjudication."""
    f3 = settled.stances(base).query("finding_id == 'F3'")["evidence_id"]
    assert "E0573" not in set(f3)
    alone = settled.stances(settled.with_coding(base, "A")).query("finding_id == 'F3'")
    assert "E0573" in set(alone["evidence_id"])


def test_a_decision_replaces_one_on_which_both_erred(base):
    """E0477 was context to both, and E0551 had no stance on F2 from either."""
    passes = settled.with_coding(base, "both")
    for counting, counts in ((base, True), (passes, False)):
        given = settled.stances(counting)
        pairs = set(zip(given["evidence_id"], given["finding_id"], strict=True))
        assert (("E0551", "F2") in pairs) == (("E0477", "F4") in pairs) == counts
        assert ("E0477" in settled.empirical(counting)) == counts
        assert ("E0477" in settled.judged(counting, "scope", "context")) != counts


def test_groups_hold_every_decision_once(base):
    table = adjudications.by_group(base)
    agreed = adjudications.of_agreed(base)
    assert table["disputes"].sum() + len(agreed) == len(base.adjudications)
    assert set(agreed["evidence_id"]) == {"E0212", "E0477", "E0489", "E0548", "E0551"}
    assert (table["first"] + table["second"] == table["disputes"]).all()


def test_what_the_text_says_of_the_sides(base):
    """B is followed far more often on the role of the country, neither on the stances."""
    table = adjudications.by_group(base).set_index("group")
    role, stances = table.loc["country_role"], table.loc[["F1", adjudications.OTHERS]].sum()
    assert role["second"] > 3 * role["first"]
    assert abs(stances["first"] - stances["second"]) < stances["disputes"] / 10


def test_no_note_that_supports_f6_reports_an_outcome(base):
    f6 = settled.stances(base).query("finding_id == 'F6' and stance == 'supports'")["evidence_id"]
    assert not set(f6) & set(settled.judged(base, "kind", "outcome"))


@pytest.mark.parametrize("make", [tables.summary, tables.rules, tables.stances])
def test_tables(base, language, make):
    assert make(base, language).record()["rows"]


@pytest.fixture
def small(small_base, tmp_path):
    return shutil.copytree(small_base, tmp_path / "base")


def problems(root):
    return [p for p in check_base(root) if p.rule.startswith("adjudication")]


def test_the_small_base_is_settled(small):
    assert rows(small, "adjudications") and problems(small) == []


def test_what_is_wrong_with_adjudications_is_found(small):
    table = rows(small, "adjudications")
    dropped = table.pop()
    table[0]["coder_a"] = "maybe"
    table[1]["decision"] = "perhaps"
    write(small, "adjudications", list(table[0]), table)
    append(small, "adjudications", item="form_child", table="codings")
    found = {(p.rule, p.row) for p in problems(small)}
    assert found == {("adjudication-missing", 0), ("adjudication-expect", 2),
                     ("adjudication-decision", 3),
                     ("adjudication-idle", len(table) + 2)}
    missing = next(p for p in problems(small) if p.rule == "adjudication-missing")
    assert dropped["evidence_id"] in missing.message and dropped["item"] in missing.expected


def test_only_a_decision_made_alike_can_be_an_error_of_both(small):
    table = rows(small, "adjudications")
    table[0]["rule"] = disputes.BOTH_ERR
    write(small, "adjudications", list(table[0]), table)
    assert [(p.rule, p.row, p.column) for p in problems(small)] == [
        ("adjudication-decision", 2, "decision")]
