"""Fixtures that many tests share."""

import pytest

from thesis.data import Base, load


@pytest.fixture(scope="session")
def base() -> Base:
    """The evidence base that the analysis works on."""
    return load()


@pytest.fixture(params=["id", "en"])
def language(request) -> str:
    """Each language of the book."""
    return request.param
