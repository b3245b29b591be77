"""``thesis stats``: how long the text is, what it cites and shows, how easily it reads."""

import re
from pathlib import Path

import pandas as pd

from thesis.base.load import load_collected, source_of_note
from thesis.base.sources import SCHOLARLY
from thesis.manuscript.readability import readability
from thesis.manuscript.text import (
    ROLE,
    cited_sources,
    cited_works,
    directives,
    facts,
    page_files,
    prose_lines,
)

CHAPTER = re.compile(r"chapters/\d\d-")


def chapter_stats(root: Path) -> pd.DataFrame:
    """Return one row per page of the text, in order.

    Columns: page, chapter (whether it is one of the numbered chapters), words (of prose and
    captions, without roles), sources (different works cited), facts (uses), figures, tables.
    """
    return pd.DataFrame([_page(path, root) for path in page_files(root)])


def _page(path: Path, root: Path) -> dict:
    text = path.read_text(encoding="utf-8")
    name = path.relative_to(root).as_posix()
    prose = " ".join(ROLE.sub(" ", line) for _, line in prose_lines(text))
    return {"page": name, "chapter": bool(CHAPTER.match(name)),
            "words": len(re.findall(r"[^\W\d_]{2,}", prose)),
            "sources": len({key for _, key in cited_sources(text, source_of_note(root))}),
            "facts": len(list(facts(text))),
            "figures": directives(text, "computed-figure"),
            "tables": directives(text, "computed-table")}


def cited_by_class(root: Path) -> pd.Series:
    """Return how many different works the whole text cites, by class of source."""
    sources = load_collected(root).sources
    return sources.loc[sources["source"].isin(cited_works(root)), "source_class"].value_counts()


def as_text(root: Path) -> str:
    """Return the tables and their sums as text."""
    pages = chapter_stats(root)
    pages = pages[(pages[["words", "facts"]] > 0).any(axis=1)]
    body = pages.loc[pages["chapter"], "words"].sum()
    cited = cited_by_class(root)
    scholarly = cited.reindex(SCHOLARLY).sum()
    return (f"{pages.drop(columns='chapter').to_string(index=False)}\n\n"
            f"{cited.to_string()}\n\n"
            f"body text: {body} words; works cited: {cited.sum()}, scholarly: {scholarly:.0f}; "
            f"facts: {pages['facts'].sum()}; figures: {pages['figures'].sum()}; "
            f"tables: {pages['tables'].sum()}\n\n"
            f"{readability(root).round(2).to_string(index=False)}")
