"""A notebook that is no JSON reaches the author as a line with its place and what to do."""

import pytest

from thesis.book.notebooks import execute_notebooks
from thesis.cli import main
from thesis.preview.worker import attempt
from thesis.project.edition import Edition
from thesis.project.errors import BuildError

EXPECTED = "audit.ipynb:2:1: cannot be read as a notebook"


@pytest.fixture
def damaged(tmp_path):
    """A project with a notebook in the middle of a merge."""
    (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: audit\n", encoding="utf-8")
    (tmp_path / "audit.ipynb").write_text("{\n<<<<<<< HEAD\n", encoding="utf-8")
    return tmp_path


def test_a_build_names_it(damaged):
    with pytest.raises(BuildError, match=f"^{EXPECTED}.*; fix: restore"):
        execute_notebooks(Edition(damaged), damaged / "cache", timeout=60)


def test_why_names_it(damaged, monkeypatch, capsys):
    monkeypatch.chdir(damaged)
    assert main(["build", "--why"]) == 1
    assert capsys.readouterr().err.startswith(EXPECTED)


def test_the_preview_names_it(damaged, monkeypatch):
    monkeypatch.chdir(damaged)
    found, problem = attempt(lambda module: module.read_notebooks(damaged))
    assert found is None and problem.startswith(EXPECTED)
