"""``thesis check --fix-format``: files as they were before a spreadsheet saved them otherwise.

Only what can be restored without guessing: encoding, line ends, separator, empty rows and columns,
and decimal commas that can be nothing else. Dates and ids that were converted cannot.
"""

import csv
import io
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from thesis.base.numerals import PLAIN, SIGNS, readings
from thesis.base.series import recounted
from thesis.check.files import separator_of
from thesis.check.package import read_package
from thesis.check.schema import NUMERIC
from thesis.check.text_files import decoded
from thesis.manuscript.text import page_files
from thesis.project.files import write_whole


def restore(root: Path) -> Iterator[str]:
    """Yield the names of the files below `root` that were written anew."""
    pages = [path.relative_to(root).as_posix() for path in page_files(root)]
    for file in ("data/datapackage.json", "references.bib", *pages):
        yield from _write(root, file, _plain(root, file))
    package, _ = read_package(root)
    for resource in package["resources"] if package else ():
        file = f"data/{resource['path']}"
        yield from _write(root, file, _table(_plain(root, file), resource["schema"]["fields"]))


def recount(root: Path) -> Iterator[str]:
    """Yield ``data/series.csv`` if the counts in it were wrong and are mended.

    Nothing is done where one of the two tables cannot be read.
    """
    file = "data/series.csv"
    with suppress(OSError, UnicodeDecodeError, csv.Error, KeyError, ValueError):
        series, observations = (list(csv.DictReader(io.StringIO(
            (root / name).read_text(encoding="utf-8"), newline=""), strict=True))
            for name in (file, "data/observations.csv"))
        counted = recounted(series, observations)
        stream = io.StringIO()
        writer = csv.DictWriter(stream, list(counted[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(counted)
        yield from _write(root, file, stream.getvalue()) if counted != series else ()


def _plain(root: Path, file: str) -> str | None:
    text, _, _ = decoded(root / file, file)
    return text and re.sub(r"\r\n?", "\n", text)


def _write(root: Path, file: str, text: str | None) -> Iterator[str]:
    if text is not None and text.encode() != (root / file).read_bytes():
        write_whole(root / file, text)
        yield file


def _table(text: str | None, fields: list[dict]) -> str | None:
    """Return the text of a table in the form of the base; as it is where it cannot be read."""
    if text is None:
        return None
    separator = separator_of(text, [field["name"] for field in fields])
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error:
        return text
    numeric = {field["name"] for field in fields if field["type"] in NUMERIC}
    filled = [at for at, name in enumerate(rows[0]) if name or any(
        row[at] for row in rows if at < len(row))]
    wanted = [rows[0], *(row for row in rows[1:] if any(row))]
    restored = [[_cell(row[at], rows[0][at] in numeric) for at in filled if at < len(row)]
                + row[len(rows[0]):] for row in wanted]
    if separator == "," and restored == rows:
        return text
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(restored)
    return stream.getvalue()


def _cell(text: str, numeric: bool) -> str:
    if numeric and SIGNS.fullmatch(text) and not PLAIN.fullmatch(text):
        meant = readings(text)
        return meant[0] if len(meant) == 1 else text
    return text
