"""Words that figures and tables on the situation share: reporters, indicators, periods, places."""

from collections.abc import Iterable, Mapping

from babel.dates import get_month_names

from thesis.base.acronyms import acronym
from thesis.base.dates import parts
from thesis.base.load import Base
from thesis.words.labels import labels
from thesis.words.language import column, date_text, translator


def reporters(names: Iterable[str], language: str) -> str:
    """Return the bodies that gave a value, in one line."""
    known = labels("reported_by", language)
    return "; ".join(known[name] if name else "" for name in names)


def publisher_text(name: str, language: str) -> str:
    """Return the acronym of a publisher, or its name; one that only describes it, in words."""
    return labels("publisher", language).get(name, acronym(name))


def indicator_label(base: Base, indicator: str, language: str) -> str:
    """Return the name of an indicator, as in ``data/indicators.csv``."""
    return base.indicators.set_index("indicator")[column("label", language)][indicator]


def place_names(base: Base, language: str) -> Mapping[str, str]:
    """Return {country code, province or region: name as inside a sentence}; districts are none."""
    countries = base.countries.set_index("country")[column("name", language)]
    return {**labels("place", language), **countries, **province_names(base, language)}


def place_text(names: str, known: Mapping[str, str]) -> str:
    """Return places, separated by ``;``, under their names; a district has the one that it has."""
    return ", ".join(known.get(name, name) for name in names.split("; "))


def province_names(base: Base, language: str) -> Mapping[str, str]:
    """Return {province: its name in the language}."""
    names = base.provinces["province"] if language == "id" else base.provinces["name_en"]
    return dict(zip(base.provinces["province"], names, strict=True))


def short_date(iso: str, language: str) -> str:
    """Return a date with the month in three letters: ``5 Jun 2023``, ``Jun 2023``, ``2023``."""
    year, *rest = parts(iso)
    if not rest:
        return iso
    day = f"{rest[1]} " if len(rest) > 1 else ""
    return f"{day}{month_name(rest[0], language)} {year}"


def first_months(until: str, language: str) -> str:
    """Return the part of a year up to ``2025-06``: ``Jan–Jun 2025``."""
    return f"{month_name(1, language)}–{short_date(until, language)}"


def month_name(month: int, language: str) -> str:
    """Return a month in three letters: 5 is ``Mei`` in Indonesian, ``May`` in English."""
    return get_month_names("abbreviated", locale=language)[month]


def period(start: str, end: str, language: str) -> str:
    """Return a period in short: ``2022``, ``2020–Mar 2024``, ``sejak 2005``."""
    _ = translator(language)
    if not end:
        return _("sejak {date}").format(date=date_text(start, language))
    if start == end:
        return short_date(start, language)
    return f"{short_date(start, language)}–{short_date(end, language)}"
