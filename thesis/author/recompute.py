"""What the book says about its base: facts, data of exhibits and verdicts, without building it."""

from contextlib import suppress
from dataclasses import dataclass, field, replace

from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode

from nbrefresh.execute import error_text
from nbrefresh.project import Notebook, read_notebooks
from nbrefresh.run import outputs, refresh
from thesis.analysis.findings import verdicts
from thesis.analysis.settled import base_of
from thesis.book.notebooks import kernel_variables
from thesis.make.edition import run_notebooks
from thesis.make.results import facts_of, published
from thesis.manuscript.text import facts, page_files
from thesis.project.edition import Edition
from thesis.project.errors import BuildError
from thesis.project.progress import Progress
from thesis.publish.facts import EXHIBIT_TYPE, Fact, stated


@dataclass(frozen=True)
class Results:
    """Facts and data of exhibits by name, verdicts by finding, cells that failed."""

    facts: dict[str, Fact] = field(default_factory=dict)
    exhibits: dict[str, str] = field(default_factory=dict)
    verdicts: dict[str, str] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)


def results(edition: Edition, progress: Progress) -> Results:
    """Return what the pages of an edition say; runs the notebooks that are stale.

    Where a cell fails, the others of its page count. Raises `nbrefresh.project.ProjectError`.
    """
    base = base_of(edition)
    named = {name for path in page_files(edition.root)
             for _, name in facts(path.read_text(encoding="utf-8"))}
    observations = base.observations[base.observations["observation_id"].isin(named)]
    notebooks, failures = _executed(edition, progress)
    return Results(
        facts_of(notebooks) | {row["observation_id"]: stated(row)
                               for row in observations.to_dict("records")},
        {name: record["csv"] for name, record in published(notebooks, EXHIBIT_TYPE).items()},
        dict(verdicts(base)[["finding_id", "verdict"]].itertuples(index=False)), failures)


def _executed(edition: Edition, progress: Progress) -> tuple[list[NotebookNode], list[str]]:
    """Return the notebooks with outputs, and what went wrong in them.

    Those that fail, of which the cache of the book keeps nothing, run again to their ends.
    """
    root, aside = edition.root, edition.work / "failing"
    with suppress(BuildError):
        run_notebooks(edition, progress, "")
    whole = outputs(root, edition.cache)
    failing = [replace(notebook, allow_errors=True) for notebook in read_notebooks(root)
               if notebook.name not in whole]
    if not failing:
        return list(whole.values()), []
    errors = refresh(root, aside, edition.variant, notebooks=failing,
                     variables=kernel_variables(edition, edition.work)).errors
    partial = outputs(root, aside)
    for notebook in failing:
        if notebook.name in partial:
            errors += _failures(replace(notebook, cells=partial[notebook.name]), edition)
    return list((partial | whole).values()), errors


def _failures(notebook: Notebook, edition: Edition) -> list[str]:
    return [error_text(notebook, index, CellExecutionError.from_cell_and_msg(cell, output),
                       edition.root)
            for index, cell in enumerate(notebook.cells.cells)
            for output in cell.get("outputs", ()) if output["output_type"] == "error"]
