"""The corpus: which sources the evidence comes from, and how they were searched and selected."""

from collections.abc import Callable

import pandas as pd

from thesis.analysis.complete import complete
from thesis.base.dates import MONTHS, PERIOD
from thesis.base.lineage import counted, gather, gathered
from thesis.base.load import Base, registered
from thesis.base.sources import CLASSES
from thesis.base.sources import address as address_of

PRESS = "news_report"
UNDATED = ""
IOM_TOPICS = ("iom_2023", "iom_2024")
TRAINING = r"pelatihan|training|modul"
OFFICERS = (r"penyidik|jaksa|hakim|polisi|aparat|bareskrim|police|prosecutor|judges|"
            r"law enforcement|imigrasi|immigration|pengawas ketenagakerjaan")
EXCLUDED = {"press_copies": "copy of press text", "fragments": "anonymous thesis fragment",
            "encyclopaedias": "encyclopaedia", "unedited": "content site"}  # reasons that begin so


def is_press(frame: pd.DataFrame) -> pd.Series:
    """Return whether each row's ``source_class`` is that of press reports."""
    return frame["source_class"] == PRESS


def by_class(register: Base) -> pd.DataFrame:
    """Return one row per class of source, in the order of `thesis.base.sources.CLASSES`.

    Takes the whole register (`thesis.base.load.load_collected`). Columns: source_class, registered,
    excluded, analysed, share (percent of the analysed sources), undated, notes (both of the
    analysed sources), rows, sources (of the analysed sources).
    """
    everything = complete(registered(register), source_class=CLASSES)
    analysed = everything[~everything["excluded"]]
    classes = pd.Index(CLASSES, name="source_class")
    counts = pd.DataFrame({
        "registered": everything["source_class"].value_counts(),
        "excluded": everything.loc[everything["excluded"], "source_class"].value_counts(),
        "analysed": analysed["source_class"].value_counts(),
        "undated": analysed.loc[analysed["year"] == UNDATED, "source_class"].value_counts(),
        "notes": _notes_with(analysed, register, "source_class").value_counts(),
    }).reindex(classes).fillna(0).astype(int)
    counts.insert(3, "share", counts["analysed"] / counts["analysed"].sum() * 100)
    return counts.join(gathered(analysed.groupby("source_class"))).reset_index()


def by_month(base: Base) -> pd.DataFrame:
    """Return sources of 2023-2024 per month and language of the page, zeros included.

    Columns: month (``YYYY-MM``, or ``YYYY`` for sources dated by year alone), language, count,
    press (of them press reports), rows, sources.
    """
    dated = base.sources[base.sources["year"].isin(PERIOD)]
    dated = dated.assign(month=dated["date"].str[:7])
    rows = [{"month": month, "language": language, "count": len(group),
             "press": int(is_press(group).sum()), **gather(group)}
            for month in [*MONTHS, *PERIOD] for language in ("id", "en")
            for group in [dated[(dated["month"] == month) & (dated["language"] == language)]]]
    return pd.DataFrame(rows)


def by_issuer(base: Base, top: int | None = None) -> pd.DataFrame:
    """Return issuers by number of sources, the `top` first ones or all.

    Columns: issuer, issuer_kind, independent_of_iom, count, share (percent of the sources),
    cumulative (percent up to this row), notes, rows, sources. Ties are in order of name.
    """
    keys = ["issuer", "issuer_kind", "independent_of_iom"]
    counts = counted(base.sources, keys)
    counts.insert(4, "share", counts["count"] / len(base.sources) * 100)
    notes = _notes_with(base.sources, base, "issuer").value_counts()
    counts.insert(5, "notes", counts["issuer"].map(notes).astype(int))
    counts = counts.sort_values(["count", "issuer"], ascending=[False, True], ignore_index=True)
    counts.insert(5, "cumulative", counts["share"].cumsum())
    return counts.head(len(counts) if top is None else top)


