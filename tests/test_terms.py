"""One term for one thing: the text uses none of the variants that the glossary decided against."""

import re

import pytest

from thesis.manuscript.text import page_files
from thesis.project.paths import CODE as ROOT

VARIANTS = {
    "masa kajian": "kurun kajian", "masa penelitian": "kurun kajian",
    "masa yang diteliti": "kurun kajian", "perlindungan": "pelindungan",
    "kata IOM": "keterangan IOM", "gema pers": "berita yang mengulang IOM",
    "skripsi ini": "tesis ini", "perdagangan manusia": "perdagangan orang",
    "perbudakan makanan laut": "perbudakan hasil laut", "resiko": "risiko",
    "2023-2024": "2023–2024",
}
TABLES = ("parts", "findings", "recommendations", "confidence")


@pytest.mark.parametrize(("variant", "term"), VARIANTS.items())
def test_the_text_has_one_term(variant, term):
    word = re.compile(rf"\b{variant}\b")  # names of institutions have capitals
    files = [*page_files(ROOT), *(ROOT / "data" / f"{name}.csv" for name in TABLES)]
    found = [f"{path.name}:{n}" for path in files if "register" not in path.parts
             for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
             if word.search(line)]
    assert not found, f"write {term}"
