"""Check that a scholarly work that the text cites says who wrote it, when, and where it appeared.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from thesis.base.bibtex import plain
from thesis.base.csl import date_text
from thesis.base.sources import SCHOLARLY
from thesis.check.bib import Source
from thesis.check.files import Tables
from thesis.check.problem import Problem
from thesis.manuscript.text import cited_works

EXPECTED = {
    "author": "the persons, or the institution, that wrote the work",
    "year": "the year in which the work appeared",
    "journal": "the journal, book, publisher or university in which it appeared"}
REMEDY = ("complete it from the work's DOI or the page of its publisher; where no record says so, "
          "cite another source, or drop the statement")


def scholarly_problems(root: Path, entries: list[Source], tables: Tables) -> Iterator[Problem]:
    """Yield what the bibliography lacks of articles, books and theses that the pages cite."""
    notes = tables.get("evidence")
    if notes is None or {"evidence_id", "source"} & notes.absent:
        return  # reported elsewhere
    source_of = dict(zip(notes.column("evidence_id"), notes.column("source"), strict=True))
    cited = cited_works(root, source_of)
    for entry in entries:
        source_class = plain(entry.fields.get("keywords", "")).partition(",")[0]
        if entry.key in cited and source_class in SCHOLARLY and entry.item:
            for field, fault in _faults(entry):
                yield entry.problem(field, f"the text cites {entry.key}, and {fault}",
                                    EXPECTED[field], REMEDY, "scholarly")


def _faults(entry: Source) -> Iterator[tuple[str, str]]:
    item = entry.item
    names = [name.get("literal", "") for name in item.get("author", item.get("editor", []))]
    issuer = plain(entry.fields.get("issuer", ""))
    published = {item.get("container-title"), item.get("publisher"), issuer,
                 re.sub(r" \(.*\)$", "", issuer)} - {"", None}
    if not names:
        yield "author", "nobody is named who wrote it"
    for name in published & set(names):
        yield "author", f"its author is who published it, {name}"
    if not date_text(item):
        yield "year", "it has no year"
    if not item.get("container-title") and (
            item.get("type") == "article-journal" or not item.get("publisher")):
        yield "journal", "nothing says where it appeared"
