"""Every kind of contents that MyST and notebooks allow is on the web and in print, or refused."""

import re
import shutil

import pikepdf
import pytest
from built import joined, soup
from matplotlib.font_manager import findfont
from pypdfium2 import PdfDocument
from sink_book import HERE, build, write_sink
from small_book import aside

from thesis.check.printable import printable_problems
from thesis.print.content import breakable
from thesis.print.pdf import printed
from thesis.project.errors import BuildError
from thesis.publish.fonts import missing_glyphs

LEFT, RIGHT = 70, 595 - 70  # points: the margins of a sheet of A4, whichever side it is on
TURNED = 842 - 70


@pytest.fixture(scope="module")
def sink(small_base, tmp_path_factory):
    """The book, built: (edition, warnings, PDF)."""
    edition = write_sink(tmp_path_factory.mktemp("sink"), small_base)
    return edition, *build(edition)


@pytest.fixture(scope="module")
def page(sink):
    return soup(sink[0].work / "html" / "chapters" / "page.html")


@pytest.fixture(scope="module")
def text(sink):
    with PdfDocument(sink[2]) as document:
        return " ".join("\n".join(
            joined(sheet.get_textpage().get_text_bounded()) for sheet in document).split())


@pytest.fixture(scope="module")
def alternatives(sink, tmp_path_factory):
    """(Alternative texts, addresses of links) of the PDF."""
    path = tmp_path_factory.mktemp("pdf") / "sink.pdf"
    path.write_bytes(sink[2])
    with pikepdf.open(path) as document:
        found = [item for item in document.objects if isinstance(item, pikepdf.Dictionary)]
        return ({str(item.Alt) for item in found if "/Alt" in item},
                {str(item.A.URI) for item in found if item.get("/Subtype") == "/Link"
                 and "/URI" in item.get("/A", {})})


def test_a_page_of_all_contents_is_built_without_a_warning(sink):
    assert list(printable_problems(sink[0].root, {})) == []
    assert "page.md" not in sink[1]


@pytest.mark.parametrize(("line", "message"), [
    (10, "the output is drawn by a script, which print cannot run"),
    (15, "the page loads https://cdn.example.org/peta.js"),
    (19, "the output of the cell has no form that a page can show"),
    (23, "the picture has no alternative text"),
    (27, "HTML names the picture foto.png, which the book does not copy"),
    (27, "the picture has no alternative text"),
    (35, "the table has 3000 rows, too many for a page: show the first of them"),
    (31, "the formula \\displaystyle \\nosuch{x} cannot be set: unexpected control sequence"),
])
def test_an_output_that_cannot_be_shown_is_refused_with_its_line(sink, line, message):
    assert re.search(rf"chapters/refused.md:{line}: WARNING: {re.escape(message)}", sink[1])


def test_the_page_needs_no_other_server(page):
    remote = [tag for tag in page.select("script[src], link[href], img[src], iframe[src]")
              if str(tag.get("src") or tag.get("href")).startswith(("http", "//"))]
    assert remote == []
    assert len(page.select("math")) == 8 and len(page.select("div.math span.eqno")) == 2
    assert "bukan US$ 100 dan US$200" in page.get_text()
    assert page.select_one("a[href='#equation-eq-rata']").get_text() == "(1)"
    assert "IntSlider(value=3)" in page.get_text()


def test_addresses_are_the_same_on_web_and_paper(page, alternatives):
    links = {link["href"] for link in page.select("article a[href^='https://example.org']")}
    assert links == {f"https://example.org/{rest}" for rest in (
        "cari?kata=migran&halaman=akhir", "cari?a=b&c=d", "?a=b&c=d", "?x=y&z=w")}
    assert links <= alternatives[1]
    assert page.select_one("a.external[href='tel:+62215550100']")
    assert "tel:+62215550100" in alternatives[1]


