"""The code behind figures and tables, as pages of the book: the state from which it was built."""

from html import escape
from pathlib import Path

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer
from sphinx.application import Sphinx

from thesis.book.glue import page_exhibits
from thesis.project.files import digest_of, write_whole
from thesis.project.paths import CODE
from thesis.project.state import commit, is_current, record

FOLDER = "_code"
PAGE = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title><style>{style}</style></head>
<body><main><h1>{title}</h1>
{code}</main></body>
</html>
"""


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
    targets = {file: Path(app.outdir) / FOLDER / f"{file}.html" for file in sorted(files)}
    root, version = Path(app.srcdir), commit(CODE)
    step = f"{(Path(app.outdir) / FOLDER).relative_to(root)}"
    made_from = f"{version} {digest_of((CODE / file for file in files), CODE)}"
    if is_current(root, step, made_from, targets.values()):
        return
    for file, target in targets.items():
        write_whole(target, code_page(file, version))
    record(root, step, made_from)


def code_page(file: str, version: str) -> str:
    """Return a module as a web page that says which version it is."""
    title = f"{file} ({version})" if version else file
    style = HtmlFormatter(linenos="inline", lineanchors="line")
    code = highlight((CODE / file).read_text(encoding="utf-8"), PythonLexer(), style)
    return PAGE.format(title=escape(title), style=style.get_style_defs(".highlight"), code=code)


def setup(app: Sphinx) -> None:
    """Write the pages at the end of a build."""
    app.connect("build-finished", write_code_pages)
