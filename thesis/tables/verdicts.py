"""The verdicts on the findings in one table."""

from functools import partial

import pandas as pd

from thesis.analysis import confidence, parts, robustness
from thesis.base.load import Base
from thesis.publish.exhibits import TableExhibit
from thesis.words.labels import labels
from thesis.words.language import column, number, translator


def rated(base: Base) -> pd.DataFrame:
    """Return each finding as `robustness.matrix` has it for all stances, with level, statement
    (the id of the whole), and the columns of parts.csv.
    """
    table = robustness.matrix(base)
    levels = confidence.summary(base)[["finding_id", "level"]]
    told = parts.findings(base).rename(columns={"finding_id": "statement"})
    return (table[table["scenario"] == "all"].merge(levels, on="finding_id")
            .merge(told, left_on="finding_id", right_on="part_id"))


def verdicts(base: Base, language: str) -> TableExhibit:
    """Each finding with the publishers for and against it, the verdict and what can be said."""
    _, n, table = translator(language), partial(number, language=language), rated(base)
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
