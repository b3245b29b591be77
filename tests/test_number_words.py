"""Numbers in words and short ones: the form that the author chose stays when the value changes."""

import pytest

from thesis.publish.facts import Fact, text
from thesis.words.number_words import in_digits, in_words, short


def fact(value, unit="count", how="value"):
    return Fact(value, unit, how, ("O00001",), ("a1",))


@pytest.mark.parametrize(("value", "indonesian", "english"), [
    (0, "nol", "zero"), (1, "satu", "one"), (10, "sepuluh", "ten"), (11, "sebelas", "eleven"),
    (12, "dua belas", "twelve"), (20, "dua puluh", "twenty"), (21, "dua puluh satu", "twenty-one"),
    (99, "sembilan puluh sembilan", "ninety-nine")])
def test_small_numbers_are_written_in_words_and_read_back(value, indonesian, english):
    assert (in_words(value, "id"), in_words(value, "en")) == (indonesian, english)
    assert in_digits(indonesian) == in_digits(english.capitalize()) == str(value)


def test_each_number_has_words_of_its_own():
    for language in ("id", "en"):
        assert len({in_words(value, language) for value in range(100)}) == 100


@pytest.mark.parametrize(("value", "indonesian", "english"), [
    (2_550_477_682, "2,55 miliar", "2.55 billion"), (49_600_000, "49,6 juta", "49.6 million"),
    (1_000_000, "1 juta", "1 million"), (999_999_999, "1.000 juta", "1,000 million"),
    (3.4e12, "3,4 triliun", "3.4 trillion")])
def test_large_numbers_are_written_to_three_digits(value, indonesian, english):
    assert (short(value, "id"), short(value, "en")) == (indonesian, english)


@pytest.mark.parametrize(("given", "language", "like", "shown"), [
    (fact(3), "id", "dua", "tiga"), (fact(3), "id", "Dua", "Tiga"), (fact(3), "id", "2", "3"),
    (fact(3), "en", "two", "three"), (fact(120), "id", "dua", "120"), (fact(3), "id", "", "3"),
    (fact(2_560_000_000, "idr"), "id", "Rp2,55 miliar", "Rp2,56 miliar"),
    (fact(900, "idr"), "id", "Rp2,55 miliar", "Rp900"),
    (fact(26.5, "percent"), "id", "26", "26,5%"),
    (fact(2.5), "id", "dua", "2,5"), (fact(2024, "year"), "id", "dua", "2024"),
    (Fact("Kemlu", "text", "value", ("a",), ()), "id", "Polri", "Kemlu"),
])
def test_the_form_of_the_text_stays_with_another_value(given, language, like, shown):
    assert text(given, language, like) == shown
