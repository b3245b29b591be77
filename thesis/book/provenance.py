"""``provenance.json``: what every number, figure and table of the book rests on, as PROV-O.

The JSON-LD graph holds facts and exhibits (entities), the rows and sources they derive from, the
notebooks that computed them (activities) and the places that show or cite them.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from thesis.base.load import load_collected
from thesis.book.domain import exhibit_anchors, fact_uses, known, source_places
from thesis.book.glue import find_fact, page_exhibits, page_facts
from thesis.book.source_line import source_row
from thesis.book.uses import reading_order
from thesis.project.files import digest_of_text, write_whole
from thesis.project.state import is_current, record

FILE = "provenance.json"
CONTEXT = {
    "@version": 1.1,
    "prov": "http://www.w3.org/ns/prov#", "dcterms": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/", "thesis": "urn:thesis:",
    "fact": "urn:thesis:fact:", "exhibit": "urn:thesis:exhibit:", "row": "urn:thesis:row:",
    "source": "urn:thesis:source:", "notebook": "urn:thesis:notebook:",
    "value": "prov:value", "unit": "schema:unitText", "computation": "thesis:computation",
    "decimals": "thesis:decimals",
    "title": "dcterms:title", "class": "thesis:sourceClass", "shown_at": "thesis:shownAt",
    "url": {"@id": "schema:url", "@type": "@id"},
    "derived_from": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "primary_source": {"@id": "prov:hadPrimarySource", "@type": "@id"},
    "generated_by": {"@id": "prov:wasGeneratedBy", "@type": "@id"},
}


def graph(env: BuildEnvironment) -> dict:
    """Return the JSON-LD document of the whole book."""
    nodes = [*_facts(env), *_exhibits(env)]
    rows = {row for node in nodes for row in node["derived_from"]}
    sources = {key for node in nodes for key in node["primary_source"]}
    places = source_places(env)
    root = Path(env.srcdir)
    nodes += _rows({row.removeprefix("row:") for row in rows}, root)
    nodes += [_source(key, places.get(key, []), root)
              for key in sorted({*places, *(key.removeprefix("source:") for key in sources)})]
    notebooks = sorted({node["generated_by"] for node in nodes if "generated_by" in node})
    nodes += [{"@id": name, "@type": "prov:Activity"} for name in notebooks]
    return {"@context": CONTEXT, "@graph": nodes}


def _facts(env: BuildEnvironment) -> Iterator[dict]:
    uses = fact_uses(env)
    shown = {name: [(page, anchor) for page in reading_order(env)
                    for anchor in uses.get(page, {}).get(name, [])]
             for names in uses.values() for name in names}
    published = {name: page for page in env.found_docs for name in page_facts(env, page)}
    for name in sorted(shown):
        if fact := find_fact(env, name):
            generated = {"generated_by": f"notebook:{published[name]}"} if name in published else {}
            yield {"@id": f"fact:{quote(name)}", "@type": "prov:Entity", "value": fact.value,
                   "unit": fact.unit, "computation": fact.how,
                   "decimals": fact.decimals, **_basis(fact.rows, fact.sources),
                   **generated, "shown_at": _places(shown[name])}


def _basis(rows: Sequence[str], sources: Sequence[str]) -> dict[str, list[str]]:
    others = set(sources)
    return {"derived_from": [f"row:{row}" for row in rows if row not in others],
            "primary_source": [f"source:{key}" for key in sources]}


def _exhibits(env: BuildEnvironment) -> Iterator[dict]:
    for page in reading_order(env):
        records = page_exhibits(env, page)
        for name, anchor in exhibit_anchors(env).get(page, {}).items():
            if exhibit := records.get(name):
                yield {"@id": f"exhibit:{name}", "@type": "prov:Entity",
                       **_basis(exhibit["rows_used"], exhibit["sources"]),
                       "generated_by": f"notebook:{page}", "shown_at": _places([(page, anchor)])}


def _rows(ids: set[str], root: Path) -> list[dict]:
    register = load_collected(root)
    notes: dict[str, str] = {}
    for table, key in (("observations", "observation_id"), ("caseload", "caseload_id")):
        notes |= register.tables[table].set_index(key)["evidence_id"].to_dict()
    ids = ids | {notes[row] for row in ids if row in notes}
    source = register.evidence.set_index("evidence_id")["source"].to_dict()
    activities = register.activities.set_index("activity_id")["sources"].str.split().to_dict()
    nodes = []
    for row in sorted(ids):
        keys = activities.get(row) or [source[key] for key in (notes.get(row, row),)
                                       if key in source]
        node = {"@id": f"row:{row}", "@type": "prov:Entity",
                "primary_source": [f"source:{key}" for key in keys]}
        nodes.append(node | ({"derived_from": [f"row:{notes[row]}"]} if row in notes else {}))
    return nodes


def _source(key: str, places: list[tuple[str, str]], root: Path) -> dict:
    row = source_row(key, root)
    return {"@id": f"source:{key}", "@type": ["prov:Entity", "prov:PrimarySource"],
            "title": row["title"], "class": row["source_class"], "url": row["url"],
            "shown_at": _places(places)}


def _places(places: list[tuple[str, str]]) -> list[str]:
    return [f"{page}.html#{anchor}" for page, anchor in places]


def write_provenance(app: Sphinx, error: Exception | None) -> None:
    """Write the graph beside the start page of the web edition."""
    if error is None and app.builder.format == "html":
        root, path = Path(app.srcdir), Path(app.outdir) / FILE
        step, made_from = str(path.relative_to(root)), digest_of_text(repr(known(app.env)["shown"]))
        if not is_current(root, step, made_from, [path]):
            text = json.dumps(graph(app.env), ensure_ascii=False)  # with an indent it takes seconds
            write_whole(path, text + "\n")
            record(root, step, made_from)


def setup(app: Sphinx) -> None:
    """Write the graph at the end of a build."""
    app.connect("build-finished", write_provenance)
