"""The facts that the book would show, computed from the present data without building it."""

from collections.abc import Callable
from pathlib import Path

from nbrefresh.project import read_notebooks
from nbrefresh.run import Progress
from nbrefresh.store import open_cache
from thesis.base.load import load
from thesis.book.notebooks import execute_notebooks
from thesis.check.shown import Facts, languages_shown
from thesis.project.edition import Edition
from thesis.project.errors import BuildError
from thesis.publish.facts import FACT_TYPE, Fact, from_record, stated
from thesis.publish.metadata import config

Report = Callable[[Progress], None]


def known_facts(root: Path, report: Report = lambda progress: None) -> Facts:
    """Return the facts of all pages and observations, for each language in which the text is.

    Runs the notebooks that are stale. Raises BuildError where a cell fails.
    """
    rows = load(root).observations.to_dict("records")
    stating = {row["observation_id"]: stated(row) for row in rows}
    return {language: (stating | published_facts(Edition(root, language), report)).get
            for language in languages_shown(root)}


def published_facts(edition: Edition, report: Report) -> dict[str, Fact]:
    """Return {name: fact} of what the cells of all pages publish, running those that are stale."""
    timeout = config(edition.root)["execute"]["timeout"]
    done = execute_notebooks(edition, edition.cache, timeout, report=report)
    if done.errors:
        raise BuildError("\n\n".join(done.errors))
    cache, found = open_cache(edition.cache), {}
    for notebook in read_notebooks(edition.root):
        result = cache.get_cache_bundle(cache.match_cache_notebook(notebook.cells).pk).nb
        for cell in result.cells:
            for output in cell.get("outputs", []):
                if record := output.get("data", {}).get(FACT_TYPE):
                    found[record["name"]] = from_record(record)
    return found
