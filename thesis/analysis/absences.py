"""What was looked for in the base and not found: rows of ``data/absences.csv``.

Each names a table and a filter, an expression of `pandas.DataFrame.query`, that no row matches.
Decisions of the coders are those that count (`thesis.analysis.settled`).
"""

import pandas as pd
from pandas.api.types import is_bool_dtype

from thesis.analysis import settled
from thesis.base.load import Base
from thesis.base.memoise import memoised

BASE_TABLES = {"notes": "evidence", "observations": "observations", "activities": "activities"}
FIELDS = ("kind", "scope", "about_iom")
ROLES = {"organisers": ["organiser"], "partners": ["partner"], "donors": ["donor"]}
OF_SOURCE = {"title": "title", "issuer": "publisher", "source_class": "source_class",
             "date": "source_date", "independent_of_iom": "independent_of_iom"}


class NoFilter(ValueError):
    """Says why an expression selects no rows of a table."""


def matching(base: Base, table: str, expression: str) -> pd.DataFrame:
    """Return the rows of one of `BASE_TABLES`, as `view` shows it, that an expression selects.

    Raises NoFilter for what is no expression, or names a column that the table lacks.
    """
    frame = view(base, table)
    try:
        chosen = frame.eval(expression, engine="python", local_dict={}, global_dict={})
    except Exception as error:  # of any kind: the expression is the author's
        said = next(iter(str(error).splitlines()), type(error).__name__)
        raise NoFilter(said) from error
    if not isinstance(chosen, pd.Series) or not is_bool_dtype(chosen):
        raise NoFilter("it does not say yes or no of each row")
    return frame[chosen.fillna(False)]


@memoised
def view(base: Base, table: str) -> pd.DataFrame:
    """Return one row per row of one of `BASE_TABLES` with the columns that filters may name.

    notes: those of ``evidence``, year, text (both languages and the title of the source, in lower
    case), publisher, source_class, source_date, independent_of_iom, `FIELDS`, codes, supports,
    contradicts. observations: those of the table, year, text, publisher, source_class,
    independent_of_iom. activities: those of the table, year, actors, organisers, partners, donors.
    Lists are separated by spaces; what nothing is known of is ``""``.
    """
    views = {"notes": _notes, "observations": _observations, "activities": _activities}
    return views[table](base)


def _notes(base: Base) -> pd.DataFrame:
    sources = base.sources[["source", *OF_SOURCE]].rename(columns=OF_SOURCE)
    notes = base.evidence.merge(sources, on="source", how="left", validate="m:1")
    text = (notes["note_id"] + " " + notes["note_en"] + " " + notes.pop("title")).str.lower()
    stances = settled.stances(base)
    lists = {field: _listed(settled.judgements(base, field), "evidence_id", field)
             for field in FIELDS}
    lists["codes"] = _listed(settled.codings(base), "evidence_id", "code")
    for stance in ("supports", "contradicts"):
        lists[stance] = _listed(stances[stances["stance"] == stance], "evidence_id", "finding_id")
    return _with(notes.assign(text=text, year=notes["date_of_fact"].str[:4]), lists, "evidence_id")


def _observations(base: Base) -> pd.DataFrame:
    rows = base.observations
    said = view(base, "notes")[["evidence_id", "text", "publisher", "source_class",
                                "independent_of_iom"]]
    start, counted, end = rows["period_start"], rows["as_of"], rows["period_end"]
    date = start.where(start != "", counted.where(counted != "", end))
    return rows.assign(year=date.str[:4]).merge(said, on="evidence_id", how="left", validate="m:1")


def _activities(base: Base) -> pd.DataFrame:
    rows, links = base.activities, base.activity_actors
    roles = {"actors": links} | {name: links[links["role"].isin(role)]
                                 for name, role in ROLES.items()}
    lists = {name: _listed(table, "activity_id", "actor_id") for name, table in roles.items()}
    return _with(rows.assign(year=rows["start"].str[:4]), lists, "activity_id")


def _listed(table: pd.DataFrame, key: str, column: str) -> dict[str, str]:
    """Return the different values of a column for each key, separated by spaces."""
    found: dict[str, set[str]] = {}  # a tenth of the time of a groupby
    for name, value in zip(table[key], table[column], strict=True):
        found.setdefault(name, set()).add(value)
    return {name: " ".join(sorted(values)) for name, values in found.items()}


def _with(frame: pd.DataFrame, lists: dict[str, dict[str, str]], key: str) -> pd.DataFrame:
    return frame.assign(**{name: frame[key].map(values).fillna("").astype(str)
                           for name, values in lists.items()})
