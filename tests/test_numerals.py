"""Numbers as people write them: what a spelling may mean, what a note says, what data may hold."""

import pytest

from thesis.base.numerals import PLAIN, numbers_in, readings, states


@pytest.mark.parametrize(("text", "meant"), [
    ("3.000", ["3000", "3"]), ("1,234", ["1234", "1.234"]), ("3,5", ["3.5"]), ("12.5", ["12.5"]),
    ("1.234,5", ["1234.5"]), ("1,234.5", ["1234.5"]), ("1.234.567", ["1234567"]),
    ("Rp 7,49", ["7.49"]), ("-42%", ["-42"]), ("1 000", ["1000"]), ("0.591", ["0.591"]),
    ("2.50", ["2.5"]), ("1.23E+05", []), ("many", []), ("5/6", []),
])
def test_what_a_spelling_may_mean(text, meant):
    assert readings(text) == meant


@pytest.mark.parametrize(("text", "plain"), [
    ("0", True), ("3000", True), ("-42", True), ("12.5", True), ("0.591", True), ("1.2345", True),
    ("3.000", False), ("3.512", False), ("007", False), ("2.50", False), ("1e5", False),
    ("nan", False), ("+5", False), ("", False),
])
def test_what_a_table_may_hold(text, plain):
    assert bool(PLAIN.fullmatch(text)) == plain


@pytest.mark.parametrize(("text", "value"), [
    ("six and a half million workers", 6.5e6), ("Rp7,49 miliar", 7.49e9), ("US$1.4 billion", 1.4e9),
    ("twenty-five cases", 25), ("dua puluh lima kasus", 25), ("tiga belas orang", 13),
    ("seratus dua puluh tiga ribu orang", 123_000), ("seribu dua ratus", 1200),
    ("two hundred and five", 205), ("some two thousand", 2000), ("1.833.000 orang", 1_833_000),
    ("1,833,000 people", 1_833_000), ("36.96 per cent", 36.96), ("36,96 persen", 36.96),
    ("42 percent fewer", -42), ("none of them", 0), ("for the fourth year", 4),
])
def test_a_text_states_a_number_in_digits_or_words_of_either_language(text, value):
    assert states(text, value)


def test_a_text_does_not_state_another_number():
    assert numbers_in("IOM trained 48 investigators.") == {48}
    assert not any(states("IOM trained 48 investigators.", value) for value in (480, 4.8, 84, 0))
