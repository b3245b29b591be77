"""What waits for a human coder, codes hidden: the notes that decide on the statements about IOM,
then a sample, a tenth of each stratum.

Strata are the class of the source and whether the note names IOM in its text: neither rests on a
coding. So the few notes on IOM, on which five of the nine statements rest, are sure to be in it.
"""

import hashlib
import math

import pandas as pd

from thesis.analysis.findings import stances
from thesis.analysis.parts import on_iom
from thesis.analysis.reliability import FIELDS
from thesis.base.load import Base, with_sources

SHARE = 0.1
NAMES_IOM = (r"\bIOM\b|International Organization for Migration"
             r"|Organisasi Internasional untuk Migrasi")


def decisive(base: Base) -> pd.DataFrame:
    """Return the notes, rows of base.evidence, that support or contradict a statement about IOM."""
    given = stances(base)
    notes = given.loc[given["finding_id"].isin(on_iom(base)), "evidence_id"]
    return base.evidence[base.evidence["evidence_id"].isin(notes)].reset_index(drop=True)


def blind_sample(base: Base) -> pd.DataFrame:
    """Return an empty coding sheet for a human coder: `SHARE` of each stratum, rounded up.

    Within a stratum the order follows from the id alone (SHA-256), so that notes that are added
    move few others. Columns: evidence_id, source, locator, note_id, note_en, then `FIELDS`, codes,
    stances: empty.
    """
    notes = with_sources(base.evidence, base)
    text = notes["note_en"] + " " + notes["note_id"]
    notes = notes.assign(names_iom=text.str.contains(NAMES_IOM),
                         order=[hashlib.sha256(key.encode()).hexdigest()
                                for key in notes["evidence_id"]])
    groups = notes.groupby(["source_class", "names_iom"])["order"]
    most = groups.transform("size").map(lambda size: math.ceil(SHARE * size))
    columns = ["evidence_id", "source", "locator", "note_id", "note_en"]
    sheet = notes.loc[groups.rank() <= most, columns].reset_index(drop=True)
    return sheet.assign(**dict.fromkeys([*FIELDS, "codes", "stances"], ""))
