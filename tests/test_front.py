"""The framework of the thesis and its relation to the study on which it is based."""

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from thesis.analysis import parts
from thesis.figures.framework import SIZE, framework
from thesis.tables.origin import origin


@pytest.mark.parametrize("chosen", ["id", "en"])
def test_the_framework_shows_every_finding_inside_its_box(base, chosen):
    exhibit = framework(base, chosen)
    (axes,) = exhibit.figure.axes
    FigureCanvasAgg(exhibit.figure).draw()
    boxes = [patch.get_window_extent() for patch in axes.patches]
    lines = [text for text in axes.texts if text.get_fontsize() == SIZE and text.get_text()]
    for part in parts.ids(base):
        assert any(line.get_text().startswith(f"{part} ") for line in lines)
    for line in lines:
        corners = line.get_window_extent().corners()
        assert any(box.count_contains(corners) == len(corners) for box in boxes), line.get_text()
    assert exhibit.record()["alt"].strip()


def test_every_part_has_its_statement_verdict_and_wording(base, language):
    rows = [[cell["text"] for cell in row] for row in origin(base, language).record()["rows"]]
    assert [row[1].split()[0] for row in rows] == parts.ids(base)
    assert all(all(row) for row in rows)
    told = [row[0] for row in rows if row[0] in set(base.findings[f"statement_{language}"])]
    assert told == list(base.findings[f"statement_{language}"])
    verdicts = {row[1].split()[0]: row[2] for row in rows}
    assert verdicts["F6a"] != verdicts["F6b"]
