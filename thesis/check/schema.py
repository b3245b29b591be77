"""Hold the tables against their Table Schema: types, constraints, keys (through frictionless)."""

import json
from collections.abc import Iterator

from frictionless import Package, Resource, Schema
from frictionless import errors as fe

from thesis.check.files import Table, Tables
from thesis.check.problem import Problem, nearest, quoted

WORDS = {"integer": "a whole number", "number": "a number", "date": "a date like 2023-06-05",
         "string": "text"}
LIMIT = 5000  # problems of one table; more have one cause


def schema_problems(tables: Tables, package: dict) -> list[Problem]:
    """Return what breaks the schemas; rows and columns with structural problems are passed over.

    The rows are handed to frictionless as they were read, so that its row positions map to lines.
    """
    schemas = {r["name"]: _schema(r, tables) for r in package["resources"] if r["name"] in tables}
    resources = [
        Resource(name=name, data=_cells(tables[name]), schema=Schema.from_descriptor(schema))
        for name, schema in schemas.items()
    ]
    report = Package(resources=resources).validate(limit_errors=LIMIT)
    problems = [Problem("data/datapackage.json", 0, "resources", error.note,
                        "a valid Data Package", "mend the description") for error in report.errors]
    for task in report.tasks:
        found = (_problem(error, tables, schemas, task.name) for error in task.errors)
        problems += _without_doubles(p for p in found if _judged(p, tables[task.name]))
        if len(task.errors) >= LIMIT:
            problems.append(Problem(tables[task.name].file, 0, "", f"more than {LIMIT} problems",
                                    "a few at most", "mend the common cause and check again"))
    return problems


def _schema(resource: dict, tables: Tables) -> dict:
    """Return the schema without the keys that point to what could not be read."""
    schema = json.loads(json.dumps(resource["schema"]))
    own = tables[resource["name"]]
    if own.absent & set(schema.get("primaryKey", [])):
        del schema["primaryKey"]
    schema["foreignKeys"] = [
        key for key in schema.get("foreignKeys", [])
        if (target := tables.get(key["reference"]["resource"] or own.name))
        and not set(key["reference"]["fields"]) & target.absent
        and not set(key["fields"]) & own.absent
    ]
    return schema


def _cells(table: Table) -> list[list[str]]:
    return [table.columns, *([row[c] for c in table.columns] for row in table.rows)]


def _judged(problem: Problem, table: Table) -> bool:
    return problem.row not in table.ragged and problem.column not in table.absent


def _without_doubles(problems: Iterator[Problem]) -> Iterator[Problem]:
    """Return problems, a repeated key once: it breaks `unique` and the primary key alike."""
    seen = set()
    for problem in problems:
        place = (problem.row, problem.column, problem.rule)
        if problem.rule != "repeated-key" or place not in seen:
            yield problem
        seen.add(place)


def _problem(error: fe.Error, tables: Tables, schemas: dict[str, dict], name: str) -> Problem:
    table, schema = tables[name], schemas[name]
    number = getattr(error, "row_number", None)
    row = table.lines[number - 2] if number and number >= 2 else 0
    if isinstance(error, fe.ForeignKeyError):
        return _foreign_key(error, tables, table, row)
    if isinstance(error, fe.UniqueError | fe.PrimaryKeyError):
        column = getattr(error, "field_name", "") or schema["primaryKey"][0]
        columns = [column] if isinstance(error, fe.UniqueError) else schema["primaryKey"]
        value = " + ".join(table.rows[number - 2][c] for c in columns)
        return Problem(table.file, row, column, f"{quoted(value)} stands here a second time",
                       f"{' + '.join(columns)} once in the table",
                       "remove the second row, or give it a key of its own", "repeated-key", value)
    column = getattr(error, "field_name", "")
    spec = next((f for f in schema["fields"] if f["name"] == column), {})
    cell = quoted(getattr(error, "cell", ""))
    if isinstance(error, fe.TypeError):
        return Problem(table.file, row, column, f"{cell} is not {WORDS.get(spec['type'])}",
                       WORDS.get(spec["type"], spec["type"]), "mend the value", "type")
    if isinstance(error, fe.ConstraintError):
        return _constraint(error, table, row, spec, cell)
    if isinstance(error, fe.BlankRowError):
        return Problem(table.file, row, "", "the row has no values", "a filled row",
                       "remove the row", "blank-row")
    return Problem(table.file, row, column, error.note, "what the schema says",
                   "see data/datapackage.json", error.type)


def _constraint(error: fe.Error, table: Table, row: int, spec: dict, cell: str) -> Problem:
    rules = spec["constraints"]
    value = table.rows[error.row_number - 2][spec["name"]]
    if value == "" and rules.get("required"):
        return Problem(table.file, row, spec["name"], "the value is missing", "a value",
                       "fill it in, or remove the row", "required")
    if '"enum"' in error.note:
        near = nearest(value, rules["enum"])
        fix = f"write {near}" if near else "use a value of the list, or add one to the schema"
        return Problem(table.file, row, spec["name"], f"{cell} is not in the list",
                       "one of " + ", ".join(map(str, rules["enum"])), fix, "enum")
    if '"pattern"' in error.note:
        return Problem(table.file, row, spec["name"], f"{cell} does not have the right form",
                       f"{spec['description']} (pattern {rules['pattern']})",
                       "write it in that form", "pattern")
    bounds = " ".join(f"{k} {rules[k]}" for k in ("minimum", "maximum") if k in rules)
    return Problem(table.file, row, spec["name"], f"{cell} is out of bounds",
                   bounds or "what the schema says", "mend the value", "bounds")


def _foreign_key(error: fe.ForeignKeyError, tables: Tables, table: Table, line: int) -> Problem:
    column = error.field_names[0]
    target = tables[error.reference_name or table.name]
    value = str(error.field_cells[0])
    near = nearest(value, [row[error.reference_field_names[0]] for row in target.rows])
    hint = f"write {near} if that is meant, or add" if near else "mend it, or add"
    return Problem(table.file, line, column, f"{quoted(value)} is not in {target.file}",
                   f"a {error.reference_field_names[0]} of {target.file}",
                   f"{hint} {value} to {target.file}", "foreign-key", value)
