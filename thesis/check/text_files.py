"""Look at the bytes of the files of the base before they are read as text."""

from pathlib import Path

from thesis.check.problem import Problem

MAX_LINES = 5_000_000  # more than a hundred times what any file of the base has today
CHUNK = 1 << 20
BOM = b"\xef\xbb\xbf"


def read_text(path: Path, file: str) -> tuple[str | None, list[Problem]]:
    """Return the text of a file, or None with the problem that keeps it from being read.

    A byte-order mark is reported and skipped; a file beyond `MAX_LINES` lines is not read.
    """
    readable, problems = look(path, file)
    if not readable:
        return None, problems
    try:
        return path.read_bytes().decode("utf-8-sig"), problems
    except UnicodeDecodeError:
        return None, [*problems, undecodable(path, file)]


def look(path: Path, file: str) -> tuple[bool, list[Problem]]:
    """Return whether a file is worth being read as text, and what is wrong with it as a whole."""
    if not path.is_file():
        return False, [Problem(file, 0, "", "the file is missing", "a file of this name",
                               "restore it from the last version in Git")]
    lines, nul, blank = _scan(path)
    if lines > MAX_LINES:
        return False, [Problem(file, MAX_LINES + 1, "", f"the file has {lines:,} lines",
                               f"at most {MAX_LINES:,}", "look for rows pasted in by mistake")]
    if nul:
        return False, [Problem(file, nul, "", "the line holds a NUL byte", "plain text in UTF-8",
                               "save the file again as text in UTF-8, or restore it from Git")]
    problems = []
    with path.open("rb") as stream:
        if stream.read(len(BOM)) == BOM:
            problems.append(Problem(file, 1, "", "the file starts with a byte-order mark",
                                    "UTF-8 without a byte-order mark",
                                    "save as UTF-8, not UTF-8-BOM"))
    if blank:
        problems.append(Problem(file, 0, "", "the file is empty", "a header and rows",
                                "restore it from the last version in Git"))
    return not blank, problems


def undecodable(path: Path, file: str) -> Problem:
    """Return where the file holds a byte that is not UTF-8."""
    data = path.read_bytes()
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        at = error.start
    return Problem(file, data.count(b"\n", 0, at) + 1, "", f"byte 0x{data[at]:02x} is not UTF-8",
                   "text in UTF-8", "save the file again as UTF-8")


def _scan(path: Path) -> tuple[int, int, bool]:
    """Return the lines of a file (counted up to the first NUL), the line of that NUL, is it blank?

    A file is blank where nothing but white space follows a byte-order mark.
    """
    lines, last, blank = 0, b"\n", True
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            at = chunk.find(b"\0")
            if at >= 0:
                return lines, lines + chunk.count(b"\n", 0, at) + 1, False
            lines += chunk.count(b"\n")
            last = chunk[-1:]
            blank = blank and not chunk.removeprefix(BOM).strip()
    return lines + (last != b"\n"), 0, blank
