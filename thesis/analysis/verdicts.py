"""Each finding with its verdict, confidence and wording."""

import pandas as pd

from thesis.analysis import confidence, parts, robustness
from thesis.base.load import Base


def rated(base: Base) -> pd.DataFrame:
    """Return each finding as `robustness.matrix` has it for all stances, with level, statement
    (the id of the whole), and the columns of parts.csv.
    """
    table = robustness.matrix(base)
    levels = confidence.summary(base)[["finding_id", "level"]]
    told = parts.findings(base).rename(columns={"finding_id": "statement"})
    return (table[table["scenario"] == "all"].merge(levels, on="finding_id")
            .merge(told, left_on="finding_id", right_on="part_id"))
