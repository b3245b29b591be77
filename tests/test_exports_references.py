"""The sources as CSL-JSON and RIS: records checked by hand, all read back by pandoc."""

import json
import re
import subprocess
from pathlib import Path

import pypandoc
import pytest
from jsonschema.validators import validator_for

from thesis.base.csl import mended, read_items
from thesis.base.load import load_collected
from thesis.exports import csl, ris
from thesis.project.paths import CODE as ROOT

# of github.com/citation-style-language/schema (MIT)
SCHEMA = json.loads(Path(__file__).with_name("csl-data.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def items() -> dict[str, dict]:
    found = csl.csl_items(load_collected(ROOT).sources, read_items(ROOT / "references.bib"))
    return {item["id"]: item for item in found}


def read_with_pandoc(text: bytes, form: str) -> dict[str, dict]:
    command = [pypandoc.get_pandoc_path(), "--from", form, "--to", "csljson"]
    output = subprocess.run(command, input=text, capture_output=True, check=True).stdout
    return {item["id"]: item for item in json.loads(output)}


def test_every_item_is_valid_by_the_schema(items):
    assert len(items) == len(read_items(ROOT / "references.bib"))
    found = validator_for(SCHEMA)(SCHEMA).iter_errors(list(items.values()))
    assert [error.message for error in found] == []


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


def test_addresses_are_as_they_are_typed(items):
    typed = dict(re.findall(r"^@\w+\{(.*),$(?:\n.*)*?\n  url = \{(.*)\},$",
                            (ROOT / "references.bib").read_text("utf-8"), re.MULTILINE))
    plain = {key: url.replace("\\", "") for key, url in typed.items()}
    assert {key: items[key]["URL"] for key in typed} == plain and len(typed) == len(items)


@pytest.mark.parametrize(("pages", "first", "last"), [
    ("101–120", "101", "120"), ("101 -- 120", "101", "120"), ("101-120, 130", "101", "120, 130"),
    ("e12", "e12", "")])
def test_pages_are_parted(pages, first, last):
    item = mended({"id": "k", "type": "article-journal", "title": "T", "page": pages})
    record = ris.ris_file([item]).decode().split("\r\n")
    assert f"SP  - {first}" in record
    assert [line for line in record if line.startswith("EP")] == [f"EP  - {last}"] * bool(last)


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
    from_csl = read_with_pandoc(json.dumps([*items.values()]).encode(), "csljson")
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
