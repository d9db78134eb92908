"""Sentence templates and prompts: the files of ``prompts/``, rendered with declared variables only.

A sentence file is YAML: each name has ``text`` and, when it takes any, ``variables``. A prompt file is
Markdown with a front matter that gives ``name``, ``version`` and ``variables``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, meta
from jinja2.sandbox import SandboxedEnvironment

from corpus.errors import BrokenCorpusFile
from corpus.load import parse_yaml

_ENVIRONMENT = SandboxedEnvironment(undefined=StrictUndefined, autoescape=False, trim_blocks=True)
_MOST_COMPILED = 2_000


@dataclass(frozen=True, slots=True)
class SentenceTemplate:
    """One template and the variables it declares."""

    name: str
    text: str
    variables: frozenset[str]
    version: str = "1"


class Sentences:
    """Every template of a folder, by name."""

    def __init__(self, templates: Mapping[str, SentenceTemplate]) -> None:
        self.templates = MappingProxyType(dict(templates))

    def render(self, name: str, **values: object) -> str:
        """The sentence with its values.

        Raises:
            KeyError: no template of that name.
            ValueError: a declared variable is missing, or an undeclared one is given.
        """
        template = self.templates[name]
        if set(values) != template.variables:
            missing, unknown = template.variables - set(values), set(values) - template.variables
            raise ValueError(f"gabarit « {name} » : manquent {sorted(missing)}, inconnus {sorted(unknown)}")
        return _compiled(template.text).render(values).strip()


@lru_cache(maxsize=_MOST_COMPILED)
def _compiled(text: str) -> Template:
    return _ENVIRONMENT.from_string(text)


def load_sentences(folder: Path) -> Sentences:
    """Read and check every template of a folder.

    Raises:
        BrokenCorpusFile: a template uses a variable it does not declare, declares one it does not use, cannot
            be parsed, or has the name of another.
    """
    templates: dict[str, SentenceTemplate] = {}
    for path in sorted([*folder.rglob("*.yaml"), *folder.rglob("*.md")]):
        for template in _read(path):
            if template.name in templates:
                raise BrokenCorpusFile(path, f"le gabarit « {template.name} » est défini deux fois")
            _check(path, template)
            templates[template.name] = template
    return Sentences(templates)


def _read(path: Path) -> list[SentenceTemplate]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        _, header, body = text.split("---\n", 2)
        fields = parse_yaml(path, header, first_line=2)
        variables = frozenset(fields.get("variables") or ())
        return [SentenceTemplate(fields["name"], body.strip(), variables, str(fields["version"]))]
    records = parse_yaml(path, text)
    if not isinstance(records, dict):
        raise BrokenCorpusFile(path, "un dictionnaire de gabarits est attendu")
    return [
        SentenceTemplate(name, record["text"], frozenset(record.get("variables") or ()))
        for name, record in records.items()
    ]


def _check(path: Path, template: SentenceTemplate) -> None:
    try:
        used = meta.find_undeclared_variables(_ENVIRONMENT.parse(template.text))
    except TemplateSyntaxError as error:
        raise BrokenCorpusFile(path, f"gabarit « {template.name} » illisible ({error.message})") from error
    if used != template.variables:
        gap = ", ".join(sorted(used ^ template.variables))
        raise BrokenCorpusFile(path, f"gabarit « {template.name} » : variables mal déclarées ({gap})")
