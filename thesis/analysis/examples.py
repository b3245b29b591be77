"""An example for each code, and the statements that rest on the code.

The example of a code is a note to which both passes gave it, chosen by rule and not by taste: one
whose words the keyword coder recognises too, then (but for codes of the framework) evidence, then
one with as few other codes as possible, from an independent source other than press, short, with
the lowest id.
"""

import pandas as pd

from thesis.analysis import keywords
from thesis.analysis.findings import BASES, basis, stances
from thesis.analysis.settled import codings, empirical, with_coding
from thesis.base.load import Base, with_sources

FRAMEWORK = "framework"
LINKED_FROM = 50  # percent of the notes that support a statement


def by_code(base: Base) -> pd.DataFrame:
    """Return one row per code that both passes gave to a note, in the order of the codebook.

    Columns: code, parent, label_id, label_en, findings (tuple: see `linked`), evidence_id, source,
    locator, note_id, note_en.
    """
    agreed = with_coding(base, "both")
    given = codings(agreed)
    notes = with_sources(given.merge(base.evidence, on="evidence_id", validate="m:1"), base)
    spoken = keywords.codings(base)
    told = set(zip(spoken["evidence_id"], spoken["code"], strict=True))
    framework = base.codebook.loc[base.codebook["parent"] == FRAMEWORK, "code"]
    notes = notes.assign(
        unlike=[pair not in told for pair in zip(notes["evidence_id"], notes["code"], strict=True)],
        strayed=(notes["evidence_id"].isin(empirical(agreed)) == notes["code"].isin(framework)),
        others=notes["evidence_id"].map(given["evidence_id"].value_counts()),
        word=basis(notes).map(BASES.index), length=notes["note_id"].str.len())
    best = notes.sort_values(["unlike", "strayed", "others", "word", "length", "evidence_id"])
    best = best.drop_duplicates("code").set_index("code")
    codes = base.codebook[base.codebook["code"].isin(best.index)]
    ties = linked(base)
    table = codes[["code", "parent", "label_id", "label_en"]].assign(
        findings=[ties.get(code, ()) for code in codes["code"]])
    columns = ["evidence_id", "source", "locator", "note_id", "note_en"]
    return table.join(best[columns], on="code").reset_index(drop=True)


def linked(base: Base) -> dict[str, tuple[str, ...]]:
    """Return {code: statements that rest on it}.

    A statement rests on a code where at least `LINKED_FROM` percent of its supporting notes have
    it, stance and code given alike by both passes.
    """
    agreed = with_coding(base, "both")
    support = stances(agreed).query("stance == 'supports'")[["finding_id", "evidence_id"]]
    codes = codings(agreed).merge(support, on="evidence_id")
    shares = 100 * codes.groupby(["code", "finding_id"]).size().div(
        support["finding_id"].value_counts(), level="finding_id")
    ties = shares[shares >= LINKED_FROM].reset_index().groupby("code")["finding_id"].agg(sorted)
    return {code: tuple(found) for code, found in ties.items()}
