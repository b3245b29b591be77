"""What a change in the data changes: facts, verdicts and data of exhibits, against git."""

import json
import os
import shutil
import subprocess

import pytest
from check_data import plant, rows
from small_book import HEAD

from thesis.author import Refused
from thesis.author.diff import as_json, as_text, compare, differences
from thesis.author.recompute import Results
from thesis.base.load import load, load_collected
from thesis.cli import main
from thesis.project.progress import Progress
from thesis.publish.facts import Fact

PAGE = HEAD + """
# Uji

```{code-cell} python
:tags: [remove-cell]
from thesis.publish.cells import base, language, publish
from thesis.publish.compute import by, counted
from thesis.publish.exhibits import TableExhibit

cases = base.observations[base.observations["indicator"] == "police_cases"]
```

```{code-cell} python
:tags: [remove-cell]
if 12345 in set(cases["value"]):
    raise ValueError("too many")
```

```{code-cell} python
:tags: [remove-cell]
publish(
    cases_rows=counted(cases),
    cases_by_source=by(cases, "source"),
    tab_cases=TableExhibit(["x"], [["y"]], "l", cases))
```

Polri mencatat {fact}`1 <NUMBER>` kasus.
"""


def git(root, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(root), "-c", "user.name=x", "-c", "user.email=x@example.org",
                    *arguments], check=True, capture_output=True)


@pytest.fixture
def project(small_base, tmp_path):
    shutil.copytree(small_base, tmp_path, dirs_exist_ok=True)
    model = next(r for r in rows(tmp_path, "observations") if r["indicator"] == "police_cases")
    text = PAGE.replace("NUMBER", model["observation_id"])
    (tmp_path / "index.md").write_text(text, encoding="utf-8")
    (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: index\n", encoding="utf-8")
    (tmp_path / "_config.yml").write_text("execute: {timeout: 300}\n", encoding="utf-8")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "--message", "base")
    return tmp_path, model


@pytest.mark.process
def test_a_changed_value_is_found_in_fact_and_exhibit_though_a_cell_fails_on_it(project):
    root, model = project
    assert compare("HEAD", root, Progress())["facts"] == []
    executed = root / "_build" / "work" / "diff" / "_build" / "work" / "id" / ".jupyter_cache"
    record = (executed / "records.json").read_bytes()
    plant(root, "observations", model["observation_id"], "value", "12345")
    planted = (root / "data" / "observations.csv").read_bytes()
    load.cache_clear()
    load_collected.cache_clear()
    found = compare("HEAD", root, Progress())
    assert (executed / "records.json").read_bytes() == record, "the old base ran once"
    assert (root / "data" / "observations.csv").read_bytes() == planted
    (fact,) = found["facts"]
    assert (fact["name"], fact["change"]) == (model["observation_id"], "value")
    assert (fact["before"], fact["after"]) == (int(model["value"]), 12345)
    (exhibit,) = found["exhibits"]
    key = model["observation_id"]
    assert exhibit["lines"] == [f"{key}: value: {float(model['value'])} -> 12345.0",
                                f"{key}: stated_in: {model['stated_in']} -> source"]
    assert found["failures"] == {"before": [], "after": [
        "index.md:20: code cell 2, line 2: ValueError: too many\n"
        "    raise ValueError(\"too many\")"]}
    assert "-> 12.345" in as_text(found) and "1 facts change" in as_text(found)
    assert json.loads(as_json(found)) == found


def test_an_unknown_revision_is_refused(project):
    with pytest.raises(Refused, match="cannot export 'no-such'"):
        compare("no-such", project[0], Progress())


def test_kinds_of_change_are_told_apart():
    def fact(name: str, value: float, *rows: str, source: str = "x", unit: str = "persons") -> Fact:
        return Fact(value, unit, "sum", rows, (source,), name=name)

    before = Results({"same": fact("same", 1, "O1"), "value": fact("value", 1, "O1"),
                      "unseen": fact("unseen", 62.21, "O1", unit="percent"),
                      "sources": fact("sources", 1, "O1"),
                      "rows": fact("rows", 1, "O1"), "gone": fact("gone", 1, "O1")},
                     {"tab": "a,b\n1,2\n"}, {"F1": "thin", "F2": "none"})
    after = Results({"same": fact("same", 1, "O1"), "value": fact("value", 2, "O1"),
                     "unseen": fact("unseen", 62.23, "O1", unit="percent"),
                     "sources": fact("sources", 1, "O1", source="y"),
                     "rows": fact("rows", 1, "O2"), "new": fact("new", 1, "O1")},
                    {"tab": "a,b\n1,2\n3,4\n"}, {"F1": "supported", "F2": "none"}, ["p:1: x"])
    found = {"revision": "HEAD", **differences(before, after)}
    assert {f["name"]: f["change"] for f in found["facts"]} == {
        "value": "value", "unseen": "value", "sources": "sources", "rows": "rows",
        "gone": "removed", "new": "added"}
    assert found["verdicts"] == [{"name": "F1", "change": "value", "before": "thin",
                                  "after": "supported"}]
    assert found["exhibits"] == [{"name": "tab", "change": "value", "lines": ["+3,4"]}]
    lines = as_text(found).splitlines()
    assert lines[:7] == [
        "removed  gone: 1  [-O1]", "added    new: 1  [+O1]", "rows     rows: 1  [+O2 -O1]",
        "sources  sources: 1", "value    unseen: 62,2% (unrounded: 62.21 -> 62.23)",
        "value    value: 1 -> 2", "verdict on F1: thin -> supported"]
    assert "cell failed on the base after: p:1: x" in lines
    assert lines[-1] == ("against HEAD: 4 facts change, 2 rest on other rows or sources, "
                         "1 verdicts and 1 exhibits change")


def test_a_reader_that_has_seen_enough_ends_no_command_in_a_traceback(monkeypatch):
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w", encoding="utf-8") as nobody_reads:
        monkeypatch.setattr("sys.stdout", nobody_reads)
        assert main(["stats"]) == 1
