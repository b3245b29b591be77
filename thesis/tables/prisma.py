"""The flow of search and selection as a table, with what does not add up."""

from thesis.analysis import prisma
from thesis.base.load import Base
from thesis.publish.exhibits import TableExhibit
from thesis.words.language import number, translator


def flow(register: Base, language: str) -> TableExhibit:
    """Every box of the PRISMA flow with its unit and how to read it; takes `load_collected`."""
    _ = translator(language)
    table = prisma.flow(register)
    stages = {"identification": _("Identifikasi"), "screening": _("Penyaringan"),
              "included": _("Tercakup")}
    names, remarks = _names(language), _remarks(language)
    rows = []
    for row in table.to_dict("records"):
        name = names[row["box"]]
        rows.append([stages[row["stage"]], f"− {name}" if row["removed"] else name,
                     number(row["count"], language), remarks[row["box"]]])
    header = [_("Tahap"), _("Langkah"), _("Banyaknya"), _("Cara membaca")]
    return TableExhibit(header, rows, "llrl", table)


def _names(language: str) -> dict[str, str]:
    """Return {box: its name}; a minus sign in the table marks what was taken away."""
    _ = translator(language)
    return {"queries": _("Kueri"), "hits": _("Hasil kueri"), "irrelevant": _("tidak relevan"),
            "relevant": _("Hasil relevan"), "repeated": _("sudah ditemukan kueri lain"),
            "new": _("Halaman baru"), "unregistered": _("selisih dengan pendaftaran"),
            "registered": _("Sumber terdaftar"), "excluded": _("dikeluarkan dengan alasan"),
            "analysed": _("Sumber yang dianalisis"), "notes": _("Catatan sumber itu"),
            "evidence_notes": _("Catatan bukti")}


def _remarks(language: str) -> dict[str, str]:
    """Return {box: how it was counted and what it does not say}."""
    _ = translator(language)
    return {
        "queries": _("Setiap kueri yang dicatat protokol."),
        "hits": _("Satu halaman terhitung pada setiap kueri yang menampilkannya."),
        "irrelevant": _("Hasil dikurangi hasil relevan; memuat pengulangan yang tidak terhitung."),
        "relevant": _("Dinilai dari petikan yang tampil; memuat pengulangan."),
        "repeated": _("Hasil relevan dikurangi halaman baru; disisihkan sesudah penilaian "
                      "relevansi, bukan sebelumnya."),
        "new": _("Halaman relevan yang belum pernah terlihat."),
        "unregistered": _("Halaman baru dikurangi sumber terdaftar: selisih bersih, sebab sumber "
                          "tidak ditautkan ke kuerinya; protokol tidak mencatat sebabnya."),
        "registered": _("Sumber dalam daftar pustaka data, dibaca sebagai petikan arsip."),
        "excluded": _("Satu alasan bagi setiap sumber."),
        "analysed": _("Sumber yang boleh menanggung bukti."),
        "notes": _("Satu pernyataan dari satu sumber."),
        "evidence_notes": _("Dinilai sebagai bukti oleh kedua pengodean."),
    }
