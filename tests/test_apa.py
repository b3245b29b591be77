"""References and citations as APA 7 asks, from BibTeX as people write it to the printed entry."""

import re
from html import unescape

import pandas as pd
import pytest

from thesis.base.csl import items_of, read_items
from thesis.base.sources import read_sources
from thesis.book import apa
from thesis.book.citeproc import citation, in_sentence, references, worded
from thesis.manuscript.text import cited_works
from thesis.project.edition import Edition
from thesis.project.paths import CODE as ROOT

PUBLISHERS = pd.DataFrame({"publisher": ["Penerbit", "Koran Uji", "Universitas Uji"],
                           "kind": ["publisher", "press", "university"],
                           "independent_of_iom": ["yes", "yes", "yes"]})
OWN = {"issuer": "Penerbit", "url": "https://example.org/{key}", "urldate": "2026-11-23",
       "language": "indonesian", "keywords": "journal_article, theory_io, good"}


def works(tmp_path, text, language="id", cited=None):
    """Return {key: reference} of BibTeX entries; fields of this project are added to them."""
    def complete(match):
        given = text[match.end():text.find("\n@", match.end()) % (len(text) + 1)]
        own = "".join(f"  {name} = {{{value.format(key=match[1])}}},\n"
                      for name, value in OWN.items() if not re.search(rf"\b{name}\s*=", given))
        return f"{match[0]}\n{own}"
    path = tmp_path / "works.bib"
    path.write_text(re.sub(r"@(?!string)\w+\{([^,]*),", complete, text), encoding="utf-8")
    sources, items = read_sources(path, PUBLISHERS), items_of(path.read_text(encoding="utf-8"))
    return worded(sources, items, set(items) if cited is None else cited, language)


def plain(work):
    return unescape(re.sub("<[^>]*>", "", work.entry))


