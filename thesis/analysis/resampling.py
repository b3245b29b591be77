"""How sure the agreement of the coders is: bootstrap intervals, with sources as clusters.

Notes of one source are not independent of each other, so whole sources are drawn with replacement.
Alpha is computed from the counts of value pairs, which gives the same as
`thesis.analysis.reliability.krippendorff_alpha` and is fast enough for thousands of draws.
"""

from collections.abc import Iterable
from functools import lru_cache

import numpy as np
import pandas as pd

from thesis.analysis import reliability
from thesis.analysis.paired import alpha_of_counts, coded
from thesis.base.load import Base

DRAWS = 2000
SEED = 20231
LEVEL = 0.95


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
    return _with_intervals(reliability.overall(base), reliability.pooled(base).values(), base,
                           draws, seed)


def by_finding(base: Base, draws: int = DRAWS, seed: int = SEED) -> pd.DataFrame:
    """Return `thesis.analysis.reliability.by_finding` with columns low and high added."""
    table = reliability.by_finding(base)
    pairs = reliability.stance_pairs(base, table["finding_id"])
    return _with_intervals(table, pairs, base, draws, seed)


@lru_cache(maxsize=2)
def _weights(size: int, draws: int, seed: int) -> np.ndarray:
    """Return how often each of `size` clusters is in each draw, shape (draws, size)."""
    generator = np.random.default_rng(seed)
    return generator.multinomial(size, np.full(size, 1 / size), size=draws).astype(float)


def _with_intervals(table: pd.DataFrame, pairs: Iterable[pd.DataFrame], base: Base, draws: int,
                    seed: int) -> pd.DataFrame:
    source = base.evidence.set_index("evidence_id")["source"]
    bounds = [interval(part, part["evidence_id"].map(source), draws, seed) for part in pairs]
    return table.assign(low=[low for low, _ in bounds], high=[high for _, high in bounds])


def _cluster_counts(pairs: pd.DataFrame, clusters: pd.Series) -> np.ndarray:
    """Return counts of value pairs per cluster, shape (clusters, values * values)."""
    first, second, values = coded(pairs)
    cluster, labels = pd.factorize(clusters.to_numpy(object), sort=True)
    cells = (cluster * len(values) + first) * len(values) + second
    counts = np.bincount(cells, minlength=len(labels) * len(values) ** 2)
    return counts.reshape(len(labels), -1).astype(float)
