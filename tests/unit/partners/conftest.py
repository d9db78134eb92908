"""The directory as it is shipped."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.partners import PartnerDirectory
from corpus.commune_files import load_communes
from corpus.models import Commune, Structure
from corpus.sector_files import Sectors, load_sectors
from corpus.structure_files import load_structures

CORPUS = Path(__file__).resolve().parents[3] / "corpus"


@pytest.fixture(scope="session")
def sectors() -> Sectors:
    """The vocabulary of trades."""
    return load_sectors(CORPUS / "vocabulary" / "sectors.yaml")


@pytest.fixture(scope="session")
def communes() -> tuple[Commune, ...]:
    """The communes of the Landes."""
    return load_communes(CORPUS / "communes")


@pytest.fixture(scope="session")
def structures() -> tuple[Structure, ...]:
    """The 34 structures shipped."""
    return load_structures(CORPUS / "structures" / "landes.csv")


@pytest.fixture(scope="session")
def directory(
    structures: tuple[Structure, ...], sectors: Sectors, communes: tuple[Commune, ...]
) -> PartnerDirectory:
    """The shipped directory, searched by words only."""
    return PartnerDirectory(structures, sectors, communes)
