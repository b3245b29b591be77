"""The link on each page to the same place in the edition in the other language."""

from collections.abc import MutableMapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

from thesis.project.edition import LANGUAGES, Edition

NAMES = {"id": "Bahasa Indonesia", "en": "English"}
PLACES = "article_header_end"


def add_switch(app: Sphinx, config: Config) -> None:
    """Put the link before the buttons at the head of each page."""
    config.html_theme_options = {**config.html_theme_options, PLACES: [
        "language-switch.html", "article-header-buttons.html"]}


def name_other_edition(app: Sphinx, page: str, template: str, context: MutableMapping[str, Any],
                       doctree: object) -> None:
    """Give the template where the same page is in the other edition, which lies beside this one.

    The addresses of places on a page are the same in both; a script adds that of the reader.
    """
    edition = Edition(Path(app.srcdir), app.config.language, app.config.thesis_coding)
    other = replace(edition, language=next(x for x in LANGUAGES if x != edition.language))
    uri = f"{'../' * (page.count('/') + 1)}{other.html.name}/{app.builder.get_target_uri(page)}"
    context["other_edition"] = {"uri": uri, "language": other.language,
                                "name": NAMES[other.language]}
    links = "".join(f'<link rel="alternate" hreflang="{language}" href="{address}">\n'
                    for language, address in (
                        (other.language, uri),
                        (edition.language, page.rpartition("/")[2] + ".html")))
    context["metatags"] = context.get("metatags", "") + links


def setup(app: Sphinx) -> None:
    """Connect the link and its script."""
    app.connect("config-inited", add_switch)
    app.connect("html-page-context", name_other_edition)
    app.add_js_file("language.js", loading_method="defer")
