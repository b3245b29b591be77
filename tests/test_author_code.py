"""A coding session: blind, with undo, skip and resume; killed at any point, it loses nothing."""

import json
import random
import shutil
import time
from dataclasses import replace
from multiprocessing import Pipe, get_context

import pytest
from check_data import rows
from hypothesis import given
from hypothesis import strategies as st

from thesis.analysis.settled import by_coders, stances
from thesis.author import Refused, answers, journal
from thesis.author import coding_session as coding
from thesis.author.note import add_note
from thesis.base.load import load, load_collected
from thesis.check import check_base

CHOICES = ("form_labour", "form_domestic", "pillar_prevention")
ANSWERS = {"scope": "1", "about_iom": "n", "kind": "sit", "codes": "1 pillar_prev", "stances": "2+"}


@pytest.fixture
def root(small_base, tmp_path):
    return shutil.copytree(small_base, tmp_path / "base")


def session_of(root, count: int = 3) -> coding.Session:
    return replace(coding.start(root), notes=load(root).evidence.head(count))


def play(session, *typed: str) -> list[str]:
    """Type the answers, then close the terminal; return what was shown."""
    shown, left = [], iter(typed)

    def ask(prompt: str) -> str:
        try:
            return next(left)
        except StopIteration:
            raise EOFError from None

    coding.run(session, ask, shown.append)
    return shown


def coded(root, table: str) -> list[tuple[str, ...]]:
    return [tuple(row.values()) for row in rows(root, table) if row["coder"] == "H"]


def test_a_coded_note_stands_in_all_three_tables(root):
    before = {name: coded_by_others(root, name) for name in journal.TABLES}
    session = session_of(root)
    first = session.notes["evidence_id"].iloc[0]
    play(session, "ev", "yes", "2", "form_l pillar_partn", "1+ F3-")
    assert coded(root, "judgements") == [(first, "H", "evidence", "yes", "output")]
    assert coded(root, "codings") == [(first, "H", "form_labour"),
                                      (first, "H", "pillar_partnership")]
    assert coded(root, "stances") == [(first, "H", "F1", "supports"),
                                      (first, "H", "F3", "contradicts")]
    assert {name: coded_by_others(root, name) for name in journal.TABLES} == before
    assert check_base(root) == []


def coded_by_others(root, table: str) -> list[dict]:
    return [row for row in rows(root, table) if row["coder"] != "H"]


def test_the_coder_does_not_see_what_others_coded(root):
    session = session_of(root)
    shown = "\n".join(play(session, "1"))
    assert session.notes["note_id"].iloc[0] in shown
    assert set(session.notes.columns) == set(load(root).evidence.columns)
    assert not {"A", "B"} & set(coding.start(root).notes.get("coder", ()))


def test_a_session_resumes_in_the_middle_of_a_note(root):
    session = session_of(root)
    play(session, "1", "no")
    assert coded(root, "judgements") == []
    play(session, "3", "", "")
    assert [row[2:] for row in coded(root, "judgements")] == [("evidence", "no", "outcome")]


def test_undo_reaches_back_into_a_finished_note_and_takes_its_rows_away(root):
    session = session_of(root)
    play(session, "1", "no", "3", "1", "1+")
    assert coded(root, "stances")
    play(session, "undo")
    assert [coded(root, name) for name in journal.TABLES] == [[], [], []]
    play(session, "1-")
    assert coded(root, "stances")[0][2:] == ("F1", "contradicts")
    play(session, *[":u"] * 9)  # more than there is to take back
    assert journal.read(journal.path_of(root, "H")).answers == {}


def test_skipped_notes_come_last_and_a_skip_can_be_undone(root):
    session = session_of(root)
    ids = list(session.notes["evidence_id"])
    path = journal.path_of(root, "H")
    play(session, "skip", "1", "no", "3", "", "", "skip")
    state = journal.read(path)
    assert coding.next_place(session, state) == (ids[0], "scope")
    play(session, "skip")
    assert coding.next_place(session, journal.read(path)) == (ids[2], "scope")
    play(session, "undo", "undo")
    assert coding.next_place(session, journal.read(path)) == (ids[2], "scope")
    play(session, *["1", "no", "3", "", ""] * 2)
    assert coding.next_place(session, journal.read(path)) is None
    assert len(coded(root, "judgements")) == 3


