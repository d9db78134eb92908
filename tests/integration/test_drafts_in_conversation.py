"""Drafts in the thread of a conversation: values said in few words, words asked for, reasons to record, what comes next."""

from __future__ import annotations

import pytest
from conversing import ask, refs

from assistant.answer import BlockKind
from assistant.quantities import plain_spaces
from assistant.service import Assistant

WORKS = (
    "Rédige la clause d’insertion pour la réfection de voirie à Mimizan, 400 000 € HT, pénalité de 90 € par heure"
)


def test_penalty_said_alone_after_a_question_is_for_the_draft(assistant: Assistant) -> None:
    first, _, last = ask(assistant, WORKS, "et si le titulaire n’y arrive pas ?", "mettez 55 €")
    assert first.clause is not None
    assert last.clause is not None
    assert any("55" in change for change in last.clause.changes)


def test_weight_said_alone_is_for_the_criterion(assistant: Assistant) -> None:
    *_, last = ask(assistant, "Rédige un critère social pour un marché de gardiennage", "plutôt 12")
    assert last.clause is not None
    assert "12 % de la note" in plain_spaces(last.clause.text)


@pytest.mark.parametrize(
    ("messages", "ref"),
    [
        (("Quelle pénalité par heure d’insertion non réalisée ?", "40 € c’est trop peu ?"), "CCAG-FCS 16.1"),
        (("un critère d’insertion pondéré à 25 %, c’est excessif ?",), "L2152-8"),
    ],
)
def test_figure_that_no_text_sets_is_left_to_the_buyer(
    assistant: Assistant, messages: tuple[str, ...], ref: str
) -> None:
    last = ask(assistant, *messages)[-1]
    assert "Aucun texte de mes sources ne fixe" in last.text
    assert last.verdict is None
    assert ref in refs(last)


def test_reasons_follow_the_duty(assistant: Assistant) -> None:
    duty = "Le Département achète du mobilier de bureau pour 500 000 € HT : suis-je obligé de prévoir une clause sociale ?"
    _, note = ask(assistant, duty, "et j’écris quoi comme motif si je n’en mets pas ?")
    assert note.clause is not None
    assert note.clause.template == "note-de-motifs"
    assert "216 000 € HT" in plain_spaces(note.clause.text)
    assert "Qui peut répondre ?" not in note.follow_ups


def test_words_to_paste_come_first(assistant: Assistant) -> None:
    (answer,) = ask(assistant, "quelle phrase mettre dans l’avis pour réserver l’entretien du linge aux ESAT ?")
    paragraph = next(part for part in answer.blocks if part.kind is not BlockKind.SUMMARY)
    assert (paragraph.title or "").startswith("Phrase à reprendre")
    assert "structures d’insertion" not in paragraph.sentences[0].text


def test_article_asked_is_shown_apart(assistant: Assistant) -> None:
    _, last = ask(assistant, WORKS, "il manque le contrôle")
    assert "contient déjà" in last.blocks[0].sentences[0].text
    assert any("Suivi et contrôle" in sentence.text for part in last.blocks for sentence in part.sentences)


def test_lot_left_out_is_not_what_is_bought(assistant: Assistant) -> None:
    _, last = ask(assistant, WORKS, "ah non, le lot 3 mobilier urbain on le retire")
    assert last.clause is not None
    assert last.clause.template == "execution-travaux"
    assert "travaux de réfection de voirie" in last.clause.text


def test_a_part_to_entrust_names_its_template(assistant: Assistant) -> None:
    (answer,) = ask(assistant, "peut-on obliger le titulaire à confier une part à un ESAT ?")
    assert "L2112-2" in refs(answer)
    assert answer.follow_ups[0] == "Rédige la part confiée à des structures inclusives"
    said = answer.blocks[0].sentences[0].text
    assert "une part minimale" in said
    assert answer.citations[0].ref == "L2112-2"


def test_article_of_a_code_is_read_beside_a_draft(assistant: Assistant) -> None:
    _, last = ask(assistant, WORKS, "fais voir l’article L2113-12")
    assert last.clause is None
    assert "L2113-12" in refs(last)


def test_sentence_for_a_lot_reserves_that_lot(assistant: Assistant) -> None:
    (answer,) = ask(
        assistant, "la phrase pour l’avis svp, le lot n°2 sera réservé aux ESAT, ce sont des espaces verts"
    )
    assert "Le présent marché est réservé" not in answer.text
    lots = [fact.value for fact in answer.understood if fact.label.startswith("Lot")]
    assert all("réservé" not in lot for lot in lots)


