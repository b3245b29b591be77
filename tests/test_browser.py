"""The web book in a browser, from ``file://``: cards, register, search, accessibility.

Needs an installed Chromium, which ``.ci/run`` brings.
"""

import gzip
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from built import HTML
from conftest import CHROMIUM
from playwright.sync_api import expect, sync_playwright

from thesis.analysis import findings

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--no-first-run"]
CHAPTER = "chapters/04-iom-efforts"
# What the theme of Jupyter Book brings along, by rule of axe.
ACCEPTED = {"summary-name", "landmark-unique", "region", "skip-link", "aria-allowed-role",
            "landmark-complementary-is-top-level", "landmark-no-duplicate-banner"}
WRONG_ONLY = {"resultTypes": ["violations"]}  # what is right is not described: half the time
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}  # what a scheme may change
OTHERS = {"rules": {rule: {"enabled": False} for rule in {*ACCEPTED, *COLOURS["runOnly"]}}}
# Marks the first text of each kind, since texts in the same classes have the same colours: of
# thousands of them axe would take half a minute.
MARK_KINDS = """() => {
  const seen = new Set();
  const kind = element => element === document.body ? "" : [
    element.tagName, element.getAttribute("class"), element.getAttribute("style"),
    element.tagName === "TR" && element.rowIndex % 2, kind(element.parentElement)].join();
  for (const element of document.body.querySelectorAll("*"))
    if (element.checkVisibility() && !seen.has(kind(element)) && (element.matches("input, select")
        || [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()))) {
      seen.add(kind(element));
      element.dataset.first = "";
    }
}"""
KINDS = {"include": [["[data-first]"]]}

pytestmark = [pytest.mark.built, pytest.mark.browser]
expect.set_options(timeout=60_000)  # ms; on a busy machine a page may take longer than usual


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def page(browser):
    page = browser.new_page(reduced_motion="reduce")
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: errors.append(request.url)
            if not request.url.startswith(("file:", "data:")) else None)
    yield page
    page.close()
    assert errors == [], "a page of the book needs nothing from elsewhere and raises no error"


def visit(page, name):
    page.goto((HTML / f"{name}.html").as_uri())


def test_from_a_fact_over_its_card_to_the_register_and_back(page):
    visit(page, CHAPTER)
    fact = page.locator("a.fact[id^='fact-use-O']").first
    use = fact.get_attribute("id")
    value = fact.inner_text()
    fact.hover()
    card = page.locator(".fact-card:visible")
    expect(card.locator(".fact-value")).to_have_text(value)
    card.get_by_role("link").last.click()
    expect(page).to_have_url(re.compile("appendix-facts.html#fact-04-iom-efforts-"))
    entry = page.locator(f"dt[id='{page.url.split('#')[1]}']")
    expect(entry.locator("strong")).to_have_text(value)
    page.locator(f"dt[id='{page.url.split('#')[1]}'] + dd .uses a").first.click()
    expect(page).to_have_url(re.compile(f"{CHAPTER}.html#{use}$"))


def test_from_a_row_of_a_fact_to_the_source_and_back(page):
    visit(page, "chapters/appendix-facts")
    row = page.locator("dl.fact-register a[href*='#figure-O']").first
    identifier = row.inner_text()
    row.click()
    expect(page).to_have_url(re.compile(f"register/.*#figure-{identifier}$"))
    entry = page.locator("section.source", has=page.locator(f"#figure-{identifier}"))
    expect(entry.locator(".reference a")).to_have_attribute("href", re.compile("^https?://"))
    entry.locator(".uses a").first.click()
    expect(page).to_have_url(re.compile("chapters/.*html#"))
    page.wait_for_load_state()
    assert page.evaluate("!!document.getElementById(location.hash.slice(1))")


def test_a_card_answers_to_the_keyboard(page):
    visit(page, CHAPTER)
    fact = page.locator("a.fact").first
    fact.focus()
    card = page.locator(".fact-card:visible")
    expect(card).to_be_visible()
    assert fact.get_attribute("aria-describedby") == card.get_attribute("id")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_the_register_can_be_searched_and_shared(page):
    visit(page, "chapters/appendix-register")
    page.get_by_role("searchbox").first.wait_for()
    form = page.locator("form.register-search")
    form.locator("input[name=text]").fill("batam")
    form.locator("select[name=class]").select_option("iom_publication")
    expect(form.locator(".found")).to_have_text(re.compile(r"^\d+ catatan dari \d+ sumber"))
    found = form.locator(".found").inner_text()
    assert not found.startswith("0 ")
    address = page.url
    assert "text=batam" in address and "class=iom_publication" in address
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator("form.register-search .found")).to_have_text(found)


