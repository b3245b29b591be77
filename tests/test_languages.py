"""The English edition stays possible: every label of the code has its translation."""

import re
from functools import cache

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from thesis.project.paths import CODE as ROOT
from thesis.words.language import catalog, translator


@cache
def labels() -> dict[str, str]:
    """Return {label: first file that uses it} of everything inside ``_("...")``."""
    found: dict[str, str] = {}
    methods = [("**.py", "python"), ("**.jinja", "jinja2.ext:babel_extract")]
    for file, _, message, _, _ in extract_from_dir(str(ROOT / "thesis"), methods,
                                                   keywords={"_": None}):
        found.setdefault(message, file)
    return found


def test_every_label_has_an_english_translation():
    missing = {label: file for label, file in labels().items() if label not in catalog("en")}
    assert missing == {}


def test_labels_are_marked_so_that_they_can_be_found():
    unmarked = [path.name for path in (ROOT / "thesis").rglob("*.py")
                if re.search(r"translator\([^)]*\)\(", path.read_text(encoding="utf-8"))]
    assert unmarked == []


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