CASES = {  # what an author brings, what the bibliography prints (without the address)
    "accents and markup": (
        r"""@article{k, author = {M{\"u}ller, J{\"o}rg and {\'E}tienne, {\'A}ngel and Ko{\v c},
        {\.I}lker and S{\o}rensen, {\O}ystein}, title = {{Migra{\c c}{\~a}o \emph{non-refoulement}
        H$_2$O ``quotes''}}, journal = {Revista}, volume = 4, number = 1, pages = {1--9},
        year = 2020}""",
        "Müller, J., Étienne, Á., Koč, İ., & Sørensen, Ø. (2020). Migração non-refoulement H2O "
        "“quotes”. Revista, 4(1), 1–9."),
    "editors without authors": (
        "@book{k, editor = {Nugroho, Bayu and Lestari, Sri}, title = {{Bunga rampai}}, year = 2017,"
        " publisher = {Penerbit Uji}}",
        "Nugroho, B., & Lestari, S. (Eds.). (2017). Bunga rampai. Penerbit Uji."),
    "no author": (
        "@online{k, title = {{Halaman web}}, date = {2022-05-17}}",
        "Halaman web. (2022, 17 Mei). Penerbit."),
    "paper in proceedings": (
        "@inproceedings{k, author = {Halim, Rudi and Sari, Dian}, title = {{Makalah}}, booktitle = "
        "{{Prosiding Seminar}}, year = 2016, pages = {55--63}, publisher = {Penerbit Uji}}",
        "Halim, R., & Sari, D. (2016). Makalah. Dalam Prosiding Seminar (hlm. 55–63). "
        "Penerbit Uji."),
    "chapter": (
        "@inbook{k, author = {Sari, Dian}, title = {{Bab}}, booktitle = {{Buku Induk}}, editor = "
        "{Halim, Rudi}, year = 2014, pages = {3--9}, publisher = {Penerbit Uji}}",
        "Sari, D. (2014). Bab. Dalam R. Halim (Ed.), Buku Induk (hlm. 3–9). Penerbit Uji."),
    "dissertation": (
        "@phdthesis{k, author = {Halim, Rudi}, title = {{Yang diuji}}, year = 2015, "
        "school = {Universitas Uji}}",
        "Halim, R. (2015). Yang diuji [Disertasi, Universitas Uji]."),
    "biblatex article": (
        "@article{k, author = {Sari, Dian}, title = {{Gaya}}, journaltitle = {Jurnal Uji}, "
        "date = {2013-04}, volume = 7, number = 1, pages = {1-20}}",
        "Sari, D. (2013). Gaya. Jurnal Uji, 7(1), 1–20."),
    "macro and month": (
        '@string{ju = "Jurnal Uji"}\n@article{k, author = {Sari, Dian}, title = {{Makro}}, '
        "year = 2012, month = may, journal = ju, volume = 1}",
        "Sari, D. (2012). Makro. Jurnal Uji, 1."),
    "article number": (
        "@article{k, author = {Sari, Dian}, title = {{Nomor}}, year = 2012, journal = {J}, "
        "volume = 15, number = 7, pages = {e1007007}}",
        "Sari, D. (2012). Nomor. J, 15(7), Artikel e1007007."),
    "eid": (
        "@article{k, author = {Sari, Dian}, title = {{Nomor}}, year = 2012, journal = {J}, "
        "volume = 15, number = 7, eid = {e33}}",
        "Sari, D. (2012). Nomor. J, 15(7), Artikel e33."),
    "two persons with one name each": (
        "@book{k, author = {Suhartono and Wahyuni}, title = {{Buku}}, year = 2016, "
        "publisher = {Penerbit Uji}}",
        "Suhartono, & Wahyuni. (2016). Buku. Penerbit Uji."),
    "organisations that issue jointly": (
        "@techreport{k, author = {{IOM} and {ILO}}, title = {{Laporan}}, year = 2016, "
        "issuer = {Koran Uji}}",
        "IOM, & ILO. (2016). Laporan."),
    "report of a series": (
        "@techreport{k, author = {Sari, Dian}, title = {{Laporan}}, year = 2016, number = 483, "
        "journal = {Trends \\& Issues}}",
        "Sari, D. (2016). Laporan (Trends & Issues No. 483). Penerbit."),
    "press, with a day": (
        "@misc{k, author = {{Koran Uji}}, title = {{Berita}}, year = 2023, month = feb, day = 9, "
        "issuer = {Koran Uji}, keywords = {news_report}}",
        "Koran Uji. (2023, 9 Februari). Berita."),
    "a page without a date": (
        "@misc{k, author = {{Koran Uji}}, title = {{Berita}}, year = {n.d.}, "
        "issuer = {Koran Uji}, keywords = {news_report}}",
        "Koran Uji. (t.t.). Berita. Diakses 23 November 2026, dari"),
    "description instead of a title": (
        "@misc{k, author = {{Koran Uji}}, title = {{[article on a raid]}}, year = 2023, "
        "issuer = {Koran Uji}, keywords = {news_report}}",
        "Koran Uji. (2023). [Article on a raid]."),
    "film": (
        "@video{k, author = {Sari, Dian}, title = {{Rekaman}}, year = 2020, publisher = {Studio}}",
        "Sari, D. (2020). Rekaman [Rekaman video]. Studio."),
    "in press": (
        "@article{k, author = {Sari, Dian}, title = {{Naskah}}, journaltitle = {J}, "
        "pubstate = {inpress}, date = 2025}",
        "Sari, D. (2025). Naskah. J. Dalam proses cetak."),
    "kind of a report": (
        "@report{k, author = {Sari, Dian}, title = {{Laporan}}, type = {techreport}, date = 2019}",
        "Sari, D. (2019). Laporan [Laporan teknis]. Penerbit."),
    "others": (
        "@book{k, author = {Wilkinson, Mark D. and others}, title = {{Buku}}, year = 2016, "
        "publisher = {P and Q}}",
        "Wilkinson, M. D. dkk. (2016). Buku. P and Q."),
    "particle": (
        "@book{k, author = {van der Olst, Jan-Peter}, title = {{Buku}}, year = 2016, "
        "publisher = {P}}",
        "van der Olst, J.-P. (2016). Buku. P."),
}


