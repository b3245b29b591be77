"""Read ``data/datapackage.json`` and the tables that it describes."""

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from frictionless import FrictionlessException, Schema

from thesis.check.files import Tables, read_table
from thesis.check.problem import Problem
from thesis.check.text_files import SAVED_AS, SUFFIXES, read_text

PACKAGE = "data/datapackage.json"
REMEDY = "mend the description, or compare it with the last version in Git"


def read_package(root: Path) -> tuple[dict | None, list[Problem]]:
    """Return the data package as a mapping, or None, and what is wrong with it.

    Besides Table Schema a field may have `unit`, `partialDate` (true), `references`
    (references.bib), `separator` (of a list), `items` ({resource, field} that a list names), and
    `labels` or `codes` (see `thesis.check.labels`).
    """
    text, problems = read_text(root / PACKAGE, PACKAGE)
    if text is None:
        return None, problems
    try:
        package = json.loads(text)
    except json.JSONDecodeError as error:
        return None, [*problems, Problem(PACKAGE, error.lineno, "", f"not JSON: {error.msg}",
                                         "a Data Package in JSON", REMEDY)]
    try:
        faults = list(_faults(package))
    except (AttributeError, KeyError, TypeError, ValueError, re.error) as error:
        faults = [Problem(PACKAGE, 0, "", f"a part is missing or has the wrong form ({error})",
                          "a date `collected` and resources with name, path and schema", REMEDY)]
    return (None if faults else package), problems + faults


def table_schema(descriptor: dict) -> Schema:
    """Return a Table Schema, which is validated once. Raises FrictionlessException."""
    return _schema(json.dumps(descriptor))


@cache
def _schema(descriptor: str) -> Schema:
    return Schema.from_descriptor(json.loads(descriptor))


def _faults(package: dict) -> Iterator[Problem]:
    date.fromisoformat(package["collected"])
    names = [resource["name"] for resource in package["resources"]]
    for resource in package["resources"]:
        name, schema = resource["name"], resource["schema"]
        if resource["path"] != f"{name}.csv" or names.count(name) > 1:
            yield Problem(PACKAGE, 0, name, f"the path {resource['path']} is not the table's own",
                          f"{name}.csv, one resource for each table", REMEDY)
        try:
            table_schema(schema)
        except FrictionlessException as error:
            note = error.error.note
            yield Problem(PACKAGE, 0, name, note if len(note) < 300 else note[:299] + "…",
                          "a valid Table Schema with a primary key", REMEDY)
            continue
        for field in schema["fields"]:
            re.compile(field.get("constraints", {}).get("pattern", ""))
        targets = [key["reference"]["resource"] for key in schema.get("foreignKeys", [])]
        targets += [f["items"]["resource"] for f in schema["fields"] if "items" in f]
        for target in targets:
            if target and target not in names:
                yield Problem(PACKAGE, 0, name, f"a key points to {target}, which is no resource",
                              "a resource of this package", REMEDY)
        if not schema["primaryKey"]:
            raise ValueError(f"{name} has no primary key")


def read_tables(root: Path, package: dict) -> tuple[Tables, list[Problem]]:
    """Return the tables that can be read, by name, and the structural problems of all."""
    tables: Tables = {}
    problems: list[Problem] = []
    for resource in package["resources"]:
        name, file = resource["name"], f"data/{resource['path']}"
        columns = [field["name"] for field in resource["schema"]["fields"]]
        table, found = read_table(root / file, file, name, columns)
        problems += found
        if table:
            tables[name] = table
    problems += [
        Problem(f"data/{path.name}", 0, "", "the workbook is read by nothing", f"{path.stem}.csv",
                f"if it is newer, {SAVED_AS}; then remove it", "workbook")
        for path in sorted((root / "data").iterdir()) if path.suffix in SUFFIXES
        and path.with_suffix(".csv").exists() and not path.name.startswith(("~", "."))]
    known = {resource["path"] for resource in package["resources"]}
    problems += [
        Problem(f"data/{path.name}", 0, "", "the table is not described",
                f"a resource in {PACKAGE}", "describe it there, or remove the file")
        for path in sorted((root / "data").glob("*.csv")) if path.name not in known
    ]
    return tables, problems
