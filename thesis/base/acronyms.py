"""Acronyms under which the text cites organisations; the bibliography adds them to the name."""

ACRONYMS = {
    "ASEAN Intergovernmental Commission on Human Rights": "AICHR",
    "Counter-Trafficking Data Collaborative": "CTDC",
    "International Labour Organization": "ILO",
    "International Organization for Migration": "IOM",
    "Kementerian Koordinator Bidang Pembangunan Manusia dan Kebudayaan": "Kemenko PMK",
    "Kementerian Pemberdayaan Perempuan dan Perlindungan Anak": "KemenPPPA",
    "Kepolisian Negara Republik Indonesia": "Polri",
    "Komisi Perlindungan Anak Indonesia": "KPAI",
    "Lembaga Perlindungan Saksi dan Korban": "LPSK",
    "Office of the United Nations High Commissioner for Human Rights": "OHCHR",
    "Serikat Buruh Migran Indonesia": "SBMI",
    "United Nations Office on Drugs and Crime": "UNODC",
}


def acronym(name: str) -> str:
    """Return the acronym of an organisation, or the name itself where none is in use."""
    return ACRONYMS.get(name, name)
