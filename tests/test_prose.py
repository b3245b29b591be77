"""No number is typed: which digits of the prose need a fact, and which do not."""

import pytest

from thesis.check.prose import prose_problems, typed_numbers
from thesis.project.paths import CODE as ROOT


@pytest.mark.parametrize(("prose", "numbers"), [
    ("Ada 1.234 korban.", ["1.234"]),
    ("Sebanyak 26,5% dari 17 sumber.", ["26,5%", "17"]),
    ("Pada 2000 korban ditemukan.", ["2000"]),
    ("Pada 5 Juni 2023 dan Juli 2024, 2023–2024, tahun 1990-an.", []),
    ("Pasal 2 ayat (1) UU 21/2007 dan Perpres Nomor 49 Tahun 2023.", []),
    ("Undang-Undang Nomor 21 Tahun 2007, Pasal 27 dan 28.", []),
    ("Ada {fact}`O00001` korban {cite:p}`{lihat}iom2023iom{hlm. 12}`.", []),
    ("Pernyataan F1 dan pendekatan 4P pada masa COVID-19.", []),
    ("Pasal 2 dan 15 korban, sebesar Rp5.000.", ["15", "5.000"]),
    ("1. butir pertama\n2. butir kedua dengan 3 hal", ["3"]),
    ("`x = 5` dan <https://a.b/12>, [tautan](https://a.b/34).", []),
    ('<td colspan="2">Ada 9</td> <img src="a2.png"\n width="30" height=40> dan 5', ["9", "5"]),
    ("<!-- 12\n13 --> <svg><text>14</text></svg> <p style='margin: 2px'>&#8211; 4", ["4"]),
    ("a < 5 dan b > 3", ["5", "3"]),
    ("``x ` 12`` dan `kode 13\nlanjut` 3", ["3"]),
    ("[a](https://x/a_(2020)_12/3 'b'), www.a.b/12, doi:10.1234/56 6", ["6"]),
    ("[id]: gambar/12.png\n\n![a](b.png){width=50%} $x_2$ $$x = 12$$ 7", ["7"]),
    ("Antara US$100 dan US$200, bukan $ 300 dan $ 400.", ["100", "200", "300", "400"]),
    ("~~~\n12\n~~~\n% komentar 13\n\n    kode 14\n\nteks 8", ["8"]),
    ("- butir\n\n    alinea 12\n\n[^a]: satu\n\n    dua 13", ["12", "13"]),
])
def test_a_number_needs_a_fact_unless_its_kind_does_not(prose, numbers):
    assert [number for _, number in typed_numbers(prose)] == numbers


def test_captions_are_prose_and_code_is_not():
    page = ("---\na: 1\n---\n# Judul\n\n```{code-cell} python\nx = 12\n```\n\n"
            "```{computed-figure} kurva\n:name: fig-12\nAda 13 kasus.\n```\n\nSelesai 14.\n")
    assert typed_numbers(page) == [(12, "13"), (15, "14")]


def test_the_chapters_type_no_number():
    assert [str(problem) for problem in prose_problems(ROOT)] == []


def test_a_planted_number_is_named_with_page_and_line(tmp_path):
    (tmp_path / "chapters").mkdir()
    (tmp_path / "chapters" / "04-iom.md").write_text("# Judul\n\nAda 1.234 korban.\n", "utf-8")
    (problem,) = prose_problems(tmp_path)
    assert str(problem).startswith("chapters/04-iom.md:3:1.234: the number 1.234 is typed")
