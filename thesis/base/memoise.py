"""Tables that follow from a base alone: computed once for each base in a process."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from pandas import DataFrame, Index

Table = TypeVar("Table", DataFrame, Index)


def memoised(function: Callable[..., Table]) -> Callable[..., Table]:
    """Make `function(base, *arguments)` remember its results as long as the base lives.

    Everybody gets a copy of their own, which takes memory only where it is changed.
    """
    known: WeakKeyDictionary = WeakKeyDictionary()

    @wraps(function)
    def remembered(base: object, *arguments: object) -> Table:
        results = known.setdefault(base, {})
        if arguments not in results:
            results[arguments] = function(base, *arguments)
        return results[arguments].copy(deep=False)

    return remembered
