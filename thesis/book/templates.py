"""The HTML templates of registers and cards."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from thesis.words.language import number, translator


@cache
def environment(language: str) -> Environment:
    """Return the template environment of a language; ``_`` translates labels."""
    templates = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True,
                            undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    templates.globals |= {"_": translator(language), "language": language}
    templates.filters["number"] = lambda value: number(value, language)
    return templates


def macro(template: str, name: str, language: str, *arguments: object) -> str:
    """Return what a macro of a template writes."""
    module = environment(language).get_template(f"{template}.html.jinja").module
    return str(getattr(module, name)(*arguments))
