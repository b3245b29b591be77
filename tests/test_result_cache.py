"""Results of slow steps outlive calls that ask for others, and the folder's other projects."""

from thesis.project import result_cache as module
from thesis.project.result_cache import cached_results


def test_a_result_is_made_once_whatever_else_is_asked_for(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "CODE", tmp_path)
    made = []

    def make(places):
        made.append(list(places))
        return [place * 10 for place in places]

    assert cached_results("x", ["a", "b", "c"], make) == [0, 10, 20]
    assert cached_results("x", ["d"], make) == [0]
    assert cached_results("x", ["c", "e", "a"], make) == [20, 10, 0]
    assert made == [[0, 1, 2], [0], [1]]


def test_the_least_recently_asked_for_are_forgotten(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "CODE", tmp_path)
    monkeypatch.setattr(module, "MOST", 2)
    for digest in "abc":
        cached_results("x", [digest], lambda places: [0])
    made = []
    cached_results("x", ["b", "c"], lambda places: made.append(places) or [0])
    assert not made
    cached_results("x", ["a"], lambda places: made.append(places) or [0])
    assert made == [[0]]
