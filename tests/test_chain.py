"""Which stages activities touch follows from notes on them; what none touches is counted too."""

import shutil
from collections import ChainMap
from dataclasses import replace

import pandas as pd
import pytest
from check_data import rows, write

from thesis.analysis import chain
from thesis.analysis.activities import core
from thesis.check import check_base
from thesis.figures.chain import chain_matrix
from thesis.project.paths import CODE as ROOT


def test_each_stage_is_counted_also_one_that_nothing_touches(base):
    counts = chain.by_stage(base).set_index("stage")
    assert counts["count"].to_dict() == {
        "recruitment": 5, "movement": 0, "means": 2, "exploitation": 2, "identification": 2,
        "prosecution": 3, "assistance": 7, "recovery": 3}
    assert counts.loc["identification", "rows"] == ("A045", "A073")


def test_activities_touch_trafficking_the_response_both_or_nothing(base):
    response, trafficking = (set(chain.in_response(base, side)["activity_id"])
                             for side in (True, False))
    none = set(chain.untouched(base)["activity_id"])
    assert response & trafficking == {"A047"}  # freeing captives ends coercion and is assistance
    assert none == {"A054", "A067"}
    assert response | trafficking | none == set(core(base)["activity_id"])


def test_an_activity_that_is_not_core_is_not_counted(base):
    row = base.activity_chain.iloc[:1].assign(activity_id="A048", stage="movement")
    more = pd.concat([base.activity_chain, row], ignore_index=True)
    new = replace(base, tables=ChainMap({"activity_chain": more}, base.tables))
    assert chain.by_stage(new).set_index("stage").at["movement", "count"] == 0


def test_the_matrix_says_what_it_shows(base, language):
    alt = chain_matrix(base, language).record()["alt"]
    assert "18" in alt and ("pemindahan 0" in alt or "movement 0" in alt)


@pytest.mark.parametrize(("cells", "rule"), [
    ({"notes": "E0001"}, "chain-note"), ({"activity_id": "A068"}, "chain-core")])
def test_a_row_rests_on_notes_on_a_core_activity(small_base, tmp_path, cells, rule):
    small = shutil.copytree(small_base, tmp_path / "base")
    first = next(row for row in rows(ROOT, "activity_chain") if row["activity_id"] == "A045")
    write(small, "activity_chain", list(first), [first | cells])
    assert rule in {p.rule for p in check_base(small) if p.file == "data/activity_chain.csv"}
