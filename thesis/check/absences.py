"""Check what the text says was not found: that a row of ``data/absences.csv`` stands behind it,
and that no row of the base matches the filter of that.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from thesis.analysis.absences import NoFilter, matching
from thesis.base.load import load
from thesis.check.files import Table, Tables
from thesis.check.filter_values import value_problems
from thesis.check.problem import Problem, nearest, quoted
from thesis.manuscript.text import ABSENCE, named, page_files

FEW, START = 5, 60  # matching rows that a problem names, characters of each
SAID = {"notes": "note_id", "observations": "indicator", "activities": "title_id"}
Place = tuple[str, int]  # page, line


def use_problems(root: Path, tables: Tables) -> Iterator[Problem]:
    """Yield the absences of the text that no row describes, and the rows that no page uses."""
    table = tables.get("absences")
    if table is None or table.absent:
        return  # reported elsewhere
    lines = dict(zip(table.column("absence"), table.lines, strict=True))
    uses = uses_of(root)
    for name, places in uses.items():
        for file, line in places if name not in lines else ():
            near = nearest(name, lines)
            yield Problem(file, line, name, f"the absence {quoted(name)} is not described",
                          "an absence of data/absences.csv",
                          f"write {near} if that is meant, or add a row" if near else "add a row: "
                          "the table and a filter that no row of it matches", "unknown-absence",
                          name)
    for name in lines.keys() - uses.keys() if page_files(root) else ():
        yield Problem(table.file, lines[name], "absence", f"no page says {quoted(name)}",
                      "a use in the text: {absence}`tidak ditemukan <" + name + ">`",
                      "remove the row, or name it where the text says so", "unused-absence", name)


def match_problems(root: Path, tables: Tables, package: dict) -> Iterator[Problem]:
    """Yield the places that say of something that it was not found though a row matches its filter,
    and the filters that are none. The tables are sound.
    """
    uses = uses_of(root)
    if not uses or "absences" not in tables:
        return
    base, table = load(root), tables["absences"]
    for line, row in table.numbered():
        try:
            found = matching(base, row["table"], row["filter"])
        except NoFilter as error:
            yield _no_filter(table, line, row, error)
            continue
        yield from value_problems(table.file, line, row, tables, package)
        for file, place in uses.get(row["absence"], ()) if len(found) else ():
            rows = found.iloc[:FEW].to_dict("records")
            shown = "; ".join(f"{next(iter(match.values()))} {match[SAID[row['table']]][:START]}"
                              for match in rows)
            more = f"; and {len(found) - FEW} more" if len(found) > FEW else ""
            yield Problem(file, place, row["absence"],
                          f"the text says that nothing is found, but {row['table']} has {shown}"
                          f"{more}",
                          f"no row that matches {row['filter']} ({table.file}:{line})",
                          "let the sentence say what was found, or narrow it and its filter",
                          "absence-broken", row["absence"])


def uses_of(root: Path) -> dict[str, list[Place]]:
    """Return {absence: pages and lines that say it}."""
    found: dict[str, list[Place]] = {}
    for path in page_files(root):
        file = path.relative_to(root).as_posix()
        for line, role, name in named(path.read_text(encoding="utf-8")):
            if role == ABSENCE:
                found.setdefault(name, []).append((file, line))
    return found


def _no_filter(table: Table, line: int, row: Mapping[str, str], error: NoFilter) -> Problem:
    return Problem(table.file, line, "filter", f"{quoted(row['filter'])} is no filter: {error}",
                   f"an expression of pandas over the columns of {row['table']}, which "
                   "thesis/analysis/absences.py lists", "mend the expression", "filter",
                   row["absence"])
