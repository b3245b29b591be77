"""The text of the PDF can be searched and copied: it is that of the web pages."""

import io
import re
from collections import Counter

import pikepdf
import pytest
import typst
from built import HTML, PDF, joined
from lxml.html import fragment_fromstring
from pypdfium2 import PdfDocument
from small_book import aside

from thesis.print.actual_text import searchable
from thesis.print.fragments import typst_markup
from thesis.print.hyphens import ENGLISH, hyphenate, join_numbers, soften
from thesis.print.pages import linked_article, printed_pages
from thesis.project.paths import CODE as ROOT
from thesis.project.paths import TOC

WORD = re.compile(r"\b[a-z]{7,}\b")
CHAPTERS = 6


def sheets_of_chapters(document):
    """Return the numbers of the sheets from the first chapter to the last."""
    heads = [entry for entry in document.get_toc() if entry.level == 0]
    first = next(i for i, head in enumerate(heads) if head.get_title().startswith("Bab I. "))
    begin, end = (heads[i].get_dest().get_index() for i in (first, first + CHAPTERS))
    return range(begin, end)


@pytest.mark.built
def test_words_are_found_in_the_pdf_as_often_as_they_stand_on_the_web():
    printed = printed_pages(ROOT / TOC)
    pages = [linked_article(HTML, page, set(printed)) for page in printed
             if page.startswith("chapters/0")]
    web = Counter(WORD.findall(" ".join(" ".join(page.itertext()) for page in pages)))
    heads = " ".join(head.text_content() for page in pages for head in page.iter("h1"))
    words = [word for word, count in web.items() if count > 4 and word not in heads]
    with PdfDocument(PDF) as document:
        chapters = [document[i].get_textpage() for i in sheets_of_chapters(document)]
        text = "\n".join(joined(sheet.get_text_bounded()) for sheet in chapters)
        pdf = Counter(WORD.findall(text))
    lost = sum(max(0, web[word] - pdf[word]) for word in words)  # at ends of sheets
    assert not re.search(r"\xad\w", text) and len(words) > 300
    assert lost < sum(web[word] for word in words) / 500


def compiled(path):
    return typst.compile(path, pdf_standards="ua-1")


def test_only_a_hyphen_at_the_end_of_a_line_is_in_the_text(tmp_path):
    (tmp_path / "a.typ").write_text(
        '#set document(title: "Uji")\n#set page(width: 3cm, height: 9cm)\n\n'
        "per\xadda\xadgang\xadan dan peng\xado\xadde\xadan a\\_\u200bb ber\xadlanjut\n", "utf-8")
    typeset = aside(compiled, str(tmp_path / "a.typ"))
    made = searchable(typeset)
    text = PdfDocument(made)[0].get_textpage().get_text_bounded()
    assert joined(text).split() == ["perdagangan", "dan", "pengodean", "a_b", "berlanjut"]
    assert "\x02" in text and text.count("\x02") <= len(text.split("\n"))
    assert made == searchable(typeset)
    with pikepdf.open(io.BytesIO(made)) as document:
        assert document.Root.MarkInfo.Marked and document.Root.StructTreeRoot.K
        assert b"pdfuaid:part" in document.Root.Metadata.read_bytes()


def test_english_words_break_as_english_ones():
    assert soften("government trafficking perdagangan") == (
        "gov\xadern\xadment traf\xadfick\xading per\xadda\xadgangan")
    assert soften("(studylibrary.com) carrels.distantreader.org") == (
        "(studylibrary.com) carrels.distantreader.org")
    assert not any(map(ENGLISH.search, ("menghadapi", "keanggotaan", "koordinasi", "proporsional")))
    element = fragment_fromstring('<p>penelitian <i lang="en">exploitation</i> perdagangan</p>')
    hyphenate(element, "id")
    assert element.text_content() == "pene\xadli\xadtian exploitation per\xadda\xadgangan"


def test_a_number_stays_with_what_it_counts():
    element = fragment_fromstring("<p>Lihat <a>Tabel 4.1</a> dan Bab I. <code>Tabel 1</code></p>")
    join_numbers(element)
    assert element.text_content() == "Lihat Tabel\xa04.1 dan Bab\xa0I. Tabel 1"


def test_a_short_table_keeps_its_source_line_and_a_long_one_may_end_on_another_sheet():
    source = '<div class="source-line"><p>Sumber: IOM.</p></div>'
    tables = {rows: "<table>" + "<tr><td>a</td></tr>" * rows + "</table>" for rows in (3, 30)}
    short, long = (typst_markup(tables[rows] + source) for rows in (3, 30))
    assert short.startswith("#whole[") and short.endswith("#source-line[Sumber: IOM.]\n]\n")
    assert "#whole" not in long and "#source-line[Sumber: IOM.]" in long
    assert typst_markup(f"<table><tr><td>{'kata ' * 900}</td></tr></table>").startswith(
        "#breakable-rows[")


def test_a_short_entry_of_a_register_stays_whole():
    short, long = (typst_markup(f"<dl><dt>nama</dt><dd>{'kata ' * words}</dd></dl>")
                   for words in (10, 900))
    assert short.startswith("#entry[") and "#entry" not in long
