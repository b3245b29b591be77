"""Check the figures: source and unit, range, doubles, parts above their total; counts of hits."""

from collections import defaultdict
from collections.abc import Iterator

from thesis.base.numerals import PLAIN
from thesis.check.files import Row, Table, Tables
from thesis.check.problem import Problem

WHOLE = {"persons", "cases", "reports", "records", "count"}
TIERS = {1.0, 2.0, 2.5, 3.0}
CONTEXT = ("evidence_id", "indicator", "period_start", "period_end", "as_of", "area_type", "area",
           "origin", "destination", "stage", "detail")
BREAKDOWNS = ("sex", "age", "modus", "nationality")
DETAIL_PARTS = ("police_unit",)  # keys of detail whose parts cannot overlap
SPLITS = (("sex",), ("age",), ("sex", "age"), ("modus",), ("nationality",), ("police_unit",))
Rows = list[tuple[int, Row]]  # with their lines


def figure_problems(tables: Tables) -> Iterator[Problem]:
    """Yield what is wrong with figures, table by table; a table with missing columns is left."""
    whole = {name: table for name, table in tables.items() if not table.absent}
    yield from _source_problems(whole)
    yield from _unit_problems(whole)
    for name in ("observations", "caseload"):
        yield from _range_problems(whole, name)
    for note in _by_note(whole["observations"]) if "observations" in whole else ():
        yield from _double_problems(note)
        yield from _part_problems(note)
    if "activities" in whole:
        yield from _participant_problems(whole)
    if "searches" in whole:
        yield from _search_problems(whole["searches"])


def number(text: str) -> float | None:
    """Return a number, or None where the schema already complains."""
    return float(text) if PLAIN.fullmatch(text) else None


def _source_problems(tables: Tables) -> Iterator[Problem]:
    if "evidence" not in tables:
        return
    notes = tables["evidence"]
    source = dict(zip(notes.column("evidence_id"), notes.column("source"), strict=True))
    for name in ("observations", "caseload", "dropped_observations"):
        for line, row in tables[name].numbered() if name in tables else ():
            expected = source.get(row["evidence_id"], row["source"])
            if row["source"] != expected:
                yield Problem(tables[name].file, line, "source",
                              f"{row['source']} is not the source of note {row['evidence_id']}",
                              f"{expected}, as in data/evidence.csv",
                              f"write {expected}, or mend the evidence_id", "source-of-note",
                              next(iter(row.values())))


def _unit_problems(tables: Tables) -> Iterator[Problem]:
    if "observations" not in tables or "indicators" not in tables:
        return
    units = {row["indicator"]: row["unit"] for row in tables["indicators"].rows}
    for line, row in tables["observations"].numbered():
        unit = units.get(row["indicator"], row["unit"])
        if row["unit"] != unit:
            yield Problem("data/observations.csv", line, "unit",
                          f"{row['unit']} is not the unit of {row['indicator']}",
                          f"{unit}, as in data/indicators.csv", "mend unit or indicator",
                          "unit-of-indicator", row["observation_id"])


def _range_problems(tables: Tables, name: str) -> Iterator[Problem]:
    for line, row in tables[name].numbered() if name in tables else ():
        value, expected = number(row["value"]), ""
        if value is None:
            continue
        change = "change" in row.get("indicator", "")
        if row["unit"] in WHOLE and value != int(value):
            expected = "a whole number"
        elif row["unit"] == "tier" and value not in TIERS:
            expected = "a tier: 1, 2, 2.5 (Tier 2 Watch List) or 3"
        elif row["unit"] == "percent" and not change and not 0 <= value <= 100:
            expected = "a percentage from 0 to 100"
        elif value < 0 and not change:
            expected = "a value of 0 or more"
        if expected:
            yield Problem(tables[name].file, line, "value",
                          f"{row['value']} is no possible value in {row['unit']}", expected,
                          "mend the value or the unit", "range", next(iter(row.values())))


