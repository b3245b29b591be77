"""Police figures of the situation against values read in data/observations.csv."""

import pytest

from thesis.analysis import situation_police as police
from thesis.analysis.situation import reported_values
from thesis.figures import situation_victims as victims
from thesis.figures.provinces import province_bars


def values(table, **same):
    for column, value in same.items():
        table = table[table[column] == value]
    return list(table["value"])


def test_each_value_of_a_year_has_its_own_row(base):
    years = police.police_years(base)
    assert values(years, indicator="police_cases", year=2023) == [982, 1061, 1062]
    assert values(years, indicator="police_victims_recorded", year=2023) == [3104, 3208, 3363, 3366]
    assert values(years, indicator="police_victims_recorded", year=2024) == [1794, 2179]


def test_a_value_keeps_its_reporters_rows_and_sources(base):
    years = police.police_years(base)
    (row,) = years[years["value"] == 1061].to_dict("records")  # O02799
    assert row["reported_by"] == ("Kemenko PMK (data Polri)",)
    assert (row["rows"], row["sources"]) == (("O02799",), ("prokal2024kasus",))
    (row,) = years[(years["value"] == 982)].to_dict("records")  # O00280, O03063
    assert row["source_count"] == 2
    assert row["rows"] == ("O00280", "O03063")


def test_two_notes_of_one_source_count_as_one_source(base):
    cases = base.observations[base.observations["observation_id"].isin(["O03091", "O03092"])]
    (row,) = reported_values(cases.assign(value=1.0), ["indicator"]).to_dict("records")
    assert (row["source_count"], len(row["rows"])) == (1, 2)


def test_task_force_ends_in_november_and_marks_conflicts(base):
    table = police.task_force(base)
    last = police.latest(table).set_index("indicator")["value"].to_dict()  # O04118-O04120
    assert last == {"police_reports": 884, "police_suspects": 1066, "police_victims_rescued": 2840}
    rescued = table[table["indicator"] == "police_victims_rescued"]
    assert values(rescued, as_of="2023-06-19") == [1528, 1582]
    assert rescued.loc[rescued["as_of"] == "2023-06-19", "conflict"].all()
    assert not rescued.loc[rescued["as_of"] == "2023-11-13", "conflict"].any()
    assert table["as_of"].str.len().eq(10).all()  # O03854 (August) and O01412 (no date) are out


def test_sex_and_age_of_24_june(base):
    table = police.latest(police.task_force_sex_age(base))  # O03092-O03095
    cells = table.set_index(["sex", "age"])["value"]
    assert cells["female", "adult"] == 777
    assert cells["female", "child"] == 99
    assert cells["male", "adult"] == 819
    assert cells["male", "child"] == 49
    assert cells.sum() == 1744  # the total of that day, O03091


def test_fullest_list_of_provinces_is_that_of_19_june(base):
    table = police.by_province(base, "police_victims_rescued")
    assert set(table["as_of"]) == {"2023-06-19"}
    assert values(table, area="Jawa Tengah") == [150, 152]  # O03001; O04328, O04384
    assert values(table, area="Kalimantan Utara") == [246]
    assert "Sulawesi Selatan" not in set(table["area"])
    assert values(police.by_province(base, "police_reports"), area="Jawa Barat") == [62]


def test_counts_by_sex_keep_their_bases_apart(base):
    table = victims.by_sex(base)
    assert values(table, count="police", year=2022, age="adult", sex="male") == [306]
    assert values(table, count="police", year=2022, age="", sex="male") == [311]
    assert values(table, count="unodc", year=2017, sex="female") == [1450]  # O00936


def test_bars_show_a_zero_and_name_the_provinces_without_figure(base):
    figure = province_bars(base, {"Aceh": 0, "Bali": 5}, "id", label="x")
    names = [label.get_text() for axes in figure.axes for label in axes.get_yticklabels()]
    assert names == ["Bali", "Aceh"]
    assert [text.get_text() for axes in figure.axes for text in axes.texts] == ["5", "0"]
    note = " ".join(figure._supxlabel.get_text().split())
    assert "Tanpa angka (bukan nol): Banten, Bengkulu," in note
    assert "Aceh" not in note
    assert note.count(",") == 35


def test_bars_refuse_an_unknown_province(base):
    with pytest.raises(KeyError, match="Atlantis"):
        province_bars(base, {"Atlantis": 1}, "id", label="x")
