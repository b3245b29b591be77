"""Ctrl-C at any moment: at once, without processes left behind, without a book or results lost."""

import json
import shutil
import sys
import time
from pathlib import Path

import nbformat
import psutil
import pytest
from built import soup
from check_data import plant
from processes import ctrl_c, interrupt, left_behind, start, wait_for
from small_book import begin, end, forked

from nbrefresh.run import refresh
from thesis.cli import main
from thesis.project.state import recorded

pytestmark = pytest.mark.process
REFRESH = """
import sys
from pathlib import Path
from nbrefresh.run import refresh
try:
    refresh(Path(sys.argv[1]), Path(sys.argv[1]) / "_build" / ".jupyter_cache")
except KeyboardInterrupt:
    sys.exit(130)
"""
QUICK = "6 * 7"
SLOW = """import time
open("started", "w").close()
time.sleep(float(open("pause").read()))"""


@pytest.fixture
def project(tmp_path):
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    for name, code in (("quick", QUICK), ("slow", SLOW)):
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)],
                                            metadata={"kernelspec": kernel})
        nbformat.write(notebook, tmp_path / f"{name}.ipynb")
    (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: quick\nchapters: [file: slow]\n")
    (tmp_path / "pause").write_text("60")
    return tmp_path


def executed(project) -> set[str]:
    """Return the notebooks whose results are in the cache."""
    records = project / "_build" / ".jupyter_cache" / "records.json"
    return set(json.loads(records.read_text("utf-8"))) if records.exists() else set()


def test_an_interrupt_ends_the_running_and_keeps_the_finished(project):
    process, mark = start([sys.executable, "-c", REFRESH, str(project)])
    wait_for(lambda: executed(project) == {"quick"} and (project / "started").exists())
    began = time.monotonic()
    code, said = interrupt(process)
    assert (code, said) == (130, "")
    assert time.monotonic() - began < 10
    assert left_behind(mark) == []
    (project / "pause").write_text("0")
    done = refresh(project, project / "_build" / ".jupyter_cache")
    assert (set(done.stale), done.kept, done.errors) == ({"slow"}, ["quick"], [])


@pytest.mark.parametrize("children", [1, 2], ids=["the fork server starts", "a kernel starts"])
def test_an_interrupt_while_something_starts_leaves_no_process(project, children):
    process, mark = start([sys.executable, "-c", REFRESH, str(project)])
    wait_for(lambda: len(psutil.Process(process.pid).children(recursive=True)) >= children)
    interrupt(process)
    assert left_behind(mark) == []
    (project / "pause").write_text("0")
    assert refresh(project, project / "_build" / ".jupyter_cache").errors == []
    assert executed(project) == {"quick", "slow"}


def newer(file: Path, mark: Path) -> bool:
    return file.exists() and mark.exists() and file.stat().st_mtime > mark.stat().st_mtime


MOMENTS = {
    "check": lambda work: recorded(work.parents[2], "book id") is None,
    "notebooks": lambda work: (work / ".ipython").exists(),
    "pages": lambda work: newer(work / ".doctrees" / "environment.pickle", work / ".html.begun"),
    "PDF": lambda work: (work / "thesis.typ").exists(),
}


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_last_good_book_stays_and_the_next_one_is_right(book):
    done = forked(book, main, ["build", "--language", "id"])
    assert (done.returncode, done.said.split()[-2:]) == (0, ["_build/html/index.html",
                                                             "_build/pdf/tesis.pdf"]), done.said
    good = {part: contents(book / "_build" / part) for part in ("html", "pdf")}
    plant(book, "observations", "O03063", "value", "987")
    work = book / "_build" / "work" / "id"
    for step, moment in MOMENTS.items():
        shutil.rmtree(work / ".ipython", ignore_errors=True)
        (work / "thesis.typ").unlink(missing_ok=True)
        mark = f"{step} {book}"
        pid = begin(book, main, ["build", "--language", "id"], mark=mark)
        wait_for(lambda moment=moment: moment(work))
        ctrl_c(pid)
        done = end()
        assert done.returncode == 130, (step, done.said)
        assert done.said.splitlines()[-1].startswith("interrupted: "), (step, done.said)
        assert "Traceback" not in done.said and "Interrupted!" not in done.said, (step, done.said)
        assert left_behind(mark, pid) == [], step
        for part, files in good.items():
            assert contents(book / "_build" / part) == files, (step, part)
    assert forked(book, main, ["build", "--language", "id"]).returncode == 0
    page = soup(book / "_build" / "html" / "chapters" / "change.html")
    assert page.select_one("a.fact").get_text() == "987"
    assert "987" in page.select_one("table.computed").get_text()