@pytest.mark.parametrize("case", CASES)
def test_an_entry_is_printed(tmp_path, case):
    text, printed = CASES[case]
    found = works(tmp_path, text)["k"]
    assert plain(found) == f"{printed} https://example.org/k"


def test_an_older_work_has_its_first_year(tmp_path):
    text = "@book{k, author = {A, B}, title = {{T}}, year = 2005, origdate = {1905}}"
    assert plain(works(tmp_path, text)["k"]).endswith("(Karya asli diterbitkan 1905)")


ADDRESSES = {
    r"url = {https://example.org/a\_b.html?a=1\&b=2\%20c}": "https://example.org/a_b.html?a=1&b=2%20c",
    r"url = {https://example.org/{\textasciitilde}orang/}": "https://example.org/~orang/",
    "url = {https://example.org/a--b/}": "https://example.org/a--b/",
    "url = {https://github.com/a/b/blob/1/c.md}": "https://github.com/a/b/blob/1/c.md",
    "doi = {https://doi.org/10.1234/uji.1}": "https://doi.org/10.1234/uji.1",
    "doi = {http://dx.doi.org/10.1234/uji.1}": "https://doi.org/10.1234/uji.1",
    r"doi = {doi:10.1234/uji\_1}": "https://doi.org/10.1234/uji_1",
    "doi = {DOI: 10.1234/uji}": "https://doi.org/10.1234/uji",
    "url = {https://doi.org/10.1234/uji%3C1}": "https://doi.org/10.1234/uji%3C1",
}


def misc(field):
    return f"@misc{{k, author = {{A, B}}, title = {{{{T}}}}, year = 2020, {field}}}"


@pytest.mark.parametrize("field", ADDRESSES)
def test_an_address_is_printed_and_linked_whole(tmp_path, field):
    work = works(tmp_path, misc(field))
    assert plain(work["k"]).split(" ")[-1] == ADDRESSES[field]
    assert f'href="{ADDRESSES[field]}"' in work["k"].entry.replace("&amp;", "&")


def test_an_odd_doi_is_escaped_in_its_link(tmp_path):
    doi = "10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O"
    work = works(tmp_path, misc(f"doi = {{{doi}}}"))
    href = re.search('href="([^"]*)"', work["k"].entry)[1]
    assert href == "https://doi.org/" + doi.replace("<", "%3C").replace(">", "%3E")
    assert plain(work["k"]).endswith("https://doi.org/" + doi)


def test_names_are_added_until_two_works_differ(tmp_path):
    found = works(tmp_path, "".join(
        f"@book{{k{i}, author = {{Harahap, A. and {second}, B. and Siregar, C.}}, "
        "title = {{T}}, year = 2019, publisher = {P}}\n"
        for i, second in enumerate(["Batubara", "Nasution"])))
    assert [found[key].names for key in ("k0", "k1")] == [
        "Harahap, Batubara, dkk.", "Harahap, Nasution, dkk."]


def test_letters_run_in_the_order_of_the_list_among_the_works_cited(tmp_path):
    text = "".join(
        f"@misc{{{key}, author = {{{{VOI}}}}, title = {{{{T}}}}, year = 2023, month = {month}, "
        f"day = {day}, keywords = {{news_report}}, issuer = {{Koran Uji}}}}\n"
        for key, (day, month) in {"late": (24, "jun"), "early": (5, "may"),
                                  "uncited": (1, "jan")}.items())
    found = works(tmp_path, text, cited={"late", "early"})
    assert {key: work.year for key, work in found.items()} == {
        "early": "2023a", "late": "2023b", "uncited": "2023c"}
    alone = works(tmp_path, text, cited={"late"})
    assert alone["late"].year == "2023"
    assert {alone["early"].year, alone["uncited"].year} == {"2023b", "2023c"}


