"""Paired values of two coders, kept small: a byte a value, and counts of which met which."""

import numpy as np
import pandas as pd

from thesis.base.disputes import GIVEN, NOT_GIVEN


def given_or_not(told: np.ndarray | pd.Series) -> pd.Categorical:
    """Return true and false as ``given`` and ``none``, a byte each."""
    return pd.Categorical.from_codes(np.asarray(told, dtype=np.int8), [NOT_GIVEN, GIVEN])


def coded(pairs: pd.DataFrame) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Return the columns first and second as places in the sorted list of their values."""
    values = sorted({*pairs["first"].unique(), *pairs["second"].unique()})
    first, second = (pd.Categorical(pairs[name], categories=values).codes
                     for name in ("first", "second"))
    return first, second, values


def alpha_of_counts(counts: np.ndarray) -> np.ndarray:
    """Return Krippendorff's alpha (nominal, two coders, nothing missing) of tables of counts.

    counts: shape (..., k, k), how often value i of the first coder met value j of the second.
    Returns shape (...); NaN where only one value occurs.
    """
    coincidence = counts + np.swapaxes(counts, -1, -2)
    margins = coincidence.sum(axis=-1)
    total = margins.sum(axis=-1)
    agreeing = np.trace(coincidence, axis1=-2, axis2=-1)
    expected = (margins * (margins - 1)).sum(axis=-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return ((total - 1) * agreeing - expected) / (total * (total - 1) - expected)