def _by_note(table: Table) -> Iterator[Rows]:
    """Yield the rows of one note after those of another, without those of the wrong length."""
    for places in table.places("evidence_id").values():
        yield [(table.lines[place], table.row(place)) for place in places
               if table.lines[place] not in table.ragged]


def _double_problems(note: Rows) -> Iterator[Problem]:
    seen: dict[tuple, tuple[int, str]] = {}
    for line, row in note if len(note) > 1 else ():
        place = (*(row[c] for c in CONTEXT + BREAKDOWNS), number(row["value"]))
        if place in seen:
            first_line, first = seen[place]
            yield Problem("data/observations.csv", line, "value",
                          f"{row['observation_id']} repeats {first} of line {first_line}",
                          "a figure of a note once", "remove one of the two, or tell them apart",
                          "double", f"{first} + {row['observation_id']}")
        seen.setdefault(place, (line, row["observation_id"]))


def _part_problems(note: Rows) -> Iterator[Problem]:
    groups: dict[tuple, list[tuple[int, Row, float]]] = defaultdict(list)
    for line, row in note if len(note) > 1 else ():
        value = number(row["value"])
        if row["unit"] in WHOLE and value is not None:
            unfolded = _unfold(row)
            groups[tuple(unfolded[c] for c in CONTEXT)].append((line, unfolded, value))
    for group in (group for group in groups.values() if len(group) > 1):
        for split in SPLITS:
            yield from _parts_above(group, split)


def _unfold(row: Row) -> Row:
    """Return a row with the keys of `DETAIL_PARTS` taken out of ``detail`` into columns."""
    pairs = dict(pair.partition("=")[::2] for pair in row["detail"].split("; ") if pair)
    parts = {key: pairs.pop(key, "") for key in DETAIL_PARTS}
    return row | parts | {"detail": "; ".join(f"{key}={value}" for key, value in pairs.items())}


def _parts_above(group: list[tuple[int, Row, float]], split: tuple[str, ...]) -> Iterator[Problem]:
    """Yield a total of one note that its parts by the columns of `split` exceed."""
    others = [c for c in BREAKDOWNS + DETAIL_PARTS if c not in split]
    totals: dict[tuple, tuple[int, Row, float]] = {}
    parts: dict[tuple, dict[tuple, float]] = defaultdict(dict)
    for line, row, value in group:
        same, part = tuple(row[c] for c in others), tuple(row[c] for c in split)
        if not any(part):
            if same not in totals or value > totals[same][2]:
                totals[same] = (line, row, value)
        elif all(part):
            parts[same][part] = min(value, parts[same].get(part, value))
    for same, (line, row, total) in totals.items():
        above = sum(parts[same].values())
        if above > total:
            yield Problem("data/observations.csv", line, "value",
                          f"the parts by {' and '.join(split)} add up to {above:,.0f}, more than "
                          f"the total {total:,.0f}", "parts that do not exceed their total",
                          "mend the figures; if printed so, add a row to "
                          "data/accepted_oddities.csv", "parts-above-total",
                          f"{row['observation_id']}:{'+'.join(split)}")


def _participant_problems(tables: Tables) -> Iterator[Problem]:
    for line, row in tables["activities"].numbered():
        total = number(row["participants"])  # a cell that is empty or no number has none
        parts = sum(number(row[column]) or 0 for column in ("women", "men"))
        if total is not None and parts > total:
            yield Problem("data/activities.csv", line, "participants",
                          f"women and men add up to {parts:.0f}, more than {total:.0f}",
                          "parts that do not exceed their total", "mend the figures",
                          "parts-above-total", row["activity_id"])


def _search_problems(searches: Table) -> Iterator[Problem]:
    for line, row in searches.numbered():
        for part, whole in (("relevant", "hits"), ("new", "relevant")):
            some, all_ = number(row[part]), number(row[whole])
            if some is not None and all_ is not None and some > all_:
                yield Problem(searches.file, line, part,
                              f"{row[part]} {part} are more than {row[whole]} {whole}",
                              f"at most {row[whole]}", "mend the counts", "hits",
                              row["search_id"])
