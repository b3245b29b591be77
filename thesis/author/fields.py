"""What is asked for a source, a note, a figure: the fields and the values they may have."""

from pathlib import Path

from thesis.author.ask import Field, from_schema
from thesis.base.load import descriptor
from thesis.base.sources import CLASSES, MONTHS

DERIVED = {"evidence": ("evidence_id",), "observations": ("observation_id", "source", "unit")}
DAYS = "[1-9]|[12][0-9]|3[01]"
MAIN = (
    Field("title", "Title; in square brackets where it was not seen", True),
    Field("issuer", "Who issued it, as in data/publishers.csv", True),
    Field("author", "Family, Given; several joined by ' and ' (empty: the issuer)"),
    Field("year", "Year, n.d. where no date was visible", True, pattern=r"\d{4}|n\.d\.",
          default="n.d."),
    Field("month", "Month", choices=tuple(MONTHS)),
    Field("day", "Day", pattern=DAYS),
    Field("language", "Language of the page", True, ("indonesian", "english"),
          default="indonesian"),
    Field("class", "Class of the source", True, CLASSES),
    Field("holder", "Journal, publisher, school, institution or site (empty: the issuer)"),
)


def publisher_fields(root: Path) -> list[Field]:
    """Return what is asked about an issuer that data/publishers.csv does not have."""
    names = ("kind", "country", "independent_of_iom")
    return [field for field in from_schema(schema(root, "publishers")) if field.name in names]


def work_fields(root: Path) -> list[Field]:
    """Return what is asked about a scholarly work, for its row in data/literature.csv."""
    asked = [field for field in from_schema(schema(root, "literature")) if field.name != "source"]
    return [Field(f"work_{field.name}", field.meaning, field.required, field.choices)
            for field in asked]


def source_fields(root: Path) -> list[Field]:
    """Return every field of a source, its issuer and its row of scholarly works."""
    return [*MAIN, *publisher_fields(root), *work_fields(root)]


def row_fields(root: Path, table: str) -> list[Field]:
    """Return what is asked for a row of ``evidence`` or ``observations``."""
    return [field for field in from_schema(schema(root, table))
            if field.name not in DERIVED[table]]


def schema(root: Path, table: str) -> list[dict]:
    """Return the fields of a table as ``data/datapackage.json`` describes them."""
    resources = descriptor(root)["resources"]
    return next(r["schema"]["fields"] for r in resources if r["name"] == table)
