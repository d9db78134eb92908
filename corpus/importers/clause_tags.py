"""The tags of a clause template, checked one by one: a facilitator is told the paragraph and the tag."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from docx.document import Document
from docx.oxml.ns import qn
from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml.etree import _Element

from corpus.clause_vocabulary import BRACKETS, CONDITIONS, TABLES

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_LEFTOVER = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}|\{_\{|\}_\}|\{_%|%_\}")
_SCOPED = re.compile(r"^\{%(?P<scope>p|tr) (?P<rest>.*)$|^\{\{(?P<print_scope>p|tr|tc|r) ", re.DOTALL)
_STATEMENT = re.compile(r"\{%\s*(?P<word>\w+)\s*(?P<rest>.*?)\s*%\}", re.DOTALL)
_BRACKET = re.compile(r"\[[^\]]*\]?")
_LOOP_ATTRIBUTES = ("index", "first", "last")
_ENVIRONMENT = ImmutableSandboxedEnvironment()


@dataclass(frozen=True, slots=True)
class TagProblem:
    """One fault: 1-based paragraph of the document (tables included), the tag, what is wrong in French."""

    paragraph: int
    tag: str
    reason: str


def paragraphs(body: _Element) -> Iterator[tuple[int, str, _Element]]:
    """The paragraphs of a body, tables included: 1-based number, text, element."""
    for number, element in enumerate(body.iter(qn("w:p")), start=1):
        yield number, "".join(text.text or "" for text in element.iter(qn("w:t"))), element


def check_tags(document: Document, header: _Element, declared: Collection[str]) -> tuple[TagProblem, ...]:
    """Every fault of the tags of a template, ``header`` (its card) excluded.

    A tag may print a declared variable, test a declared variable or a condition, or go over a table
    of :mod:`corpus.clause_vocabulary`; nothing else runs.
    """
    checker = _Checker(declared)
    inside = set(header.iter(qn("w:p")))
    for number, text, element in paragraphs(document.element.body):
        if element not in inside:
            checker.paragraph(number, text, element)
    return checker.result()


class _Checker:
    def __init__(self, declared: Collection[str]) -> None:
        self._declared = declared
        self._used: set[str] = set()
        self._open: list[tuple[str, int, str, str]] = []
        self._rows: dict[str, str] = {}
        self._problems: list[TagProblem] = []

    def result(self) -> tuple[TagProblem, ...]:
        for word, number, tag, _ in self._open:
            self._report(number, tag, f"« {word} » n’est jamais fermé par « end{word} »")
        for name in sorted(set(self._declared) - self._used):
            self._report(1, name, f"la variable « {name} » est déclarée mais aucune balise ne l’utilise")
        return tuple(self._problems)

    def paragraph(self, number: int, text: str, element: _Element) -> None:
        for match in _TAG.finditer(text):
            self._tag(number, match.group(), text, element)
        rest = _TAG.sub("", text)
        broken = _LEFTOVER.search(rest)
        if broken:
            self._report(number, broken.group(), "balise ouverte ou fermée à moitié")
        for bracket in _BRACKET.findall(rest):
            if not bracket.startswith(BRACKETS) or not bracket.endswith("]"):
                self._report(
                    number, bracket, f"crochet non destiné à l’acheteur ; un crochet commence par {BRACKETS[0]}…"
                )

    def _tag(self, number: int, tag: str, text: str, element: _Element) -> None:
        scoped = _SCOPED.match(tag)
        plain = tag
        if scoped:
            if scoped["print_scope"]:
                self._report(number, tag, "une variable s’écrit « {{ nom }} », sans préfixe")
                return
            plain = "{% " + scoped["rest"]
            if not _alone(tag, text, element, scoped["scope"]):
                what = "le paragraphe" if scoped["scope"] == "p" else "la ligne du tableau"
                self._report(number, tag, f"cette balise efface {what} : elle doit y être seule")
        if plain.startswith("{#"):
            return
        if plain.startswith("{{"):
            self._expression(number, tag, plain)
            return
        statement = _STATEMENT.fullmatch(plain)
        word = statement["word"] if statement else ""
        scope = scoped["scope"] if scoped else ""
        if word in {"if", "for"}:
            self._expression(number, tag, f"{plain}{{% end{word} %}}")
            self._open.append((word, number, tag, scope))
        elif word == "elif" and self._inside(number, tag, word, "if", scope):
            self._expression(number, tag, plain.replace("elif", "if", 1) + "{% endif %}")
        elif word == "else":
            self._inside(number, tag, word, "if", scope)
        elif word in {"endif", "endfor"}:
            if self._inside(number, tag, word, word[3:], scope):
                self._open.pop()
                if word == "endfor" and self._rows:
                    self._rows.popitem()
        elif word != "elif":
            self._report(number, tag, "balise inconnue ; accepté : if, elif, else, endif, for, endfor")

    def _inside(self, number: int, tag: str, word: str, opener: str, scope: str) -> bool:
        if not self._open or self._open[-1][0] != opener:
            self._report(number, tag, f"« {word} » sans « {opener} » ouvert")
            return False
        if self._open[-1][3] != scope:
            self._report(
                number, tag, f"« {word} » n’a pas le même préfixe que la balise ouverte {self._open[-1][2]}"
            )
        return True

    def _expression(self, number: int, tag: str, source: str) -> None:
        try:
            tree = _ENVIRONMENT.parse(source)
        except TemplateSyntaxError as error:
            self._report(number, tag, f"balise illisible ({error.message})")
            return
        loop = tree.find(nodes.For)
        if loop is not None and not self._loop(number, tag, loop):
            return
        for node in tree.find_all(nodes.Expr):
            if isinstance(node, nodes.Name):
                self._name(number, tag, node.name)
            elif isinstance(node, nodes.Getattr):
                self._attribute(number, tag, node)
            elif not isinstance(node, (nodes.Not, nodes.And, nodes.Or, nodes.TemplateData)):
                self._report(number, tag, "une balise ne fait qu’afficher ou tester une variable")

    def _loop(self, number: int, tag: str, loop: nodes.For) -> bool:
        if not isinstance(loop.iter, nodes.Name) or loop.iter.name not in TABLES:
            self._report(number, tag, f"liste inconnue ; accepté : {', '.join(TABLES)}")
            return False
        if isinstance(loop.target, nodes.Name):
            self._rows[loop.target.name] = loop.iter.name
        return True

    def _name(self, number: int, tag: str, name: str) -> None:
        if name in self._declared:
            self._used.add(name)
        elif name not in CONDITIONS and name not in self._rows and not (name == "loop" and self._rows):
            self._report(number, tag, f"la variable « {name} » n’est pas déclarée dans la fiche du modèle")

    def _attribute(self, number: int, tag: str, node: nodes.Getattr) -> None:
        owner = node.node.name if isinstance(node.node, nodes.Name) else ""
        columns = _LOOP_ATTRIBUTES if owner == "loop" else TABLES.get(self._rows.get(owner, ""), ())
        if node.attr not in columns:
            accepted = ", ".join(columns) or "aucune"
            self._report(number, tag, f"colonne « {node.attr} » inconnue ; accepté : {accepted}")

    def _report(self, number: int, tag: str, reason: str) -> None:
        self._problems.append(TagProblem(number, tag, reason))


def _alone(tag: str, text: str, element: _Element, scope: str) -> bool:
    """Whether a scoped tag is alone in what docxtpl removes with it."""
    if scope == "p":
        return text.strip() == tag
    row = next(iter(element.iterancestors(qn("w:tr"))), None)
    if row is None:
        return False
    return "".join(node.text or "" for node in row.iter(qn("w:t"))).strip() == tag
