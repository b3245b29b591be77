"""What the book says about itself, read from ``_config.yml`` and ``CITATION.cff``."""

import json
from pathlib import Path
from typing import Any

import yaml

from thesis.project.edition import DEFAULT, Edition
from thesis.words.language import translator

WORDS = {
    "id": {"edition": "Edisi tesis yang dapat direproduksi, berdasarkan studi",
           "contents": "Daftar Isi", "figures": "Daftar Gambar", "tables": "Daftar Tabel"},
    "en": {"edition": "A reproducible edition of the thesis, based on the study by",
           "contents": "Contents", "figures": "Figures", "tables": "Tables"},
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


def title_fields(edition: Edition) -> dict[str, str]:
    """Return what a title page says: title, author, programme, institution, year, version.

    programme and institution are the settings ``thesis_programme`` and ``thesis_institution`` of
    ``_config.yml``; both may be empty.
    """
    record, settings = citation(edition.root), config(edition.root)
    sphinx = settings["sphinx"]["config"]
    return {"title": title(edition), "author": settings["author"],
            "programme": sphinx["thesis_programme"], "institution": sphinx["thesis_institution"],
            "year": str(record["date-released"])[:4], "version": str(record["version"]),
            "edition": WORDS[edition.language]["edition"]}


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
    values = {**title_fields(edition), "lang": language, **WORDS[language],
              "notice": coding_notice(edition.coding, language)}
    arguments = ", ".join(f"{name}: {json.dumps(text, ensure_ascii=False)}"
                          for name, text in values.items())
    return f"#show: book.with({arguments})\n"
