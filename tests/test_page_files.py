"""Pages and settings as editors save them: each fault is a problem with line and remedy."""

import pytest

from thesis.check import check_base
from thesis.check.markup import markup_problems
from thesis.check.pages import page_problems, unreadable_pages
from thesis.check.restore import restore
from thesis.cli import main

TEXT = "# Judul\n\nIsi “teks” é.\n"
TOC = "format: jb-book\nroot: index\nchapters:\n  - file: chapters/x\n"


@pytest.fixture
def root(tmp_path):
    (tmp_path / "chapters").mkdir()
    for name, text in {"index.md": TEXT, "chapters/x.md": TEXT, "_toc.yml": TOC}.items():
        (tmp_path / name).write_text(text, "utf-8")
    assert [*unreadable_pages(tmp_path), *page_problems(tmp_path)] == []
    return tmp_path


@pytest.mark.parametrize(("encoding", "message"), [
    ("utf-8-sig", "a byte-order mark"), ("utf-16", "is in UTF-16"), ("utf-16-le", "is in UTF-16"),
    ("utf-16-be", "is in UTF-16"), ("utf-32", "is in UTF-32"), ("utf-32-be", "is in UTF-32"),
    ("cp1252", "is in Windows-1252"), ("mac_roman", "is not UTF-8")])
def test_a_page_in_another_encoding_is_one_problem_and_is_taken_back(root, encoding, message):
    page = root / "chapters/x.md"
    page.write_text(TEXT, encoding)
    (problem,) = (p for p in check_base(root) if p.file == "chapters/x.md")
    assert message in problem.message and problem.fix
    if encoding != "mac_roman":
        assert list(restore(root)) == ["chapters/x.md"] and page.read_text("utf-8") == TEXT


@pytest.mark.parametrize(("file", "text", "line", "message"), [
    ("chapters/x.md", "---\ntitle: a\nkernelspec: {a: [b}\n---\n# A\n", 3, "cannot be read"),
    ("chapters/x.md", "---\ntitle: A\n\n# A\n", 1, "the front matter has no end"),
    ("chapters/x.md", "# A\n\nKata[^a] dan `[^b]`.\n", 3, "[^a] is named and not written"),
    ("chapters/x.md", "# A\n\n[^a]: Sisa.\n", 3, "[^a] is written and not named"),
    ("chapters/x.md", "# A\n\n```{code-cell} python\n:tags: hide-input\n", 4, "are no list"),
    ("_toc.yml", TOC.replace("/x", "/y"), 4, "the page chapters/y does not exist"),
    ("_toc.yml", TOC.replace("chapters:", "bab:"), 0, "Unknown keys found: {'bab'}"),
    ("_toc.yml", TOC.replace("  -", "\t-"), 4, "found character '\\t'"),
    ("_config.yml", "title: A: b\n", 1, "mapping values are not allowed here"),
    ("_config.yml", "- a\n", 1, "no name has a value"),
])
def test_what_is_wrong_in_a_page_or_in_settings_is_named_with_its_line(
        root, file, text, line, message):
    (root / file).write_text(text, "utf-8")
    (problem,) = unreadable_pages(root) or page_problems(root)
    assert (problem.file, problem.row) == (file, line) and message in problem.message
    assert problem.expected and problem.fix


@pytest.mark.parametrize(("line", "found"), [
    ("Senang :smile: sekali.", "':smile:' is the name of an emoji"),
    ("Kata ~~lama~~ baru.", "'~~lama~~' is text that is struck out"),
    ("- [ ] periksa", "'[ ]' is a box to tick"), ("1. [x] periksa", "'[x]' is a box to tick"),
    ("Kata ==penting== ini.", "'==penting==' is marked text"),
    ("Lihat [[halaman]].", "'[[halaman]]' is a link of a wiki"),
    ("> [!NOTE]", "'[!NOTE]' is a box of GitHub"), ("Ada {{ n }}.", "'{{ n }}' is a placeholder"),
    ("Kata [lihat @a, hlm. x].", "is a citation of pandoc"),
    ("H~2~O", "'~2~' is raised or lowered"),
    (r"Kata \cite{a}.", "is a command of TeX"), ("[kami](sms:+62)", "the link begins with sms:"),
    ("```{code-cell}\n!pip install x\n```", "installs a package: '!pip install x'"),
    ("```{code-cell}\n%pip install x\n```", "installs a package: '%pip install x'"),
    ("```{code-cell}\nos.system('pip install x')\n```", "installs a package"),
])
def test_markup_that_is_shown_as_it_is_typed_and_cells_that_install_are_found(root, line, found):
    (root / "chapters/x.md").write_text(f"# A\n\n{line}\n", "utf-8")
    (problem,) = markup_problems(root)
    assert problem.row == 3 + line.count("`{code-cell}") and found in problem.message
    assert problem.expected and problem.fix


def test_what_only_looks_like_such_markup_is_none(root):
    (root / "chapters/x.md").write_text(
        "# A\n\nPukul 10:30:15, `:smile: ~~x~~`, {cite:p}`a` [b](tel:+62) [c](x.md) a@b.id $a_{b}$ "
        "[^a], sekitar ~10 atau ~20, [1](x.md).\n\n:Tahun: kini\n\n- [a](x.md)\n\n[^a]: A.\n\n"
        "```python\n!pip install x\n```\n", "utf-8")
    assert list(markup_problems(root)) == []


def test_a_notebook_that_installs_is_found_with_its_line(root):
    (root / "notebooks").mkdir()
    (root / "notebooks/a.ipynb").write_text('{"source": [\n  "import x\\n",\n  "!pip install y"]}')
    assert [problem.row for problem in markup_problems(root)] == [3]


def test_a_command_on_a_base_that_is_not_sound_names_its_problems(root, monkeypatch, capsys):
    (root / "chapters/x.md").write_text(TEXT, "utf-16")
    monkeypatch.chdir(root)
    assert main(["stats"]) == 1
    assert "chapters/x.md:1: the file is in UTF-16" in capsys.readouterr().err
