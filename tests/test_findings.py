"""The findings: which notes support and contradict them, and by whose word."""

import pandas as pd
import pytest

from thesis.analysis import findings, parts, robustness, settled
from thesis.base.load import Base
from thesis.tables import verdicts


def made(*rows):
    columns = ["stance", "issuer", "basis"]
    return pd.DataFrame(rows, columns=columns)


def pro(issuer, basis="press"):
    return ("supports", issuer, basis)


def contra(issuer, basis="press"):
    return ("contradicts", issuer, basis)


def coded():
    """E1 has the code of both passes, E2 and E4 of A, E3 of B; E2 and E3 are settled.

    E5 was judged by the person H alone, E6 by pass A alone, E7 by nobody.
    """
    columns = ["evidence_id", "coder"]
    codings = pd.DataFrame([("E1", "A"), ("E1", "B"), ("E2", "A"), ("E3", "B"), ("E4", "A"),
                            ("E4", "H"), ("E5", "H"), ("E6", "A")], columns=columns)
    judged = [*((note, coder) for note in ("E1", "E2", "E3", "E4") for coder in "AB"),
              ("E4", "H"), ("E5", "H"), ("E6", "A")]
    settled = pd.DataFrame([("E2", "none"), ("E3", "given")], columns=["evidence_id", "decision"])
    return Base({"codings": codings.assign(code="x"),
                 "judgements": pd.DataFrame(judged, columns=columns),
                 "evidence": pd.DataFrame({"evidence_id": [f"E{i}" for i in range(1, 8)]}),
                 "adjudications": settled.assign(table="codings", item="x")})


@pytest.mark.parametrize(("coding", "expected"), [
    ("A", {"E1", "E2", "E4"}), ("B", {"E1", "E3"}), ("both", {"E1"}),
    ("either", {"E1", "E2", "E3", "E4"}), ("adjudicated", {"E1", "E3"})])
def test_which_decisions_count(coding, expected):
    given = settled.codings(settled.with_coding(coded(), coding))
    assert set(given["evidence_id"]) == expected | {"E5"} and not given.duplicated().any()


def test_who_coded_which_notes():
    kinds = {kind: list(notes["evidence_id"]) for kind, notes in settled.by_coders(coded()).items()}
    assert kinds == {"twice": ["E1", "E2", "E3", "E4"], "by_hand": ["E5"], "not": ["E6", "E7"]}


def test_an_unknown_coding_is_refused():
    with pytest.raises(ValueError, match="expected one of"):
        settled.with_coding(coded(), "C")


def test_a_base_without_adjudications_counts_what_both_passes_gave():
    old = Base({name: coded().tables[name] for name in ("codings", "judgements")})
    assert set(settled.codings(old)["evidence_id"]) == {"E1", "E5"}


def test_only_one_stance_falls_to_its_scope(base):
    """E1008 (F9) is a framework note to both passes."""
    given = settled.stances(base)
    outside = given[~given["evidence_id"].isin(settled.empirical(base))]
    assert list(outside["evidence_id"]) == ["E1008"]


def test_f2_by_hand(base):
    """E0551 Tribunnews, E1643 Tirto.id, E1834 Liputan6.com; E1903 DFW Indonesia, a partner."""
    notes = findings.notes(base, "F2")
    assert list(notes["evidence_id"]) == ["E0551", "E1643", "E1834", "E1903"]
    assert list(notes["basis"]) == ["press", "press", "press", "partner"]
    assert set(findings.notes(settled.with_coding(base, "A"), "F2")["evidence_id"]) == {
        "E0888", "E1643", "E1834", "E1903"}


def test_f3_rests_on_three_publishers(base):
    """E0281 is of IOM, and so are E0276 and E0280, which repeat it; E0570 of Tribunnews, E0888 of
    UN News.
    """
    row = findings.summary(base).set_index("finding_id").loc["F3"]
    assert (row["notes"], row["own_word_notes"], row["press_notes"]) == (3, 1, 2)
    assert (row["publishers"], row["outside_publishers"]) == (3, 2)
    assert row["rows"] == ("E0281", "E0570", "E0888")


def test_what_contradicts(base):
    """A study on Malaysia, noted twice (F6b), and an award to the police of NTB (F7)."""
    table = findings.contradicting(base)
    assert list(zip(table["finding_id"], table["evidence_id"])) == [
        ("F6b", "E0378"), ("F7", "E0576")]


def test_a_note_counts_for_the_parts_whose_mark_it_bears(base):
    """E0778 calls Indonesia all three; E0031 tells of 2015 fishers; E0378 is an opinion."""
    found = findings.stances(base).groupby("evidence_id")["finding_id"].agg(set)
    assert found["E0778"] == {"F1a", "F1b", "F1c"} and "F1c" in found["E0031"]
    assert found["E0378"] == {"F1a", "F6b"}
    assert not {"F1", "F6", "F9"} & set(findings.stances(base)["finding_id"])


