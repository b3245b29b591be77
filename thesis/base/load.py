"""Load the evidence base: the tables of ``data/`` and the sources of ``references.bib``.

Types come from ``data/datapackage.json``. Strings are never missing: an empty cell is ``""``;
a missing integer is ``<NA>``, a missing number ``NaN``. Validation is `thesis.check`.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

from thesis.base.corrections import corrected_table
from thesis.base.sources import read_sources
from thesis.project.edition import DEFAULT

DTYPES = {"integer": "Int64", "number": "float64"}
SOURCES = "sources"


class Tables(Mapping[str, pd.DataFrame]):
    """Tables that are read when they are asked for, so that who asks depends on no others."""

    def __init__(self, names: Iterable[str], read: Callable[[str], pd.DataFrame]) -> None:
        self._names, self._read = tuple(names), cache(read)

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self._names:
            raise KeyError(name)
        return self._read(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


@dataclass(frozen=True, eq=False)  # one is as good as another only where it is the same
class Base:
    """The evidence base; each table is an attribute: ``base.observations``, ``base.sources``.

    coding: which decisions of the coders count, see `thesis.project.edition`.
    """

    tables: Mapping[str, pd.DataFrame]
    coding: str = DEFAULT

    def __getattr__(self, name: str) -> pd.DataFrame:
        try:
            return self.tables[name]
        except KeyError:
            raise AttributeError(f"no table {name!r}; there are {sorted(self.tables)}") from None


def read_table(path: Path, fields: list[dict]) -> pd.DataFrame:
    """Return one CSV as typed columns, in the order of its Table Schema fields."""
    frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8",
                        low_memory=False)  # words that repeat are kept once
    for field in fields:
        dtype = DTYPES.get(field["type"])
        if dtype:
            frame[field["name"]] = pd.to_numeric(frame[field["name"]]).astype(dtype)
    return frame[[field["name"] for field in fields]]


def descriptor(root: Path) -> dict:
    """Return the description of the data package, ``data/datapackage.json``."""
    return json.loads((root / "data" / "datapackage.json").read_text(encoding="utf-8"))


@cache
def load_collected(root: Path) -> Base:
    """Return the whole base, excluded sources included: what the register of evidence shows.

    Tables: one per resource of the data package, plus ``sources`` (see `thesis.base.sources`).
    The result is shared between callers: copy a table before changing it.
    """
    resources = {resource["name"]: resource for resource in descriptor(root)["resources"]}

    def read(name: str) -> pd.DataFrame:
        if name == SOURCES:
            return read_sources(root / "references.bib", register.publishers)
        resource = resources[name]
        return read_table(root / "data" / resource["path"], resource["schema"]["fields"])

    register = Base(Tables([*resources, SOURCES], read))
    return register


@cache
def load(root: Path) -> Base:
    """Return the base that the analysis works on: the sources with notes that are not excluded.

    Excluded sources, their notes and whatever hangs on those notes are left out, and so are sources
    from which nothing was noted yet. Activities stay while at least one of their sources does.
    Cells that ``data/corrections.csv`` corrects (status applied) hold the corrected value; the
    register shows what was collected.
    """
    register = load_collected(root)

    def read(name: str) -> pd.DataFrame:
        sources = registered(register)
        analysed = sources.loc[~sources["excluded"], "source"]
        left_out = set(register.sources["source"]) - set(analysed)
        table = corrected_table(name, register.tables[name], register.tables)
        if name == "activities":
            stays = [bool(set(keys.split()) - left_out) for keys in table["sources"]]
            return table[stays].reset_index(drop=True)
        if name == "activity_actors":
            kept = base.activities["activity_id"]
            return table[table["activity_id"].isin(kept)].reset_index(drop=True)
        dropped = {"source": left_out}
        if "evidence_id" in table:
            notes = register.evidence
            dropped["evidence_id"] = set(
                notes.loc[notes["source"].isin(left_out), "evidence_id"])
        return _without(table, dropped)

    base = Base(Tables([name for name in register.tables if name != "excluded_sources"], read))
    return base


def registered(register: Base) -> pd.DataFrame:
    """Return the sources that the book counts: those with notes and those that are excluded."""
    sources = register.sources
    return sources[sources["excluded"] | sources["source"].isin(register.evidence["source"])]


def _without(frame: pd.DataFrame, dropped: dict[str, set[str]]) -> pd.DataFrame:
    keep = pd.Series(True, index=frame.index)
    for column, values in dropped.items():
        if column in frame:
            keep &= ~frame[column].isin(values)
    return frame[keep].reset_index(drop=True)


@cache
def source_of_note(root: Path) -> dict[str, str]:
    """Return {id: source} of all notes."""
    notes = load_collected(root).evidence
    return dict(zip(notes["evidence_id"], notes["source"], strict=True))


def with_sources(frame: pd.DataFrame, base: Base) -> pd.DataFrame:
    """Return `frame` with class, issuer, date and independence of each row's ``source`` added.

    Class, issuer and independence are those of the source that stands for its work.
    """
    made_by = ["source_class", "issuer", "issuer_kind", "independent_of_iom"]
    relays = base.works[base.works["relation"] != "distinct"]
    sources = base.sources.set_index("source")
    works = relays.set_index("source")["work"].where(lambda work: work.isin(sources.index))
    makers = sources.loc[works.reindex(sources.index).fillna(sources.index.to_series()), made_by]
    known = makers.set_axis(sources.index).assign(date=sources["date"]).reset_index()
    return frame.merge(known, on="source", how="left", validate="m:1",
                       suffixes=("", "_of_source"))
