"""``thesis diff``: what a change in the data changes in the book."""

import csv
import io
import json
from collections.abc import Mapping
from difflib import unified_diff
from pathlib import Path
from textwrap import shorten

from thesis.author.recompute import Results, results
from thesis.author.revision import stage
from thesis.project.edition import DEFAULT, Edition
from thesis.project.paths import BUILD
from thesis.project.progress import Progress
from thesis.publish.facts import Fact, text

FIELDS = "value", "unit", "rows", "sources", "how", "decimals"  # of a fact, weightiest first
LONG, WIDE = 12, 160  # lines of a changed table that people see, and their length


def compare(revision: str, root: Path, progress: Progress) -> dict:
    """Return what differs between the base of a git revision and that of the working tree.

    Both are seen through the text and the code of the working tree. Keys: revision; facts,
    verdicts (lists of {name, change, before, after}; change: added, removed, or what else differs
    first: value, unit, rows, sources); exhibits ({name, change, lines}: the changed cells or lines
    of their data); failures (cells that failed, before and after). Raises
    `thesis.author.Refused` for an unknown revision and `nbrefresh.project.ProjectError`.
    """
    folder = root / BUILD / "work" / "diff"
    stage(root, revision, folder)
    return _compare(revision, Edition(folder), Edition(root), progress)


def compare_coding(coding: str, root: Path, progress: Progress) -> dict:
    """Return what differs in the book when it rests on another coding, keys as in `compare`."""
    return _compare(f"coding {DEFAULT}", Edition(root), Edition(root, coding=coding), progress)


def _compare(name: str, old: Edition, new: Edition, progress: Progress) -> dict:
    with progress.step("before"):
        before = results(old, progress)
    with progress.step("after"):
        after = results(new, progress)
    return {"revision": name, **differences(before, after)}


def differences(before: Results, after: Results) -> dict:
    """Return what differs between two states of the book, see `compare`."""
    return {
        "facts": [_changed(name, before.facts, after.facts) for name in
                  _names(before.facts, after.facts)],
        "verdicts": [{"name": name, **_pair(name, before.verdicts, after.verdicts)}
                     for name in _names(before.verdicts, after.verdicts)],
        "exhibits": [{"name": name, "change": _kind(name, before.exhibits, after.exhibits),
                      "lines": _lines(before.exhibits.get(name, ""), after.exhibits.get(name, ""))}
                     for name in _names(before.exhibits, after.exhibits)],
        "failures": {"before": before.failures, "after": after.failures},
    }


def _names(before: Mapping, after: Mapping) -> list[str]:
    """Return the names whose values differ, in order of name."""
    return sorted(name for name in before.keys() | after.keys()
                  if before.get(name) != after.get(name))


def _kind(name: str, before: Mapping, after: Mapping) -> str:
    return "added" if name not in before else "removed" if name not in after else "value"


def _pair(name: str, before: Mapping, after: Mapping) -> dict:
    return {"change": _kind(name, before, after), "before": before.get(name),
            "after": after.get(name)}


def _changed(name: str, before: Mapping[str, Fact], after: Mapping[str, Fact]) -> dict:
    old, new = before.get(name), after.get(name)
    kind = _kind(name, before, after) if not (old and new) else next(
        field for field in FIELDS if getattr(old, field) != getattr(new, field))
    old_rows, new_rows = (set(fact.rows) if fact else set() for fact in (old, new))
    return {"name": name, "change": kind, "before": old and old.value, "after": new and new.value,
            "shown_before": old and text(old, "id"), "shown_after": new and text(new, "id"),
            "rows_added": sorted(new_rows - old_rows), "rows_removed": sorted(old_rows - new_rows)}


def _lines(before: str, after: str) -> list[str]:
    """Return the changed cells of two CSV tables of one shape, else their changed lines."""
    old, new = (list(csv.reader(io.StringIO(text))) for text in (before, after))
    if old and new and len(old) == len(new) and old[0] == new[0]:
        return [f"{was[0]}: {column}: {one} -> {other}"
                for was, now in zip(old, new, strict=True)
                for column, one, other in zip(old[0], was, now, strict=True) if one != other]
    found = unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return [line for line in found if not line.startswith(("---", "+++", "@@"))]


def as_json(found: dict) -> str:
    """Return the differences as JSON."""
    return json.dumps(found, ensure_ascii=False, indent=1)


def as_text(found: dict) -> str:
    """Return the differences as text for people."""
    lines = [*(_fact_line(item) for item in found["facts"]),
             *(f"verdict on {item['name']}: {item['before']} -> {item['after']}"
               for item in found["verdicts"])]
    for item in found["exhibits"]:
        lines.append(f"{item['change']:8} {item['name']}: {len(item['lines'])} changes of its data")
        lines += [f"    {shorten(line, WIDE)}" for line in item["lines"][:LONG]]
        lines += ["    …"] if len(item["lines"]) > LONG else []
    for state, failed in found["failures"].items():
        lines += [f"cell failed on the base {state}: {line}" for line in failed]
    changed = [item for item in found["facts"] if item["change"] not in FIELDS[2:]]
    return "\n".join([*lines, (
        f"against {found['revision']}: {len(changed)} facts change, "
        f"{len(found['facts']) - len(changed)} rest on other rows or sources, "
        f"{len(found['verdicts'])} verdicts and {len(found['exhibits'])} exhibits change")])


def _fact_line(item: dict) -> str:
    rows = " ".join([*(f"+{row}" for row in item["rows_added"]),
                     *(f"-{row}" for row in item["rows_removed"])])
    rows = f"  [{rows if len(rows) < 80 else rows[:80] + ' …'}]" if rows else ""
    shown = list(dict.fromkeys(filter(None, (item["shown_before"], item["shown_after"]))))
    unseen = item["change"] == "value" and len(shown) == 1
    beyond = f" (unrounded: {item['before']} -> {item['after']})" if unseen else ""
    return f"{item['change']:8} {item['name']}: {' -> '.join(shown)}{beyond}{rows}"
