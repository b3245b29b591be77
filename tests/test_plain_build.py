"""`jupyter-book build .` alone: the guard of `thesis build` holds, and no gap passes as a book."""

import pytest
from built import soup
from check_data import plant
from small_book import PAGE, forked, jupyter_book_alone, write_book

from thesis.project.edition import Edition

pytestmark = pytest.mark.process


def build(root):
    return forked(root, jupyter_book_alone)


def test_a_sound_book_is_built_and_a_gap_or_an_invalid_base_is_not(tmp_path):
    root = write_book(tmp_path)
    result = build(root)
    assert result.returncode == 0, result.said
    page = soup(Edition(root).html / "chapters" / "change.html")
    assert page.select_one("a.fact").get_text() == "982"

    (root / "chapters" / "change.md").write_text(
        PAGE.replace("Polri mencatat", "{fact}`nobodys[count]` Polri mencatat"), encoding="utf-8")
    for _ in range(2):
        result = build(root)
        assert result.returncode != 0
        assert "chapters/change: nobodys[count]" in result.said

    (root / "chapters" / "change.md").write_text(PAGE, encoding="utf-8")
    plant(root, "observations", "O03063", "value", "many")
    result = build(root)
    assert result.returncode != 0
    assert "'many' is not a number" in result.said
