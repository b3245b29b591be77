"""Check the verdicts on sentences: whoever does not find one supported says why."""

from collections.abc import Iterator

from thesis.check.files import Tables
from thesis.check.problem import Problem
from thesis.manuscript.claims import VERDICTS


def claim_problems(tables: Tables) -> Iterator[Problem]:
    """Yield the verdicts that lack a reason."""
    table = tables.get("claims")
    if table is None or table.absent:
        return  # reported elsewhere
    for line, row in table.numbered():
        if row["verdict"] in VERDICTS[1:] and not row["reason_en"]:
            yield Problem(table.file, line, "reason_en",
                          f"nothing says why {row['digest']} is {row['verdict']}",
                          "a reason in both languages", "say what the sentence lacks or adds",
                          "claim", row["digest"])
