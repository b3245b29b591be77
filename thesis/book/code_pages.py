"""The code behind figures and tables, as pages of the book: the state from which it was built."""

from pathlib import Path

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer
from sphinx.application import Sphinx

from thesis.book.glue import page_exhibits
from thesis.build.stamp import commit
from thesis.paths import ROOT

FOLDER = "_code"


def code_address(made_by: str) -> str:
    """Return the address, from the start page, of ``file:line`` among the code pages."""
    file, line = made_by.rsplit(":", 1)
    return f"{FOLDER}/{file}.html#line-{line}"


def write_code_pages(app: Sphinx, error: Exception | None) -> None:
    """Write one page for every module that made an exhibit of the book."""
    if error is not None or app.builder.format != "html":
        return
    files = {record["made_by"].rsplit(":", 1)[0] for page in app.env.found_docs
             for record in page_exhibits(app.env, page).values() if record["made_by"]}
    state = commit(ROOT)
    for file in sorted(files):
        title = f"{file} ({state})" if state else file
        style = HtmlFormatter(full=True, title=title, linenos="inline", lineanchors="line")
        target = Path(app.outdir) / FOLDER / f"{file}.html"
        if shows(target, ROOT / file, title):
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        text = highlight((ROOT / file).read_text(encoding="utf-8"), PythonLexer(), style)
        target.write_text(text, encoding="utf-8", newline="\n")


def shows(page: Path, module: Path, title: str) -> bool:
    """Return whether a page was written after the last change of its module, with this title."""
    return (page.exists() and page.stat().st_mtime > module.stat().st_mtime
            and f"<title>{title}</title>" in page.read_text(encoding="utf-8")[:500])


def setup(app: Sphinx) -> None:
    """Write the pages at the end of a build."""
    app.connect("build-finished", write_code_pages)
