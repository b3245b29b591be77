"""The Sphinx side of the book: facts, exhibits, bibliography, register, incremental builds.

`setup` registers: roles ``fact``, ``cite:p``, ``cite:t``, ``note:p``, ``note:t``; directives
``computed-figure``, ``computed-table``, ``exhibit-list``, ``fact-register``, ``source-register``,
``register-search``, ``title-page``, ``landing``, ``edition-fields``, ``execution-report``,
``bibliography``, ``cited-notes``, ``deciding-notes``,
``judged-sentences``;
translations; formulas; the guard that refuses an invalid base and executes the notebooks; which
pages are read and written again; the files that go with the pages (provenance, code, index of the
register), without what earlier builds left.
"""

from pathlib import Path

from jinja2 import FileSystemBytecodeCache
from sphinx.application import Sphinx
from sphinx.config import Config

from thesis.book import (
    banner,
    bibliography,
    citations,
    cite_page,
    code_pages,
    deciding_notes,
    domain,
    execution_report,
    exhibit_list,
    exhibits,
    fact_register,
    fact_role,
    formulas,
    glue,
    guard,
    incremental,
    judged_sentences,
    landing,
    language_switch,
    late_html,
    note_cards,
    outputs,
    page_names,
    provenance,
    register,
    register_index,
    rollback,
    stale_outputs,
    theme_words,
    title_page,
    translation,
    uses,
)

STATIC = Path(__file__).with_name("static")


def setup(app: Sphinx) -> dict:
    """Register everything; see the module docstring."""
    for part in (rollback, domain, translation, guard, banner, glue, incremental, uses, late_html,
                 fact_role, fact_register, exhibits, citations, bibliography, note_cards,
                 deciding_notes, register, register_index, provenance, code_pages, title_page,
                 landing, exhibit_list, execution_report, judged_sentences, page_names, formulas,
                 outputs, stale_outputs, language_switch, cite_page, theme_words):
        part.setup(app)
    app.connect("builder-inited", keep_templates)
    app.connect("config-inited", add_static_files)
    app.connect("config-inited", drop_live_code)
    app.connect("config-inited", show_addresses_whole)
    for setting in ("thesis_based_on", "thesis_programme", "thesis_institution"):
        app.add_config_value(setting, "", "env", str)
    app.add_css_file("thesis.css")
    app.add_js_file("facts.js", loading_method="defer")
    return {"version": "1", "env_version": 2, "parallel_read_safe": False,
            "parallel_write_safe": True}


def keep_templates(app: Sphinx) -> None:
    """Keep the compiled templates of the theme, which take a third of a second, for later builds.

    Jinja looks whether a template has changed.
    """
    if app.builder.format == "html":
        folder = Path(app.outdir).parent / ".templates"
        folder.mkdir(exist_ok=True)
        app.builder.templates.environment.bytecode_cache = FileSystemBytecodeCache(str(folder))


def add_static_files(app: Sphinx, config: Config) -> None:
    """Copy styles and scripts of the book beside those of the theme."""
    config.html_static_path.append(str(STATIC))


def show_addresses_whole(app: Sphinx, config: Config) -> None:
    """Keep the theme from shortening addresses at GitHub and GitLab."""
    config.html_theme_options["shorten_urls"] = False


def drop_live_code(app: Sphinx, config: Config) -> None:
    """Unload Thebe, a part of Jupyter Book: its pages would name scripts of another server."""
    for listeners in list(app.events.listeners.values()):
        for listener in list(listeners):
            if listener.handler.__module__.startswith("sphinx_thebe"):
                app.disconnect(listener.id)
    app.registry.css_files[:] = [file for file in app.registry.css_files if "thebe" not in file[0]]
