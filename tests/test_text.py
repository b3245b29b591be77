"""What the check and the statistics read from the text: roles, citations, words."""

import shutil

import pytest

from thesis.check import check_base
from thesis.manuscript.stats import chapter_stats, cited_by_class
from thesis.manuscript.text import cited_keys, prose_lines, roles
from thesis.project.paths import CODE as ROOT

BODY_WORDS, WORKS, SCHOLARLY = 18_000, 120, 40


@pytest.fixture
def root(small_base, tmp_path):
    root = shutil.copytree(small_base, tmp_path / "base")
    (root / "chapters").mkdir()
    return root


@pytest.mark.parametrize(("prose", "column", "message"), [
    # E0005 of diswayndwni is in the small base; wikipediandhuman is excluded
    ("Ada 1.234 korban.", "1.234", "the number 1.234 is typed"),
    ("Begitu {cite:p}`diswayndwni,nosuchkey`.", "nosuchkey", "nosuchkey is not in references.bib"),
    ("Begitu {cite:t}`wikipediandhuman{hlm. 4}`.", "wikipediandhuman", "cannot carry evidence"),
    ("Ada {fact}`O99999` korban.", "O99999", "the observation O99999 does not exist"),
])
def test_a_fault_of_the_text_is_named_with_page_line_and_place(root, prose, column, message):
    page = root / "chapters" / "04-iom-efforts.md"
    page.write_text(f"# Judul\n\n{prose}\n", encoding="utf-8")
    (problem,) = check_base(root)
    assert (problem.file, problem.row, problem.column) == ("chapters/04-iom-efforts.md", 3, column)
    assert message in problem.message


def test_a_sound_page_has_no_problem(root):
    (root / "chapters" / "04-iom-efforts.md").write_text(
        "# Judul\n\nPada 2023 {cite:p}`{lihat}diswayndwni{hlm. 4}` menyebut {fact}`O00896` "
        "{note:p}`E0860`.\n",
        encoding="utf-8")
    assert check_base(root) == []


def test_citations_are_split_into_keys():
    assert cited_keys("{lihat}a2019ten,b{hlm. 4},c") == ["a2019ten", "b", "c"]


def test_prose_knows_captions_from_code_and_options():
    page = ("---\na: 1\n---\nSatu.\n```{code-cell}\nx\n```\n"
            "```{computed-table} t\n:name: t\nDua.\n```\n")
    assert list(prose_lines(page)) == [(4, "Satu."), (10, "Dua.")]
    assert list(roles("{fact}`a` dan {cite:t}`b`")) == [(1, "fact", "a"), (1, "cite:t", "b")]


def test_the_thesis_is_long_enough_and_cites_widely():
    pages = chapter_stats(ROOT)
    chapters = pages[pages["chapter"]]
    assert chapters["words"].sum() >= BODY_WORDS
    cited = cited_by_class(ROOT)
    assert cited.sum() >= WORKS
    assert cited[["journal_article", "book", "thesis"]].sum() >= SCHOLARLY
