"""How the text reads is measured as a reader sees it: numbers shown, citations and years apart."""

import pytest

from thesis.manuscript.readability import as_read, readability

PAGE = """# Judul

Ada {fact}`3 <O00001>` kasus pada 3 Mei 2023 {note:p}`E0001`. UU 21/2007 berlaku.

Dari {fact}`12 <kept>`, {fact}`4 <O00002>`, {fact}`5 <O00003>`, dan {fact}`6 <O00004>` baik.
12 orang hadir.
"""


def test_sentences_are_measured(tmp_path):
    (tmp_path / "chapters").mkdir()
    (tmp_path / "chapters" / "03-x.md").write_text(PAGE, "utf-8")
    table = readability(tmp_path).set_index("page")
    row = table.loc["chapters/03-x.md"]
    assert row[["sentences", "over", "begins", "counting"]].tolist() == [4, 1, 1, 50]
    assert row["numerals"] == pytest.approx((1 + 0 + 4 + 1) / 4)
    assert table.loc["all", "words"] == pytest.approx((4 + 2 + 3 + 2) / 4)


def test_a_reader_sees_numbers_but_no_citation_and_no_year():
    read = as_read("Sejak 16–17 Mei 2019–2024 {fact}`Rp2.500 <O00001>` {note:t}`E0001`.")
    assert read.split() == ["Sejak", "Mei", "Rp2.500", "."]
