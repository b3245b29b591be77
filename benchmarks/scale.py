"""How cost grows with the evidence: the real base, many times over, under new names."""

import csv
import json
import math
import re
from collections.abc import Callable
from pathlib import Path

import editions
from measure import Step, python, table

SINGLE = ("series", "recommendations", "corrections", "accepted_oddities", "confidence")
KEYS = {"evidence_id", "observation_id", "activity_id", "caseload_id", "search_id", "dropped_id",
        "evidence_ids"}
SOURCES = {"source", "sources"}
TEXTS = {f"{text}_{language}" for text in ("note", "title", "summary") for language in ("en", "id")}
SOURCE_KEY = re.compile(r"(?m)^(@\w+\{)([a-z0-9]+)")
RARE = "method_few_stances rests on no row"  # with more evidence no statement has few stances
LOAD = ("from thesis.base.load import load; base = load(); "
        "[base.tables[name] for name in base.tables]")
STEPS = {
    "load every table": LOAD,
    "check": ("from thesis.check import check_base; from thesis.project.paths import ROOT; "
              "print(len(check_base(ROOT)))"),
    "every cell of every chapter": (
        "from thesis.author.recompute import results; from thesis.project.paths import ROOT; "
        "found = [failure for failure in results(ROOT).failures if '" + RARE + "' not in failure]; "
        "assert not found, found"),
    "every entry of the register": (
        LOAD + "\nfrom thesis.book.register_entries import source_entry\n"
        "for key in base.sources['source']: source_entry(key, 'id')"),
}


def enlarge(root: Path, factor: int) -> None:
    """Repeat the base below `root` `factor` times: rows, keys, sources; lists stay as they are."""
    package = json.loads((root / "data" / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        names = {field["name"] for field in resource["schema"]["fields"]}
        if resource["name"] not in SINGLE and names & (KEYS | SOURCES):
            repeat_table(root / "data" / resource["path"], factor)
    repeat_sources(root / "references.bib", factor)
    text = json.dumps(package, ensure_ascii=False, indent=2)
    text = re.sub(r"(\[?[A-Z]\]?)\\\\d\{\d\}", r"\1\\\\d+", text)
    (root / "data" / "datapackage.json").write_text(text, encoding="utf-8")


def repeat_table(path: Path, factor: int) -> None:
    """Write the rows of a table again and again, the keys of each round under new names."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        columns, rows = list(reader.fieldnames or ()), list(reader)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        for turn in range(factor):
            writer.writerows({column: renamed(column, value, turn) for column, value in row.items()}
                             for row in rows)


def renamed(column: str, value: str, turn: int) -> str:
    """Return a key in round `turn`: E0001 -> E70001, a source with the round behind it.

    A long text begins with the round, so that memory is not spared by texts that are the same.
    """
    if turn and value and column in TEXTS:
        return f"{turn} {value}"
    if not turn or column not in KEYS | SOURCES:
        return value
    if column in SOURCES:
        return " ".join(f"{key}x{turn}" for key in value.split())
    return " ".join(f"{key[0]}{turn}{key[1:]}" for key in value.split())


def repeat_sources(path: Path, factor: int) -> None:
    """Write the entries of a bibliography again and again under new keys, titles, addresses."""
    text = path.read_text(encoding="utf-8")
    entries = text[text.index("@"):]
    with path.open("a", encoding="utf-8") as file:
        for turn in range(1, factor):
            renewed = SOURCE_KEY.sub(rf"\g<1>\g<2>x{turn}", entries)
            renewed = renewed.replace("title = {{", f"title = {{{{{turn} ")
            file.write(renewed.replace("{https://", f"{{https://www{turn}."))


def table_of(folder: Path, factors: list[int], say: Callable[[Step], None]) -> str:
    """Return the part of the report."""
    found: dict[str, dict[int, Step]] = {name: {} for name in STEPS}
    for factor in factors:
        root = editions.copy(folder / f"times-{factor}")
        enlarge(root, factor)
        for name, code in STEPS.items():
            found[name][factor] = python(f"{name}, {factor} times", ["-c", code], root)
            say(found[name][factor])
    rows = [[name, *(f"{steps[n].seconds:.1f}" for n in factors), growth(steps),
             f"{max(step.megabytes for step in steps.values()):.0f}"]
            for name, steps in found.items()]
    header = ["step", *(f"{n} x (s)" for n in factors), "growth", "peak memory (MB)"]
    return ("## More evidence\n\nThe real base, written again under new keys. Growth is the "
            "exponent between the two largest: 1 is linear.\n\n" + table(header, rows))


def growth(steps: dict[int, Step]) -> str:
    """Return the exponent of the growth of cost between the two largest factors."""
    if len(steps) < 2:
        return "–"
    (small, first), (large, last) = sorted(steps.items())[-2:]
    return f"{math.log(last.seconds / first.seconds) / math.log(large / small):.2f}"
