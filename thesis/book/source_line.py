"""The line under a figure or table that says what it rests on."""

from functools import cache
from pathlib import Path

import pandas as pd
from docutils import nodes
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment

from thesis.base.hosts import keeps_copies
from thesis.base.load import load_collected
from thesis.base.sources import CLASSES
from thesis.book.citeproc import citation
from thesis.book.code_pages import code_address
from thesis.book.domain import edition_of
from thesis.book.page_names import appendix_names
from thesis.book.register_pages import REGISTER, register_query, register_target
from thesis.publish.computation import SOURCE, counted_text, rows_text, within
from thesis.publish.records import ExhibitRecord
from thesis.words.language import translator

NAMED = 5  # sources at most that a line names


@cache
def _sources(root: Path) -> pd.DataFrame:
    return load_collected(root).sources.set_index("source", drop=False)


@cache
def source_row(key: str, root: Path) -> dict:
    """Return the row of ``sources`` of a key of references.bib, excluded ones too."""
    return _sources(root).loc[key].to_dict()


def source_url(key: str, root: Path) -> str:
    """Return the address of a source, "" where it is that of a site of copies."""
    url = source_row(key, root)["url"]
    return "" if keeps_copies(url) else url


def source_references(keys: list[str], env: BuildEnvironment,
                      builder: Builder) -> list[nodes.Node]:
    """Return the citations of sources, as links, with semicolons between them."""
    return [node for i, key in enumerate(keys) for node in (
        nodes.Text("; " if i else ""), source_reference(key, "", env, builder))]


def source_reference(key: str, text: str, env: BuildEnvironment, builder: Builder) -> nodes.Node:
    """Return a link from `text`, else its citation, to the register entry of a source."""
    edition = edition_of(env)
    page, anchor = register_target(key, edition.root)
    uri = f"{builder.get_relative_uri(env.docname, page)}#{anchor}"
    title = citation(key, edition)
    return nodes.reference("", text or title, internal=True, refuri=uri, reftitle=title,
                           classes=["to-source"])


def source_line(record: ExhibitRecord, csv_uri: str, env: BuildEnvironment,
                builder: Builder) -> nodes.paragraph:
    """Return the paragraph: the sources, or how many and where, rows used, the data as CSV."""
    edition = edition_of(env)
    language = edition.language
    _ = translator(language)
    keys, rows = best_first(record["sources"], edition.root), record["rows_used"]
    said = rows_text(rows, keys, language)
    line = nodes.paragraph(classes=["source-line"])
    if len(keys) > NAMED:
        basis = within(said, counted_text(len(keys), SOURCE, language), language)
        line += [nodes.Text(_("Sumber: diolah dari {basis}").format(basis=basis) + " ("),
                 all_sources(rows, keys, env, builder), nodes.Text(")")]
    else:
        line += nodes.Text(_("Sumber: ") if keys else "")
        line += source_references(keys, env, builder)
        line += nodes.Text((". " if keys else "") + (
            _("Diolah dari {rows}").format(rows=said) if rows
            else _("Disusun untuk penelitian ini")))
    links = nodes.inline("", " (", classes=["web-only"])
    links += nodes.reference("", "CSV", internal=True, refuri=csv_uri, classes=["download"])
    if record["made_by"]:
        uri = up_to_start(env, builder) + code_address(record["made_by"])
        links += [nodes.Text(", "), nodes.reference("", _("kode"), internal=True, refuri=uri)]
    links += nodes.Text(")")
    line += [links, nodes.Text(".")]
    return line


def all_sources(rows: list[str], keys: list[str], env: BuildEnvironment,
                builder: Builder) -> nodes.reference:
    """Return the name of the appendix that lists all sources, which there shows these."""
    uri = builder.get_relative_uri(env.docname, REGISTER)
    query = register_query(rows, keys, edition_of(env).root)
    return nodes.reference("", appendix_names(env.config).get(REGISTER, REGISTER), internal=True,
                           refuri=f"{uri}#{query}")


def up_to_start(env: BuildEnvironment, builder: Builder) -> str:
    """Return the address of the folder of the start page from the page that is being written."""
    return "../" * builder.get_target_uri(env.docname).count("/")


def best_first(keys: list[str], root: Path) -> list[str]:
    """Return sources in the order of `CLASSES`, offices first and press last."""
    return sorted(keys, key=lambda key: (_rank(key, root), key))


@cache
def _rank(key: str, root: Path) -> int:
    return CLASSES.index(source_row(key, root)["source_class"])
