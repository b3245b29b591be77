"""The text of the printed book as Typst markup, made page by page: only what changed is made anew.

A page depends on its own web page, on which pages are printed, and on which of its ids the links
of all pages lead to. What was made from them is kept, one file a page.
"""

import json
import os
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import pypandoc

from thesis.build.pages import anchor, linked_article, linked_ids, printable
from thesis.digest import digest_of
from thesis.paths import ROOT

HERE = Path(__file__).parent
FILTER = HERE / "print.lua"
OPTIONS = ("--from=html-auto_identifiers", "--to=typst", f"--lua-filter={FILTER}",
           "--wrap=preserve")


@dataclass(frozen=True)
class Fragment:
    """A page in Typst and what it was made from.

    state: web page, language and code; links: ids of the printed book that it leads to; wanted:
    those of its own ids that are led to, None as long as there is no markup.
    """

    state: str
    links: list[str]
    wanted: list[str] | None = None
    markup: str = ""


def typst_body(html_dir: Path, pages: list[str], language: str, store: Path) -> str:
    """Return pages of `html_dir`, in their order, as Typst markup; keep each of them in `store`.

    Raises ValueError where a link leads to an id that its page lacks.
    """
    printed, made_with = set(pages), f"{language} {' '.join(pages)} {code_digest()}"
    files = {page: store / f"{anchor(page, '')}.json" for page in pages}
    found = {}
    for page in pages:
        state = f"{digest_of([html_dir / f'{page}.html'], html_dir)} {made_with}"
        found[page] = read_fragment(files[page], state) or Fragment(
            state, sorted(linked_ids(linked_article(html_dir, page, printed))))
    wanted = wanted_ids(found)

    def convert(page: str) -> Fragment:
        body = linked_article(html_dir, page, printed)
        return replace(found[page], wanted=wanted[page],
                       markup=typst_markup(printable(body, wanted[page], language)))

    stale = [page for page in pages if found[page].wanted != wanted[page]]
    stale.sort(key=lambda page: -(html_dir / f"{page}.html").stat().st_size)  # the longest first
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        made = dict(zip(stale, pool.map(convert, stale), strict=True))
    store.mkdir(parents=True, exist_ok=True)
    for page, fragment in made.items():
        files[page].write_text(json.dumps(asdict(fragment)), encoding="utf-8")
    return "\n".join((found | made)[page].markup for page in pages)


def code_digest() -> str:
    """Return the digest of the code that makes fragments, and of the packages it uses."""
    return digest_of([FILTER, *HERE.glob("*.py"), ROOT / "requirements.lock"], ROOT)


def read_fragment(file: Path, state: str) -> Fragment | None:
    """Return the fragment that was kept in a file, None where it was made in another state."""
    try:
        fragment = Fragment(**json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return fragment if fragment.state == state else None


def wanted_ids(fragments: dict[str, Fragment]) -> dict[str, list[str]]:
    """Return {page: its ids that some page leads to, in alphabetical order}."""
    wanted: dict[str, list[str]] = {anchor(page, ""): [] for page in fragments}
    for link in sorted({link for fragment in fragments.values() for link in fragment.links}):
        wanted[link.partition("--")[0]].append(link)
    return {page: wanted[anchor(page, "")] for page in fragments}


def typst_markup(document: str) -> str:
    """Return an HTML text as Typst markup."""
    return subprocess.run([pypandoc.get_pandoc_path(), *OPTIONS], input=document, check=True,
                          stdout=subprocess.PIPE, encoding="utf-8").stdout
