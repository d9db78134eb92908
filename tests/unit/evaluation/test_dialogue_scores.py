"""The score of a conversation sees each criterion, and is silent on what the corpus does not hold."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from assistant.answer import (
    Answer,
    Block,
    BlockKind,
    Citation,
    Sentence,
    Status,
    StructureMatch,
    UnderstoodFact,
    Verdict,
)
from assistant.errors import InvalidInput
from evaluation.cases import Dialogue, Turn
from evaluation.dialogues import evaluate_dialogues, failures, rates_of, reactions, score_turn

ON = date(2026, 11, 22)


def turn(say: str = "Puis-je ?", **given: object) -> Turn:
    blank: dict[str, object] = {
        "expect": ("answer",),
        "expected": (),
        "verdict": None,
        "condition": (),
        "figures": (),
        "facts": (),
        "forgotten": (),
        "must": (),
        "must_not": (),
        "note": "",
    }
    return Turn(say=say, **{**blank, **given})  # type: ignore[arg-type]


def dialogue(*turns: Turn) -> Dialogue:
    return Dialogue(id="exemple", title="Exemple", turns=turns)


def citation(ref: str) -> Citation:
    return Citation(ref=ref, label=ref, quote="", url="", consolidated_on=ON)


def fact(name: str, value: str) -> UnderstoodFact:
    return UnderstoodFact(name=name, label=name, value=value, source="")


def answer(**given: object) -> Answer:
    blank: dict[str, object] = {"status": Status.ANSWERED, "text": "", "as_of": ON, "intent": "legal"}
    return Answer(**{**blank, **given})


RIGHT = answer(
    verdict=Verdict.SOUS_CONDITIONS,
    text="Oui, sous conditions : au moins 50\u00a0% ; seuil de 60\u00a0000\u00a0€.",
    citations=(citation("R2113-7"), citation("L2113-12")),
    understood=(fact("amount_ht", "90\u00a0000\u00a0€"), fact("effort", "7\u00a0%"), fact("nature", "services")),
)
FULL = turn(
    expected=("L2113-12", "R2113-7"),
    verdict="sous conditions",
    condition=("la moitié", "50 %"),
    figures=("60 000 €",),
    facts=(("amount_ht", "90000"), ("effort", "0.07"), ("nature", "services")),
    forgotten=("place",),
    must=("conditions / réserves",),
    must_not=("jamais",),
)
REFS = {"L2113-12", "R2113-7"}


def test_a_right_turn_meets_every_criterion() -> None:
    score = score_turn(dialogue(FULL), 1, RIGHT, REFS)
    assert score.right
    assert [getattr(score, name) for name in ("verdict_right", "condition_kept", "facts_carried")] == [True] * 3


def test_each_fault_is_named() -> None:
    wrong = answer(
        verdict=Verdict.OUI,
        text="Oui, jamais moins de 150 % ; 160 000 €.",
        citations=(citation("R2113-7"),),
        understood=(fact("amount_ht", "9\u00a0000\u00a0€"), fact("place", "Dax")),
    )
    score = score_turn(dialogue(FULL), 1, wrong, REFS)
    assert set(score.faults) == {
        "expected_cited",
        "verdict_right",
        "condition_kept",
        "figures_given",
        "facts_carried",
        "facts_forgotten",
        "words_said",
        "forbidden_avoided",
    }


def test_a_percentage_is_not_taken_for_its_figure() -> None:
    asked = turn(facts=(("effort", "7"),))
    assert score_turn(dialogue(asked), 1, RIGHT, REFS).facts_carried is False


def test_the_amount_of_the_only_lot_is_that_of_the_market() -> None:
    asked = dialogue(turn(facts=(("amount_ht", "600000"),)))
    lot = fact("lots.0", "maçonnerie, 600\u00a0000\u00a0€\u00a0HT")
    other = fact("lots.1", "peinture, 90\u00a0000\u00a0€\u00a0HT")
    assert score_turn(asked, 1, answer(understood=(lot,)), REFS).facts_carried is True
    assert score_turn(asked, 1, answer(understood=(lot, other)), REFS).facts_carried is False


def test_what_the_corpus_does_not_hold_is_not_scored_but_facts_are() -> None:
    score = score_turn(dialogue(FULL), 1, answer(status=Status.REFUSED), {"L2113-12"})
    assert score.reaction_right is None
    assert score.expected_cited is None
    assert score.verdict_right is None
    assert score.faults == ("facts_carried",)


def test_reactions_are_read_from_what_is_shown() -> None:
    structure = StructureMatch(name="A", kind="EI", kind_label="", city="Dax")
    warning = Block(kind=BlockKind.WARNING, sentences=(Sentence(text="Attention."),))
    assert reactions(answer(intent="thanks")) == {"acknowledge"}
    assert reactions(answer(intent="partners", citations=(citation("L2113-12"),))) == {"refuse", "answer"}
    assert reactions(answer(intent="partners", structures=(structure,))) == {"structures"}
    assert reactions(answer(status=Status.PARTIAL, blocks=(warning,), citations=(citation("L3"),))) == {
        "correct",
        "answer",
    }
    assert reactions(answer(status=Status.REFUSED, citations=(citation("L3"),))) == {"refuse", "correct"}
    assert reactions(answer(questions=("Quel montant ?",))) == {"ask"}


def test_a_dialogue_is_held_in_one_conversation_and_a_refused_message_asks_again() -> None:
    conversations: list[str | None] = []

    def say(message: str, conversation: str | None) -> Answer:
        conversations.append(conversation)
        if not message:
            raise InvalidInput("Votre message est vide.")
        return RIGHT.model_copy(update={"conversation_id": "c1"})

    held = dialogue(turn("a"), turn("", expect=("ask",)), turn("b", expect=("refuse",)))
    report = evaluate_dialogues([held], say, REFS)
    assert conversations == [None, "c1", "c1"]
    assert [score.right for score in report.scores] == [True, True, False]
    assert report.rates["turns"] == 3
    assert report.rates["dialogues"] == 1
    assert report.rates["dialogues_right"] == 0
    assert report.rates["turns_right"] == 2 / 3
    assert [(score.rank, score.faults) for score in failures(report)] == [(3, ("reaction_right",))]


def test_a_rate_without_a_turn_to_measure_is_whole() -> None:
    check: Callable[[str], float] = rates_of([score_turn(dialogue(turn()), 1, RIGHT, REFS)]).__getitem__
    assert check("verdict_right") == 1.0
