"""The figures of the register in words: value, period, place, breakdown."""

from collections.abc import Callable, Mapping
from functools import cache

from thesis.base.load import load_register
from thesis.project.edition import Edition
from thesis.words.language import date_text, number, percent, translator

REGIONS = {
    "Africa": "Afrika", "Americas": "Amerika", "Asia and the Pacific": "Asia dan Pasifik",
    "Asia-Pacific": "Asia-Pasifik", "Bali Process region": "kawasan Bali Process",
    "Cambodia and Myanmar": "Kamboja dan Myanmar",
    "East Asia and the Pacific": "Asia Timur dan Pasifik", "Europe": "Eropa", "Java": "Jawa",
    "Middle East": "Timur Tengah", "South Asia": "Asia Selatan", "Southeast Asia": "Asia Tenggara",
    "Sub-Saharan Africa": "Afrika Sub-Sahara", "World": "Dunia", "abroad": "luar negeri",
    "domestic": "dalam negeri",
}


def value_text(row: Mapping, language: str) -> str:
    """Return the value with unit and qualifier: ``sekitar 2.759 orang``, ``26,5%``, ``Rp5.000``."""
    _ = translator(language)
    value, unit = row["value"], row["unit"]
    units = {"persons": _("orang"), "cases": _("kasus"), "reports": _("laporan")}
    signs = {"idr": "Rp", "usd": "US$", "aud": "A$"}
    if unit == "percent":
        text = percent(value, language, None)
    elif unit == "tier" and value == 2.5:
        text = _("Tier 2 Watch List")
    elif unit == "tier":
        text = f"Tier {number(value, language)}"
    else:
        text = f"{signs.get(unit, '')}{number(value, language)} {units.get(unit, '')}".strip()
    qualifiers = {"exact": "", "more_than": _("lebih dari"), "about": _("sekitar"),
                  "at_least": _("sekurang-kurangnya"), "at_most": _("paling banyak")}
    return f"{qualifiers[row['qualifier']]} {text}".strip()


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


def place_text(names: str, edition: Edition) -> str:
    """Return areas (codes or names, separated by ``;``) under their names in the language."""
    return ", ".join(_places(edition).get(name, name) for name in names.split("; "))


@cache
def _places(edition: Edition) -> dict[str, str]:
    base = load_register(edition.root)
    countries = base.countries.set_index("country")[f"name_{edition.language}"].to_dict()
    if edition.language == "id":
        return {**REGIONS, **countries}
    return {"World": "world", **countries, **base.provinces.set_index("province")["name_en"]}


def breakdown_texts(row: Mapping, edition: Edition) -> list[str]:
    """Return whom and what the figure covers, in words, each breakdown that is given."""
    _ = translator(edition.language)
    words = {
        "sex": {"female": _("perempuan"), "male": _("laki-laki")},
        "age": {"child": _("anak"), "adult": _("dewasa")},
        "modus": modus_words(_),
        "stage": stage_words(_),
    }
    coded = [words[column][row[column]] for column in words if row[column]]
    named = [label.format(name=place_text(row[column], edition)) for column, label in (
        ("nationality", _("warga {name}")), ("origin", _("asal {name}")),
        ("destination", _("tujuan {name}"))) if row[column]]
    by = [_("menurut {name}").format(name=row["reported_by"])] if row["reported_by"] else []
    return coded + named + by


def modus_words(_: Callable[[str], str]) -> dict[str, str]:
    """Return {code: label} of the ways in which people were exploited."""
    return {
        "baby": _("penjualan bayi"), "bride": _("pengantin pesanan"),
        "child_exploitation": _("eksploitasi anak"), "domestic_work": _("pekerja rumah tangga"),
        "internship": _("magang"), "migrant_worker": _("pekerja migran"),
        "online_scam": _("penipuan daring"), "organ": _("penjualan organ"), "other": _("lainnya"),
        "seafarer": _("awak kapal"), "sex_work": _("pekerja seks"),
    }


def stage_words(_: Callable[[str], str]) -> dict[str, str]:
    """Return {code: label} of the stages of a criminal case."""
    return {
        "inquiry": _("penyelidikan"), "investigation": _("penyidikan"),
        "file_complete": _("berkas lengkap"), "handed_over": _("dilimpahkan"),
        "prosecuted": _("dituntut"), "convicted": _("dipidana"), "other": _("tahap lain"),
    }
