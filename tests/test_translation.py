"""One entry a block: what is translated, what becomes stale, and what a translation may not do."""

import json

import pytest

from thesis.author import Refused
from thesis.author.translate import translate
from thesis.book.translation import headings, in_language
from thesis.check.translations import entry_problems, translation_problems
from thesis.manuscript.blocks import blocks, key_of, replaced
from thesis.manuscript.catalogs import (
    catalog_file,
    counterparts,
    read_catalog,
    translated,
    translated_files,
    translations,
)
from thesis.project.edition import Edition
from thesis.project.paths import CODE as ROOT

PAGE = """---
title: Bukan teks
---
(sasaran)=
# Judul *halaman*

Kalimat satu {fact}`1.234 <cases>`.
Kalimat dua {note:p}`E0001`.

- butir satu
  dan lanjutannya
- butir {doc}`dua <chapters/b>`

    alinea kedua butir

Istilah
: Artinya.

| Kepala | Isi |
|---|---|
| a | beta |

```{list-table} Judul tabel
:name: tab-a

* - Sel satu
  - 12
```

````{container} web-only
Hanya di web.

```{figure} gambar.png
:alt: Teks pengganti
Keterangan gambar.
```
````

```{code-cell} python
x = "bukan teks"
```

<div class="x">

## Kalimat dua

Ada catatan.[^a]

</div>

[^a]: Isi catatan kaki.
"""
TEXTS = ["Judul *halaman*", "Kalimat satu {fact}`1.234 <cases>`.\nKalimat dua {note:p}`E0001`.",
         "butir satu\ndan lanjutannya", "butir {doc}`dua <chapters/b>`", "alinea kedua butir",
         "Istilah", "Artinya.", "| Kepala | Isi |\n|---|---|\n| a | beta |", "Judul tabel",
         "Sel satu", "Hanya di web.", "Teks pengganti", "Keterangan gambar.", "Kalimat dua",
         "Ada catatan.[^a]", "Isi catatan kaki."]


@pytest.fixture
def root(tmp_path):
    (tmp_path / "chapters").mkdir()
    (tmp_path / "index.md").write_text("# Muka\n", "utf-8")
    (tmp_path / "chapters" / "03-a.md").write_text(PAGE, "utf-8")
    return tmp_path


def catalog(root, **entries):
    """Fill the catalog of the chapter with translations and return where it is."""
    translate(root)
    path = catalog_file(root, root / "chapters" / "03-a.md", "en")
    text = path.read_text("utf-8")
    for original, translation in entries.items():
        text = text.replace(f'msgid "{original}"\nmsgstr ""',
                            f'msgid "{original}"\nmsgstr "{translation}"')
    path.write_text(text, "utf-8")
    return path


def test_every_kind_of_text_is_a_block_and_code_is_none():
    assert [block.text for block in blocks(PAGE)] == TEXTS


@pytest.mark.parametrize("file", translated_files(ROOT), ids=lambda path: path.name)
def test_a_page_whose_blocks_stay_stays_as_it_is(file):
    text = file.read_text("utf-8")
    same = translated(text, {})
    assert json.loads(same) == {**json.loads(text), "cells": json.loads(same)["cells"]} if (
        file.suffix == ".ipynb") else same == text


def test_signs_and_indentation_stay_with_a_translated_block():
    new = {"butir satu\ndan lanjutannya": "item one\nwhich goes\non", "Artinya.": "Its meaning.",
           "Judul tabel": "Title of a table", "Teks pengganti": "Alternative text"}
    page = replaced(PAGE, lambda text: new.get(text, text))
    for line in ("- item one\n  which goes\n  on\n", "\n: Its meaning.\n",
                 "```{list-table} Title of a table\n", ":alt: Alternative text\n"):
        assert line in page


def test_the_value_of_a_fact_is_no_part_of_what_is_translated():
    assert key_of("Ada {fact}`12 <a>` dan {fact}`b`.") == key_of("Ada {fact}`dua belas <a>` dan "
                                                                 "{fact}`0 <b>`.")
    assert key_of("{absence}`tidak ditemukan <a>`") != key_of("{absence}`nihil <a>`")


def test_a_changed_paragraph_is_one_entry_to_do_and_a_moved_number_none(root):
    path = catalog(root, **{"Hanya di web.": "Only on the web.", "Artinya.": "Its meaning."})
    path.write_text(path.read_text("utf-8").replace(
        '"Kalimat dua {note:p}`E0001`."\nmsgstr ""',
        '"Kalimat dua {note:p}`E0001`."\nmsgstr "One {fact}`1,234 <cases>`. Two {note:p}`E0001`."'),
        "utf-8")
    before = translations(path)
    chapter = root / "chapters" / "03-a.md"
    chapter.write_text(PAGE.replace("1.234", "1.235").replace("Hanya di web.", "Hanya di laman."))
    said = translate(root)
    assert f"{path.relative_to(root)}: {len(TEXTS) - 2} to translate" in said.splitlines()
    now = translations(path)
    assert "{fact}`1.235 <cases>`" in path.read_text("utf-8")
    assert set(before) - set(now) == {"Hanya di web."}
    (stale,) = [entry for entry in read_catalog(path) if entry.id and entry.fuzzy]
    assert (stale.id, stale.string) == ("Hanya di laman.", "Only on the web.")
    assert stale.user_comments == ["before: Hanya di web."]
    translate(root)
    assert "# before: Hanya di web." in path.read_text("utf-8")
    assert any(problem.rule == "fuzzy" and "Hanya di laman." in problem.column
               for problem in translation_problems(root, "en"))


