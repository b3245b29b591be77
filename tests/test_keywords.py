"""The keyword coder, the place of the human coder, and the examples of the codebook."""

import re

import pandas as pd
import pytest

from thesis.analysis import examples, keywords, reliability, sample
from thesis.base.load import Base
from thesis.tables import codebook
from thesis.tables import keywords as tables

CODED = ("codings", "judgements", "stances")


@pytest.fixture(scope="module")
def by_code(base):
    return keywords.by_code(base).set_index("code")


@pytest.fixture(scope="module")
def without_person(base):
    """The first notes of the base before a person has coded anything."""
    return Base({name: table[table["coder"] != "H"] if name in CODED else table
                 for name, table in base.tables.items()} | {"evidence": base.evidence.head(600)})


@pytest.fixture(scope="module")
def with_person(without_person):
    """The base with a person H who coded the sample exactly as pass A did."""
    tables = without_person.tables
    drawn = set(sample.blind_sample(without_person)["evidence_id"])
    added = {name: pd.concat([tables[name], tables[name][
        (tables[name]["coder"] == "A") & tables[name]["evidence_id"].isin(drawn)].assign(
            coder="H")]) for name in CODED}
    return Base({**tables, **added})


def test_each_code_in_use_has_a_pattern_in_both_languages(base):
    given = set(base.codings["code"])
    for language in ("id", "en"):
        rows = base.keywords[base.keywords["language"] == language]
        assert set(rows["code"]) == given and not rows["code"].duplicated().any()
        for pattern in rows["pattern"]:
            assert not re.compile(pattern).search(""), pattern


def test_words_decide_and_nothing_else(base):
    """E1774 says that without identification there is no help; E0482 speaks of digital schemes."""
    given = keywords.codings(base)
    assert (given["coder"] == "K").all() and not given.duplicated().any()
    told = given.groupby("evidence_id")["code"].agg(set)
    assert "obst_identification" in told["E1774"] and "obst_digital" in told["E0482"]


def test_a_word_is_found_from_its_beginning(base):
    notes = base.evidence.head(2).assign(note_id=["kerja organisasi", "jual beli organ"],
                                         note_en=["work", "trade"])
    small = Base({**base.tables, "evidence": notes})
    given = keywords.codings(small)
    assert list(given.loc[given["code"] == "form_other", "evidence_id"]) == [
        notes["evidence_id"].iloc[1]]


def test_found_and_right_by_hand(base, by_code):
    """Form of exploitation in fisheries: counted with sets, apart from the function."""
    coded = base.codings[base.codings["code"] == "form_fisheries"]
    agreed = set(coded.loc[coded["coder"] == "A", "evidence_id"]) & set(
        coded.loc[coded["coder"] == "B", "evidence_id"])
    given = keywords.codings(base)
    own = set(given.loc[given["code"] == "form_fisheries", "evidence_id"])
    row = by_code.loc["form_fisheries"]
    assert row["found"] == pytest.approx(100 * len(agreed & own) / len(agreed))
    assert row["right"] == pytest.approx(100 * len(agreed & own) / len(own))


def test_keywords_are_a_floor(by_code):
    assert (by_code["kappa_keyword"] < by_code["kappa_passes"]).all()


def test_no_agreement_with_a_person_before_one_has_coded(without_person, language):
    assert keywords.human_pairs(without_person).empty
    said = {"id": "belum dilakukan", "en": "has not been done yet"}[language]
    assert tables.human_status(without_person, language) == said
    rows = tables.ladder(without_person, language).record()["rows"]
    assert [row[0]["text"] for row in rows] == ["A–B", "A–K", "B–K"]


def test_the_agreement_appears_as_soon_as_a_person_has_coded(with_person, language):
    pairs = keywords.human_pairs(with_person).set_index("first")
    assert pairs.loc["A", "kappa"] == 1 > pairs.loc["B", "kappa"] > 0.7
    assert (pairs["notes"] == len(sample.blind_sample(with_person))).all()
    assert "kappa 1" in tables.human_status(with_person, language)
    assert len(tables.ladder(with_person, language).record()["rows"]) == len(keywords.LADDER)


def test_ladder_begins_with_the_published_agreement(base):
    table = keywords.ladder(base)
    overall = reliability.overall(base).set_index("decision").loc["codings"]
    assert table.loc[0, "alpha"] == pytest.approx(overall["alpha"])
    assert table.loc[3, "positive"] < table.loc[0, "positive"]


def test_examples_have_their_code_from_both_passes(base):
    table = examples.by_code(base)
    assert set(table["code"]) == set(base.codings["code"])
    given = set(zip(base.codings["evidence_id"], base.codings["code"], base.codings["coder"],
                    strict=True))
    for row in table.to_dict("records"):
        assert {(row["evidence_id"], row["code"], coder) for coder in "AB"} <= given


def test_statements_rest_on_the_codes_that_name_them(base):
    ties = examples.linked(base)
    expected = {"F1a": "country_source", "F2": "prog_direct_assistance",
                "F3": "prog_law_enforcement_training", "F4": "prog_institutional_capacity",
                "F5": "prog_public_awareness", "F6a": "pillar_partnership",
                "F7": "obst_coordination", "F8": "obst_resources", "F9a": "rec_synergy"}
    assert all(finding in ties[code] for finding, code in expected.items())


@pytest.mark.parametrize("make", [tables.ladder, tables.by_code, tables.patterns,
                                  codebook.examples])
def test_tables(base, language, make):
    assert make(base, language).record()["rows"]
