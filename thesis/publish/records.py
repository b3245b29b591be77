"""What cells publish of figures and tables, as the book reads it back."""

from typing import TypedDict


class Cell(TypedDict):
    """A cell of a table as it is published: its text, and the sources that this leads to."""

    text: str
    sources: list[str]


class ExhibitRecord(TypedDict, total=False):
    """An exhibit as JSON; alt and svg are those of a figure; header, rows, align of a table."""

    kind: str
    made_by: str
    rows_used: list[str]
    sources: list[str]
    csv: str
    alt: str
    svg: str
    header: list[str]
    rows: list[list[Cell]]
    align: str
