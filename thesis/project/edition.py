"""An edition of the book: of which project, in which language, on which coding, and where it lies.

The coding says which decisions of the coders count. ``adjudicated`` (the default): what both
passes gave alike, and of what they dispute what ``data/adjudications.csv`` decided; ``both``: only
what both gave; ``either``: what one of them gave; ``A`` or ``B``: that pass alone.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from thesis.project.paths import BUILD, CACHE

LANGUAGES = ("id", "en")
DEFAULT = "adjudicated"
PASSES = ("A", "B")
HUMAN = "H"  # the person who codes; decides alone where no two passes judged a note
CODINGS = (DEFAULT, "both", "either", *PASSES)
LANGUAGE_VARIABLE, CODING_VARIABLE = "THESIS_LANGUAGE", "THESIS_CODING"  # of kernels
PDF_NAMES = {"id": "tesis.pdf", "en": "thesis.pdf"}


@dataclass(frozen=True)
class Edition:
    """What a book is made from and where: root of the project, language, coding."""

    root: Path
    language: str = "id"
    coding: str = DEFAULT

    @property
    def mark(self) -> str:
        """Return what names of an edition say about its coding, nothing for the default."""
        return "" if self.coding == DEFAULT else f"-coding-{self.coding}"

    @property
    def name(self) -> str:
        """Return what names of steps and messages say about it: ``id``, ``en B``."""
        return self.language if self.coding == DEFAULT else f"{self.language} {self.coding}"

    @property
    def variant(self) -> dict[str, str]:
        """Return what results of notebooks may depend on beside the files that they read."""
        return {LANGUAGE_VARIABLE: self.language, CODING_VARIABLE: self.coding}

    @property
    def work(self) -> Path:
        """Return the folder in which it is built."""
        return self.root / BUILD / "work" / f"{self.language}{self.mark}"

    @property
    def cache(self) -> Path:
        """Return the folder of its executed notebooks."""
        return self.work / CACHE

    @property
    def html(self) -> Path:
        """Return the folder of the pages that the reader sees."""
        return self.root / BUILD / (("html" if self.language == "id" else f"html-{self.language}")
                                    + self.mark)

    @property
    def pdf(self) -> Path:
        """Return the PDF that the reader sees."""
        name = Path(PDF_NAMES[self.language])
        return self.root / BUILD / "pdf" / f"{name.stem}{self.mark}{name.suffix}"


def languages_of(root: Path) -> tuple[str, ...]:
    """Return the languages of a project: that of its text, and those with catalogs of the text."""
    return (LANGUAGES[0], *(language for language in LANGUAGES[1:] if (
        root / "locale" / language / "LC_MESSAGES" / "index.po").exists()))


def of_kernel(variable: str) -> str:
    """Return the language or the coding for which the build lets this process run cells.

    Raises ValueError for another one than there are.
    """
    known = {LANGUAGE_VARIABLE: LANGUAGES, CODING_VARIABLE: CODINGS}[variable]
    value = os.environ.get(variable, known[0])
    if value not in known:
        raise ValueError(f"{variable}={value!r}: expected one of {', '.join(known)}")
    return value
