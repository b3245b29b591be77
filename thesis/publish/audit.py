"""What the notebooks need that audit the corpus, the coding and the robustness.

They write messages in Indonesian; what is printed is in the language of the edition.
"""

import pandas as pd

from thesis.project.edition import LANGUAGE_VARIABLE, of_kernel
from thesis.words.language import translator


def said(message: str, **values: object) -> str:
    """Return a message in the language of the edition, with values for the names in its braces.

    Raises KeyError for a message without translation.
    """
    _ = translator(of_kernel(LANGUAGE_VARIABLE))
    return _(message).format(**values)


def confirm(condition: bool, message: str, **values: object) -> None:
    """Print ``ok: message`` where the condition holds; else raise AssertionError(message).

    For what must hold whatever the base says: measures, and what `thesis.check` guarantees.
    """
    if not condition:
        raise AssertionError(said(message, **values))
    report(condition, message, **values)


def report(condition: bool, message: str, **values: object) -> None:
    """Print whether a statement about the present base holds, which new evidence may change."""
    _ = translator(of_kernel(LANGUAGE_VARIABLE))
    outcome = "ok" if condition else _("tidak lagi berlaku")
    print(f"{outcome}: {said(message, **values)}")


def show(table: pd.DataFrame, decimals: int = 1) -> None:
    """Print a frame as plain text, without its columns of row and source ids."""
    shown = table.drop(columns=["rows", "sources"], errors="ignore")
    index = shown.index.name is not None
    print(shown.to_string(index=index, float_format=lambda value: f"{value:.{decimals}f}"))
