"""Check that every coded value which the book shows has a label, and that every label has a value.

Which values those are: the fields of the data package that have the property `labels` (or `codes`:
a prefix, with which they are codes of the codebook), places, pairs of sex and age, details of
figures, places in sources that `thesis.words.locators` does not word, and what the analysis
computes (`COMPUTED`). A publisher may have a label where its name is a description.
"""

from collections.abc import Collection, Iterator
from itertools import chain

from thesis.analysis import chain as stages
from thesis.analysis import confidence, documentation, findings, robustness, roles, studies
from thesis.base.corrections import APPLIED
from thesis.base.disputes import FIELDS, NOT_GIVEN
from thesis.base.sources import CLASSES
from thesis.check.files import Tables
from thesis.check.links import split
from thesis.check.problem import Problem, nearest, quoted
from thesis.project.edition import LANGUAGES
from thesis.publish.computation import COUNTED
from thesis.words.locators import words_of

NAME, CODES = "labels", "codebook"
OF_REFERENCES = "described_work"  # values stand in references.bib, in brackets
FILE = f"data/{NAME}.csv"
COMPUTED: dict[str, Collection[str]] = {
    "basis": findings.BASES, "verdict": findings.VERDICTS, "scenario": robustness.SCENARIOS,
    "documentation": documentation.KINDS, "source_class": CLASSES, "language": LANGUAGES,
    "stance": (*findings.STANCES, NOT_GIVEN), "coding_decision": ("codings", "stances", *FIELDS),
    "study_method": (*studies.METHODS, studies.NOT_STATED),
    "confidence_component": confidence.COMPONENTS, "confidence_concern": confidence.CONCERNS,
    "confidence_level": confidence.LEVELS, "role_result": roles.ROLES, "counted": COUNTED,
    "chain_part": stages.PARTS,
}
REGIONS = ("abroad", "region", "world")  # kinds of area without a table of their own
Key = tuple[str, str]  # column and value of a label
Place = tuple[str, int, str]  # file, line and column


def label_problems(tables: Tables, package: dict) -> Iterator[Problem]:
    """Yield values without a label, each where it stands first, and labels without a value."""
    needed = [tables.get(resource["name"]) for resource in package["resources"]]
    if any(table is None or table.absent for table in needed):
        return  # reported elsewhere
    table = tables[NAME]
    lines = {(row["column"], row["value"]): line for line, row in table.numbered()}
    shown: dict[Key, Place] = {}
    for key, place in chain(_computed(), _of_fields(tables, package), _corrected(tables, package),
                            _places(tables), _parts(tables), _details(tables, lines.keys()),
                            _locators(tables)):
        shown.setdefault(key, place)
    known = {*lines, *((CODES, code) for code in tables[CODES].column("code"))}
    yield from (_unlabelled(*key, place, known) for key, place in shown.items()
                if key not in known)
    possible = {_key(field, value) for _, field in _fields(package) for value in _listed(field)}
    possible |= {("detail", text) for detail in tables["observations"].column("detail")
                 for text in (detail, *detail.split("; "))}
    possible |= {("publisher", name) for name in tables["publishers"].column("publisher")}
    yield from (_idle(*key, line) for key, line in lines.items()
                if key not in shown and key not in possible and key[0] != OF_REFERENCES)


def _computed() -> Iterator[tuple[Key, Place]]:
    yield from (((name, value), (FILE, 0, "value"))
                for name, values in COMPUTED.items() for value in values)


def _fields(package: dict) -> Iterator[tuple[str, dict]]:
    """Yield (table, field) of the fields whose values have labels."""
    yield from ((resource["name"], field) for resource in package["resources"]
                for field in resource["schema"]["fields"] if {"labels", "codes"} & {*field})


def _key(field: dict, value: str) -> Key:
    return (field["labels"], value) if "labels" in field else (CODES, field["codes"] + value)


def _listed(field: dict) -> list[str]:
    return field.get("constraints", {}).get("enum", [])


def _of_fields(tables: Tables, package: dict) -> Iterator[tuple[Key, Place]]:
    """Yield the values of labelled fields; one that its schema does not list is blamed for that."""
    for name, field in _fields(package):
        table, column, listed = tables[name], field["name"], _listed(field)
        for line, cell in zip(table.lines, table.column(column)):
            for value in split(cell, field):
                if line not in table.ragged and (value in listed or not listed):
                    yield _key(field, value), (table.file, line, column)


def _corrected(tables: Tables, package: dict) -> Iterator[tuple[Key, Place]]:
    """Yield corrected columns, and the values that applied corrections put into labelled fields.
    """
    fields = {(name, field["name"]): field for name, field in _fields(package)}
    table = tables["corrections"]
    for line, row in table.numbered():
        if row["status"] != APPLIED:
            continue
        yield ("corrected", row["column"]), (table.file, line, "column")
        if row["column"] == "unit":
            yield from ((("corrected", row[name]), (table.file, line, name))
                        for name in ("expect", "corrected"))
        if field := fields.get((row["table"], row["column"])):
            yield from ((_key(field, value), (table.file, line, "corrected"))
                        for value in split(row["corrected"], field))


def _places(tables: Tables) -> Iterator[tuple[Key, Place]]:
    """Yield areas, origins and destinations that are neither a country, a province nor a district.
    """
    table = tables["observations"]
    known = {*tables["countries"].column("country"), *tables["provinces"].column("province")}
    for line, row in table.numbered():
        areas = {"area": row["area"] if row["area_type"] in REGIONS else "",
                 "origin": row["origin"], "destination": row["destination"]}
        yield from ((("place", name), (table.file, line, column))
                    for column, names in areas.items() for name in names.split("; ")
                    if name and name not in known)


def _parts(tables: Tables) -> Iterator[tuple[Key, Place]]:
    table = tables["caseload"]
    for line, row in table.numbered():
        if row["sex"] and row["age"]:
            yield ("sex_age", f"{row['sex']} {row['age']}"), (table.file, line, "age")


def _details(tables: Tables, known: Collection[Key]) -> Iterator[tuple[Key, Place]]:
    """Yield details, whole where that has a label, else each of their pairs."""
    table = tables["observations"]
    for line, row in table.numbered():
        whole = ("detail", row["detail"]) in known
        for text in [row["detail"]] if whole else row["detail"].split("; "):
            if "=" in text:
                yield ("detail", text), (table.file, line, "detail")


def _locators(tables: Tables) -> Iterator[tuple[Key, Place]]:
    """Yield places in sources that `thesis.words.locators` has no words for."""
    table = tables["evidence"]
    for line, row in table.numbered():
        if row["locator"] and words_of(row["locator"]) is None:
            yield ("locator", row["locator"]), (table.file, line, "locator")


def _unlabelled(name: str, value: str, place: Place, known: Collection[Key]) -> Problem:
    near = nearest(value, [other for column, other in known if column == name])
    hint = f"write {near} if that is meant, or add" if near else "add"
    file, what = ("data/codebook.csv", "a code") if name == CODES else (FILE, f"a row for {name}")
    return Problem(*place, f"{quoted(value)} has no label", f"{what} in {file}",
                   f"{hint} a row to {file}: {name}, {value}, label_id, label_en",
                   "label-missing", f"{name}:{value}")


def _idle(name: str, value: str, line: int) -> Problem:
    return Problem(FILE, line, "value", f"no {name} is {quoted(value)}",
                   "a value that a table or the analysis has", "mend the value, or remove the row",
                   "label-idle", f"{name}:{value}")
