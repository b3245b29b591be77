"""What the corpus covers, by month, province and language, and where it has gaps.

A note belongs to a month where its fact is dated to it; to a province where a figure of that
province hangs on it or its Indonesian text names the province. Notes that name a district alone
are not counted, so that the counts per province are lower bounds. All queries were put in
Indonesian or English: pages in languages of the countries of destination are not covered at all.
"""

import re

import pandas as pd

from thesis.analysis.activities import in_period as activities_in_period
from thesis.analysis.corpus import is_press
from thesis.analysis.findings import FEWEST_PUBLISHERS
from thesis.analysis.settled import judged
from thesis.base.dates import MONTHS, in_period
from thesis.base.lineage import gather, row_ids, source_keys
from thesis.base.load import Base, with_sources
from thesis.base.sources import CLASSES

ONE_LANGUAGE_FROM = 90  # percent of the sources of a class
GAPS = ("months_without_iom", "months_without_independent_iom", "provinces_without_note",
        "provinces_thin", "provinces_press_only", "provinces_without_activity",
        "one_language_classes")
NOT_PLACES = ("Bali Process", "Proses Bali", "Deklarasi Bali", "Papua Nugini")


def by_month(base: Base) -> pd.DataFrame:
    """Return the 24 months of the period, zeros included.

    Columns: month, published, published_id, published_en (sources by date and language of the
    page), notes (facts dated to the month), iom_notes (of them about IOM),
    iom_publishers (their independent publishers), rows (of the notes), sources.
    """
    notes = with_sources(base.evidence, base)
    notes = notes.assign(month=notes["date_of_fact"].str[:7],
                         iom=notes["evidence_id"].isin(judged(base, "about_iom", "yes")))
    published = base.sources.assign(month=base.sources["date"].str[:7])
    return pd.DataFrame([_month(month, notes[notes["month"] == month],
                                published[published["month"] == month]) for month in MONTHS])


def _month(month: str, notes: pd.DataFrame, published: pd.DataFrame) -> dict:
    iom = notes[notes["iom"]]
    independent = iom[iom["independent_of_iom"] == "yes"]
    return {"month": month, "published": len(published),
            "published_id": int((published["language"] == "id").sum()),
            "published_en": int((published["language"] == "en").sum()),
            "notes": len(notes), "iom_notes": len(iom),
            "iom_publishers": independent["issuer"].nunique(), "rows": row_ids(notes),
            "sources": tuple(sorted({*notes["source"], *published["source"]}))}


def provinces_named(text: str, pattern: re.Pattern, names: dict[str, str]) -> set[str]:
    """Return the provinces that a text names; the longest name wins (Papua Barat, not Papua)."""
    return {names[found] for found in pattern.findall(text) if found in names}


def spellings(base: Base) -> tuple[re.Pattern, dict[str, str]]:
    """Return a pattern of all names of provinces and {spelling: province}."""
    rows = base.provinces[["province", "aliases"]].itertuples(index=False)
    names = {spelling: province for province, aliases in rows
             for spelling in (province, *filter(None, aliases.split(" | ")))}
    longest_first = sorted([*names, *NOT_PLACES], key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b"), names


def by_province(base: Base) -> pd.DataFrame:
    """Return the 38 provinces in the order of ``data/provinces.csv``, zeros included.

    Columns: province, name_en, figures (observations of the province), notes, period_notes (facts
    dated 2023-2024), publishers, press_publishers (publishers of press reports), activities (of
    IOM in the period), rows (of the notes), sources.
    """
    pattern, names = spellings(base)
    figures = base.observations[base.observations["area_type"] == "province"]
    counted = figures.groupby("evidence_id")["area"].agg(set).to_dict()
    notes = with_sources(base.evidence, base)
    places = [provinces_named(text, pattern, names) | counted.get(key, set())
              for key, text in zip(notes["evidence_id"], notes["note_id"], strict=True)]
    activities = activities_in_period(base)["province"].value_counts()
    rows = []
    for province, name_en in base.provinces[["province", "name_en"]].itertuples(index=False):
        group = notes[[province in found for found in places]]
        rows.append({"province": province, "name_en": name_en,
                     "figures": int((figures["area"] == province).sum()), "notes": len(group),
                     "period_notes": int(in_period(group["date_of_fact"]).sum()),
                     "publishers": group["issuer"].nunique(),
                     "press_publishers": group.loc[is_press(group), "issuer"].nunique(),
                     "activities": int(activities.get(province, 0)),
                     "rows": row_ids(group), "sources": source_keys(group)})
    return pd.DataFrame(rows)


def by_language(base: Base) -> pd.DataFrame:
    """Return sources and notes per class and language of the page.

    Columns: source_class, id, en (sources), notes_id, notes_en, one_language (percent of the
    sources in the language that has more), rows, sources.
    """
    notes = base.evidence.merge(base.sources[["source", "source_class", "language"]], on="source")
    rows = []
    for name in CLASSES:
        group = base.sources[base.sources["source_class"] == name]
        of_class = notes[notes["source_class"] == name]
        count = {key: int((group["language"] == key).sum()) for key in ("id", "en")}
        told = {f"notes_{key}": int((of_class["language"] == key).sum()) for key in ("id", "en")}
        most = 100 * max(count.values()) / max(len(group), 1)
        rows.append({"source_class": name, **count, **told, "one_language": most,
                     **gather(group)})
    return pd.DataFrame(rows)


def gaps(base: Base) -> pd.DataFrame:
    """Return what the corpus lacks, by name, in the order of `GAPS`.

    Columns: gap, dimension (month, province, language), of (how many there are in all), count,
    items (tuple of months, provinces or classes), rows, sources (of the rows that were searched).
    """
    months, provinces, languages = by_month(base), by_province(base), by_language(base)
    press_only = (provinces["notes"] > 0) & (
        provinces["publishers"] == provinces["press_publishers"])
    thin = provinces["publishers"].between(1, FEWEST_PUBLISHERS - 1)
    found = dict(zip(GAPS, (
        (months, months["iom_notes"] == 0), (months, months["iom_publishers"] == 0),
        (provinces, provinces["notes"] == 0), (provinces, thin),
        (provinces, press_only), (provinces, provinces["activities"] == 0),
        (languages, languages["one_language"] >= ONE_LANGUAGE_FROM)), strict=True))
    kinds = {"month": "month", "province": "province", "source_class": "language"}
    return pd.DataFrame([{
        "gap": name, "dimension": kinds[table.columns[0]], "of": len(table),
        "count": int(lacking.sum()), "items": tuple(table.iloc[:, 0][lacking]),
        "rows": row_ids(table), "sources": source_keys(table)}
        for name, (table, lacking) in found.items()])
