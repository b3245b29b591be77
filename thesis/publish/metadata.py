"""What the book says about itself, read from ``_config.yml`` and ``CITATION.cff``."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from thesis.project.edition import DEFAULT, Edition
from thesis.words.language import date_text, translator

WORDS = {
    "id": {"edition": "Edisi yang dapat direproduksi, berdasarkan studi", "edited": "Penyunting:",
           "contents": "Daftar Isi", "figures": "Daftar Gambar", "tables": "Daftar Tabel",
           "appendices": "Daftar Lampiran", "appendix": "Lampiran"},
    "en": {"edition": "A reproducible edition, based on the study by", "edited": "Edited by",
           "contents": "Contents", "figures": "Figures", "tables": "Tables",
           "appendices": "Appendices", "appendix": "Appendix"},
}


def citation(root: Path) -> dict[str, Any]:
    """Return the fields of ``CITATION.cff``."""
    return yaml.safe_load((root / "CITATION.cff").read_text(encoding="utf-8"))


def config(root: Path) -> dict[str, Any]:
    """Return ``_config.yml``."""
    return yaml.safe_load((root / "_config.yml").read_text(encoding="utf-8"))


def title(edition: Edition) -> str:
    """Return the title of the book: of ``_config.yml`` (id), of ``CITATION.cff`` (en)."""
    read = citation if edition.language == "en" else config
    return str(read(edition.root)["title"])


def editor(edition: Edition) -> str:
    """Return who edited the book: ``author`` of ``_config.yml`` (id), of ``CITATION.cff`` (en)."""
    if edition.language == "id":
        return str(config(edition.root)["author"])
    return " & ".join(map(maker_name, citation(edition.root)["authors"]))


def rights(edition: Edition) -> str:
    """Return the year of the edition and the licences of its text, data and code."""
    _ = translator(edition.language)
    year = str(citation(edition.root)["date-released"])[:4]
    return f"{year}. " + _("Teks dan data: CC BY 4.0; kode: MIT")


def maker_name(maker: Mapping[str, str]) -> str:
    """Return the name of a person or body of ``CITATION.cff``."""
    return maker.get("name") or f"{maker['given-names']} {maker['family-names']}"


def title_fields(edition: Edition) -> dict[str, str]:
    """Return what a title page says: title, whose study, editor, institution, year, version.

    based_on, programme and institution are the settings ``thesis_based_on``, ``thesis_programme``
    and ``thesis_institution`` of ``_config.yml``; the last two may be empty: standing then says
    that no university has examined the book.
    """
    record, sphinx = citation(edition.root), config(edition.root)["sphinx"]["config"]
    _ = translator(edition.language)
    institution = sphinx["thesis_institution"]
    return {"title": title(edition), "based_on": sphinx["thesis_based_on"],
            "editor": editor(edition), "programme": sphinx["thesis_programme"],
            "institution": institution,
            "standing": "" if institution else _("Tidak diajukan kepada dan tidak diuji oleh "
                                                 "perguruan tinggi"),
            "year": str(record["date-released"])[:4], "version": str(record["version"]),
            **WORDS[edition.language]}


def edition_fields(edition: Edition) -> dict[str, str]:
    """Return {what: its value} of the page on the status of the edition."""
    _ = translator(edition.language)
    fields, none = title_fields(edition), _("tidak ada")
    released = date_text(str(citation(edition.root)["date-released"]), edition.language)
    return {_("Versi"): f"{fields['version']} ({released})",
            _("Berdasarkan studi"): fields["based_on"], _("Penyunting"): fields["editor"],
            _("Perguruan tinggi dan program studi"): ", ".join(filter(None, [
                fields["institution"], fields["programme"]])) or none,
            _("Nomor induk mahasiswa"): none, _("Pembimbing"): none,
            _("Penguji dan pengesahan"): none}


def coding_notice(coding: str, language: str) -> str:
    """Return what readers of an edition must know about its coding, "" for the default."""
    if coding == DEFAULT:
        return ""
    _ = translator(language)
    names = {"A": _("pengodean A saja"), "B": _("pengodean B saja"),
             "both": _("keputusan yang sama pada pengodean A dan B"),
             "either": _("keputusan salah satu pengodean")}
    return _("Edisi pembanding: angka, tabel, dan gambar di sini bertumpu pada {coding}, bukan "
             "pada pengodean yang diajudikasi. Kalimatnya ditulis untuk edisi utama, sehingga kata "
             "yang menilai angka dapat tidak cocok.").format(coding=names[coding])


def title_page(edition: Edition) -> str:
    """Return the Typst call that sets title page, contents and lists."""
    language = edition.language
    values = {**title_fields(edition), "lang": language,
              "released": str(citation(edition.root)["date-released"]),
              "notice": coding_notice(edition.coding, language)}
    arguments = ", ".join(f"{name}: {json.dumps(text, ensure_ascii=False)}"
                          for name, text in values.items())
    return f"#show: book.with({arguments})\n"
