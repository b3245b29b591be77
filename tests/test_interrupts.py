"""Ctrl-C while notebooks run: at once, without processes left behind, without results lost."""

import json
import random
import sys
import time

import nbformat
import pytest
from processes import interrupt, left_behind, start, wait_for

from thesis.execution.run import refresh

REFRESH = """
import sys
from pathlib import Path
from thesis.execution.run import refresh
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
        book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)],
                                        metadata={"kernelspec": kernel})
        nbformat.write(book, tmp_path / f"{name}.ipynb")
    (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: quick\nchapters: [file: slow]\n")
    (tmp_path / "pause").write_text("60")
    return tmp_path


def executed(project) -> set[str]:
    """Return the notebooks whose results are in the cache."""
    ledger = project / "_build" / ".jupyter_cache" / "ledger.json"
    return set(json.loads(ledger.read_text("utf-8"))) if ledger.exists() else set()


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


@pytest.mark.parametrize("delay", [random.Random(3).uniform(0.6, 2.5) for _ in range(3)])
def test_an_interrupt_at_any_moment_leaves_no_process(project, delay):
    process, mark = start([sys.executable, "-c", REFRESH, str(project)])
    time.sleep(delay)
    interrupt(process)
    assert left_behind(mark) == []
    (project / "pause").write_text("0")
    assert refresh(project, project / "_build" / ".jupyter_cache").errors == []
    assert executed(project) == {"quick", "slow"}
