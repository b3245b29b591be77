"""A changed value of data/ changes the sentence, the figure and the table that rest on it."""

import shutil

import pytest
from built import soup
from check_data import plant
from small_book import HEAD, PAGE, TOC, build, forget, forked, web_edition, write_book

import thesis.book
from thesis.project import inputs
from thesis.project.edition import Edition
from thesis.project.paths import CODE as ROOT

pytestmark = pytest.mark.process


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Return where the built book is to stand, since Sphinx knows it by its path, and a copy."""
    folder = tmp_path_factory.mktemp("change")
    result = build(write_book(folder / "book"))
    assert result.returncode == 0, result.said
    (folder / "book").rename(folder / "copy")
    return folder / "book", folder / "copy"


@pytest.fixture
def project(built):
    """A book of one chapter as it was built; files keep their times, so that it is current."""
    book, copy = built
    yield shutil.copytree(copy, book, symlinks=True)
    shutil.rmtree(book)


PLACES = """
## Tempat

Paragraf dengan {fact}`O03063` kasus.

Yang lain.[^note]

| a | b |
| --- | --- |
| {fact}`O03063` | x |

[^note]: Catatan kaki dengan {fact}`O03063`.
"""
CATALOG = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Paragraf dengan {fact}`O03063` kasus."
msgstr "A paragraph with {fact}`O03063` cases."
"""


CODED = PAGE.replace("from thesis.publish.cells import base, language, publish\n", """
from thesis.analysis import findings
from thesis.publish.cells import base, language, publish
from thesis.publish.compute import by, counted
publish(change_f3=counted(findings.notes(base, "F3")), change=by(findings.stances(base), "stance"))
""").replace("Polri mencatat", "F3 didukung {fact}`change_f3` catatan, "
         "{fact}`change[contradicts]` catatan membantah. Polri mencatat")


def shown(project, coding="adjudicated") -> tuple[str, str, str, str]:
    """Return fact, picture, table and card of the page."""
    page = soup(Edition(project, "id", coding).work / "html/chapters/change.html")
    return (page.select_one("a.fact").get_text(), page.select_one("figure.computed img")["src"],
            page.select_one("table.computed").get_text(),
            page.select_one(".fact-card .fact-value").get_text())


def test_a_changed_value_changes_everything_that_rests_on_it(project):
    """Sentence, note, cell of a table, figure, card, also in the text that a catalog translates."""
    before = shown(project)
    assert before[0] == "982"  # O03063: police cases of 2023 in the release of that year's end
    (project / "chapters" / "change.md").write_text(PAGE + PLACES, encoding="utf-8")
    catalog = project / "locale" / "en" / "LC_MESSAGES" / "chapters" / "change.po"
    catalog.parent.mkdir(parents=True)
    catalog.write_text(CATALOG, encoding="utf-8")
    plant(project, "observations", "O03063", "value", "1982")
    for language, value, words in (("id", "1.982", "Paragraf dengan"),
                                   ("en", "1,982", "A paragraph with")):
        result = build(project, language)
        assert result.returncode == 0, result.said
        html = project / "_build" / "work" / language / "html"
        page = soup(html / "chapters" / "change.html")
        assert [link.get_text() for link in page.select("article a.fact")] == [value] * 4
        assert words in page.select_one("article section section p").get_text()
    after = shown(project)
    assert (after[0], after[3]) == ("1.982", "1.982")
    assert "1.982" in after[2] and "1.982" not in before[2]
    assert after[1] != before[1]
    pictures = [path.name for path in (project / "_build/work/id/html/_images").glob("*.svg")]
    assert pictures == [after[1].split("/")[-1]]


def test_a_changed_style_reaches_the_book(project):
    before = style_of(project)
    folder = project / "code" / "thesis" / "book" / "static"
    shutil.copytree(ROOT / "thesis", project / "code" / "thesis")
    shutil.copytree(ROOT / "locale", project / "code" / "locale")
    with (folder / "thesis.css").open("a", encoding="utf-8") as style:
        style.write("\n.new { color: red; }\n")
    result = forked(project, with_code, project / "code", Edition(project))
    assert result.returncode == 0, result.said
    address, text = style_of(project)
    assert ".new { color: red; }" in text and address != before[0]


def style_of(project) -> tuple[str, str]:
    """Return the address of the style of the book, which says its version, and the style."""
    html = project / "_build" / "work" / "id" / "html"
    (link,) = soup(html / "chapters" / "change.html").select("link[href*='thesis.css']")
    return link["href"], (html / "_static" / "thesis.css").read_text("utf-8")


def with_code(code, edition):
    """Build with the files of another copy of the package."""
    forget()
    inputs.CODE, thesis.book.STATIC = code, code / "thesis" / "book" / "static"
    web_edition(edition)


