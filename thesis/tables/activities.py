"""Tables on what IOM did: the activities one by one."""

from typing import Any

import pandas as pd

from thesis.analysis import activities as found
from thesis.analysis import actors
from thesis.base.load import Base
from thesis.publish.exhibits import Linked, TableExhibit
from thesis.words.activities import DASH, qualified, when
from thesis.words.labels import label
from thesis.words.language import translator
from thesis.words.situation import province_names


def events(base: Base, language: str, programme: str) -> TableExhibit:
    """Return the activities of the period of one of `thesis.analysis.activities.PROGRAMMES`."""
    return _listing(base, language, found.of_programme(base, programme))


def _listing(base: Base, language: str, activities: pd.DataFrame) -> TableExhibit:
    _ = translator(language)
    core = label("relevance", "core", language, "short")
    partners = _partners(base, activities, language)
    attended = _participants(base, language)
    rows = [[
        row.activity_id,
        when(row.start, row.end, language),
        getattr(row, f"title_{language}") + (f" [{core}]" if row.relevance == "core" else ""),
        _place(base, row, language),
        partners.get(row.activity_id, DASH),
        attended.get(row.activity_id, DASH),
        Linked("", tuple(row.sources.split())),
    ] for row in activities.itertuples()]
    header = [_("Kode"), _("Waktu"), _("Kegiatan"), _("Tempat"), _("Mitra"), _("Peserta"),
              _("Sumber")]
    return TableExhibit(header, rows, "lllllrl", activities)


def _participants(base: Base, language: str) -> dict[str, str]:
    """Return {activity id: the number that attended}, where a source gives it."""
    return {row.activity_id: qualified(row.participants, row.qualifier, language)
            for row in found.participants(base).itertuples()}


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
