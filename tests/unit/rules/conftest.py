"""The dated figures of the repository, read once, and the day the tests ask about."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus.figure_files import FigureSet, load_figures


@pytest.fixture(scope="session")
def figures() -> FigureSet:
    return load_figures(Path(__file__).parents[3] / "corpus" / "figures")


@pytest.fixture(scope="session")
def today() -> date:
    return date(2026, 11, 22)
