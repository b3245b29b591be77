"""A figure or table with what it rests on: its alternative text, its data and their sources."""

import io
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

import thesis.publish.style  # noqa: F401  drawing and saving share its settings
from thesis.base.lineage import row_ids, source_keys
from thesis.project.paths import CODE
from thesis.publish.facts import EXHIBIT_TYPE, SVG
from thesis.publish.records import Cell, ExhibitRecord


def _maker() -> str:
    """Return ``file:line``, below the folder of the code, of the function that makes an exhibit.

    It is ``""`` for one that is made elsewhere, such as in a cell.
    """
    code = sys._getframe(2).f_code  # 0 is this function, 1 the constructor
    path = Path(code.co_filename)
    if CODE not in path.parents:
        return ""
    return f"{path.relative_to(CODE).as_posix()}:{code.co_firstlineno}"


@dataclass(frozen=True)
class FigureExhibit:
    """A drawn figure.

    figure: matplotlib Figure; alt: one or two sentences that say what it shows, with its main
    values; data: the frame that was drawn, with its id columns (see `thesis.base.lineage`);
    made_by: the function that drew it.
    """

    figure: Figure
    alt: str
    data: pd.DataFrame
    made_by: str = field(default_factory=_maker)

    def record(self) -> ExhibitRecord:
        """Return the exhibit, without its picture, as JSON-ready values."""
        if not self.alt.strip():
            raise ValueError("a figure needs an alternative text")
        return {"kind": "figure", "alt": self.alt, "made_by": self.made_by, **_basis(self.data)}

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        """Return what a cell publishes: the record, and the picture, which a notebook shows."""
        return {EXHIBIT_TYPE: self.record(), SVG: svg(self.figure), "text/plain": self.alt}


@dataclass(frozen=True)
class TableExhibit:
    """A table as the reader sees it.

    header: one text per column; rows: formatted cells, the first column names the row;
    align: one of l, r, c per column; data: the frame it was made from, with its id columns.
    A cell is a text, a `Linked` text that leads to sources, or a `Quoted` one.
    """

    header: Sequence[str]
    rows: Sequence[Sequence["str | Linked | Quoted"]]
    align: str
    data: pd.DataFrame
    made_by: str = field(default_factory=_maker)

    def record(self) -> ExhibitRecord:
        """Return the exhibit as JSON-ready values."""
        ragged = [row for row in self.rows if len(row) != len(self.header)]
        if ragged or len(self.align) != len(self.header):
            raise ValueError(f"table with header {self.header}: ragged rows or alignment")
        rows = [[_cell(cell) for cell in row] for row in self.rows]
        return {"kind": "table", "header": list(self.header), "rows": rows, "align": self.align,
                "made_by": self.made_by, **_basis(self.data)}

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        """Return what a cell publishes: the record, and a table that a notebook shows."""
        record = self.record()
        lines = [record["header"], *([cell["text"] or " ".join(cell["sources"]) for cell in row]
                                     for row in record["rows"])]
        html = "".join(f"<tr>{''.join(f'<td>{escape(text)}</td>' for text in line)}</tr>"
                       for line in lines)
        return {EXHIBIT_TYPE: record, "text/html": f"<table>{html}</table>",
                "text/plain": " | ".join(self.header)}


@dataclass(frozen=True)
class Linked:
    """A cell's text that leads to the register entries of its sources.

    Without a text it is their citations, which the book knows when it has read all pages.
    """

    text: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Quoted:
    """A cell's text that stays in its own language."""

    text: str
    language: str


Exhibit = FigureExhibit | TableExhibit


def svg(figure: Figure) -> str:
    """Return the figure as SVG text, the same bytes for the same drawing."""
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    return buffer.getvalue()


def _basis(data: pd.DataFrame) -> ExhibitRecord:
    return {"rows_used": list(row_ids(data)), "sources": list(source_keys(data)),
            "csv": as_csv(data)}


def as_csv(data: pd.DataFrame) -> str:
    """Return the data behind an exhibit as CSV; lists become space-separated."""
    flat = data.copy()
    for column in flat.columns:
        if flat[column].map(lambda cell: isinstance(cell, tuple | list | set)).any():
            flat[column] = flat[column].map(lambda cell: " ".join(map(str, cell)))
    return flat.to_csv(index=False, lineterminator="\n")


def _cell(cell: "str | Linked | Quoted") -> Cell:
    if isinstance(cell, Linked):
        return {"text": cell.text, "sources": list(cell.sources)}
    if isinstance(cell, Quoted):
        return {"text": cell.text, "sources": [], "language": cell.language}
    return {"text": str(cell), "sources": []}
