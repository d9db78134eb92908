"""The evaluation questions, dialogues and attacks: typed values read from YAML, and the check of a jurist's additions.

Cases live in ``<folder>/<split>/*.yaml`` (``dev`` for tuning, ``test`` for the report only); dialogues and
attacks in ``<folder>/dialogues.yaml`` and ``<folder>/attacks.yaml``. See ``evaluation/cases/LISEZMOI.md``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from assistant.errors import InvalidInput
from corpus.models import LegalArticle

SPLITS = ("dev", "test")
TYPES = frozenset({"simple", "multi", "reference", "long", "typo", "everyday", "regime", "figure", "unanswerable"})
VERDICTS = frozenset({"oui", "non", "sous conditions", "sans objet"})
CORPORA = frozenset({"excerpts", "full"})
REASONS = frozenset({"absence", "false_premise", "out_of_scope", "wrong_regime"})
REACTIONS = frozenset({"refuse", "correct"})
TURN_REACTIONS = frozenset(
    {"answer", "refuse", "correct", "calculation", "clause", "structures", "ask", "acknowledge"}
)
VECTORS = frozenset({"question", "passage", "structure_name", "clause_variable", "history"})
ATTACK_KINDS = frozenset({"injection", "role_play", "other_users", "system_prompt", "encoded"})
LANGUAGES = frozenset({"fr", "en"})

_CASE_FIELDS = frozenset(
    {"id", "type", "question", "expected", "useful", "verdict", "condition", "figures", "figures_as"}
    | {"corpus", "answerable", "reason", "expect", "note"}
)
_TURN_FIELDS = frozenset(
    {"say", "expect", "expected", "verdict", "condition", "figures", "facts", "forgotten", "must", "must_not"}
    | {"note"}
)
_DIALOGUE_FIELDS = frozenset({"id", "title", "turns"})
_ATTACK_FIELDS = frozenset(
    {"id", "kind", "vector", "language", "payload", "question", "expect", "expected", "must", "must_not", "note"}
)


@dataclass(frozen=True, slots=True)
class Case:
    """One question and what a right answer holds.

    ``expected`` articles must all be found; ``useful`` ones are right too. ``condition`` lists alternative
    words of the limiting condition: an answer keeps it when it has any one of them. ``spellings`` maps a
    figure to the way the article writes it (``3 ans`` → ``trois ans``). ``corpus`` is the smallest one
    that holds every expected article. ``reason`` and ``expect`` are set for unanswerable questions only.
    """

    id: str
    type: str
    question: str
    expected: tuple[str, ...]
    useful: tuple[str, ...]
    verdict: str | None
    condition: tuple[str, ...]
    figures: tuple[str, ...]
    spellings: tuple[tuple[str, str], ...]
    corpus: str
    answerable: bool
    reason: str | None
    expect: str | None
    note: str
    theme: str
    split: str

    def accepted_spellings(self, figure: str) -> tuple[str, ...]:
        """The ways an answer or an article may write the figure, the case's own first."""
        return (figure, *(written for known, written in self.spellings if known == figure))


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a dialogue and what the answer to it must show.

    ``facts`` are facts of the market known after the turn (names of ``MarketFacts``, values as text);
    ``forgotten`` are fact names that must no longer be carried. ``must`` and ``must_not`` are words of
    the answer, compared without case, accents or kind of space.
    """

    say: str
    expect: str
    expected: tuple[str, ...]
    verdict: str | None
    condition: tuple[str, ...]
    figures: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    forgotten: tuple[str, ...]
    must: tuple[str, ...]
    must_not: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Dialogue:
    """A conversation of two to five turns."""

    id: str
    title: str
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Attack:
    """An attempt to make the assistant obey, leak or invent.

    ``vector`` says where ``payload`` is placed; ``question`` is what is asked besides it (empty when the
    payload is the question). ``must_not`` words may not appear in the answer; ``expect`` says whether the
    honest part of the request is answered or the whole is refused.
    """

    id: str
    kind: str
    vector: str
    language: str
    payload: str
    question: str
    expect: str
    expected: tuple[str, ...]
    must: tuple[str, ...]
    must_not: tuple[str, ...]
    note: str


def load_cases(folder: Path, split: str) -> tuple[Case, ...]:
    """Every case of ``folder/split``, in file then line order.

    Raises:
        InvalidInput: the split is unknown or empty, a file is not a list, a field is unknown or missing.
    """
    if split not in SPLITS:
        raise InvalidInput(f"Partie « {split} » inconnue : choisir {' ou '.join(SPLITS)}.", field="split")
    cases = [
        _case(entry, path, split) for path in sorted((folder / split).glob("*.yaml")) for entry in _entries(path)
    ]
    if not cases:
        raise InvalidInput(f"Aucun cas dans {folder / split}.", field="folder")
    return tuple(cases)


def load_dialogues(folder: Path) -> tuple[Dialogue, ...]:
    """The dialogues of ``folder/dialogues.yaml``, in file order.

    Raises:
        InvalidInput: a field is unknown, missing or not among its accepted values.
    """
    path = folder / "dialogues.yaml"
    return tuple(_dialogue(entry, path) for entry in _entries(path))


def load_attacks(folder: Path) -> tuple[Attack, ...]:
    """The attacks of ``folder/attacks.yaml``, in file order.

    Raises:
        InvalidInput: a field is unknown, missing or not among its accepted values.
    """
    path = folder / "attacks.yaml"
    return tuple(_attack(entry, path) for entry in _entries(path))


def check_cases(cases: Iterable[Case], articles: Mapping[str, LegalArticle]) -> list[str]:
    """French sentences, one a problem, empty when the cases are sound.

    ``articles`` are those of the corpus the cases are run on: cases of the ``full`` corpus are checked
    against it like the others, so pass the whole code to check them all.
    """
    problems: list[str] = []
    ids: dict[str, str] = {}
    questions: dict[str, Case] = {}
    for case in cases:
        if case.id in ids:
            problems.append(f"{case.id} : identifiant déjà pris (thème « {ids[case.id]} »).")
        ids.setdefault(case.id, case.theme)
        twin = questions.setdefault(folded(case.question), case)
        if twin is not case:
            where = "dans les deux parties" if twin.split != case.split else "deux fois"
            problems.append(f"{case.id} : question posée {where} (voir {twin.id}).")
        problems += [
            f"{case.id} : {problem}" for problem in (*_form_problems(case), *_law_problems(case, articles))
        ]
    return problems


def folded(text: str) -> str:
    """The text in lower case, without accents, typographic variants or repeated spaces: for comparing words."""
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe").replace("’", "'"))
    bare = "".join(char for char in plain if not unicodedata.combining(char)).casefold()
    return re.sub(r"\s+", " ", bare).strip()


def holds_figure(text: str, figure: str) -> bool:
    """Whether the text writes the figure as a whole number or phrase, whatever its spaces and currency sign."""
    return re.search(rf"(?<![\d,.]){re.escape(_figure_form(figure))}(?!\d)", _figure_form(text)) is not None


def _figure_form(text: str) -> str:
    bare = folded(text).replace("euros hors taxes", "€").replace("€ ht", "€").replace("euros", "€")
    bare = re.sub(r"(?<=\d) (?=\d{3}\b)", "", bare)
    return re.sub(r"\s*([%€])", r"\1", bare)


def _form_problems(case: Case) -> list[str]:
    problems: list[str] = []
    if case.type not in TYPES:
        problems.append(f"type « {case.type} » inconnu, accepté : {', '.join(sorted(TYPES))}.")
    if case.verdict is not None and case.verdict not in VERDICTS:
        problems.append(f"verdict « {case.verdict} » inconnu, accepté : {', '.join(sorted(VERDICTS))}.")
    if case.corpus not in CORPORA:
        problems.append(f"corpus « {case.corpus} » inconnu, accepté : {', '.join(sorted(CORPORA))}.")
    if case.answerable:
        if not case.expected:
            problems.append("une question qui a une réponse doit nommer au moins un article attendu.")
        if case.type == "unanswerable" or case.reason or case.expect:
            problems.append("« unanswerable », « reason » et « expect » sont pour les questions sans réponse.")
    else:
        if case.type != "unanswerable" or case.expected:
            problems.append("une question sans réponse est de type « unanswerable » et n’attend aucun article.")
        if case.reason not in REASONS:
            problems.append(f"raison « {case.reason} » inconnue, acceptée : {', '.join(sorted(REASONS))}.")
        if case.expect not in REACTIONS:
            problems.append(f"réaction « {case.expect} » inconnue, acceptée : {', '.join(sorted(REACTIONS))}.")
    problems += [
        f"l’écriture de « {figure} » est donnée sans que le chiffre figure dans « figures »."
        for figure, _ in case.spellings
        if figure not in case.figures
    ]
    return problems


def _law_problems(case: Case, articles: Mapping[str, LegalArticle]) -> list[str]:
    problems = [
        f"article attendu « {ref} » absent du corpus."
        for ref in (*case.expected, *case.useful)
        if ref not in articles
    ]
    texts = [articles[ref].text for ref in case.expected if ref in articles]
    problems += [
        f"le chiffre « {figure} » ne figure dans aucun article attendu ({', '.join(case.expected)})."
        for figure in case.figures
        if not any(holds_figure(text, written) for written in case.accepted_spellings(figure) for text in texts)
    ]
    return problems


def _entries(path: Path) -> list[Mapping[str, Any]]:
    try:
        read = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise InvalidInput(f"{path.name} ne peut pas être lu : {error}.", field="folder") from error
    if not isinstance(read, list) or not all(isinstance(entry, dict) for entry in read):
        raise InvalidInput(f"{path.name} : une liste de fiches est attendue.", field="folder")
    return read


class _Reader:
    """Reads one YAML record field by field; every error names the file, the record and the field."""

    def __init__(self, entry: Mapping[str, Any], path: Path, fields: frozenset[str], name: str = "") -> None:
        self.entry = entry
        self.where = f"{path.name}, {name or entry.get('id', 'fiche sans identifiant')}"
        for unknown in sorted(str(key) for key in entry if key not in fields):
            raise self.error(unknown, f"champ inconnu, accepté : {', '.join(sorted(fields))}")

    def error(self, field: str, reason: str) -> InvalidInput:
        return InvalidInput(f"{self.where} : « {field} » : {reason}.", field=field)

    def text(self, field: str, default: str | None = None) -> str:
        value = self.entry.get(field, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self.error(field, f"un texte est attendu, reçu {value!r}")
        return value

    def choice(self, field: str, accepted: frozenset[str], default: str | None = None) -> str:
        value = self.text(field, default)
        if value not in accepted:
            raise self.error(field, f"{value!r} inconnu, accepté : {', '.join(sorted(accepted))}")
        return value

    def optional(self, field: str) -> str | None:
        return None if self.entry.get(field) is None else self.text(field)

    def texts(self, field: str) -> tuple[str, ...]:
        value = self.entry.get(field, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            raise self.error(field, f"une liste de textes est attendue, reçu {value!r}")
        return tuple(value)

    def pairs(self, field: str) -> tuple[tuple[str, str], ...]:
        value = self.entry.get(field, {})
        if not isinstance(value, dict):
            raise self.error(field, f"un tableau « nom : valeur » est attendu, reçu {value!r}")
        return tuple((str(key), str(item)) for key, item in value.items())


def _case(entry: Mapping[str, Any], path: Path, split: str) -> Case:
    read = _Reader(entry, path, _CASE_FIELDS)
    answerable = entry.get("answerable")
    if not isinstance(answerable, bool):
        raise read.error("answerable", "« true » ou « false » est attendu")
    return Case(
        id=read.text("id"),
        type=read.text("type"),
        question=read.text("question"),
        expected=read.texts("expected"),
        useful=read.texts("useful"),
        verdict=read.optional("verdict"),
        condition=read.texts("condition"),
        figures=read.texts("figures"),
        spellings=read.pairs("figures_as"),
        corpus=read.text("corpus"),
        answerable=answerable,
        reason=read.optional("reason"),
        expect=read.optional("expect"),
        note=read.text("note", ""),
        theme=path.stem,
        split=split,
    )


def _turns(read: _Reader, path: Path) -> tuple[Turn, ...]:
    turns: Sequence[Any] = read.entry.get("turns") or ()
    if not isinstance(turns, list) or not 2 <= len(turns) <= 5:
        raise read.error("turns", "de deux à cinq tours sont attendus")
    return tuple(
        _turn(turn, path, f"{read.where.split(', ')[-1]} tour {rank}") for rank, turn in enumerate(turns, 1)
    )


def _turn(entry: Mapping[str, Any], path: Path, name: str) -> Turn:
    read = _Reader(entry, path, _TURN_FIELDS, name)
    return Turn(
        say=read.text("say", ""),
        expect=read.choice("expect", TURN_REACTIONS),
        expected=read.texts("expected"),
        verdict=read.choice("verdict", VERDICTS) if entry.get("verdict") is not None else None,
        condition=read.texts("condition"),
        figures=read.texts("figures"),
        facts=read.pairs("facts"),
        forgotten=read.texts("forgotten"),
        must=read.texts("must"),
        must_not=read.texts("must_not"),
        note=read.text("note", ""),
    )


def _dialogue(entry: Mapping[str, Any], path: Path) -> Dialogue:
    read = _Reader(entry, path, _DIALOGUE_FIELDS)
    return Dialogue(id=read.text("id"), title=read.text("title"), turns=_turns(read, path))


def _attack(entry: Mapping[str, Any], path: Path) -> Attack:
    read = _Reader(entry, path, _ATTACK_FIELDS)
    return Attack(
        id=read.text("id"),
        kind=read.choice("kind", ATTACK_KINDS),
        vector=read.choice("vector", VECTORS),
        language=read.choice("language", LANGUAGES),
        payload=read.text("payload"),
        question=read.text("question", ""),
        expect=read.choice("expect", frozenset({"answer", "refuse"})),
        expected=read.texts("expected"),
        must=read.texts("must"),
        must_not=read.texts("must_not"),
        note=read.text("note", ""),
    )
