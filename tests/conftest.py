"""Fixtures that many tests share."""

from pathlib import Path

import pytest
from check_data import cut_small_base

from thesis.base.load import Base, load
from thesis.project.paths import CODE as ROOT


@pytest.fixture(scope="session")
def base() -> Base:
    """The evidence base that the analysis works on."""
    return load(ROOT)


@pytest.fixture(scope="session")
def small_base(tmp_path_factory) -> Path:
    """A small base cut from the real one, to be copied before it is changed."""
    return cut_small_base(tmp_path_factory.mktemp("small") / "base")


@pytest.fixture(params=["id", "en"])
def language(request) -> str:
    """Each language of the book."""
    return request.param
