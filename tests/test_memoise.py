"""Results that a base remembers are the same for all, and nobody can spoil them for another."""

import gc

import pandas as pd

from thesis.base.load import Base
from thesis.base.memoise import memoised


def counted() -> tuple[list, object]:
    calls = []

    @memoised
    def table(base: Base, factor: int = 1) -> pd.DataFrame:
        calls.append(factor)
        return base.notes.assign(value=base.notes["value"] * factor)

    return calls, table


def base() -> Base:
    return Base({"notes": pd.DataFrame({"value": [1, 2]})})


def test_a_result_is_computed_once_for_each_base_and_argument() -> None:
    calls, table = counted()
    one, other = base(), base()
    results = [table(one), table(one), table(one, 3), table(other), table(one, 3)]
    assert calls == [1, 3, 1]
    assert [list(result["value"]) for result in results] == [[1, 2]] * 2 + [[3, 6], [1, 2], [3, 6]]


def test_who_changes_a_result_changes_it_for_nobody_else() -> None:
    _, table = counted()
    one = base()
    mine = table(one)
    mine.loc[0, "value"] = 99
    mine["more"] = ""
    assert list(table(one)["value"]) == [1, 2]
    assert list(table(one)) == ["value"]


def test_nothing_is_kept_of_a_base_that_is_gone() -> None:
    calls, table = counted()
    table(base())
    gc.collect()
    table(base())
    assert calls == [1, 1]
    assert not [o for o in gc.get_objects() if isinstance(o, Base) and set(o.tables) == {"notes"}]
