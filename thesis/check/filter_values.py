"""Check that the filters of ``data/absences.csv`` compare with values that can occur.

A slip in a coded value would match no row, and the absence would hold whatever the base says.
"""

import ast
from collections.abc import Iterator

from thesis.analysis.absences import BASE_TABLES, FIELDS
from thesis.base.sources import CLASSES
from thesis.check.files import Row, Tables
from thesis.check.problem import Problem, nearest, quoted

LISTS = {"codes": ("codebook", "code"), "supports": ("findings", "finding_id"),
         "contradicts": ("findings", "finding_id"),
         **dict.fromkeys(("actors", "organisers", "partners", "donors"), ("actors", "actor_id"))}
Known = dict[str, set[str]]  # values that a column can hold


def value_problems(file: str, line: int, row: Row, tables: Tables,
                   package: dict) -> Iterator[Problem]:
    """Yield the values of a filter that their column never holds; all tables are sound."""
    known = possible(row["table"], tables, package)
    for column, value in compared(row["filter"], known):
        near = nearest(value, known[column])
        yield Problem(file, line, "filter",
                      f"no {column} is {quoted(value)}, so that no row can match",
                      f"a value of {column}", f"write {near}" if near else "mend the value",
                      "filter-value", row["absence"])


def possible(name: str, tables: Tables, package: dict) -> Known:
    """Return what the columns of a view can hold, where that is a closed list."""
    schemas = {resource["name"]: resource["schema"] for resource in package["resources"]}
    schema = schemas[BASE_TABLES[name]]
    known = _listed(schema) | {key["fields"][0]: {*tables[key["reference"]["resource"]].column(
        key["reference"]["fields"][0])} for key in schema.get("foreignKeys", ())}
    coded = _listed(schemas["judgements"])
    known |= {field: coded[field] for field in FIELDS}
    known |= {"source_class": {*CLASSES}, "independent_of_iom": {"yes", "no"}}
    return known | {column: {*tables[table].column(key)} for column, (table, key) in LISTS.items()}


def _listed(schema: dict) -> Known:
    return {field["name"]: {*field["constraints"]["enum"]} for field in schema["fields"]
            if "enum" in field.get("constraints", {})}


def compared(expression: str, known: Known) -> Iterator[tuple[str, str]]:
    """Yield (column, value) of the comparisons in a filter that hold for no known value.

    They are ``column == "value"``, ``column in ["value"]`` and the words of
    ``column.str.contains("word|word")``.
    """
    try:
        tree = ast.parse(expression.strip(), mode="eval")
    except SyntaxError:  # pandas knows more, such as names in backticks
        return
    for node in ast.walk(tree):
        match node:
            case ast.Compare(ast.Name(column), [ast.Eq() | ast.In()], [values]) if column in known:
                yield from ((column, value) for value in _texts(values)
                            if value and value not in known[column])
            case ast.Call(ast.Attribute(ast.Attribute(ast.Name(column), "str"), "contains"),
                          [ast.Constant(str(words)), *_]) if column in known:
                yield from ((column, word) for word in words.split("|")
                            if word.isidentifier() and not any(word in v for v in known[column]))


def _texts(node: ast.expr) -> list[str]:
    return [part.value for part in getattr(node, "elts", [node])
            if isinstance(part, ast.Constant) and isinstance(part.value, str)]
