"""Check the publishers: one body under one name, and IOM not independent of itself."""

from collections.abc import Iterator

from thesis.base.publishers import spellings
from thesis.check.files import Tables
from thesis.check.problem import Problem, quoted


def publisher_problems(tables: Tables) -> Iterator[Problem]:
    """Yield second names of a body that stand as publishers, and bodies of IOM independent of it.
    """
    table = tables.get("publishers")
    if table is None or table.absent:
        return
    names = spellings(table.rows)
    for line, row in table.numbered():
        name = row["publisher"]
        for spelling in (name, *filter(None, row["aliases"].split(" | "))):
            if (same := names[spelling.strip().casefold()]) != name:
                yield Problem(table.file, line, "publisher",
                              f"{quoted(spelling)} is a name of {same}, too",
                              "each body under one name", f"write {same} and remove the row, or "
                              "mend the aliases", "publisher-twice", name)
        if row["kind"] == "iom" and row["independent_of_iom"] == "yes":
            yield Problem(table.file, line, "independent_of_iom",
                          f"{name} is of the kind iom, yet independent of it", "no",
                          "write no, or mend the kind", "iom-independent", name)
