"""The printed pages are made one by one: each again when its web page changes, and only then."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from lxml.html import fragment_fromstring

from thesis.print import fragments
from thesis.print.fragments import FragmentStore, printing_beside
from thesis.print.pages import point_to_data
from thesis.print.places import localise_links
from thesis.project.errors import BuildError

PAGES = ["index", "chapters/one"]
PAGE = '<html><body><article class="bd-article">{}</article></body></html>'
INDEX = '<h1>Awal</h1><p>Lihat <a href="chapters/one.html#{}">itu</a>.</p>'
ONE = """<section id="one"><h1>Satu<a class="headerlink" href="#one">#</a></h1>
<p id="first">Pertama perdagangan<span class="web-only"> tombol</span> sisa.</p>
<p id="second">Kedua <a href="register/x.html#y">luar</a>
<a class="fact reference" id="fact-use-x-1" href="../index.html">3</a></p>
<p>prog_law_<wbr>enforcement</p>
<table><tr><td class="text-right"><p>7</p></td></tr></table></section>"""


@pytest.fixture
def book(tmp_path, monkeypatch):
    """Return (write a page, what makes the body, pages that were converted)."""
    converted = []
    convert = fragments.typst_markup
    monkeypatch.setattr(fragments, "typst_markup",
                        lambda document: converted.append(document) or convert(document))

    def write(page, text):
        path = tmp_path / "html" / f"{page}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGE.format(text), encoding="utf-8")

    write("index", INDEX.format("first"))
    write("chapters/one", ONE)
    store = FragmentStore(tmp_path / "html", PAGES, "id", tmp_path / "print", "code")
    return write, store, converted


def test_links_texts_and_cells_are_those_of_the_page(book):
    text = book[1].body()
    assert "#link(<chapters-one--first>)[itu]" in text
    assert "#metadata(none)<chapters-one--first>Pertama per\u00adda\u00adgangan sisa." in text
    assert "prog\\_law\\_\u200benforcement" in text
    assert "luar" in text and "register" not in text and "tombol" not in text
    assert "fact-use-x-1" not in text and "#link(<index>)[3]" in text
    assert "align: (right,)" in text


def test_only_changed_pages_are_made_again(book):
    write, store, converted = book
    first = store.body()
    assert len(converted) == 2
    assert store.body() == first and len(converted) == 2
    write("index", INDEX.format("second") + "<p>Baru.</p>")
    text = store.body()
    assert "Baru." in text and "#link(<chapters-one--second>)[itu]" in text
    assert len(converted) == 3


def test_pages_that_are_complete_are_made_while_others_are_written(book):
    write, store, converted = book
    write("chapters/one", ONE.replace("Kedua", "Lama"))
    with ThreadPoolExecutor(1) as pool, printing_beside(store, pool) as tell:
        write("chapters/one", ONE)
        tell("chapters/one")
        tell("chapters/register/not-printed")
    text = store.body()
    assert "Kedua" in text and "Lama" not in text
    assert sum("Kedua" in page for page in converted) == 1


def test_a_link_to_nowhere_is_an_error(book):
    write, store, _ = book
    store.body()
    write("index", INDEX.format("third"))
    with pytest.raises(BuildError, match="chapters-one--third"):
        store.body()


def test_print_leads_to_its_own_places_and_from_a_query_to_the_page():
    body = fragment_fromstring(
        '<p><a href="register/book.html#note-E1" data-print="https://a.id/b">E1</a>'
        '<a href="list.html#notes=1-3">all</a><a href="gone.html">x</a></p>')
    localise_links(body, "chapters/a", {"chapters/list"})
    assert [link.get("href") for link in body.iter("a")] == ["https://a.id/b", "#chapters-list"]


@pytest.mark.parametrize(("language", "words"), [("id", "tidak dicetak"), ("en", "not printed")])
def test_print_names_the_file_of_a_long_table(language, words):
    body = fragment_fromstring(
        '<div><div><table id="tab-queries-all"><caption>Tabel 6 Kueri.</caption></table></div>'
        '<p class="source-line">Diolah dari 687 kueri.</p></div>')
    point_to_data(body, language)
    assert body.findtext(".//caption") == "Tabel 6 Kueri."  # it is in the list of tables
    assert words in body.text_content() and "data/searches.csv" in body.text_content()
    assert body.find(".//table").get("id") == "tab-queries-all"
    assert not body.find_class("source-line")


def test_no_number_at_the_start_of_a_line_becomes_a_list():
    text = "satu kata panjang untuk mengisi baris sampai tujuh puluh dua huruf, ya, par. 1. Lalu"
    assert text in fragments.typst_markup(f'<div class="rubric"><p>{text}</p></div>')
