"""What the notebooks need that audit the corpus, the coding and the robustness."""

import pandas as pd


def confirm(condition: bool, message: str) -> None:
    """Print ``ok: message`` where the condition holds; else raise AssertionError(message).

    For what must hold whatever the base says: measures, and what `thesis.check` guarantees.
    """
    if not condition:
        raise AssertionError(message)
    report(condition, message)


def report(condition: bool, message: str) -> None:
    """Print whether a statement about the present base holds, which new evidence may change."""
    print(f"{'ok' if condition else 'tidak lagi berlaku'}: {message}")


def show(table: pd.DataFrame, decimals: int = 1) -> None:
    """Print a frame as plain text, without its columns of row and source ids."""
    shown = table.drop(columns=["rows", "sources"], errors="ignore")
    index = shown.index.name is not None
    print(shown.to_string(index=index, float_format=lambda value: f"{value:.{decimals}f}"))
