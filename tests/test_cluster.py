"""Stale notebooks run on a Dask cluster, here one of two processes on this machine."""

import json
import subprocess
import sys
import time
from functools import partial

import nbformat
import psutil
import pytest
from dask import config
from distributed import Client, LocalCluster
from processes import interrupt, start, wait_for

from nbrefresh import executors
from nbrefresh.executors import NoCluster, executor
from nbrefresh.run import outputs, refresh, why_stale

pytestmark = pytest.mark.process
READS = """import os
print(os.environ["WHO"], open("{name}.txt").read(), os.getppid())"""
REFRESH = """
import sys
from pathlib import Path
from nbrefresh.executors import executor
from nbrefresh.run import refresh
root = Path(sys.argv[1])
try:
    refresh(root, root / ".jupyter_cache", variables={"WHO": "me"}, run=executor(sys.argv[2]))
except KeyboardInterrupt:
    sys.exit(130)
"""
FAILS = "1 / 0"
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}


def soon(client, address, timeout, **options):
    """Return a client, for which a test does not wait as long as a build."""
    return client(address, timeout=timeout / 10, **options)


@pytest.fixture(scope="module")
def cluster():
    one_death = config.set({"distributed.scheduler.allowed-failures": 1})
    with one_death, LocalCluster(n_workers=2, threads_per_worker=1, processes=True,
                                 host="127.0.0.1", dashboard_address=":0") as cluster:
        yield cluster


@pytest.fixture
def project(tmp_path):
    for name in ("one", "two", "three"):
        (tmp_path / f"{name}.txt").write_text(name)
        write(tmp_path, name, READS.format(name=name))
    (tmp_path / "_toc.yml").write_text(
        "format: jb-book\nroot: one\nchapters: [file: two, file: three]\n")
    return tmp_path


def write(project, name, code):
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)],
                                    metadata={"kernelspec": KERNEL})
    nbformat.write(book, project / f"{name}.ipynb")


def run(project, cluster):
    return refresh(project, project / ".jupyter_cache", timeout=30, variables={"WHO": "me"},
                   run=executor(cluster.scheduler_address))


def printed(project) -> dict[str, str]:
    return {name: notebook.cells[0].outputs[0]["text"]
            for name, notebook in outputs(project, project / ".jupyter_cache").items()}


def test_notebooks_run_on_the_workers_and_what_they_read_is_known(project, cluster):
    assert set(run(project, cluster).stale) == {"one", "two", "three"}
    said = {text.split()[1]: text.split() for text in printed(project).values()}
    assert {name: words[0] for name, words in said.items()} == dict.fromkeys(
        ("one", "two", "three"), "me")
    workers = {str(worker.pid) for worker in cluster.workers.values()}
    assert {words[2] for words in said.values()} <= workers
    assert run(project, cluster).stale == {}
    (project / "two.txt").write_text("zwei")
    assert run(project, cluster).stale == {"two": ["two.txt changed"]}
    assert any(text.startswith("me zwei") for text in printed(project).values())


def test_one_that_fails_leaves_the_others(project, cluster):
    write(project, "two", FAILS)
    (error,) = run(project, cluster).errors
    assert error.startswith("two.ipynb:10: code cell 1, line 1: ZeroDivisionError")
    assert set(why_stale(project, project / ".jupyter_cache")["two"]) == {
        "it has not been executed yet"}
    assert len(printed(project)) == 2


def test_a_scheduler_that_does_not_answer_is_named(project, monkeypatch):
    monkeypatch.setattr("distributed.Client", partial(soon, Client))
    with pytest.raises(NoCluster, match="no Dask scheduler answers at tcp://127.0.0.1:9"):
        refresh(project, project / ".jupyter_cache", run=executor("tcp://127.0.0.1:9"))


def test_an_interrupt_ends_the_kernels_of_the_workers(project, cluster):
    write(project, "two", "import os, time\nopen('pid.part', 'w').write(str(os.getpid()))\n"
                          "os.rename('pid.part', 'pid')\ntime.sleep(60)")
    process, _ = start([sys.executable, "-c", REFRESH, str(project), cluster.scheduler_address])
    wait_for((project / "pid").exists)
    assert interrupt(process)[0] == 130
    kernel = int((project / "pid").read_text())
    wait_for(lambda: not psutil.pid_exists(kernel), 10)


KILLS_ITS_WORKER = """import os, signal
if not os.path.exists("killed"):
    open("killed", "w").close()
    os.kill(os.getppid(), signal.SIGKILL)
print("me two", os.getppid())"""


def test_a_worker_that_dies_leaves_its_notebook_to_another(project, cluster):
    write(project, "two", KILLS_ITS_WORKER)
    assert run(project, cluster).errors == []
    assert (project / "killed").exists()
    assert {text.split()[1] for text in printed(project).values()} == {"one", "two", "three"}


@pytest.fixture
def small_cluster(tmp_path):
    """The address and the processes of a cluster of one worker, which nothing replaces."""
    file = tmp_path / "scheduler.json"
    common = ["--scheduler-file", str(file), "--no-dashboard"]
    parts = {"scheduler": ["--port", "0", "--host", "127.0.0.1"],
             "worker": ["--no-nanny", "--nthreads", "2"]}
    processes = {part: subprocess.Popen([sys.executable, "-m", f"distributed.cli.dask_{part}",
                                         *common, *options], stderr=subprocess.DEVNULL)
                 for part, options in parts.items()}
    wait_for(file.exists)
    address = json.loads(file.read_text())["address"]
    with Client(address, set_as_default=False) as client:
        client.wait_for_workers(1, timeout=60)
    yield address, {part: process.pid for part, process in processes.items()}
    for process in processes.values():
        process.kill()
        process.wait()


@pytest.mark.parametrize(("part", "said"), [
    ("worker", "no worker of the Dask cluster is left to run .*two"),
    ("scheduler", "the Dask scheduler has gone")])
def test_when_the_cluster_dies_the_error_says_so(project, small_cluster, monkeypatch, part, said):
    monkeypatch.setattr(executors, "PATIENCE", 1.0)
    address, processes = small_cluster
    write(project, "two", f"import os, signal\nos.kill({processes[part]}, signal.SIGKILL)\n"
                          "import time; time.sleep(60)")
    began = time.monotonic()
    with pytest.raises(NoCluster, match=said):
        refresh(project, project / ".jupyter_cache", run=executor(address))
    assert time.monotonic() - began < 45


def test_a_notebook_that_kills_every_worker_is_named(project, cluster):
    write(project, "two", "import os, signal\nos.kill(os.getppid(), signal.SIGKILL)")
    (project / "_toc.yml").write_text("format: jb-book\nroot: two\n")  # else both may lie there
    (error,) = run(project, cluster).errors
    assert error.startswith("two: KilledWorker: ")
