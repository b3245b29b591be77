"""The words under which corpus, coding and findings appear in figures and tables."""

import pandas as pd

from thesis.base.sources import short_citation
from thesis.words.language import translator


def classes(language: str) -> dict[str, str]:
    """Return {class of source: its name in the plural}."""
    _ = translator(language)
    return {"official_report": _("Laporan resmi"), "policy_document": _("Dokumen kebijakan"),
            "iom_publication": _("Terbitan IOM"), "ngo_report": _("Laporan LSM"),
            "journal_article": _("Artikel jurnal"), "book": _("Buku"),
            "thesis": _("Skripsi dan tesis"), "news_report": _("Berita pers")}


def issuer_kinds(language: str) -> dict[str, str]:
    """Return {kind of publisher: its name}."""
    _ = translator(language)
    return {"aggregator": _("pengumpul tulisan"), "company": _("perusahaan"),
            "government": _("pemerintah"), "iom": _("IOM"), "journal": _("jurnal"),
            "ngo": _("LSM"), "other": _("lain-lain"), "police": _("kepolisian"),
            "press": _("pers"), "publisher": _("penerbit"), "un": _("PBB"),
            "university": _("perguruan tinggi")}


def topics(language: str) -> dict[str, str]:
    """Return {topic of the search protocol: its name}."""
    _ = translator(language)
    return {"challenges": _("Tantangan dan koordinasi"), "global_data": _("Data dunia dan kawasan"),
            "iom_2023": _("IOM pada 2023"), "iom_2024": _("IOM pada 2024"),
            "law_policy": _("Hukum dan kebijakan"), "literature": _("Literatur ilmiah"),
            "migrants_scams": _("Pekerja migran dan penipuan daring"),
            "police_justice": _("Kepolisian dan peradilan")}


def collections(language: str) -> dict[str, str]:
    """Return {collection that was searched: its name}."""
    _ = translator(language)
    return {"archived web pages": _("Arsip halaman web"),
            "documentation pages": _("Halaman dokumentasi"),
            "public code repositories": _("Repositori kode publik")}


def languages(language: str) -> dict[str, str]:
    """Return {language of a source: its name}."""
    _ = translator(language)
    return {"id": _("Bahasa Indonesia"), "en": _("Bahasa Inggris")}


def findings(language: str) -> dict[str, str]:
    """Return {finding: its short name}; the full statement is in findings.csv."""
    _ = translator(language)
    return {"F1": _("Negara sumber, transit, tujuan"), "F2": _("Bantuan langsung"),
            "F3": _("Pelatihan penegak hukum"), "F4": _("Kapasitas institusi"),
            "F5": _("Kampanye publik"), "F6": _("Kolaborasi memperkuat sistem"),
            "F7": _("Koordinasi lemah"), "F8": _("Sumber daya terbatas"),
            "F9": _("Perlu sinergi dan evaluasi")}


def bases(language: str) -> dict[str, str]:
    """Return {on whose word a note rests: its name}."""
    _ = translator(language)
    return {"other": _("Sumber independen selain pers"), "press": _("Pers"),
            "own_word": _("Pernyataan IOM sendiri")}


def verdicts(language: str) -> dict[str, str]:
    """Return {verdict on a finding: its name}."""
    _ = translator(language)
    return {"supported": _("didukung"), "thin": _("tipis"),
            "own_word": _("terutama kata IOM"), "contested": _("diperdebatkan"),
            "none": _("tanpa bukti")}


def scenarios(language: str) -> dict[str, str]:
    """Return {scenario of the robustness check: its name}."""
    _ = translator(language)
    return {"all": _("Semua sumber"), "no_press": _("Tanpa pers"),
            "no_own_word": _("Tanpa IOM"), "neither": _("Tanpa pers dan IOM"),
            "period": _("Sumber 2023–2024"), "both": _("A dan B sepakat"),
            "coder_a": _("Pengodean A"), "coder_b": _("Pengodean B"),
            "either": _("A atau B")}


def decisions(language: str) -> dict[str, str]:
    """Return {kind of coding decision: its name}."""
    _ = translator(language)
    return {"codings": _("Kode (catatan × kode)"), "stances": _("Sikap (catatan × pernyataan)"),
            "scope": _("Cakupan catatan"), "about_iom": _("Tentang IOM atau tidak"),
            "kind": _("Jenis catatan")}


def methods(language: str) -> dict[str, str]:
    """Return {kind of method of a prior study: its name}."""
    _ = translator(language)
    return {"figures": _("Data kuantitatif"), "fieldwork": _("Wawancara atau lapangan"),
            "legal": _("Kajian hukum"), "documents": _("Studi dokumen atau pustaka"),
            "case": _("Studi kasus"), "not_stated": _("Tidak disebut")}


def citations(sources: pd.DataFrame, language: str) -> dict[str, str]:
    """Return {source: its citation in the text}: ``Kompas.com (2023b)``."""
    return {row["source"]: short_citation(row, language) for _, row in sources.iterrows()}