def test_notes_without_the_mark_of_a_part_count_for_none(base):
    """E0212 and E0489 (F9) ask neither for synergy nor for evaluation of programmes."""
    left = parts.without_part(base)
    assert set(left["finding_id"]) == {"F1", "F9"}
    assert set(left.loc[left["finding_id"] == "F9", "evidence_id"]) == {"E0212", "E0489"}
    left = left[left["finding_id"] == "F1"]
    codes = settled.codings(base).query("code.str.startswith('country_')")
    assert not set(left["evidence_id"]) & set(codes["evidence_id"])


def test_a_base_without_parts_has_whole_statements(base):
    old = Base({name: base.tables[name] for name in base.tables if name != "parts"})
    assert parts.ids(old) == list(base.findings["finding_id"])
    assert set(parts.on_iom(old)) == {"F2", "F3", "F4", "F5", "F6"}
    assert {"F1", "F6"} <= set(parts.stances(old)["finding_id"])


def test_bases_add_up(base):
    keys, counts = ["finding_id", "stance"], ["notes", "publishers"]
    by_basis = findings.by_basis(base).groupby(keys)[counts].sum()
    summary = findings.summary(base).set_index(keys)[counts]
    assert (by_basis[by_basis["notes"] > 0].sort_index() == summary.sort_index()).all(axis=None)
    assert len(findings.by_basis(base)) == 13 * 2 * len(findings.BASES)


def test_unknown_finding_or_stance(base):
    with pytest.raises(KeyError, match="F10"):
        findings.notes(base, "F10")
    with pytest.raises(ValueError, match="expected one of"):
        findings.notes(base, "F1a", "doubts")


FIVE = [pro(name) for name in "abcde"]


@pytest.mark.parametrize(("rows", "verdict"), [
    ([], "none"),
    ([contra("a")], "none"),
    (FIVE, "supported"),
    (FIVE[:4], "thin"),
    ([*FIVE[:4], pro("a")], "thin"),                               # five notes, four publishers
    ([*FIVE, contra("z")], "supported"),                           # one against five
    ([*FIVE[:4], contra("z")], "contested"),                       # one against four
    ([*FIVE, contra("z", "own_word")], "supported"),               # only doubt from outside counts
    ([*FIVE, *[pro("iom", "own_word")] * 9], "supported"),         # makers are counted, not notes
    ([pro("iom", "own_word")], "own_word"),
    ([*FIVE[:4], pro("z", "partner")], "partners"),
    ([pro("y", "partner"), pro("z", "partner")], "thin"),
])
def test_rule_of_the_verdict(rows, verdict):
    assert findings.verdict(made(*rows)) == verdict


def test_the_earlier_rule_counted_notes_of_iom():
    assert robustness.verdict_by_notes(made(*FIVE, *[pro("iom", "own_word")] * 5)) == "supported"
    assert robustness.verdict_by_notes(made(*FIVE, *[pro("iom", "own_word")] * 6)) == "own_word"
    assert robustness.verdict_by_notes(made(*FIVE[:4], pro("z", "partner"))) == "supported"


def test_partners_are_outside_iom_and_take_part_in_its_activities(base):
    partners = set(findings.partners(base))
    assert {"Kementerian Sosial", "DFW Indonesia", "International Labour Organization"} <= partners
    assert not {"International Organization for Migration", "ANTARA"} & partners
    on_f7 = findings.notes(base, "F7")
    assert "partner" not in set(on_f7["basis"]) and set(on_f7["issuer"]) & partners


def test_a_statement_noted_twice_counts_once(base):
    """E0376 repeats E0378; the codes and stances of both are those of E0378."""
    assert "E0376" not in settled.empirical(base) and "E0378" in settled.empirical(base)
    given = settled.stances(base)
    assert "E0376" not in set(given["evidence_id"])
    codes = settled.codings(base)
    assert not set(codes["evidence_id"]) & set(base.repeats["note"])


def test_verdicts(base):
    found = dict(zip(*findings.verdicts(base)[["finding_id", "verdict"]].to_numpy().T))
    assert found == {"F1a": "supported", "F1b": "supported", "F1c": "supported", "F2": "thin",
                     "F3": "thin", "F4": "partners", "F5": "thin", "F6a": "supported",
                     "F6b": "none", "F7": "supported", "F8": "supported", "F9a": "supported",
                     "F9b": "thin"}


def test_table_of_verdicts(base, language):
    assert verdicts.verdicts(base, language).record()["rows"]
