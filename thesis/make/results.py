"""The facts that the book would show, computed from the present data without building it."""

import sys
from collections.abc import Iterable
from pathlib import Path

from nbformat import NotebookNode

from nbrefresh.run import outputs
from thesis.base.load import load
from thesis.check.problem import Problem
from thesis.check.shown import Facts, fix, languages_shown, shown_problems
from thesis.make.edition import run_notebooks
from thesis.make.recorded import record_outputs, recorded_problems
from thesis.project.edition import Edition
from thesis.project.progress import Progress, shown
from thesis.publish.facts import FACT_TYPE, Fact, from_record, stated


def check_numbers(root: Path, mend: bool) -> list[Problem]:
    """Return what text and notebooks show wrongly, after rewriting it where `mend` asks."""
    with shown() as progress, progress.step("notebooks"):
        facts = known_facts(root, progress)
    executed = outputs(root, Edition(root).cache)
    for path in (*fix(root, facts), *record_outputs(root, executed)) if mend else ():
        print(f"rewritten: {path.relative_to(root)}", file=sys.stderr)
    return [*shown_problems(root, facts), *recorded_problems(root, executed)]


def known_facts(root: Path, progress: Progress) -> Facts:
    """Return the facts of all pages and observations, for each language in which the text is.

    Runs the notebooks that are stale. Raises BuildError where a cell fails.
    """
    rows = load(root).observations.to_dict("records")
    stating = {row["observation_id"]: stated(row) for row in rows}
    return {language: (stating | published_facts(Edition(root, language), progress)).get
            for language in languages_shown(root)}


def published_facts(edition: Edition, progress: Progress) -> dict[str, Fact]:
    """Return {name: fact} of what the cells of all pages publish, running those that are stale."""
    run_notebooks(edition, progress, "")
    return facts_of(outputs(edition.root, edition.cache).values())


def facts_of(notebooks: Iterable[NotebookNode]) -> dict[str, Fact]:
    """Return {name: fact} of what the cells of executed notebooks publish."""
    return {name: from_record(record) for name, record in published(notebooks, FACT_TYPE).items()}


def published(notebooks: Iterable[NotebookNode], media_type: str) -> dict[str, dict]:
    """Return {name: record} of what the cells of executed notebooks publish as a media type."""
    return {output["metadata"]["scrapbook"]["name"]: output["data"][media_type]
            for notebook in notebooks for cell in notebook.cells
            for output in cell.get("outputs", ())
            if "scrapbook" in output.get("metadata", ()) and media_type in output["data"]}
