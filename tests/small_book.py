"""A book of one chapter over the real base: written, built, and changed by the tests."""

import shutil
import subprocess
import sys
from pathlib import Path

from thesis.project.paths import CODE as ROOT

PARTS = ("data", "references.bib", "requirements.lock", "CITATION.cff",
         "LICENSE-TEXT.md", "_config.yml", "chapters/appendix-facts.md",
         "chapters/bibliography.md")
TOC = """format: jb-book
root: index
chapters:
  - file: chapters/change
  - file: chapters/bibliography
  - file: chapters/appendix-facts
"""
HEAD = """---
jupytext: {text_representation: {extension: .md, format_name: myst}}
kernelspec: {name: python3, display_name: Python 3, language: python}
---
"""
PAGE = HEAD + """
# Perubahan

```{code-cell} python
:tags: [remove-cell]
from thesis.publish.cells import base, language, publish
from thesis.figures import situation_police as figures
from thesis.analysis.situation_police import police_years
from thesis.tables import situation_cells as tables

publish(
    fig_change=figures.police_years(base, language),
    tab_change=tables.values_table(
        police_years(base), language, {"Tahun": lambda row: str(row["year"])}, "l"))
```

Polri mencatat {fact}`O03063` kasus ({numref}`fig-change`, {numref}`tab-change`)
{cite:p}`suaracom2023sebanyak`.

```{computed-figure} fig-change
:name: fig-change
Kasus menurut tahun.
```

```{computed-table} tab-change
:name: tab-change
Kasus menurut tahun.
```
"""
BUILD = """
import sys
from pathlib import Path
from thesis.make.edition import refuse_invalid_base, run_notebooks, second_process
from thesis.make.html import build_html
from thesis.exports import refresh_exports
from thesis.project.edition import Edition
from thesis.project.errors import BuildError
from thesis.project.progress import Progress
edition = Edition(Path.cwd(), *sys.argv[1:])
try:
    with second_process() as other:
        refuse_invalid_base(edition, other)
    run_notebooks(edition, Progress(), "")
    refresh_exports(edition.root)
    build_html(edition, edition.work / "html", Progress())
except BuildError as error:
    sys.exit(str(error))
"""


def write_book(root: Path) -> Path:
    """Write the book below `root` and return `root`."""
    for part in PARTS:
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
        (root / part).parent.mkdir(exist_ok=True)
        copy(ROOT / part, root / part)
    (root / "_toc.yml").write_text(TOC, encoding="utf-8")
    (root / "index.md").write_text("# Halaman muka\n\nUji perubahan.\n", encoding="utf-8")
    (root / "chapters" / "change.md").write_text(PAGE, encoding="utf-8")
    for name in ("appendix-facts", "bibliography"):  # without links to pages that are not there
        path = root / "chapters" / f"{name}.md"
        directive = path.read_text("utf-8").split("```{")[1]
        path.write_text(f"# Lampiran\n\n```{{{directive}", encoding="utf-8")
    return root


def build(root: Path, language: str = "id",
          coding: str = "adjudicated") -> subprocess.CompletedProcess:
    """Build the web edition of the book below `root` in a process of its own."""
    return subprocess.run([sys.executable, "-c", BUILD, language, coding], cwd=root,
                          capture_output=True, text=True)
