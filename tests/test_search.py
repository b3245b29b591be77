"""Full-text search of both editions in a browser, from ``file://``."""

import re

import pytest
from conftest import CHROMIUM
from playwright.sync_api import expect, sync_playwright
from test_browser import QUIET

from thesis.book.search_language import SearchIndonesian
from thesis.project.edition import Edition
from thesis.project.paths import CODE as ROOT

pytestmark = [pytest.mark.built, pytest.mark.browser]
RESULTS = "#search-results ul.search > li > a"
STEMS = "text => text.split(' ').map(word => new Stemmer().stemWord(word)).join(' ')"


@pytest.fixture(scope="module")
def page():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser.new_page()
        browser.close()


def search(page, language, words):
    """Return the addresses that the search page of an edition finds, without its folder."""
    folder = Edition(ROOT, language).html.as_uri()
    page.goto(f"{folder}/search.html?q={words}")
    expect(page.locator("#search-results .search-summary")).to_have_text(re.compile(r"\w"))
    found = page.locator(RESULTS).evaluate_all("links => links.map(link => link.href)")
    return {address.removeprefix(f"{folder}/").partition("#")[0] for address in found}


def test_a_query_is_stemmed_as_the_index_is(page):
    folder = Edition(ROOT, "id").html
    texts = (path.read_text(encoding="utf-8") for path in folder.rglob("*.html"))
    spaced = {part for text in texts for part in text.lower().split()}
    words = sorted({word for part in spaced for word in re.findall(r"\w+", part)})
    words += ["pelajarkan", "belajarkan", "bekerjakan", "beterbangan", "penyinarannya", "tersisi",
              "berkasihanlah", "memperolehnya", "mempersiapkan", "keadilanku", "mengasihikah"]
    page.goto((folder / "search.html").as_uri())
    stems = page.evaluate(STEMS, " ".join(words)).split(" ")  # a long list would take seconds
    assert stems == list(map(SearchIndonesian({}).stem, words))


@pytest.mark.parametrize(("language", "forms"), [
    ("id", ("memperdagangkan", "perdagangan")), ("id", ("memantau", "Pemantauannya")),
    ("en", ("trafficking", "trafficked"))])
def test_forms_of_a_word_find_the_same_pages(page, language, forms):
    first, *others = (search(page, language, form) for form in forms)
    assert first and all(other == first for other in others)


def test_words_that_every_page_has_narrow_nothing(page):
    assert search(page, "id", "pemulangan yang dari Kamboja") == search(
        page, "id", "pemulangan Kamboja") != set()


@pytest.mark.parametrize(("language", "word"), [("id", "memperdagangkan"), ("en", "trafficked")])
def test_the_dialog_leads_to_the_results(page, language, word):
    page.goto((Edition(ROOT, language).html / "index.html").as_uri())
    page.keyboard.press("Control+k")
    page.locator("#pst-search-dialog input[type=search]").fill(word)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"search\.html\?q={word}$"))
    expect(page.locator(RESULTS).first).to_be_visible()
