"""Sources, notes and figures are added with the next key, checked before they are kept."""

import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from check_data import rows

from thesis.author import Refused
from thesis.author.ask import Field, gather
from thesis.author.commands import command_of
from thesis.author.files import new_id, new_problems
from thesis.author.note import add_figure, add_note
from thesis.author.source import add_source, new_key
from thesis.base.load import load_collected
from thesis.check import check_base
from thesis.project.files import write_whole
from thesis.project.paths import CODE as ROOT

SOURCE = {"title": "Polri & IOM melatih 30 penyidik", "issuer": "Kompas.com", "year": "2024",
          "month": "mar", "day": "7", "class": "news_report", "language": "indonesian"}
NEW_ISSUER = {"issuer": "Kabar Uji", "kind": "press", "country": "IDN",
              "independent_of_iom": "yes"}
WORK = {"class": "journal_article", "holder": "Jurnal Uji", "author": "Sari, Ayu and Putra, Budi",
        "title": "The Role of IOM", "language": "english", "work_quality": "fair",
        "work_kind": "iom_indonesia_study"}
URL = "https://example.org/a?b=1&c=2"
NOTE = {"source": "", "locator": "para. 1", "date_of_fact": "2024-03-07",
        "note_en": "The police counted 7 cases.", "note_id": "Polri mencatat 7 kasus."}


@pytest.fixture
def root(small_base, tmp_path) -> Path:
    return shutil.copytree(small_base, tmp_path / "base")


def entry_of(text: str, key: str) -> str:
    """Return an entry of a BibTeX text with the blank line behind it."""
    return re.search(rf"@\w+\{{{key},\n(?:  .*\n)*}}\n\n?", text)[0]


