"""The front page: it says what the table of verdicts says, in both editions, and leads on."""

import pytest
from built import ids_and_links, leads_somewhere, soup

from thesis.analysis import findings, parts, robustness
from thesis.book.landing import EVIDENCE, LENGTH, bar, rows
from thesis.project.edition import LANGUAGES, Edition
from thesis.project.paths import CODE as ROOT
from thesis.tables.verdicts import verdicts


@pytest.fixture(scope="module", params=LANGUAGES)
def front(request):
    """The language, place and landing block of the front page of an edition that is built."""
    path = Edition(ROOT, request.param).html / "index.html"
    if not path.exists():
        pytest.skip(f"the edition {request.param} is not built")
    return request.param, path, soup(path).select_one(".landing")


def test_the_publishers_of_a_finding_are_those_of_its_verdict(base):
    table = robustness.matrix(base).query("scenario == 'all'").set_index("finding_id")
    notes = findings.contradicting(base)["finding_id"].value_counts()
    for row in rows(base, "id"):
        grades = row["grades"]
        assert grades["independent"] == table.at[row["id"], "independent_publishers"]
        assert (grades["independent"] + grades["partner"]
                == table.at[row["id"], "outside_publishers"])
        assert row["against"] == notes.get(row["id"], 0)


def test_a_bar_has_a_segment_for_each_grade_and_is_cut_where_it_is_too_long():
    assert bar({"independent": 2, "partner": 0, "own": 1}, 6) == {"cut": 0, "segments": [
        {"grade": "independent", "x": 0.0, "width": LENGTH / 3},
        {"grade": "own", "x": LENGTH / 3, "width": LENGTH / 6}]}
    assert bar({"independent": 0, "partner": 0, "own": 0}, 6) == {"cut": 0, "segments": []}
    long = bar({"independent": 99, "partner": 0, "own": 1}, 6)
    assert long["cut"] and sum(one["width"] for one in long["segments"]) == LENGTH


@pytest.mark.built
def test_verdicts_and_confidence_are_those_of_the_conclusion(front, base):
    language, _, block = front
    table = verdicts(base, language)
    shown = [row.select_one(".verdict").get_text() for row in block.select("dd")]
    levels = [row.select_one(".level").get_text() for row in block.select("dd")]
    assert [row["data-finding"] for row in block.select("dd")] == parts.ids(base)
    for row, verdict, level in zip(table.rows, shown, levels, strict=True):
        assert row[3].startswith(f"{verdict};")
        assert set(level.split()) == set(row[3].removeprefix(f"{verdict};").split())


@pytest.mark.built
def test_every_bar_says_in_words_what_it_shows(front, base):
    language, _, block = front
    for row, told in zip(block.select("dd"), rows(base, language), strict=True):
        words = row.select_one("svg[role=img]")["aria-label"]
        assert all(str(count) in words for count in [*told["grades"].values(), told["against"]])


@pytest.mark.built
def test_every_link_of_the_front_page_leads_somewhere(front):
    _, path, block = front
    links = [link["href"] for link in block.select("a")]
    assert [link for link in links if not leads_somewhere(link, path)] == []
    ways = [len(way.select("a")) for way in block.select(".ways li")]
    assert ways == [2, 2, 2, 1] and len(block.select(".evidence a")) == len(EVIDENCE)
    assert links[-1] == "#cite" and "cite" in ids_and_links(path)[0]


@pytest.mark.built
def test_the_question_is_that_of_the_first_chapter(front):
    _, path, block = front
    chapter = soup(path.parent / "chapters/01-introduction.html")
    asked = [strong.get_text().lower() for strong in chapter.select("article p strong")]
    assert block.select_one(".question").get_text().strip().lower() in asked
