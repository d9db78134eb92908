"""Read official LEGI articles (DILA): loose XML files, a folder of them, or a tar archive.

Format: ``META_SPEC/META_ARTICLE`` with NUM, ETAT, DATE_DEBUT, DATE_FIN; ``CONTEXTE//TITRE_TM`` for the
place in the code; ``BLOC_TEXTUEL/CONTENU`` for the text.
"""

from __future__ import annotations

import re
import tarfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from lxml import etree

from corpus.errors import BrokenCorpusFile
from corpus.models import LegalArticle

MAX_ARTICLE_BYTES = 5_000_000
LIVE_STATES = frozenset({"VIGUEUR", "VIGUEUR_DIFF", "ABROGE_DIFF"})
_ARTICLE_URL = "https://www.legifrance.gouv.fr/codes/article_lc/{id}"
_SOURCE = "Légifrance (DILA, base LEGI), Licence Ouverte 2.0"
_MAIN_CODE = "Code de la commande publique"
_BLOCKS = frozenset({"p", "div", "br", "li", "tr", "ul", "ol", "table", "blockquote", "h1", "h2", "h3", "h4"})


def read_legi(path: Path, on: date) -> Iterator[tuple[str, LegalArticle | str]]:
    """Each article found: where it is, and the article or the French reason why it is refused.

    Articles whose validity covers ``on`` are kept, those of delayed effect (``VIGUEUR_DIFF``) included
    as soon as their start is reached; abrogated, transferred and dead-born ones are refused.

    Raises:
        BrokenCorpusFile: the archive cannot be read.
    """
    for where, content in _documents(path):
        if len(content) > MAX_ARTICLE_BYTES:
            yield where, f"fichier de plus de {MAX_ARTICLE_BYTES // 1_000_000} Mo"
            continue
        yield where, _article(content, on)


def _documents(path: Path) -> Iterator[tuple[str, bytes]]:
    if path.is_dir():
        for file in sorted(path.rglob("*.xml")):
            yield str(file.relative_to(path)), file.read_bytes()
    elif path.suffix.lower() == ".xml":
        yield path.name, path.read_bytes()
    else:
        try:
            # Members are read in memory, never extracted: a name in the archive is not a path here.
            with tarfile.open(path) as archive:
                for member in archive:
                    if member.isfile() and member.name.endswith(".xml"):
                        stream = archive.extractfile(member)
                        yield member.name, stream.read(MAX_ARTICLE_BYTES + 1) if stream else b""
        except (tarfile.TarError, OSError, EOFError) as error:
            raise BrokenCorpusFile(path, f"archive illisible ({error})") from error


def _article(content: bytes, on: date) -> LegalArticle | str:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        return f"XML illisible ({error.msg})"
    meta = root.find(".//META_SPEC/META_ARTICLE")
    if root.tag != "ARTICLE" or meta is None:
        return "ce n’est pas un article LEGI (META_SPEC/META_ARTICLE absent)"
    number, state = _text(meta, "NUM"), _text(meta, "ETAT")
    if not number:
        return "l’article n’a pas de numéro (NUM)"
    if state not in LIVE_STATES:
        return f"l’article {number} n’est pas en vigueur (état {state or 'absent'})"
    try:
        start, end = date.fromisoformat(_text(meta, "DATE_DEBUT")), date.fromisoformat(_text(meta, "DATE_FIN"))
    except ValueError as error:
        return f"dates de l’article {number} illisibles ({error})"
    if not start <= on < end:
        return f"l’article {number} s’applique du {start} au {end}, pas le {on}"
    body = root.find(".//BLOC_TEXTUEL/CONTENU")
    text = _paragraphs(body) if body is not None else ""
    if not text:
        return f"l’article {number} n’a pas de texte"
    name = (root.findtext(".//CONTEXTE//TITRE_TXT") or _MAIN_CODE).strip()
    identifier = (root.findtext(".//META_COMMUN/ID") or "").strip()
    return LegalArticle(
        ref=_reference(number, name),
        text_name=name,
        path=tuple(_titles(root)),
        consolidated_on=on,
        text=text,
        url=_ARTICLE_URL.format(id=identifier),
        source=_SOURCE,
        in_force_since=start,
        in_force_until=None if end.year >= 2999 else end,
        note=_nota(root),
    )


def _reference(number: str, text_name: str) -> str:
    """The corpus reference: the bare number in the main code, followed by the code's name elsewhere."""
    bare = re.sub(r"^([LRDA])\s*\.?\s*(\*?)(?=\d)", r"\1\2", number.strip())
    if text_name.lower() == _MAIN_CODE.lower():
        return bare
    short = re.sub(r"^code (du |de la |de l['’]|des |de )", "", text_name.strip().lower())
    return f"{bare} ({short})"


def _titles(root: etree._Element) -> Iterator[str]:
    for title in root.iterfind(".//CONTEXTE//TITRE_TM"):
        yield " ".join("".join(title.itertext()).split())


def _nota(root: etree._Element) -> str | None:
    nota = root.find(".//NOTA/CONTENU")
    return _paragraphs(nota) or None if nota is not None else None


def _text(parent: etree._Element, tag: str) -> str:
    return (parent.findtext(tag) or "").strip()


def _paragraphs(element: etree._Element) -> str:
    """The text of an HTML-like block, one line a paragraph, inner spaces collapsed."""
    pieces: list[str] = []

    def walk(node: etree._Element) -> None:
        if not isinstance(node.tag, str):
            return
        block = node.tag.lower() in _BLOCKS
        if block:
            pieces.append("\n")
        pieces.append((node.text or "").replace("\n", " "))
        for child in node:
            walk(child)
            pieces.append((child.tail or "").replace("\n", " "))
        if block:
            pieces.append("\n")

    walk(element)
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)
