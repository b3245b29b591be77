"""A fact knows its value, rows and sources, and writes itself in both languages."""

import pandas as pd
import pytest
from matplotlib.figure import Figure

from thesis.book.widths import BOLD, GAP, MOST_NARROW, column_widths, is_dense
from thesis.publish import compute, facts
from thesis.publish.cells import named
from thesis.publish.computation import computation
from thesis.publish.exhibits import FigureExhibit, Linked, TableExhibit
from thesis.publish.facts import EXHIBIT_TYPE, FACT_TYPE, Fact, from_record, text
from thesis.publish.printed_lines import line_length


def make(value, unit, decimals=None):
    return Fact(value, unit, "value", ("O00001",), ("a",), decimals, "f")


@pytest.mark.parametrize(("value", "unit", "decimals", "indonesian", "english"), [
    (2759, "persons", None, "2.759", "2,759"),
    (26.5, "percent", None, "26,5%", "26.5%"),
    (50.0, "percent", None, "50%", "50%"),
    (0.894, "coefficient", None, "0,89", "0.89"),
    (1500000, "idr", None, "Rp1.500.000", "Rp1,500,000"),
    (1500000, "usd", None, "US$1.500.000", "US$1,500,000"),
    ("2023-06-05", "date", None, "5 Juni 2023", "5 June 2023"),
    (2023, "year", None, "2023", "2023"),
    (("F1", "F2", "F3"), "list", None, "F1, F2, dan F3", "F1, F2 and F3"),
    (1.25, "other", 1, "1,2", "1.2"),
])
def test_a_value_is_written_as_the_language_writes_it(value, unit, decimals, indonesian, english):
    fact = make(value, unit, decimals)
    assert (text(fact, "id"), text(fact, "en")) == (indonesian, english)


def test_a_record_gives_the_fact_back():
    for fact in (make(3, "count"), make(("F1", "F2"), "list")):
        assert from_record(fact.record()) == fact


def test_an_observed_fact_is_its_observation(base):
    # O00896: 607 persons, 2008, of note E0860, source unodc2025unodc
    fact = facts.observed(base, "O00896")
    assert (fact.value, fact.unit, fact.rows, fact.sources) == (
        607, "persons", ("O00896",), ("unodc2025unodc",))


def test_an_unknown_observation_is_an_error(base):
    with pytest.raises(KeyError, match="no observation 'O99999'"):
        facts.observed(base, "O99999")


def test_counts_sums_and_shares_rest_on_the_rows_they_use(base):
    rows = base.observations.head(4)
    assert compute.counted(rows).value == 4
    assert compute.summed(rows).value == int(rows["value"].sum())
    assert compute.distinct(rows, "source").value == rows["source"].nunique()
    share = compute.share(rows.head(1), rows)
    assert (share.value, share.rows) == (25, tuple(sorted(rows["observation_id"])))


def test_a_count_of_something_else_than_the_rows_is_a_tally(base):
    rows = base.observations.head(4)
    assert compute.fact(4, rows, unit="count", how="count").how == "count"
    assert compute.fact(3, rows, unit="count", how="count").how == "tally"


def test_a_quotient_adds_up_its_parts(base):
    # O00896 is 607, O00897 is 275
    fact = compute.quotient(base, ["O00897"], ["O00896"])
    assert text(fact, "id") == "45,3%"
    assert compute.quotient(base, ["O00896", "O00897"], ["O00897"], unit="other").value == \
        pytest.approx((607 + 275) / 275)
    with pytest.raises(KeyError):
        compute.quotient(base, ["O99999"], ["O00896"])


@pytest.mark.parametrize("change", [{"unit": "apples"}, {"how": "guessed"}, {"rows": ()},
                                    {"how": "count", "value": 2}])
def test_a_fact_without_basis_or_known_unit_is_refused(change):
    record = make(1, "count").record() | change
    with pytest.raises(ValueError, match="a fact"):
        from_record(record)


