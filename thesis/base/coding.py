"""Which coding the book rests on: the adjudicated one, or another for comparison.

``adjudicated`` (the default): what both passes gave alike, and of what they dispute what
``data/adjudications.csv`` decided; ``both``: only what both gave; ``either``: what one of them
gave; ``A`` or ``B``: that pass alone.
"""

import os

DEFAULT = "adjudicated"
PASSES = ("A", "B")
CODINGS = (DEFAULT, "both", "either", *PASSES)
VARIABLE = "THESIS_CODING"


def current() -> str:
    """Return the coding of this process, which the build sets in the environment."""
    return checked(os.environ.get(VARIABLE, DEFAULT))


def variant(language: str, coding: str) -> str:
    """Return what the results of the notebooks depend on beside the files that they read."""
    return language if coding == DEFAULT else f"{language} {coding}"


def checked(coding: str) -> str:
    """Return a coding; ValueError for another word."""
    if coding not in CODINGS:
        raise ValueError(f"coding={coding!r}: expected one of {', '.join(CODINGS)}")
    return coding
