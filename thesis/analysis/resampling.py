"""How sure the agreement of the coders is: bootstrap intervals, with sources as clusters.

Notes of one source are not independent of each other, so whole sources are drawn with replacement.
Alpha is computed from the counts of value pairs, which gives the same as
`thesis.analysis.reliability.krippendorff_alpha` and is fast enough for thousands of draws.
"""

from functools import lru_cache

import numpy as np
import pandas as pd

from thesis.analysis import reliability
from thesis.data import Base

DRAWS = 2000
SEED = 20231
LEVEL = 0.95


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


def interval(pairs: pd.DataFrame, clusters: pd.Series, draws: int = DRAWS,
             seed: int = SEED) -> tuple[float, float]:
    """Return the bootstrap percentile interval (`LEVEL`) of alpha of paired values.

    pairs: columns first and second; clusters: one label per row (here the source of the note).
    Draws in which only one value occurs are left out. The same seed gives the same interval.
    """
    cells = _cluster_counts(pairs, clusters)
    values = int(np.sqrt(cells.shape[1]))
    counts = _weights(len(cells), draws, seed) @ cells
    alphas = alpha_of_counts(counts.reshape(draws, values, values))
    alphas = alphas[~np.isnan(alphas)]
    if not len(alphas):
        return float("nan"), float("nan")
    low, high = np.quantile(alphas, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)


def overall(base: Base, draws: int = DRAWS, seed: int = SEED) -> pd.DataFrame:
    """Return `thesis.analysis.reliability.overall` with columns low and high added."""
    return _with_intervals(reliability.overall(base), reliability.pooled(base), base, draws, seed)


def by_code(base: Base, draws: int = DRAWS, seed: int = SEED) -> pd.DataFrame:
    """Return `thesis.analysis.reliability.by_code` with columns low and high added."""
    table = reliability.by_code(base)
    pairs = {code: reliability.code_pairs(base, code) for code in table["code"]}
    return _with_intervals(table, pairs, base, draws, seed)


def by_finding(base: Base, draws: int = DRAWS, seed: int = SEED) -> pd.DataFrame:
    """Return `thesis.analysis.reliability.by_finding` with columns low and high added."""
    table = reliability.by_finding(base)
    pairs = {finding: reliability.stance_pairs(base, finding) for finding in table["finding_id"]}
    return _with_intervals(table, pairs, base, draws, seed)


@lru_cache(maxsize=2)
def _weights(size: int, draws: int, seed: int) -> np.ndarray:
    """Return how often each of `size` clusters is in each draw, as floats (exact and fast)."""
    drawn = np.random.default_rng(seed).multinomial(size, np.full(size, 1 / size), size=draws)
    return drawn.astype(float)


def _with_intervals(table: pd.DataFrame, pairs: dict[str, pd.DataFrame], base: Base, draws: int,
                    seed: int) -> pd.DataFrame:
    source = base.evidence.set_index("evidence_id")["source"]
    bounds = [interval(pairs[name], pairs[name]["evidence_id"].map(source), draws, seed)
              for name in table.iloc[:, 0]]
    return table.assign(low=[low for low, _ in bounds], high=[high for _, high in bounds])


def _cluster_counts(pairs: pd.DataFrame, clusters: pd.Series) -> np.ndarray:
    """Return counts of value pairs per cluster, shape (clusters, values * values)."""
    coded, values = pd.factorize(pairs[["first", "second"]].to_numpy(object).ravel(), sort=True)
    coded = coded.reshape(-1, 2)
    cluster, labels = pd.factorize(clusters.to_numpy(object), sort=True)
    counts = np.zeros((len(labels), len(values) ** 2), dtype=float)
    np.add.at(counts, (cluster, coded[:, 0] * len(values) + coded[:, 1]), 1)
    return counts
