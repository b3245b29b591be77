"""What a build says while it runs: a line a step on stderr, a bar only where somebody watches."""

import os
import pty
import re
import subprocess
import sys
import time

import pytest

from thesis.project.progress import Progress, shown

SCRIPT = """
from thesis.project.progress import shown
with shown() as progress, progress.step("notebooks"):
    for done in range(3):
        progress.advance(done, 2, "chapters/one")
    progress.describe("2 run, 0 kept")
print("_build/html/index.html")
"""


def test_a_line_for_every_step_and_none_for_how_far_it_is(capsys):
    with shown() as progress, progress.step("pages"):
        with progress.step("notebooks"):
            progress.advance(1, 2, "chapters/one")
            progress.describe("2 run, 0 kept")
        progress.describe("3 read, 4 written")
    out, err = capsys.readouterr()
    assert out == ""
    assert [re.sub(r"\s+\d+\.\d s", "", line) for line in err.splitlines()] == [
        "notebooks  2 run, 0 kept", "pages  3 read, 4 written", "total"]


def test_the_time_of_a_step_is_without_the_steps_inside_it():
    progress = Progress()
    with progress.step("pages") as pages, progress.step("notebooks") as notebooks:
        time.sleep(0.1)
    assert notebooks.seconds > 0
    assert pages.seconds < notebooks.seconds


def test_a_step_that_fails_is_not_said_to_have_ended(capsys):
    with pytest.raises(ValueError), shown() as progress, progress.step("PDF"):
        raise ValueError
    assert capsys.readouterr().err == ""


def test_without_a_build_there_is_nothing_to_say(capsys):
    Progress().describe("2 run")
    Progress().advance(1, 2, "chapters/one")
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(("variables", "bar"), [({}, True), ({"CI": "true"}, False),
                                                ({"TERM": "dumb"}, False)])
def test_a_bar_in_a_terminal_only(variables, bar):
    terminal, end = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name != "CI"}
    process = subprocess.Popen([sys.executable, "-c", SCRIPT], stderr=end, text=True,
                               stdout=subprocess.PIPE,
                               env=environment | {"TERM": "xterm"} | variables)
    os.close(end)
    seen = b""
    try:
        while part := os.read(terminal, 4096):
            seen += part
    except OSError:  # the other end was closed
        pass
    assert process.communicate()[0] == "_build/html/index.html\n"
    assert (b"notebooks: chapters/one" in seen) == (b"\x1b[" in seen) == bar
    assert b"2 run, 0 kept" in seen
