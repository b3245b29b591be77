"""The live preview: what is saved is shown, what is wrong is said, and nothing is left behind."""

import asyncio
import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import psutil
import pytest
from bs4 import BeautifulSoup
from check_data import line_of, plant
from processes import wait_for
from small_book import PAGE
from tornado.httpclient import AsyncHTTPClient

from thesis.preview import command
from thesis.preview.changes import changed, state_of, without_text
from thesis.preview.folders import mirror
from thesis.preview.server import Board, serve
from thesis.project.edition import Edition
from thesis.project.inputs import STEPS, code_behind
from thesis.project.paths import CODE as ROOT

PATIENCE = 120  # seconds for one build, on a machine that does other things, too
AFTER = "Polri mencatat"


class Preview:
    """A preview of a small project, run as the author runs it."""

    def __init__(self, root):
        self.root, self.lines, self.statuses = root, queue.Queue(), queue.Queue()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "thesis", "watch", "--port", "0", "--language", "id"],
            cwd=root, text=True,
            env=os.environ | {"PYTHONPATH": str(root)}, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, start_new_session=True)
        self.follow(self.process.stdout, self.lines.put)
        self.address = self.said("preview at").split("preview at ")[1].split()[0]

    def follow(self, stream, put):
        """Hand on the lines of a stream as they come."""
        def read():
            for line in stream:
                put(line)
        threading.Thread(target=read, daemon=True).start()

    def said(self, text):
        """Return what the terminal says up to the next line that holds a text."""
        heard, until = "", time.monotonic() + PATIENCE
        while text not in heard:
            try:
                heard += self.lines.get(timeout=max(0, until - time.monotonic()))
            except queue.Empty:
                pytest.fail(f"waited for {text!r} and heard {heard!r}")
        return heard

    def listen(self):
        """Listen to the server as a page in the browser does."""
        def put(line):
            if line.startswith(b"data: "):
                self.statuses.put(json.loads(line.removeprefix(b"data: ")))
        self.follow(urllib.request.urlopen(f"{self.address}-/events"), put)

    def told(self, wanted):
        """Return the first status that the browser is told and that is wanted."""
        until = time.monotonic() + PATIENCE
        while not wanted(status := self.statuses.get(timeout=until - time.monotonic())):
            pass
        return status

    def refreshed(self):
        """Wait for new pages; return what the terminal said."""
        said = self.said("refreshed in")
        self.told(lambda status: not status["problems"] and not status["building"])
        return said

    def problems(self):
        """Wait for a failed build; return what the browser is told is wrong."""
        said = self.said("not refreshed")
        status = self.told(lambda status: status["problems"] and not status["building"])
        problems = status["problems"]
        assert problems.splitlines()[0] in said + self.said("\n")
        return problems

    def page(self, name="chapters/change.html", **headers):
        """Return a page as the server gives it."""
        request = urllib.request.Request(self.address + name, headers=headers)
        return urllib.request.urlopen(request).read().decode()

    def save(self, text):
        """Save the chapter."""
        (self.root / "chapters" / "change.md").write_text(text, encoding="utf-8")

    def end(self):
        """Interrupt it as Ctrl-C does; return exit code and surviving processes."""
        family = psutil.Process(self.process.pid).children(recursive=True)
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(20)
        _, alive = psutil.wait_procs(family, timeout=5)
        return code, alive


@pytest.fixture
def preview(book):
    shown = Preview(book)
    yield shown
    if shown.process.poll() is None:
        for process in psutil.Process(shown.process.pid).children(recursive=True):
            process.kill()
        shown.process.kill()


