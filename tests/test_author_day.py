"""The day of an author: new evidence, its sentence, web, paper, trace; corrected, and withdrawn."""

import os
import signal
import subprocess
import sys
import urllib.request

import pytest
from bs4 import BeautifulSoup
from built import sheets
from check_data import plant, rows, write
from small_book import HEAD, forked, write_book

from thesis.author.note import add_figure, add_note
from thesis.author.source import add_source
from thesis.check import check_base
from thesis.check.waiting import waiting
from thesis.cli import main
from thesis.manuscript.trace import load_graph, trace_fact, trace_source
from thesis.project.edition import Edition

pytestmark = pytest.mark.process
PATIENCE = 120
SOURCE = {"title": "Polri melatih 48 penyidik", "issuer": "Kabar Uji", "kind": "press",
          "country": "IDN", "independent_of_iom": "yes", "year": "2024", "class": "news_report",
          "language": "indonesian"}
NOTE = {"locator": "para. 2", "date_of_fact": "2024-03-07",
        "note_en": "The police trained 48 investigators and counted 7 cases.",
        "note_id": "Polri melatih 48 penyidik dan mencatat 7 kasus."}
FIGURE = {"indicator": "police_cases", "value": "7", "qualifier": "exact", "area": "IDN",
          "area_type": "country", "period_start": "2024-03", "period_end": "2024-03"}
PAGE = HEAD + """
# Perubahan

```{code-cell} python
:tags: [remove-cell]
from thesis.analysis.settled import by_coders
from thesis.publish.cells import base, publish
from thesis.publish.compute import fact

waiting = len(by_coders(base)["not"])
publish(waiting=fact(waiting, base.evidence, unit="count", how="tally"))
```

{fact}`1 <waiting>` catatan menunggu pengodean.
"""


def thesis(root, *arguments: str) -> None:
    """Run a command as the author does."""
    result = forked(root, main, list(arguments))
    assert result.returncode == 0, result.said


def previewed(root, page: str) -> str:
    """Return the text of a page of the preview once it stands."""
    process = subprocess.Popen([sys.executable, "-m", "thesis", "watch", "--port", "0",
                                "--language", "id"], cwd=root, text=True,
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        lines = iter(process.stdout.readline, "")
        address = next(line for line in lines if "preview at" in line).split("preview at ")[1]
        assert "not refreshed" not in next(line for line in lines if "refreshed" in line)
        shown = urllib.request.urlopen(address.split()[0] + page).read().decode()
        return BeautifulSoup(shown, "lxml").get_text()
    finally:
        os.kill(process.pid, signal.SIGINT)
        process.wait(PATIENCE)


def test_new_evidence_goes_all_the_way_and_back(tmp_path):
    root = write_book(tmp_path / "book")
    key = add_source(root, "https://example.org/uji", dict(SOURCE), None)
    assert [key in line for line in waiting(root)] == [True]
    note = add_note(root, {"source": key, **NOTE}, None)
    figure, _ = add_figure(root, {"evidence_id": note, **FIGURE}, None)
    page = root / "chapters" / "change.md"
    page.write_text(f"{PAGE}Polri menyebut {{fact}}`7 <{figure}>` kasus {{cite:p}}`{key}`.\n",
                    encoding="utf-8")
    thesis(root, "build", "--language", "id")
    edition = Edition(root)
    paper = " ".join(" ".join(sheets(edition.pdf)).split())
    assert "Polri menyebut 7" in paper and "Kabar Uji" in paper
    graph = load_graph(edition)
    assert trace_fact(figure, graph, root)["rows"][0]["derived_from"] == [f"row:{note}"]
    line = f"chapters/change.md:{page.read_text('utf-8')[:-1].count(chr(10)) + 1}"
    assert trace_source(key, graph, root)["lines"] == [line]
    thesis(root, "export", "--data-only", "--to", str(tmp_path / "exports"))
    assert key in (tmp_path / "exports" / "references.bib").read_text("utf-8")

    plant(root, "observations", figure, "value", "8")  # a cell is corrected
    thesis(root, "check", "--fix")
    assert f"menyebut {{fact}}`8 <{figure}>` kasus" in page.read_text("utf-8")
    assert "Polri menyebut 8" in previewed(root, "chapters/change.html")
    for name in ("evidence", "observations"):  # and the source withdrawn
        table = rows(root, name)
        write(root, name, list(table[0]), [row for row in table if row["source"] != key])
    assert {(p.file, p.row, p.column) for p in check_base(root)} == {
        ("chapters/change.md", int(line.split(":")[1]), name) for name in (figure, key)}
