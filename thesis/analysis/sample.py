"""The sample that waits for a human coder: a tenth of each stratum, codes hidden.

Strata are the class of the source and whether the note names IOM in its text: neither rests on a
coding. So the few notes on IOM, on which five of the nine statements rest, are sure to be in it.
"""

import hashlib
import math

import pandas as pd

from thesis.analysis.reliability import FIELDS
from thesis.data import Base, with_sources
from thesis.sources import CLASSES

SHARE = 0.1
NAMES_IOM = r"\bIOM\b|International Organization for Migration|Organisasi Internasional untuk M"


def strata(base: Base, share: float = SHARE) -> pd.DataFrame:
    """Return how many notes are drawn from each stratum, classes in their order.

    Columns: source_class, names_iom, notes, drawn (`share` of them, rounded up), rows (the notes
    that are drawn), sources.
    """
    drawn = _ranked(base, share).groupby(["source_class", "names_iom"]).apply(
        lambda group: pd.Series({"notes": len(group), **_drawn(group)}), include_groups=False)
    order = {name: place for place, name in enumerate(CLASSES)}
    return drawn.reset_index().sort_values(["source_class", "names_iom"], ignore_index=True,
                                           key=lambda column: column.replace(order))


def blind_sample(base: Base, share: float = SHARE) -> pd.DataFrame:
    """Return an empty coding sheet for a human coder: `share` of each stratum, rounded up.

    Within a stratum the order follows from the id alone (SHA-256), so that notes that are added
    move few others. Columns: evidence_id, source, locator, note_id, note_en, then `FIELDS`, codes,
    stances: empty.
    """
    notes = _ranked(base, share)
    columns = ["evidence_id", "source", "locator", "note_id", "note_en"]
    sheet = notes.loc[notes["drawn"], columns].reset_index(drop=True)
    return sheet.assign(**dict.fromkeys([*FIELDS, "codes", "stances"], ""))


def _ranked(base: Base, share: float) -> pd.DataFrame:
    """Return the notes with source_class, names_iom and whether each is drawn."""
    notes = with_sources(base.evidence, base)
    text = notes["note_en"] + " " + notes["note_id"]
    notes = notes.assign(names_iom=text.str.contains(NAMES_IOM),
                         order=[hashlib.sha256(key.encode()).hexdigest()
                                for key in notes["evidence_id"]])
    groups = notes.groupby(["source_class", "names_iom"])["order"]
    most = groups.transform("size").map(lambda size: math.ceil(share * size))
    return notes.assign(drawn=groups.rank() <= most)


def _drawn(group: pd.DataFrame) -> dict:
    drawn = group[group["drawn"]]
    return {"drawn": len(drawn), "rows": tuple(drawn["evidence_id"]),
            "sources": tuple(sorted(set(drawn["source"])))}
