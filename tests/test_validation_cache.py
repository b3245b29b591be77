"""A build that remembers a sound base still finds every fault that came in since."""

import shutil

import pytest
from check_data import append, plant

from thesis.check import check_base, validation_cache
from thesis.check.validation_cache import STEP
from thesis.project.state import file_of, recorded

SOUND = "# Judul\n\nPada 2023 {cite:p}`diswayndwni` menyebut {fact}`O00896`.\n"


@pytest.fixture
def root(small_base, tmp_path):
    root = shutil.copytree(small_base, tmp_path / "base")
    (root / "index.md").write_text(SOUND, encoding="utf-8")
    return root


@pytest.fixture
def full_checks(monkeypatch):
    """Return a list that grows by one with every full check."""
    done = []
    monkeypatch.setattr(validation_cache, "check_base",
                        lambda root: done.append(root) or check_base(root))
    return done


def problems(root):
    return validation_cache.problems_since(root)


def test_sound_prose_over_the_same_data_needs_no_full_check(root, full_checks):
    assert problems(root) == []
    (root / "index.md").write_text(SOUND + "\nKalimat lain.\n", encoding="utf-8")
    assert problems(root) == []
    assert len(full_checks) == 1


@pytest.mark.parametrize("prose", ["Ada 1.234 korban.", "Begitu {cite:p}`nosuchkey`.",
                                   "Begitu {cite:t}`wikipediandhuman`.", "Ada {fact}`O99999`."])
def test_a_fault_of_the_text_is_found_again_and_again(root, prose):
    assert problems(root) == []
    (root / "index.md").write_text(SOUND + f"\n{prose}\n", encoding="utf-8")
    assert problems(root) == problems(root) == check_base(root) != []


def test_a_fault_of_the_data_is_found_again_and_again(root, full_checks):
    assert problems(root) == []
    plant(root, "observations", "O00896", "value", "many")
    assert problems(root) == problems(root) == check_base(root) != []
    assert len(full_checks) == 3


def test_what_was_never_sound_is_not_remembered(root):
    (root / "index.md").write_text("Ada 1.234 korban.\n", encoding="utf-8")
    assert problems(root) != []
    assert recorded(root, STEP) is None


def test_an_accepted_finding_of_the_text_that_is_gone_is_reported(root):
    (root / "index.md").write_text(SOUND + "\nAda 1.234 korban.\n", encoding="utf-8")
    append(root, "accepted_oddities", rule="typed-number", file="index.md", key="1.234")
    assert [str(problem) for problem in problems(root)] == []
    (root / "index.md").write_text(SOUND, encoding="utf-8")
    (problem,) = problems(root)
    assert problem.rule == "accepted-nothing"


def test_a_damaged_memory_knows_nothing(root, full_checks):
    assert problems(root) == []
    file_of(root, STEP).write_text('{"data": "', encoding="utf-8")
    assert problems(root) == []
    assert len(full_checks) == 2
