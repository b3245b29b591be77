"""How independent of IOM the sources are that document its activities of the period.

Independence is that of the publisher (``publishers.csv``): a press report of an event to which IOM
invited counts as independent, a page of a joint UN programme with IOM does not.
"""

import pandas as pd

from thesis.analysis.activities import in_period
from thesis.analysis.corpus import PRESS
from thesis.data import Base
from thesis.evidence import gather

KINDS = ("own_only", "own_and_press", "own_and_other", "press_only", "other_only")


def documented(base: Base) -> pd.DataFrame:
    """Return the activities of the period with how they are documented.

    Columns of base.activities, ``source_count`` and ``documentation``, one of `KINDS`: own_only (no
    source independent of IOM), own_and_press (IOM or its circle and independent press, others
    perhaps too), own_and_other (IOM and independent bodies, no press), press_only, other_only
    (independent bodies, with or without press).
    """
    activities = in_period(base)
    keys = activities["sources"].str.split()
    return activities.assign(source_count=keys.map(len),
                             documentation=[_kind(base, list(group)) for group in keys])


def only_own_word(base: Base) -> pd.DataFrame:
    """Return the activities of the period that no source independent of IOM documents."""
    found = documented(base)
    return found[found["documentation"] == "own_only"].reset_index(drop=True)


def only_press(base: Base) -> pd.DataFrame:
    """Return the activities of the period that nobody but the press documents."""
    found = documented(base)
    return found[found["documentation"] == "press_only"].reset_index(drop=True)


def confirmed(base: Base) -> pd.DataFrame:
    """Return the activities of the period that IOM and a source independent of it document."""
    found = documented(base)
    both = found["documentation"].isin(["own_and_press", "own_and_other"])
    return found[both].reset_index(drop=True)


def by_programme(base: Base) -> pd.DataFrame:
    """Return activities of the period by programme and kind of documentation.

    Columns: programme, documentation, count, rows, sources.
    """
    groups = documented(base).groupby(["programme", "documentation"])
    counts = groups.size().rename("count").to_frame()
    return counts.join(groups.apply(gather, include_groups=False)).reset_index()


def _kind(base: Base, keys: list[str]) -> str:
    sources = base.sources[base.sources["source"].isin(keys)]
    independent = sources[sources["independent_of_iom"] == "yes"]
    press = independent["source_class"] == PRESS
    if independent.empty:
        return "own_only"
    if len(independent) < len(sources):
        return "own_and_press" if press.any() else "own_and_other"
    return "press_only" if press.all() else "other_only"
