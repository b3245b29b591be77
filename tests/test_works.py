"""Sources of one work: what data/works.csv must say, and pairs that it must decide."""

from pathlib import Path

import pytest

from thesis.check.bib import Source, read_entries
from thesis.check.files import Table
from thesis.check.works import FILE, work_problems

ENTRY = """@article{{{key},
  title = {{{title}}},
  year = {{{year}}},
  doi = {{{doi}}},
  keywords = {{journal_article}},
}}
"""
LONG = "Handling trafficking across several islands"


def entries(root: Path, *made: tuple[str, str, str, str]) -> list[Source]:
    text = "\n".join(ENTRY.format(key=key, title=title, year=year, doi=doi)
                     for key, title, year, doi in made)
    (root / "references.bib").write_text(text, encoding="utf-8")
    found, problems = read_entries(root)
    assert found is not None and not problems
    return found


def works(*rows: tuple[str, str, str]) -> dict[str, Table]:
    lines = list(range(2, len(rows) + 2))
    notes = Table("evidence", "data/evidence.csv", ["source"], [("a1",), ("b1",)], [2, 3])
    return {"works": Table("works", FILE, ["source", "work", "relation"], list(rows), lines),
            "evidence": notes}


@pytest.mark.parametrize(("one", "other", "suspect"), [
    ((LONG, "2020", "10.1/a"), ("Something else", "2021", "10.1/A"), "the same DOI"),
    ((LONG, "2020", ""), (LONG.upper(), "n.d.", ""), "nearly the same title"),
    ((LONG, "2020", ""), (LONG, "2021", ""), ""),
    ((LONG, "2020", ""), ("Handling trafficking", "2020", ""), ""),
])
def test_sources_that_look_alike_wait_for_a_decision(tmp_path, one, other, suspect):
    found = entries(tmp_path, ("a1", *one), ("b1", *other))
    problems = list(work_problems(found, works()))
    assert [suspect in problem.message for problem in problems] == [True] * bool(suspect)
    unread = entries(tmp_path, ("c1", *one), ("d1", *other))
    assert not list(work_problems(unread, works())), "nothing was noted from these yet"
    assert not list(work_problems(found, works(("b1", "a1", "distinct"))))
    assert not list(work_problems(found, works(("b1", "a1", "mirror"))))


def test_a_source_has_one_work_and_a_work_none(tmp_path):
    rows = works(("b1", "a1", "mirror"), ("b1", "c1", "extract"), ("c1", "b1", "translation"))
    problems = list(work_problems([], rows))
    assert [(p.row, p.rule) for p in problems] == [(3, "work"), (3, "work"), (4, "work")]
