"""Tables on what IOM did: the activities one by one, participants, documentation, provinces."""

from typing import Any

import pandas as pd

from thesis.analysis import activities as found
from thesis.analysis import actors
from thesis.base.load import Base
from thesis.publish.exhibits import Linked, TableExhibit
from thesis.words.activities import DASH, qualified, when
from thesis.words.labels import label
from thesis.words.language import number, translator
from thesis.words.situation import province_names


def events(base: Base, language: str, programme: str) -> TableExhibit:
    """Return the activities of the period of one of `thesis.analysis.activities.PROGRAMMES`."""
    return _listing(base, language, found.of_programme(base, programme))


def _listing(base: Base, language: str, activities: pd.DataFrame) -> TableExhibit:
    _ = translator(language)
    core = label("relevance", "core", language, "short")
    partners = _partners(base, activities, language)
    rows = [[
        Linked(row.activity_id, tuple(row.sources.split())),
        when(row.start, row.end, language),
        getattr(row, f"title_{language}") + (f" [{core}]" if row.relevance == "core" else ""),
        _place(base, row, language),
        partners.get(row.activity_id, DASH),
    ] for row in activities.itertuples()]
    header = [_("Kode dan sumber"), _("Waktu"), _("Kegiatan"), _("Tempat"), _("Mitra")]
    return TableExhibit(header, rows, "lllll", activities)


def _partners(base: Base, activities: pd.DataFrame, language: str) -> dict[str, str]:
    """Return {activity id: partners by acronym; donors in brackets}."""
    links = actors.links(base, activities, actors.CONTRIBUTORS)
    names = links["acronym"].where(links["acronym"] != "", links[f"name_{language}"])
    donor = label("actor_role", "donor", language)
    texts = names.where(links["role"] != "donor", names + f" ({donor})")
    return {activity: ", ".join(dict.fromkeys(group)) for activity, group in
            texts.groupby(links["activity_id"])}


def _place(base: Base, row: Any, language: str) -> str:
    """Return the place as the source has it, with the country where that is not Indonesia."""
    countries = dict(zip(base.countries["country"], base.countries[f"name_{language}"]))
    abroad = [countries[code] for code in row.country.split() if code != "IDN"]
    place = row.place or province_names(base, language).get(row.province, "")
    return ", ".join(part for part in [place, *abroad] if part) or DASH


def participants(base: Base, language: str) -> TableExhibit:
    """Return the documented numbers of participants, with their sex where a source gives it."""
    _ = translator(language)
    table = found.participants(base)
    rows = [[
        Linked(row.activity_id, tuple(row.sources.split())),
        when(row.start, row.end, language),
        getattr(row, f"title_{language}"),
        qualified(row.participants, row.qualifier, language),
        *(DASH if pd.isna(count) else number(count, language) for count in (row.women, row.men)),
    ] for row in table.itertuples()]
    header = [_("Kode dan sumber"), _("Waktu"), _("Kegiatan"), _("Peserta"), _("Perempuan"),
              _("Laki-laki")]
    return TableExhibit(header, rows, "lllrrr", table)
