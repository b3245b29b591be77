"""What the check reports: one problem, where it is, what was expected, how to mend it."""

from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice

FEW = 200  # candidates that can be compared one by one, however many problems there are


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong in the evidence base.

    `row` is the line number as a text editor shows it (the header is line 1; 0: the whole file),
    `column` the name of the column or BibTeX field. `rule` and `key` name the finding for
    ``data/accepted_oddities.csv``.
    """

    file: str
    row: int
    column: str
    message: str
    expected: str
    fix: str
    rule: str = ""
    key: str = ""

    def __str__(self) -> str:
        """Return ``file:row:column: what is wrong; expected ...; fix: ...``."""
        place = [self.file, str(self.row) if self.row else "", self.column]
        where = ":".join(part for part in place if part)
        return f"{where}: {self.message}; expected {self.expected}; fix: {self.fix}"


def quoted(value: object, limit: int = 60) -> str:
    """Return a value in quotes, shortened so that a message stays on one line."""
    text = str(value).replace("\n", "\\n").replace("\r", "\\r")
    return repr(text if len(text) <= limit else text[: limit - 1] + "…")


def nearest(value: str, known: Collection[str]) -> str:
    """Return the known name that `value` may be a slip of, or ``""``.

    Among many names only those that begin alike are compared.
    """
    alike = (name for name in known if name[:3] == value[:3])
    names = known if len(known) <= FEW else islice(alike, FEW)
    return next(iter(get_close_matches(value[:80], names, 1)), "")
