"""How far two coders agree: per code, stance and judgement.

The unit is a note that both coders judged. The two passes of this base, A and B, were made by the
same kind of automated coder with the same brief, so that their agreement measures stability
(test-retest), not agreement between people. Coders are parameters: rows of a further coder in
``judgements``, ``codings`` and ``stances`` are compared on the notes that both have coded.
"""

from collections.abc import Iterable, Iterator

import krippendorff
import numpy as np
import pandas as pd

from thesis.analysis.paired import alpha_of_counts, coded, given_or_not
from thesis.base.disputes import FIELDS, NOT_GIVEN, disputes, judged_by
from thesis.base.load import Base
from thesis.base.memoise import memoised
from thesis.project.edition import PASSES

MEASURES = ["units", "agreement", "kappa", "alpha", "positive"]


def percent_agreement(first: np.ndarray, second: np.ndarray) -> float:
    """Return the percentage of units to which both coders gave the same value."""
    return float(np.mean(first == second) * 100)


def cohen_kappa(first: np.ndarray, second: np.ndarray) -> float:
    """Return Cohen's kappa of two nominal codings; NaN where neither coder ever varies."""
    observed = np.mean(first == second)
    expected = sum(np.mean(first == value) * np.mean(second == value)
                   for value in np.union1d(first, second))
    return float("nan") if expected == 1 else float((observed - expected) / (1 - expected))


def krippendorff_alpha(first: np.ndarray, second: np.ndarray) -> float:
    """Return Krippendorff's alpha (nominal) of two codings; NaN where no coder ever varies."""
    values, codes = np.unique(np.stack([first, second]), return_inverse=True)
    if len(values) < 2:
        return float("nan")
    return float(krippendorff.alpha(reliability_data=codes.reshape(2, -1),
                                    level_of_measurement="nominal"))


def measures(pairs: pd.DataFrame) -> pd.Series:
    """Return units, agreement (percent), kappa, alpha and positive agreement of paired values.

    pairs: columns ``first`` and ``second``. Positive (percent) is how often a value other than
    ``none`` that one coder gave was given by the other too; NaN where no unit can lack a value.
    """
    first, second, values = coded(pairs)
    is_given = np.array(values) != NOT_GIVEN
    counts = np.bincount(first * np.intp(len(values)) + second, minlength=len(values) ** 2)
    counts = counts.reshape(len(values), -1)
    given = int((counts.sum(axis=0) + counts.sum(axis=1))[is_given].sum())
    both = int(np.diagonal(counts)[is_given].sum())
    optional = 0 < given < 2 * len(pairs)
    return pd.Series([len(pairs), percent_agreement(first, second), cohen_kappa(first, second),
                      float(alpha_of_counts(counts)),
                      200 * both / given if optional else float("nan")], index=MEASURES)


@memoised
def units(base: Base, coders: tuple[str, str] = PASSES) -> pd.Index:
    """Return the ids of the notes that both coders judged, sorted."""
    return pd.Index(sorted(judged_by(base.judgements, coders)), name="evidence_id")


def judgement_pairs(base: Base, field: str, coders: tuple[str, str] = PASSES) -> pd.DataFrame:
    """Return what both coders put in a field of ``judgements``: evidence_id, first, second."""
    return _pairs(base.judgements, field, units(base, coders), coders)


def code_pairs(base: Base, codes: Iterable[str],
               coders: tuple[str, str] = PASSES) -> Iterator[pd.DataFrame]:
    """Yield for each code whether each coder gave it to each unit: values the code and ``none``."""
    ids = units(base, coders)
    for code in codes:
        yield _pairs(base.codings[base.codings["code"] == code], "code", ids, coders)


def stance_pairs(base: Base, findings: Iterable[str],
                 coders: tuple[str, str] = PASSES) -> Iterator[pd.DataFrame]:
    """Yield for each finding the stances of each unit: supports, contradicts or none."""
    ids = units(base, coders)
    for finding in findings:
        yield _pairs(base.stances[base.stances["finding_id"] == finding], "stance", ids, coders)


@memoised
def by_code(base: Base, coders: tuple[str, str] = PASSES) -> pd.DataFrame:
    """Return agreement per code that a coder gave at least once, lowest kappa first.

    Columns: code, parent, label_id, label_en, first, second, both (notes with the code of each
    coder and of both), `MEASURES`, rows, sources (of the notes with the code of either coder).
    """
    book = base.codebook
    used = book[book["code"].isin(base.codings["code"])]
    used = used[["code", "parent", "label_id", "label_en"]]
    rows = [{**row, **_agreement(pairs, base)} for row, pairs in zip(
        used.to_dict("records"), code_pairs(base, used["code"], coders), strict=True)]
    return _sorted(rows, "code")


