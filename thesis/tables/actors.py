"""Tables on the organisations with which IOM acted."""

from thesis.analysis import actors
from thesis.base.load import Base
from thesis.publish.exhibits import TableExhibit
from thesis.words.labels import headings
from thesis.words.language import number, percent, translator


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
