"""Where the printed book, which has no register, holds references and notes."""

from collections.abc import Iterable, Mapping
from functools import cache

import pandas as pd
from sphinx.environment import BuildEnvironment

from thesis.analysis import findings, parts
from thesis.analysis.settled import adjudicated, base_of
from thesis.base.disputes import NOT_GIVEN
from thesis.base.load import with_sources
from thesis.book.citations import BIBLIOGRAPHY, NOTES_PAGE, cited_keys, entry_anchor, note_anchor
from thesis.book.domain import Place, citations, edition_of
from thesis.book.fact_role import REGISTER_PAGE
from thesis.book.glue import page_exhibits
from thesis.book.register_pages import notes_of_row, row_anchor, source_of_row
from thesis.book.source_line import NAMED, source_url
from thesis.project.edition import DEFAULT, Edition

DECIDING_PAGE = "chapters/appendix-decisive"


@cache
def deciding(edition: Edition) -> pd.DataFrame:
    """Return the notes for and against the findings about IOM, columns as in `findings.stances`.

    Those that adjudication did not count have the stance ``none``, on the statement as a whole.
    """
    base = base_of(edition)
    counted = findings.stances(base)
    counted = counted[counted["finding_id"].isin(parts.on_iom(base))]
    dropped = adjudicated(base, "stances").query("decision == 'none'")
    dropped = dropped[dropped["item"].isin(base.findings.query("about_iom == 'yes'")["finding_id"])
                      & (base.coding == DEFAULT)]
    dropped = dropped[["evidence_id", "item"]].set_axis(["evidence_id", "finding_id"], axis=1)
    dropped = with_sources(dropped.merge(base.evidence, on="evidence_id"), base)
    basis = findings.basis(dropped).mask(dropped["issuer"].isin(findings.partners(base)), "partner")
    return pd.concat([counted, dropped.assign(stance=NOT_GIVEN, basis=basis)], ignore_index=True)


def in_bibliography(env: BuildEnvironment) -> set[str]:
    """Return the sources that the text cites, or a figure or table names."""
    return cited_keys(env) | named_in_exhibits(env)


def reference_places(env: BuildEnvironment, keys: Iterable[str]) -> dict[str, Place]:
    """Return {key: (page, anchor)} of references: in the bibliography, or among what is not in it.
    """
    listed = in_bibliography(env)
    return {key: (BIBLIOGRAPHY if key in listed else REGISTER_PAGE, entry_anchor(key))
            for key in listed.union(keys)}


def note_places(env: BuildEnvironment) -> dict[str, Place]:
    """Return {note: (page, anchor)}: among those that decide, else in the list of cited notes."""
    found = {note: (NOTES_PAGE, note_anchor(page, work))
             for page, places in citations(env).items() for place in places
             for work in place.works for note in work.notes}
    return found | {note: (DECIDING_PAGE, row_anchor(note))
                    for note in deciding(edition_of(env))["evidence_id"]
                    if DECIDING_PAGE in env.found_docs}


def row_place(env: BuildEnvironment, row: str, references: Mapping[str, Place],
              notes: Mapping[str, Place]) -> Place | str:
    """Return where print leads from a row: to its note, to the reference of its source where there
    is one, else the address of the source; "" for a row without one.
    """
    root = edition_of(env).root
    key = source_of_row(root).get(row, "")
    for note in notes_of_row(row, root):
        if note in notes:
            return notes[note]
    if key in references:
        return references[key]
    return source_url(key, root) if key else ""


def named_in_exhibits(env: BuildEnvironment) -> set[str]:
    """Return the sources that source lines name, and cells that have no other text."""
    records = [record for page in env.found_docs for record in page_exhibits(env, page).values()]
    lines = {key for record in records if len(record["sources"]) <= NAMED
             for key in record["sources"]}
    return lines | {key for record in records for row in record.get("rows", ())
                    for cell in row if not cell["text"] for key in cell["sources"]}