@pytest.mark.parametrize("part", [
    "Daftar 1 Fungsi contoh yang barisnya panjang", "keterangan_tambahan_untuk_pembaca=None",
    r"@lambang <kurung> [siku] \\ ~ ^", "BATAS = 12", "kode yang menjorok",
    "Alinea kedua memuat tautan dan daftar: • butir", "Catatan di dalam tabel.",
    "Gambar 1 Kotak merah dengan tautan dalam keterangan.", "Legenda gambar.", "Garis dari sel",
    "Judul lipatan Isi lipatan yang tersembunyi. Lipatan bergambar",
    "Tab pertama Isi tab pertama. Tab kedua",
    "Catatan Isi catatan dengan kode. • butir dalam kotak", "Judul kotak Isi kotak.",
    "Kartu kiri Isi kiri. Kartu kanan", "Catatan pinggir. Judul sisi Isi sisi.", "Kata mutiara.",
    "alinea kedua 1. lebih dalam", "Istilah Penjelasan istilah. Alinea kedua.",
    "Lipatan bergambar Gambar 3 Kotak dalam lipatan.", "Suaka Asilum Perlindungan negara.",
    "Judul ini bercatatan.", "Lembaga Peran", "sama di kedua tingkat",
    "tidak_pernah_berakhir_di_baris_yang_sama_dengan_judulnya.csv", "Nguyễn, Kiril Москва",
    "merah biasa hijau tebal", "A<B C&D E kunci x_1 1 2 3", "A<B C&D E kunci x_1 1.0 2.0 3.0",
    "Keterangan gaya", "Alinea HTML dengan tautan", "grafik interaktif", "IntSlider(value=3)",
    "ValueError: kesalahan yang disengaja <b>", "Name: seri, dtype: int64",
    "keluaran yang disembunyikan"])
def test_all_contents_are_printed(text, part):
    plain = text.replace(" ", "").replace("-", "")
    assert part.replace(" ", "").replace("-", "") in plain


def test_what_a_cell_prints_at_length_is_cut_on_web_and_paper(sink, page, text):
    for shown in (page.get_text(), text):
        plain = " ".join(shown.split())
        assert plain.count("[dipotong: selebihnya tidak ditampilkan]") == 3
        assert "baris ke 199 …" in plain and "baris ke 200" not in plain
    with PdfDocument(sink[2]) as document:
        assert len(document) < 40


def test_nothing_of_the_web_or_of_tex_is_printed(text):
    for part in ("document.write", "window.grafik", "frac", "begin{", "Show code cell", "align:"):
        assert part not in text
    assert text.count("Catatan yang dipakai dua kali.") == text.count("Catatan judul.") == 1


def test_pictures_and_formulas_keep_their_alternative_texts(alternatives):
    assert {"kotak kecil", "kotak di sel", "Kotak merah", "Kotak merah tanpa keterangan",
            "Garis yang naik", "Elips hijau", "Huruf", "Kotak biru",
            r"\bar{x} = \frac{\sum_{i} x_{i}}{n}",
            r"\kappa = \frac{p_o - p_e}{k - p_e}"} <= alternatives[0]


def test_nothing_leaves_the_margins(sink):
    with PdfDocument(sink[2]) as document:
        for number, sheet in enumerate(document):
            width, right = sheet.get_width(), RIGHT if sheet.get_width() < 600 else TURNED
            content = sheet.get_textpage()
            boxes = [content.get_charbox(i) for i in range(content.count_chars())
                     if content.get_text_range(i, 1).strip()]
            assert all(box[0] > LEFT and box[2] < right for box in boxes), (number, width)


