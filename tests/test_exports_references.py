"""The sources as CSL-JSON and RIS: records checked by hand, all read back by pandoc."""

import json
import re
import subprocess

import pypandoc
import pytest

from thesis.base.load import load_collected
from thesis.base.sources import read_entries
from thesis.exports import csl, ris
from thesis.project.paths import CODE as ROOT

# Names of csl-data.json of citationstyles.org, as far as they are used here.
FIELDS = {"id", "type", "title", "author", "issued", "accessed", "container-title", "publisher",
          "publisher-place", "collection-title", "issue", "number", "volume", "page", "DOI", "URL",
          "note", "keyword", "language"}
TYPES = {"article-journal", "article-newspaper", "book", "chapter", "document", "report", "thesis",
         "webpage"}
NAMES = {"family", "given", "non-dropping-particle", "suffix", "literal"}


@pytest.fixture(scope="module")
def items() -> dict[str, dict]:
    found = csl.csl_items(load_collected(ROOT).sources, read_entries(ROOT / "references.bib"))
    return {item["id"]: item for item in found}


def read_with_pandoc(text: bytes, form: str) -> dict[str, dict]:
    command = [pypandoc.get_pandoc_path(), "--from", form, "--to", "csljson"]
    output = subprocess.run(command, input=text, capture_output=True, check=True).stdout
    return {item["id"]: item for item in json.loads(output)}


def test_every_item_is_valid_by_the_schema(items):
    assert len(items) == len(read_entries(ROOT / "references.bib"))
    for item in items.values():
        assert {"id", "type", "title", "author"} <= set(item) <= FIELDS
        assert item["type"] in TYPES and item["type"] in ris.TYPES
        for author in item["author"]:
            assert author and set(author) <= NAMES
        for field in {"issued", "accessed"} & set(item):
            parts, = item[field]["date-parts"]
            assert 1 <= len(parts) <= 3 and all(isinstance(part, int) for part in parts)
        assert all(isinstance(item[field], str) for field in set(item) - {
            "author", "issued", "accessed"})


def test_article(items):
    assert items["abbott1998why"] == {
        "id": "abbott1998why", "type": "article-journal",
        "title": "Why States Act Through Formal International Organizations",
        "author": [{"family": "Abbott", "given": "Kenneth W."},
                   {"family": "Snidal", "given": "Duncan"}],
        "issued": {"date-parts": [[1998]]}, "container-title": "Journal of Conflict Resolution",
        "issue": "1", "volume": "42", "page": "3-32",
        "URL": "http://papers.ssrn.com/sol3/papers.cfm?abstract_id=1470242",
        "keyword": "journal_article, theory_io, good", "language": "en",
        "accessed": {"date-parts": [[2026, 11, 23]]}}


def test_press_is_a_newspaper_and_a_page_of_iom_a_web_page(items):
    press = items["teropongmedia2023jokowi"]
    assert press["type"] == "article-newspaper" and "publisher" not in press
    page = items["dillon2015over"]
    assert (page["type"], page["container-title"]) == ("webpage", "IOM")


def test_report_chapter_thesis(items):
    report = items["betts2008global"]
    assert (report["type"], report["number"]) == ("report", "2008/43")
    assert report["publisher"].startswith("Global Economic Governance Programme")
    chapter = items["biermann2009studying"]
    assert (chapter["type"], chapter["container-title"]) == ("chapter", "Managers of Global Change")
    assert (chapter["publisher"], chapter["page"]) == ("MIT Press", "37-74")
    assert items["olstndbureaucracies"]["author"] == [
        {"family": "Olst", "given": "Andrew", "non-dropping-particle": "van"}]


def test_undated_source_has_no_date(items):
    assert "issued" not in items["0685comndexplanation"]


def test_ris_record(items):
    record = ris.ris_file([items["abbott1998why"]]).decode().split("\r\n")
    assert record[:6] == ["TY  - JOUR", "ID  - abbott1998why",
                          "TI  - Why States Act Through Formal International Organizations",
                          "AU  - Abbott, Kenneth W.", "AU  - Snidal, Duncan", "PY  - 1998"]
    assert {"DA  - 1998///", "T2  - Journal of Conflict Resolution", "VL  - 42", "IS  - 1",
            "SP  - 3", "EP  - 32", "KW  - good", "Y2  - 2026/11/23/"} <= set(record)
    assert record[-3:] == ["ER  - ", "", ""]


def test_ris_lines_and_names(items):
    lines = ris.ris_file(items.values()).decode().split("\r\n")
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines if line)
    assert lines.count("ER  - ") == len(items)
    assert ris.author_name(items["blog2014human"]["author"][0]) == "Witherspoon, Gerald F., Sr."
    assert ris.author_name({"literal": "Ministry of Manpower, Singapore"}) == (
        "Ministry of Manpower – Singapore")


def test_pandoc_reads_both(items):
    from_csl = read_with_pandoc(csl.csl_file(list(items.values())), "csljson")
    from_ris = read_with_pandoc(ris.ris_file(items.values()), "ris")
    assert set(from_csl) == set(from_ris) == set(items)
    for key, item in items.items():
        for field in ("type", "URL", "volume", "issued"):
            assert from_csl[key].get(field) == item.get(field), key
        for field in ("title", "container-title", "publisher", "DOI", "volume", "URL"):
            assert from_ris[key].get(field) == item.get(field), key
        if "issued" in item:
            year = item["issued"]["date-parts"][0][0]
            assert from_ris[key]["issued"]["date-parts"][0][0] == year
