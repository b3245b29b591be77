"""Cells that cite a source and lead to its entry."""

import pandas as pd

from thesis.base.sources import short_citation
from thesis.publish.exhibits import Linked


def citations(sources: pd.DataFrame, language: str) -> dict[str, Linked]:
    """Return {source: its citation in the text}: ``Kompas.com (2023b)``."""
    return {row["source"]: Linked(short_citation(row, language), (row["source"],))
            for _, row in sources.iterrows()}
