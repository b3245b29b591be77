"""The built book: pages, links, numbers, figures, tables, and the same in the PDF."""

import json
import random
import re
from urllib.parse import unquote

import pikepdf
import pytest
from built import HTML, PDF, broken_links, expected_pages, page_of, pages, printed, soup
from pypdfium2 import PdfDocument

from thesis.analysis import findings, parts
from thesis.base.load import load
from thesis.book.fact_role import slug
from thesis.manuscript.stats import cited_by_class
from thesis.manuscript.trace import load_graph
from thesis.print.pages import NOT_PRINTED
from thesis.project.edition import Edition
from thesis.project.paths import CODE as ROOT
from thesis.publish.facts import from_record, text

CHAPTERS = [name for name in expected_pages() if re.match(r"chapters/0\d", name)]
BODY_WORDS = 800

pytestmark = pytest.mark.built


@pytest.fixture(scope="module")
def graph():
    return load_graph(Edition(ROOT))


@pytest.fixture(scope="module")
def facts(graph):
    """{name: node} of the facts of the book."""
    return {unquote(key.removeprefix("fact:")): node for key, node in graph.items()
            if key.startswith("fact:")}


@pytest.fixture(scope="module")
def pdf():
    return PdfDocument(PDF)


def test_all_pages_of_the_contents_are_built():
    assert all((HTML / f"{name}.html").is_file() for name in expected_pages())


@pytest.mark.parametrize("name", expected_pages())
def test_every_link_inside_the_book_resolves(name):
    assert broken_links(name) == []


def test_no_cell_shows_an_error():
    assert [name for name, page in pages().items()
            if "Traceback (most recent call last)" in page.get_text()] == []


def test_no_role_or_directive_is_left_as_source():
    left = {name: found for name, page in pages().items()
            if (found := re.findall(r"\{(?:fact|cite|numref|doc)[^}]*\}`", page.get_text()))}
    left.pop("chapters/appendix-reproduce", None)
    assert left == {}


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_chapter_has_real_text(name):
    paragraphs = page_of(name).select("article.bd-article p")
    assert len(" ".join(p.get_text() for p in paragraphs).split()) >= BODY_WORDS


def test_every_picture_has_an_alternative_text():
    without = [(name, image["src"]) for name, page in pages().items()
               for image in page.select("article img") if len(image.get("alt", "")) < 20]
    assert without == []


def test_every_figure_and_table_is_mentioned_in_the_text_of_its_page():
    unmentioned = [(name, exhibit["id"]) for name, page in pages().items()
                   for exhibit in page.select("figure.computed, table.computed")
                   if not page.select(f"p a[href='#{exhibit['id']}']")]
    assert unmentioned == []


def test_every_figure_and_table_says_what_it_rests_on():
    exhibits = [exhibit for page in pages().values()
                for exhibit in page.select("figure.computed, table.computed")]
    lines = [line for page in pages().values() for line in page.select("p.source-line")]
    assert len(exhibits) == len(lines) > 20
    assert all(re.search("[Dd]iolah dari [1-9]|Disusun", line.get_text()) for line in lines)
    assert all(line.select_one("a.download")["href"].endswith(".csv") for line in lines)


def test_every_fact_on_a_page_shows_the_value_of_the_registry(facts):
    shown = 0
    for page in pages().values():
        for link in page.select("article a.fact"):
            name = re.match(r"fact-use-(.+)-\d+$", link["id"])[1]
            (node,) = [node for key, node in facts.items() if slug(key) == name]
            language = "en" if link.find_parent(lang="en") else "id"
            if node["computation"] == "absence":  # in the words of the sentence
                assert node["value"] == 0, name
            else:
                said = link.get_text()
                assert said == text(as_fact(node), language, said), name
            shown += 1
    assert shown == sum(len(node["shown_at"]) for node in facts.values()) > 100


def as_fact(node: dict):
    rows = node["derived_from"] or node["primary_source"]
    return from_record({"name": unquote(node["@id"].removeprefix("fact:")), "value": node["value"],
                        "unit": node["unit"], "how": node["computation"], "rows": rows,
                        "decimals": node["decimals"], "sources": node["primary_source"]})


def test_recomputing_a_fact_from_its_rows_gives_its_value(facts):
    observations = load(ROOT).observations.set_index("observation_id")["value"].to_dict()
    recomputed = 0
    for name, node in facts.items():
        rows = [row.removeprefix("row:") for row in node["derived_from"]] \
            or node["primary_source"]
        values = [observations[row] for row in rows if row in observations]
        if node["computation"] == "value" and len(rows) == len(values) == 1:
            assert node["value"] == values[0], name
        elif node["computation"] == "count":
            assert node["value"] == len(rows), name
        else:
            continue
        recomputed += 1
    assert recomputed > 100


def test_every_fact_leads_to_rows_and_sources_of_the_graph(graph, facts):
    for name, node in facts.items():
        for target in node["derived_from"] + node["primary_source"]:
            assert target in graph, (name, target)
        assert node["derived_from"] or node["primary_source"], name


def test_provenance_is_json_ld(graph):
    document = json.loads((HTML / "provenance.json").read_text("utf-8"))
    assert document["@context"]["derived_from"] == {"@id": "prov:wasDerivedFrom", "@type": "@id"}
    assert len(document["@graph"]) == len(graph)
    assert soup(HTML / "chapters/appendix-reproduce.html").select("a[href='../provenance.json']")


