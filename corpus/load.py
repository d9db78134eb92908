"""Read and validate the corpus: nothing is half loaded, a broken file is refused with its line and reason."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from corpus.errors import BrokenCorpusFile
from corpus.models import LegalArticle

IMPORTED_ARTICLES = "articles.jsonl"
_REQUIRED = ("ref", "text_name", "path", "consolidated_on", "url", "source")
_OPTIONAL = ("in_force_since", "in_force_until", "note")


@dataclass(frozen=True, slots=True)
class Corpus:
    """The law the assistant may quote, by reference.

    ``version`` changes with any text or date: an index built on another version is refused.
    """

    articles: Mapping[str, LegalArticle]
    version: str

    @property
    def latest_consolidation(self) -> date:
        """The most recent day on which a text of the corpus was checked."""
        return max(article.consolidated_on for article in self.articles.values())

    def in_force(self, on: date) -> Mapping[str, LegalArticle]:
        """The articles that apply that day, by reference."""
        return {ref: article for ref, article in self.articles.items() if article.is_in_force(on)}


def load_corpus(corpus_dir: Path, imported_dir: Path | None = None) -> Corpus:
    """The shipped articles, and the imported ones where they are newer.

    Raises:
        BrokenCorpusFile: a file cannot be read whole; nothing is loaded.
    """
    articles = {article.ref: article for article in load_articles(corpus_dir / "articles")}
    if imported_dir is not None:
        for imported in read_imported(imported_dir / IMPORTED_ARTICLES):
            known = articles.get(imported.ref)
            if known is None or is_newer(imported, known):
                articles[imported.ref] = imported
    endings = load_endings(corpus_dir / "endings.yaml")
    for ref, until in endings.items():
        article = articles.get(ref)
        if article is not None and (article.in_force_since is None or article.in_force_since < until):
            articles[ref] = replace(article, in_force_until=until)
    return Corpus(articles=MappingProxyType(articles), version=_version(articles.values()))


def load_articles(folder: Path) -> tuple[LegalArticle, ...]:
    """Every article file of a folder, sorted by reference.

    Raises:
        BrokenCorpusFile: a header is missing or wrong, a text is empty, a reference comes twice.
    """
    articles: dict[str, LegalArticle] = {}
    for path in sorted(folder.glob("*.md")):
        article = read_article(path)
        if article.ref in articles:
            raise BrokenCorpusFile(path, f"la référence « {article.ref} » figure déjà dans un autre fichier", 2)
        articles[article.ref] = article
    if not articles:
        raise BrokenCorpusFile(folder, "aucun article dans ce dossier")
    return tuple(articles[ref] for ref in sorted(articles))


def read_article(path: Path) -> LegalArticle:
    """One article file: a YAML header between two ``---`` lines, then the official text, word for word."""
    lines = _read_text(path).split("\n")
    if lines[0] != "---" or "---" not in lines[1:]:
        raise BrokenCorpusFile(path, "l’en-tête doit être entouré de deux lignes « --- »", 1)
    end = lines.index("---", 1)
    header = parse_yaml(path, "\n".join(lines[1:end]), first_line=2)
    if not isinstance(header, dict):
        raise BrokenCorpusFile(path, "l’en-tête doit être une liste de champs « nom: valeur »", 2)
    text = "\n".join(lines[end + 1 :]).strip("\n")
    if not text.strip():
        raise BrokenCorpusFile(path, "le texte de l’article est vide", end + 2)
    return _article(path, header, text, lambda key: _line_of(lines, key))


def read_imported(path: Path) -> Iterator[LegalArticle]:
    """The articles imported into the data folder, one JSON object a line; none when the file is absent."""
    if not path.exists():
        return
    for number, line in enumerate(_read_text(path).splitlines(), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            raise BrokenCorpusFile(path, f"JSON illisible ({error.msg})", number) from error
        if not isinstance(record, dict) or not str(record.get("text", "")).strip():
            raise BrokenCorpusFile(path, "un article doit être un objet JSON avec un texte", number)
        yield _article(path, {k: v for k, v in record.items() if k != "text"}, record["text"], _always(number))


def write_imported(path: Path, articles: Iterable[LegalArticle]) -> None:
    """Replace the imported articles: written beside, then swapped, so that a crash loses nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".tmp")
    with beside.open("w", encoding="utf-8") as stream:
        for article in sorted(articles, key=lambda a: a.ref):
            record = {key: _plain(value) for key, value in asdict(article).items() if value is not None}
            stream.write(json.dumps(record, ensure_ascii=False) + "\n")
    beside.replace(path)


