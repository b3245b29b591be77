"""The role of IOM follows from what notes answer, by a stated rule; codes of notes are compared."""

from collections import ChainMap
from dataclasses import replace

import pandas as pd
import pytest

from thesis.analysis import roles
from thesis.analysis.activities import core
from thesis.tables.roles import core_roles


@pytest.mark.parametrize(("points", "role"), [
    ([], "undetermined"), (["arena"], "undetermined"), (["actor", ""], "undetermined"),
    (["arena", "arena"], "arena"), (["actor", "", "actor"], "actor"),
    (["instrument", "arena"], "mixed"), (["arena", "arena", "instrument"], "mixed"),
    (["instrument"] * 3, "instrument"),
])
def test_two_answers_alike_make_a_role_and_different_ones_a_mixed_one(points, role):
    assert roles.role(points) == role


def test_each_core_activity_has_a_role_that_follows_from_its_answers(base):
    table = roles.roles(base).set_index("activity_id")
    assert list(table.index) == list(core(base)["activity_id"])
    assert table["role"].value_counts().to_dict() == {
        "undetermined": 12, "mixed": 4, "arena": 1, "actor": 1}
    assert table.loc["A045", [*roles.QUESTIONS, "role", "coded"]].tolist() == [
        "", "state", "several", "mixed", "actor"]
    assert table.loc["A060", ["role", "coded"]].tolist() == ["arena", "actor arena"]


def test_what_differs_from_the_codes_of_the_notes_is_listed(base):
    table = roles.differing(base).set_index("activity_id")
    assert set(table.loc[table["role"] == "mixed"].index) == {"A045", "A061", "A085", "A093"}
    assert not {"A074", "A060", "A034"} & set(table.index)  # alike; one of two; without codes
    assert len(table) == 11


def test_answers_are_counted_by_question_and_a_new_answer_changes_the_role(base):
    counts = roles.answered(base).set_index("question")["count"].to_dict()
    assert counts == {"authority": 6, "payer": 4, "initiator": 17}
    row = base.role_answers.iloc[:1].assign(activity_id="A047", question="payer", answer="state")
    more = pd.concat([base.role_answers, row], ignore_index=True)
    new = replace(base, tables=ChainMap({"role_answers": more}, base.tables))
    assert roles.roles(new).set_index("activity_id").at["A047", "role"] == "instrument"


def test_the_table_names_the_notes_of_each_answer(base, language):
    exhibit = core_roles(base, language)
    rows = {row[0].text: row for row in exhibit.rows}
    assert len(rows) == 18 and "E0574" in rows["A045"][3] and "E0570" in rows["A045"][4]
    assert rows["A034"][2] == "–" or rows["A034"][2] == "—"
