"""The figures of the register in words: value, period, place, breakdown."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from thesis.base.load import load_collected
from thesis.project.edition import Edition
from thesis.words.activities import EXACT
from thesis.words.labels import labels
from thesis.words.language import CURRENCIES, date_text, number, percent, translator
from thesis.words.situation import place_names, place_text, reporters

CODED = ("sex", "age", "modus", "stage")


def value_text(row: Mapping, language: str) -> str:
    """Return the value with unit and qualifier: ``sekitar 2.759 orang``, ``26,5%``, ``Rp5.000``."""
    _ = translator(language)
    value, unit = row["value"], row["unit"]
    units = {"persons": _("orang"), "cases": _("kasus"), "reports": _("laporan")}
    if unit == "percent":
        text = percent(value, language, None)
    elif unit == "tier" and value == 2.5:
        text = _("Tier 2 Watch List")
    elif unit == "tier":
        text = f"Tier {number(value, language)}"
    else:
        text = f"{CURRENCIES.get(unit, '')}{number(value, language)} {units.get(unit, '')}".strip()
    qualifier = row["qualifier"]
    return text if qualifier == EXACT else f"{labels('qualifier', language)[qualifier]} {text}"


def period_text(row: Mapping, language: str) -> str:
    """Return the period of a figure, and the day for which it was given."""
    _ = translator(language)
    start, end = (date_text(row[name], language) if row[name] else ""
                  for name in ("period_start", "period_end"))
    if start and end:
        period = start if start == end else f"{start}–{end}"
    elif start:
        period = _("sejak {date}").format(date=start)
    else:
        period = _("sampai {date}").format(date=end) if end else ""
    as_of = row["as_of"] and _("per {date}").format(date=date_text(row["as_of"], language))
    return ", ".join(filter(None, (period, as_of)))


@cache
def places(edition: Edition) -> Mapping[str, str]:
    """Return {country code, province or region: name}."""
    return place_names(load_collected(edition.root), edition.language)


def breakdown_texts(row: Mapping, edition: Edition) -> list[str]:
    """Return whom and what the figure covers, in words, each breakdown that is given."""
    _, language = translator(edition.language), edition.language
    coded = [labels(name, language)[row[name]] for name in CODED if row[name]]
    named = [label.format(name=place_text(row[column], places(edition))) for column, label in (
        ("nationality", _("warga {name}")), ("origin", _("asal {name}")),
        ("destination", _("tujuan {name}"))) if row[column]]
    if row["reported_by"]:
        named.append(_("menurut {name}").format(name=reporters([row["reported_by"]], language)))
    return coded + named


def detail_texts(row: Mapping, edition: Edition) -> list[str]:
    """Return the further breakdown of a figure.

    What is counted is left out where the indicator counts nothing else.
    """
    words = labels("detail", edition.language)
    whole = ";" in row["detail"] and row["detail"] in words
    return [words[pair] for pair in ([row["detail"]] if whole else row["detail"].split("; "))
            if pair and (not pair.startswith("what=")
                         or row["indicator"] in _of_several(edition.root))]


@cache
def _of_several(root: Path) -> frozenset[str]:
    """Return the indicators that count several things."""
    rows = load_collected(root).observations
    what = rows["detail"].str.extract(r"what=([^;]*)")[0]
    counts = what.groupby(rows["indicator"]).nunique()
    return frozenset(counts[counts > 1].index)


def method_texts(note: str, language: str) -> list[str]:
    """Return the notes on how a figure was read."""
    return [labels("method_note", language)[part] for part in note.split("; ") if part]
