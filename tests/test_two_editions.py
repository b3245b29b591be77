"""Both built editions say the same: each page leads to the same things, from the same places."""

import re
from functools import cache

import pytest
from lxml import html

from thesis.project.edition import Edition
from thesis.project.paths import CODE as ROOT

pytestmark = pytest.mark.built
FOLDERS = {language: Edition(ROOT, language).html for language in ("id", "en")}
OTHER = {"id": "en", "en": "id"}
OWN = re.compile(r"-[0-9a-f]{8}(?=\.svg)|(?<=/pdf/)\w+(?=\.pdf$)")  # of pictures, of the PDF


@cache
def pages(language: str) -> dict[str, html.HtmlElement]:
    """Return {address: page} of the pages of an edition, those of code apart."""
    folder = FOLDERS[language]
    return {path.relative_to(folder).as_posix(): html.parse(
        path, html.HTMLParser(encoding="utf-8")).getroot()
        for path in sorted(folder.rglob("*.html")) if not {"_code", "_static"} & {*path.parts}}


def shown(page: html.HtmlElement) -> tuple[list[str], list[str]]:
    """Return the addresses that the article of a page leads to or shows, and its own places."""
    elements = [element for article in page.iter("article") for element in article.iter("*")]
    return ([OWN.sub("", element.get("href") or element.get("src"))
             for element in elements if element.get("href") or element.get("src")],
            [element.get("id") for element in elements if element.get("id")])


def test_each_page_shows_the_same_facts_notes_works_figures_and_tables_in_the_same_order():
    assert pages("id").keys() == pages("en").keys()
    different = [name for name, page in pages("id").items()
                 if shown(page) != shown(pages("en")[name])]
    assert different == []
    assert sum(len(shown(page)[0]) for page in pages("id").values()) > 10_000


@pytest.mark.parametrize("language", FOLDERS)
def test_each_page_leads_to_itself_in_the_other_edition(language):
    folder = FOLDERS[language]
    for name, page in pages(language).items():
        (link,) = page.find_class("language-switch")
        target = (folder / name).parent / link.get("href")
        assert target.resolve() == (FOLDERS[OTHER[language]] / name).resolve()
        assert link.get("hreflang") == link.get("lang") == OTHER[language]
        alternates = {link.get("hreflang"): (folder / name).parent / link.get("href")
                      for link in page.xpath("//head/link[@rel='alternate'][@hreflang]")}
        assert {key: path.resolve() for key, path in alternates.items()} == {
            key: (FOLDERS[key] / name).resolve() for key in FOLDERS}
        assert page.get("lang") == language


@pytest.mark.parametrize(("language", "edition"), [
    ("id", "edisi bahasa Indonesia"), ("en", "English edition")])
def test_each_page_says_how_to_cite_it_with_its_edition(language, edition):
    cited = {name: " ".join(box.text_content().split()) for name, page in pages(language).items()
             for box in page.find_class("cite-page")}
    assert len(cited) == len(pages(language)) - len({"search.html", "genindex.html"}
                                                    & pages(language).keys())
    assert all(edition in text for text in cited.values())


def test_the_abstract_stands_in_both_languages_in_both_editions():
    for language, first in (("id", "Tesis ini menanyakan"), ("en", "This thesis asks")):
        (passage,) = pages(language)["index.html"].find_class("other-language")
        assert passage.get("lang") == OTHER[language]
        words = {"id": "Tesis ini menanyakan", "en": "This thesis asks"}
        assert words[OTHER[language]] in passage.text_content()
        assert first in pages(language)["index.html"].text_content()
