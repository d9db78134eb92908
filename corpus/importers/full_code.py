"""Read the whole code from its JSONL edition: one article a line, fields as in the shared legal files."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from corpus.errors import BrokenCorpusFile
from corpus.models import LegalArticle

CODE_URL = (
    "https://www.legifrance.gouv.fr/search/code?tab_selection=code"
    "&searchField=NUM_ARTICLE&query={ref}&nomCode=LEGITEXT000037701019"
)
_WRAPPED_REFERENCE = re.compile(r"(\b[LRDA]\.)\n(?=\d)")
# The edition is read from pages: the title of book IV, printed at the head of each of its pages, falls inside articles…
_PAGE_HEADING = re.compile(
    r"(?:^|\s)(?:AUX )?MARCHÉS PUBLICS LIÉS À LA MA[IÎ]TRISE D'OUVRAGE PUBLIQUE ET À LA MA[IÎ]TRISE D'ŒUVRE(?: PRIVÉE)?"
    r"(?:\s|$)"
)
# … and the title of the next division is sometimes left at the end of the article before it.
_NEXT_DIVISION = re.compile(r"\s(?:Livre|Titre|Chapitre|Section|Sous-section) (?:[IVX]+(?:er)?|\d+) : [^\n]*\Z")


def read_full_code(path: Path, on: date) -> Iterator[tuple[str, LegalArticle | str]]:
    """Each record of the file: where it is, and the article or the French reason why it is refused.

    Raises:
        BrokenCorpusFile: the file is not readable as (gzipped) UTF-8 text.
    """
    try:
        with _open(path) as stream:
            for number, line in enumerate(stream, start=1):
                if line.strip():
                    yield f"{path.name}, ligne {number}", _article(line, on)
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise BrokenCorpusFile(path, f"fichier illisible ({error})") from error


def _open(path: Path) -> TextIO:
    if path.name.lower().endswith(".gz"):
        return gzip.open(path, "rt", encoding="utf-8")
    return path.open(encoding="utf-8")


def _article(line: str, on: date) -> LegalArticle | str:
    try:
        record: Any = json.loads(line)
    except json.JSONDecodeError as error:
        return f"JSON illisible ({error.msg})"
    if not isinstance(record, dict):
        return "un objet JSON est attendu"
    missing = [key for key in ("ref", "texte_officiel", "chemin", "consolidation", "texte") if not record.get(key)]
    if missing:
        return f"le champ « {missing[0]} » manque"
    try:
        since = date.fromisoformat(record["en_vigueur_depuis"]) if record.get("en_vigueur_depuis") else None
        consolidated_on = date.fromisoformat(record["consolidation"])
    except (TypeError, ValueError) as error:
        return f"date illisible ({error})"
    if since is not None and since > on:
        return f"l’article {record['ref']} n’entre en vigueur que le {since.isoformat()}"
    titles = record["chemin"]
    if not isinstance(titles, list) or not isinstance(record["texte"], str):
        return "« chemin » doit être une liste et « texte » un texte"
    return LegalArticle(
        ref=str(record["ref"]),
        text_name=str(record["texte_officiel"]),
        path=tuple(str(title) for title in titles),
        consolidated_on=consolidated_on,
        text=_without_layout(record["texte"]),
        url=CODE_URL.format(ref=record["ref"]),
        source=str(record.get("source") or origin(consolidated_on)),
        in_force_since=since,
        note=record.get("note") or f"Texte de l’édition du {consolidated_on.isoformat()}.",
    )


def _without_layout(text: str) -> str:
    """The words of the article alone, without what the page put among them."""
    # The edition breaks some lines inside a reference: « L.\n2113-13 ».
    whole = _WRAPPED_REFERENCE.sub(r"\1 ", text.strip())
    return _NEXT_DIVISION.sub("", _PAGE_HEADING.sub(lambda m: "\n" if "\n" in m[0] else " ", whole)).strip()


def origin(consolidated_on: date) -> str:
    """The origin written on an article whose file does not give one."""
    return f"Légifrance (DILA, base LEGI), Licence Ouverte 2.0, édition du {consolidated_on.isoformat()}"
