"""Hold the tables against their Table Schema: types, constraints, keys.

Frictionless judges types and constraints, each value of a column once; keys are compared as text.
"""

from collections.abc import Callable, Iterator
from functools import partial
from heapq import nsmallest
from operator import itemgetter

from thesis.base.numerals import PLAIN, readings
from thesis.check.files import Table, Tables
from thesis.check.package import table_schema
from thesis.check.problem import Problem, nearest, quoted

WORDS = {"integer": "a whole number", "number": "a number", "date": "a date like 2023-06-05",
         "string": "text"}
NUMERIC = "integer", "number"
LIMIT = 5000  # problems of one table; more have one cause
Finding = tuple[int, Callable[[Table, int], Problem]]  # the place of a row, what is wrong there


def schema_problems(tables: Tables, package: dict) -> list[Problem]:
    """Return what breaks the schemas; rows and columns with structural problems are passed over."""
    problems = []
    for resource in package["resources"]:
        table = tables.get(resource["name"])
        if table is None:
            continue
        findings = nsmallest(LIMIT, _findings(table, resource["schema"], tables), itemgetter(0))
        problems += [problem_at(table, place) for place, problem_at in findings]
        if len(findings) >= LIMIT:
            problems.append(Problem(table.file, 0, "", f"more than {LIMIT} problems",
                                    "a few at most", "mend the common cause and check again"))
    return problems


def _findings(table: Table, schema: dict, tables: Tables) -> Iterator[Finding]:
    blank = {place for place, cells in enumerate(table.cells) if not any(cells)}
    yield from ((place, _blank_row) for place in blank if _is_judged(table, place))
    found = [_faulty_cells(table, schema, blank), _repeated_keys(table, schema),
             _unknown_keys(table, schema, tables)]
    for findings in found:
        yield from (finding for finding in findings if _is_judged(table, finding[0]))


def _is_judged(table: Table, place: int) -> bool:
    return table.lines[place] not in table.ragged


def _faulty_cells(table: Table, schema: dict, blank: set[int]) -> Iterator[Finding]:
    for field in table_schema(schema).fields:
        if field.name in table.absent:
            continue
        read, column = field.create_cell_reader(), table.column(field.name)
        faults = {value: notes for value in set(column) if (notes := read(value)[1])}
        spec = next(spec for spec in schema["fields"] if spec["name"] == field.name)
        if spec["type"] in NUMERIC:
            faults |= {value: {"number" if readings(value) else "type": ""} for value in set(column)
                       if value and not PLAIN.fullmatch(value)}
        for place, value in enumerate(column) if faults else ():
            for rule in faults.get(value, ()) if place not in blank else ():
                yield place, partial(_faulty_cell, spec, rule, value)


def _repeated_keys(table: Table, schema: dict) -> Iterator[Finding]:
    """Yield keys that stand further up already; the parts of a primary key are never all empty."""
    primary = tuple(schema["primaryKey"])
    unique = [(spec["name"],) for spec in schema["fields"]
              if spec.get("constraints", {}).get("unique")]
    for columns in dict.fromkeys([primary, *unique]):
        if table.absent & {*columns}:
            continue
        keys, seen = list(_keys(table, columns)), {_empty(columns)} if columns == primary else set()
        if len(set(keys) - seen) == len(keys):
            continue
        for place, key in enumerate(keys):
            if key in seen:
                yield place, partial(_repeated_key, columns, key)
            elif key != _empty(columns):
                seen.add(key)


def _unknown_keys(table: Table, schema: dict, tables: Tables) -> Iterator[Finding]:
    for key in schema.get("foreignKeys", []):
        columns, reference = key["fields"], key["reference"]
        target = tables.get(reference["resource"] or table.name)
        if not target or target.absent & {*reference["fields"]} or table.absent & {*columns}:
            continue
        known = {*_keys(target, reference["fields"]), _empty(columns)}
        keys = list(_keys(table, columns))
        for place, value in enumerate(keys) if not known.issuperset(keys) else ():
            if value not in known:
                yield place, partial(_unknown_key, columns[0], target, reference["fields"][0])


def _keys(table: Table, columns: list[str] | tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return zip(*map(table.column, columns), strict=True)


def _empty(columns: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return ("",) * len(columns)


def _blank_row(table: Table, place: int) -> Problem:
    return Problem(table.file, table.lines[place], "", "the row has no values", "a filled row",
                   "remove the row", "blank-row")


def _faulty_cell(spec: dict, rule: str, value: str, table: Table, place: int) -> Problem:
    name, cell, rules = spec["name"], quoted(value), spec.get("constraints", {})
    problem = partial(Problem, table.file, table.lines[place], name)
    if rule == "number":
        return problem(f"{cell} is not written plainly", "digits, and a point only before decimals "
                       "(of which there are not three): 3000, 12.5",
                       f"write {', or if that is meant '.join(readings(value))}", rule)
    if rule == "type":
        words = WORDS.get(spec["type"])
        return problem(f"{cell} is not {words}", words or spec["type"], "mend the value", rule)
    if rule == "required":
        return problem("the value is missing", "a value", "fill it in, or remove the row", rule)
    if rule == "enum":
        near = nearest(value, rules["enum"])
        fix = f"write {near}" if near else "use a value of the list, or add one to the schema"
        return problem(f"{cell} is not in the list", "one of " + ", ".join(map(str, rules["enum"])),
                       fix, rule)
    if rule == "pattern":
        return problem(f"{cell} does not have the right form",
                       f"{spec['description']} (pattern {rules['pattern']})",
                       "write it in that form", rule)
    bounds = " ".join(f"{k} {rules[k]}" for k in ("minimum", "maximum") if k in rules)
    return problem(f"{cell} is out of bounds", bounds or "what the schema says", "mend the value",
                   "bounds")


def _repeated_key(columns: tuple[str, ...], key: tuple[str, ...], table: Table,
                  place: int) -> Problem:
    value = " + ".join(key)
    return Problem(table.file, table.lines[place], columns[0],
                   f"{quoted(value)} stands here a second time",
                   f"{' + '.join(columns)} once in the table",
                   "remove the second row, or give it a key of its own", "repeated-key", value)


def _unknown_key(column: str, target: Table, named: str, table: Table, place: int) -> Problem:
    value = table.row(place)[column]
    near = nearest(value, target.column(named))
    hint = f"write {near} if that is meant, or add" if near else "mend it, or add"
    return Problem(table.file, table.lines[place], column,
                   f"{quoted(value)} is not in {target.file}",
                   f"one that {target.file} has as {named}",
                   f"{hint} {value} to {target.file}, or remove the row",
                   "foreign-key", value)
