"""Words for the coded values of activities, their actors and IOM's caseload, in both languages."""

from thesis.words.language import date_text, number, translator

QUALIFIERS = {"more_than": "> ", "at_least": "≥ ", "at_most": "≤ ", "about": "± "}
DASH = "–"


def relevance_words(language: str) -> dict[str, str]:
    """Return the words for ``relevance``."""
    _ = translator(language)
    return {"core": _("inti (tentang TPPO)"), "related": _("terkait (migrasi dan tema lain)")}


def role_words(language: str) -> dict[str, str]:
    """Return the words for the role of an actor in an activity."""
    _ = translator(language)
    return {"organiser": _("penyelenggara"), "host": _("tuan rumah"), "partner": _("mitra"),
            "donor": _("donor"), "participant_group": _("peserta")}


def kind_words(language: str) -> dict[str, str]:
    """Return the words for the kind of an actor."""
    _ = translator(language)
    return {
        "ministry": _("Kementerian"),
        "state_body": _("Lembaga negara lain"),
        "law_enforcement": _("Penegak hukum"),
        "judiciary": _("Peradilan"),
        "local_government": _("Pemerintah daerah"),
        "international_organisation": _("Organisasi internasional"),
        "foreign_government": _("Pemerintah asing"),
        "civil_society": _("Masyarakat sipil"),
        "private_sector": _("Swasta"),
        "academia": _("Perguruan tinggi"),
        "media": _("Media"),
        "community": _("Komunitas"),
    }


def documentation_words(language: str) -> dict[str, str]:
    """Return the words for how an activity is documented."""
    _ = translator(language)
    return {
        "own_only": _("hanya IOM dan lingkarannya"),
        "own_and_press": _("IOM dan pers"),
        "own_and_other": _("IOM dan lembaga lain"),
        "press_only": _("hanya pers"),
        "other_only": _("lembaga lain tanpa IOM"),
    }


def measure_words(language: str) -> dict[str, str]:
    """Return the words for what IOM did with the persons counted."""
    _ = translator(language)
    return {"assisted": _("dibantu"), "identified": _("diidentifikasi"), "recorded": _("tercatat"),
            "repatriated": _("dipulangkan"), "reintegrated": _("direintegrasi"),
            "other": _("lainnya")}


def population_words(language: str) -> dict[str, str]:
    """Return {population as in caseload.csv (English): words} for the populations in exhibits."""
    _ = translator(language)
    return {
        "trafficking victims, IOM figure in a 2008 report":
            _("korban TPPO, angka IOM dalam laporan tahun 2008"),
        "trafficked Indonesians in the IOM Counter Trafficking Module":
            _("WNI korban dalam basis data kasus IOM"),
        "victims assisted by IOM Indonesia": _("korban yang dibantu IOM Indonesia"),
        "victims identified by IOM in Indonesia": _("korban yang diidentifikasi IOM di Indonesia"),
        "victims identified, IOM data": _("korban teridentifikasi, data IOM"),
        "victims identified in IOM's database": _("korban dalam basis data IOM"),
        "trafficking victims recorded by IOM in Indonesia":
            _("korban TPPO yang dicatat IOM di Indonesia"),
        "trafficking victims recorded by IOM, all nationalities":
            _("korban TPPO yang dicatat IOM, semua kewarganegaraan"),
        "Indonesian victims": _("korban warga Indonesia"),
        "Indonesian victims (as this article has it)":
            _("korban warga Indonesia (menurut artikel ini)"),
        "Kepulauan Riau among provinces by incidence of trafficking in IOM's data":
            _("peringkat Kepulauan Riau di antara provinsi dalam data TPPO IOM"),
        "Indonesians held by an online fraud company in Myawaddy, Myanmar":
            _("WNI yang disekap perusahaan penipuan daring di Myawaddy, Myanmar"),
        "Indonesians freed from Myawaddy, Myanmar":
            _("WNI yang dibebaskan dari Myawaddy, Myanmar"),
        "fishing crew in the KM MUS / Run Zeng 03 case":
            _("awak kapal perikanan dalam perkara KM MUS / Run Zeng 03"),
        "refugees in Indonesia": _("pengungsi luar negeri di Indonesia"),
        "refugees in Kupang": _("pengungsi luar negeri di Kupang"),
        "refugees in Kupang (Afghan and Pakistani)":
            _("pengungsi luar negeri di Kupang (Afganistan dan Pakistan)"),
    }


def part_words(language: str) -> dict[tuple[str, str], str]:
    """Return the words for a part of the persons counted, by sex and age."""
    _ = translator(language)
    return {("female", ""): _("perempuan"), ("male", ""): _("laki-laki"),
            ("female", "adult"): _("perempuan dewasa"), ("female", "child"): _("anak perempuan"),
            ("male", "adult"): _("laki-laki dewasa"), ("male", "child"): _("anak laki-laki"),
            ("", "adult"): _("dewasa"), ("", "child"): _("anak"),
            ("", "18-24"): _("berusia 18–24 tahun")}


def qualified(value: float, qualifier: str, language: str) -> str:
    """Return a number with the sign of its qualifier: ``> 9.000``."""
    return QUALIFIERS.get(qualifier, "") + number(value, language)


def span_text(start: str, end: str, language: str) -> str:
    """Return a period in words; ``?`` stands for an end that the source does not give."""
    if not start and not end:
        return DASH
    if start == end:
        return date_text(start, language)
    if len(start) == len(end) == 10 and start[:7] == end[:7]:
        return f"{int(start[8:])}–{date_text(end, language)}"
    return " – ".join(date_text(day, language) if day else "?" for day in (start, end))


def when(start: str, end: str, language: str) -> str:
    """Return the dates of an activity in few words; one without an end has one date."""
    _ = translator(language)
    if not start:
        return _("tanpa tanggal")
    return span_text(start, end or start, language)
