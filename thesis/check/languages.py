"""Check that what the book prints in two languages is there in both, and is not the same text."""

from collections.abc import Iterator

from thesis.check.files import Tables
from thesis.check.problem import Problem, quoted

LONG = 40  # shorter texts (names, acronyms) may be alike in both languages


def language_problems(tables: Tables) -> Iterator[Problem]:
    """Yield texts that lack one language, and long Indonesian texts that are the English ones."""
    for table in tables.values():
        if table.absent:
            continue
        stems = [c[:-3] for c in table.columns
                 if c.endswith("_id") and f"{c[:-3]}_en" in table.columns]
        for line, row in table.numbered() if stems else ():
            key = row[table.columns[0]]
            for stem in stems:
                yield from _pair(table.file, line, key, stem, row[f"{stem}_id"], row[f"{stem}_en"])


def _pair(file: str, line: int, key: str, stem: str, indonesian: str,
          english: str) -> Iterator[Problem]:
    if bool(indonesian.strip()) != bool(english.strip()):
        column, other = (f"{stem}_id", english) if english.strip() else (f"{stem}_en", indonesian)
        yield Problem(file, line, column, f"the text stands in one language only: {quoted(other)}",
                      "both languages", "translate it", "languages", f"{key}:{stem}")
    elif len(indonesian) > LONG and indonesian == english:
        yield Problem(file, line, f"{stem}_id", "the Indonesian text is the English one",
                      "the text in Indonesian",
                      "translate it; for a proper name, add a row to data/accepted_oddities.csv",
                      "languages", f"{key}:{stem}")
