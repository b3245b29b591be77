"""Verdicts of readers on sentences: what is judged, when a verdict falls, how verdicts come in, and
what the book shows of them.
"""

import csv
import io
import re
import shutil

import pytest
from built import page_of
from check_data import plant, rows

from thesis.author import Refused, claims, judging
from thesis.check import check_base
from thesis.check.waiting import waiting
from thesis.manuscript.claims import claims as claims_of
from thesis.manuscript.claims import unjudged
from thesis.project.paths import CODE as ROOT

NAME = "chapters/04-iom.md"
PAGE = """# Judul

```{code-cell} python
core = base.activities[base.activities["relevance"] == "core"]
publish(kept=counted(core))
```

Menurut satgas {fact}`607 <O00896>` orang diselamatkan {note:p}`E0860`.
Ada {fact}`3 <kept>` kegiatan.
Kalimat ini penghubung saja.
"""


@pytest.fixture
def root(small_base, tmp_path):
    root = shutil.copytree(small_base, tmp_path / "base")
    (root / "chapters").mkdir()
    (root / NAME).write_text(PAGE, "utf-8")
    return root


def again(root, tmp_path):
    """Return the same project elsewhere: tables that were read once are remembered."""
    return shutil.copytree(root, tmp_path / f"{len(list(tmp_path.iterdir()))}")


def filled(root, **cells):
    """Return the path of a sheet in which every sentence has a verdict."""
    table = list(csv.DictReader(io.StringIO(claims.sheet(root))))
    path = root.parent / "sheet.csv"
    path.write_text(claims.csv_text(claims.SHEET, [
        row | {"verdict": "supported", "judged_by": "fresh_reading"} | cells for row in table]))
    return path


def test_a_claim_knows_what_it_rests_on(root):
    first, second = claims_of(root)
    assert (first.page, first.line, first.kind, list(first.basis)) == (
        NAME, 8, "stated", ["E0860", "O00896"])
    assert first.basis["O00896"]["value"] == "607.0" and first.basis["E0860"]["title"]
    assert second.kind == "computed" and second.basis == {"kept": {"computed":
        "core = base.activities[base.activities['relevance'] == 'core']; counted(core)"}}


def test_verdicts_of_a_sheet_are_taken_and_nobody_waits(root, tmp_path):
    assert claims.take(root, filled(root)) == 2
    assert [(row["page"], row["verdict"]) for row in rows(root, "claims")] == [
        (NAME, "supported")] * 2
    judged = again(root, tmp_path)
    assert check_base(judged) == [] and unjudged(judged) == []
    assert claims.overview(judged) == "2 supported, 0 partly, 0 unsupported, 0 waiting"


@pytest.mark.parametrize(("change", "why", "left"), [
    (lambda root: plant(root, "evidence", "E0860", "locator", "par. 9"), "what it rests on", 1),
    (lambda root: plant(root, "observations", "O00896", "detail", "x"), "what it rests on", 1),
    (lambda root: (root / NAME).write_text(PAGE.replace("orang diselamatkan", "orang dibawa")),
     "the sentence", 1),
    (lambda root: (root / NAME).write_text(PAGE.replace('== "core"', '!= "core"')),
     "what it rests on", 1),
    (lambda root: (root / NAME).write_text(PAGE.replace("# Judul", "# Judul\n\nPembuka.")), "", 0),
])
def test_a_verdict_falls_with_the_sentence_or_with_what_it_rests_on(root, tmp_path, change, why,
                                                                    left):
    claims.take(root, filled(root))
    changed = again(root, tmp_path)
    change(changed)
    assert len(unjudged(changed)) == left
    assert (f"stale (was supported; {why} changed)" in claims.overview(changed)) == bool(left)
    assert [line for line in waiting(changed) if "thesis claims" in line] == (
        [f"sentences that wait for a reader: {NAME}:"
         f"{unjudged(changed)[0].line}; thesis claims"] if left else [])


