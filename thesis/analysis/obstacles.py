"""What holds the response back: obstacles that the sources name, by code."""

import pandas as pd

from thesis.analysis.corpus import is_press
from thesis.analysis.settled import codings, empirical
from thesis.base.dates import in_period
from thesis.base.lineage import gather
from thesis.base.load import Base, with_sources

PARENT = "obstacle"


def notes(base: Base) -> pd.DataFrame:
    """Return one row per note and obstacle that counts (see `thesis.project.edition`).

    Columns: code, label_id, label_en, evidence_id, source, locator, date_of_fact, note_en,
    note_id, source_class, issuer, issuer_kind, independent_of_iom, date.
    """
    codes = base.codebook.loc[base.codebook["parent"] == PARENT, ["code", "label_id", "label_en"]]
    given = codings(base).merge(codes, on="code")
    given = given[given["evidence_id"].isin(empirical(base))]
    table = with_sources(given.merge(base.evidence, on="evidence_id", validate="m:1"), base)
    first = ["code", "label_id", "label_en"]
    columns = first + [column for column in table.columns if column not in first]
    return table[columns].sort_values(["code", "evidence_id"], ignore_index=True)


def by_code(base: Base) -> pd.DataFrame:
    """Return one row per obstacle, by number of independent publishers, most first.

    Columns: code, label_id, label_en, notes, sources_count, publishers, press_share and
    period_share (percent of the notes: press reports; facts dated 2023-2024), undated (notes
    whose fact has no date), rows, sources.
    """
    table = notes(base)
    keys = ["code", "label_id", "label_en"]
    rows = [{**dict(zip(keys, values)), **_counts(group), **gather(group)}
            for values, group in table.groupby(keys)]
    return pd.DataFrame(rows).sort_values(["publishers", "notes", "code"],
                                          ascending=[False, False, True], ignore_index=True)


def _counts(group: pd.DataFrame) -> dict:
    return {"notes": len(group), "sources_count": group["source"].nunique(),
            "publishers": group["issuer"].nunique(), "press_share": is_press(group).mean() * 100,
            "period_share": in_period(group["date_of_fact"]).mean() * 100,
            "undated": int((group["date_of_fact"] == "").sum())}