def is_newer(candidate: LegalArticle, known: LegalArticle) -> bool:
    """Whether a text should replace the known one: the later date of effect wins, then the later check."""
    if candidate.in_force_since is not None and known.in_force_since is not None:
        if candidate.in_force_since != known.in_force_since:
            return candidate.in_force_since > known.in_force_since
        return candidate.consolidated_on > known.consolidated_on
    return candidate.consolidated_on > known.consolidated_on


def load_endings(path: Path) -> dict[str, date]:
    """The first day on which a text we may hold no longer applies, by reference.

    The file lists articles whose amendment is known while their new wording is not available.
    """
    if not path.exists():
        return {}
    records = parse_yaml(path, _read_text(path)) or []
    endings: dict[str, date] = {}
    for record in records:
        complete = isinstance(record, dict) and isinstance(record.get("until"), date) and record.get("reference")
        if not complete:
            raise BrokenCorpusFile(path, "chaque fin de texte porte ref, until (date) et reference")
        endings[str(record["ref"])] = record["until"]
    return endings


def parse_yaml(path: Path, text: str, first_line: int = 1) -> Any:
    """The YAML value of a text; ``first_line`` is where it starts in the file, for the error message."""
    # Thousands of questions: the C parser reads them ten times faster, and a start waits for it.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = first_line + mark.line if mark else first_line
        raise BrokenCorpusFile(path, f"YAML illisible ({error.problem})", line) from error
    except (yaml.YAMLError, ValueError) as error:
        raise BrokenCorpusFile(path, f"YAML illisible ({error})", first_line) from error


def _article(path: Path, header: dict[Any, Any], text: str, line_of: Any) -> LegalArticle:
    for key in _REQUIRED:
        if not header.get(key):
            raise BrokenCorpusFile(path, f"le champ « {key} » manque", line_of("ref"))
    unknown = sorted(set(map(str, header)) - {*_REQUIRED, *_OPTIONAL})
    if unknown:
        raise BrokenCorpusFile(path, f"champ inconnu « {unknown[0]} »", line_of(unknown[0]))
    titles = header["path"]
    if not isinstance(titles, list) or not all(isinstance(title, str) for title in titles):
        raise BrokenCorpusFile(path, "« path » doit être une liste de titres", line_of("path"))
    dates = {key: _date(path, header, key, line_of(key)) for key in ("in_force_since", "in_force_until")}
    consolidated_on = _date(path, header, "consolidated_on", line_of("consolidated_on"))
    assert consolidated_on is not None
    return LegalArticle(
        ref=str(header["ref"]),
        text_name=str(header["text_name"]),
        path=tuple(titles),
        consolidated_on=consolidated_on,
        text=text,
        url=str(header["url"]),
        source=str(header["source"]),
        in_force_since=dates["in_force_since"],
        in_force_until=dates["in_force_until"],
        note=header.get("note"),
    )


def _date(path: Path, header: dict[Any, Any], key: str, line: int | None) -> date | None:
    value = header.get(key)
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        reason = f"« {key} » vaut « {value} » ; une date AAAA-MM-JJ est attendue"
        raise BrokenCorpusFile(path, reason, line) from error


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise BrokenCorpusFile(path, "le fichier n’est pas en UTF-8") from error
    except OSError as error:
        raise BrokenCorpusFile(path, f"lecture impossible ({error.strerror})") from error


def _line_of(lines: list[str], key: str) -> int | None:
    return next((n for n, line in enumerate(lines, start=1) if line.startswith(f"{key}:")), None)


def _always(number: int) -> Any:
    return lambda _key: number


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _version(articles: Iterable[LegalArticle]) -> str:
    digest = hashlib.sha256()
    for article in sorted(articles, key=lambda a: a.ref):
        digest.update(repr((article.ref, article.text, article.path, article.in_force_since)).encode())
        digest.update(repr((article.in_force_until, article.consolidated_on)).encode())
    return digest.hexdigest()[:16]
