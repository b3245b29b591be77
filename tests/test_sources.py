"""The sources as a table, and the entries that they come from."""

import pandas as pd

from thesis.base.load import load, load_collected
from thesis.base.sources import read_entries, read_sources
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


def test_works_of_one_author_and_year_have_letters_however_many_they_are(tmp_path):
    table = read_sources(write(tmp_path / "many.bib", 26 + 26 * 26 + 2), PUBLISHERS)
    suffixes = table.set_index("source")["year_suffix"]
    found = [suffixes[f"k{i}"] for i in (0, 25, 26, 51, 52, 701, 702, 703)]
    assert found == ["a", "z", "aa", "az", "ba", "zz", "aaa", "aab"]
    assert suffixes.is_unique


def test_a_folder_is_read_once_however_it_is_named():
    assert load(ROOT) is load(ROOT)
    assert load_collected(ROOT) is load_collected(ROOT)


def test_entries_are_found_by_key_in_the_order_of_the_file(tmp_path):
    entries = read_entries(write(tmp_path / "some.bib", 2))
    assert list(entries) == ["k0", "k1"]
    assert entries["k1"].fields["title"] == "{Title of k1}"