@pytest.mark.process
def test_what_is_saved_is_shown_and_what_is_wrong_is_said(preview):
    preview.listen()
    preview.refreshed()
    assert "982" in preview.page() and "/-/client.js" in preview.page()

    preview.save(PAGE.replace(AFTER, "Kepolisian mencatat").replace("# Perubahan", "# Baru"))
    assert "chapters/change.md: refreshed" in preview.refreshed()
    assert "Kepolisian mencatat" in preview.page()
    assert "Baru" in BeautifulSoup(preview.page("chapters/bibliography.html"), "lxml").nav.text

    preview.save(PAGE.replace(AFTER, "{fact}`of_nobody` Polri mencatat"))
    line = line_of(preview.root, "chapters/change.md", "of_nobody")
    assert preview.problems() == (f"chapters/change.md:{line}: WARNING: fact 'of_nobody' is "
                                  "published by no page and is no observation of data/")
    assert "Kepolisian mencatat" in preview.page()

    preview.save(PAGE.replace(AFTER, "Ada 12 kasus. Polri mencatat"))
    assert preview.problems().startswith(f"chapters/change.md:{line}:12: the number 12 is typed")

    preview.save(PAGE.replace("values_table", "no_such"))
    assert "has no attribute 'no_such'" in preview.problems()

    plant(preview.root, "observations", "O03063", "value", "many")
    assert "data/observations.csv:" in preview.problems()
    preview.save(PAGE)
    plant(preview.root, "observations", "O03063", "value", "987")
    preview.refreshed()
    page = BeautifulSoup(preview.page(), "lxml")
    assert page.select_one("a.fact").get_text() == "987"

    assert not (preview.root / "_build" / "html").exists()
    assert not (preview.root / "_build" / "pdf").exists()
    listening = [place for process in psutil.Process(preview.process.pid).children(recursive=True)
                 + [psutil.Process(preview.process.pid)]
                 for place in process.net_connections() if place.status == "LISTEN"]
    assert {place.laddr.ip for place in listening} == {"127.0.0.1"}
    with pytest.raises(urllib.error.HTTPError, match="404"):
        preview.page(Host="other.example")
    with pytest.raises(urllib.error.HTTPError, match="40[34]"):
        preview.page("%2e%2e/work/.jupyter_cache/records.json")
    assert preview.end() == (0, [])


@pytest.mark.process
def test_an_interrupt_while_it_builds_ends_it_and_all_that_it_started(preview):
    wait_for(lambda: "fork_server.py" in str([
        process.cmdline() for process in
        psutil.Process(preview.process.pid).children(recursive=True)]))
    assert preview.end() == (0, [])


class Ended(Exception):
    """There are no more states."""


def test_a_save_is_built_as_text_only_while_nothing_else_changed_since_all_was_valid(monkeypatch):
    steps = [  # index.md, data/a.csv, what is asked for then, problems
        ("1", "1", "everything", ""), ("2", "1", "text", ""), ("3", "1", "text", "typed number"),
        ("4", "1", "text", ""), ("4", "2", "everything", "invalid"), ("5", "2", "everything", "x"),
        ("5", "1", "everything", ""), ("6", "1", "text", ""), ("6", "1", None, None)]
    states, asked = iter(steps), []

    def state(root):
        step = next(states, None)
        if step is None:
            raise Ended
        return {"index.md": step[0], "data/a.csv": step[1]}

    class Turn(asyncio.Event):
        async def wait(self):
            return True

    class Builder:
        async def ask(self, request):
            asked.append(request)
            return steps[len(asked) - 1][3]

    monkeypatch.setattr(command, "state_of", state)
    board = Board()
    with pytest.raises(Ended):
        asyncio.run(command.follow(Edition(ROOT), Builder(), board, Turn(), asyncio.Event()))
    assert asked == [step[2] for step in steps if step[2]]
    assert board.status.version == 5 and board.status.problems == ""


def test_pages_are_read_again_for_every_module_that_renders_them():
    step = STEPS["pages"]
    rendering = ("import sys, thesis.book; print(*(module.__file__ for name, module in "
                 "sys.modules.items() if name.split('.')[0] == 'thesis' "
                 f"and not name.startswith({step.without})))")
    files = subprocess.run([sys.executable, "-c", rendering], capture_output=True, text=True,
                           check=True).stdout.split()
    assert set(map(Path, files)) <= code_behind(step.code, step.without)
    assert ROOT / "thesis" / "manuscript" / "trace.py" not in code_behind(step.code, step.without)