@pytest.mark.parametrize(("how", "value", "rows", "of", "indonesian", "english"), [
    ("value", 7, ("O00001",), "", "nilai dari 1 angka", "value from 1 figure"),
    ("count", 2, ("E0001", "E0002"), "", "2 catatan", "2 notes"),
    ("count", 1, ("A001",), "", "1 kegiatan", "1 activity"),
    ("count", 1, ("a",), "", "1 sumber", "1 source"),
    ("distinct", 1, ("E0001", "E0002"), "issuer", "1 penerbit dalam 2 catatan",
     "1 publisher in 2 notes"),
    ("distinct", 2, ("E0001", "E0002"), "evidence_id", "2 catatan", "2 notes"),
    ("tally", 4, ("E0001", "E0002"), "", "hitungan atas 2 catatan", "tally over 2 notes"),
    ("sum", 4, ("C001", "E0002"), "", "jumlah dari 2 baris data", "sum of 2 rows of data"),
])
def test_a_computation_names_what_was_counted(how, value, rows, of, indonesian, english):
    fact = Fact(value, "count", how, rows, ("a",), of=of)
    assert (computation(fact, "id"), computation(fact, "en")) == (indonesian, english)


def test_counts_remember_the_column_that_they_count(base):
    notes = base.evidence.head(3)
    assert compute.distinct(notes, "source").of == "source"
    table = pd.DataFrame({"code": ["a"], "publishers": [1], "rows": [("E1", "E2")],
                          "sources": [("s",)]})
    assert compute.each(table, "code", "publishers")["a"].of == "publishers"


def test_a_table_has_a_fact_for_each_value_with_its_rows(base):
    rows = pd.DataFrame({"evidence_id": ["E1", "E2", "E3", "E4"], "source": list("abca"),
                         "kind": ["x", "y", "x", ""]})
    table = compute.by(rows, "kind")
    assert {key: (fact.value, fact.rows, fact.sources) for key, fact in table.items()} == {
        "x": (2, ("E1", "E3"), ("a", "c")), "y": (1, ("E2",), ("b",))}
    assert compute.by(rows, "kind", compute.listed, "source")["x"].value == ("a", "c")


def test_an_aggregated_frame_gives_a_fact_a_row_but_for_what_has_no_value_or_basis():
    frame = pd.DataFrame({"code": ["a", "b", "c"], "notes": [2, float("nan"), 0],
                          "rows": [("E1", "E2"), ("E3",), ()], "sources": [("s",), ("s",), ()]})
    (fact,) = compute.each(frame, "code", "notes").values()
    assert (fact.value, fact.how, fact.rows) == (2, "count", ("E1", "E2"))


def test_the_keyword_is_the_name():
    published = dict(named({"cases": make(1, "count"), "roles": {"a": make(2, "count")},
                            "fig_years": "a drawing"}))
    assert published["fig-years"] == "a drawing"
    assert published["cases"].name == "cases"
    assert published["roles[a]"].name == "roles[a]"


def test_a_notebook_shows_a_fact_and_the_book_reads_it():
    bundle = make(1500, "count")._repr_mimebundle_()
    assert bundle["text/plain"] == "f = 1.500 (value of 1 row)"
    assert from_record(bundle[FACT_TYPE]) == make(1500, "count")


def test_a_notebook_shows_figures_and_tables(base):
    table = TableExhibit(["a", "b"], [["x <1>", Linked("y", ("s",))]], "lr", base.searches)
    bundle = table._repr_mimebundle_()
    assert "<tr><td>x &lt;1&gt;</td><td>y</td></tr>" in bundle["text/html"]
    assert bundle[EXHIBIT_TYPE]["rows"][0][1] == {"text": "y", "sources": ["s"]}
    figure = FigureExhibit(Figure(), "Nothing.", base.searches)._repr_mimebundle_()
    assert figure["image/svg+xml"].lstrip().startswith("<?xml") and figure["text/plain"]
    assert figure[EXHIBIT_TYPE]["alt"] == "Nothing."


def test_columns_are_as_wide_as_what_may_not_break():
    rows = [[{"text": text, "sources": []} for text in row]
            for row in (["A045", "±\u00a09.000.000"], ["A046", "1"])]
    record = {"header": ["Kode", "Jumlah"], "rows": rows}
    assert column_widths(record) == [MOST_NARROW + GAP, len("±\u00a09.000.000") + GAP]


def test_a_column_keeps_its_longest_word_where_a_table_asks_for_more_than_a_line():
    header = ["Pernyataan", "Penerbit", "Independen", "Membantah", "Putusan", "Yakin", "Rumusan"]
    prose = " ".join(["kata"] * 40)
    rows = [[{"text": text, "sources": []} for text in
             [prose, "1", "1", "1", "didukung", "sedang", prose]]]
    record = {"header": header, "rows": rows}
    assert is_dense(record)
    widths = column_widths(record)
    assert sum(widths) <= line_length(len(header), dense=True)
    assert all(width >= len(word) + BOLD + GAP for width, word in zip(widths, header, strict=True))
