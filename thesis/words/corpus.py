"""The words under which sources appear in figures and tables."""

import pandas as pd

from thesis.base.sources import short_citation


def citations(sources: pd.DataFrame, language: str) -> dict[str, str]:
    """Return {source: its citation in the text}: ``Kompas.com (2023b)``."""
    return {row["source"]: short_citation(row, language) for _, row in sources.iterrows()}
