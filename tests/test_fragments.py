"""The printed pages are made one by one: each again when its text or the links to it change."""

import pytest

from thesis.build import fragments
from thesis.build.fragments import typst_body

PAGES = ["index", "chapters/one"]
PAGE = '<html><body><article class="bd-article">{}</article></body></html>'
INDEX = '<h1>Awal</h1><p>Lihat <a href="chapters/one.html#{}">itu</a>.</p>'
ONE = """<section id="one"><h1>Satu<a class="headerlink" href="#one">#</a></h1>
<p id="first">Pertama perdagangan<span class="web-only"> tombol</span> sisa.</p>
<p id="second">Kedua <a href="register/x.html#y">luar</a></p>
<table><tr><td class="text-right"><p>7</p></td></tr></table></section>"""


@pytest.fixture
def book(tmp_path, monkeypatch):
    """Return (write a page, make the body, names of the pages that were converted)."""
    converted = []
    convert = fragments.typst_markup
    monkeypatch.setattr(fragments, "typst_markup",
                        lambda document: converted.append(document) or convert(document))

    def write(page, text):
        path = tmp_path / "html" / f"{page}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGE.format(text), encoding="utf-8")

    def body():
        converted.clear()
        return typst_body(tmp_path / "html", PAGES, "id", tmp_path / "print")

    write("index", INDEX.format("first"))
    write("chapters/one", ONE)
    return write, body, converted


def test_links_texts_and_cells_are_those_of_the_page(book):
    text = book[1]()
    assert "#link(<chapters-one--first>)[itu]" in text
    assert "#metadata(none)<chapters-one--first>Pertama per\u00adda\u00adgangan sisa." in text
    assert "luar" in text and "register" not in text and "tombol" not in text
    assert "chapters-one--second" not in text and "chapters-one--one" not in text
    assert "align: (right,)" in text


def test_only_changed_pages_are_made_again(book):
    write, body, converted = book
    first = body()
    assert len(converted) == 2
    assert body() == first and converted == []
    write("index", INDEX.format("first") + "<p>Baru.</p>")
    assert "Baru." in body()
    assert len(converted) == 1


def test_a_page_is_made_again_when_a_link_to_another_of_its_ids_appears(book):
    write, body, converted = book
    body()
    write("index", INDEX.format("second"))
    text = body()
    assert len(converted) == 2
    assert "<chapters-one--second>Kedua" in text and "<chapters-one--first>" not in text


def test_a_link_to_nowhere_is_an_error(book):
    write, body, _ = book
    body()
    write("index", INDEX.format("third"))
    with pytest.raises(ValueError, match="chapters-one--third"):
        body()
