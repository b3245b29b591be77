"""Tables on the organisations with which IOM acted."""

from typing import Any

import pandas as pd

from thesis.analysis import actors
from thesis.base.load import Base
from thesis.publish.exhibits import Linked, TableExhibit
from thesis.words.labels import headings, labels
from thesis.words.language import number, percent, translator


def donors(base: Base, language: str) -> TableExhibit:
    """Return the donors that sources name for activities."""
    return _listing(actors.donors(base), language)


def _listing(table: pd.DataFrame, language: str) -> TableExhibit:
    _ = translator(language)
    kinds, roles = headings("actor_kind", language), labels("actor_role", language)
    rows: list[list[str | Linked]] = [[_name(row, language), kinds[row.kind],
             Linked(number(row.activities, language), row.sources),
             ", ".join(roles[role] for role in row.roles)] for row in table.itertuples()]
    header = [_("Organisasi"), _("Jenis"), _("Kegiatan dan sumber"), _("Peran")]
    return TableExhibit(header, rows, "llrl", table)


def shares(base: Base, language: str) -> TableExhibit:
    """Return how many partners of each kind there are and in which part of the activities."""
    _ = translator(language)
    table = actors.shares(base)
    kinds = headings("actor_kind", language)
    rows = [[kinds[row.kind], number(row.actors, language), percent(row.actor_share, language),
             number(row.activities, language), percent(row.activity_share, language)]
            for row in table.itertuples()]
    header = [_("Jenis"), _("Organisasi"), _("Bagian organisasi"), _("Kegiatan"),
              _("Bagian kegiatan")]
    return TableExhibit(header, rows, "lrrrr", table)


def central(base: Base, language: str, top: int = 12) -> TableExhibit:
    """Return the organisations that are most central in the network of IOM's partners."""
    _ = translator(language)
    table = actors.centrality(base).head(top)
    kinds = headings("actor_kind", language)
    rows = [[_name(row, language), kinds[row.kind], number(row.activities, language),
             number(row.degree, language), number(row.betweenness, language, 3)]
            for row in table.itertuples()]
    header = [_("Organisasi"), _("Jenis"), _("Kegiatan"), _("Derajat"), _("Keantaraan")]
    return TableExhibit(header, rows, "llrrr", table)


def _name(row: Any, language: str) -> str:
    """Return an organisation's name with its acronym: ``Kementerian Luar Negeri (Kemlu)``."""
    name = getattr(row, f"name_{language}")
    return f"{name} ({row.acronym})" if row.acronym and row.acronym != name else name