def content(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes()
            for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize(("values", "key"), [
    (SOURCE, "kompascom2024polri"),
    (SOURCE | {"year": "n.d."}, "kompascomndpolri"),
    (WORK | {"year": "2021", "issuer": "Jurnal"}, "sari2021role"),
    (SOURCE | {"author": "", "issuer": "The Jakarta Post", "year": "2025",
               "title": "[7 slashes in IOM aid]"}, "thejakartapost2025slashes"),
])
def test_keys_look_like_those_of_the_base(values, key):
    values = {"author": ""} | values
    assert new_key(values, ()) == key
    assert new_key(values, (key, key + "a")) == key + "b"


def test_a_source_of_a_known_and_of_a_new_issuer(root):
    before = (root / "references.bib").read_text("utf-8")
    key = add_source(root, URL, SOURCE | {"issuer": "Kabar Uji"} | NEW_ISSUER, None,
                     date(2026, 11, 25))
    assert key == "kabaruji2024polri"
    text = (root / "references.bib").read_text("utf-8")
    assert text.replace(entry_of(text, key), "") == before  # other entries keep their bytes
    assert rows(root, "publishers")[-1] == {"publisher": "Kabar Uji", "kind": "press",
                                            "country": "IDN", "independent_of_iom": "yes",
                                            "aliases": "", "actor": ""}
    source = load_collected(root).sources.set_index("source").loc[key]
    assert (source["title"], source["date"]) == ("Polri & IOM melatih 30 penyidik", "2024-03-07")
    assert source["url"] == URL
    assert check_base(root) == []
    with pytest.raises(Refused, match="already: kabaruji2024polri"):
        add_source(root, URL, SOURCE | NEW_ISSUER, None)


def test_a_scholarly_work_gets_its_row_and_keywords(root):
    key = add_source(root, URL, SOURCE | NEW_ISSUER | WORK, None)
    assert rows(root, "literature")[-1]["source"] == key == "sari2024role"
    source = load_collected(root).sources.set_index("source").loc[key]
    assert (source["kind"], source["quality"]) == ("iom_indonesia_study", "fair")
    assert source["authors"] == ("Sari", "Putra")


def test_missing_and_wrong_options_are_all_named_and_nothing_is_written(root):
    before = content(root)
    with pytest.raises(Refused) as refusal:
        add_source(root, URL, {"title": "", "issuer": "X", "class": "blog"}, None)
    assert "--title: title is required" in str(refusal.value)
    assert "--class: 'blog' is not one of" in str(refusal.value)
    with pytest.raises(Refused, match="web address"):
        add_source(root, "example.org", SOURCE | NEW_ISSUER, None)
    assert content(root) == before


def test_a_note_and_a_figure_get_ids_of_their_own(root):
    source = rows(root, "evidence")[0]["source"]
    note = add_note(root, NOTE | {"source": source}, None)
    assert re.fullmatch(r"E\d{6}", note)
    with pytest.raises(Refused, match=f"there already: {note}"):
        add_note(root, NOTE | {"source": source}, None)
    given = {"evidence_id": note, "indicator": "police_cases", "value": "7", "qualifier": "exact",
             "period_start": "2024", "period_end": "2024", "area_type": "country", "area": "IDN"}
    figure, series = add_figure(root, given, None)
    last = rows(root, "observations")[-1]
    assert (last["observation_id"], last["source"], last["unit"]) == (figure, source, "cases")
    assert series == [] and check_base(root) == []


def test_a_figure_that_joins_a_series_is_counted_there(root):
    model = next(row for row in rows(root, "observations") if row["indicator"] == "police_cases"
                 and row["period_start"] == "2024-10-22")
    before = next(row for row in rows(root, "series"))
    text = f"The police counted {model['value']} cases."
    note = add_note(root, NOTE | {"source": model["source"], "note_en": text}, None)
    given = {k: v for k, v in model.items() if k not in ("observation_id", "source", "unit")}
    _, series = add_figure(root, given | {"evidence_id": note}, None)
    after = next(row for row in rows(root, "series"))
    assert series == [before["series_id"]] == ["satgas_2024"]
    assert int(after["observations"]) == int(before["observations"]) + 1
    assert check_base(root) == []


@pytest.mark.parametrize(("change", "words"), [
    ({"source": "nosuchkey"}, "nosuchkey"),
    ({"note_en": NOTE["note_id"] * 2, "note_id": NOTE["note_id"] * 2}, "Indonesian text is the"),
    ({"date_of_fact": "2024-02-30"}, "not a date of the calendar"),
    ({"date_of_fact": "7 March"}, "does not have the form"),
])
def test_a_bad_note_is_refused_and_changes_nothing(root, change, words):
    before = content(root)
    with pytest.raises(Refused, match=words):
        add_note(root, NOTE | {"source": rows(root, "evidence")[0]["source"]} | change, None)
    assert content(root) == before


def test_problems_that_were_there_before_do_not_stand_in_the_way(root):
    path = root / "data" / "evidence.csv"
    path.write_text(path.read_text("utf-8").replace(",2023,", ",2023-02-30,", 1), "utf-8")
    assert len(check_base(root)) == 1
    assert new_problems(root, {"data/evidence.csv": path.read_text("utf-8")}) == []
    assert add_note(root, NOTE | {"source": rows(root, "evidence")[0]["source"]}, None)


def test_questions_are_asked_again_until_the_answer_fits(capsys):
    answers = iter(["", "blue", "red", ""])
    fields = [Field("colour", "A colour", True, ("red", "green")), Field("remark", "A remark")]
    assert gather(fields, {}, lambda prompt: next(answers)) == {"colour": "red", "remark": ""}
    assert "'blue' is not one of red, green" in capsys.readouterr().out


def test_ids_and_atomic_writes(tmp_path):
    row = {"source": "a", "note_en": "b"}
    assert new_id("E", 6, row, ()) == new_id("E", 6, dict(reversed(row.items())), ())
    assert new_id("E", 6, row, ()) != new_id("E", 6, row | {"note_en": "c"}, ())
    write_whole(tmp_path / "a.csv", "x\n")
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


@pytest.mark.parametrize("name", ["IOM", "iom indonesia", "IOM Moscow"])
def test_an_alias_is_the_publisher_that_bears_it(root, name):
    before = content(root)["data/publishers.csv"]
    key = add_source(root, URL, SOURCE | {"issuer": name}, None)
    source = load_collected(root).sources.set_index("source").loc[key]
    assert source["issuer"] == "International Organization for Migration"
    assert content(root)["data/publishers.csv"] == before


def test_a_name_near_another_is_asked_about(root, capsys):
    near = SOURCE | NEW_ISSUER | {"issuer": "Kompas.co"}
    with pytest.raises(Refused, match="may be Kompas.com: write that, or add --new-issuer yes"):
        add_source(root, URL, dict(near), None)
    key = add_source(root, URL, dict(near), lambda prompt: "no" if "new_issuer" in prompt else "")
    assert key == "kompascom2024polri" and "Is Kompas.co another" in capsys.readouterr().out
    add_source(root, URL + "&d=3", near | {"new_issuer": "yes"}, None)
    assert rows(root, "publishers")[-1]["publisher"] == "Kompas.co"


def test_iom_is_not_independent_of_itself(root):
    with pytest.raises(Refused, match="of the kind iom, yet independent of it"):
        add_source(root, URL, SOURCE | NEW_ISSUER | {"kind": "iom"}, None)


@pytest.mark.parametrize(("change", "words"), [
    ({"value": "3.000"}, "--value: '3.000' is not a number in digits.*: write 3000 or 3"),
    ({"value": "3,5"}, "write 3.5"),
    ({"value": "480"}, r"does not give 480; expected a number of the note \(7\)"),
    ({"indicator": "police_case"}, "is not in data/indicators.csv; did you mean police_cases"),
    ({"qualifier": "exactly"}, "is not one of .*; did you mean exact"),
])
def test_a_figure_that_is_not_that_of_its_note_is_refused(root, change, words):
    note = add_note(root, NOTE | {"source": rows(root, "evidence")[0]["source"]}, None)
    before = content(root)
    given = {"evidence_id": note, "indicator": "police_cases", "value": "7", "qualifier": "exact",
             "period_start": "2024", "period_end": "2024", "area_type": "country", "area": "IDN"}
    with pytest.raises(Refused, match=words):
        add_figure(root, given | change, None)
    assert content(root) == before


def test_wrong_options_are_asked_again_and_no_answer_is_lost(root, capsys):
    given = {"source": "nosuchkey", "locator": "para. 1"}
    typed = iter([rows(root, "evidence")[0]["source"], "2024", "A note."])

    def ask(prompt):
        try:
            return next(typed)
        except StopIteration:
            raise KeyboardInterrupt from None

    with pytest.raises(KeyboardInterrupt):
        add_note(root, given, ask)
    assert "'nosuchkey' is not in references.bib" in capsys.readouterr().out
    source = rows(root, "evidence")[0]["source"]
    assert command_of("note", given | {"note_id": None}) == (
        f"thesis add note --source {source} --locator 'para. 1' --date-of-fact 2024 "
        "--note-en 'A note.'")


def test_two_branches_that_add_evidence_merge(root):
    def git(*arguments):
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b", *arguments], cwd=root,
                       check=True, capture_output=True)

    shutil.copy(ROOT / ".gitattributes", root)
    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-qm", "base")
    for branch, issuer in (("one", "Kabar Satu"), ("two", "Warta Dua")):
        git("checkout", "-q", "-b", branch, "main")
        key = add_source(root, f"https://example.org/{branch}",
                         SOURCE | NEW_ISSUER | {"issuer": issuer}, None)
        note = add_note(root, NOTE | {"source": key}, None)
        add_figure(root, {"evidence_id": note, "indicator": "police_cases", "value": "7",
                          "qualifier": "exact", "period_start": "2024", "period_end": "2024",
                          "area_type": "country", "area": "IDN"}, None)
        git("commit", "-qam", branch)
    git("merge", "-q", "-m", "both", "one")
    assert check_base(root) == []
    assert {row["publisher"] for row in rows(root, "publishers")} > {"Kabar Satu", "Warta Dua"}
    assert len([row for row in rows(root, "evidence") if row["note_en"] == NOTE["note_en"]]) == 2
