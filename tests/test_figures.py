"""What holds for every figure of the book."""

import inspect
from importlib import import_module
from pkgutil import iter_modules

import pytest
from matplotlib.transforms import Bbox

import thesis.figures
from thesis.base.load import load_collected
from thesis.figures.framework import framework
from thesis.project.paths import CODE
from thesis.publish.exhibits import FigureExhibit

MODULES = [import_module(f"thesis.figures.{found.name}")
           for found in iter_modules(thesis.figures.__path__)]
DRAWN = [function for module in MODULES
         for function in vars(module).values() if inspect.isfunction(function)
         and function.__module__ == module.__name__
         and inspect.signature(function).return_annotation is FigureExhibit]


@pytest.mark.parametrize("draw", DRAWN, ids=lambda function: function.__name__)
def test_a_figure_has_words_and_sources_and_nothing_cut_at_its_edges(base, language, draw):
    first, *_ = inspect.signature(draw).parameters
    exhibit = draw(load_collected(CODE) if first == "register" else base, language)
    record = exhibit.record()
    assert record["alt"].strip() and "{" not in record["alt"]
    assert (record["rows_used"] and record["sources"]) or draw is framework  # rests on statements
    exhibit.figure.draw_without_rendering()  # lays it out
    sheet = exhibit.figure.bbox_inches.padded(0.01)
    assert Bbox.union([sheet, exhibit.figure.get_tightbbox()]).bounds == sheet.bounds
