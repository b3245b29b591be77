"""Nothing of an edition is in the other language: every label of the code has its translation, and
a detector finds no text of a built edition in the wrong one.
"""

import ast
import csv
import re
from collections.abc import Iterator
from functools import cache

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from built import sheets
from language_detector import in_other_language, texts
from lxml.html import HtmlElement, HTMLParser, fromstring, parse
from pypdfium2 import PdfDocument

from thesis.manuscript.catalogs import translated_files
from thesis.manuscript.definitions import cells
from thesis.project.edition import LANGUAGE_VARIABLE, LANGUAGES, Edition
from thesis.project.paths import CODE as ROOT
from thesis.publish import audit
from thesis.words.language import catalog, translator

TRANSLATING = ("_", "said", "report", "confirm")  # what cells give labels to


@cache
def labels() -> dict[str, str]:
    """Return {label: first file that uses it} of all labels of the code and of cells."""
    found: dict[str, str] = {}
    methods = [("**.py", "python"), ("**.jinja", "jinja2.ext:babel_extract")]
    for file, _, message, _, _ in extract_from_dir(str(ROOT / "thesis"), methods,
                                                   keywords={"_": None}):
        found.setdefault(message, file)
    return dict(given_in_cells(*TRANSLATING)) | found


def codes() -> list[tuple[str, str]]:
    """Return the code of all cells, each with the name of its page or notebook."""
    return [(file.name, code) for file in translated_files(ROOT) if file.suffix != ".yml"
            for code in cells(file)]


def given_in_cells(*functions: str) -> Iterator[tuple[str, str]]:
    """Yield (text, file) of each text that cells give to functions, also in pieces with values."""
    for file, code in codes():
        for call in ast.walk(ast.parse(code)):
            if isinstance(call, ast.Call) and ast.unparse(call.func) in functions:
                yield from ((str(part.value), file) for argument in call.args
                            for part in getattr(argument, "values", [argument])
                            if isinstance(part, ast.Constant))


def pages_of(language: str) -> Iterator[tuple[str, HtmlElement]]:
    """Yield (name, page) of the pages of an edition that is built, those of code apart."""
    folder = Edition(ROOT, language).html
    for path in sorted(folder.rglob("*.html")):
        if not {"_code", "_static"} & {*path.parts}:
            yield path.relative_to(folder).as_posix(), parse(path, HTMLParser(
                encoding="utf-8")).getroot()


def test_every_label_has_an_english_translation():
    missing = {label: file for label, file in labels().items() if label not in catalog("en")}
    assert missing == {}


def test_labels_are_marked_so_that_they_can_be_found():
    unmarked = [path.name for path in (ROOT / "thesis").rglob("*.py")
                if re.search(r"translator\([^)]*\)\(", path.read_text(encoding="utf-8"))]
    assert unmarked == []


def test_cells_print_no_words_that_stay_in_one_language():
    assert [text for text in given_in_cells("print") if re.search(r"[^\W\d_]{2}", text[0])] == []


def test_cells_show_no_column_that_is_always_indonesian():
    columns = {name for path in (ROOT / "data").glob("*.csv")
               for name in next(csv.reader(path.open(encoding="utf-8", newline="")))}
    stems = {name[:-3] for name in columns if name.endswith("_en")} - {"finding"}  # also a key
    shown = re.compile(rf'"({"|".join(stems)})_id"')
    assert "note" in stems
    assert [file for file, code in codes() if shown.search(code)] == []


def test_notebooks_print_in_the_language_of_the_edition(monkeypatch, capsys):
    monkeypatch.setenv(LANGUAGE_VARIABLE, "en")
    audit.report(False, "{table} tidak memakai sumber yang dikeluarkan", table="caseload")
    assert capsys.readouterr().out == "no longer holds: caseload: no excluded source is used\n"


def test_no_translation_is_left_over():
    assert set(catalog("en")) - set(labels()) == set()


def test_catalogs_do_not_contradict_each_other():
    seen: dict[str, str] = {}
    for path in sorted((ROOT / "locale" / "en" / "LC_MESSAGES" / "figures").glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file):
                if message.id:
                    assert seen.setdefault(message.id, message.string) == message.string, path
                    assert "{" not in message.id or placeholders(message.id) == \
                        placeholders(message.string), message.id


def placeholders(text: str) -> set[str]:
    """Return the names in braces of a label."""
    return set(re.findall(r"\{(\w+)\}", text))


def test_a_label_without_translation_is_an_error():
    with pytest.raises(KeyError, match="no en translation"):
        translator("en")("kata yang tidak ada")


@pytest.mark.built
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_of_a_page_is_in_the_other_language(language):
    wrong = {text: name for name, page in pages_of(language)
             for text in dict.fromkeys(texts(page, language)) if in_other_language(text, language)}
    assert wrong == {}


@pytest.mark.built
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_edition_names_its_language(language):
    assert {page.get("lang") for _, page in pages_of(language)} <= {language}


@pytest.mark.parametrize(("text", "language"), [
    ("Back to top", "id"), ("Skip to main content", "id"), ("returns to UNODC", "id"),
    ("Lihat catatan", "en"), ("Kata pengantar ini ditulis oleh penyunting", "en"),
    ("Menunggu proses imigrasi di negara tujuan mereka", "en")])
def test_the_detector_knows_short_texts(text, language):
    other = {"id": "en", "en": "id"}[language]
    assert in_other_language(text, language) and not in_other_language(text, other)


def test_names_and_marked_terms_stay_in_their_language():
    page = fromstring('<div><p>Kata <span lang="en">back to the top</span> dikutip.</p>'
                      '<p title="U.S. Department of State (2020)">Menurut The '
                      'Jakarta Post</p></div>')
    assert not any(in_other_language(text, "id") for text in texts(page, "id"))


@pytest.mark.built
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_of_the_printed_chapters_is_in_the_other_language(language):
    pdf = Edition(ROOT, language).pdf
    places = [(item.get_title(), item.get_dest().get_index())
              for item in PdfDocument(pdf).get_toc(max_depth=1)]
    chapters = [place for title, place in places if title.startswith(("Bab ", "Chapter "))]
    end = next(place for _, place in places if place > chapters[-1])
    text = " ".join(" ".join(sheets(pdf)[chapters[0]:end]).split())
    found = [sentence for sentence in re.split(r"(?<=[.!?]) (?=[A-Z])", text)
             if len(sentence.split()) > 7]
    assert len(found) > 1000
    assert [sentence for sentence in found if in_other_language(sentence, language)] == []
