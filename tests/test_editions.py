"""The editions are built side by side: each tells how it gets on, and fails or stands alone."""

import os
import re
import time

import pytest
from small_book import forked_here

from thesis.check.problem import Problem
from thesis.cli import main
from thesis.make import edition as module
from thesis.make.side_by_side import UNEXPECTED, side_by_side
from thesis.project.edition import Edition
from thesis.project.errors import BuildError
from thesis.project.inputs import book_step
from thesis.project.progress import Progress
from thesis.project.state import record, recorded


def work(edition, progress):
    """Do what the language of an edition is for here."""
    with progress.step("pages"):
        progress.advance(1, 2, "read index")
        if edition.language == "en":
            raise BuildError("chapters/x.md: no translation")
    return {edition.root / "picture.svg"}


def test_each_tells_how_it_gets_on_and_how_it_ends(tmp_path):
    lines, bars = [], []
    progress = Progress(lines.append, lambda *bar: bars.append(bar))
    both = [Edition(tmp_path, "id"), Edition(tmp_path, "en")]
    found = dict(side_by_side(work, both, progress))
    assert found[both[0]] == {tmp_path / "picture.svg"}
    assert str(found[both[1]]) == "chapters/x.md: no translation"
    assert [line.split()[:2] for line in lines] == [["id", "pages"]]
    assert ("en pages: read index", 1, 2) in bars and ("id pages: read index", 1, 2) in bars


def test_a_process_that_dies_is_an_error_of_its_edition(tmp_path):
    (edition, found), = side_by_side(lambda *_: os._exit(9), [Edition(tmp_path)], Progress())
    assert isinstance(found, BuildError) and str(found) == UNEXPECTED


def test_an_interrupt_ends_the_process_which_cleans_up(tmp_path):
    def last(edition, progress):
        if edition.language == "en":
            return None
        try:
            progress.line("begun")
            time.sleep(60)
        finally:
            (tmp_path / "clean").touch()

    def interrupt(line):
        raise KeyboardInterrupt

    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        list(side_by_side(last, [Edition(tmp_path)], Progress(interrupt)))
    assert (tmp_path / "clean").exists() and time.monotonic() - began < 30


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project whose steps are empty, in the current folder; makes each edition's two files."""
    (tmp_path / "_toc.yml").touch()
    (tmp_path / "locale/en/LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "locale/en/LC_MESSAGES/index.po").touch()

    def make(edition, progress):
        for path in (edition.work / "html" / "index.html", edition.work / edition.pdf.name):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(edition.language, "utf-8")
        if (tmp_path / f"fails-{edition.language}").exists():
            raise BuildError("index.md: no such fact")
        return set()

    for name in ("refuse_invalid_base", "run_notebooks"):
        monkeypatch.setattr(module, name, lambda *_: None)
    monkeypatch.setattr(module, "make_edition", make)
    monkeypatch.setattr("thesis.book.application.read_base", lambda root: None)
    monkeypatch.setattr("thesis.exports.refresh_exports", print)
    return tmp_path


def built(project, *options):
    """Return the exit code of a build, what it said, and the pages that the reader sees then."""
    done = forked_here(project, main, ["build", *options])
    pages = {name: (project / "_build" / name / "index.html").read_text("utf-8")
             for name in ("html", "html-en") if (project / "_build" / name).exists()}
    return done.returncode, done.said, pages


def test_one_that_fails_leaves_the_other_and_what_it_was(project):
    assert built(project)[::2] == (0, {"html": "id", "html-en": "en"})
    (project / "index.md").touch()
    (project / "fails-en").touch()
    code, said, pages = built(project)
    assert "the edition en is not built:\nindex.md: no such fact\n" in said
    assert (code, pages) == (1, {"html": "id", "html-en": "en"})
    assert recorded(project, "book id") and recorded(project, "book en") is None
    (project / "fails-en").unlink()
    code, said, _ = built(project)
    assert code == 0 and re.search("^id book .* kept", said) and "en book" not in said


def test_one_can_be_refused_alone_or_built_alone(project, monkeypatch):
    found = Problem("locale/en/x.po", 3, "msgstr", "untranslated", "a translation", "translate it",
                    "translations", "x")
    monkeypatch.setattr(module, "problems_of_edition",
                        lambda edition: [found] if edition.language == "en" else [])
    code, said, pages = built(project)
    assert (code, pages) == (1, {"html": "id"})
    assert "the edition en is not built:\nlocale/en/x.po:3:msgstr: untranslated" in said
    assert built(project, "--language", "id")[0] == 0


def test_what_processes_record_at_the_same_time_is_all_kept(tmp_path):
    def many(edition, progress):
        for number in range(50):
            record(tmp_path, f"{edition.language} {number}/a", number)

    editions = [Edition(tmp_path, "id"), Edition(tmp_path, "en")]
    assert len(list(side_by_side(many, editions, Progress()))) == 2
    assert [recorded(tmp_path, f"{language} {number}/a") for language in ("id", "en")
            for number in range(50)] == [*range(50)] * 2
    assert book_step(editions[1]) == "book en"