@pytest.mark.parametrize(("source", "line", "message"), [
    ("Rumus {math}`\\foo{x}`.", 3, "the formula cannot be set: unexpected control sequence \\foo"),
    ("```{math}\n:label: a\n\\begin{aligned} x\n```", 3, "the formula cannot be set"),
    ("Aksara 人口 di sini.", 3, "no font of print has 人 口"),
    ("![](kitchen_sink/foto.png)", 3, "kitchen_sink/foto.png has no alternative text"),
    ("a\n\n```{figure} kitchen_sink/foto.png\n:name: x\n\nKet.\n```", 5, "no alternative text"),
    ("![a](https://a.b/c.png)", 3, "https://a.b/c.png is on another server"),
    ("![a](kitchen_sink/foto.bmp)", 3, "foto.bmp is no picture that web and print can show"),
    ("![a](<kitchen_sink/foto satu.png>)", 3, "is not one that Sphinx finds"),
    ("![a](kitchen_sink/foto satu.png)", 3, "is not one that Sphinx finds"),
    ("![a](kitchen_sink/png.jpg)", 3, "png.jpg is in fact a PNG"),
    ("![a](kitchen_sink/heic.png)", 3, "heic.png cannot be read (cannot identify"),
    ("![a](kitchen_sink/cut.png)", 3, "cut.png cannot be read (Truncated"),
    ("![a](kitchen_sink/cut.svg)", 3, "cut.svg cannot be read (Opening and ending"),
    ("Rumus $x \\tag{A}$.", 3, "\\tag is not shown"),
    ("<p>\n<img src='x.png' alt='a'>\n</p>", 4, "HTML names a picture"),
    ("```{raw} html\n\n<img src='x.png'>\n```", 5, "HTML names a picture"),
    ("![a](kitchen_sink/tiada.png)", 3, "the picture kitchen_sink/tiada.png does not exist"),
])
def test_what_cannot_be_printed_is_a_problem_with_its_line(tmp_path, source, line, message):
    (tmp_path / "chapters").mkdir()
    folder = shutil.copytree(HERE, tmp_path / "chapters" / "kitchen_sink")
    picture = (folder / "foto.png").read_bytes()
    for name, held in {"png.jpg": picture, "cut.png": picture[:60], "cut.svg": b"<svg><g></svg>",
                       "heic.png": b"\0\0\0\x18ftypheic"}.items():
        (folder / name).write_bytes(held)
    (tmp_path / "chapters" / "x.md").write_text(f"# Judul\n\n{source}\n", "utf-8")
    (problem,) = printable_problems(tmp_path, {})
    assert (problem.file, problem.row) == ("chapters/x.md", line) and message in problem.message
    assert problem.fix


def test_what_is_found_in_print_alone_names_its_page(sink):
    web = sink[0].work / "html" / "chapters" / "page.html"
    sound = web.read_text("utf-8")
    for wrong, said in (("<p>人</p>", "could not be displayed"), ("<img src='/x.png'>", "x.png")):
        web.write_text(sound.replace("</article>", f"{wrong}</article>"), "utf-8")
        with pytest.raises(BuildError, match=f"^chapters/page.md cannot be printed: .*{said}"):
            aside(printed, sink[0])
    web.write_text(sound, "utf-8")


def test_a_font_that_the_author_adds_has_its_characters(tmp_path):
    for root in ("without", "with"):
        (tmp_path / root / "fonts").mkdir(parents=True)
    shutil.copy(findfont("DejaVu Sans"), tmp_path / "with" / "fonts")
    assert missing_glyphs("≥ 😀", tmp_path / "without") == ["😀"]
    assert missing_glyphs("≥ 😀", tmp_path / "with") == []


def test_names_break_without_a_hyphen_and_words_with_one():
    assert breakable("Kementerianku ada", 8, True) == "Kemen\xadte\xadri\xadanku ada"
    assert breakable("nama_berkas.csv", 8, True) == "nama_\u200bberkas.\u200bcsv"
    assert breakable("wilayah/(BERANTAS)", 10) == "wilayah/\u200b(BERANTAS)"
    assert breakable("xxxxxxxxxx", 8).split("\u200b") == ["x"] * 10
