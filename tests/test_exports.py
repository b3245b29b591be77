"""All exports together: what is written, whole or not at all, the same bytes each time."""

import hashlib
import json
import os
import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest
from frictionless import Package

from thesis import exports
from thesis.base.load import descriptor
from thesis.exports.archive import write_files, zip_bytes
from thesis.exports.crate import METADATA, SOURCES, crate_file
from thesis.exports.crate_context import authors, institution
from thesis.project.edition import LANGUAGES, Edition
from thesis.project.inputs import book_made_from, book_step
from thesis.project.paths import CODE as ROOT
from thesis.project.state import record
from thesis.publish.metadata import (
    citation,
    config,
    edition_fields,
    maker_name,
    title_fields,
)

NAMES = ["thesis.qdpx", "codebook.qdc", "references.bib", "references.ris", "references.json",
         "iom-tppo-evidence.zip", "thesis-ro-crate.zip"]
# Terms of the contexts RO-Crate 1.1.3 and workflow-run; a crate with others fails a validator.
TERMS = """about actionStatus affiliation agent alternateName author conformsTo contentSize
    datePublished description encodingFormat endTime familyName givenName hasPart inLanguage
    instrument keywords license mentions name object programmingLanguage publisher result sha256
    softwareRequirements url version ComputerLanguage CreateAction CreativeWork Dataset File
    Organization Person SoftwareApplication SoftwareSourceCode"""
PAGE = "book/html/notebooks/corpus_audit.html"


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """The project with a built book as small as can be."""
    root = tmp_path_factory.mktemp("project")
    for pattern in SOURCES:
        for path in filter(Path.is_file, ROOT.glob(pattern)):
            target = root / path.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    for name in ("html/index.html", "html/notebooks/corpus_audit.html", "html/.buildinfo",
                 "pdf/tesis.pdf"):
        (root / "_build" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "_build" / name).write_text(name)
    os.utime(root / "_build" / "pdf" / "tesis.pdf", (4e9, 4e9))
    record(root, book_step(Edition(root)), book_made_from(root))
    return root


@pytest.fixture(scope="module")
def written(project, tmp_path_factory) -> list[Path]:
    return exports.export_all(project, tmp_path_factory.mktemp("exports"))


@pytest.fixture(scope="module")
def graph(written) -> dict[str, dict]:
    """The entities of the crate by id."""
    document = json.loads(ZipFile(written[-1]).read(METADATA))
    assert document["@context"] == ["https://w3id.org/ro/crate/1.1/context",
                                    "https://w3id.org/ro/terms/workflow-run/context"]
    found = {entity["@id"]: entity for entity in document["@graph"]}
    assert len(found) == len(document["@graph"])
    return found


def test_everything_is_written(written):
    assert [path.name for path in written] == NAMES
    assert sorted(path.name for path in written[0].parent.iterdir()) == sorted(NAMES)
    assert written[2].read_bytes() == (ROOT / "references.bib").read_bytes()


def test_same_data_give_the_same_bytes_and_need_no_book(written, project, small_base, tmp_path):
    paths = exports.export_data(ROOT, tmp_path)
    files = {path.name: path.read_bytes() for path in paths}
    assert files == {path.name: path.read_bytes() for path in written[:-1]}
    assert crate_file(project, files) == written[-1].read_bytes()
    before = [path.stat().st_mtime_ns for path in paths]
    with pytest.raises(exports.NotBuilt, match="not built yet"):
        exports.export_all(small_base, tmp_path)
    assert [path.stat().st_mtime_ns for path in paths] == before


def test_a_book_of_another_text_is_refused(project, tmp_path):
    page = project / "index.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text + "\nKalimat lain.\n", encoding="utf-8")
    with pytest.raises(exports.NotBuilt, match="has changed"):
        exports.export_all(project, tmp_path)
    page.write_text(text, encoding="utf-8")


def test_data_package_is_read_from_the_zip(written):
    package = Package(str(written[5]))
    assert package.get_resource("findings").read_rows()[0]["finding_id"] == "F1"
    with ZipFile(written[5]) as archive:
        tables = {path.name for path in (ROOT / "data").glob("*.csv")}
        assert tables <= set(archive.namelist())
        for name in ("README.md", "datapackage.json"):
            text = archive.read(name).decode()
            assert "references.bib" in text
            assert "../" not in text and "directory up" not in text


