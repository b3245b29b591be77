"""The flow of search and selection against the files that it is computed from."""

import csv

import pytest

from thesis.analysis import prisma
from thesis.base.load import load_collected
from thesis.figures import prisma as figures
from thesis.project.paths import CODE as ROOT
from thesis.publish.compute import fact
from thesis.tables import prisma as tables


@pytest.fixture(scope="module")
def register():
    return load_collected(ROOT)


def total(column):
    with (ROOT / "data" / "searches.csv").open(encoding="utf-8", newline="") as file:
        return sum(int(row[column]) for row in csv.DictReader(file))


def test_boxes_are_the_sums_of_the_protocol(register):
    n = prisma.counts(register)
    assert (n["hits"], n["relevant"], n["new"]) == (
        total("hits"), total("relevant"), total("new"))
    assert n["queries"] == len(register.searches)


def test_what_is_removed_leads_from_box_to_box(register):
    n = prisma.counts(register)
    assert n["hits"] - n["irrelevant"] == n["relevant"]
    assert n["relevant"] - n["repeated"] == n["new"]
    assert n["new"] - n["unregistered"] == n["registered"]
    assert n["registered"] - n["excluded"] == n["analysed"]


def test_register_and_base_hold_what_the_flow_says(register, base):
    n = prisma.counts(register)
    assert n["registered"] == len(register.sources)
    assert n["excluded"] == len(register.excluded_sources)
    assert n["analysed"] == len(base.sources) and n["notes"] == len(base.evidence)
    assert n["evidence_notes"] < n["notes"]


def test_the_gap_between_protocol_and_register_is_shown_not_hidden(register, language):
    """The protocol counts 1,991 new pages; 1,700 sources are registered."""
    assert prisma.counts(register)["unregistered"] == total("new") - len(register.sources) > 0
    shown = figures.flow(register, language).record()["alt"]
    assert "291" in shown


def test_a_box_carries_its_evidence(register):
    boxes = prisma.flow(register).set_index("box", drop=False)
    excluded = boxes.loc[["excluded"]]
    made = fact(132, excluded, unit="count", how="count")
    assert made.how == "count" and set(made.sources) == set(register.excluded_sources["source"])
    assert len(boxes.loc["hits", "rows"]) == len(register.searches)
    joined = boxes.loc["unregistered"]
    assert len(joined["rows"]) == len(register.searches) + len(register.sources)


def test_figure_and_table(register, language):
    assert figures.flow(register, language).record()["alt"].count(".") >= 2
    rows = tables.flow(register, language).record()["rows"]
    removed = [row for row in rows if row[1]["text"].startswith("−")]
    assert len(rows) == 12 and len(removed) == len(prisma.REMOVED)
