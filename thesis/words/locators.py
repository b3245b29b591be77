"""Places inside a source (``para. 3``), which the base names in English, in both languages.

What these words do not cover has a label in ``data/labels.csv``.
"""

import re

from thesis.words.labels import labels

SEPARATOR = re.compile(r"(; |, | and )")
WORDS = {
    "abstract": "abstrak", "body": "isi", "colophon": "kolofon", "concept note": "kerangka acuan",
    "contents": "daftar isi", "country narrative": "uraian negara", "cover": "sampul",
    "definition": "definisi", "description": "deskripsi", "entry": "entri",
    "executive summary": "ringkasan eksekutif", "extract": "petikan", "foreword": "kata pengantar",
    "forced labour": "kerja paksa", "header": "kepala halaman", "headline": "judul berita",
    "highlights": "sorotan", "imprint": "halaman penerbitan", "introduction": "pendahuluan",
    "key findings": "temuan utama", "key points": "pokok-pokok", "keynote": "pidato kunci",
    "last": "terakhir", "lead": "teras berita", "linked headline": "judul berita tertaut",
    "list": "daftar", "main text": "teks utama", "narrative": "uraian", "notes": "catatan",
    "overview": "ikhtisar", "preamble": "konsiderans", "preface": "prakata",
    "production page": "halaman produksi", "Protection": "bagian Pelindungan",
    "protection section": "bagian pelindungan", "recommendations": "rekomendasi",
    "results": "hasil", "review": "ulasan", "ringkasan": "ringkasan",
    "row Indonesia": "baris Indonesia", "same section": "bagian yang sama",
    "section Protection": "bagian Pelindungan", "statement": "pernyataan",
    "summary": "ringkasan", "table": "tabel", "table of contents": "daftar isi", "text": "teks",
    "tier summary": "ringkasan peringkat", "Tier summary": "ringkasan peringkat",
    "title": "judul", "title page": "halaman judul", "TPPO section": "bagian TPPO",
    "whole text": "seluruh teks", "works cited": "daftar rujukan",
    "caption": "takarir", "acknowledgments": "ucapan terima kasih", "keywords": "kata kunci",
    "acknowledgment": "ucapan terima kasih", "background": "latar belakang", "README": "README",
    "quick facts": "fakta ringkas", "infobox": "kotak informasi", "outcomes": "hasil",
    "trafficking profile": "profil perdagangan orang", "written reply": "jawaban tertulis",
    "opening remarks": "sambutan pembuka", "tier table": "tabel peringkat",
    "Key Findings": "temuan utama", "objective": "tujuan", "rows IDN": "baris IDN",
}
NUMBERED = {
    r"paras?\.?": "par.", r"pp?\.|pages?": "hlm.", r"sections?": "bagian", r"chapter": "bab",
    r"items?": "butir", r"points?": "butir", r"findings?": "temuan", r"tables?": "tabel",
    r"Pasal": "Pasal", r"Article": "Pasal", r"Mengingat": "Mengingat", r"Bab": "Bab",
    r"summary of chapter": "ringkasan bab", r"abstract of chapter": "abstrak bab",
    r"footnote": "catatan kaki", r"key insights": "wawasan utama", r"answers": "jawaban",
}
IN_ENGLISH = {"Pasal": "Article", "Bab": "chapter", "Mengingat": "In view of",
              "ringkasan": "summary", "TPPO": "trafficking"}
READ_AT = r"(?:copy of the same article:|same text at|seen at|as seen (?:at|on)) (\S+)"
NUMBER = r"[\dIVXA-Z][\d.IVX–-]*"


def locator_text(locator: str, language: str) -> str:
    """Return a place in a source in a language, by its label or its words; one that has neither,
    which `thesis check` reports, as the base has it.
    """
    known = labels("locator", language)
    if locator in known:
        return known[locator]
    if language == "en":
        return re.sub(r"\b(?:" + "|".join(IN_ENGLISH) + r")\b", lambda m: IN_ENGLISH[m[0]], locator)
    return words_of(locator) or locator


def words_of(locator: str) -> str | None:
    """Return a place in a source in Indonesian, None where a part of it has no words."""
    parts = SEPARATOR.split(locator)
    texts = [part.replace(" and ", " dan ") if i % 2 else _part(part)
             for i, part in enumerate(parts)]
    known = [text for text in texts if text is not None]
    return "".join(known) if len(known) == len(texts) else None


def _part(part: str) -> str | None:
    if part in WORDS:
        return WORDS[part]
    if re.fullmatch(r"last paras?\.?", part):
        return "paragraf terakhir"
    if re.fullmatch(NUMBER, part):
        return part
    if match := re.fullmatch(rf"(.+) \((?:{READ_AT}|(\w+) copy|Indonesian version)\)", part):
        inner, site, copy = _part(match[1]), match[2], match[3]
        which = (f"dibaca melalui {site}" if site else "versi Indonesia" if not copy
                 else f"salinan {'berbahasa Inggris' if copy == 'English' else copy}")
        return inner and f"{inner} ({which})"
    if match := re.fullmatch(READ_AT, part):
        return f"dibaca melalui {match[1]}"
    for pattern, word in NUMBERED.items():
        if match := re.fullmatch(rf"(?:{pattern}) ({NUMBER})", part):
            return f"{word} {match[1]}"
    if match := re.fullmatch(r"section (['A-Z][\w' -]*)", part):
        return f"bagian {match[1]}"  # the heading, as the source has it
    return None
