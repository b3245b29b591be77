"""A number that knows its evidence: value, unit, how it was computed, rows and sources."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

import pandas as pd

from thesis.base.lineage import row_ids, source_keys
from thesis.base.load import Base
from thesis.words.language import date_text, join_words, number, percent, translator

UNITS = ("persons", "cases", "reports", "records", "count", "percent", "idr", "usd", "aud", "score",
         "tier", "rank", "other", "year", "date", "coefficient", "text", "list")
HOW = ("value", "sum", "count", "tally", "distinct", "share", "difference", "ratio", "minimum",
       "maximum", "median", "mean", "agreement")


@dataclass(frozen=True)
class Fact:
    """One value shown in the text.

    name: lower_snake_case id, unique in the book; value: number, ISO date, text or a tuple of texts
    (unit ``list``, which the language joins); unit: of UNITS;
    how: of HOW, the computation in one word; rows: ids of the rows of data/ it was computed from;
    sources: keys of references.bib; decimals: None for as many as the value has.
    """

    name: str
    value: int | float | str | tuple[str, ...]
    unit: str
    how: str
    rows: tuple[str, ...]
    sources: tuple[str, ...]
    decimals: int | None = None

    def __post_init__(self) -> None:
        if self.unit not in UNITS:
            raise ValueError(f"fact {self.name}: unit {self.unit!r} is none of {UNITS}")
        if self.how not in HOW:
            raise ValueError(f"fact {self.name}: computation {self.how!r} is none of {HOW}")
        if self.how == "count" and self.value != len(self.rows):
            raise ValueError(f"fact {self.name}: {self.value} is not the count of its "
                             f"{len(self.rows)} rows; is it a tally?")
        if not self.rows:
            raise ValueError(f"fact {self.name} rests on no row of data/")

    def record(self) -> dict:
        """Return the fact as JSON-ready values."""
        return asdict(self)


def fact(name: str, value, frame: pd.DataFrame, *, unit: str, how: str,
         decimals: int | None = None) -> Fact:
    """Return the fact `value`, resting on the rows and sources of `frame`.

    A count of something else than the rows themselves becomes a tally.
    """
    if hasattr(value, "item"):
        value = value.item()
    rows = row_ids(frame)
    if how == "count" and value != len(rows):
        how = "tally"
    return Fact(name, value, unit, how, rows, source_keys(frame), decimals)


def observed(base: Base, observation_id: str, name: str = "") -> Fact:
    """Return the fact that one observation states; its name is the id where none is given.

    Raises KeyError where ``data/observations.csv`` lacks the id.
    """
    rows = base.observations[base.observations["observation_id"] == observation_id]
    if rows.empty:
        raise KeyError(f"no observation {observation_id!r} in data/observations.csv")
    return stated(rows.iloc[0], name)


def stated(row: Mapping, name: str = "") -> Fact:
    """Return the fact that a row of ``observations`` states; see `observed`."""
    value = int(row["value"]) if row["value"] == int(row["value"]) else float(row["value"])
    return Fact(name or row["observation_id"], value, row["unit"], "value",
                (row["observation_id"],), (row["source"],))


def counted(name: str, frame: pd.DataFrame, unit: str = "count") -> Fact:
    """Return how many rows `frame` has."""
    return fact(name, len(frame), frame, unit=unit, how="count")


def distinct(name: str, frame: pd.DataFrame, column: str, unit: str = "count") -> Fact:
    """Return how many different values a column of `frame` holds."""
    return fact(name, frame[column].nunique(), frame, unit=unit, how="distinct")


def summed(name: str, frame: pd.DataFrame, column: str = "value", unit: str = "count") -> Fact:
    """Return the sum of a column of `frame`."""
    return fact(name, int(frame[column].sum()), frame, unit=unit, how="sum")


def share(name: str, part: pd.DataFrame, whole: pd.DataFrame) -> Fact:
    """Return how many percent of the rows of `whole` are in `part`; it rests on `whole`."""
    return fact(name, 100 * len(part) / len(whole), whole, unit="percent", how="share")


def quotient(base: Base, name: str, parts: list[str], whole: list[str], *, unit: str = "percent",
             decimals: int = 1) -> Fact:
    """Return the observations `parts`, added up, divided by those of `whole`; percent, or a ratio.

    Raises KeyError where ``data/observations.csv`` lacks one of the ids.
    """
    rows = base.observations[base.observations["observation_id"].isin([*parts, *whole])]
    values = rows.set_index("observation_id")["value"]
    result = values.loc[parts].sum() / values.loc[whole].sum() * (100 if unit == "percent" else 1)
    return fact(name, result, rows, unit=unit, how="ratio", decimals=decimals)


def from_record(record: dict) -> Fact:
    """Return the fact that `Fact.record` described."""
    if record["unit"] == "list":
        record = {**record, "value": tuple(record["value"])}
    return Fact(**{**record, "rows": tuple(record["rows"]), "sources": tuple(record["sources"])})


def text(fact: Fact, language: str) -> str:
    """Return the value as the language writes it: 2.759 (id), 2,759 (en); 26,5%; 5 Juni 2023."""
    if fact.unit in ("year", "text"):
        return str(fact.value)
    if fact.unit == "list":
        return join_words(list(fact.value), language)
    if fact.unit == "date":
        return date_text(str(fact.value), language)
    if fact.unit == "percent":
        return percent(fact.value, language, 1 if fact.decimals is None else fact.decimals)
    if fact.unit == "coefficient":
        return number(fact.value, language, 2 if fact.decimals is None else fact.decimals)
    plain = number(fact.value, language, fact.decimals)
    prefix = {"idr": "Rp", "usd": {"id": "US$", "en": "US$"}[language], "aud": "A$"}
    return prefix.get(fact.unit, "") + plain


def computation(fact: Fact, language: str) -> str:
    """Return how the fact was computed, in words: ``jumlah dari 12 baris data``."""
    _ = translator(language)
    words = {
        "value": _("nilai dari {rows} baris data"),
        "sum": _("jumlah dari {rows} baris data"),
        "count": _("cacah dari {rows} baris data"),
        "tally": _("hitungan atas {rows} baris data"),
        "distinct": _("banyaknya yang berbeda dalam {rows} baris data"),
        "share": _("bagian yang dihitung dari {rows} baris data"),
        "difference": _("selisih yang dihitung dari {rows} baris data"),
        "ratio": _("perbandingan yang dihitung dari {rows} baris data"),
        "minimum": _("nilai terkecil dari {rows} baris data"),
        "maximum": _("nilai terbesar dari {rows} baris data"),
        "median": _("median dari {rows} baris data"),
        "mean": _("rata-rata dari {rows} baris data"),
        "agreement": _("kesepakatan yang dihitung dari {rows} baris data"),
    }
    return words[fact.how].format(rows=number(len(fact.rows), language))
