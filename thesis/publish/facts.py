"""A number that knows its evidence: value, unit, how it was computed, rows and sources."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from thesis.base.load import Base
from thesis.words.language import (
    CURRENCIES,
    capital,
    date_text,
    join_words,
    number,
    percent,
    translator,
)
from thesis.words.number_words import BELOW, in_words, short

FACT_TYPE = "application/vnd.thesis.fact+json"  # media types of the records that cells publish
EXHIBIT_TYPE = "application/vnd.thesis.exhibit+json"
SVG = "image/svg+xml"
MILLION = 1_000_000
UNITS = ("persons", "cases", "reports", "records", "count", "percent", "idr", "usd", "aud", "score",
         "tier", "rank", "other", "year", "date", "coefficient", "text", "list")
HOW = ("value", "sum", "count", "tally", "distinct", "share", "difference", "ratio", "minimum",
       "maximum", "median", "mean", "agreement", "absence")


@dataclass(frozen=True)
class Fact:
    """One value shown in the text.

    value: number, ISO date, text or a tuple of texts (unit ``list``, which the language joins);
    unit: of UNITS; how: of HOW, the computation in one word; rows: ids of the rows of data/ it was
    computed from; sources: keys of references.bib; decimals: None for as many as the value has;
    name: lower_snake_case id, unique in the book, or ``table[key]``; publishing gives it; of: the
    column whose values were counted, see `thesis.publish.computation`.
    """

    value: int | float | str | tuple[str, ...]
    unit: str
    how: str
    rows: tuple[str, ...]
    sources: tuple[str, ...]
    decimals: int | None = None
    name: str = ""
    of: str = ""

    def __post_init__(self) -> None:
        if self.unit not in UNITS:
            raise ValueError(f"a fact's unit {self.unit!r} is none of {UNITS}")
        if self.how not in HOW:
            raise ValueError(f"a fact's computation {self.how!r} is none of {HOW}")
        if self.how == "count" and self.value != len(self.rows):
            raise ValueError(f"a fact's value {self.value} is not the count of its "
                             f"{len(self.rows)} rows; is it a tally?")
        if not self.rows:
            raise ValueError("a fact rests on no row of data/")

    def record(self) -> dict:
        """Return the fact as JSON-ready values."""
        return asdict(self)

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        """Return what a cell publishes: the record, and one line for whoever reads a notebook."""
        rows = f"{self.how} of {len(self.rows)} row{'s' if len(self.rows) != 1 else ''}"
        return {FACT_TYPE: self.record(),
                "text/plain": f"{self.name} = {text(self, 'id')} ({rows})"}


Table = dict[str, Fact]  # facts by key: the text addresses one of them as ``table[key]``


def observed(base: Base, observation_id: str) -> Fact:
    """Return the fact that one observation states; its name is the id.

    Raises KeyError where ``data/observations.csv`` lacks the id.
    """
    rows = base.observations[base.observations["observation_id"] == observation_id]
    if rows.empty:
        raise KeyError(f"no observation {observation_id!r} in data/observations.csv")
    return stated(rows.iloc[0])


def stated(row: Mapping) -> Fact:
    """Return the fact that a row of ``observations`` states; see `observed`."""
    value = int(row["value"]) if row["value"] == int(row["value"]) else float(row["value"])
    return Fact(value, row["unit"], "value", (row["observation_id"],), (row["source"],),
                name=row["observation_id"])


def absent(row: Mapping) -> Fact:
    """Return the fact that nothing matches a row of ``absences``, on which it rests."""
    return Fact(0, "records", "absence", (row["absence"],), (), name=row["absence"])


def from_record(record: dict) -> Fact:
    """Return the fact that `Fact.record` described."""
    if record["unit"] == "list":
        record = {**record, "value": tuple(record["value"])}
    return Fact(**{**record, "rows": tuple(record["rows"]), "sources": tuple(record["sources"])})


def text(fact: Fact, language: str, like: str = "") -> str:
    """Return the value as the language writes it: 2.759 (id), 2,759 (en); 26,5%; 5 Juni 2023.

    like: how the author wrote it: a small number in words, ``dua belas``, or a large one short,
    ``49,6 juta``, keeps that form; for an absence, the words.
    """
    if fact.how == "absence":
        _ = translator(language)
        return like or _("tidak ditemukan")
    if like and not isinstance(fact.value, str | tuple) and fact.unit not in ("year", "date"):
        if re.fullmatch(r"[^\W\d_]+(?:[ -][^\W\d_]+)*", like) and fact.value in range(BELOW):
            words = in_words(int(fact.value), language)
            return capital(words) if like[0].isupper() else words
        if re.search(r"\d [^\W\d_]+$", like) and abs(fact.value) >= MILLION:
            return CURRENCIES.get(fact.unit, "") + short(fact.value, language)
    if fact.unit == "date":
        return date_text(str(fact.value), language)
    if isinstance(fact.value, tuple):
        return join_words(list(fact.value), language)
    if fact.unit == "year" or isinstance(fact.value, str):
        return str(fact.value)
    if fact.unit == "percent":
        return percent(fact.value, language, 1 if fact.decimals is None else fact.decimals)
    if fact.unit == "coefficient":
        return number(fact.value, language, 2 if fact.decimals is None else fact.decimals)
    return CURRENCIES.get(fact.unit, "") + number(fact.value, language, fact.decimals)
