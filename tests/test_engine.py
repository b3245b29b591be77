"""The engine alone: its command on a foreign book, what it never records, another root."""

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from processes import interrupt, left_behind, start, wait_for
from small_book import forked, jupyter_book_alone

import nbrefresh
from nbrefresh import execute, fork_server
from nbrefresh.__main__ import main
from nbrefresh.records import FILE, read_records
from nbrefresh.run import outputs, refresh, why_stale

pytestmark = pytest.mark.process
ENGINE = Path(nbrefresh.__file__).parent
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
MARKDOWN = """---
jupytext: {{text_representation: {{extension: .md, format_name: myst}}}}
kernelspec: {{name: python3, display_name: Python 3, language: python}}
{settings}---
# Page {name}

```{{code-cell}} ipython3
:tags: [hide-input]
{code}
```
"""
CODE = """open("{log}", "a").write("{name}\\n")
print("printed by", "{name}", open("{shared}").read())"""


def write_notebook(path, code, settings=""):
    """Write a notebook of one cell."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".md":
        text = MARKDOWN.format(name=path.stem, code=code, settings=settings)
        path.write_text(text, encoding="utf-8")
    else:
        cells = [nbformat.v4.new_markdown_cell(f"# Page {path.stem}"),
                 nbformat.v4.new_code_cell(code)]
        book = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": KERNEL})
        nbformat.write(book, path)


@pytest.fixture
def book(tmp_path):
    """A book of ten notebooks and a log of their executions, which lies outside of it."""
    root = tmp_path / "book"
    names = ["part-a/a1.md", "part-a/a2.ipynb", "part-a/a3.md", "b/b1.ipynb", "b/deep/b2.md",
             "b/deep/b3.ipynb", "c1.md", "c2.ipynb", "loose/d1.md", "globbed/e1.ipynb"]
    for name in names:
        write_notebook(root / name, CODE.format(log=tmp_path / "log", shared=root / "shared.txt",
                                                name=Path(name).stem))
    write_notebook(root / "off" / "excluded.md", "1 / 0")
    write_notebook(root / "drafts" / "unbuilt.md", "1 / 0")
    write_notebook(root / "c3.md", "1 / 0", settings="mystnb: {execution_mode: 'off'}\n")
    (root / "shared.txt").write_text("first", encoding="utf-8")
    (root / "intro.md").write_text("# Intro\n", encoding="utf-8")
    (root / "_config.yml").write_text(
        "title: A foreign book\nexclude_patterns: [drafts/*]\n"
        "execute: {execute_notebooks: cache, timeout: 50, exclude_patterns: ['off/*']}\n")
    (root / "_toc.yml").write_text(
        "format: jb-book\nroot: intro\nparts:\n- chapters:\n  - file: part-a/a1\n    sections:\n"
        "    - file: part-a/a2\n    - file: part-a/a3.md\n- chapters:\n  - file: b/b1\n"
        "  - file: b/deep/b2\n  - file: b/deep/b3\n  - file: c1\n  - file: c2\n  - file: c3\n"
        "  - file: off/excluded\n  - glob: globbed/*\n", encoding="utf-8")
    return root


@pytest.fixture
def command(capsys):
    """Run the command in this process; return exit code, standard output and standard error."""
    def run(*arguments) -> tuple[int, str, str]:
        code = main([*map(str, arguments)])
        return code, *capsys.readouterr()
    return run


def test_jupyter_book_executes_nothing_after_the_command(book, command):
    log = book.parent / "log"
    code, _, said = command(book)
    assert code == 0, said
    assert "10 executed, 0 of them failed, 0 kept" in said
    executed = sorted(log.read_text().split())
    assert executed == ["a1", "a2", "a3", "b1", "b2", "b3", "c1", "c2", "d1", "e1"]
    built = forked(book, jupyter_book_alone)
    assert built.returncode == 0, built.said
    assert sorted(log.read_text().split()) == executed
    for page in ("part-a/a1", "b/deep/b3", "loose/d1", "globbed/e1"):
        html = (book / "_build" / "html" / f"{page}.html").read_text("utf-8")
        assert f"printed by {Path(page).name} first" in html
    (book / "shared.txt").write_text("second", encoding="utf-8")
    assert command(book, "--why")[1].splitlines() == [
        f"{name}: shared.txt changed" for name in (
            "part-a/a1", "part-a/a2", "part-a/a3", "b/b1", "b/deep/b2", "b/deep/b3", "c1", "c2",
            "globbed/e1", "loose/d1")]


@pytest.mark.parametrize(("name", "text", "said"), [
    ("_toc.yml", None, "_toc.yml: "), ("_toc.yml", "format: other\n", "_toc.yml: "),
    ("_config.yml", "a: [", "_config.yml: "),
    ("c2.ipynb", "{", "c2.ipynb:1:2: cannot be read as a notebook: ")])
def test_a_damaged_project_is_named_without_a_traceback(book, command, name, text, said):
    (book / name).unlink()
    if text is not None:
        (book / name).write_text(text, encoding="utf-8")
    code, _, error = command(book)
    assert code == 1
    assert said in error and "Traceback" not in error


def test_an_interrupt_of_the_command_leaves_no_kernel(book):
    write_notebook(book / "c1.md", "open('started', 'w').close()\nimport time; time.sleep(60)")
    process, mark = start([sys.executable, "-m", "nbrefresh", str(book)])
    wait_for((book / "started").exists)
    code, said = interrupt(process)
    assert (code, said.splitlines()[-1]) == (
        130, "interrupted: results of notebooks that had ended are kept")
    assert left_behind(mark) == []


@pytest.fixture
def small(tmp_path):
    """A project of two notebooks, one of which shows many things."""
    write_notebook(tmp_path / "one.md", "print(open('data.txt').read())")
    write_notebook(tmp_path / "many.md", "for n in range(18):\n    display(n)")
    (tmp_path / "data.txt").write_text("1", encoding="utf-8")
    (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: one\nchapters: [file: many]\n")
    return tmp_path


def test_the_command_names_each_failed_notebook_with_file_and_line(small, command):
    write_notebook(small / "many.md", "1 + 1\n1 / 0")
    (small / "_toc.yml").write_text(
        "format: jb-book\nroot: one\nchapters: [file: many, file: c2]\n", encoding="utf-8")
    write_notebook(small / "c2.ipynb", "2\n\nraise OSError('gone')")
    code, _, said = command(small, "--jobs", "2")
    assert code == 1
    assert "many.md:10: code cell 1, line 2: ZeroDivisionError: division by zero" in said
    line = (small / "c2.ipynb").read_text("utf-8").splitlines()[
        int(said.split("c2.ipynb:")[1].split(":")[0]) - 1]
    assert "raise OSError('gone')" in line and "Traceback" not in said
    why = dict(line.split(": ") for line in command(small, "--why")[1].splitlines())
    assert {name for name, reason in why.items() if reason != "fresh"} == {"many", "c2"}


def result(root) -> dict[str, list]:
    found = outputs(root, root / ".cache")
    return {name: notebook.cells[-1].outputs for name, notebook in found.items()}


def slow_outputs(monkeypatch, times):
    """Let outputs come too late the first times: the client does not wait for them at all."""
    get, clients = execute.client_for, []

    def client_for(notebook, batch):
        client = get(notebook, batch)
        if notebook.name == "many":
            clients.append(client)
            if len(clients) <= times:
                client.iopub_timeout = 0
                poll = client._async_poll_output_msg

                async def late(*arguments):
                    await execute.asyncio.sleep(0.5)
                    await poll(*arguments)

                client._async_poll_output_msg = late
        return client

    monkeypatch.setattr(execute, "client_for", client_for)
    return clients


def test_lost_outputs_are_never_recorded(small, monkeypatch):
    clients = slow_outputs(monkeypatch, times=100)
    (error,) = refresh(small, small / ".cache").errors
    assert error.startswith("many.md:9: code cell 1, line 1: outputs did not arrive within")
    assert len(clients) == execute.STARTS
    assert set(result(small)) == set(read_records(small / ".cache")) == {"one"}


def test_a_notebook_whose_outputs_got_lost_runs_again(small, monkeypatch):
    clients = slow_outputs(monkeypatch, times=1)
    assert refresh(small, small / ".cache").errors == []
    assert (len(clients), len(result(small)["many"])) == (2, 18)


def test_a_failure_leaves_no_older_result_that_jupyter_book_would_show(small):
    refresh(small, small / ".cache")
    (small / "data.txt").unlink()
    assert len(refresh(small, small / ".cache").errors) == 1
    assert set(result(small)) == {"many"}


def test_thousands_of_outputs_and_a_very_long_line_arrive(small):
    write_notebook(small / "one.md", "print('x' * 2_000_000 + '\\rab')")
    write_notebook(small / "many.md", "for n in range(2500):\n    display(n)")
    assert refresh(small, small / ".cache").errors == []
    assert [one["data"]["text/plain"] for one in result(small)["many"]] == [
        str(n) for n in range(2500)]
    assert result(small)["one"][0]["text"] == "ab\n"


def test_what_cannot_work_is_said_with_a_remedy(small):
    write_notebook(small / "one.md", "input('Nama? ')")
    page = small / "many.md"
    page.write_text(page.read_text("utf-8").replace("name: python3", "name: my_env"), "utf-8")
    many, one = sorted(refresh(small, small / ".cache").errors)
    assert many == ("many: no kernel my_env is installed: name python3 as its kernelspec, or "
                    "install the kernel")
    assert "write the answer into the cell" in one


@pytest.mark.parametrize("damage", [
    lambda records: {name: one | {"format": 1} for name, one in records.items()},
    lambda records: {name: {"code": one["code"]} for name, one in records.items()},
    lambda records: {name: one | {"files": None} for name, one in records.items()},
    lambda records: {name: None for name in records},
    lambda records: list(records),
])
def test_records_of_another_format_know_nothing(small, damage):
    refresh(small, small / ".cache")
    file = small / ".cache" / FILE
    file.write_text(json.dumps(damage(json.loads(file.read_text("utf-8")))), encoding="utf-8")
    assert read_records(small / ".cache") == {}
    assert set(why_stale(small, small / ".cache")["one"]) == {"it has not been executed yet"}


def test_a_copy_of_the_project_is_another_root(small, tmp_path_factory):
    (small / "lib.py").write_text("def twice(x):\n    return 2 * x\n", encoding="utf-8")
    write_notebook(small / "one.md", "import lib\nprint(lib.twice(open('data.txt').read()))")
    refresh(small, small / ".cache", variables={"PYTHONPATH": str(small)})
    other = tmp_path_factory.mktemp("other") / "root"
    shutil.copytree(small, other, ignore=shutil.ignore_patterns(".cache"))
    (other / "data.txt").write_text("7", encoding="utf-8")
    (other / "lib.py").write_text("def twice(x):\n    return 3 * x\n", encoding="utf-8")
    refresh(other, other / ".cache", variables={"PYTHONPATH": str(other)})
    assert [result(root)["one"][0]["text"] for root in (small, other)] == ["11\n", "777\n"]
    assert set(read_records(other / ".cache")["one"].files) == {"data.txt", "lib.py"}


TWICE = """
import sys
from nbrefresh.__main__ import main
main(["."]), main(["."])
print([name for name in sys.modules if name.split(".")[0] in ("dask", "distributed")])
"""


def test_an_engine_below_the_root_is_no_input_nor_dask_imported_and_a_package_is_input(small):
    shutil.copytree(ENGINE, small / "nbrefresh", ignore=shutil.ignore_patterns("__pycache__"))
    (small / "package").mkdir()
    for name, text in (("__init__", "from package import part"), ("part", "")):
        (small / "package" / f"{name}.py").write_text(text, encoding="utf-8")
    write_notebook(small / "one.md", "import package")
    done = subprocess.run([sys.executable, "-c", TWICE], cwd=small, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "[]\n"), done.stderr
    assert [line[:10] for line in done.stderr.splitlines() if "failed" in line] == [
        "2 executed", "0 executed"], done.stderr
    record = read_records(small / "_build" / ".jupyter_cache")["one"]
    assert set(record.files) == {"package/__init__.py", "package/part.py"}
    assert record.folders == {}


def test_a_notebook_may_clear_its_namespace(small):
    write_notebook(small / "one.md", "open('data.txt').read()\n%reset -f")
    assert refresh(small, small / ".cache").errors == []
    assert set(read_records(small / ".cache")["one"].files) == {"data.txt"}


@pytest.mark.parametrize("forks", [True, False])
def test_kernels_start_where_forking_is_impossible_or_the_server_has_ended(small, monkeypatch,
                                                                           forks):
    if forks:
        monkeypatch.setattr("nbrefresh.kernels.SCRIPT", "/nowhere.py")
        monkeypatch.setattr("nbrefresh.kernels._fork_servers", [])
    else:
        monkeypatch.setattr("nbrefresh.kernels.FORKS", False)
        monkeypatch.setattr("nbrefresh.kernels.ForkServer", None)
    assert refresh(small, small / ".cache").errors == []


def test_a_fork_server_whose_answers_nobody_reads_ends_in_silence():
    server = subprocess.Popen([sys.executable, fork_server.__file__], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    server.stdout.close()
    server.stdin.write('{"number": "1", "preload": []}\n')
    server.stdin.flush()
    assert (server.wait(30), server.stderr.read()) == (0, "")


def test_a_kernel_ends_with_a_fork_server_that_is_killed(small):
    write_notebook(small / "one.md", "import os, signal, time\n"
                                     f"os.kill(os.getppid(), signal.{signal.SIGKILL.name})\n"
                                     "time.sleep(30)")
    (error,) = refresh(small, small / ".cache").errors
    assert "Kernel died" in error
    assert set(result(small)) == {"many"}


def test_a_language_that_cannot_be_observed_is_named(small, monkeypatch):
    monkeypatch.setattr(execute, "watch_code", lambda *_: "1 +")
    monkeypatch.setattr(execute, "REPORT", "no_such_name")
    errors = refresh(small, small / ".cache").errors
    assert sorted(error.split(":")[0] for error in errors) == ["many", "one"]
    assert all("cannot be observed" in error for error in errors)
