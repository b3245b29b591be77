"""Ask for values: an option that was given wins, else a question on the terminal, else an error."""

import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from thesis.author import Refused

ASK = Callable[[str], str]


@dataclass(frozen=True)
class Field:
    """A value to be asked for: its name, what it means, and which values it may have."""

    name: str
    meaning: str
    required: bool = False
    choices: Sequence[str] = ()
    pattern: str = ""
    default: str = ""

    @property
    def option(self) -> str:
        """Return the option of the command line: note_en -> --note-en."""
        return "--" + self.name.replace("_", "-")

    def fault(self, value: str) -> str:
        """Return what is wrong with a value, ``""`` where nothing is."""
        if not value:
            return f"{self.name} is required" if self.required else ""
        if self.choices and value not in self.choices:
            return f"{value!r} is not one of {', '.join(self.choices)}"
        if self.pattern and not re.fullmatch(self.pattern, value):
            return f"{value!r} does not have the form {self.pattern}"
        return ""


def from_schema(fields: Iterable[dict]) -> list[Field]:
    """Return the fields of a Table Schema as values to be asked for."""
    return [Field(field["name"], field["description"], bool(rules.get("required")),
                  tuple(rules.get("enum", ())), rules.get("pattern", ""))
            for field in fields for rules in [field.get("constraints", {})]]


def on_terminal() -> ASK | None:
    """Return `input` where a person sits at the terminal, else None."""
    return input if sys.stdin.isatty() else None


def gather(fields: Sequence[Field], given: Mapping[str, str | None],
           ask: ASK | None) -> dict[str, str]:
    """Return a value for each field: as given, asked for (again while wrong), or its default.

    Without `ask`, Refused names every option that is missing or wrong.
    """
    values, faults = {}, []
    for field in fields:
        value = given.get(field.name)
        if value is None:
            value = _asked(field, ask) if ask else field.default
        value = value.strip()
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
