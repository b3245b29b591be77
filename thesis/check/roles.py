"""Check the roles of the text: works, notes and observations that exist and may carry evidence."""

from collections.abc import Iterator
from pathlib import Path

from thesis.check.bib import Source
from thesis.check.files import Tables
from thesis.check.problem import Problem, nearest
from thesis.manuscript.text import OBSERVATION, citations, cited_notes, facts, page_files

KEYS = {"evidence_id", "observation_id"}


def role_problems(root: Path, tables: Tables, entries: list[Source]) -> Iterator[Problem]:
    """Yield works, notes and observations in the text that are unknown or carry no evidence.

    Nothing where a table that they rest on cannot be read: that is reported elsewhere.
    """
    found = [tables.get(name) for name in ("excluded_sources", "evidence", "observations")]
    needed = [table for table in found if table is not None and "source" not in table.absent]
    if len(needed) < len(found) or any(KEYS & table.absent for table in needed):
        return
    known = {entry.key for entry in entries}
    excluded, noted = (set(table.column("source")) for table in needed[:2])
    unnoted = known - excluded - noted
    source_of_note, source_of = (
        dict(zip(table.column(key), table.column("source"), strict=True))
        for table, key in zip(needed[1:], ("evidence_id", "observation_id"), strict=True))
    for path in page_files(root):
        file = path.relative_to(root).as_posix()
        text = path.read_text(encoding="utf-8")
        for line, key in citations(text):
            yield from _source(file, line, key, known, excluded)
            if key in unnoted:
                yield _without_note(file, line, key)
        for line, note in cited_notes(text):
            if note not in source_of_note:
                yield _unknown(file, line, note, "note", "evidence_id", "data/evidence.csv")
            elif source_of_note[note] in excluded:
                yield Problem(file, line, note,
                              f"{note} is a note of {source_of_note[note]}, which is excluded",
                              "a note of a source that is not in data/excluded_sources.csv",
                              "rest the statement on a note of another source", "excluded-source",
                              note)
        for line, name in facts(text):
            if name in source_of:
                yield from _source(file, line, source_of[name], known, excluded)
            elif OBSERVATION.fullmatch(name):
                yield _unknown(file, line, name, "observation", "observation_id",
                               "data/observations.csv")


def _unknown(file: str, line: int, key: str, what: str, column: str, table: str) -> Problem:
    return Problem(file, line, key, f"the {what} {key} does not exist",
                   f"one that {table} has as {column}", "mend the id", f"unknown-{what}", key)


def _source(file: str, line: int, key: str, known: set[str],
            excluded: set[str]) -> Iterator[Problem]:
    if key not in known:
        near = nearest(key, known)
        yield Problem(file, line, key, f"{key} is not in references.bib",
                      "a key of references.bib",
                      f"write {near} if that is meant" if near else "add the source", "foreign-key",
                      key)
    elif key in excluded:
        yield Problem(file, line, key, f"{key} is excluded and cannot carry evidence",
                      "a source that is not in data/excluded_sources.csv",
                      "rest the statement on another source", "excluded-source", key)


def _without_note(file: str, line: int, key: str) -> Problem:
    return Problem(file, line, key, f"{key} is cited, but nothing was noted from it",
                   "a note in data/evidence.csv for each cited source",
                   f"thesis add note --source {key}, or cite another source", "cited-without-note",
                   key)
