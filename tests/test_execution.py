"""Exactly the stale notebooks run, in any Jupyter Book 1 project; nothing is lost on the way.

The project here has a layout of its own and knows nothing of this thesis.
"""

import json
import random
import shutil
import threading
import time
from multiprocessing import get_context

import nbformat
import pytest
from jupyter_cache import get_cache
from nbclient import NotebookClient
from processes import wait_for

from nbrefresh import kernels
from nbrefresh.project import read_notebooks
from nbrefresh.run import outputs, refresh, why_stale

pytestmark = pytest.mark.process
TOC = """format: jb-book
root: start
chapters: [{file: text/one}, {file: text/two}, {file: books/three}, {file: text/plain}]
"""
HEAD = """---
jupytext: {text_representation: {extension: .md, format_name: myst}}
kernelspec: {name: python3, display_name: Python 3, language: python}
---
"""
ONE = HEAD + """
# One

```{code-cell} python
:tags: [remove-input]
import csv, sys
sys.path.insert(0, "../lib")
import helper
rows = list(csv.DictReader(open("../inputs/one.csv")))
helper.double(sum(int(row["value"]) for row in rows))
```
"""
TWO = HEAD + """
# Two

```{code-cell} python
from pathlib import Path
sorted(path.name for path in Path("../inputs").glob("*.csv"))
```

```{code-cell} python
print(Path("../inputs/two.txt").read_text())
```
"""
ALL = {"text/one", "text/two", "books/three"}


