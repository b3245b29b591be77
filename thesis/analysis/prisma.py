"""From query to note: the flow of search and selection in the boxes of PRISMA 2020.

Every box is computed from ``data/searches.csv`` and the register; nothing is made to fit. Three
things do not add up as PRISMA wants them to, and stay visible:

* a hit is a page that a query showed, so that a page found by several queries counts several
  times among the hits, among the irrelevant and among the relevant ones;
* repeated pages were taken out after the judgement of relevance, not before it;
* the protocol counts more new pages than sources were registered. Sources are not linked to the
  query that found them, so that the difference (``unregistered``) is a net one: its parts and
  reasons were not recorded.

Sources were read as archived excerpts, so that the boxes on retrieving full reports have no
counterpart here.
"""

import pandas as pd

from thesis.analysis.settled import empirical
from thesis.base.lineage import row_ids, source_keys
from thesis.base.load import Base, registered
from thesis.base.memoise import memoised

REMOVED = ("irrelevant", "repeated", "unregistered", "excluded")


@memoised
def flow(register: Base) -> pd.DataFrame:
    """Return one row per box, from top to bottom; takes `thesis.base.load.load_collected`.

    Columns: box, stage (of `STAGES`), removed (whether the box leads out of the flow), unit
    (queries, hits, pages, sources, notes), count, rows, sources.
    """
    searches, everything = register.searches, registered(register)
    analysed = everything[~everything["excluded"]]
    notes = register.evidence[register.evidence["source"].isin(analysed["source"])]
    used = notes[notes["evidence_id"].isin(empirical(register))]
    hits, relevant, new = (int(searches[name].sum()) for name in ("hits", "relevant", "new"))
    both = pd.concat([searches[["search_id"]], everything[["source"]]])
    boxes = [
        ("queries", "identification", "queries", len(searches), searches),
        ("hits", "identification", "hits", hits, searches),
        ("irrelevant", "screening", "hits", hits - relevant, searches),
        ("relevant", "screening", "hits", relevant, searches),
        ("repeated", "screening", "hits", relevant - new, searches),
        ("new", "screening", "pages", new, searches),
        ("unregistered", "screening", "pages", new - len(everything), both),
        ("registered", "screening", "sources", len(everything), everything),
        ("excluded", "screening", "sources", len(everything) - len(analysed),
         everything[everything["excluded"]]),
        ("analysed", "included", "sources", len(analysed), analysed),
        ("notes", "included", "notes", len(notes), notes),
        ("evidence_notes", "included", "notes", len(used), used),
    ]
    return pd.DataFrame([{"box": box, "stage": stage, "removed": box in REMOVED, "unit": unit,
                          "count": count, **_basis(frame)}
                         for box, stage, unit, count, frame in boxes])


def counts(register: Base) -> dict[str, int]:
    """Return {box: count} of `flow`."""
    table = flow(register)
    return dict(zip(table["box"], table["count"].map(int), strict=True))


def _basis(frame: pd.DataFrame) -> dict:
    """Return the ids that a box rests on; where it joins queries and sources, both kinds."""
    if {"search_id", "source"} <= set(frame):
        sources = tuple(sorted(frame["source"].dropna()))
        return {"rows": (*sorted(frame["search_id"].dropna()), *sources), "sources": sources}
    return {"rows": row_ids(frame), "sources": source_keys(frame)}
