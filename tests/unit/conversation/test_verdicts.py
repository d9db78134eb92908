"""The verdict is that of the margin questions that weigh most; in doubt there is none, and figures decide."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answer import Verdict
from assistant.conversation.question_form import Modality, asks_openly, denies, is_closed, modality
from assistant.conversation.verdicts import announced, opinion_of, pooled
from assistant.retrieval.passages import ReadingMatch
from corpus.bounds import read_bound
from corpus.models import LegalArticle
from corpus.reading_files import Ask, Reading


def near(
    question: str,
    verdict: str,
    similarity: float,
    weight: float | None = 10.0,
    within: str | None = None,
    beyond: str | None = None,
) -> ReadingMatch:
    ask = Ask(question, verdict, read_bound(within) if within else None, beyond)
    article = LegalArticle("L1-1", "Code", (), date(2026, 1, 1), "Texte.", "https://example.org", "source")
    return ReadingMatch(Reading("L1-1", "Sujet", (ask,), "Texte."), ask, article, 0, similarity, weight)


def verdict_of(question: str, asks: list[ReadingMatch]) -> Verdict | None:
    opinion = announced(question, [(1.0, asks)])
    return opinion.verdict if opinion else None


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Puis-je réserver ce lot ?", Modality.PERMITTED),
        ("La réservation est-elle obligatoire ?", Modality.REQUIRED),
        ("Est-il interdit de négocier ?", Modality.FORBIDDEN),
        ("Suis-je dispensé de publicité ?", Modality.RELEASED),
        ("Puis-je ne pas allotir ?", Modality.RELEASED),
        ("Peut-on se passer de clause sociale ?", Modality.RELEASED),
        ("Puis-je me passer de publicité ?", Modality.RELEASED),
        ("Pouvons-nous nous en passer ?", Modality.RELEASED),
        ("Est-il possible de se passer de mise en concurrence ?", Modality.RELEASED),
        ("Peut-on passer un marché sans publicité ?", Modality.PERMITTED),
        ("Faut-il passer par une centrale d’achat ?", Modality.REQUIRED),
        ("Je dois acheter des masques pour 180 000 €, un ESAT est-il possible ?", Modality.PERMITTED),
        ("Dois-je acheter durable ?", Modality.REQUIRED),
        ("Le délai court-il dès la réception ?", Modality.FACT),
        ("Une association est-elle ESUS de plein droit ?", Modality.FACT),
    ],
)
def test_what_a_question_asks(question: str, expected: Modality) -> None:
    assert modality(question) is expected


@pytest.mark.parametrize(
    ("question", "closed"),
    [
        ("Puis-je réserver ce lot ?", True),
        ("Est-ce possible de réserver, et sous quelles conditions ?", True),
        ("avance obligatoire pour une pme", False),
        ("avance obligatoire pour une pme ?", True),
        ("le bilan carbone est il exigé ?", True),
        ("Dois-je dire combien de lots un candidat peut gagner ?", True),
        ("Peut-on demander n’importe quel document ?", True),
        ("le mandataire peut signer à notre place", True),
        ("faut mettre une annonce pour des travaux", True),
        ("un jeune de 22 ans ca compte pour la clause", True),
        ("on me demande un devis pour demain", False),
        ("Quel délai pour payer ?", False),
        ("À partir de combien faut-il publier ?", False),
        ("Que dois-je prévoir ?", False),
        ("Quand faut-il publier l’avis d’attribution ?", False),
        ("Comment puis-je réserver un lot ?", False),
        ("Le contrat doit-il prévoir comment le prix évolue ?", True),
        ("Une entreprise nous demande pourquoi, doit-on répondre ?", True),
        ("Faut-il compter hors taxe pour savoir quelle procédure suivre ?", True),
        ("La date à laquelle l’avis est parti doit-elle être prouvée ?", True),
        ("À laquelle des deux faut-il répondre ?", False),
        ("Quand l’enchère s’arrête-t-elle ?", False),
        ("pour savoir quelle publicité faire, l’estimation je la prends HT, c’est bien ça ?", True),
        ("c bon si le contrat dit juste comment on calcule le prix", True),
        ("Celui à qui nous avons confié le mandat peut-il signer ?", True),
        ("À qui avons-nous le droit de confier le mandat ?", False),
        ("c koi un candidat exactement ?", False),
        ("jpeux reprendre le marché de mon associé", True),
        ("c’est peut-être trop tard pour ce marché", False),
    ],
)
def test_whether_yes_or_no_answers(question: str, closed: bool) -> None:
    assert is_closed(question) is closed


@pytest.mark.parametrize(
    ("question", "openly"),
    [
        ("résilier pour faute grave", False),
        ("délai pour payer, combien de jours", True),
        ("Puis-je résilier ?", False),
    ],
)
def test_whether_more_than_yes_or_no_is_asked(question: str, openly: bool) -> None:
    assert asks_openly(question) is openly


def test_the_margin_question_of_the_same_sense_decides_however_near_the_others_are() -> None:
    asks = [
        near("Est-il obligatoire de négocier ?", "non", 0.97, weight=12.0),
        near("Peut-on négocier ?", "oui", 0.95, weight=16.0),
        near("Peut-on négocier sans limite ?", "non", 0.90, weight=11.0),
    ]
    assert verdict_of("Puis-je négocier ?", asks) is Verdict.OUI


def test_many_margin_questions_outweigh_one() -> None:
    asks = [near("Peut-on négocier seul ?", "non", 0.93, weight=15.0)]
    asks += [
        near(f"Peut-on négocier en {month} ?", "oui", 0.92, weight=14.5) for month in ("mai", "juin", "juillet")
    ]
    opinion = opinion_of("Puis-je négocier ?", asks)
    assert opinion is not None
    assert (opinion.verdict, round(opinion.share, 2), opinion.similarity) == (Verdict.OUI, 0.64, 0.93)


def test_what_is_asked_in_the_same_form_counts_more() -> None:
    asks = [
        near("Un accord-cadre avec minimum est-il possible ?", "oui", 0.93, weight=10.0),
        near("Peut-on signer un accord-cadre sans maximum ?", "non", 0.92, weight=10.0),
    ]
    assert verdict_of("Peut-on se passer de maximum ?", asks) is Verdict.NON
    assert verdict_of("Le maximum est-il possible ?", asks) is Verdict.OUI


@pytest.mark.parametrize(
    ("question", "denied"),
    [
        ("Un accord-cadre peut-il se passer de maximum ?", True),
        ("Peut-on signer sans attendre ?", True),
        ("Puis-je ne pas publier d’avis ?", True),
        ("Dois-je publier un avis ?", False),
        ("Nous n’avons rien publié. Peut-on signer le marché ?", False),
    ],
)
def test_a_question_on_an_omission_denies(question: str, denied: bool) -> None:
    assert denies(question) is denied


def test_a_verdict_that_most_margin_questions_give_is_firm_and_another_is_to_check() -> None:
    asks = [
        near("Peut-on négocier ?", "oui", 0.95, weight=16.0),
        near("Peut-on payer ?", "non", 0.93, weight=12.0),
    ]
    firm = announced("Puis-je négocier ?", [(1.0, asks)])
    assert firm is not None
    assert firm.is_firm
    doubtful = announced(
        "Puis-je négocier ?", [(1.0, [*asks, near("Peut-on négocier ici ?", "non", 0.94, weight=15.6)])]
    )
    assert doubtful is not None
    assert (doubtful.verdict, doubtful.is_firm) == (Verdict.OUI, False)


def test_the_figures_of_the_last_message_replace_those_before() -> None:
    asks = [near("Puis-je acheter à 85 000 € HT ?", "oui", 0.95, within="< 100 000 €", beyond="non")]
    whole = "Puis-je acheter à 80 000 € HT ?\net pour 120 000 € ?"
    opinion = announced(whole, [(1.0, asks)], "et pour 120 000 € ?")
    assert opinion is not None
    assert opinion.verdict is Verdict.NON


def test_a_note_whose_bound_the_figure_decides_outweighs_one_that_tells_none() -> None:
    asks = [
        near("Dois-je publier pour 130 000 € HT ?", "oui", 0.95, within=">= 90 000 €", beyond="non"),
        near("Dois-je publier cette annonce ?", "oui", 0.95),
    ]
    assert verdict_of("Dois-je publier pour 75 000 € HT ?", asks) is Verdict.NON
    assert verdict_of("Dois-je publier pour 95 000 € HT ?", asks) is Verdict.OUI


def test_the_chance_of_an_article_bounds_what_its_notes_say() -> None:
    yes = [near("Peut-on négocier ?", "oui", 0.95, weight=16.0)]
    no = [near("Peut-on payer ?", "non", 0.93, weight=16.0)]
    sure = announced("Puis-je négocier ?", [(0.97, yes), (0.03, no)])
    assert sure is not None
    assert sure.is_firm
    unsure = announced("Puis-je négocier ?", [(0.6, yes), (0.3, no)])
    assert unsure is not None
    assert (unsure.verdict, unsure.is_firm) == (Verdict.OUI, False)
    # What no note tells goes to the verdicts as they are usually given.
    assert 0.6 < unsure.share < 0.7
    alone = pooled("Puis-je négocier ?", [(0.1, yes)])
    assert alone is not None
    assert alone.share < 0.5
    assert announced("Puis-je négocier ?", [(0.1, yes)]) is None


def test_no_verdict_is_announced_in_doubt() -> None:
    split = [near(f"{verdict} ?", verdict, 0.93) for verdict in ("oui", "non", "sous conditions")]
    assert verdict_of("Puis-je négocier ?", split) is None


def test_nothing_near_gives_no_verdict() -> None:
    assert verdict_of("Puis-je négocier ?", []) is None
    assert verdict_of("Puis-je négocier ?", [near("Peut-on payer ?", "oui", 0.7)]) is None
    assert verdict_of("Puis-je négocier ?", [near("Peut-on négocier ?", "oui", 0.97, weight=None)]) is None


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Puis-je acheter à 99 999 € HT sans publicité ?", Verdict.OUI),
        ("Puis-je acheter à 100 000 € HT sans publicité ?", Verdict.NON),
        ("Puis-je acheter sans publicité ?", Verdict.SOUS_CONDITIONS),
    ],
)
def test_a_figure_decides(question: str, expected: Verdict) -> None:
    asks = [
        near("Puis-je acheter à 85 000 € HT sans publicité ?", "oui", 0.95, within="< 100 000 €", beyond="non")
    ]
    assert verdict_of(question, asks) is expected
