"""What is sound but unfinished: sources without notes, notes without coding, sentences
without a verdict."""

from collections.abc import Sequence
from pathlib import Path

from thesis.analysis.settled import by_coders
from thesis.base.load import load, load_collected, registered
from thesis.manuscript.claims import unjudged

FEW = 5  # names in a line


def waiting(root: Path) -> list[str]:
    """Return a line for each kind of work that the sound base below `root` still waits for."""
    register = load_collected(root)
    unread = register.sources.drop(registered(register).index)["source"]
    uncoded = by_coders(load(root))["not"]["evidence_id"]
    sentences = [f"{claim.page}:{claim.line}" for claim in unjudged(root)]
    return [f"{line}: {_named(list(names))}; {remedy}" for line, names, remedy in (
        ("sources without a note, which nothing counts yet", unread, "thesis add note"),
        ("notes that wait for coding", uncoded, "thesis code"),
        ("sentences that wait for a reader", sentences, "thesis claims")) if len(names)]


def _named(names: Sequence[str]) -> str:
    more = f" and {len(names) - FEW} more" if len(names) > FEW else ""
    return ", ".join(names[:FEW]) + more
