"""How independent of IOM the sources are that document its activities of the period.

Independence is that of the publisher (``publishers.csv``): a press report of an event to which IOM
invited counts as independent, a page of a joint UN programme with IOM does not.
"""

import pandas as pd

from thesis.analysis.activities import in_period
from thesis.analysis.corpus import PRESS
from thesis.base.lineage import counted
from thesis.base.load import Base

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
    table = base.sources[["source", "independent_of_iom", "source_class"]]
    traits = {key: (independent == "yes", kind == PRESS)
              for key, independent, kind in table.itertuples(index=False)}
    kinds = [_kind([traits[key] for key in dict.fromkeys(group) if key in traits])
             for group in keys]
    return activities.assign(source_count=keys.map(len), documentation=kinds)


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
    return counted(documented(base), ["programme", "documentation"])


def _kind(traits: list[tuple[bool, bool]]) -> str:
    """Return the kind of what sources document; of each: is it independent of IOM, is it press?"""
    press = [is_press for is_independent, is_press in traits if is_independent]
    if not press:
        return "own_only"
    if len(press) < len(traits):
        return "own_and_press" if any(press) else "own_and_other"
    return "press_only" if all(press) else "other_only"
