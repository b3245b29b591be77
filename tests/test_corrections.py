"""Corrections are data: a cell is replaced where its note proves it wrong, never overwritten."""

import shutil

import pandas as pd
import pytest
from check_data import rows, write

from thesis.base.corrections import corrected_table, same
from thesis.base.load import Base, load_collected
from thesis.check.corrections import correction_problems
from thesis.check.package import read_package, read_tables
from thesis.project.paths import CODE as ROOT

GOOD = {"correction_id": "K900", "table": "observations", "row_id": "O00001", "column": "value",
        "said": "", "corrected": "25", "expect": "24", "reason_id": "Uji coba.",
        "reason_en": "A trial.", "decided_by": "rule", "status": "applied"}


@pytest.fixture(scope="module")
def package_and_tables():
    package, problems = read_package(ROOT)
    tables, found = read_tables(ROOT, package)
    assert not problems + found
    return package, tables


def problems_of(package_and_tables, **cells: str) -> list[tuple[str, str]]:
    """Return (column, rule) of what is found for the one correction `GOOD` with other cells."""
    package, tables = package_and_tables
    table = type(tables["corrections"])("corrections", "data/corrections.csv",
                                        list(GOOD), [tuple((GOOD | cells).values())], [2])
    found = correction_problems(tables | {"corrections": table}, package)
    return [(problem.column, problem.rule.removeprefix("correction-")) for problem in found]


def test_the_corrections_of_the_base_are_sound(package_and_tables):
    package, tables = package_and_tables
    assert [str(problem) for problem in correction_problems(tables, package)] == []


@pytest.mark.parametrize(("cells", "expected"), [
    ({}, []),
    ({"table": "observation"}, [("table", "table")]),
    ({"column": "values"}, [("column", "column")]),
    ({"row_id": "O99999"}, [("row_id", "row")]),
    ({"expect": "23"}, [("expect", "expect")]),
    ({"expect": "24.0"}, []),
    ({"corrected": "24"}, [("corrected", "nothing")]),
    ({"corrected": "many"}, [("corrected", "value")]),
    ({"corrected": "24.5"}, [("corrected", "consequence")]),
    ({"said": "no such words"}, [("said", "said")]),
    ({"said": "24 ministries/agencies"}, []),
    ({"column": "qualifier", "expect": "exact", "corrected": "roughly"}, [("corrected", "value")]),
    ({"column": "indicator", "expect": "task_force_members", "corrected": "task_force_member"},
     [("corrected", "value")]),
    ({"column": "unit", "expect": "count", "corrected": "persons"},
     [("corrected", "consequence")]),
], ids=str)
def test_an_unsound_correction_is_named(package_and_tables, cells, expected):
    assert problems_of(package_and_tables, **cells) == expected


def test_two_corrections_of_one_cell_are_refused(package_and_tables):
    package, tables = package_and_tables
    cells = [tuple((GOOD | {"correction_id": name}).values()) for name in ("K900", "K901")]
    table = type(tables["corrections"])("corrections", "data/corrections.csv", list(GOOD), cells,
                                        [2, 3])
    found = list(correction_problems(tables | {"corrections": table}, package))
    assert [(p.row, p.rule) for p in found] == [(3, "correction-double")]


def corrected(base: Base, name: str) -> pd.DataFrame:
    return corrected_table(name, base.tables[name], base.tables)


def test_applied_corrections_give_a_new_base_and_leave_the_register_as_it_was():
    register = load_collected(ROOT)
    old, new = (table.set_index("observation_id") for table in (
        register.observations, corrected(register, "observations")))
    as_collected = {r["observation_id"]: r for r in rows(ROOT, "observations")}
    assert new.at["O00166", "indicator"] == "iom_refugees_assisted"  # 925 Rohingya, not staff
    assert (new.at["O00412", "indicator"], new.at["O00412", "unit"]) == ("iom_outputs", "count")
    assert new.at["O00413", "qualifier"] == "about"  # A045: about thirty participants
    assert old.at["O00166", "indicator"] == as_collected["O00166"]["indicator"] == "iom_staff"
    assert new["value"].equals(old["value"])
    assert corrected(register, "codings") is register.codings


def test_errors_of_a_source_and_rejected_corrections_stay_as_they_are():
    table = corrected(load_collected(ROOT), "observations").set_index("observation_id")
    assert table.at["O00191", "value"] == 3373  # noted: the misprint stands beside 2,373
    assert table.at["O01150", "indicator"] == "iom_refugees_assisted"  # rejected


def test_a_correction_that_no_longer_fits_is_not_applied(small_base, tmp_path):
    shutil.copytree(small_base, tmp_path, dirs_exist_ok=True)
    first = rows(tmp_path, "observations")[0]
    write(tmp_path, "corrections", list(GOOD), [GOOD | {"row_id": first["observation_id"],
                                                        "expect": "-1", "corrected": "2"}])
    with pytest.raises(ValueError, match="K900: value of O"):
        corrected(load_collected(tmp_path), "observations")


def test_a_base_older_than_the_table_of_corrections_is_left_alone(base):
    assert corrected_table("observations", base.observations, {}) is base.observations


def test_numbers_compare_as_numbers_and_text_as_text():
    assert same(30.0, "30") and same("30", "30.0") and same("", "")
    assert not same(30.0, "") and not same("", "0") and not same("about", "exact")
