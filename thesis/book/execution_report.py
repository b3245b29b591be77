"""The directive ``execution-report``: what each notebook of the book was computed from, and how.

Everything comes from the records of the results that the book shows, so a build in which no
notebook runs leaves the page as it is. Times and modules in memory differ from one execution to the
next of the same book; print, which should not, goes without them.
"""

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from nbrefresh.records import CHANGED, Record, read_records
from thesis.book.late_html import LateHtml, add_late_html, page_that_says
from thesis.book.notebooks import cache_of
from thesis.book.templates import macro
from thesis.book.uses import reading_order
from thesis.words.language import join_words, number

PAGE = "chapters/appendix-execution"


class WriteReport(LateHtml):
    """Sentences, the table of notebooks, their files and the table of packages."""

    directive = "execution-report"

    def html(self, *arguments: str) -> str:
        entries = [entry | {"title": self.env.titles[entry["name"]].astext(),
                            "uri": self.app.builder.get_relative_uri(self.env.docname,
                                                                     entry["name"])}
                   for entry in report_entries(self.app, self.env)]
        return macro("execution", "report", self.config.language, entries,
                     summary(entries, self.config.language),
                     package_versions(Path(self.env.srcdir)))


def report_entries(app: Sphinx, env: BuildEnvironment) -> list[dict]:
    """Return what the records say of the notebooks among the pages, in reading order."""
    records = read_records(cache_of(app))
    return [entry(name, records[name], app.config.language)
            for name in reading_order(env) if name in records]


def entry(name: str, record: Record, language: str) -> dict:
    """Return a notebook's record in the words of the page; file names relative to the project."""
    files = files_read(record)
    return {"name": name, "files": files, "modules": number(len(record.modules), language),
            "time": record.seconds, "seconds": number(record.seconds, language, 1),
            "python": record.python,
            "changed": sorted(file for file in files if record.files[file] == CHANGED)}


def files_read(record: Record) -> list[str]:
    """Return the files that a notebook read, relative to the project, in order."""
    return sorted(file for file, digest in record.files.items() if digest)


def summary(entries: list[dict], language: str) -> dict:
    """Return what the sentences above the table say of all notebooks together."""
    return {"notebooks": len(entries), "fresh": sum(not one["changed"] for one in entries),
            "files": len({file for one in entries for file in one["files"]}),
            "python": join_words(sorted({one["python"] for one in entries}), language),
            "seconds": number(sum(one["time"] for one in entries), language, 0)}


def package_versions(root: Path) -> list[tuple[str, str]]:
    """Return (package, version in use) of what the project itself asks for, by name."""
    wanted = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    names = [re.split(r"[^\w.-]", text)[0] for text in wanted["project"]["dependencies"]]
    return [(name, version(name)) for name in sorted(names, key=str.lower)]


def page_of_new_report(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the page of the report when it would no longer say what was last written."""
    return page_that_says(env, PAGE, lambda: (report_entries(app, env),
                                              package_versions(Path(env.srcdir))))


def setup(app: Sphinx) -> None:
    """Register the directive, and when its page is written again."""
    add_late_html(app, WriteReport)
    app.connect("env-updated", page_of_new_report)