def test_the_register_counts_the_notes_of_each_finding_as_the_text_does(page, base):
    visit(page, "chapters/appendix-register")
    for row in findings.summary(base).to_dict("records"):
        page.evaluate("hash => { location.hash = hash }",
                      f"finding={row['finding_id']}&side={row['stance']}")
        expect(page.locator("form.register-search .found")).to_have_text(
            f"{row['notes']} catatan dari {row['sources_count']} sumber")
        results = page.locator("form.register-search .results")
        expect(results.locator("> li")).to_have_count(row["sources_count"])
        expect(results.locator("a.row-id")).to_have_count(row["notes"])


def test_all_rows_of_a_number_open_in_the_register(page):
    visit(page, "chapters/appendix-facts")
    said = re.compile(r"[\d.]+ catatan")
    link = page.locator("p.all-rows a[href*='#notes=']").filter(has_text=said).first
    said = said.search(link.inner_text())[0]
    link.click()
    expect(page.locator("form.register-search .found")).to_have_text(re.compile(f"^{said} dari"))


def test_without_javascript_facts_are_links_and_the_register_can_be_read(browser):
    page = browser.new_context(java_script_enabled=False).new_page()
    visit(page, CHAPTER)
    expect(page.locator(".fact-card").first).to_be_hidden()
    page.locator("a.fact").first.click()
    expect(page).to_have_url(re.compile("appendix-facts.html#fact-"))
    visit(page, "chapters/appendix-register")
    expect(page.locator("form.register-search")).to_be_hidden()
    page.locator("article").get_by_role("link", name="Dokumen kebijakan").click()
    expect(page.locator("section.source").first).to_be_visible()


@pytest.mark.parametrize("name", ["index", CHAPTER, "chapters/appendix-register",
                                  "chapters/register/policy_document",
                                  "chapters/appendix-execution"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_is_accessible(browser, name, scheme):
    # Without motion the theme does not fade its buttons in, so that contrast is that of the end.
    page = browser.new_page(color_scheme=scheme, reduced_motion="reduce")
    visit(page, name)
    found = violations(page, OTHERS) if scheme == "light" else {}
    page.evaluate(MARK_KINDS)
    found |= violations(page, COLOURS, KINDS)
    page.close()
    assert found == {}


def violations(page, rules, context=None):
    """Return {rule: the first tags against it}."""
    response = Axe().run(page, context=context, options=WRONG_ONLY | rules).response
    return {rule["id"]: [node["html"][:120] for node in rule["nodes"]][:3]
            for rule in response["violations"]}


def test_no_page_of_the_register_is_too_heavy():
    for path in (HTML / "chapters" / "register").glob("*.html"):
        assert len(gzip.compress(path.read_bytes())) < 1_500_000, path.name
    index = (HTML / "_static" / "register-index.js").read_bytes()
    assert len(gzip.compress(index)) < 1_500_000


def test_from_a_sentence_over_the_card_of_a_note_to_the_register_and_back(page):
    visit(page, CHAPTER)
    cited = page.locator("a.note").first
    place = cited.evaluate("link => link.closest('.cited').id")
    cited.hover()
    card = page.locator(".note-card:visible")
    note = card.locator("li a").first
    identifier = note.inner_text()
    assert re.fullmatch(r"E\d{4,}", identifier)
    note.click()
    expect(page).to_have_url(re.compile(f"register/.*#note-{identifier}$"))
    page.locator(f"#note-{identifier} .uses a[href$='#{place}']").click()
    expect(page).to_have_url(re.compile(f"{CHAPTER}.html#{place}$"))


def test_the_card_of_a_note_answers_to_the_keyboard_and_to_touch(browser):
    context = browser.new_context(has_touch=True)
    page = context.new_page()
    visit(page, CHAPTER)
    cited = page.locator("a.note").first
    cited.focus()
    expect(page.locator(".note-card:visible")).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('.note-card') !== null")
    page.keyboard.press("Escape")
    expect(page.locator(".note-card:visible")).to_have_count(0)
    other = page.locator("a.note").nth(1)
    other.tap()
    expect(page.locator(".note-card:visible")).to_be_visible()
    other.tap()
    expect(page).to_have_url(re.compile(r"register/.*#note-E\d+$"))
    context.close()


def test_the_switch_leads_to_the_same_place_in_the_other_edition_and_back(page):
    page.goto((HTML / f"{CHAPTER}.html").as_uri() + "#simpulan-bab")
    page.locator(".language-switch").click()
    expect(page).to_have_url(re.compile(f"/html-en/{CHAPTER}.html#simpulan-bab$"))
    expect(page.locator("#simpulan-bab > h2")).to_be_in_viewport()
    assert "Conclusion" in page.locator("#simpulan-bab > h2").inner_text()
    page.goto(page.url.split("#")[0])
    page.locator("article section section").nth(3).evaluate("place => place.scrollIntoView()")
    place = page.locator("article section section").nth(3).get_attribute("id")
    page.locator(".language-switch").dispatch_event("click")
    expect(page).to_have_url(re.compile(f"/html/{CHAPTER}.html#{place}$"))
