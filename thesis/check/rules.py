"""All rules of `thesis check`, one after the other."""

from collections.abc import Callable, Iterable
from pathlib import Path

from thesis.check.absences import match_problems, use_problems
from thesis.check.accepted import without_accepted
from thesis.check.adjudications import adjudication_problems
from thesis.check.bib import exclusion_problems, key_problems, read_entries
from thesis.check.bib_fields import field_problems
from thesis.check.caseload import caseload_problems
from thesis.check.chain import chain_problems
from thesis.check.claims import claim_problems
from thesis.check.conversions import conversion_problems
from thesis.check.corrections import correction_problems
from thesis.check.dates import date_problems
from thesis.check.figures import figure_problems
from thesis.check.labels import label_problems
from thesis.check.languages import language_problems
from thesis.check.links import link_problems
from thesis.check.markup import markup_problems
from thesis.check.package import PACKAGE, read_package, read_tables
from thesis.check.pages import page_problems, unreadable_pages
from thesis.check.printable import printable_problems
from thesis.check.problem import Problem
from thesis.check.prose import prose_problems
from thesis.check.publishers import publisher_problems
from thesis.check.repeats import repeat_problems
from thesis.check.roles import role_problems
from thesis.check.schema import schema_problems
from thesis.check.scholarly import scholarly_problems
from thesis.check.sentences import sentence_problems
from thesis.check.series import series_problems
from thesis.check.stated import stated_problems
from thesis.check.works import work_problems


def all_problems(root: Path) -> list[Problem]:
    """Return what `thesis.check.check_base` promises."""
    package, problems = read_package(root)
    entries, found = read_entries(root)
    problems += found + (unreadable := unreadable_pages(root))
    if package is None or unreadable:
        return problems
    tables, found = read_tables(root, package)
    problems += found
    forms = {problem.file for problem in problems if problem.rule == "form"}
    converted = _run(conversion_problems, tables, package, forms)
    problems += _elsewhere(converted, _run(schema_problems, tables, package))
    problems += _run(link_problems, tables, package, entries)
    if entries is not None:
        problems += _run(key_problems, entries, tables)
        problems += _run(field_problems, entries, package["collected"])
        problems += _run(exclusion_problems, entries, tables)
        problems += _run(role_problems, root, tables, entries)
        problems += _run(work_problems, entries, tables)
        problems += _run(scholarly_problems, root, entries, tables)
    problems += _run(date_problems, tables, package)
    problems += _run(figure_problems, tables)
    problems = _elsewhere(problems, _run(stated_problems, tables))
    problems += _run(label_problems, tables, package)
    problems += _run(language_problems, tables)
    problems += _run(caseload_problems, tables)
    problems += _run(chain_problems, tables)
    problems += _run(series_problems, tables)
    problems += _run(publisher_problems, tables)
    problems += _run(claim_problems, tables)
    problems += _run(repeat_problems, tables)
    problems += _run(correction_problems, tables, package)
    problems += _run(adjudication_problems, tables)
    problems += _run(use_problems, root, tables)
    problems += page_problems(root)
    problems += prose_problems(root)
    problems += markup_problems(root)
    problems += _run(printable_problems, root, tables)
    problems = without_accepted(problems, tables)
    problems += _run(sentence_problems, root, tables)  # of which no row accepts any
    if all(problem.file.endswith(".md") for problem in problems):  # the data are sound
        problems += match_problems(root, tables, package)
    return sorted(problems, key=lambda p: (p.file.endswith(".md"), p.file, p.row, p.column,
                                           p.message))


def _elsewhere(problems: list[Problem], found: list[Problem]) -> list[Problem]:
    """Return problems and those found in cells of which they say nothing."""
    cells = {(problem.file, problem.row, problem.column) for problem in problems}
    return problems + [p for p in found if (p.file, p.row, p.column) not in cells]


def _run(rules: Callable[..., Iterable[Problem]], *arguments: object) -> list[Problem]:
    """Return what rules find; a column that they need and the data package lacks is a problem."""
    try:
        return list(rules(*arguments))
    except KeyError as error:
        return [Problem(PACKAGE, 0, str(error.args[0]), "a column of the rules is not described",
                        f"the column {error.args[0]}, which {rules.__module__} reads",
                        "restore the field, or change the rules with it")]
