"""Which page of the register shows which source."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import groupby
from pathlib import Path

from thesis.base.dates import PERIOD
from thesis.base.load import load_collected, source_of_note
from thesis.base.sources import CLASSES
from thesis.book.apa import sort_name

REGISTER = "chapters/appendix-register"  # with the form that searches its pages
FOLDER = "chapters/register/"
SEARCHES = "chapters/appendix-searches", "tab-queries-all"
MOST_SOURCES = 400  # a class with more is split by time, so that its pages open at once
ANCHORS = {"E": "note", "O": "figure", "A": "activity"}  # by the letter of an id
PERIODS = ("", "earlier", *PERIOD, "later", "undated")


@cache
def register_pages(root: Path) -> dict[str, tuple[str, ...]]:
    """Return {page name: keys of its sources, by author and year}, in the order of `CLASSES`."""
    rows = load_collected(root).sources.to_dict("records")
    large = {name for name in CLASSES
             if sum(row["source_class"] == name for row in rows) > MOST_SOURCES}
    pages: dict[tuple[int, int], list[dict]] = {}
    for row in rows:
        period = period_of(row["year"]) if row["source_class"] in large else ""
        place = CLASSES.index(row["source_class"]), PERIODS.index(period)
        pages.setdefault(place, []).append(row)
    return {"-".join(filter(None, (CLASSES[i], PERIODS[j]))):
            tuple(row["source"] for row in sorted(pages[i, j], key=_author_then_year))
            for i, j in sorted(pages)}


def period_of(year: str) -> str:
    """Return the part of a large class that a source of this year belongs to."""
    if not year:
        return "undated"
    if year < PERIOD[0]:
        return "earlier"
    return "later" if year > PERIOD[-1] else year


def _author_then_year(row: Mapping) -> tuple:
    return tuple(map(sort_name, row["authors"])), row["date"], sort_name(row["title"])


@cache
def _page_of_source(root: Path) -> dict[str, str]:
    return {key: FOLDER + page for page, keys in register_pages(root).items() for key in keys}


@cache
def source_of_row(root: Path) -> dict[str, str]:
    """Return {note, figure or activity: its source, of an activity the first}."""
    base = load_collected(root)
    return {**source_of_note(root),
            **dict(zip(base.observations["observation_id"], base.observations["source"],
                       strict=True)),
            **{row: keys.split()[0] for row, keys in zip(
                base.activities["activity_id"], base.activities["sources"], strict=True)}}


def register_target(key: str, root: Path) -> tuple[str, str]:
    """Return (page, anchor) of the entry of a source; KeyError where there is none."""
    return _page_of_source(root)[key], f"source-{key}"


def row_target(row_id: str, root: Path) -> tuple[str, str] | None:
    """Return (page, anchor) in the register of a row of data/ or a source, of a query in the list
    of all, None if there is none.
    """
    if re.fullmatch(r"Q\d{4}", row_id):
        return SEARCHES
    if row_id in _page_of_source(root):
        return register_target(row_id, root)
    source = source_of_row(root).get(row_id)
    return (_page_of_source(root)[source], row_anchor(row_id)) if source else None


def row_anchor(row_id: str) -> str:
    """Return the anchor of a note, a figure or an activity: ``note-E0001``, ``figure-O00001``."""
    return f"{ANCHORS[row_id[0]]}-{row_id}"


def register_query(rows: Iterable[str], sources: Iterable[str], root: Path) -> str:
    """Return the fragment with which the search form shows the notes that rows stand in, or where
    there are none, those of the sources: ``notes=1-31,35``.
    """
    notes, keys = source_of_note(root), set(sources)
    found = {note for row in rows for note in notes_of_row(row, root)} & notes.keys()
    found = found or {note for note, key in notes.items() if key in keys}
    runs = [list(run) for shown, run in groupby(sorted(notes), found.__contains__) if shown]
    return "notes=" + ",".join("-".join(note[1:].lstrip("0") for note in dict.fromkeys(
        [run[0], run[-1]])) for run in runs)


def notes_of_row(row_id: str, root: Path) -> list[str]:
    """Return the notes in which a figure or an activity stands; another row stands in itself."""
    return _notes_of_row(root).get(row_id, [row_id])


@cache
def _notes_of_row(root: Path) -> dict[str, list[str]]:
    base = load_collected(root)
    figures, activities = base.observations, base.activities
    return {**{row: [note] for row, note in zip(
                figures["observation_id"], figures["evidence_id"], strict=True)},
            **{row: notes.split() for row, notes in zip(
                activities["activity_id"], activities["evidence_ids"], strict=True)}}
