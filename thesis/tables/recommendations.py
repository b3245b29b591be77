"""Table of the recommendations: the monitoring framework."""

from thesis.analysis import recommendations
from thesis.base.load import Base
from thesis.publish import facts
from thesis.publish.exhibits import Linked, TableExhibit
from thesis.words.labels import headings
from thesis.words.language import column, translator
from thesis.words.situation import period, short_date


def monitoring(base: Base, language: str) -> TableExhibit:
    """Each recommendation with whom it addresses, from what it follows, measure and baseline."""
    _ = translator(language)
    table, to = recommendations.monitoring(base), headings("addressee", language)
    rows = [[f"{row['recommendation_id']} {row[column('text', language)]}",
             _addressed(to[row["addressee"]], row["acronym"] or row[column("name", language)]),
             _obstacle(row, language),
             row[column("measure", language)],
             _baseline(base, row, language)] for row in table.to_dict("records")]
    header = [_("Rekomendasi"), _("Kepada"), _("Berangkat dari"), _("Yang diukur"),
              _("Garis dasar")]
    return TableExhibit(header, rows, "lllll", table)


def _addressed(group: str, actor: str) -> str:
    return actor if group == actor else f"{group}: {actor}"


def _obstacle(row: dict, language: str) -> str:
    label = row[column("obstacle_label", language)]
    return f"{label} ({row['part_id']})" if row["part_id"] else label


def _baseline(base: Base, row: dict, language: str) -> str | Linked:
    """Return value, date and remark; without a value the word that there is none."""
    _ = translator(language)
    note = row[column("note", language)]
    if row["baseline_absence"]:
        missing = _("tidak ditemukan: {what}").format(what=row[column("looked_for", language)])
        return _join(missing, note)
    if not row["baseline_id"]:
        return _join(_("tanpa garis dasar"), note)
    fact = facts.observed(base, row["baseline_id"])
    words = {"persons": _("{n} orang"), "cases": _("{n} kasus"), "percent": "{n}"}
    amount = words.get(fact.unit, "{n}").format(n=facts.text(fact, language))
    text = f"{amount} ({_when(base, row, language)})"
    return Linked(_join(text, note), row["sources"])


def _join(text: str, note: str) -> str:
    return f"{text}. {note}" if note else text


def _when(base: Base, row: dict, language: str) -> str:
    """Return the period of the baseline; else the day of counting; else the year of the source."""
    _ = translator(language)
    if row["period_start"]:
        return period(row["period_start"], row["period_end"], language)
    if row["as_of"]:
        return _("per {date}").format(date=short_date(row["as_of"], language))
    published = base.sources.set_index("source").loc[row["source"], "date"]
    return _("terbit {year}").format(year=published[:4])
