"""The index of the register, which the search form of the appendix reads.

One script for the whole base: it loads from ``file://`` too, where a page may fetch nothing.
"""

import json
from collections.abc import Iterable
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from thesis.analysis import findings, parts, settled
from thesis.base.load import Base, load_collected
from thesis.base.sources import CLASSES
from thesis.book.citeproc import citation
from thesis.book.domain import edition_of
from thesis.book.register_entries import rows_of
from thesis.book.register_pages import register_target
from thesis.book.templates import macro
from thesis.project.edition import Edition
from thesis.project.files import write_whole
from thesis.project.inputs import digest_of_step
from thesis.project.state import is_current, record
from thesis.words.labels import headings, labels
from thesis.words.language import column
from thesis.words.situation import province_names

SCRIPT = "_static/register-index.js"


class RegisterSearch(SphinxDirective):
    """The search form over all sources; without JavaScript, a word on how to read on."""

    def run(self) -> list[nodes.Node]:
        html = macro("register", "search", self.config.language, choices(edition_of(self.env)))
        return [nodes.raw("", html, format="html", classes=["web-only"])]


def choices(edition: Edition) -> dict[str, list[tuple[str, str]]]:
    """Return {facet: (value, label) pairs} of the selections that the form offers."""
    language = edition.language
    register = load_collected(edition.root)
    label = column("label", language)
    book = register.codebook[register.codebook["parent"] != ""]
    years = sorted(set(register.sources["year"]) - {""}, reverse=True)
    issuers = {name: labels("publisher", language).get(name, name)
               for name in sorted(set(register.sources["issuer"]), key=str.casefold)}
    names = headings("finding", language)
    return {
        "class": [(name, labels("source_class", language)[name]) for name in CLASSES],
        "year": [(year, year) for year in years],
        "issuer": list(issuers.items()),
        "province": list(province_names(register, language).items()),
        "code": list(book[["code", label]].itertuples(index=False, name=None)),
        "finding": [(name, f"{name} {names[name]}")
                    for name in parts.ids(settled.base_of(edition))],
        "side": [(side, labels("stance", language)[side]) for side in findings.STANCES],
        "language": list(headings("language", language).items()),
    }


def index(edition: Edition) -> list[dict]:
    """Return one record a source: facets, address in the register, and its notes.

    A note is [id, text, codes that count, [finding, side] that count].
    """
    base, register = settled.base_of(edition), load_collected(edition.root)
    provinces, stances = provinces_of(register), findings.stances(base)
    codes = _grouped(settled.codings(base)[["evidence_id", "code"]].itertuples(index=False))
    sides = _grouped((note, (finding, side)) for note, finding, side in stances[
        ["evidence_id", "finding_id", "stance"]].itertuples(index=False))
    return [_record(row, edition, codes, sides)
            | {"province": provinces.get(row["source"], [])}
            for row in register.sources.to_dict("records")]


def _record(row: dict, edition: Edition, codes: dict[str, list], sides: dict[str, list]) -> dict:
    language = edition.language
    page, anchor = register_target(row["source"], edition.root)
    return {"uri": f"{page.removeprefix('chapters/')}.html#{anchor}",
            "name": citation(row["source"], edition), "title": row["title"],
            "class": row["source_class"], "year": row["year"], "issuer": row["issuer"],
            "language": row["language"], "key": row["source"], "excluded": row["excluded"],
            "notes": [[note["evidence_id"], note[column("note", language)],
                       codes.get(note["evidence_id"], []), sides.get(note["evidence_id"], [])]
                      for note in rows_of("evidence", "source", row["source"], edition.root)]}


def provinces_of(register: Base) -> dict[str, list[str]]:
    """Return {source: provinces that its figures or activities name}."""
    figures = register.observations[register.observations["area_type"] == "province"]
    pairs = list(figures[["source", "area"]].itertuples(index=False, name=None))
    for row in register.activities[register.activities["province"] != ""].to_dict("records"):
        pairs += [(key, row["province"]) for key in row["sources"].split()]
    return _grouped(pairs)


def _grouped(pairs: Iterable[tuple]) -> dict[str, list]:
    found: dict[str, set] = {}
    for key, value in pairs:
        found.setdefault(key, set()).add(value)
    return {key: sorted(values) for key, values in found.items()}


def write_index(app: Sphinx, error: Exception | None) -> None:
    """Write the script beside the other static files of the web edition, if it would change."""
    if error is not None or app.builder.format != "html":
        return
    edition, path = edition_of(app.env), Path(app.outdir) / SCRIPT
    step, made_from = f"{path.relative_to(edition.root)}", digest_of_step(edition.root, "registers")
    if not is_current(edition.root, step, made_from, [path]):
        records = json.dumps(index(edition), ensure_ascii=False, separators=(",", ":"))
        write_whole(path, f"window.registerIndex = {records};\n")
        record(edition.root, step, made_from)


def setup(app: Sphinx) -> None:
    """Register the directive and write the index at the end of a build."""
    app.add_directive("register-search", RegisterSearch)
    app.connect("build-finished", write_index)
