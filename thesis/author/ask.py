"""Ask for values: an option that was given wins, else a question on the terminal, else an error."""

import re
import sys
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from thesis.author import Refused
from thesis.base.numerals import PLAIN, readings
from thesis.check.problem import nearest

ASK = Callable[[str], str]


@dataclass(frozen=True)
class Field:
    """A value to be asked for: its name, what it means, and which values it may have.

    choices: all of them, few enough to be shown; known: all of them, rows of the file `where`.
    """

    name: str
    meaning: str
    required: bool = False
    choices: Sequence[str] = ()
    pattern: str = ""
    default: str = ""
    known: Collection[str] = ()
    where: str = ""
    numeric: bool = False

    @property
    def option(self) -> str:
        """Return the option of the command line: note_en -> --note-en."""
        return "--" + self.name.replace("_", "-")

    def fault(self, value: str) -> str:
        """Return what is wrong with a value, ``""`` where nothing is."""
        if not value:
            return f"{self.name} is required" if self.required else ""
        if self.choices and value not in self.choices:
            return f"{value!r} is not one of {', '.join(self.choices)}{_hint(value, self.choices)}"
        if self.known and value not in self.known:
            return f"{value!r} is not in {self.where}{_hint(value, self.known)}"
        if self.numeric and not PLAIN.fullmatch(value):
            meant = f": write {' or '.join(readings(value))}" if readings(value) else ""
            return f"{value!r} is not a number in digits, with a point before decimals{meant}"
        if self.pattern and not re.fullmatch(self.pattern, value):
            return f"{value!r} does not have the form {self.pattern}"
        return ""


def _hint(value: str, known: Collection[str]) -> str:
    near = nearest(value, known)
    return f"; did you mean {near}?" if near else ""


def from_schema(fields: Iterable[dict], defaults: Mapping[str, str],
                known: Mapping[str, tuple[str, Collection[str]]]) -> list[Field]:
    """Return the fields of a Table Schema as values to be asked for.

    known: {field: (file, the values that its rows have)}, for those that name rows elsewhere.
    """
    return [Field(field["name"], field["description"], bool(rules.get("required")),
                  tuple(rules.get("enum", ())), rules.get("pattern", ""),
                  defaults.get(field["name"], ""), values, where,
                  field["type"] in ("integer", "number"))
            for field in fields for rules in [field.get("constraints", {})]
            for where, values in [known.get(field["name"], ("", ()))]]


def on_terminal() -> ASK | None:
    """Return `input` where a person sits at the terminal, else None."""
    return input if sys.stdin.isatty() else None


def gather(fields: Sequence[Field], given: dict[str, str | None],
           ask: ASK | None) -> dict[str, str]:
    """Return a value for each field: as given, asked for (again while wrong), or its default.

    What is answered becomes given, so that it is not lost. Without `ask`, Refused names every
    option that is missing or wrong.
    """
    values, faults = {}, []
    for field in fields:
        value = given.get(field.name)
        if ask and (value is None or field.fault(value.strip())):
            if value is not None:
                print(field.fault(value.strip()))
            value = given[field.name] = _asked(field, ask)
        value = (field.default if value is None else value).strip()
        if fault := field.fault(value):
            faults.append(f"{field.option}: {fault}")
        values[field.name] = value
    if faults:
        raise Refused("\n".join(faults))
    return values


def _asked(field: Field, ask: ASK) -> str:
    hint = f" [{'/'.join(field.choices)}]" if field.choices else ""
    fallback = f" ({field.default})" if field.default else "" if field.required else " (-)"
    while True:
        print(f"# {field.meaning}")
        value = ask(f"{field.name}{hint}{fallback}: ").strip() or field.default
        fault = field.fault(value)
        if not fault:
            return value
        print(fault)