@memoised
def by_finding(base: Base, coders: tuple[str, str] = PASSES) -> pd.DataFrame:
    """Return agreement per finding (stance given or not, and which), lowest kappa first."""
    found = stance_pairs(base, base.findings["finding_id"], coders)
    rows = [{**row, **_agreement(pairs, base)}
            for row, pairs in zip(base.findings.to_dict("records"), found, strict=True)]
    return _sorted(rows, "finding_id")


def pooled(base: Base, coders: tuple[str, str] = PASSES) -> dict[str, pd.DataFrame]:
    """Return the paired values of all decisions of each kind: codings, stances, `FIELDS`.

    Codings and stances are pooled: a decision is note x code (given or not), note x finding.
    """
    codes = code_pairs(base, sorted(set(base.codings["code"])), coders)
    stances = stance_pairs(base, base.findings["finding_id"], coders)
    return {"codings": pd.concat(map(_given_or_not, codes), ignore_index=True),
            "stances": pd.concat(stances, ignore_index=True),
            **{field: judgement_pairs(base, field, coders) for field in FIELDS}}


@memoised
def overall(base: Base, coders: tuple[str, str] = PASSES) -> pd.DataFrame:
    """Return agreement of the whole of each kind of decision (see `pooled`).

    Columns: decision, first, second, both, `MEASURES`, rows, sources.
    """
    return pd.DataFrame([{"decision": name, **_agreement(pairs, base)}
                         for name, pairs in pooled(base, coders).items()]).astype({"units": int})


def confusion(pairs: pd.DataFrame) -> pd.DataFrame:
    """Return how often each value of the first coder met each value of the second (a matrix)."""
    return pd.crosstab(pairs["first"], pairs["second"], rownames=["first"], colnames=["second"])


def replacements(base: Base, coders: tuple[str, str] = PASSES) -> pd.DataFrame:
    """Return which code stood where the other coder gave another one of the same family.

    Columns: parent, first_only, second_only (codes that only one coder gave to a note), count,
    rows (evidence ids); most frequent first.
    """
    given = base.codings[base.codings["evidence_id"].isin(units(base, coders))]
    given = given.merge(base.codebook[["code", "parent"]], on="code")
    pair = {coder: given[given["coder"] == coder].drop(columns="coder") for coder in coders}
    keys = ["evidence_id", "parent", "code"]
    merged = pair[coders[0]].merge(pair[coders[1]], on=keys, how="outer", indicator="side")
    first = merged[merged["side"] == "left_only"].rename(columns={"code": "first_only"})
    second = merged[merged["side"] == "right_only"].rename(columns={"code": "second_only"})
    both = first.merge(second, on=["evidence_id", "parent"])
    table = both.groupby(["parent", "first_only", "second_only"])["evidence_id"].agg(
        count="size", rows=lambda ids: tuple(sorted(ids))).reset_index()
    return table.sort_values(["count", "first_only", "second_only"],
                             ascending=[False, True, True], ignore_index=True)


def disputed_stances(base: Base) -> pd.DataFrame:
    """Return the notes on whose stance the passes differ.

    Columns: finding_id, evidence_id, first, second, source, locator, note_en, note_id.
    """
    found = disputes(base.tables).query("table == 'stances'").rename(
        columns={"item": "finding_id", "coder_a": "first", "coder_b": "second"})
    table = found.merge(base.evidence, on="evidence_id")
    table = table.sort_values(["finding_id", "evidence_id"], ignore_index=True)
    return table[["finding_id", "evidence_id", "first", "second", "source", "locator",
                  "note_en", "note_id"]]


def _pairs(given: pd.DataFrame, value: str, ids: pd.Index, coders: tuple[str, str]) -> pd.DataFrame:
    columns = {name: given[given["coder"] == coder].set_index("evidence_id")[value].reindex(ids)
               for name, coder in zip(("first", "second"), coders, strict=True)}
    return pd.DataFrame(columns).fillna(NOT_GIVEN).reset_index()


def _given_or_not(pairs: pd.DataFrame) -> pd.DataFrame:
    return pairs.assign(**{name: given_or_not(pairs[name] != NOT_GIVEN)
                           for name in ("first", "second")})


def _agreement(pairs: pd.DataFrame, base: Base) -> dict:
    first, second = pairs["first"] != NOT_GIVEN, pairs["second"] != NOT_GIVEN
    ids = set(pairs.loc[first | second, "evidence_id"])
    sources = base.evidence.loc[base.evidence["evidence_id"].isin(ids), "source"]
    same = pairs["first"] == pairs["second"]
    return {"first": int(first.sum()), "second": int(second.sum()),
            "both": int((same & first).sum()), **measures(pairs),
            "rows": tuple(sorted(ids)), "sources": tuple(sorted(set(sources)))}


def _sorted(rows: list[dict], key: str) -> pd.DataFrame:
    table = pd.DataFrame(rows).astype({"units": int})
    return table.sort_values(["kappa", key], ignore_index=True)
