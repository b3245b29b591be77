"""The verdicts on the findings in one table."""

from functools import partial

from thesis.analysis import confidence, parts, robustness
from thesis.base.load import Base
from thesis.publish.exhibits import TableExhibit
from thesis.words.labels import labels
from thesis.words.language import column, number, translator


def verdicts(base: Base, language: str) -> TableExhibit:
    """Each finding with the publishers for and against it, the verdict and what can be said."""
    _, n = translator(language), partial(number, language=language)
    table = robustness.matrix(base)
    levels = confidence.summary(base)[["finding_id", "level"]]
    told = parts.findings(base).rename(columns={"finding_id": "statement"})
    table = (table[table["scenario"] == "all"].merge(levels, on="finding_id")
             .merge(told, left_on="finding_id", right_on="part_id"))
    kinds, sure = labels("verdict", language), labels("confidence_level", language)
    rows = [[f"{row['finding_id']}. {row[column('statement', language)]}",
             f"{n(row['outside_publishers'])} ({n(row['independent_publishers'])})",
             n(row["against"]),
             _("{verdict}; keyakinan {level}").format(
                 verdict=kinds[row["verdict"]], level=sure[row["level"]]),
             row[column("wording", language)]]
            for row in table.to_dict("records")]
    header = [_("Pernyataan"), _("Mendukung (independen)"), _("Membantah"), _("Putusan"),
              _("Rumusan yang bertahan")]
    return TableExhibit(header, rows, "lrrll", table)
