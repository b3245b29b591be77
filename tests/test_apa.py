"""References and citations as APA 7 writes them, by kind of work, on entries of references.bib."""

import pytest

from thesis.base.sources import read_entries, short_citation
from thesis.book import apa
from thesis.book.source_line import source_row
from thesis.project.paths import CODE as ROOT

BIB = ROOT / "references.bib"
REFERENCES = {
    "a2019ten":  # journal article with volume, issue, article number and DOI
        "Rule, A., Birmingham, A., Zuniga, C., Altintas, I., Huang, S. C., Knight, R., "
        "Moshiri, N., Nguyen, M., Rosenthal, S. B., Perez, F., & Rose, P. (2019). Ten simple rules "
        "for writing and sharing computational analyses in Jupyter Notebooks. PLoS Computational "
        "Biology, 15(7), Artikel e1007007. https://doi.org/10.1371/journal.pcbi.1007007",
    "abbott1998why":  # journal article with pages
        "Abbott, K. W., & Snidal, D. (1998). Why States Act Through Formal International "
        "Organizations. Journal of Conflict Resolution, 42(1), 3–32. "
        "http://papers.ssrn.com/sol3/papers.cfm?abstract_id=1470242",
    "biermann2009studying":  # chapter of a book
        "Biermann, F., Siebenhüner, B., Bauer, S., Busch, P.-O., Campe, S., Dingwerth, K., "
        "Grothmann, T., Marschinski, R., & Tarradell, M. (2009). Studying the influence of "
        "international bureaucracies. A conceptual framework. Dalam Managers of Global Change "
        "(hlm. 37–74). MIT Press. https://www.adelphi.de/de/publikation/"
        "studying-influence-international-bureaucracies",
    "olstndbureaucracies":  # thesis without a date; a name with a particle
        "van Olst, A. (t.t.). Bureaucracies in Charge: A Study on the Influence of International "
        "Bureaucracies in the Context of the International Organization for Migration and the "
        "Global Compact for Migration [Skripsi atau tesis, Leiden University]. "
        "https://5dok.net/document/dzxmodwy-bureaucracies-influence-international-bureaucracies-"
        "international-organization-migration-migration.html",
    "16news2023eighth":  # press report with a day
        "16 News. (2023, 9 Februari). Eighth Bali Process Ministerial Conference in Adelaide. "
        "http://16news.com.au/?p=20118",
    "fitriantyndarticle":  # one stop after "dst."
        "Fitrianty, M., Setyabudi, C. M., & Handayani, R. S. (t.t.). [article on human trafficking "
        "by Fitrianty, Setyabudi and Handayani]. IJSSR, 2631 dst. https://ijssr.ridwaninstitute."
        "co.id/index.php/ijssr/article/download/564/1002?inline=1",
}


@pytest.mark.parametrize("key", REFERENCES)
def test_a_reference_is_written_as_apa_writes_it(key):
    found = apa.reference(read_entries(BIB)[key], source_row(key, ROOT), "id")
    assert str(found) == REFERENCES[key]


def test_the_words_of_a_reference_follow_the_language():
    english = str(apa.reference(read_entries(BIB)["biermann2009studying"],
                                source_row("biermann2009studying", ROOT), "en"))
    assert "In Managers of Global Change (pp. 37–74)." in english


def test_no_reference_has_doubled_or_missing_marks():
    wrong = [reference for key, entry in read_entries(BIB).items()
             if doubled(reference := str(apa.reference(entry, source_row(key, ROOT), "id")))]
    assert wrong == []


def doubled(reference: str) -> bool:
    text = reference.split(" http")[0]
    return any(mark in text for mark in (", ,", "()", " ,")) or \
        text.endswith("..") and not text.endswith("...")


@pytest.mark.parametrize(("names", "narrative", "cited"), [
    (("Abbott", "Snidal"), True, "Abbott dan Snidal"),
    (("Abbott", "Snidal"), False, "Abbott & Snidal"),
    (("A", "B", "C"), False, "A dkk."),
    (("International Organization for Migration",), True, "IOM"),
])
def test_a_citation_shortens_names(names, narrative, cited):
    assert apa.cited_authors(names, "id", narrative) == cited


def test_works_of_one_author_and_year_have_letters_and_undated_ones_say_so():
    assert short_citation(source_row("iom2023iom", ROOT), "id") == "IOM (2023b)"
    assert short_citation(source_row("australianinstndexperiences", ROOT), "id") == \
        "Australian Institute of Criminology (t.t.-a)"
