"""Check the counts of people around IOM: how far a population reaches, so that none is left out."""

from collections.abc import Iterator

from thesis.analysis.caseload import DATABASE, NATIONAL
from thesis.check.files import Tables
from thesis.check.problem import Problem

COLUMN = "population_scope"


def caseload_problems(tables: Tables) -> Iterator[Problem]:
    """Yield populations with two scopes, and rows that no table of their scope would show."""
    table = tables.get("caseload")
    if table is None or table.absent:
        return
    scopes: dict[str, str] = {}
    for line, row in table.numbered():
        scope, part = row[COLUMN], row["sex"] or row["age"]
        known = scopes.setdefault(row["population"], scope)
        if scope != known:
            yield Problem(table.file, line, COLUMN, f"the same population is {known} further up",
                          known, f"write {known}, or name the population otherwise", "scope",
                          row["caseload_id"])
        elif not part and (scope == DATABASE or scope == NATIONAL and row["unit"] != "persons"):
            yield Problem(table.file, line, COLUMN, f"no table shows a {scope} count in "
                          f"{row['unit']} without sex and age",
                          "a national count of persons, a part by sex or age, or other",
                          "mend unit, sex or age, or write other", "scope", row["caseload_id"])