def test_zip_keeps_no_time_and_target_keeps_other_files(tmp_path):
    path, = write_files(tmp_path, {"a.zip": zip_bytes({"b": b"1"})})
    (tmp_path / "own.txt").write_text("mine")
    write_files(tmp_path, {"a.zip": zip_bytes({"b": b"2"})})
    assert ZipFile(path).getinfo("b").date_time == (1980, 1, 1, 0, 0, 0)
    assert ZipFile(path).read("b") == b"2"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.zip", "own.txt"]


def test_every_term_of_the_crate_is_known_to_its_context(graph):
    known = set(TERMS.split())
    assert {name for entity in graph.values() for name in entity if name[0] != "@"} <= known
    assert {kind for entity in graph.values()
            for kind in ([entity["@type"]] if isinstance(entity["@type"], str)
                         else entity["@type"])} <= known


def test_the_institution_publishes_once_it_is_named():
    (named,) = institution("Universitas Uji")
    (author,) = authors({"authors": [{"given-names": "A", "family-names": "B"}]}, [named])
    assert author["affiliation"] == {"@id": named["@id"]} and named["@type"] == "Organization"
    assert institution("") == []


def test_the_study_on_which_the_edition_rests_is_named_but_not_as_its_author():
    study = config(ROOT)["sphinx"]["config"]["thesis_based_on"]
    record, thesis = citation(ROOT), citation(ROOT)["preferred-citation"]
    assert study in record["abstract"] and study in thesis["notes"]
    for language in LANGUAGES:
        edition = Edition(ROOT, language)
        fields, status = title_fields(edition), list(edition_fields(edition).values())
        assert fields["based_on"] == study and study not in fields["editor"]
        assert fields["standing"] and status[0].startswith(str(record["version"]))
        assert len(set(status[3:])) == 1  # university, number, supervisor, examiners: none
    assert maker_name({"given-names": "A", "family-names": "B"}) == "A B"


def test_title_author_and_version_are_the_same_wherever_they_stand():
    record, package = citation(ROOT), descriptor(ROOT)
    thesis, (author,) = record["preferred-citation"], authors(record, [])
    assert (thesis["type"], thesis["title"]) == ("book", config(ROOT)["title"])
    assert str(record["version"]) in thesis["edition"]
    assert thesis["authors"] == record["authors"]
    assert str(thesis["year"]) == str(record["date-released"])[:4]
    assert package["contributors"] == [{"title": author["name"], "role": "author"}]
    assert package["version"] == str(record["version"])


def test_crate_root_has_what_the_specification_requires(graph):
    assert graph[METADATA]["about"] == {"@id": "./"}
    assert graph[METADATA]["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.1"}
    root = graph["./"]
    assert root["@type"] == "Dataset" and root["name"].startswith("Upaya International")
    assert root["datePublished"] and root["description"]
    assert graph[root["license"]["@id"]]["@type"] == "CreativeWork"
    assert graph[root["author"]["@id"]]["name"] == "Contributors to the reproducible edition"


def test_crate_files_are_as_described(graph, written):
    archive = ZipFile(written[-1])
    names = archive.namelist()
    assert "book/html/.buildinfo" not in names and not any("__pycache__" in n for n in names)
    for entity in graph.values():
        if "File" in entity["@type"]:
            content = archive.read(entity["@id"])
            assert entity["contentSize"] == str(len(content))
            assert entity["sha256"] == hashlib.sha256(content).hexdigest()
        elif "Dataset" in entity["@type"] and entity["@id"] != "./":
            assert any(name.startswith(entity["@id"]) for name in names)


def test_crate_references_lead_somewhere(graph):
    def references(value):
        if isinstance(value, dict) and set(value) == {"@id"}:
            yield value["@id"]
        elif isinstance(value, list):
            for one in value:
                yield from references(one)
    missing = {target for entity in graph.values() for value in entity.values()
               for target in references(value) if target not in graph}
    assert missing == {"https://w3id.org/ro/crate/1.1"}


def test_crate_says_which_notebook_made_which_page(graph):
    run = graph["#run-notebooks/corpus_audit.ipynb"]
    assert run["instrument"] == {"@id": "notebooks/corpus_audit.ipynb"}
    assert run["object"] == [{"@id": "data/"}, {"@id": "references.bib"}]
    assert run["result"] == {"@id": PAGE}
    assert run["endTime"] == "2096-10-02T07:06:40+00:00"
    assert {"@id": "book/pdf/tesis.pdf"} in graph["#build"]["result"]
