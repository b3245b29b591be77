"""The register of evidence as records: a source with its notes, figures, codes and activities."""

from collections.abc import Mapping
from functools import cache

from markupsafe import Markup
from pybtex.plugin import find_plugin

from thesis.base.acronyms import acronym
from thesis.base.load import load_register
from thesis.base.sources import read_entries, short_citation
from thesis.book import apa
from thesis.book.register_words import breakdown_texts, period_text, place_text, value_text
from thesis.book.source_line import source_row
from thesis.project.paths import BIB
from thesis.words.language import column, date_text, translator
from thesis.words.locators import locator_text

HTML = find_plugin("pybtex.backends", "html")()


def source_entry(key: str, language: str) -> dict:
    """Return what the register says of a source, as texts in the language of the edition.

    Keys: key, citation, reference (HTML), facets, excluded (reason or ""), notes, activities.
    """
    row = source_row(key)
    reference = apa.reference(read_entries(BIB)[key], row, language)
    return {"key": key, "citation": short_citation(row, language),
            "reference": reference.render(HTML), "facets": facets(row, language),
            "excluded": _reasons(language).get(key, ""),
            "notes": [note_entry(note, language) for note in rows_of("evidence", "source", key)],
            "activities": [_activity(row, language) for row in _activities().get(key, [])]}


def facets(row: Mapping, language: str) -> list[str]:
    """Return class, issuer with its kind, independence and language of a source, in words."""
    _ = translator(language)
    classes = class_words(language)
    own = _("bagian dari IOM atau didanainya") if row["independent_of_iom"] == "no" else ""
    return list(filter(None, [
        classes[row["source_class"]], acronym(row["issuer"]), own,
        {"id": _("berbahasa Indonesia"), "en": _("berbahasa Inggris")}[row["language"]]]))


def class_words(language: str) -> dict[str, str]:
    """Return {class of source: its name}, one name for a single source."""
    _ = translator(language)
    return {"official_report": _("laporan resmi"), "policy_document": _("dokumen kebijakan"),
            "iom_publication": _("publikasi IOM"),
            "ngo_report": _("laporan organisasi nonpemerintah"),
            "journal_article": _("artikel jurnal"), "book": _("buku"), "thesis": _("tesis"),
            "news_report": _("berita pers")}


def note_entry(note: Mapping, language: str) -> dict:
    """Return a note with its figures, codes and stances as texts."""
    key = note["evidence_id"]
    locator, locator_language = locator_text(note["locator"], language)
    date = note["date_of_fact"]
    return {"id": key, "text": note[column("note", language)], "locator": locator,
            "locator_language": locator_language, "date": date_text(date, language) if date else "",
            "codes": _codes(key, language), "stances": _stances(key, language),
            "settled": _settled(key, language),
            "figures": [figure_entry(row, language) for row in
                        rows_of("observations", "evidence_id", key)]}


def figure_entry(row: Mapping, language: str) -> dict:
    """Return a figure: what it counts, its value, then period, place and breakdown."""
    indicator = _indicators(language)[row["indicator"]]
    place = place_text(row["area"], language) if row["area"] else ""
    details = [period_text(row, language), place, *breakdown_texts(row, language),
               english(row["detail"]), english(row["method_note"]),
               *corrections(row["observation_id"], language)]
    return {"id": row["observation_id"], "indicator": indicator,
            "value": value_text(row, language), "details": list(filter(None, details))}


def english(text: str) -> str:
    """Return a text that the base holds in English only, marked as such."""
    return Markup('<span lang="en">{}</span>').format(text) if text else ""


def corrections(row: str, language: str) -> list[str]:
    """Return what ``data/corrections.csv`` says of a row, with the reason."""
    _ = translator(language)
    return [_("koreksi {column}: {expect} menjadi {corrected}, {reason}").format(
                **found, reason=found[column("reason", language)])
            for found in rows_of("corrections", "row_id", row) if found["status"] == "applied"]


def _codes(note: str, language: str) -> list[dict]:
    labels = _labels("codebook", "code", column("label", language))
    return [{"label": labels[code], "coders": coders}
            for code, coders in _by_coder("codings", note, "code").items()]


def _stances(note: str, language: str) -> list[dict]:
    _ = translator(language)
    words = {"supports": _("mendukung {finding}"), "contradicts": _("membantah {finding}")}
    return [{"label": words[stance].format(finding=finding), "coders": coders}
            for (finding, stance), coders in
            _by_coder("stances", note, "finding_id", "stance").items()]


def _settled(note: str, language: str) -> list[str]:
    """Return what was decided where the passes differ on a note, with the reason."""
    _ = translator(language)
    labels = {**_labels("codebook", "code", column("label", language)), "kind": _("jenis"),
              "scope": _("cakupan"), "about_iom": _("tentang IOM")}
    words = {"given": _("dihitung"), "none": _("tidak dihitung"), "supports": _("mendukung"),
             "contradicts": _("membantah"), "yes": _("ya"), "no": _("tidak"),
             "evidence": _("bukti"), "context": _("latar"), "framework": _("kerangka"),
             "off_topic": _("di luar pokok"), "situation": _("keadaan"), "output": _("keluaran"),
             "outcome": _("hasil"), "opinion": _("pendapat"), "method": _("metode")}
    return [_("{item} {decision} ({reason})").format(
                item=labels.get(row["item"], row["item"]), decision=words[row["decision"]],
                reason=row[column("reason", language)].rstrip("."))
            for row in rows_of("adjudications", "evidence_id", note)]


def _activity(row: Mapping, language: str) -> dict:
    date = row["start"] and date_text(row["start"], language)
    return {"id": row["activity_id"], "title": row[column("title", language)], "date": date}


@cache
def _columns(table: str) -> dict[str, list]:
    return {name: column.tolist() for name, column in load_register().tables[table].items()}


@cache
def _places(table: str, by: str) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for place, key in enumerate(load_register().tables[table][by]):
        found.setdefault(key, []).append(place)
    return found


def rows_of(table: str, by: str, key: str) -> list[dict]:
    """Return the rows of a table that have the key in the column `by`, in their order."""
    return [{name: column[place] for name, column in _columns(table).items()}
            for place in _places(table, by).get(key, ())]


def _by_coder(table: str, note: str, *columns: str) -> dict:
    found: dict = {}
    for row in rows_of(table, "evidence_id", note):
        value = tuple(row[name] for name in columns)
        found.setdefault(value if len(columns) > 1 else value[0], []).append(row["coder"])
    return found


@cache
def _labels(table: str, key: str, label: str) -> dict[str, str]:
    return load_register().tables[table].set_index(key)[label].to_dict()


@cache
def _indicators(language: str) -> dict[str, str]:
    return _labels("indicators", "indicator", column("label", language))


@cache
def _reasons(language: str) -> dict[str, str]:
    return _labels("excluded_sources", "source", column("reason", language))


@cache
def _activities() -> dict[str, list[dict]]:
    found: dict[str, list[dict]] = {}
    for row in load_register().activities.to_dict("records"):
        for key in row["sources"].split():
            found.setdefault(key, []).append(row)
    return found
