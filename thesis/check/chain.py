"""Check the stages that activities touch: only core ones, by notes on these activities."""

from collections.abc import Iterator

from thesis.check.files import Tables
from thesis.check.problem import Problem

NAME = "activity_chain"


def chain_problems(tables: Tables) -> Iterator[Problem]:
    """Yield rows of an activity that is not core, and notes that are not among its own."""
    table, activities = tables.get(NAME), tables.get("activities")
    if table is None or activities is None or table.absent or activities.absent:
        return  # reported elsewhere
    known = {row["activity_id"]: row for _, row in activities.numbered()}
    for line, row in table.numbered():
        activity = known.get(row["activity_id"])
        if activity is None:
            continue  # reported elsewhere
        if activity["relevance"] != "core":
            yield Problem(table.file, line, "activity_id", f"{row['activity_id']} is not core",
                          "a core activity", "remove the row, or mend the id", "chain-core",
                          row["activity_id"])
        for note in row["notes"].split():
            if note not in activity["evidence_ids"].split():
                yield Problem(table.file, line, "notes",
                              f"{note} is no note on {row['activity_id']}",
                              f"notes of evidence_ids: {activity['evidence_ids']}",
                              "mend the id, or link the note to the activity", "chain-note", note)