def test_new_notes_come_first_and_count_once_they_are_coded(root):
    note = add_note(root, {"source": rows(root, "evidence")[0]["source"], "locator": "para. 1",
                           "note_en": "IOM trained 48 people.", "note_id": "IOM melatih 48 orang.",
                           "date_of_fact": ""}, None)
    session = coding.start(root)
    assert session.notes["evidence_id"].iloc[0] == note
    play(session, "1", "yes", "2", "form_labour", "3+")
    load.cache_clear()  # which knows the base as it was
    load_collected.cache_clear()
    base = load(root)
    assert list(by_coders(base)["by_hand"]["evidence_id"]) == [note]
    assert list(stances(base).query("evidence_id == @note")["finding_id"]) == ["F3"]
    assert note in set(coding.start(root).notes["evidence_id"]) and check_base(root) == []


def test_what_is_not_understood_is_asked_again(root):
    shown = play(session_of(root), "9", "x", "?", "1", "quit")
    assert "9 is not a number from 1 to 4" in shown
    assert any("off_topic" in text and "'x'" in text for text in shown)
    assert shown[-1].startswith("3 of 3 notes are left")


def test_an_unknown_coder_is_refused(root):
    with pytest.raises(Refused, match="'Z' is none of A, B, H"):
        coding.start(root, "Z")


def test_the_blank_sheet_has_no_codes(base):
    header, first = coding.sheet(base).splitlines()[:2]
    assert header.endswith("note_en,scope,about_iom,kind,codes,stances")
    assert first.endswith(",,,,,")


def test_a_torn_last_line_is_cut_off_and_a_damaged_one_is_named(root):
    play(session_of(root), "1", "no")
    path = journal.path_of(root, "H")
    whole = path.read_bytes()
    path.write_bytes(whole + b'{"at": "2026')
    assert len(journal.read(path).steps) == 2 and path.read_bytes() == whole
    path.write_bytes(b"nonsense\n" + whole)
    with pytest.raises(ValueError, match="coding_H.jsonl:1: no event"):
        journal.read(path)


def code_all(root, asked):
    """Code every note; `asked` is called with each prompt before it is answered."""
    def ask(prompt: str) -> str:
        asked(prompt)
        return ANSWERS[prompt.split(" ")[0]]

    coding.run(replace(coding.start(root), notes=load(root).evidence), ask, lambda text: None)


@pytest.mark.process
def test_killed_at_random_points_a_session_loses_nothing(root):
    path, chance = journal.path_of(root, "H"), random.Random(5)
    for kill_after in (1, 23, 40):
        known = len(journal.read(path).steps)
        heard, said = Pipe(duplex=False)
        process = get_context("fork").Process(target=code_all, args=(root, said.send))
        process.start()
        asked = len([heard.recv() for _ in range(kill_after)])
        time.sleep(chance.random() / 50)
        process.kill()
        process.join()
        lines = path.read_bytes().split(b"\n")[:-1] if path.exists() else []
        assert all(json.loads(line) for line in lines)
        assert len(journal.read(path).steps) >= known + asked - 1  # the last was not answered
        assert [p for p in check_base(root) if not p.file.endswith(".new")] == []
    code_all(root, len)
    notes = sorted(row["evidence_id"] for row in rows(root, "evidence"))
    assert coded(root, "judgements") == [(note, "H", "evidence", "no", "situation")
                                         for note in notes]
    assert coded(root, "stances") == [(note, "H", "F2", "supports") for note in notes]


@given(st.sampled_from(CHOICES), st.integers(min_value=1, max_value=17))
def test_numbers_and_beginnings_mean_one_choice(choice, length):
    assert answers.one_of(str(CHOICES.index(choice) + 1), CHOICES) == choice
    begun = [name for name in CHOICES if name.startswith(choice[:length])]
    if len(begun) == 1:
        assert answers.one_of(choice[:length].upper(), CHOICES) == choice
    else:
        with pytest.raises(answers.Unclear, match="may mean form_labour, form_domestic"):
            answers.one_of(choice[:length], CHOICES)


def test_stances_need_a_sign_and_one_sign_only():
    findings = ("F1", "F2")
    assert answers.stances("2-, f1+", findings) == ["F1:supports", "F2:contradicts"]
    for text in ("1", "1+ 1-", "3+"):
        with pytest.raises(answers.Unclear):
            answers.stances(text, findings)
