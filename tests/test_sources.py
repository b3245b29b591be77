"""The sources as a table, and the entries that they come from."""

import pandas as pd

from thesis.base.csl import read_items
from thesis.base.load import load, load_collected
from thesis.base.sources import read_sources
from thesis.project.paths import CODE as ROOT

ENTRY = """
@misc{{{key},
  author = {{{{Kompas.com}}}},
  title = {{{{Title of {key}}}}},
  year = {{2023}},
  issuer = {{Kompas.com}},
  url = {{https://example.org/{key}}},
  urldate = {{2026-11-23}},
  language = {{indonesian}},
  keywords = {{news_report}},
}}
"""
PUBLISHERS = pd.DataFrame({"publisher": ["Kompas.com"], "kind": ["press"],
                           "independent_of_iom": ["yes"]})


def write(path, count):
    path.write_text("% A comment.\n" + "".join(ENTRY.format(key=f"k{i}") for i in range(count)),
                    encoding="utf-8")
    return path


def test_a_row_has_what_the_entry_says(tmp_path):
    row = read_sources(write(tmp_path / "some.bib", 2), PUBLISHERS).loc[1]
    assert row["source"] == "k1" and row["title"] == "Title of k1"
    assert (row["authors"], row["year"], row["date"]) == (("Kompas.com",), "2023", "2023")
    assert (row["language"], row["issuer_kind"]) == ("id", "press")


def test_a_folder_is_read_once_however_it_is_named():
    assert load(ROOT) is load(ROOT)
    assert load_collected(ROOT) is load_collected(ROOT)


def test_items_are_found_by_key_in_the_order_of_the_file(tmp_path):
    items = read_items(write(tmp_path / "some.bib", 2))
    assert list(items) == ["k0", "k1"]
    assert items["k1"]["title"] == "Title of k1"