def test_article_asked_for_is_drafted_then_takes_the_hours_dictated(assistant: Assistant) -> None:
    first, hours, cap = ask(
        assistant,
        "Je finis le CCAP de l’école de Mugron, lot gros œuvre 300 000 € HT. Il me faudrait l’article d’exécution insertion.",
        "passe à 190 heures",
        "et la pénalité à 45 € par heure non réalisée, plafonnée à 5 % du lot",
    )
    assert first.clause is not None
    assert first.clause.template == "execution-travaux"
    assert hours.clause is not None
    assert "190 heures d'insertion" in plain_spaces(hours.clause.text)
    assert "Je n’ai pas su appliquer" in cap.text
    assert cap.clause is not None
    assert "45 € par heure" in plain_spaces(cap.clause.text)


def test_another_template_is_said(assistant: Assistant) -> None:
    _, kept = ask(
        assistant,
        "Rédige un critère social pour un marché de voirie",
        "le maire ne veut plus du critère, gardez seulement la clause d’exécution",
    )
    assert kept.clause is not None
    assert kept.clause.template == "execution-travaux"
    assert "passe à un autre modèle" in kept.text


def test_order_to_write_follows_the_hours(assistant: Assistant) -> None:
    _, last = ask(assistant, "Combien d’heures pour 90 000 € HT de peinture ?", "ok, rédigez-la")
    assert last.clause is not None
    assert "105 heures" in plain_spaces(last.clause.text)


def test_what_is_dictated_for_the_draft_goes_into_it(assistant: Assistant) -> None:
    *_, publics, fixed, object_ = ask(
        assistant,
        WORKS,
        "ajoutez que les allocataires du RSA sont prioritaires",
        "retire le taux de pénalité, je préfère un forfait de 44 € par heure",
        "120 h, et c’est pas de la voirie c’est du terrassement",
    )
    assert publics.clause is not None
    assert "en priorité : les allocataires du RSA" in plain_spaces(publics.clause.text)
    assert fixed.clause is not None
    assert "44 € par heure" in plain_spaces(fixed.clause.text)
    assert all(fact.label != "Coût horaire" for fact in fixed.understood)
    assert object_.clause is not None
    assert "terrassement" in object_.clause.text
    assert "réfection de voirie" not in object_.clause.text


def test_letter_that_says_something_else_is_not_written(assistant: Assistant) -> None:
    *_, last = ask(
        assistant,
        "un salarié en CDI depuis 4 ans peut-il compter dans la clause ?",
        "écris un mail pour répondre à l’entreprise que non",
    )
    assert last.clause is None
    assert last.blocks[0].kind is BlockKind.REFUSAL


def test_what_a_letter_does_not_say_is_told(assistant: Assistant) -> None:
    (answer,) = ask(
        assistant,
        "Prépare le courrier au titulaire, entreprise Lartigue, 140 heures d’insertion, lui demander de passer en mairie",
    )
    assert answer.clause is not None
    assert "entreprise Lartigue" in answer.clause.text
    assert "Le modèle ne dit pas : « lui demander de passer en mairie »" in plain_spaces(answer.text)


def test_sentence_on_irregular_offers_comes_first_then_the_next_text(assistant: Assistant) -> None:
    first, then = ask(
        assistant,
        "rédige la phrase du règlement qui dit qu’une offre sans les heures d’insertion est irrégulière",
        "et le critère",
    )
    assert "irrégulière au sens de l’article" in first.blocks[1].sentences[0].text
    assert then.clause is not None
    assert then.clause.template == "critere-social"


def test_weight_drafted_is_the_one_judged(assistant: Assistant) -> None:
    *_, last = ask(assistant, "Rédige un critère social à 12 % pour du gardiennage", "12 % c’est pas excessif ?")
    assert "Le projet rédigé plus haut porte 12 %" in plain_spaces(last.text)
    assert "L2152-8" in refs(last)


def test_penalties_alone_come_first(assistant: Assistant) -> None:
    (answer,) = ask(
        assistant,
        "Écris la clause pénale d’un chantier de couverture : mise en demeure, pénalité puis résiliation",
    )
    assert "Pénalités" in answer.blocks[1].sentences[0].text
    assert "il ne prévoit pas la résiliation" in answer.text
