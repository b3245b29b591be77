"""Check data/repeats.csv: a note repeats a note of the same work, which repeats none itself."""

from collections.abc import Iterator

from thesis.check.files import Tables
from thesis.check.problem import Problem


def repeat_problems(tables: Tables) -> Iterator[Problem]:
    """Yield rows that join notes of different works, and chains."""
    repeats, notes, works = (tables.get(name) for name in ("repeats", "evidence", "works"))
    if repeats is None or notes is None or works is None or any(
            table.absent for table in (repeats, notes, works)):
        return  # reported elsewhere
    source_of = dict(zip(notes.column("evidence_id"), notes.column("source"), strict=True))
    work_of = {row["source"]: row["work"] for row in works.rows if row["relation"] != "distinct"}
    repeated = set(repeats.column("note"))
    for line, row in repeats.numbered():
        one, other = (source_of.get(row[name], "") for name in ("note", "repeats"))
        if row["repeats"] in repeated:
            yield Problem(repeats.file, line, "repeats", f"{row['repeats']} itself repeats a note",
                          "the note that is counted", "name that one", "repeat", row["note"])
        elif one and other and work_of.get(one, one) != work_of.get(other, other):
            yield Problem(repeats.file, line, "repeats",
                          f"{row['note']} and {row['repeats']} are of two works: {one}, {other}",
                          "notes of one source, or of sources that data/works.csv joins",
                          "remove the row, or add the relation of the sources to data/works.csv",
                          "repeat", row["note"])