def test_a_verdict_on_what_the_text_no_longer_says_is_refused(root, tmp_path):
    sheet = filled(root)
    changed = again(root, tmp_path)
    (changed / NAME).write_text(PAGE.replace("kegiatan.", "hal."))
    with pytest.raises(Refused, match="the text no longer says 'Ada .*kegiatan"):
        claims.take(changed, sheet)
    assert rows(changed, "claims") == []


@pytest.mark.parametrize(("cells", "said"), [
    ({"verdict": "partly"}, "nothing says why .* is partly"),
    ({"verdict": "right"}, "'right' is not in the list"),
    ({"verdict": "partly", "reason_en": "the year is lost"}, "one language only"),
])
def test_a_sheet_that_the_check_does_not_accept_changes_nothing(root, cells, said):
    with pytest.raises(Refused, match=said):
        claims.take(root, filled(root, **cells))
    assert rows(root, "claims") == []


def test_a_file_that_is_no_sheet_is_refused(root, tmp_path):
    (tmp_path / "sheet.csv").write_text("digest,verdict\n1,supported\n")
    with pytest.raises(Refused, match="no column .*sentence"):
        claims.take(root, tmp_path / "sheet.csv")
    with pytest.raises(Refused, match="no sheet"):
        claims.take(root, tmp_path / "nowhere.csv")


def test_verdicts_on_sentences_that_are_gone_stay_until_all_are_judged(root, tmp_path):
    claims.take(root, filled(root))
    changed = again(root, tmp_path)
    (changed / NAME).write_text(PAGE.replace("kegiatan.", "hal.").replace("orang", "korban"))
    sheet = filled(changed)
    table = list(csv.DictReader(io.StringIO(sheet.read_text())))
    half = sheet.with_name("half.csv")
    half.write_text(claims.csv_text(claims.SHEET, table[:1]))
    claims.take(changed, half)
    assert len(rows(changed, "claims")) == 3
    claims.take(changed, sheet)
    assert len(rows(changed, "claims")) == 2


def test_the_author_judges_at_the_terminal(root):
    typed = iter(["right", "2", "5", "tahun hilang", "the year is lost", "skip"])
    shown = []
    assert judging.judge(root, lambda _: next(typed), shown.append) == 1
    (row,) = rows(root, "claims")
    assert (row["verdict"], row["kind"], row["reason_en"], row["judged_by"]) == (
        "partly", "interpretation", "the year is lost", "author")
    assert "'right' is none of" in "\n".join(shown) and shown[-1].startswith("1 of 2")


def test_a_closed_terminal_loses_no_verdict(root):
    typed = iter(["supported", ""])

    def ask(_):
        try:
            return next(typed)
        except StopIteration:
            raise EOFError from None

    assert judging.judge(root, ask, lambda _: None) == 1 and len(rows(root, "claims")) == 1


@pytest.mark.built
def test_the_page_lists_each_sentence_with_its_verdict_and_leads_to_it():
    page, verdicts = page_of("chapters/appendix-claims"), rows(ROOT, "claims")
    sentences = page.select("details .judged-sentences > li")
    present = [claim.digest for claim in claims_of(ROOT)]
    assert len(sentences) == len(present)
    counted = page.select_one("table.judged-counts tbody").select("tr")
    supported = {row["digest"] for row in verdicts if row["verdict"] == "supported"}
    assert sum(int(row.select("td")[1].text) for row in counted) == sum(
        digest in supported for digest in present)
    waiting_at = page.select("ul.judged-sentences > li")
    assert all(re.search(r"\(subbab \d", li.get_text()) for li in waiting_at)
    targets = [li.a["href"].split("#") for li in sentences]
    for file in {file for file, _ in targets}:
        there = page_of(f"chapters/{file.removesuffix('.html')}")
        ids = {tag["id"] for tag in there.select("[id]")}
        assert {anchor for name, anchor in targets if name == file} <= ids
