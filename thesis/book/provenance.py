"""``provenance.json``: what every number, figure and table of the book rests on, as PROV-O.

The JSON-LD graph holds facts and exhibits (entities), the rows and sources they derive from, the
notebooks that computed them (activities) with the files they read, and the places that show or cite
them.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from nbrefresh.records import Record, read_records
from thesis.base.load import load_collected, source_of_note
from thesis.book.domain import edition_of, exhibit_anchors, fact_uses, known, source_places
from thesis.book.execution_report import files_read
from thesis.book.glue import find_fact, page_exhibits, page_facts
from thesis.book.notebooks import cache_of
from thesis.book.source_line import source_row
from thesis.book.uses import places_of_notes, reading_order
from thesis.project.files import digest_of_text, write_whole
from thesis.project.state import is_current, record
from thesis.publish.metadata import editor

FILE = "provenance.json"
ORIGINS = (("observations", "observation_id", "evidence_id"),  # table, its key, what a row rests on
           ("caseload", "caseload_id", "evidence_id"),
           ("activities", "activity_id", "evidence_ids"),
           ("recommendations", "recommendation_id", "baseline_id"),
           ("absences", "absence", "queries"))
CONTEXT = {
    "@version": 1.1,
    "prov": "http://www.w3.org/ns/prov#", "dcterms": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/", "thesis": "urn:thesis:",
    "fact": "urn:thesis:fact:", "exhibit": "urn:thesis:exhibit:", "row": "urn:thesis:row:",
    "source": "urn:thesis:source:", "notebook": "urn:thesis:notebook:",
    "file": "urn:thesis:file:", "agent": "urn:thesis:agent:", "name": "schema:name",
    "value": "prov:value", "unit": "schema:unitText", "computation": "thesis:computation",
    "decimals": "thesis:decimals",
    "title": "dcterms:title", "class": "thesis:sourceClass", "shown_at": "thesis:shownAt",
    "url": {"@id": "schema:url", "@type": "@id"},
    "derived_from": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "primary_source": {"@id": "prov:hadPrimarySource", "@type": "@id"},
    "generated_by": {"@id": "prov:wasGeneratedBy", "@type": "@id"},
    "used": {"@id": "prov:used", "@type": "@id"},
    "associated_with": {"@id": "prov:wasAssociatedWith", "@type": "@id"},
}


def graph(env: BuildEnvironment, records: Mapping[str, Record]) -> dict:
    """Return the JSON-LD document of the whole book; records: of the notebooks, by name."""
    nodes = [*_facts(env), *_exhibits(env)]
    rows = {row.removeprefix("row:") for node in nodes for row in node["derived_from"]}
    places, root = source_places(env), Path(env.srcdir)
    notes = {note: cited for note, cited in places_of_notes(env).items()
             if note in source_of_note(root)}
    nodes += [node | ({"shown_at": _places(notes[row])} if row in notes else {})
              for row, node in _rows({*rows, *notes}, root).items()]
    sources = {key for node in nodes for key in node["primary_source"]}
    nodes += [_source(key, places.get(key, []), root)
              for key in sorted({*places, *(key.removeprefix("source:") for key in sources)})]
    notebooks = sorted({node["generated_by"] for node in nodes if "generated_by" in node})
    nodes += _activities(notebooks, records, editor(edition_of(env)))
    return {"@context": CONTEXT, "@graph": nodes}


def _activities(notebooks: Sequence[str], records: Mapping[str, Record],
                editing: str) -> Iterator[dict]:
    """Yield the notebooks, the files they read, and the editor, for whom they ran."""
    used = {notebook: files_read(records[notebook.removeprefix("notebook:")])
            for notebook in notebooks}
    for notebook, files in used.items():
        yield {"@id": notebook, "@type": "prov:Activity", "associated_with": "agent:editor",
               "used": [f"file:{quote(file)}" for file in files]}
    for file in sorted({file for files in used.values() for file in files}):
        yield {"@id": f"file:{quote(file)}", "@type": "prov:Entity", "title": file}
    yield {"@id": "agent:editor", "@type": "prov:Agent", "name": editing}


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


def _rows(ids: set[str], root: Path) -> dict[str, dict]:
    """Return {id: node} of rows and of all rows behind them: of figures, activities, notes."""
    register = load_collected(root)
    origins: dict[str, list[str]] = {}
    for table, key, origin in ORIGINS:
        origins |= register.tables[table].set_index(key)[origin].str.split().to_dict()
    source = source_of_note(root)

    def behind(row: str) -> Iterator[str]:
        yield row
        for other in origins.get(row, ()):
            yield from behind(other)

    nodes = {}
    for row in sorted({other for one in ids for other in behind(one)}):
        keys = dict.fromkeys(source[other] for other in behind(row) if other in source)
        node = {"@id": f"row:{row}", "@type": "prov:Entity",
                "primary_source": [f"source:{key}" for key in keys]}
        rests = [f"row:{other}" for other in origins.get(row, ())]
        nodes[row] = node | ({"derived_from": rests} if rests else {})
    return nodes


def _source(key: str, places: list[tuple[str, str]], root: Path) -> dict:
    row = source_row(key, root)
    return {"@id": f"source:{key}", "@type": "prov:Entity", "title": row["title"],
            "class": row["source_class"], "url": row["url"], "shown_at": _places(places)}


def _places(places: list[tuple[str, str]]) -> list[str]:
    return [f"{page}.html#{anchor}" for page, anchor in places]


def write_provenance(app: Sphinx, error: Exception | None) -> None:
    """Write the graph beside the start page of the web edition."""
    if error is None and app.builder.format == "html":
        root, path = Path(app.srcdir), Path(app.outdir) / FILE
        records = read_records(cache_of(app))
        read = {name: files_read(record) for name, record in sorted(records.items())}
        step = str(path.relative_to(root))
        made_from = digest_of_text(repr((known(app.env)["shown"], read)))
        if not is_current(root, step, made_from, [path]):
            document = graph(app.env, records)
            text = json.dumps(document, ensure_ascii=False)  # with an indent it takes seconds
            write_whole(path, text + "\n")
            record(root, step, made_from)


def setup(app: Sphinx) -> None:
    """Write the graph at the end of a build."""
    app.connect("build-finished", write_provenance)
