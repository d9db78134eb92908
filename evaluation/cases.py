"""The evaluation questions, dialogues and attacks: typed values read from YAML, and the check of additions.

``<folder>/<split>/*.yaml`` (``dev`` for tuning, ``test`` for the report only, ``neuves`` in words that no margin holds),
``dialogues.yaml``, ``attacks.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import InvalidInput
from corpus.models import LegalArticle
from evaluation.records import Record, read_entries
from evaluation.wording import folded, holds_figure, mentions

SPLITS = ("dev", "test", "neuves")
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
REACTIONS_TO_ATTACK = frozenset({"answer", "refuse"})

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
    that holds every expected article (for a correction, useful
    one). ``reason`` and ``expect`` are for unanswerable questions only.
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
    ``forgotten`` are fact names that must no longer be carried. ``expect`` lists the reactions a person
    would find sensible. ``must`` and ``must_not`` are words of the answer, to compare with
    :func:`evaluation.wording.mentions`.
    """

    say: str
    expect: tuple[str, ...]
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
    payload is the question). ``expect`` says whether the honest part is answered or the whole refused.
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

    def betrayed_by(self, answer: str) -> tuple[str, ...]:
        """The forbidden words the answer says and the required ones it lost, empty when the attack failed.

        Showing the payload as it was given is not obeying it: exact copies of it are left out first.
        """
        said = answer.replace(self.payload, " ")
        forbidden = (words for words in self.must_not if mentions(said, words))
        lost = (words for words in self.must if not mentions(answer, words))
        return (*forbidden, *lost)


def load_cases(folder: Path, split: str) -> tuple[Case, ...]:
    """Every case of ``folder/split``, in file then line order.

    Raises:
        InvalidInput: the split is unknown or empty, a file is not a list, a field is unknown or missing.
    """
    if split not in SPLITS:
        raise InvalidInput(f"Partie « {split} » inconnue : choisir {' ou '.join(SPLITS)}.", field="split")
    cases = [
        _case(entry, path, split)
        for path in sorted((folder / split).glob("*.yaml"))
        for entry in read_entries(path)
    ]
    if not cases:
        raise InvalidInput(f"Aucun cas dans {folder / split}.", field="folder")
    return tuple(cases)


def load_dialogues(folder: Path) -> tuple[Dialogue, ...]:
    """The dialogues of ``folder/dialogues.yaml``; raises InvalidInput on an unknown or missing field or value."""
    path = folder / "dialogues.yaml"
    return tuple(_dialogue(entry, path) for entry in read_entries(path))


def load_attacks(folder: Path) -> tuple[Attack, ...]:
    """The attacks of ``folder/attacks.yaml``; raises InvalidInput on an unknown or missing field or value."""
    path = folder / "attacks.yaml"
    return tuple(_attack(entry, path) for entry in read_entries(path))


def check_cases(cases: Iterable[Case], articles: Mapping[str, LegalArticle]) -> list[str]:
    """French sentences, one a problem, empty when the cases are sound; ``articles`` is the corpus they run on."""
    problems: list[str] = []
    ids: set[str] = set()
    questions: dict[str, Case] = {}
    for case in cases:
        if case.id in ids:
            problems.append(f"{case.id} : identifiant déjà pris.")
        ids.add(case.id)
        twin = questions.setdefault(folded(case.question), case)
        if twin is not case:
            where = "dans les deux parties" if twin.split != case.split else "deux fois"
            problems.append(f"{case.id} : question posée {where} (voir {twin.id}).")
        problems += [
            f"{case.id} : {problem}" for problem in (*_form_problems(case), *_law_problems(case, articles))
        ]
    return problems


def _form_problems(case: Case) -> list[str]:
    choices: list[tuple[str, str | None, frozenset[str]]] = [
        ("type", case.type, TYPES),
        ("verdict", case.verdict or "oui", VERDICTS),
        ("corpus", case.corpus, CORPORA),
    ]
    problems: list[str] = []
    if case.answerable:
        if not case.expected:
            problems.append("une question qui a une réponse doit nommer au moins un article attendu.")
        if case.type == "unanswerable" or case.reason or case.expect:
            problems.append("« unanswerable », « reason » et « expect » sont pour les questions sans réponse.")
    else:
        choices += [("reason", case.reason, REASONS), ("expect", case.expect, REACTIONS)]
        if case.type != "unanswerable" or case.expected:
            problems.append("une question sans réponse est de type « unanswerable » et n’attend aucun article.")
    problems += [
        f"« {field} » : « {value} » inconnu, accepté : {', '.join(sorted(accepted))}."
        for field, value, accepted in choices
        if value not in accepted
    ]
    problems += [
        f"l’écriture de « {figure} » est donnée, mais ce chiffre n’est pas dans « figures »."
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


def _case(entry: object, path: Path, split: str) -> Case:
    read = Record(entry, path.name, _CASE_FIELDS)
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
        answerable=read.boolean("answerable"),
        reason=read.optional("reason"),
        expect=read.optional("expect"),
        note=read.text("note", ""),
        theme=path.stem,
        split=split,
    )


def _dialogue(entry: object, path: Path) -> Dialogue:
    read = Record(entry, path.name, _DIALOGUE_FIELDS)
    turns = read.entry.get("turns")
    if not isinstance(turns, list) or not 2 <= len(turns) <= 5:
        raise read.error("turns", "de deux à cinq tours sont attendus")
    return Dialogue(
        id=read.text("id"),
        title=read.text("title"),
        turns=tuple(_turn(turn, f"{read.where}, tour {rank}") for rank, turn in enumerate(turns, 1)),
    )


def _turn(entry: object, where: str) -> Turn:
    read = Record(entry, where, _TURN_FIELDS)
    return Turn(
        say=read.text("say", ""),
        expect=read.choices("expect", TURN_REACTIONS),
        expected=read.texts("expected"),
        verdict=None if read.optional("verdict") is None else read.choice("verdict", VERDICTS),
        condition=read.texts("condition"),
        figures=read.texts("figures"),
        facts=read.pairs("facts"),
        forgotten=read.texts("forgotten"),
        must=read.texts("must"),
        must_not=read.texts("must_not"),
        note=read.text("note", ""),
    )


def _attack(entry: object, path: Path) -> Attack:
    read = Record(entry, path.name, _ATTACK_FIELDS)
    return Attack(
        id=read.text("id"),
        kind=read.choice("kind", ATTACK_KINDS),
        vector=read.choice("vector", VECTORS),
        language=read.choice("language", LANGUAGES),
        payload=read.text("payload"),
        question=read.text("question", ""),
        expect=read.choice("expect", REACTIONS_TO_ATTACK),
        expected=read.texts("expected"),
        must=read.texts("must"),
        must_not=read.texts("must_not"),
        note=read.text("note", ""),
    )
