"""The REFI-QDA project: valid by the official schema, and no coding lost on the way.

``refi_qda/Project.xsd`` is the schema of REFI (2019, MIT licence, its notice inside), as the
package qualitative-coding 1.7.8 ships it; that package itself would bring spaCy along.
"""

from pathlib import Path
from zipfile import ZipFile

import pandas as pd
import pytest
from lxml import etree
from refi_read import NS, read_codings

from thesis.analysis import settled
from thesis.base.load import load, load_collected
from thesis.exports import refi
from thesis.project.paths import CODE as ROOT

SCHEMA = Path(__file__).with_name("refi_qda") / "Project.xsd"
MOMENT = "2026-11-23T00:00:00Z"


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("refi") / "thesis.qdpx"
    path.write_bytes(refi.project_file(load_collected(ROOT), settled.codings(load(ROOT)), "Tesis",
                                       MOMENT))
    return path


@pytest.fixture(scope="module")
def root(project) -> etree._Element:
    return etree.fromstring(ZipFile(project).read("project.qde"))


def schema(element: str = "") -> etree.XMLSchema:
    """Return the official schema; with an element of its types made a root, in its namespace."""
    text = SCHEMA.read_text(encoding="utf-8")
    if element:
        text = text.replace("urn:QDA-XML:project:1.0", "urn:QDA-XML:codebook:1.0")
        text = text.replace('name="Project" type="ProjectType"', element)
    return etree.XMLSchema(etree.fromstring(text.encode()))


def test_project_is_valid(root):
    schema().assertValid(root)


def test_schema_refuses_what_is_wrong(root):
    broken = etree.fromstring(etree.tostring(root))
    broken.find(".//q:PlainTextSelection", NS).attrib.pop("endPosition")
    assert not schema().validate(broken)


def test_codebook_is_valid_but_for_its_origin():
    codebook = etree.fromstring(refi.codebook_file(load_collected(ROOT)))
    assert codebook.attrib.pop("origin") == refi.ORIGIN  # only the codebook schema has it
    schema('name="CodeBook" type="CodeBookType"').assertValid(codebook)
    names = [code.get("name") for code in codebook.iter("{*}Code")]
    assert len(names) == len(set(names)) == len(pd.read_csv(ROOT / "data" / "codebook.csv"))


def test_round_trip_loses_no_coding(project):
    read = read_codings(project)
    passes = read[read["coder"] != refi.SETTLED].reset_index(drop=True)
    pd.testing.assert_frame_equal(
        passes, pd.read_csv(ROOT / "data" / "codings.csv", dtype="str").sort_values(
            ["evidence_id", "coder", "code"], ignore_index=True))


def test_the_third_user_has_the_coding_that_the_book_counts(project, base, root):
    read = read_codings(project)
    read = read[read["coder"] == refi.SETTLED]
    given = set(read[["evidence_id", "code"]].itertuples(index=False, name=None))
    assert given == set(settled.codings(base).itertuples(index=False, name=None))
    assert base.coding == "adjudicated" and len(given) == len(read)
    assert ("E0024", "country_source") in given  # B alone; adjudicated as given
    assert ("E0021", "obst_data") not in given  # A alone; adjudicated as not given
    users = [user.get("name") for user in root.iterfind("q:Users/q:User", NS)]
    assert {"Putaran A", "Putaran B", "Hasil penyelesaian"} <= set(users)


def test_sources_have_readable_names_and_variables(root):
    names = [source.get("name") for source in root.iterfind("q:Sources/q:TextSource", NS)]
    assert len(names) == len(set(names)) and not any("/" in name for name in names)
    (source,) = [s for s in root.iterfind("q:Sources/q:TextSource", NS)
                 if "[radarbalikpapa2023polda]" in s.get("name")]
    assert source.get("name") == "Radar Balikpapan (2023-06-16) [radarbalikpapa2023polda]"
    names = {variable.get("guid"): variable.get("name")
             for variable in root.iterfind("q:Variables/q:Variable", NS)}
    assert {names[value.find("q:VariableRef", NS).get("targetGUID")]: value.findtext(
        "q:TextValue", namespaces=NS) for value in source.iterfind("q:VariableValue", NS)} == {
            "Tanggal": "2023-06-16", "Penerbit": "Radar Balikpapan",
            "Bahasa": "bahasa Indonesia"}


def test_codings_of_one_note(root):
    """E0001: both passes give partnership and policy coordination; see data/codings.csv."""
    selections = root.findall(".//q:PlainTextSelection[@name='E0001']", NS)
    found = {(s.get("creatingUser"), s.find("q:Coding/q:CodeRef", NS).get("targetGUID"))
             for s in selections}
    code = refi.guid("code", "pillar_partnership")
    assert {(refi.guid("user", coder), code) for coder in "AB"} <= found
    assert root.find(f".//q:Code[@guid='{code}']", NS).get("name") == "Kemitraan"
    assert all(s.get("creationDateTime") for s in selections)  # QualCoder stops without


def test_selections_hold_the_sentence_of_their_note(project, root):
    notes = load_collected(ROOT).evidence.set_index("evidence_id")["note_id"]
    with ZipFile(project) as archive:
        for source in root.iterfind("q:Sources/q:TextSource", NS):
            name = source.get("plainTextPath").replace("internal://", "sources/")
            text = archive.read(name).decode()
            assert "\r" not in text
            for selection in source.iterfind("q:PlainTextSelection", NS):
                start, end = (int(selection.get(f"{edge}Position")) for edge in ("start", "end"))
                assert text[start:end] == notes[selection.get("name")]


def test_text_of_a_source_states_where_it_comes_from(project):
    name = f"sources/{refi.guid('source', 'teropongmedia2023jokowi')}.txt"
    text = ZipFile(project).read(name).decode()
    assert "\n[E0001] par. 1-2\nPerpres Nomor 49 Tahun 2023 menata ulang" in text
    assert "https://" in text


def test_families_are_not_applied_and_sources_are_grouped(root):
    families = root.findall("q:CodeBook/q:Codes/q:Code", NS)
    assert {family.get("isCodable") for family in families} == {"false"}
    sets = {one.get("name"): len(one) for one in root.iterfind("q:Sets/q:Set", NS)}
    sources = load_collected(ROOT).sources
    assert sets["Berita pers"] == (sources["source_class"] == "news_report").sum()
    assert sets[refi.EXCLUDED] == sources["excluded"].sum()


def test_guids_do_not_repeat(root):
    guids = [element.get("guid") for element in root.iter() if element.get("guid")]
    assert len(guids) == len(set(guids))