def own_word(base: Base) -> pd.DataFrame:
    """Return how many sources and notes are independent of IOM (yes) and how many are not (no).

    Columns: independent_of_iom, count, share (percent), notes, rows, sources.
    """
    table = by_issuer(base).groupby("independent_of_iom").agg(
        count=("count", "sum"), share=("share", "sum"), notes=("notes", "sum"))
    return table.join(gathered(base.sources.groupby("independent_of_iom"))).reset_index()


def excluded_by_reason(register: Base) -> pd.DataFrame:
    """Return the reasons for which sources were left out, most frequent first.

    Columns: reason_id, reason_en, count, rows, sources.
    """
    keys = ["reason_id", "reason_en"]
    counts = counted(register.excluded_sources, keys)
    return counts.sort_values(["count", "reason_id"], ascending=[False, True], ignore_index=True)


def excluded_by_kind(register: Base) -> pd.DataFrame:
    """Return `excluded_by_reason` with the column ``kind``: of `EXCLUDED`, ``""`` for others."""
    table = excluded_by_reason(register)
    return table.assign(kind=[next((kind for kind, start in EXCLUDED.items()
                                    if reason.startswith(start)), "")
                              for reason in table["reason_en"]])


def searches_by(base: Base, column: str) -> pd.DataFrame:
    """Return the search protocol summed by ``topic`` or by ``collection``.

    Columns: `column`, queries, hits, relevant, new (sums over the queries; a page that several
    queries found counts in hits and relevant of each; new: not seen before), fruitless (queries
    without a relevant hit), rows (search ids).
    """
    groups = base.searches.groupby(column)
    table = groups.agg(queries=("search_id", "size"), hits=("hits", "sum"),
                       relevant=("relevant", "sum"), new=("new", "sum"),
                       fruitless=("relevant", lambda relevant: int((relevant == 0).sum())))
    table["rows"] = groups["search_id"].agg(lambda ids: tuple(sorted(ids)))
    return table.reset_index()


def queries_for_training(base: Base, year: str) -> pd.DataFrame:
    """Return the queries that ask for training of officers by IOM and name a year."""
    query = base.searches["query"]
    found = query.str.contains(year, regex=False)
    for words in ("iom", OFFICERS, TRAINING):
        found &= query.str.contains(words, case=False)
    return base.searches[found].reset_index(drop=True)


def same(base: Base, key: Callable[[pd.DataFrame], pd.Series]) -> pd.DataFrame:
    """Return the sources that share a non-empty value of `key(sources)` with another source.

    Columns: value, source, issuer, date, title, source_class; neighbours stand together.
    """
    values = key(base.sources)
    shared = values.duplicated(keep=False) & (values != "")
    found = base.sources.assign(value=values)[shared]
    columns = ["value", "source", "issuer", "date", "title", "source_class"]
    return found.sort_values(["value", "source"], ignore_index=True)[columns]


def address(sources: pd.DataFrame) -> pd.Series:
    """Return what `thesis.base.sources.address` makes of each address."""
    return sources["url"].map(address_of)


def folded_title(sources: pd.DataFrame) -> pd.Series:
    """Return titles in lower case letters and digits only; ``""`` for titles in brackets."""
    folded = sources["title"].str.casefold().str.replace(r"[^\w]+", " ", regex=True).str.strip()
    return folded.where(~sources["title"].str.startswith("["), "")


def same_statement(base: Base) -> pd.DataFrame:
    """Return notes of different sources that say word for word the same.

    Columns: note_id, note_en, notes, evidence_ids, sources (tuples); one row per statement.
    """
    notes = base.evidence
    repeated = notes[notes["note_id"].duplicated(keep=False)].groupby("note_id")
    table = repeated.agg(note_en=("note_en", "first"), notes=("evidence_id", "size"),
                         evidence_ids=("evidence_id", tuple),
                         sources=("source", lambda keys: tuple(sorted(set(keys)))))
    return table.reset_index().sort_values(["notes", "note_id"], ascending=[False, True],
                                           ignore_index=True)


def _notes_with(sources: pd.DataFrame, base: Base, column: str) -> pd.Series:
    """Return `column` of the source of each note of `sources`."""
    values = sources.set_index("source")[column]
    return base.evidence["source"].map(values).dropna()
