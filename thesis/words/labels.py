"""Labels of coded values, as ``data/labels.csv`` has them in both languages."""

from functools import cache
from pathlib import Path

from thesis.base.load import load_collected
from thesis.project.paths import CODE, NoProject, project_root
from thesis.words.language import capital, column


class Labels(dict[str, str]):
    """Return labels by coded value; a value without one raises a KeyError that says what to add."""

    def __init__(self, name: str, found: dict[str, str]) -> None:
        super().__init__(found)
        self._name = name

    def __missing__(self, value: str) -> str:
        raise KeyError(f"no label for {value!r}: add a row to data/labels.csv: "
                       f"{self._name}, {value}, label_id, label_en")


@cache
def labels(name: str, language: str, form: str = "label") -> Labels:
    """Return {value: label} of the values that `name` stands for in the column ``column``.

    A label is written as inside a sentence. form: ``short`` or ``plural`` give these where the
    value has one. They are those of the project in whose folder the process works, where it is in
    none, those beside the package. Shared between callers: do not change them.
    """
    table = load_collected(_root()).labels
    rows = table[table["column"] == name]
    words = rows[column(form, language)].where(rows[column(form, language)] != "",
                                               rows[column("label", language)])
    return Labels(name, dict(zip(rows["value"], words, strict=True)))


@cache
def headings(name: str, language: str, form: str = "label") -> Labels:
    """Return the same with a capital, for the beginning of a cell or an axis."""
    return Labels(name, {value: capital(label)
                         for value, label in labels(name, language, form).items()})


def label(name: str, value: str, language: str, form: str = "label") -> str:
    """Return the label of one value; KeyError where it has none."""
    return labels(name, language, form)[value]


def _root() -> Path:
    try:
        return project_root()
    except NoProject:
        return CODE