def test_what_provenance_names_is_in_it_and_every_activity_has_what_it_used(graph):
    links = ("derived_from", "primary_source", "generated_by", "used", "associated_with")
    for name, node in graph.items():
        targets = [target for link in links for target in (
            [node[link]] if isinstance(node.get(link), str) else node.get(link, ()))]
        assert set(targets) <= graph.keys(), name
        assert "prov:PrimarySource" not in node["@type"], "a class of derivations, not of sources"
    activities = [node for node in graph.values() if node["@type"] == "prov:Activity"]
    assert len(activities) > 5
    assert all("file:references.bib" in node["used"] for node in activities)


def test_provenance_leads_from_activities_and_recommendations_to_notes(graph):
    """A045 rests on the notes that activities.csv names; R06 has the baseline O00769."""
    notes = load(ROOT).activities.set_index("activity_id").at["A045", "evidence_ids"].split()
    assert graph["row:A045"]["derived_from"] == [f"row:{note}" for note in notes]
    assert graph["row:R06"]["derived_from"] == ["row:O00769"]
    assert graph["row:R06"]["primary_source"] == graph["row:O00769"]["primary_source"] != []


def test_the_bibliography_lists_what_the_text_cites_and_exhibits_name_and_nothing_else():
    entries = page_of("chapters/bibliography").select("div.citation")
    listed = {entry["id"] for entry in entries}
    assert len(entries) == len(listed) >= cited_by_class(ROOT).sum()
    cited = {link["href"].rsplit("#")[-1] for page in pages().values()
             for link in page.select("a[href*='bibliography.html#']")}
    named = {link["href"].rsplit("#source-")[-1] for page in pages().values()
             for link in page.select("a.to-source")
             if link.get_text() == link["title"]}
    assert named and {f"ref-{key}" for key in named} <= listed
    assert listed <= cited | {f"ref-{key}" for key in named}


def test_each_cited_note_stands_in_the_list_with_its_words_and_its_places():
    page = squeeze(page_of("chapters/appendix-notes").select_one("article").get_text())
    notes = load(ROOT).evidence.set_index("evidence_id")["note_id"]
    cited = {note for place in page_of("chapters/04-iom-efforts").select("a.note[data-card]")
             for note in re.findall(r"E\d{4}", place["data-card"])}
    assert len(cited) > 50
    assert not [note for note in cited
                if squeeze(notes[note]) not in page or not re.search(f"{note}:[^;]*4\\.", page)]


def test_the_printed_register_shows_the_values_of_the_facts(facts):
    register = squeeze(" ".join(printed()[-90:]))
    for name in random.Random(50).sample(sorted(facts), 50):
        assert squeeze(f"{text(as_fact(facts[name]), 'id')} · {name}") in register, name


def test_the_pdf_is_tagged_and_knows_its_title_and_language():
    with pikepdf.open(PDF) as document:
        assert str(document.docinfo["/Title"]).startswith("Upaya International Organization")
        assert document.Root.Lang == "id" and document.Root.MarkInfo.Marked
        assert document.Root.StructTreeRoot.K
        metadata = document.Root.Metadata.read_bytes()
        assert all(mark in metadata for mark in (b"pdfuaid:part", b"<pdfaid:part>3</pdfaid:part>",
                                                 b"<pdfaid:conformance>A</pdfaid:conformance>"))


def test_the_pdf_has_every_chapter_and_appendix(pdf):
    outline = {squeeze(entry.get_title()) for entry in pdf.get_toc()}
    for name in expected_pages():
        if not name.startswith(NOT_PRINTED):
            heading = page_of(name).select_one("article h1")
            for part in heading.select("a.headerlink, .section-number"):
                part.extract()
            title = squeeze(heading.get_text())
            assert any(entry.endswith(title) for entry in outline), name


def test_the_pdf_has_every_figure_and_table():
    book = squeeze(" ".join(printed()))
    for name, page in pages().items():
        for caption in page.select(".computed .caption-number"):
            assert squeeze(caption.get_text()) in book, (name, caption.get_text())


def squeeze(text: str) -> str:
    """Return text without spaces and soft hyphens, for comparison across line breaks."""
    return re.sub(r"[\s\u00ad]+", "", text)


def test_every_row_behind_a_number_is_linked_or_opens_in_the_register(facts):
    for entry in page_of("chapters/appendix-facts").select("dl.fact-register dt"):
        node = facts[entry.code.get_text()]
        body = entry.find_next("dd")
        rows = [row.removeprefix("row:") for row in node["derived_from"]]
        linked = {link.get_text() for link in body.select("a")}
        if node["computation"] != "absence" and not body.select("p.all-rows"):
            assert {row for row in rows if row[0] in "EOAQ"} <= linked, entry.get_text()


def test_the_notes_that_decide_are_all_listed_with_their_counts(base):
    page, table = page_of("chapters/appendix-decisive"), findings.stances(base)
    for finding in parts.on_iom(base):
        section = page.select_one(f"#deciding-{finding}")
        shown = [note.get_text() for note in section.select(".deciding-notes p strong")]
        rows = table[table["finding_id"] == finding]
        assert sorted(shown) == sorted(rows["evidence_id"]), finding
        said = " ".join(heading.get_text() for heading in section.select("p.rubric"))
        for _, side in rows.groupby("stance"):
            assert f"{len(side)} catatan dari {side['source'].nunique()} sumber" in said
    sheets = " ".join(" ".join(printed()).split())
    assert all(re.search(rf"\b{note} \(", sheets) for note in table[
        table["finding_id"].isin(parts.on_iom(base))]["evidence_id"])


def test_print_says_where_the_long_table_of_queries_is():
    sheets = " ".join(" ".join(printed()).split())
    assert "dimuat pada edisi web dan dalam data/searches.csv" in sheets
    assert not re.search(r"\bok:", sheets)  # the output of notebooks
