"""The register of sources: where each file of the corpus comes from, and the digest that guards it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import yaml

from corpus.errors import BrokenCorpusFile
from corpus.load import parse_yaml

HEADER = """# Origine, licence, date et empreinte de chaque source du corpus.
# sha256 : empreinte des fichiers du motif « files », noms et contenus, dans l’ordre des noms.
# Après une modification voulue, « python -m assistant corpus sources » récrit les empreintes.
"""
_FIELDS = ("name", "files", "origin", "licence", "retrieved_on", "sha256")


@dataclass(frozen=True, slots=True)
class Source:
    """One source: a pattern of files of the corpus, its origin, licence, date and digest."""

    name: str
    files: str
    origin: str
    licence: str
    retrieved_on: date
    sha256: str


def load_sources(corpus_dir: Path) -> tuple[Source, ...]:
    """The sources of ``sources.yaml``; raises BrokenCorpusFile on a missing field."""
    path = corpus_dir / "sources.yaml"
    records = parse_yaml(path, path.read_text(encoding="utf-8"))
    if not isinstance(records, list):
        raise BrokenCorpusFile(path, "une liste de sources est attendue", 1)
    for record in records:
        missing = [key for key in _FIELDS if not record.get(key)]
        if missing:
            raise BrokenCorpusFile(path, f"source « {record.get('name')} » : le champ « {missing[0]} » manque")
    return tuple(Source(**{key: record[key] for key in _FIELDS}) for record in records)


def digest_of(corpus_dir: Path, pattern: str) -> str:
    """The SHA-256 of the names and contents of the files of a pattern, in the order of their names."""
    digest = hashlib.sha256()
    for path in sorted(corpus_dir.glob(pattern)):
        digest.update(path.relative_to(corpus_dir).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def refresh_sources(corpus_dir: Path) -> tuple[str, ...]:
    """Rewrite the digests that have changed; returns the names of their sources."""
    sources = load_sources(corpus_dir)
    fresh = [replace(source, sha256=digest_of(corpus_dir, source.files)) for source in sources]
    records = [{key: getattr(source, key) for key in _FIELDS} for source in fresh]
    path = corpus_dir / "sources.yaml"
    beside = path.with_suffix(".tmp")
    text = yaml.safe_dump(records, allow_unicode=True, sort_keys=False, width=110)
    beside.write_text(HEADER + text, encoding="utf-8")
    beside.replace(path)
    return tuple(new.name for old, new in zip(sources, fresh, strict=True) if old.sha256 != new.sha256)