def test_nothing_stays_of_a_page_that_left_the_book(project):
    extra = PAGE.replace("-change", "-extra").replace("_change", "_extra").replace(
        "# Perubahan", "# Tambahan")
    (project / "chapters" / "extra.md").write_text(extra, encoding="utf-8")
    toc = project / "_toc.yml"
    toc.write_text(TOC.replace("  - file: chapters/change\n",
                               "  - file: chapters/change\n  - file: chapters/extra\n"),
                   encoding="utf-8")
    result = build(project)
    assert result.returncode == 0, result.said

    def left() -> list[str]:
        return sorted(path.suffix for path in (project / "_build/work/id/html").rglob("*extra*"))

    assert left() == [".csv", ".csv", ".html", ".md", ".svg"]
    toc.write_text(TOC, encoding="utf-8")
    (project / "chapters" / "extra.md").unlink()
    result = build(project)
    assert result.returncode == 0, result.said
    assert not left()


def test_another_coding_changes_its_facts_and_says_so_on_every_page(project):
    """F3: pass A has E0573, too, which fell in adjudication."""
    (project / "chapters" / "change.md").write_text(CODED, encoding="utf-8")
    found = {}
    for coding in ("adjudicated", "A"):
        result = build(project, coding=coding)
        assert result.returncode == 0, result.said
        html = Edition(project, "id", coding).work / "html"
        pages = [soup(html / f"{name}.html") for name in ("index", "search", "chapters/change")]
        notices = [page.select("[class$=announcement__content]") for page in pages]
        assert all(("pengodean A saja" in str(notice)) == (coding == "A") for notice in notices)
        found.setdefault(coding, set()).add(shown(project, coding)[0])
    assert found == {"adjudicated": {"5"}, "A": {"6"}}


def test_an_invalid_base_is_not_built_and_leaves_what_was_there(project):
    start = project / "_build" / "work" / "id" / "html" / "index.html"
    start.write_text("the last good book", "utf-8")
    plant(project, "observations", "O03063", "value", "many")
    result = build(project)
    assert result.returncode != 0
    assert "data/observations.csv:" in result.said and "'many' is not a number" in result.said
    assert start.read_text("utf-8") == "the last good book"


def test_an_unknown_and_an_unused_fact_stop_the_build_and_are_named(project):
    page = project / "chapters" / "change.md"
    text = PAGE.replace("{fact}`O03063`", "{fact}`victims_of_nobody`")
    text = text.replace("publish(\n", "from thesis.publish.compute import by, counted\n\n"
                        "publish(\n    never_shown=counted(base.searches),\n"
                        "    topics=by(base.searches, 'topic'),\n", 1)
    text = text.replace("Polri mencatat", "Kueri {fact}`topics[weather]`. Polri mencatat")
    page.write_text(text, encoding="utf-8")
    for _ in range(2):  # what was read and found wrong is wrong the next time, too
        result = build(project)
        assert result.returncode != 0
        assert "chapters/change.md:" in result.said
        assert "fact 'victims_of_nobody' is published by no page" in result.said
        line = text[:text.index("never_shown=")].count("\n") + 1
        assert (f"change.md:{line}: WARNING: fact 'never_shown' is published but not used"
                in result.said)
        assert "fact 'topics[weather]' is published by no page" in result.said
        assert "the table has topics[" in result.said


def test_numbers_that_the_text_shows_wrongly_stop_the_build_all_at_once(project):
    text = CODED.replace("`O03063`", "`981 <O03063>`").replace("`change_f3`", "`5 <change_f3>`")
    (project / "chapters" / "change.md").write_text(
        text.replace("`change[", "`99 <change[").replace("contradicts]", "contradicts]>"), "utf-8")
    result = build(project)
    assert result.returncode != 0
    line = text[:text.index("F3 didukung")].count("\n") + 1
    for shown, name, value in (("981", "O03063", "982"), ("99", "change[contradicts]", "3")):
        assert (f"chapters/change.md:{line}:{name}: the text shows '{shown}'; expected '{value}'; "
                "fix: thesis check --fix") in result.said
    assert "change_f3" not in result.said and "2 problems" in result.said


def test_a_failing_cell_is_named_with_its_line_and_message(project):
    page = project / "chapters" / "change.md"
    page.write_text(PAGE.replace("values_table", "no_such"),
                    encoding="utf-8")
    result = build(project)
    assert result.returncode != 0
    assert "chapters/change" in result.said
    assert "tab_change=tables.no_such(" in result.said
    assert "has no attribute 'no_such'" in result.said


def test_a_page_that_ran_in_a_failed_build_is_shown_with_its_new_results(project):
    other = project / "index.md"
    cell = HEAD + "# Lain\n\n```{code-cell} python\n%s\n```\n"
    plant(project, "observations", "O03063", "value", "987")
    other.write_text(cell % "1 / 0", "utf-8")
    assert "division by zero" in build(project).said
    other.write_text(cell % "2", "utf-8")
    assert build(project).returncode == 0
    assert "987" in shown(project)[2]
