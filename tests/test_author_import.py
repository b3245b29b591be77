"""Works that a reference manager exported are added whole, or none is and it is said why."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from jsonschema.validators import validator_for

from thesis.author import Refused
from thesis.author.imported import LEFT_OUT, add_file, read_file
from thesis.base.csl import items_of, read_items, without_markup
from thesis.base.load import load_collected
from thesis.base.sources import address
from thesis.book.citeproc import worded
from thesis.exports.csl import csl_items
from thesis.exports.ris import read_ris, ris_file

DAY = date(2026, 11, 24)
SCHEMA = json.loads(Path(__file__).with_name("csl-data.json").read_text(encoding="utf-8"))
GIVEN = {"kind": "press", "country": "IDN", "independent_of_iom": "yes", "new_issuer": "yes",
         "class": "news_report", "language": "indonesian"}
RIS = """\ufeffTY  - THES\r
TI  - Disertasi & <i>uji</i>\r
AU  - Sari, Dian\r
PB  - Universitas Uji Coba\r
M3  - Disertasi\r
DA  - 2020/03/04/\r
UR  - https://example.org/t_1?a=1&b=%20\r
ER  - \r
\r
TY  - RPRT\r
T1  - Laporan\r
A1  - Badan Pusat Uji\r
Y1  - 2021///\r
DO  - https://doi.org/10.1234/uji_2\r
L1  - /home/x.pdf\r
ER  - \r
"""
BIB = r"""@string{ju = "Jurnal Uji"}
@article{muller_judul,
  author = {M{\"u}ller, J{\"o}rg and {Badan Uji}},
  title = {Judul {\emph{homo}} di Indonesia}, journaltitle = ju, date = {2013-04},
  url = {https://example.org/a\_b}, langid = {indonesian}, file = {C:\x.pdf}, keywords = {x, y},
}
"""
CSL = [{"id": "http://zotero.org/users/1/items/ABC", "type": "webpage", "title": "Halaman",
        "author": [{"literal": "Badan Pusat Uji"}], "URL": "https://example.org/h",
        "container-title": "Badan Pusat Uji", "language": "id-ID",
        "accessed": {"date-parts": [[2025, 1, 2]]}}]


@pytest.fixture
def root(small_base: Path, tmp_path: Path) -> Path:
    return shutil.copytree(small_base, tmp_path / "base")


def write(root: Path, name: str, text: str) -> Path:
    path = root.parent / name
    path.write_text(text, encoding="utf-8", newline="")
    return path


@pytest.mark.parametrize(("name", "works"), [
    ("zotero.bib", 80), ("mendeley.ris", 71), ("zotero.json", 60)])
def test_what_reference_managers_export_is_kept_worded_and_exported_whole(root, name, works):
    """Works of all types; nothing that a reference shows differs from what the engine read."""
    file = Path(__file__).with_name("reference_managers") / name
    given = {**GIVEN, "language": "english"}
    keys, _ = add_file(root, file, given, lambda question: "Studio Uji", DAY)
    assert len(keys) == works
    kept = read_items(root / "references.bib")
    page = {address(kept[key]["URL"]): kept[key] for key in keys}
    for item in read_file(file):
        found = page.get(address(item.get("URL") or "https://doi.org/" + item["DOI"]), item)
        assert not {field for field in set(item) - {*LEFT_OUT, "id"}
                    if item[field] != found.get(field)}, item
    sources = load_collected(root).sources
    added = sources[sources["source"].isin(keys)]
    for key, work in worded(added, kept, set(keys), "id").items():
        assert work.year and work.names and " . " not in work.entry, key
    items = csl_items(added, kept)
    assert not list(validator_for(SCHEMA)(SCHEMA).iter_errors(items))
    back = {item["id"]: item for item in read_ris(ris_file(items).decode())}
    assert {key: back[key]["title"] for key in keys} == {
        key: without_markup(kept[key]["title"]) for key in keys}


def test_a_ris_file(root):
    keys, _ = add_file(root, write(root, "a.ris", RIS), GIVEN, None, DAY)
    thesis, report = (read_items(root / "references.bib")[key] for key in keys)
    assert keys == ["sari2020disertasi", "badanpusatuji2021laporan"]
    assert (thesis["type"], thesis["genre"], thesis["publisher"]) == (
        "thesis", "Disertasi", "Universitas Uji Coba")
    assert thesis["issued"] == {"date-parts": [[2020, 3, 4]]}
    assert thesis["URL"] == "https://example.org/t_1?a=1&b=%20"
    assert report["author"] == [{"literal": "Badan Pusat Uji"}]
    assert (report["DOI"], report["URL"]) == ("10.1234/uji_2", "https://doi.org/10.1234/uji_2")
    sources = load_collected(root).sources.set_index("source").loc[keys]
    assert list(sources["issuer"]) == ["Universitas Uji Coba", "Badan Pusat Uji"]
    assert list(sources["title"]) == ["Disertasi & uji", "Laporan"]


def test_a_bibtex_file_keeps_its_key_and_its_words(root):
    assert add_file(root, write(root, "a.bib", BIB), GIVEN, None, DAY) == (["muller_judul"], [])
    item = read_items(root / "references.bib")["muller_judul"]
    assert item["author"] == [{"family": "Müller", "given": "Jörg"}, {"literal": "Badan Uji"}]
    assert (item["title"], item["container-title"]) == (
        "Judul <i>homo</i> di Indonesia", "Jurnal Uji")
    assert item["accessed"] == {"date-parts": [[2026, 11, 24]]}
    assert item["custom"]["keywords"] == "news_report"


def test_a_csl_file_of_an_undated_page(root):
    (key,), _ = add_file(root, write(root, "a.json", json.dumps(CSL)), GIVEN, None, DAY)
    item = read_items(root / "references.bib")[key]
    assert key == "badanpusatujindhalaman" and "issued" not in item
    assert item["accessed"] == {"date-parts": [[2025, 1, 2]]}


def test_what_is_there_already_is_not_added_again(root):
    file = write(root, "a.ris", RIS)
    add_file(root, file, GIVEN, None, DAY)
    before = (root / "references.bib").read_bytes()
    assert add_file(root, file, GIVEN, None, DAY) == ([], [
        "sari2020disertasi: Disertasi & uji", "badanpusatuji2021laporan: Laporan"])
    assert (root / "references.bib").read_bytes() == before


def test_what_is_missing_is_said_of_every_work_and_nothing_is_added(root):
    before = (root / "references.bib").read_bytes()
    bare = [CSL[0], CSL[0] | {"id": "b", "URL": "", "title": "Lain", "language": ""}]
    with pytest.raises(Refused) as refusal:
        add_file(root, write(root, "a.json", json.dumps(bare)), {}, None, DAY)
    said = str(refusal.value).splitlines()
    assert "Halaman: --class: class is required" in said
    assert "Lain: it has neither address nor DOI" in said
    assert "Lain: --language: language is required" in said
    assert said[-1] == "nothing was added"
    assert (root / "references.bib").read_bytes() == before


@pytest.mark.parametrize(("name", "text"), [
    ("a.json", "{"), ("a.bib", "@article{a, title = {x"), ("a.ris", "")])
def test_a_file_that_cannot_be_read_is_refused(root, name, text):
    with pytest.raises(Refused, match=r"a\.\w+"):
        add_file(root, write(root, name, text), GIVEN, None, DAY)


def test_an_entry_is_read_as_it_was_exported(root):
    """What pandoc made of the exported file and of the entry is the same item."""
    file = write(root, "a.bib", BIB)
    add_file(root, file, GIVEN, None, DAY)
    kept = read_items(root / "references.bib")["muller_judul"]
    exported = items_of(BIB)["muller_judul"]
    for field in set(exported) - {"custom", "keyword", "language"}:
        assert kept[field] == exported[field], field
    assert read_file(file) == [exported]