@pytest.mark.parametrize(("language", "printed"), [
    ("id", "Sari, D. (t.t.). Bab. Dalam Buku Induk (hlm. 3–9). P. Diakses 23 November 2026, dari"),
    ("en", "Sari, D. (n.d.). Bab. In Buku Induk (pp. 3–9). P. Retrieved November 23, 2026, from")])
def test_words_follow_the_language(tmp_path, language, printed):
    text = ("@incollection{k, author = {Sari, Dian}, title = {{Bab}}, booktitle = {Buku Induk}, "
            "year = {n.d.}, pages = {3--9}, publisher = {P}}")
    found = works(tmp_path, text, language)["k"]
    assert plain(found) == f"{printed} https://example.org/k"
    assert ('lang="id"' in found.entry) is (language == "en")


def test_a_title_in_the_place_of_the_author_keeps_its_language(tmp_path):
    text = "@article{k, title = {{Berita}}, journal = {Koran}, year = {2020}}"
    assert '<span lang="id">Berita</span>' in works(tmp_path, text, "en")["k"].entry


def test_the_style_changes_only_what_it_finds(monkeypatch):
    monkeypatch.setitem(apa.CHANGES, "en", {"not there": "x"})
    apa.style.cache_clear()
    with pytest.raises(ValueError, match="no longer has"):
        apa.style("en")
    apa.style.cache_clear()


@pytest.fixture(scope="module")
def listed():
    """Return {key: reference} of the works that the book cites."""
    cited = cited_works(ROOT)
    return {key: work for key, work in references(Edition(ROOT)).items() if key in cited}


def test_letters_have_no_gaps_in_the_bibliography(listed):
    groups: dict[tuple, list] = {}
    for work in listed.values():
        year, letters = re.fullmatch(r"(\d{4}|t\.t\.)-?([a-z]*)", work.year).groups()
        groups.setdefault((work.names, year), []).append((work.place, len(letters), letters))
    for works_of_a_year in groups.values():
        letters = [letter for _, _, letter in sorted(works_of_a_year)]
        alphabet = [first + last for first in ["", *"ab"] for last in "abcdefghijklmnopqrstuvwxyz"]
        assert letters == (alphabet[:len(letters)] if letters[1:] else [""])


def test_works_that_only_exhibits_name_stand_where_their_years_and_letters_put_them():
    groups: dict[str, list] = {}
    for work in references(Edition(ROOT)).values():
        year, letters = re.fullmatch(r"(\d{4}|t\.t\.)-?([a-z]*)", work.year).groups()
        groups.setdefault(work.names, []).append(
            (work.place, year.strip("t."), len(letters), letters))
    for works_of_a_name in groups.values():
        dates = [date for _, *date in sorted(works_of_a_name)]
        assert dates == sorted(dates)
    places = [place for works_of_a_name in groups.values() for place, *_ in works_of_a_name]
    assert len(set(places)) == len(places)


def test_every_work_can_be_told_by_its_citation():
    found = [(work.names, work.year) for work in references(Edition(ROOT)).values()]
    assert len(set(found)) == len(found)


def test_no_reference_has_braces_markup_or_two_stops(listed):
    wrong = [key for key, work in listed.items()
             if re.search(r"[{}\\]|(?<!\.)\.\.(?!\.)|\?\.|\(\)| ,|, \.|textit", plain(work))]
    assert not wrong


def test_a_citation_in_a_sentence_joins_two_authors_by_a_word():
    assert in_sentence("Abbott & Snidal", "id") == "Abbott dan Snidal"
    assert in_sentence("Abbott & Snidal", "en") == "Abbott and Snidal"
    assert citation("iomndassistance", Edition(ROOT)).startswith("IOM (t.t.")


def test_organisations_have_their_acronym_in_the_list_alone(listed):
    work = listed["iomndassistance"]
    assert work.names == "IOM"
    assert work.entry.startswith("International Organization for Migration [IOM]. (")


def test_items_of_the_base_keep_their_addresses():
    items = read_items(ROOT / "references.bib")
    assert items["ilo2022preventing"]["URL"].endswith("/WCMS_859206/lang--en/index.htm")
