"""A contract under way whose hours are late: the pace, the steps before a penalty, the letter, the statement by lot."""

from __future__ import annotations

from conversing import ask

from assistant.answer import BlockKind
from assistant.quantities import plain_spaces
from assistant.service import Assistant

LATE = "Le titulaire du lot 4 a fait 60 h sur 300, fin des travaux le 30 juin 2027. Que faire ?"


def test_what_is_left_comes_before_the_penalty(assistant: Assistant) -> None:
    (answer,) = ask(assistant, LATE)
    summary = plain_spaces(" ".join(one.text for one in answer.blocks[0].sentences))
    assert "Il reste 240 heures à faire" in summary
    assert "30 juin 2027" in summary
    assert "énalité" not in summary
    steps = next(part for part in answer.blocks if part.kind is BlockKind.STEPS)
    assert "raisons" in steps.sentences[0].text
    assert "pénalité" in steps.sentences[-1].text


def test_the_letter_takes_what_was_told(assistant: Assistant) -> None:
    *_, letter, changed = ask(
        assistant,
        LATE,
        "écris un courrier à l’entreprise, réponse attendue avant le 10 février",
        "ajoute la réunion de chantier du jeudi 14 janvier",
    )
    assert letter.clause is not None
    text = plain_spaces(letter.clause.text)
    assert all(
        told in text for told in ("300 heures", "60 heures", "reste 240", "lot 4", "30 juin 2027", "10 février")
    )
    assert changed.clause is not None
    assert "réunion de chantier du jeudi 14 janvier" in changed.clause.text
    assert len(changed.clause.changes) == 1


def test_the_statement_holds_each_lot_and_the_day_one_starts(assistant: Assistant) -> None:
    first, then = ask(
        assistant,
        "bilan trimestriel : lot 1 410 h faites sur 500, lot 2 rien sur 80",
        "le lot 2 démarre le 1er mars en fait",
    )
    assert first.clause is not None
    assert "Total | 580 | 410 | 71 % | 170" in plain_spaces(first.clause.text)
    assert then.clause is not None
    assert "démarrage le 1er mars" in plain_spaces(then.clause.text)
    assert all(part.kind is not BlockKind.LEVERS for part in then.blocks)
