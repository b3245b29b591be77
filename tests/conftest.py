"""Fixtures that many tests share; what is left out where it cannot run.

Marks: `built` reads the book in ``_build``, `browser` drives Chromium, `process` starts builds,
kernels or servers in processes of their own. In CI nothing is left out.
"""

import os
import shutil
import signal
from functools import cache
from pathlib import Path

import pytest
from check_data import cut_small_base
from small_book import write_book

from thesis.base.load import Base, load
from thesis.project.paths import CODE as ROOT

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)
BOOK = (ROOT / "_build" / "html" / "index.html", ROOT / "_build" / "pdf" / "tesis.pdf")


def pytest_configure() -> None:
    """Let Ctrl-C reach what the tests start, also when they run in the background of a shell."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip, by name of the reason, what cannot run; begin with the files that take longest."""
    for item in items:
        for mark, reason in missing().items():
            if item.get_closest_marker(mark):
                item.add_marker(pytest.mark.skip(reason=reason))
    items.sort(key=lambda item: not any(map(item.get_closest_marker, ("process", "browser"))))


@cache
def missing() -> dict[str, str]:
    """Return {mark: why its tests cannot run here}; in CI they have to."""
    if os.environ.get("CI"):
        return {}
    found = {}
    if not all(path.exists() for path in BOOK):
        found["built"] = "no book is built: make book"
    if not CHROMIUM:
        found["browser"] = "no Chromium is installed"
    return found


@pytest.fixture(scope="session")
def base() -> Base:
    """The evidence base that the analysis works on."""
    return load(ROOT)


@pytest.fixture(scope="session")
def small_base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small base cut from the real one, to be copied before it is changed."""
    return cut_small_base(tmp_path_factory.mktemp("small") / "base")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book of one chapter over the real base that was never built."""
    return write_book(tmp_path)


@pytest.fixture(params=["id", "en"])
def language(request: pytest.FixtureRequest) -> str:
    """Each language of the book."""
    return request.param
