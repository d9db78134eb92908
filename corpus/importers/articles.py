"""Merge articles read from official files into the imported corpus, and say what happened to each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from corpus.errors import BrokenCorpusFile
from corpus.importers.full_code import read_full_code
from corpus.importers.legi import read_legi
from corpus.load import IMPORTED_ARTICLES, is_newer, load_corpus, read_imported, write_imported
from corpus.models import LegalArticle


@dataclass(frozen=True, slots=True)
class Refused:
    """A record that was not imported: where it was, and why, in French."""

    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class ArticleImport:
    """What an import did, by reference; ``kept`` are those whose known text is at least as new."""

    added: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    refused: tuple[Refused, ...] = field(default=())


def import_articles(files: Iterable[Path], corpus_dir: Path, imported_dir: Path, on: date) -> ArticleImport:
    """Import the articles in force on a day from full-code JSONL(.gz) and official LEGI files.

    The newer text of an article wins over the older one, whichever file it comes from. The imported
    file is written beside, then swapped; a wrong record never stops the others.

    Raises:
        BrokenCorpusFile: a file is neither of these formats, or the known corpus is broken.
    """
    known = load_corpus(corpus_dir, imported_dir).articles
    refused: list[Refused] = []
    candidates: list[LegalArticle] = []
    for path in files:
        candidates.extend(_read(path, on, refused))
    return _merge(candidates, known, imported_dir / IMPORTED_ARTICLES, refused)


def _read(path: Path, on: date, refused: list[Refused]) -> Iterable[LegalArticle]:
    name = path.name.lower()
    if not path.exists():
        raise BrokenCorpusFile(path, "ce fichier n’existe pas")
    if path.is_dir() or name.endswith((".xml", ".tar.gz", ".tgz", ".tar")):
        records = read_legi(path, on)
    elif name.endswith((".jsonl", ".jsonl.gz")):
        records = read_full_code(path, on)
    else:
        accepted = ".jsonl, .jsonl.gz, .xml, .tar.gz ou un dossier de fichiers XML"
        raise BrokenCorpusFile(path, f"format d’articles inconnu ; sont acceptés {accepted}")
    for where, record in records:
        if isinstance(record, LegalArticle):
            yield record
        else:
            refused.append(Refused(where, record))


def _merge(
    candidates: Iterable[LegalArticle],
    known: Mapping[str, LegalArticle],
    target: Path,
    refused: list[Refused],
) -> ArticleImport:
    imported = {article.ref: article for article in read_imported(target)}
    current = dict(known)
    added: dict[str, None] = {}
    replaced: dict[str, None] = {}
    kept: dict[str, None] = {}
    for article in candidates:
        present = current.get(article.ref)
        if present is not None and not is_newer(article, present):
            kept[article.ref] = None
            continue
        (added if present is None or article.ref in added else replaced)[article.ref] = None
        imported[article.ref] = current[article.ref] = article
    if added or replaced:
        write_imported(target, imported.values())
    only_kept = tuple(ref for ref in kept if ref not in added and ref not in replaced)
    return ArticleImport(tuple(added), tuple(replaced), only_kept, tuple(refused))
