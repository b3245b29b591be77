"""Sentences name chapters and appendices; the letters follow from the table of contents."""

import re

import pytest
from built import HTML, page_of, printed
from sphinx.config import Config
from sphinx_external_toc.parsing import parse_toc_yaml

from thesis.book.page_names import appendix_names, chapter_names
from thesis.project.paths import CODE as ROOT


def config(language: str) -> Config:
    found = Config({}, {"language": language})
    found.external_site_map = parse_toc_yaml(ROOT / "_toc.yml")
    return found


def test_chapters_have_numbers_and_appendices_letters():
    names, english = chapter_names(config("id")), chapter_names(config("en"))
    assert names["chapters/03-situation"] == "Bab III"
    assert english["chapters/03-situation"] == "Chapter 3"
    letters = appendix_names(config("id"))
    assert letters["chapters/appendix-method"] == "Lampiran B"
    assert list(letters.values()) == sorted(letters.values())
    assert not any("notebooks" in page or "register/" in page for page in letters)


@pytest.mark.built
def test_a_sentence_names_the_chapter_that_it_leads_to():
    links = page_of("chapters/06-conclusion").select("article p a[href^='05-collaboration.html']")
    assert {"Bab V"} == {link.text for link in links if "#" not in link["href"]}


@pytest.mark.built
def test_the_title_of_an_appendix_begins_with_its_letter_on_web_and_paper():
    title = page_of("chapters/appendix-conflicts").h1.text
    assert title.startswith("Lampiran E. Pertentangan antarsumber")
    assert "Lampiran E. Pertentangan antarsumber" in (HTML / "index.html").read_text("utf-8")
    assert any(re.search(r"Lampiran E\. Pertentangan antarsumber", sheet) for sheet in printed())
