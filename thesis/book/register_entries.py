"""The register of evidence as records: a source with its notes, figures, codes and activities."""

from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path

from thesis.base.load import load_collected
from thesis.book.citeproc import citation, references
from thesis.book.register_words import (
    breakdown_texts,
    detail_texts,
    method_texts,
    period_text,
    places,
    value_text,
)
from thesis.book.source_line import source_row
from thesis.project.edition import Edition
from thesis.words.labels import label, labels
from thesis.words.language import column, date_text, translator
from thesis.words.locators import locator_text
from thesis.words.situation import place_text, publisher_text


def source_entry(key: str, edition: Edition) -> dict:
    """Return what the register says of a source, as texts in the language of the edition.

    Keys: key, citation, reference (HTML), facets, excluded (reason or ""), notes, activities.
    """
    root, language = edition.root, edition.language
    row = source_row(key, root)
    return {"key": key, "citation": citation(key, edition),
            "reference": references(edition)[key].entry, "facets": facets(row, language),
            "excluded": _labels(edition, "excluded_sources", "source", "reason").get(key, ""),
            "notes": [note_entry(note, edition)
                      for note in rows_of("evidence", "source", key, root)],
            "activities": [_activity(row, key, language)
                           for row in _activities(root).get(key, [])]}


def facets(row: Mapping, language: str) -> list[str]:
    """Return class, issuer with its kind, independence and language of a source, in words."""
    _ = translator(language)
    own = _("bagian dari IOM atau didanainya") if row["independent_of_iom"] == "no" else ""
    return list(filter(None, [
        label("source_class", row["source_class"], language),
        publisher_text(row["issuer"], language), own,
        _("ber{language}").format(language=label("language", row["language"], language))]))


def note_entry(note: Mapping, edition: Edition) -> dict:
    """Return a note with its figures, codes and stances as texts."""
    key, language = note["evidence_id"], edition.language
    date = note["date_of_fact"]
    return {"id": key, "text": note[column("note", language)],
            "locator": locator_text(note["locator"], language),
            "date": date_text(date, language) if date else "",
            "codes": _codes(key, edition), "stances": _stances(key, edition),
            "settled": settled_texts(key, edition),
            "figures": [figure_entry(row, edition) for row in
                        rows_of("observations", "evidence_id", key, edition.root)]}


def figure_entry(row: Mapping, edition: Edition) -> dict:
    """Return a figure: what it counts, its value, period, place and breakdown, and whether there
    is something that changes what its number means.
    """
    language = edition.language
    indicator = _labels(edition, "indicators", "indicator")[row["indicator"]]
    place = place_text(row["area"], places(edition)) if row["area"] else ""
    corrected = corrections(row["observation_id"], edition)
    details = [period_text(row, language), place, *breakdown_texts(row, edition),
               *detail_texts(row, edition), *method_texts(row["method_note"], language),
               *corrected]
    return {"id": row["observation_id"], "indicator": indicator,
            "value": value_text(row, language), "details": list(filter(None, details)),
            "caution": bool(row["method_note"] or corrected)}


def corrections(row: str, edition: Edition) -> list[str]:
    """Return what ``data/corrections.csv`` says of a row, with the reason."""
    language = edition.language
    _ = translator(language)
    names = labels("corrected", language)
    words = {**names, **labels("qualifier", language),
             **_labels(edition, "indicators", "indicator")}
    reason = column("reason", language)
    return [_("koreksi {column}: {expect} menjadi {corrected}, {reason}").format(
                column=names[found["column"]], reason=found[reason].rstrip("."),
                **{name: words.get(found[name], found[name]) for name in ("expect", "corrected")})
            for found in rows_of("corrections", "row_id", row, edition.root)
            if found["status"] == "applied"]


def _codes(note: str, edition: Edition) -> list[dict]:
    words = _labels(edition, "codebook", "code")
    return [{"label": words[code], "coders": coders}
            for code, coders in _by_coder(edition.root, "codings", note, "code").items()]


def _stances(note: str, edition: Edition) -> list[dict]:
    words = labels("stance", edition.language)
    return [{"label": f"{words[stance]} {finding}", "coders": coders}
            for (finding, stance), coders in
            _by_coder(edition.root, "stances", note, "finding_id", "stance").items()]


def settled_texts(note: str, edition: Edition, items: Collection[str] = ()) -> list[str]:
    """Return what was decided where the passes differ on a note, with the reason.

    items: on what, everything where it is empty.
    """
    _ = translator(edition.language)
    names = {**_labels(edition, "codebook", "code"),
             **labels("coding_decision", edition.language, "short")}
    words = labels("decision", edition.language)
    return [_("{item} {decision} ({reason})").format(
                item=names.get(row["item"], row["item"]), decision=words[row["decision"]],
                reason=row[column("reason", edition.language)].rstrip("."))
            for row in rows_of("adjudications", "evidence_id", note, edition.root)
            if not items or row["item"] in items]


def _activity(row: Mapping, source: str, language: str) -> dict:
    date = row["start"] and date_text(row["start"], language)
    return {"id": row["activity_id"], "title": row[column("title", language)], "date": date,
            "first": row["sources"].split()[0] == source}


@cache
def _columns(root: Path, table: str) -> dict[str, list]:
    return {name: column.tolist() for name, column in load_collected(root).tables[table].items()}


@cache
def _places(root: Path, table: str, by: str) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for place, key in enumerate(load_collected(root).tables[table][by]):
        found.setdefault(key, []).append(place)
    return found


def rows_of(table: str, by: str, key: str, root: Path) -> list[dict]:
    """Return the rows of a table that have the key in the column `by`, in their order."""
    return [{name: column[place] for name, column in _columns(root, table).items()}
            for place in _places(root, table, by).get(key, ())]


def _by_coder(root: Path, table: str, note: str, *columns: str) -> dict:
    found: dict = {}
    for row in rows_of(table, "evidence_id", note, root):
        value = tuple(row[name] for name in columns)
        found.setdefault(value if len(columns) > 1 else value[0], []).append(row["coder"])
    return found


@cache
def _labels(edition: Edition, table: str, key: str, text: str = "label") -> dict[str, str]:
    rows = load_collected(edition.root).tables[table].set_index(key)
    return rows[column(text, edition.language)].to_dict()


@cache
def _activities(root: Path) -> dict[str, list[dict]]:
    found: dict[str, list[dict]] = {}
    for row in load_collected(root).activities.to_dict("records"):
        for key in row["sources"].split():
            found.setdefault(key, []).append(row)
    return found
