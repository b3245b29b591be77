"""Check the pages as files: text in UTF-8, their front matter and notes, the files of settings."""

import re
from collections.abc import Iterator
from pathlib import Path

import yaml
from sphinx_external_toc.parsing import MalformedError, parse_toc_yaml

from thesis.check.problem import Problem
from thesis.check.text_files import read_text
from thesis.manuscript.text import page_files, prose_lines
from thesis.project.paths import TOC

SETTINGS = ("_config.yml", TOC, "CITATION.cff")
SUFFIXES = ("", ".md", ".ipynb")
CODE = re.compile(r"`[^`\n]*`")
NOTE = re.compile(r"\[\^([^\]\s]+)\](:?)")
TAGS = re.compile(r"^:?tags:[ \t]*(?P<tags>[\w-][^\[\n]*)$", re.M)


def unreadable_pages(root: Path) -> list[Problem]:
    """Return what keeps pages below `root`, or files of settings, from being read."""
    found = [problem for path in page_files(root)
             for problem in read_text(path, path.relative_to(root).as_posix())[1]]
    for file in SETTINGS:
        if (root / file).is_file():
            text, problems = read_text(root / file, file)
            found += problems or _yaml_problems(file, text or "", 0)
    return found


def page_problems(root: Path) -> Iterator[Problem]:
    """Yield pages whose front matter, tags or notes are wrong, and entries of the contents."""
    for path in page_files(root):
        file, text = path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")
        yield from _front_matter(file, text)
        yield from _footnotes(file, text)
        for match in TAGS.finditer(text):
            yield Problem(file, text.count("\n", 0, match.start()) + 1, "tags",
                          f"the tags {match['tags']} are no list", "a list in brackets",
                          f"write tags: [{match['tags'].strip()}]", "tags")
    if (root / TOC).is_file():
        yield from _contents(root)


def _front_matter(file: str, text: str) -> Iterator[Problem]:
    if not text.startswith("---\n"):
        return
    head, end, _ = text[4:].partition("\n---\n")
    if end:
        yield from _yaml_problems(file, head, 1)
    else:
        yield Problem(file, 1, "front matter", "the front matter has no end", "a line --- after it",
                      "add the line, or remove the one at the top", "front-matter")


def _yaml_problems(file: str, text: str, above: int) -> list[Problem]:
    """Return what keeps a text, below some lines of a file, from being settings in YAML."""
    try:
        said, line = ("" if isinstance(yaml.safe_load(text), dict) else "no name has a value"), 0
    except yaml.MarkedYAMLError as error:
        said, line = error.problem or "", error.problem_mark.line if error.problem_mark else 0
    return [Problem(file, above + line + 1, "yaml", f"the settings cannot be read: {said}",
                    "YAML: name: value", "indent with spaces, pair brackets, and quote a value "
                    "with a colon", "yaml")] if said else []


def _footnotes(file: str, text: str) -> Iterator[Problem]:
    """Yield notes at the foot that are named and not written, or written and not named."""
    marks = set(NOTE.findall(CODE.sub("", text)))
    for line, prose in prose_lines(text):
        for name, colon in NOTE.findall(CODE.sub("", prose)):
            if (name, "" if colon else ":") not in marks:
                yield Problem(file, line, "footnote", f"the note [^{name}] is "
                              f"{'written and not named' if colon else 'named and not written'}",
                              f"[^{name}] in a sentence and [^{name}]: with its text",
                              "add the other one, or mend the name", "footnote", name)


def _contents(root: Path) -> Iterator[Problem]:
    text = (root / TOC).read_text(encoding="utf-8")
    try:
        names = list(parse_toc_yaml(root / TOC))
    except MalformedError as error:
        yield Problem(TOC, 0, "", str(error), "a table of contents of Jupyter Book",
                      "mend the key", "contents")
        return
    for name in names:
        if not any((root / f"{name}{suffix}").is_file() for suffix in SUFFIXES):
            yield Problem(TOC, text.count("\n", 0, max(text.find(name), 0)) + 1, "file",
                          f"the page {name} does not exist", "a file of the project",
                          "mend the name, or remove the entry", "contents", name)
