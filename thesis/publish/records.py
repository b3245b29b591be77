"""What cells publish of figures and tables, as the book reads it back."""

from typing import NotRequired, TypedDict


class Cell(TypedDict):
    """A cell of a table as it is published: its text, the sources that this leads to, and the
    language of a quoted text.
    """

    text: str
    sources: list[str]
    language: NotRequired[str]


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
