"""Take away the findings that were reviewed and stand in ``data/accepted_oddities.csv``."""

from thesis.check.files import Tables
from thesis.check.problem import Problem

NAME = "accepted_oddities"


def without_accepted(problems: list[Problem], tables: Tables) -> list[Problem]:
    """Return the problems that no row accepts, and one for each row that accepts nothing.

    A row silences exactly one finding: the first of its rule, file and key. A row about a table
    that could not be read whole is passed over.
    """
    read = {other.file for other in tables.values() if not other.absent}
    table = tables.get(NAME)
    if table is None or table.absent:
        return problems
    left = list(problems)
    for line, row in table.numbered():
        wanted = (row["rule"], row["file"], row["key"])
        for problem in left:
            if (problem.rule, problem.file, problem.key) == wanted:
                left.remove(problem)
                break
        else:
            if row["file"].endswith(".csv") and row["file"] not in read:
                continue
            left.append(Problem(table.file, line, "key",
                                f"nothing is found any more for {row['rule']} of {row['key']}",
                                "a row for each finding that stands", "remove the row",
                                "accepted-nothing", row["key"]))
    return left
