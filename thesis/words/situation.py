"""Words that figures and tables on the situation share: reporters, indicators, periods, places."""

from collections.abc import Callable, Iterable, Mapping

from babel.dates import get_month_names

from thesis.base.load import Base
from thesis.words.language import column, date_text, translator


def reporter(name: str, language: str) -> str:
    """Return the name of a body that reports figures; most keep their Indonesian acronym."""
    _ = translator(language)
    names = {
        "Annex of Perpres 19/2023": _("Lampiran Perpres 19/2023"),
        "Bank Dunia": _("Bank Dunia"),
        "Colombo Process": _("Proses Kolombo"),
        "ILO, Walk Free dan IOM": _("ILO, Walk Free, dan IOM"),
        "Imigrasi": _("Imigrasi"),
        "Imigrasi Soekarno-Hatta": _("Imigrasi Soekarno-Hatta"),
        "KBRI Phnom Penh": _("KBRI Phnom Penh"),
        "Kejaksaan Agung": _("Kejaksaan Agung"),
        "Kemenko PMK (data Polri)": _("Kemenko PMK (data Polri)"),
        "PBB": _("PBB"),
        "Satgas TPPO Polri": _("Satgas TPPO Polri"),
        "US Department of State": _("Departemen Luar Negeri AS"),
    }
    return names.get(name, name)


def reporters(names: Iterable[str], language: str) -> str:
    """Return the bodies that gave a value, in one line."""
    return "; ".join(reporter(name, language) for name in names)


def source_count(count: int, language: str) -> str:
    """Return ``6 sumber``: how many sources print a value."""
    _ = translator(language)
    return _("1 sumber") if count == 1 else _("{n} sumber").format(n=count)


def indicator_label(base: Base, indicator: str, language: str) -> str:
    """Return the name of an indicator, as in ``data/indicators.csv``."""
    labels = base.indicators.set_index("indicator")[column("label", language)]
    return labels[indicator]


def country_names(base: Base, language: str) -> Mapping[str, str]:
    """Return {country code: name}, regions that stand in for countries included."""
    _ = translator(language)
    names = base.countries.set_index("country")[column("name", language)].to_dict()
    return names | {"abroad": _("Luar negeri"), "Southeast Asia": _("Asia Tenggara"),
                    "World": _("Dunia"), "Asia and the Pacific": _("Asia dan Pasifik")}


def province_names(base: Base, language: str) -> Mapping[str, str]:
    """Return {province: its name in the language}."""
    names = base.provinces["province"] if language == "id" else base.provinces["name_en"]
    return dict(zip(base.provinces["province"], names, strict=True))


def modus_labels(_: Callable[[str], str]) -> Mapping[str, str]:
    """Return {code: label} of the modi that the task force tells apart."""
    return {"migrant_worker": _("Pekerja migran"), "sex_work": _("Pekerja seks"),
            "child_exploitation": _("Eksploitasi anak"), "seafarer": _("Anak buah kapal")}


def sex_labels(_: Callable[[str], str]) -> Mapping[str, str]:
    """Return {code: label} of the sexes."""
    return {"female": _("perempuan").capitalize(), "male": _("laki-laki").capitalize()}


def age_labels(_: Callable[[str], str]) -> Mapping[str, str]:
    """Return {code: label} of the ages that sources tell apart."""
    return {"adult": _("dewasa").capitalize(), "child": _("anak").capitalize()}


def short_date(iso: str, language: str) -> str:
    """Return a date with the month in three letters: ``5 Jun 2023``, ``Jun 2023``, ``2023``."""
    year, *rest = iso.split("-")
    if not rest:
        return year
    day = f"{int(rest[1])} " if len(rest) > 1 else ""
    return f"{day}{month_name(int(rest[0]), language)} {year}"


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
