"""The text of a page in the language of the edition, before MyST-NB reads it.

```` ```{other-language} TITLE ```` stands for the section of that title, such as the abstract, in
the other language. Sections have the same addresses in each edition: those of the Indonesian text.
"""

import re
from collections.abc import Container, Mapping
from pathlib import Path

from docutils import nodes
from myst_parser.mdit_to_docutils.base import default_slugify
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from thesis.book.domain import edition_of
from thesis.manuscript.catalogs import blocks_of, catalog_file, translated, translations
from thesis.manuscript.text import ROLE
from thesis.project.edition import LANGUAGES, Edition
from thesis.publish.metadata import title

TEXT, TRANSLATION = LANGUAGES
ITALIC = re.compile(r"(?<![*\w\\])\*([^*\n]+)\*(?![*\w])")
OTHER = re.compile(r"^```\{other-language\} (?P<title>.+)\n```$", re.M)


def in_language(text: str, entries: Mapping[str, str], edition: Edition) -> str:
    """Return the text of a page in the language of an edition.

    entries: {key of a block: its translation}; what is not among them stays Indonesian.
    """
    other = Edition(edition.root, TRANSLATION if edition.language == TEXT else TEXT)

    def passage(directive: re.Match[str]) -> str:
        found = re.search(rf"^## {re.escape(directive['title'])}\n.*?(?=^## |^```\{{other|\Z)",
                          text, re.M | re.S)
        if found is None:
            return directive[0]
        said = found[0] if other.language == TEXT else translated(found[0], entries)
        heading, body = said.replace("{fact}", f"{{fact-{other.language}}}").split("\n", 1)
        return (f'{heading}\n\n<div class="other-language" lang="{other.language}">\n\n'
                f"**{title(other)}**\n{body}\n</div>")

    own = text if edition.language == TEXT else translated(text, entries)
    return OTHER.sub(passage, own)


def read_translation(app: Sphinx, docname: str, source: list[str]) -> None:
    """Let Sphinx read a page in the language of the edition, and again when its catalog changes."""
    edition, env = edition_of(app.env), app.env
    catalog = catalog_file(edition.root, Path(env.doc2path(docname)), TRANSLATION)
    if catalog.exists():
        env.note_dependency(str(catalog))
        entries = translations(catalog)
        original = in_language(source[0], entries, Edition(edition.root))
        env.temp_data["thesis_headings"] = headings(original)
        source[0] = in_language(source[0], entries, edition)
        env.temp_data["thesis_terms"] = kept_terms(original, source[0])


def headings(text: str) -> list[str]:
    """Return the headings of a page, without markup."""
    return [ROLE.sub(lambda role: role["text"], block.text).translate({ord(c): "" for c in "*_`"})
            for block in blocks_of(text) if block.before.lstrip().startswith("#")]


def kept_terms(original: str, page: str) -> set[str]:
    """Return the terms that a translation keeps from the text: in italics there, but not in it."""
    return set(ITALIC.findall(page)) - set(ITALIC.findall(original))


class MarkTerms(SphinxTransform):
    """Mark the terms that a translation keeps as Indonesian."""

    default_priority = 2

    def apply(self, **kwargs: object) -> None:
        kept = self.env.temp_data.get("thesis_terms", ())
        for node in self.document.findall(nodes.emphasis):
            if node.astext() in kept:
                node["classes"].append(f"language-{TEXT}")  # which docutils writes as lang


class KeepAddresses(SphinxTransform):
    """Give each section the address that its Indonesian heading has."""

    default_priority = 1

    def apply(self, **kwargs: object) -> None:
        names = self.env.temp_data.get("thesis_headings", [])
        sections = list(self.document.findall(nodes.section))
        if len(names) != len(sections):
            return
        slugs = getattr(self.document, "myst_slugs", {})
        lines = {identifier: (line, text) for line, identifier, text in slugs.values()}
        slugs.clear()
        for section in sections:
            self.document.ids.pop(section["ids"][0], None)
        for section, name in zip(sections, names, strict=True):
            old = section["ids"][0]
            new = unused(nodes.make_id(name) or old, self.document.ids)
            section["ids"][0] = new
            self.document.ids[new] = section
            for known in section["names"]:
                self.document.nameids[known] = new
            if old in lines:
                line, text = lines[old]
                slugs[unused(default_slugify(name), slugs)] = line, new, text


def unused(name: str, taken: Container[str]) -> str:
    """Return a name that is not taken: itself, or with the next number."""
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    return found


def setup(app: Sphinx) -> None:
    """Read translations before anything looks at the text of a page."""
    app.connect("source-read", read_translation, priority=100)
    app.add_transform(KeepAddresses)
    app.add_transform(MarkTerms)
