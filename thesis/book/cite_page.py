"""How to cite a page: below each of them, with the language of the edition."""

from collections.abc import MutableMapping
from typing import Any

from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.config import Config

from thesis.book.domain import edition_of
from thesis.book.templates import macro
from thesis.publish.metadata import title_fields
from thesis.words.language import translator


def add_citation(app: Sphinx, config: Config) -> None:
    """Put the citation below each article."""
    config.html_theme_options = {**config.html_theme_options,
                                 "article_footer_items": ["cite-page.html"]}


def cite(app: Sphinx, page: str, template: str, context: MutableMapping[str, Any],
         doctree: nodes.document | None) -> None:
    """Give the template the citation of a page; generated pages, such as the search, have none."""
    edition = edition_of(app.env)
    _ = translator(edition.language)
    named = {"id": _("edisi bahasa Indonesia"), "en": _("edisi bahasa Inggris")}[edition.language]
    title = "" if page == app.config.root_doc else Markup(context.get("title", "")).striptags()
    context["cite_page"] = "" if doctree is None else Markup(
        macro("cite", "page", edition.language, title, title_fields(edition), named))


def setup(app: Sphinx) -> None:
    """Connect the citation."""
    app.connect("config-inited", add_citation)
    app.connect("html-page-context", cite)
