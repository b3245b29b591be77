"""The text of the printed book as Typst markup, made page by page: only what changed is made anew.

A page depends on its own web page and on which pages are printed. What was made from them is kept,
one file a page.
"""

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import pypandoc

from thesis.print.pages import linked_article, printable
from thesis.print.places import anchor, ids_and_links
from thesis.project.errors import BuildError
from thesis.project.files import digest_of, write_whole

HERE = Path(__file__).parent
FILTER = HERE / "filter.lua"
OPTIONS = ("--from=html-auto_identifiers", "--to=typst", f"--lua-filter={FILTER}",
           "--wrap=preserve")
MAIN = "#show: main-matter\n"


@dataclass(frozen=True)
class Fragment:
    """A page in Typst and what it was made from.

    state: web page, language and code; ids: what the printed page can be led to; links: ids of the
    printed book that it leads to.
    """

    state: str
    ids: list[str]
    links: list[str]
    markup: str


@dataclass(frozen=True)
class FragmentStore:
    """Makes fragments of the pages under `html_dir`, and keeps them in `folder`.

    code: the digest of the code that makes them; opens: the page from which sheets have Arabic
    numbers.
    """

    html_dir: Path
    pages: list[str]
    language: str
    folder: Path
    code: str
    opens: str = ""

    def fragment(self, page: str) -> Fragment:
        """Return a page as it is now, made anew where what is kept was made from another.

        Raises BuildError with the page that holds what pandoc cannot set.
        """
        file, state = self.folder / f"{anchor(page, '')}.json", self.state(page)
        kept = read_fragment(file, state)
        if kept:
            return kept
        try:
            body = linked_article(self.html_dir, page, set(self.pages))
            ids, links = ids_and_links(body)
            made = Fragment(state, ids, links, typst_markup(printable(body, self.language)))
        except Exception as error:
            raise BuildError(f"{page}.md cannot be printed: {error}") from error
        write_whole(file, json.dumps(asdict(made)))
        return made

    def state(self, page: str) -> str:
        """Return what changes whenever the fragment of a page does."""
        own = digest_of([self.html_dir / f"{page}.html"], self.html_dir)
        return f"{own} {self.language} {' '.join(self.pages)} {self.code}"

    def body(self) -> str:
        """Return all pages, in their order, as Typst markup.

        Raises BuildError where a link leads to an id that its page lacks.
        """
        largest_first = sorted(
            self.pages, key=lambda page: -(self.html_dir / f"{page}.html").stat().st_size)
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            made = dict(zip(largest_first, pool.map(self.fragment, largest_first), strict=True))
        ids = {name for fragment in made.values() for name in fragment.ids}
        links = {name for fragment in made.values() for name in fragment.links}
        if links - ids:
            raise BuildError(f"links to nowhere in the printed book: {sorted(links - ids)}")
        return "\n".join(f"{MAIN if page == self.opens else ''}{made[page].markup}"
                         for page in self.pages)


@contextmanager
def printing_beside(store: FragmentStore, pool: Executor) -> Iterator[Callable[[str], None]]:
    """Give what begins, in a pool, to make the fragment of a page that is complete.

    What goes wrong with one comes again, and is said, when it is asked for.
    """
    begun: list[Future] = []

    def begin(page: str) -> None:
        if page in store.pages:
            with suppress(BrokenExecutor):
                begun.append(pool.submit(store.fragment, page))

    yield begin
    wait([future for future in begun if not future.cancel()])


def read_fragment(file: Path, state: str) -> Fragment | None:
    """Return the fragment that was kept in a file, None where it was made in another state."""
    try:
        fragment = Fragment(**json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return fragment if fragment.state == state else None


def typst_markup(document: str) -> str:
    """Return an HTML text as Typst markup.

    Raises ValueError with what pandoc says.
    """
    done = subprocess.run([pypandoc.get_pandoc_path(), *OPTIONS], input=document,
                          capture_output=True, encoding="utf-8")
    if done.returncode or "Could not convert" in done.stderr:
        raise ValueError(done.stderr.strip())
    return done.stdout
