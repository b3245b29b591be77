"""What a page names, a picture or an included file, reaches web and paper when it changes."""

import os

import pytest
from built import sheets, soup
from small_book import PAGE, forked, write_book

from thesis.cli import main

pytestmark = pytest.mark.process
SVG = ('<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><text x="5" y="20">{}'
       "</text></svg>")
NAMING = """
```{figure} ../pictures/map.svg
:name: fig-map
:alt: Peta.

Peta.
```

```{include} ../parts/words.md
```

```{literalinclude} ../parts/words.py
```

{download}`Unduh <../parts/words.py>`

```{code-cell} python
:load: ../parts/words.py
```
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A small project with a page that names files, built once."""
    project = write_book(tmp_path_factory.mktemp("inputs"))
    for name, text in (("pictures/map.svg", SVG.format("Sumatra")),
                       ("parts/words.md", "Kata pertama.\n"),
                       ("parts/words.py", "print('satu')\n")):
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).write_text(text, encoding="utf-8")
    (project / "chapters" / "change.md").write_text(PAGE + NAMING, encoding="utf-8")
    assert "read" in build(project)
    return project


def build(project):
    """Build web pages and PDF; return what was said of the steps."""
    done = forked(project, main, ["build", "--language", "id"])
    assert done.returncode == 0, done.said
    return done.said


def shown(project):
    """Return the page, the text of the PDF, and the pictures of the published book."""
    html = project / "_build" / "html"
    text = " ".join(sheets(project / "_build" / "pdf" / "tesis.pdf"))
    pictures = " ".join(path.read_text("utf-8") for path in (html / "_images").glob("map*.svg"))
    return soup(html / "chapters" / "change.html").get_text(), text, pictures


def test_a_change_of_what_a_page_names_reaches_web_and_paper(project):
    assert "kept: nothing has changed" in build(project)
    (project / "pictures" / "map.svg").write_text(SVG.format("Sulawesi"), encoding="utf-8")
    build(project)
    _, text, pictures = shown(project)
    assert "Sulawesi" in text and "Sulawesi" in pictures and "Sumatra" not in pictures
    (project / "parts" / "words.md").write_text("Kata kedua.\n", encoding="utf-8")
    (project / "parts" / "words.py").write_text("print('dua')\n", encoding="utf-8")
    build(project)
    page, text, _ = shown(project)
    assert "Kata kedua." in page and "Kata kedua." in text and "Kata pertama." not in page + text
    assert page.count("print('dua')") == 2 and "\ndua\n" in page and "print('satu')" not in page
    assert "kept: nothing has changed" in build(project)


def test_a_file_that_became_older_counts_as_changed(project):
    picture = project / "pictures" / "map.svg"
    picture.write_text(SVG.format("Maluku"), encoding="utf-8")
    os.utime(picture, (1e9, 1e9))
    build(project)
    assert "Maluku" in shown(project)[2]
