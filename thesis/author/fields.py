"""What is asked for a source, a note, a figure: the fields and the values they may have."""

from collections.abc import Collection
from pathlib import Path

from thesis.author.ask import Field, from_schema
from thesis.author.files import read_rows
from thesis.base.bibtex import pieces
from thesis.base.load import descriptor
from thesis.base.sources import CLASSES
from thesis.check.bib import FILE

DERIVED = {"evidence": ("evidence_id",), "observations": ("observation_id", "source", "unit")}
DEFAULTS = {"stated_in": "note"}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAYS = "[1-9]|[12][0-9]|3[01]"
MAIN = (
    Field("title", "Title; in square brackets where it was not seen", True),
    Field("issuer", "Who issued it, as in data/publishers.csv", True),
    Field("author", "Family, Given; several joined by ' and ' (empty: the issuer)"),
    Field("year", "Year, n.d. where no date was visible", True, pattern=r"\d{4}|n\.d\.",
          default="n.d."),
    Field("month", "Month", choices=MONTHS),
    Field("day", "Day", pattern=DAYS),
    Field("language", "Language of the page", True, ("indonesian", "english"),
          default="indonesian"),
    Field("class", "Class of the source", True, CLASSES),
    Field("holder", "Journal, publisher, school, institution or site (empty: the issuer)"),
)
NEW_ISSUER = Field("new_issuer", "Whether the issuer is another one than a publisher of like name",
                   choices=("yes", "no"))


def publisher_fields(root: Path) -> list[Field]:
    """Return what is asked about an issuer that data/publishers.csv does not have."""
    names = ("kind", "country", "independent_of_iom")
    return [field for field in _asked(root, "publishers") if field.name in names]


def work_fields(root: Path) -> list[Field]:
    """Return what is asked about a scholarly work, for its row in data/literature.csv."""
    asked = [field for field in _asked(root, "literature") if field.name != "source"]
    return [Field(f"work_{field.name}", field.meaning, field.required, field.choices)
            for field in asked]


def source_fields(root: Path) -> list[Field]:
    """Return every field of a source, its issuer and its row of scholarly works."""
    return [*MAIN, NEW_ISSUER, *publisher_fields(root), *work_fields(root)]


def row_fields(root: Path, table: str) -> list[Field]:
    """Return what is asked for a row of ``evidence`` or ``observations``."""
    return [field for field in _asked(root, table) if field.name not in DERIVED[table]]


def schema(root: Path, table: str) -> list[dict]:
    """Return the fields of a table as ``data/datapackage.json`` describes them."""
    return _schema(root, table)["fields"]


def _schema(root: Path, table: str) -> dict:
    return next(r["schema"] for r in descriptor(root)["resources"] if r["name"] == table)


def _asked(root: Path, table: str) -> list[Field]:
    return from_schema(schema(root, table), DEFAULTS, _known(root, _schema(root, table)))


def _known(root: Path, rules: dict) -> dict[str, tuple[str, Collection[str]]]:
    """Return {field: (file, the values of its rows)} of the fields that name rows elsewhere."""
    keys = {start[2] for start, _ in pieces((root / FILE).read_text(encoding="utf-8"))}
    known: dict[str, tuple[str, Collection[str]]] = {
        field["name"]: (FILE, keys) for field in rules["fields"] if "references" in field}
    for key in rules.get("foreignKeys", []):
        (column,), table = key["fields"], key["reference"]["resource"]
        (target,) = key["reference"]["fields"]
        known[column] = f"data/{table}.csv", [row[target] for row in read_rows(root, table)]
    return known
