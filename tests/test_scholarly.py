"""A scholarly work that the text cites says who wrote it, when and where it appeared; a site of
copies is named, not linked.
"""

import pytest

from thesis.base.hosts import host, keeps_copies
from thesis.book.apa import printed
from thesis.check.bib import read_entries
from thesis.check.files import Table
from thesis.check.scholarly import scholarly_problems

WHOLE = {"author": "{Archer, Clive}", "title": "{Organisations}", "year": "{2001}",
         "journal": "{World Politics}", "issuer": "{World Politics}",
         "keywords": "{journal_article, theory}"}
SOURCE = {"issuer": "World Politics"}


def problems(root, page="# A\n\nKalimat {cite:p}`a1`.\n", kind="article", **fields):
    """Return (line, column, message) of what is wrong with the one entry of a project."""
    given = {name: text for name, text in (WHOLE | fields).items() if text}
    lines = "".join(f"  {name} = {text},\n" for name, text in given.items())
    (root / "references.bib").write_text(f"@{kind}{{a1,\n{lines}}}\n", "utf-8")
    (root / "index.md").write_text(page, "utf-8")
    entries, found = read_entries(root)
    notes = Table("evidence", "data/evidence.csv", ["evidence_id", "source"], [("E0001", "a1")],
                  [2])
    assert entries is not None and not found
    return [(p.row, p.column, p.message) for p in
            scholarly_problems(root, entries, {"evidence": notes})]


@pytest.mark.parametrize(("fields", "line", "column", "said"), [
    ({"author": ""}, 1, "author", "nobody is named who wrote it"),
    ({"author": "{{World Politics}}"}, 2, "author", "its author is who published it"),
    ({"year": "{n.d.}"}, 4, "year", "it has no year"),
    ({"journal": ""}, 1, "journal", "nothing says where it appeared"),
    ({"kind": "book", "journal": ""}, 1, "journal", "nothing says where it appeared"),
])
def test_what_a_cited_work_lacks_is_named_with_its_line(tmp_path, fields, line, column, said):
    ((row, found, message),) = problems(tmp_path, **fields)
    assert (row, found) == (line, column) and f"the text cites a1, and {said}" in message


@pytest.mark.parametrize("fields", [
    {}, {"kind": "book", "journal": "", "publisher": "{Routledge}"},
    {"author": "", "editor": "{Archer, Clive}"},
    {"author": "", "keywords": "{news_report}"},  # not scholarly
    {"author": "", "page": "# A\n\nTidak dikutip.\n"},
])
def test_a_complete_work_and_one_that_nobody_cites_are_sound(tmp_path, fields):
    assert problems(tmp_path, **fields) == []


def test_a_note_cites_its_work(tmp_path):
    assert problems(tmp_path, page="# A\n\nKalimat {note:p}`E0001`.\n", year="{n.d.}")


@pytest.mark.parametrize(("url", "copies"), [
    ("https://123dok.com/document/x", True), ("https://id.scribd.com/document/1", True),
    ("https://homsy-staging.cambridgecore.org/core/x", True), ("https://doi.org/10.1/x", False),
    ("https://www.cambridge.org/core/x", False), ("https://notscribd.com/x", False), ("", False),
])
def test_sites_of_copies_are_known_by_their_host(url, copies):
    assert keeps_copies(url) is copies
    assert host("https://www.cambridge.org/x") == "cambridge.org"


@pytest.mark.parametrize(("item", "url", "read_at"), [
    ({"URL": "https://123dok.com/d"}, None, "123dok.com"),
    ({"URL": "https://doi.org/10.1/x", "note": "Dibaca melalui https://docslib.org/doc/1"},
     "https://doi.org/10.1/x", "docslib.org"),
    ({"URL": "https://a.org/1", "note": "Dibaca melalui https://a.org/2"}, "https://a.org/1", None),
    ({"URL": "https://a.org/1"}, "https://a.org/1", None),
])
def test_a_site_of_copies_is_named_and_not_linked(item, url, read_at):
    item = {"id": "a1", "type": "article-journal", "title": "Judul", "language": "en",
            "accessed": {"date-parts": [[2026, 11, 23]]}} | item
    shown = printed(item, SOURCE, "id")
    assert shown.get("URL") == url and ("accessed" in shown) is bool(url)
    assert shown.get("custom", {}).get("read_at") == read_at
