"""The table of all contradictions between sources."""

from thesis.analysis.value_preference import preferred
from thesis.base.load import Base
from thesis.publish.exhibits import Linked, TableExhibit
from thesis.words.labels import label, labels
from thesis.words.language import CURRENCIES, number, percent, translator
from thesis.words.situation import (
    indicator_label,
    period,
    place_names,
    place_text,
    reporters,
    short_date,
)

BILLION = 1e9
CODED = ("sex", "age", "modus", "stage")


def everything(base: Base, language: str) -> TableExhibit:
    """Show every contradiction, one row per value, the thing and its spread beside the lowest one.

    Marks have those that rounding or a bound explains, and the value that the rule of
    `thesis.analysis.value_preference` picks.
    """
    _, table = translator(language), preferred(base)
    rows: list[list[str | Linked]] = []
    for row in table.to_dict("records"):
        first = [_thing(base, row, language), _when(row, language)]
        last = [_spread(row["spread"], language) + (" *" if row["explained"] else "")]
        for value, names, sources in row["statements"]:
            mark = " ✓" if value == row["picked"] else ""
            rows.append([*first, Linked(_amount(value, row["unit"], language) + mark, sources),
                         reporters(names, language), number(len(sources), language), *last])
            first, last = ["", ""], [""]
    header = [_("Ukuran"), _("Masa"), _("Nilai"), _("Dilaporkan oleh"), _("Sumber"), _("Selisih")]
    return TableExhibit(header, rows, "llrlrr", table)


def _spread(spread: float, language: str) -> str:
    least = 0.1
    return f"< {percent(least, language)}" if spread < least else percent(spread, language)


def _thing(base: Base, row: dict, language: str) -> str:
    """Return the indicator with area and breakdown, so far as they are not Indonesia and all."""
    places = place_names(base, language)
    area = "" if row["area"] == "IDN" else place_text(row["area"], places)
    destination = row["destination"] if row["destination"] != row["area"] else ""
    coded = [label(name, row[name], language) for name in CODED if row[name]]
    named = [place_text(names, places) for names in (row["origin"], destination) if names]
    words = labels("detail", language)
    detail = words.get(row["detail"]) or ", ".join(
        words[pair] for pair in row["detail"].split("; ") if pair)
    parts = [part for part in (area, *coded, *named, detail) if part]
    thing = indicator_label(base, row["indicator"], language)
    return f"{thing} ({', '.join(parts)})" if parts else thing


def _when(row: dict, language: str) -> str:
    _ = translator(language)
    of = row["as_of"] and _("per {date}").format(date=short_date(row["as_of"], language))
    span = period(row["start"], row["end"], language) if row["start"] else ""
    return ", ".join(filter(None, (span, of)))


def _amount(value: float, unit: str, language: str) -> str:
    _ = translator(language)
    sign = CURRENCIES.get(unit, "")
    if sign and value >= BILLION:
        return _("{n} miliar").format(n=sign + number(value / BILLION, language))
    return sign + (percent(value, language, None) if unit == "percent" else number(value, language))
