"""Online scam and the world's view against values read in data/observations.csv."""


from thesis.analysis import situation_scam as scam
from thesis.analysis import situation_world as world


def rows(table, **same):
    for column, value in same.items():
        table = table[table[column] == value]
    return table


def test_running_totals_of_scam_cases(base):
    table = scam.scam_totals(base)
    cases = rows(table, indicator="online_scam_cases")
    assert rows(cases, end="2024-11-30")["value"].tolist() == [5111, 5118]  # 5,100 is a bound
    assert rows(cases, end="2024-03-31")["value"].tolist() == [3703, 3704]
    assert rows(cases, value=3703, end="2024-03-31")["rows"].tolist() == [("O00134",)]
    assert 1185 not in set(table["value"])  # 2022 alone (O01170) is no running total
    assert 3700 not in set(table["value"])  # O00401, "2024", published in June 2024
    assert 2434 not in set(table["value"])  # O02398, of the immigration office
    assert table["end"].max() == "2024-11-30"


def test_running_totals_of_victims_of_scams(base):
    victims = rows(scam.scam_totals(base), indicator="online_scam_trafficking_victims")
    assert victims["value"].tolist() == [759, 1290]  # O02676, O01932
    assert victims["end"].tolist() == ["2024-09-05", "2024-11-30"]


def test_detected_victims(base):
    own = world.detected_in_indonesia(base)
    assert own.set_index("year")["value"][2017] == 1469  # O00903
    assert world.gaps(own["year"]) == [2011, 2016]
    all_ = world.detected_in_world(base)
    assert all_["year"].tolist() == [2018, 2018, 2019, 2020, 2022]
    assert 202478 not in set(all_["value"])  # O00502 covers 2020-2023