def test_files_of_editors_are_no_inputs(tmp_path):
    (tmp_path / "chapters").mkdir()
    (tmp_path / "data").mkdir()
    (tmp_path / "chapters" / "a.md").write_text("a", "utf-8")
    before = state_of(tmp_path)
    for name in ("chapters/.a.md.swp", "chapters/a.md~", "chapters/#a.md#", "chapters/4913",
                 "data/.~lock.a.csv#", "data/a.csv~", "_build.md"):
        (tmp_path / name).write_text("x", "utf-8")
    (tmp_path / "chapters" / ".#a.md").symlink_to("nowhere")
    assert changed(before, state_of(tmp_path)) == []
    (tmp_path / "data" / "a.csv").write_text("x", "utf-8")
    (tmp_path / "chapters" / "a.md").write_text("b", "utf-8")
    assert changed(before, state_of(tmp_path)) == ["chapters/a.md", "data/a.csv"]
    assert list(without_text(state_of(tmp_path))) == ["data/a.csv"]


def test_a_mirror_holds_the_same_files_and_keeps_those_that_are_the_same(tmp_path):
    source, target = tmp_path / "source", tmp_path / "target"
    (source / "inside").mkdir(parents=True)
    (source / "inside" / "kept").write_text("kept", "utf-8")
    (source / "changed").write_text("before", "utf-8")
    mirror(source, target)
    kept = (target / "inside" / "kept").stat().st_ino
    (source / "changed").write_text("afterwards", "utf-8")
    (target / "gone").mkdir()
    (target / "gone" / "file").write_text("x", "utf-8")
    mirror(source, target)
    assert (target / "changed").read_text("utf-8") == "afterwards"
    assert (target / "inside" / "kept").stat().st_ino == kept
    assert sorted(path.name for path in target.iterdir()) == ["changed", "inside"]


def test_editions_lie_side_by_side_and_each_tells_its_own_readers(tmp_path):
    boards = {name: Board() for name in ("html", "html-en")}
    for name in boards:
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(f"<body>{name}</body>", "utf-8")

    async def look():
        server, address = serve({name: (tmp_path / name, board)
                                 for name, board in boards.items()}, 0)
        boards["html-en"].tell(version=7)
        client = AsyncHTTPClient()
        answers = [await client.fetch(address + place) for place in
                   ("", "html-en/", "html-en/index.html", "-/client.js")]
        server.stop()
        return [(answer.effective_url.removeprefix(address), answer.body.decode())
                for answer in answers]

    start, english, same, client = asyncio.run(look())
    assert start[0] == "html/" and 'data-version="0" data-folder="html"' in start[1]
    assert english[1] == same[1] and 'data-version="7" data-folder="html-en"' in english[1]
    assert "${folder}/-/events" in client[1]


def test_the_second_edition_is_built_after_the_first_and_does_not_hold_it_up(monkeypatch):
    saves, built = iter("123"), []

    class Builder:
        def __init__(self, language):
            self.language, self.free = language, asyncio.Event()

        async def ask(self, request):
            built.append(f"{self.language} begins")
            if self.language == "en":
                await self.free.wait()
            built.append(f"{self.language} ends")
            return ""

    async def run():
        first, second = Builder("id"), Builder("en")
        turns = [asyncio.Event() for _ in range(3)]
        following = [asyncio.create_task(command.follow(Edition(ROOT, builder.language), builder,
                                                        Board(), *turns[place:place + 2]))
                     for place, builder in enumerate((first, second))]
        for _ in range(2):
            state["index.md"] = next(saves)
            turns[0].set()
            for _ in range(20):
                await asyncio.sleep(0)
        second.free.set()
        await turns[2].wait()
        for task in following:
            task.cancel()

    state = {}
    monkeypatch.setattr(command, "state_of", lambda root: dict(state))
    asyncio.run(run())
    assert built[:5] == ["id begins", "id ends", "en begins", "id begins", "id ends"]
    assert built[5] == "en ends"
