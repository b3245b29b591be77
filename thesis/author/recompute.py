"""What the book says about a base: its facts, exhibits and verdicts, computed without building it.

The cells of the pages run in this process with the base of another folder in the place of the
present one; nothing is drawn to a file.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

from thesis.analysis.findings import verdicts
from thesis.analysis.settled import with_coding
from thesis.base import load as data
from thesis.manuscript.text import OBSERVATION, page_files
from thesis.manuscript.text import facts as facts_of
from thesis.project.edition import DEFAULT
from thesis.publish import cells
from thesis.publish.exhibits import Exhibit, as_csv
from thesis.publish.facts import Fact, Table, observed

CELL = re.compile(r"^```\{code-cell\}[^\n]*\n(?:^:[^\n]*\n)*(.*?)^```", re.MULTILINE | re.DOTALL)


@dataclass
class Results:
    """Facts and data of exhibits by name, verdicts by finding, cells that failed."""

    facts: dict[str, Fact] = field(default_factory=dict)
    exhibits: dict[str, str] = field(default_factory=dict)
    verdicts: dict[str, str] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)


def results(base_root: Path, text_root: Path, coding: str = DEFAULT) -> Results:
    """Return what the pages below `text_root` say about the base below `base_root`."""
    found = Results()
    base = with_coding(data.load(base_root), coding)
    with _other_base(base_root, base, found):
        for path in page_files(text_root):
            name, text = path.relative_to(text_root).as_posix(), path.read_text(encoding="utf-8")
            _run_cells(name, text, found)
            _observations(name, text, base, found)
    found.verdicts = dict(verdicts(base)[["finding_id", "verdict"]].itertuples(index=False))
    return found


@contextmanager
def _other_base(root: Path, base: data.Base, found: Results) -> Iterator[None]:
    """Let the cells see the base below `root` and hand what they publish over to `found`."""

    def publish(**things: Fact | Table | Exhibit) -> None:
        for name, thing in cells.named(things):
            if isinstance(thing, Fact):
                found.facts[name] = thing
            else:
                found.exhibits[name] = as_csv(thing.data)

    load, load_register = data.load, data.load_register
    with (patch.object(cells, "base", base), patch.object(cells, "publish", publish),
          patch.object(cells, "register", load_register(root)),
          patch.object(data, "load", lambda _: load(root)),
          patch.object(data, "load_register", lambda _: load_register(root))):
        yield


def _run_cells(name: str, text: str, found: Results) -> None:
    names = {"__name__": "__main__"}
    for match in CELL.finditer(text):
        line = text.count("\n", 0, match.start(1)) + 1
        try:
            exec(compile(match[1], name, "exec"), names)
        except Exception as error:  # a cell may fail in any way on a base it was not written for
            found.failures.append(f"{name}:{line}: {type(error).__name__}: {error}")


def _observations(name: str, text: str, base: data.Base, found: Results) -> None:
    for line, shown in facts_of(text):
        if OBSERVATION.fullmatch(shown):
            try:
                found.facts[shown] = observed(base, shown)
            except KeyError as error:
                found.failures.append(f"{name}:{line}: {error.args[0]}")
