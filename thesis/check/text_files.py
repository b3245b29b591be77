"""Read the files of the base as text: what keeps them from being text becomes a problem."""

from pathlib import Path

from thesis.check.problem import Problem

BOM = b"\xef\xbb\xbf"


def read_text(path: Path, file: str) -> tuple[str | None, list[Problem]]:
    """Return the text of a file, or None with the problem that keeps it from being read.

    A byte-order mark is reported and skipped.
    """
    if not path.is_file():
        return None, [Problem(file, 0, "", "the file is missing", "a file of this name",
                              "restore it from the last version in Git")]
    data, problems = path.read_bytes(), []
    if b"\0" in data:
        return None, [Problem(file, _line(data, data.index(b"\0")), "", "the line holds a NUL byte",
                              "plain text in UTF-8",
                              "save the file again as text in UTF-8, or restore it from Git")]
    if data.startswith(BOM):
        problems.append(Problem(file, 1, "", "the file starts with a byte-order mark",
                                "UTF-8 without a byte-order mark", "save as UTF-8, not UTF-8-BOM"))
    if not data.removeprefix(BOM).strip():
        return None, [*problems, Problem(file, 0, "", "the file is empty", "a header and rows",
                                         "restore it from the last version in Git")]
    try:
        return data.decode().removeprefix("\ufeff"), problems
    except UnicodeDecodeError as error:
        return None, [*problems, Problem(file, _line(data, error.start), "",
                                         f"byte 0x{data[error.start]:02x} is not UTF-8",
                                         "text in UTF-8", "save the file again as UTF-8")]


def _line(data: bytes, at: int) -> int:
    return data.count(b"\n", 0, at) + 1
