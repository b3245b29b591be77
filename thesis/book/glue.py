"""What the cells of the pages publish, as MyST-NB stores it beside the executed notebooks."""

import json
from functools import cache, lru_cache
from pathlib import Path

from myst_nb.sphinx_ import NbMetadataCollector
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from thesis.base.load import load
from thesis.book.domain import facts_of_cells, known, notebook_settings
from thesis.manuscript.text import OBSERVATION
from thesis.publish.facts import EXHIBIT_TYPE, FACT_TYPE, SVG, Fact, absent, from_record, stated
from thesis.publish.records import ExhibitRecord

LOGGER = logging.getLogger(__name__)


def published(env: BuildEnvironment, docname: str) -> dict[str, dict]:
    """Return {name: {media type: record}} of one page, empty if it publishes nothing."""
    path = Path(notebook_settings(env).output_folder) / f"{docname}.glue.json"
    if "glue" not in NbMetadataCollector.get_doc_data(env).get(docname, {}) or not path.exists():
        return {}
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=64)
def _read(path: Path, _changed: int) -> dict[str, dict]:
    outputs = json.loads(path.read_text(encoding="utf-8"))
    return {name: output["data"] for name, output in outputs.items()}


def page_facts(env: BuildEnvironment, docname: str) -> dict[str, Fact]:
    """Return {name: fact} of the facts that a page publishes."""
    return {name: from_record(data[FACT_TYPE])
            for name, data in published(env, docname).items() if FACT_TYPE in data}


def collect_facts(app: Sphinx, env: BuildEnvironment) -> None:
    """Keep the facts of all pages; warn where two pages share a name."""
    facts: dict[str, Fact] = {}
    for docname in sorted(env.found_docs):
        for name, fact in page_facts(env, docname).items():
            if name in facts:
                LOGGER.warning("fact %r is published by another page too: name it otherwise", name,
                               location=docname, type="thesis", subtype="fact")
            facts[name] = fact
    known(env)["facts"] = facts


def find_fact(env: BuildEnvironment, name: str) -> Fact | None:
    """Return the fact that some page publishes, that an observation states, or an absence is.

    A name like ``O01234`` is that observation of ``data/observations.csv``, one that
    ``data/absences.csv`` has is that absence: they need no cell.
    Known once all pages are read.
    """
    if OBSERVATION.fullmatch(name):
        row = observations(Path(env.srcdir)).get(name)
        return stated(row) if row else None
    row = absences(Path(env.srcdir)).get(name)
    return absent(row) if row else facts_of_cells(env).get(name)


@cache
def observations(root: Path) -> dict[str, dict]:
    """Return {id: row} of ``data/observations.csv``, without what rests on excluded sources."""
    return {row["observation_id"]: row for row in load(root).observations.to_dict("records")}


@cache
def absences(root: Path) -> dict[str, dict]:
    """Return {name: row} of ``data/absences.csv``."""
    return {row["absence"]: row for row in load(root).absences.to_dict("records")}


def page_exhibits(env: BuildEnvironment, docname: str) -> dict[str, ExhibitRecord]:
    """Return {name: record} of the figures, with their picture, and tables of a page."""
    return {name: data[EXHIBIT_TYPE] | ({"svg": data[SVG]} if SVG in data else {})
            for name, data in published(env, docname).items() if EXHIBIT_TYPE in data}


def setup(app: Sphinx) -> None:
    """Collect the facts as soon as all pages are read."""
    app.connect("env-updated", collect_facts, priority=100)
