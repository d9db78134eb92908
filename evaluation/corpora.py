"""The texts an evaluation runs on: the excerpts of the repository, and the whole code where it is at hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.settings import REPOSITORY, Settings
from corpus.importers.articles import import_articles
from corpus.load import Corpus, load_corpus
from corpus.models import LegalArticle
from corpus.reading_files import Reading, load_readings

FULL_CODE = REPOSITORY.parent / "shared" / "legal" / "full-code-2025-10-24.jsonl.gz"
SKIPPED_FULL = f"Code entier : non évalué, le fichier {FULL_CODE.name} n’est pas à côté du dépôt."


@dataclass(frozen=True, slots=True)
class EvaluatedCorpus:
    """A corpus with its own data folder: an evaluation never touches the index in service."""

    name: str
    label: str
    settings: Settings
    corpus: Corpus
    readings: tuple[Reading, ...]

    @property
    def articles(self) -> tuple[LegalArticle, ...]:
        """Its articles, one a reference."""
        return tuple(self.corpus.articles.values())


def excerpts(work: Path) -> EvaluatedCorpus:
    """The texts shipped with the repository; indexes go under ``work``."""
    settings = Settings(data_dir=work / "excerpts", chroma_url=None)
    corpus = load_corpus(settings.corpus_dir)
    readings = load_readings(settings.corpus_dir / "readings")
    return EvaluatedCorpus("excerpts", "Extraits du dépôt", settings, corpus, readings)


def full_code(work: Path, on: date, source: Path = FULL_CODE) -> EvaluatedCorpus | None:
    """The whole code under the excerpts, whose text is newer; ``None`` where the file is absent."""
    if not source.exists():
        return None
    settings = Settings(data_dir=work / "full", chroma_url=None)
    import_articles([source], settings.corpus_dir, settings.imported_dir, on)
    corpus = load_corpus(settings.corpus_dir, settings.imported_dir)
    readings = load_readings(settings.corpus_dir / "readings")
    return EvaluatedCorpus("full", "Code entier", settings, corpus, readings)
