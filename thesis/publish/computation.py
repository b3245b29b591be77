"""How a fact was computed, in words: ``66 penerbit dalam 131 catatan``."""

from collections.abc import Sequence

from thesis.publish.facts import Fact
from thesis.words.labels import label
from thesis.words.language import number, translator

KINDS = {"E": "evidence_id", "O": "observation_id", "A": "activity_id", "Q": "search_id"}
SOURCE, ROW = "source", "row"  # what is counted where no id column says it
COUNTED = (*KINDS.values(), SOURCE, ROW, "issuer", "publishers", "outside_publishers",
           "independent_publishers", "sources_count", "notes", "period_notes", "activities",
           "province", "area", "code", "parent", "scenario")  # columns that have a name in words


def kind_of(rows: Sequence[str], sources: Sequence[str]) -> str:
    """Return which of `COUNTED` the rows are: notes, figures, activities, queries or sources."""
    if set(rows) <= set(sources):
        return SOURCE
    kinds = {KINDS.get(row[:1], ROW) if row[1:].isdigit() else ROW for row in rows}
    return kinds.pop() if len(kinds) == 1 else ROW


def counted_text(count: int, what: str, language: str) -> str:
    """Return a number with what of `COUNTED` it counts: ``131 catatan``."""
    return f"{number(count, language)} " + label("counted", what, language,
                                                 "label" if count == 1 else "plural")


def rows_text(rows: Sequence[str], sources: Sequence[str], language: str) -> str:
    """Return how many rows of which kind there are: ``131 catatan``."""
    return counted_text(len(rows), kind_of(rows, sources), language)


def within(counted: str, rows: str, language: str) -> str:
    """Return what was counted in which rows: ``66 penerbit dalam 131 catatan``."""
    _ = translator(language)
    return (rows if counted == rows
            else _("{counted} dalam {rows}").format(counted=counted, rows=rows))


def computation(fact: Fact, language: str) -> str:
    """Return how a fact was computed, in words: ``jumlah dari 12 angka``."""
    _ = translator(language)
    rows = rows_text(fact.rows, fact.sources, language)
    if (fact.how in ("count", "tally", "distinct") and fact.of in COUNTED
            and isinstance(fact.value, int | float)):
        return within(counted_text(int(fact.value), fact.of, language), rows, language)
    words = {
        "value": _("nilai dari {rows}"),
        "sum": _("jumlah dari {rows}"),
        "count": "{rows}",
        "tally": _("hitungan atas {rows}"),
        "distinct": _("banyaknya yang berbeda dalam {rows}"),
        "share": _("bagian yang dihitung dari {rows}"),
        "difference": _("selisih yang dihitung dari {rows}"),
        "ratio": _("perbandingan yang dihitung dari {rows}"),
        "minimum": _("nilai terkecil dari {rows}"),
        "maximum": _("nilai terbesar dari {rows}"),
        "median": _("median dari {rows}"),
        "mean": _("rata-rata dari {rows}"),
        "agreement": _("kesepakatan yang dihitung dari {rows}"),
    }
    return words[fact.how].format(rows=rows)
