"""The text shows the numbers of the book, and is rewritten where it does not."""

import pytest

from thesis.check.shown import fix, languages_shown, shown_problems
from thesis.manuscript.text import facts
from thesis.publish.facts import Fact

KNOWN = {name: Fact(value, unit, "value", ("O00001",), ("a",), name=name) for name, value, unit in (
    ("O00001", 2759, "persons"), ("cases", 26.5, "percent"), ("roles[arena]", 3, "count"),
    ("all", ("F1", "F2"), "list"))}
FACTS = {"id": KNOWN.get, "en": KNOWN.get}
PAGE = """---
title: {fact}`1 <O00001>`
---
# Judul

```{code-cell} python
x = "{fact}`1 <O00001>`"
```

Ada {fact}`12 <O00001>` korban, {fact}`26,5% <cases>`, {fact}`roles[arena]` arena.

```{computed-table} tab-x
:name: tab-x
Menurut {fact}`F1 <all>`; in English {fact-en}`2759 <O00001>`; {fact}`7 <unknown>`.
```
"""
FIXED = PAGE.replace("`12 <", "`2.759 <").replace("`roles[arena]`", "`3 <roles[arena]>`").replace(
    "`F1 <", "`F1 dan F2 <").replace("`2759 <", "`2,759 <")
CATALOG = """# Notes of the translator
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"

#: chapters/a.md:10
msgid "Ada {fact}`12 "
"<O00001>` korban."
msgstr "There are {fact}`2.759 <O00001>` victims."
"""


@pytest.fixture
def root(tmp_path):
    (tmp_path / "chapters").mkdir()
    (tmp_path / "chapters" / "a.md").write_text(PAGE, encoding="utf-8")
    catalog = tmp_path / "locale" / "en" / "LC_MESSAGES" / "chapters" / "a.po"
    catalog.parent.mkdir(parents=True)
    catalog.write_text(CATALOG, encoding="utf-8")
    return tmp_path


def test_every_number_that_is_not_the_value_is_named_with_its_line(root):
    found = [(p.file, p.row, p.column, p.message, p.expected) for p in shown_problems(root, FACTS)]
    catalog = "locale/en/LC_MESSAGES/chapters/a.po"
    assert found == [
        ("chapters/a.md", 10, "O00001", "the text shows '12'", "'2.759'"),
        ("chapters/a.md", 14, "all", "the text shows 'F1'", "'F1 dan F2'"),
        ("chapters/a.md", 14, "O00001", "the text shows '2759'", "'2,759'"),
        (catalog, 7, "O00001", "the text shows '12'", "'2.759'"),
        (catalog, 7, "O00001", "the text shows '2.759'", "'2,759'")]


def test_the_fix_rewrites_roles_of_the_prose_and_nothing_else(root):
    assert len(fix(root, FACTS)) == 2
    assert (root / "chapters" / "a.md").read_text(encoding="utf-8") == FIXED
    catalog = (root / "locale/en/LC_MESSAGES/chapters/a.po").read_text(encoding="utf-8")
    assert catalog.startswith("# Notes of the translator\n")
    assert 'msgid "Ada {fact}`2.759 <O00001>` korban."' in catalog
    assert 'msgstr "There are {fact}`2,759 <O00001>` victims."' in catalog
    assert shown_problems(root, FACTS) == [] and fix(root, FACTS) == []


def test_a_language_that_was_not_computed_is_not_judged(root):
    assert languages_shown(root) == {"id", "en"}
    fix(root, {"id": KNOWN.get})
    assert [p.column for p in shown_problems(root, FACTS)] == ["O00001"]


def test_a_role_names_a_fact_with_and_without_its_number():
    text = "{fact}`a` {fact}`1.500 <roles[DKI Jakarta]>` {fact-en}`F1 and F2 <b>` {cite:t}`c`"
    assert [name for _, name in facts(text)] == ["a", "roles[DKI Jakarta]", "b"]
