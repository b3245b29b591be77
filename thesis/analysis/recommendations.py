"""What should change and how to see it: recommendations with addressee, measure and baseline."""

import pandas as pd

from thesis.base.load import Base

BASELINE = ["value", "unit", "qualifier", "period_start", "period_end", "as_of", "source"]


def monitoring(base: Base) -> pd.DataFrame:
    """Return one row per recommendation, in the order of recommendations.csv.

    Columns: those of recommendations.csv; obstacle_label_id, obstacle_label_en; name_id, name_en
    and acronym of the actor; looked_for_id and looked_for_en of the absence, `BASELINE` of the
    observation that is the baseline (value NaN, texts empty where there is none); rows, sources.
    """
    labels = base.codebook.set_index("code")[["label_id", "label_en"]].add_prefix("obstacle_")
    actors = base.actors.set_index("actor_id")[["name_id", "name_en", "acronym"]]
    figures = base.observations.set_index("observation_id")[BASELINE]
    missing = base.absences.set_index("absence")[["looked_for_id", "looked_for_en"]]
    table = (base.recommendations.join(labels, on="obstacle").join(actors, on="actor_id")
             .join(figures, on="baseline_id").join(missing, on="baseline_absence"))
    texts = [*missing, *(column for column in BASELINE if column != "value")]
    table[texts] = table[texts].fillna("")
    rests = zip(table["recommendation_id"], table["baseline_id"], table["source"])
    rows, sources = zip(*(((key, row) if row else (key,), (source,) if source else ())
                          for key, row, source in rests))
    return table.assign(rows=rows, sources=sources)


def with_baseline(base: Base) -> pd.DataFrame:
    """Return the recommendations that have a baseline, columns as in `monitoring`."""
    table = monitoring(base)
    has = (table["baseline_id"] != "") | (table["baseline_absence"] != "")
    return table[has].reset_index(drop=True)
