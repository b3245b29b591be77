"""A sentence of the chapters says no more than its notes and facts: each fault is planted."""

import shutil

import pytest
from check_data import append, plant, rows

from thesis.check import check_base
from thesis.check.files import read_table
from thesis.check.sentences import sentence_problems
from thesis.check.validation_cache import COLUMNS
from thesis.manuscript.sentences import sentences
from thesis.manuscript.wording import ABSENT, COMPARED, NOT_FOUND, QUALIFIED
from thesis.project.paths import CODE as ROOT

FIGURE = "O00896"  # 607 persons of note E0860, exact
NAME = "chapters/04-iom.md"


@pytest.fixture(scope="module")
def tables():
    return {name: read_table(ROOT / "data" / f"{name}.csv", "", name, columns)[0]
            for name, columns in COLUMNS.items()}


def said(root, tables, text):
    """Return (line, column, rule) of what is wrong with the sentences of a page."""
    (root / "chapters").mkdir(exist_ok=True)
    (root / NAME).write_text(text, "utf-8")
    return [(problem.row, problem.column, problem.rule)
            for problem in sentence_problems(root, tables)]


def test_sentences_end_at_their_points_and_know_their_roles():
    page = ("# Judul. Bukan kalimat\n\n"
            "Menurut {note:t}`E0001,E0002` ada {fact}`3 <O00001>` kasus.[^a] Pasal No. 5 berlaku,\n"
            "dan pada baris ini selesai. (Kurung.) {note:t}`E0003` menulis.\n"
            "\n- butir satu\n- butir dua, dkk. Tetap dua\n\n[^a]: Kaki {absence}`tiada <x>`.\n\n"
            "```{computed-table} tab-a\n:name: tab-a\nKeterangan.\n```\n")
    found = list(sentences(page))
    assert [(sentence.line, " ".join(sentence.words.split())) for sentence in found] == [
        (3, "Menurut ada kasus.[^a]"),
        (3, "Pasal No. 5 berlaku, dan pada baris ini selesai."), (4, "(Kurung.)"), (4, "menulis."),
        (6, "- butir satu"), (7, "- butir dua, dkk. Tetap dua"), (9, "[^a]: Kaki ."),
        (13, "Keterangan.")]
    assert (found[0].notes, found[0].facts) == (("E0001", "E0002"), ("O00001",))
    assert found[6].absences == ("x",) and found[3].notes == ("E0003",)


@pytest.mark.parametrize(("prose", "words"), [
    ("Evaluasi tidak ditemukan {note:p}`E0001`.", "tidak ditemukan"),
    ("Evaluasi belum\npernah ditemukan.", "belum pernah ditemukan"),
    ("No evaluation was found.", "No evaluation was found"),
    ("Tidak ada pelatihan lain.", "Tidak ada"),
    ("Ini **satu-satunya** evaluasi.", "satu-satunya"),
    ("Evaluasi {absence}`tidak ditemukan <x>`, dan ukuran tidak ditemukan.", None),
    ("Menurut lembaga itu tidak ada data {note:p}`E0001`.", None),
])
def test_an_absence_is_computed_or_quoted(tmp_path, tables, prose, words):
    expected = [(1, words, "absence-without-basis")] if words else []
    assert said(tmp_path, tables, prose) == expected


@pytest.mark.parametrize(("prose", "words"), [
    ("Deret yang paling lengkap ini.", "paling lengkap"),
    ("Jumlah terbesar ada di sana.", "terbesar"),
    ("Laki-laki lebih sering menjadi korban daripada pelaku.",
     "lebih sering menjadi korban daripada"),
    ("Kebanyakan peserta polisi.", "Kebanyakan"),
    ("Pada umumnya benar.", "umumnya"),
    ("Hampir semua kegiatan.", "Hampir semua"),
    ("The largest group came first.", "The largest"),
    ("Jumlah terbesar ada di sana {note:p}`E0001`.", None),
    ("Sebanyak {fact}`3 <x>` kegiatan, sebagian besar dari semuanya.", None),
    ("Hal tertentu terjadi, tercatat, terdapat, terlambat, terbatas, terutama terhadap terdakwa "
     "terakhir; lebih dari itu, paling tidak, dan lebih lanjut.", None),
])
def test_a_comparison_is_counted_or_quoted(tmp_path, tables, prose, words):
    expected = [(1, words, "comparison-without-basis")] if words else []
    assert said(tmp_path, tables, prose) == expected


def test_a_number_stands_with_its_own_note_and_its_qualifier(tmp_path, tables):
    own = f"Ada {{fact}}`607 <{FIGURE}>` orang {{note:p}}`E0860`."
    assert said(tmp_path, tables, own) == []
    assert said(tmp_path, tables, f"Judul.\n\n{own.replace('E0860', 'E0859')}") == [
        (3, FIGURE, "foreign-note")]
    for figure, qualifier, word in (("O01167", "at_least", "lebih dari"),
                                    ("O00013", "about", "sekitar")):  # the latter is corrected
        note = next(row["evidence_id"] for row in rows(ROOT, "observations")
                    if row["observation_id"] == figure)
        bare = f"Ada {{fact}}`9 <{figure}>` orang {{note:p}}`{note}`."
        assert said(tmp_path, tables, bare) == [(1, figure, "qualifier-lost")], qualifier
        assert said(tmp_path, tables, bare.replace("Ada", f"Ada {word}")) == []


def test_every_qualifier_but_exact_has_its_words(base):
    assert set(base.observations["qualifier"]) - {"exact"} == set(QUALIFIED)
    assert not any(pattern.search("") for pattern in (NOT_FOUND, ABSENT, COMPARED))


def test_the_check_names_page_line_and_remedy_of_each_and_no_row_accepts_it(small_base, tmp_path):
    root = shutil.copytree(small_base, tmp_path / "base")
    (root / "chapters").mkdir()
    (root / NAME).write_text("# Judul\n\nIni yang terbesar.\n\nAda {note:p}`E9999` dan "
                             "{note:p}`E0860`.\n", "utf-8")
    plant(root, "evidence", "E0860", "source", "wikipediandhuman")
    append(root, "accepted_oddities", rule="comparison-without-basis", file=NAME, key="terbesar")
    found = [str(problem) for problem in check_base(root) if problem.file == NAME]
    assert [problem.split(";")[0] for problem in found] == [
        f"{NAME}:3:terbesar: the comparison rests on nothing",
        f"{NAME}:5:E0860: E0860 is a note of wikipediandhuman, which is excluded",
        f"{NAME}:5:E9999: the note E9999 does not exist"]
    assert all("; fix: " in problem for problem in found)