def test_catalogs_are_written_the_same_when_nothing_changed(root):
    path = catalog(root, Istilah="Term")
    before = path.read_bytes()
    translate(root)
    assert path.read_bytes() == before
    (root / "chapters" / "03-a.md").unlink()
    translate(root)
    assert not path.exists()


@pytest.mark.parametrize(("translation", "rule"), [
    ("Two {note:p}`E0002`.\nOne {fact}`12 <cases>`.", "other-roles"),
    ("One {fact}`12 <cases>`, two {note:p}`E0001`.", "other-sentences"),
    ("One {fact}`12 <cases>` of 99.\nTwo {note:p}`E0001`.", "typed-number"),
    ("One {fact}`12 <cases>`; nothing was found.\nTwo {note:p}`E0001`.", "absence-without-basis"),
    ("One {fact}`12 <cases>`.\nTwo {note:p}`E0001` [here](b.md).", "other-roles"),
])
def test_a_translation_says_what_the_text_says(translation, rule):
    text = "Kalimat satu {fact}`1.234 <cases>`.\nKalimat dua {note:p}`E0001`."
    assert rule in {p.rule for p in entry_problems("a.po", 3, text, translation, judged=True)}
    right = "One {fact}`1,234 <cases>`.\nTwo {note:p}`E0001`."
    assert list(entry_problems("a.po", 3, text, right, judged=True)) == []


def test_a_term_of_the_field_is_translated_alike(root):
    catalog(root, **{"Hanya di web.": "Online alone.", "Sel satu": "Cell one"})
    (root / "locale" / "en" / "terms.csv").write_text(
        "term_id,term_en\nweb,web|site\nsel,cell\nselesai,done\n", "utf-8")
    (problem,) = [p for p in translation_problems(root, "en") if p.rule == "other-term"]
    assert (problem.key, problem.expected) == ("web", "web or site")


def test_a_notebook_that_cannot_be_read_changes_no_catalog(root):
    path = catalog(root, Istilah="Term")
    before = path.read_bytes()
    (root / "notebooks").mkdir()
    (root / "notebooks" / "a.ipynb").write_text('{"cells": [', "utf-8")
    with pytest.raises(Refused, match="notebooks/a.ipynb cannot be read"):
        translate(root)
    assert path.read_bytes() == before
    assert not [p for p in translation_problems(root, "en") if "notebooks" in p.file]


def test_a_file_that_is_no_catalog_is_named_with_its_line(root):
    path = catalog(root)
    path.write_text('msgid "a"\nmsgstr "b"\nnonsense\n', "utf-8")
    problem = next(p for p in translation_problems(root, "en") if p.file.endswith("03-a.po"))
    assert problem.message == "is no catalog"


def test_a_sentence_has_its_counterpart(root):
    path = catalog(root)
    path.write_text(path.read_text("utf-8").replace(
        '"Kalimat dua {note:p}`E0001`."\nmsgstr ""',
        '"Kalimat dua {note:p}`E0001`."\nmsgstr "One {fact}`1,234 <cases>`.\\nTwo '
        '{note:p}`E0001`."'), "utf-8")
    found = counterparts(root, "chapters/03-a.md", "en")
    assert found["Kalimat dua {note:p}`E0001`."] == "Two {note:p}`E0001`."
    assert found["Artinya."] == "Artinya."


def test_a_section_stands_in_the_other_language_in_each_edition():
    page = ("# Muka\n\n## Abstrak\n\nAda {fact}`dua <n>`.\n\n```{other-language} Abstrak\n```\n\n"
            "## Lain\n\nTeks.\n")
    entries = {"Abstrak": "Abstract", key_of("Ada {fact}`dua <n>`."): "There are {fact}`two <n>`."}
    indonesian = in_language(page, entries, Edition(ROOT, "id"))
    english = in_language(page, entries, Edition(ROOT, "en"))
    assert headings(indonesian) == ["Muka", "Abstrak", "Abstract", "Lain"]
    assert headings(english) == ["Muka", "Abstract", "Abstrak", "Lain"]
    assert 'lang="en"' in indonesian and "There are {fact-en}`two <n>`." in indonesian
    assert 'lang="id"' in english and "Ada {fact-id}`dua <n>`." in english


def test_notebooks_are_translated_cell_by_cell():
    notebook = json.dumps({"cells": [
        {"cell_type": "markdown", "source": ["# Audit\n", "\n", "Satu."]},
        {"cell_type": "code", "source": ["# Audit\n"], "outputs": []}], "metadata": {}})
    cells = json.loads(translated(notebook, {"Audit": "Audit of the corpus"}))["cells"]
    assert cells[0]["source"] == "# Audit of the corpus\n\nSatu."
    assert cells[1]["source"] == ["# Audit\n"]