@pytest.fixture
def project(tmp_path):
    files = {"_toc.yml": TOC, "start.md": "# Start\n", "text/plain.md": "# Plain\n",
             "text/one.md": ONE, "text/two.md": TWO, "inputs/one.csv": "value\n1\n2\n",
             "inputs/two.txt": "two", "lib/helper.py": "def double(x):\n    return 2 * x\n",
             "requirements.lock": "a==1\n"}
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    cells = [nbformat.v4.new_code_cell("6 * 7")]
    three = nbformat.v4.new_notebook(cells=cells, metadata={
        "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}})
    (tmp_path / "books").mkdir()
    nbformat.write(three, tmp_path / "books" / "three.ipynb")
    return tmp_path


def run(project, language="id", cache=".jupyter_cache", **options):
    return refresh(project, project / "_build" / cache, {"BOOK_LANGUAGE": language}, timeout=20,
                   **options)


def output(project, name):
    """Return the text of the last output of a notebook in the cache."""
    cache = get_cache(str(project / "_build" / ".jupyter_cache"))
    records = [r for r in cache.list_cache_records() if r.uri.startswith(str(project / name))]
    newest = max(records, key=lambda record: record.accessed)
    found = cache.get_cache_bundle(newest.pk).nb.cells[-1].outputs[-1]
    return found.get("text") or found["data"]["text/plain"]


def change(project, name, old, new):
    path = project / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_each_notebook_runs_once_and_then_only_when_it_is_stale(project):
    assert set(run(project).stale) == ALL
    assert (output(project, "text/one"), output(project, "books/three")) == ("6", "42")
    assert run(project).stale == {}


CHANGES = [  # file, what is replaced in it, by what, what is stale then
    ("inputs/one.csv", "2", "5", {"text/one": ["inputs/one.csv changed"]}),
    ("lib/helper.py", "2 * x", "x + x", {"text/one": ["lib/helper.py changed"]}),
    ("inputs/two.txt", "two", "2", {"text/two": ["inputs/two.txt changed"]}),
    ("text/one.md", "# One", "# Another heading", {}),
    ("text/one.md", "remove-input", "hide-input", {}),
    ("text/one.md", "helper.double(sum", "helper.double(1 + sum", {"text/one": [
        "its code changed"]}),
    ("start.md", "Start", "Beginning", {}),
    ("requirements.lock", "a==1", "a==2", dict.fromkeys(ALL, ["the environment changed"])),
]


def test_a_change_makes_exactly_those_stale_that_read_it(project):
    assert set(run(project).stale) == ALL
    for file, old, new, stale in CHANGES:
        change(project, file, old, new)
        assert run(project).stale == stale, file
        assert run(project).stale == {}, file
    assert output(project, "text/one") == "14"  # 2 * (1 + 1 + 5)


def test_a_new_file_in_a_folder_that_was_listed_makes_stale(project):
    run(project)
    (project / "inputs" / "three.csv").write_text("value\n", encoding="utf-8")
    assert run(project).stale == {"text/two": ["files were added to or removed from inputs/"]}


def test_a_folder_that_was_not_there_when_it_was_listed_makes_stale_once_it_is(project):
    change(project, "text/two.md", 'print(Path("../inputs/two.txt").read_text())',
           "import os\nprint(os.path.isdir('../more') or list(os.walk('../more')))")
    assert set(run(project).stale) == ALL
    assert run(project).stale == {}
    (project / "more").mkdir()
    assert run(project).stale == {"text/two": ["files were added to or removed from more/"]}


@pytest.mark.parametrize("asking", [
    "import os; print(os.environ.get('BOOK_LANGUAGE', 'none'))",
    "import os; print(dict(os.environ)['BOOK_LANGUAGE'])",
    "import subprocess; print(subprocess.run('echo $BOOK_LANGUAGE', shell=True, text=True, "
    "capture_output=True).stdout)",
    "!echo $BOOK_LANGUAGE"])
def test_a_variable_of_the_variant_counts_where_it_is_asked_for(project, asking):
    change(project, "text/two.md", 'print(Path("../inputs/two.txt").read_text())', asking)
    assert set(run(project).stale) == ALL
    assert output(project, "text/two").strip() == "id"
    assert run(project, "en").stale == {"text/two": ["BOOK_LANGUAGE changed"]}
    assert output(project, "text/two").strip() == "en"


def test_a_notebook_that_asks_for_no_variable_is_run_once_for_all_variants(project):
    change(project, "text/two.md", 'print(Path("../inputs/two.txt").read_text())',
           "import os; print(os.environ['BOOK_LANGUAGE'])")
    first = project / "_build" / ".jupyter_cache"
    run(project)
    done = run(project, "en", "other", others=[project / "_build" / "none", first])
    assert (set(done.stale), set(done.kept)) == ({"text/two"}, ALL - {"text/two"})
    assert outputs(project, project / "_build" / "other").keys() == ALL
    assert output(project, "text/two").strip() == "id"
    assert run(project, "en", "other").stale == run(project).stale == {}
    change(project, "inputs/one.csv", "2", "5")
    assert set(run(project, "en", "other", others=[first]).stale) == {"text/one"}


def test_a_failing_cell_is_named_and_the_others_keep_their_results(project):
    change(project, "text/two.md", "two.txt", "none.txt")
    done = run(project)
    (error,) = done.errors
    assert error.startswith("text/two.md:14: code cell 2, line 1: FileNotFoundError")
    assert 'print(Path("../inputs/none.txt").read_text())' in error
    assert set(why_stale(project, project / "_build" / ".jupyter_cache")["text/two"]) == {
        "it has not been executed yet"}
    change(project, "text/two.md", "none.txt", "two.txt")
    assert set(run(project).stale) == {"text/two"}


@pytest.mark.parametrize(("code", "message"), [
    ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "Kernel died"),
    ("import time; time.sleep(60)", "timed out"),
])
def test_a_crash_or_a_timeout_of_one_leaves_the_others(project, code, message):
    change(project, "text/two.md", 'print(Path("../inputs/two.txt").read_text())', code)
    done = refresh(project, project / "_build" / ".jupyter_cache", timeout=3)
    (error,) = done.errors
    assert "text/two.md" in error and message.lower() in error.lower()
    assert output(project, "text/one") == "6"


@pytest.mark.parametrize(("deaths", "errors"), [(2, 0), (100, 3)])
def test_a_kernel_that_dies_before_its_first_cell_is_started_again(project, monkeypatch, deaths,
                                                                   errors):
    start, died = NotebookClient.async_start_new_kernel_client, []

    async def start_or_die(client, **options):
        if len(died) < deaths:
            died.append(client)
            raise RuntimeError("Kernel died before replying to kernel_info")
        return await start(client, **options)

    monkeypatch.setattr(NotebookClient, "async_start_new_kernel_client", start_or_die)
    found = run(project).errors
    assert len(found) == errors
    assert all("Kernel died before replying" in error for error in found)


READ_AND_WAIT = """import os, time
text = open("../inputs/two.txt").read()
names = os.listdir("../inputs")
open("../_build/read", "w").close()
while not os.path.exists("../_build/go"): time.sleep(0.02)
print(text, len(names))"""


@pytest.mark.parametrize(("name", "reason"), [
    ("two.txt", "inputs/two.txt changed while it ran"),
    ("three.txt", "files were added to or removed from inputs/")])
def test_what_changes_while_a_notebook_runs_makes_it_stale(project, name, reason):
    change(project, "text/two.md", 'print(Path("../inputs/two.txt").read_text())', READ_AND_WAIT)
    (project / "_build").mkdir()

    def interfere():
        wait_for((project / "_build" / "read").exists)
        (project / "inputs" / name).write_text("changed", encoding="utf-8")
        (project / "_build" / "go").touch()

    thread = threading.Thread(target=interfere)
    thread.start()
    assert set(run(project).stale) == ALL
    thread.join()
    assert output(project, "text/two").strip() == "two 2"
    assert run(project).stale == {"text/two": [reason]}
    assert output(project, "text/two").startswith("changed" if name == "two.txt" else "two 3")
    assert run(project).stale == {}


def test_a_module_that_changes_while_a_notebook_runs_makes_it_stale(project):
    (project / "_build").mkdir()
    change(project, "text/one.md", "helper.double",
           'import os; os.system("echo >> ../lib/helper.py")\nhelper.double')
    assert set(run(project).stale) == ALL
    assert run(project).stale == {"text/one": ["lib/helper.py changed while it ran"]}


def test_what_a_notebook_reads_and_then_writes_itself_leaves_it_fresh(project):
    change(project, "text/two.md", 'print(Path("../inputs/two.txt").read_text())', """
path = Path("../inputs/two.txt")
path.write_text(path.read_text() + "!")
print(path.read_text())""")
    assert set(run(project).stale) == ALL
    assert run(project).stale == {}


def test_a_matplotlibrc_of_the_project_counts(project):
    change(project, "text/two.md", 'print(Path("../inputs/two.txt").read_text())',
           "import matplotlib\nmatplotlib.rcParams['lines.linewidth']")
    (project / "text" / "matplotlibrc").write_text("lines.linewidth: 7\n", encoding="utf-8")
    run(project)
    assert output(project, "text/two") == "7.0"
    change(project, "text/matplotlibrc", "7", "3")
    assert run(project).stale == {"text/two": ["text/matplotlibrc changed"]}
    assert output(project, "text/two") == "3.0"


def refresh_alone(project):
    kernels._fork_servers.clear()  # as a process that was started by itself
    run(project)


def test_killed_at_ten_random_moments_the_next_run_is_right(project):
    moments = random.Random(10)
    for value in range(10):
        (project / "inputs" / "one.csv").write_text(f"value\n{value}\n", encoding="utf-8")
        process = get_context("fork").Process(target=refresh_alone, args=(project,))
        process.start()
        time.sleep(moments.uniform(0.02, 1.5))
        process.kill()
        process.join()
    run(project)
    assert output(project, "text/one") == "18"
    assert run(project).stale == {}


def test_damaged_records_only_cost_time(project):
    run(project)
    records = project / "_build" / ".jupyter_cache" / "records.json"
    assert set(json.loads(records.read_text("utf-8"))) == ALL
    records.write_text("{", encoding="utf-8")
    assert set(run(project).stale) == ALL


def test_a_cache_that_was_killed_before_it_had_tables_is_made_again(project):
    cache = project / "_build" / ".jupyter_cache"
    cache.mkdir(parents=True)
    (cache / "global.db").touch()
    assert set(run(project).stale) == ALL
    assert run(project).stale == {}


def test_an_emptied_cache_is_filled_again(project):
    run(project)
    cache = project / "_build" / ".jupyter_cache"
    records = (cache / "records.json").read_text("utf-8")
    shutil.rmtree(cache)
    cache.mkdir()
    (cache / "records.json").write_text(records, encoding="utf-8")
    assert set(run(project).stale) == ALL


def read_until_stopped(project, ready):
    """Read all results again and again; a code cell without outputs is an error."""
    notebooks = read_notebooks(project)
    ready.release()
    while not (project / "stop").exists():
        cache = get_cache(str(project / "_build" / ".jupyter_cache"))
        for notebook in notebooks:
            record = cache.match_cache_notebook(notebook.cells)
            cells = cache.get_cache_bundle(record.pk).nb.cells
            assert all(cell.outputs for cell in cells if cell.cell_type == "code")


def test_readers_in_parallel_see_whole_results_while_one_process_writes(project):
    run(project)
    fork = get_context("fork")
    ready = fork.Semaphore(0)
    readers = [fork.Process(target=read_until_stopped, args=(project, ready)) for _ in range(2)]
    for reader in readers:
        reader.start()
        assert ready.acquire(timeout=60)
    for value in range(3):
        (project / "inputs" / "one.csv").write_text(f"value\n{value}\n", encoding="utf-8")
        assert (run(project).stale, output(project, "text/one")) == (
            {"text/one": ["inputs/one.csv changed"]}, str(2 * value))
    (project / "stop").touch()
    for reader in readers:
        reader.join(60)
        assert reader.exitcode == 0
