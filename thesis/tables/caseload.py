"""Tables on the people whom IOM assisted, identified or recorded."""

from thesis.analysis import caseload
from thesis.base.load import Base
from thesis.publish.exhibits import Linked, TableExhibit
from thesis.words.activities import qualified, span_text
from thesis.words.labels import labels
from thesis.words.language import translator

NAMES = ("population", "caseload_measure")


def counts(base: Base, language: str) -> TableExhibit:
    """Return every national count of victims known to IOM, with its period, measure and source."""
    _ = translator(language)
    table = caseload.counts(base)
    populations, measures = (labels(name, language) for name in NAMES)
    rows: list[list[str | Linked]] = [
        [span_text(row.period_start, row.period_end, language), populations[row.population],
         measures[row.measure], qualified(row.value, row.qualifier, language),
         Linked("", row.sources)] for row in table.itertuples()]
    header = [_("Kurun"), _("Yang dihitung"), _("Ukuran"), _("Jumlah"), _("Sumber")]
    return TableExhibit(header, rows, "lllrl", table)
