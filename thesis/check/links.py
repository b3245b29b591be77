"""Follow the links that a Table Schema cannot express: to references.bib, from lists, by kind."""

from collections.abc import Iterator

from thesis.check.bib import FILE, Source
from thesis.check.files import Tables
from thesis.check.problem import Problem, nearest, quoted

AREAS = {"country": ("countries", "country"), "province": ("provinces", "province")}


def link_problems(tables: Tables, package: dict, entries: list[Source] | None) -> list[Problem]:
    """Return the values that name no source, no row of a table, no country or province.

    Followed are the properties of a field in the data package: `references` (keys of
    references.bib), `items` ({resource, field} of a list, split at `separator`).
    """
    problems: list[Problem] = []
    keys = None if entries is None else {entry.key for entry in entries}
    for resource in package["resources"]:
        name = resource["name"]
        for field in resource["schema"]["fields"] if name in tables else ():
            if "references" in field and keys is not None:
                problems += _unknown(tables, name, field, keys, FILE)
            if "items" in field and (target := tables.get(field["items"]["resource"])):
                column = field["items"]["field"]
                known = set(target.column(column))
                if column not in target.absent:
                    problems += _unknown(tables, name, field, known, target.file)
    return [*problems, *_unknown_areas(tables), *_parts_of_two_rules(tables)]


def _unknown(tables: Tables, name: str, field: dict, known: set[str],
             file: str) -> Iterator[Problem]:
    table, column = tables[name], field["name"]
    if column in table.absent:
        return
    wrong = {cell: unknown for cell in set(table.column(column))
             if (unknown := [value for value in split(cell, field) if value not in known])}
    for line, row in table.numbered() if wrong else ():
        for value in wrong.get(row[column], ()):
            yield _missing(table.file, line, column, value, known, file)


def split(value: str, field: dict) -> list[str]:
    """Return the items of a cell: one, or several where the field has a separator."""
    if not value:
        return []
    return value.split(field["separator"]) if "separator" in field else [value]


def _missing(here: str, line: int, column: str, value: str, known: set[str],
             file: str) -> Problem:
    near = nearest(value, known)
    hint = f"write {near} if that is meant, or add it to {file}" if near else f"add it to {file}"
    return Problem(here, line, column, f"{quoted(value)} is not in {file}", f"a key of {file}",
                   hint, "foreign-key", value)


def _unknown_areas(tables: Tables) -> Iterator[Problem]:
    table = tables.get("observations")
    if table is None or table.absent & {"area", "area_type"}:
        return
    for kind, (name, column) in AREAS.items():
        target = tables.get(name)
        if target is None or column in target.absent:
            continue
        known = set(target.column(column))
        for line, row in table.numbered():
            if row["area_type"] == kind and row["area"] and row["area"] not in known:
                yield _missing(table.file, line, "area", row["area"], known, target.file)


def _parts_of_two_rules(tables: Tables) -> Iterator[Problem]:
    table = tables.get("parts")
    for line, row in table.numbered() if table else ():
        if row["code"] and row["kinds"]:
            yield Problem("data/parts.csv", line, "kinds",
                          f"{row['part_id']} has a code and kinds",
                          "one of the two, which decides what notes count for the part",
                          "empty one of them", "part", row["part_id"])
