"""Prior studies: what they asked, how, about which years, and what they left open."""

import re

import pandas as pd

from thesis.base.load import Base

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
METHODS: dict[str, tuple[str, ...]] = {  # the first method with a matching word counts
    "figures": ("counter trafficking module", "iom's data", "financial", "rescued fishers"),
    "fieldwork": ("interview", "field", "empirical", "research with", "more than 100 victims",
                  "monitoring"),
    "legal": ("legal", "law", "judgment", "court"),
    "documents": ("qualitative", "literature", "systematic", "library", "review"),
    "case": ("case study",),
}
NOT_STATED = "not_stated"


def studies(base: Base) -> pd.DataFrame:
    """Return the prior studies with quality, kind of method and years covered.

    Columns: those of prior_studies.csv, quality (good or fair), method_kind,
    first_year and last_year (Int64, missing where the study names none or leaves it open).
    """
    table = base.prior_studies.merge(base.literature[["source", "quality"]], on="source",
                                     how="left", validate="1:1")
    years = [covered(text) for text in table["period"]]
    return table.assign(
        method_kind=[method_kind(text) for text in table["method"]],
        first_year=pd.array([first for first, _ in years], dtype="Int64"),
        last_year=pd.array([last for _, last in years], dtype="Int64"))


def method_kind(text: str) -> str:
    """Return the kind of method (of `METHODS`) that a description names, else `NOT_STATED`."""
    lowered = text.lower()
    return next((kind for kind, words in METHODS.items()
                 if any(word in lowered for word in words)), NOT_STATED)


def covered(period: str) -> tuple[int | None, int | None]:
    """Return first and last year of a period in words; None where it is open or names no year."""
    years = [int(year) for year in YEAR.findall(period)]
    if not years or "and after" in period:
        return None, None
    if len(years) == 1 and re.match(r"(to|until)\b|literature to", period):
        return None, years[0]
    if len(years) == 1 and re.match(r"(since|after)\b", period):
        return years[0], None
    return min(years), max(years)


def selected(base: Base) -> pd.DataFrame:
    """Return the studies that are nearest or of good quality: the nearest first, then those on IOM.

    Within these by year, undated last. Columns as in `studies`.
    """
    table = studies(base)
    table = table[(table["quality"] == "good") | (table["nearest"] == "yes")]
    return table.sort_values(["nearest", "on_iom", "year", "source"], na_position="last",
                             ascending=[False, False, True, True], ignore_index=True)


def nearest(base: Base) -> pd.DataFrame:
    """Return the studies nearest to the thesis, as `selected` has them."""
    table = selected(base)
    return table[table["nearest"] == "yes"].reset_index(drop=True)
