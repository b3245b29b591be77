"""An author can read a chapter: prose first, small cells beside the paragraphs that use them."""

import re
from statistics import median

import pytest

from thesis.manuscript.text import facts, page_files
from thesis.project.paths import CODE as ROOT

CELL = re.compile(r"^```\{code-cell\}[^\n]*\n(?:^:[^\n]*\n)*(.*?)^```", re.MULTILINE | re.DOTALL)
PAGES = [path for path in page_files(ROOT) if CELL.search(path.read_text(encoding="utf-8"))]
MOST_LINES, FIRST_SENTENCE, DISTANCE = 10, 40, 40


@pytest.fixture(params=PAGES, ids=lambda path: path.stem)
def page(request):
    return request.param.read_text(encoding="utf-8")


def test_cells_are_short_and_plain(page):
    for cell in CELL.findall(page):
        assert len(cell.splitlines()) <= MOST_LINES, cell
        assert not re.search(r"lambda|\bf\"|\bre\.|str\.contains|import re\b", cell), cell


def test_the_first_sentence_is_near_the_top(page):
    bare = CELL.sub(lambda cell: "\n" * cell[0].count("\n"), page)
    front = bare.index("\n---\n", 4) + 5
    sentence = re.search(r"^[A-Z{][^\n]*[.:]$", bare[front:], re.MULTILINE)
    assert bare[:front + sentence.start()].count("\n") < FIRST_SENTENCE


def test_facts_are_published_near_the_sentences_that_use_them(page):
    uses = {}
    for line, name in facts(page):
        uses.setdefault(name.partition("[")[0], line)
    distances = [line - published for number, text in enumerate(page.splitlines(), 1)
                 for name in re.findall(r"(?<!\w)([a-z]\w*)=(?!=)", text)
                 for line, published in [(uses.get(name, 0), number)] if name in uses]
    assert min(distances, default=1) > 0, "a fact is used before the cell that publishes it"
    assert median(distances or [0]) < DISTANCE
