"""What is asked of a social clause once it is being performed, told from what is asked of candidates, sums or structures."""

from __future__ import annotations

import pytest

from assistant.conversation.clause_under_way import UnderWay, under_way
from assistant.conversation.writers import clause_under_way as writer


@pytest.mark.parametrize(
    ("message", "topic"),
    [
        ("comment vérifier que les bénéficiaires de la clause sont bien éligibles ?", UnderWay.PROOFS),
        ("Quelles pièces demander à l’entreprise pour les publics de la clause d’insertion ?", UnderWay.PROOFS),
        ("le prestataire n'envoie pas ses attestations d'insertion, que faire", UnderWay.PAPERS_MISSING),
        ("A quelle fréquence organiser les réunions de suivi avec le titulaire ?", UnderWay.MEETINGS),
        ("Quand a lieu le bilan final de la clause d’insertion ?", UnderWay.MEETINGS),
        (
            "la mission locale n'envoie personne pour nos heures d'insertion, on sera pénalisés ?",
            UnderWay.DIFFICULTY,
        ),
        ("l’ETTI n’a plus personne à proposer, comment faire les heures ?", UnderWay.DIFFICULTY),
        ("le titulaire n'arrive pas à recruter pour ses heures d'insertion", UnderWay.DIFFICULTY),
        ("Les heures d’insertion peuvent-elles être confiées au sous-traitant ?", UnderWay.SUBCONTRACTOR),
        ("le titulaire peut-il prendre un salarié d'un GEIQ pour sa clause ?", UnderWay.LENT),
        ("on peut rattraper les heures d'insertion sur un autre chantier ?", UnderWay.OTHER_CONTRACT),
        ("Marché terminé : l’entreprise peut-elle encore faire les heures d’insertion ?", UnderWay.AFTERWARDS),
        ("le temps de formation au CFA compte dans l'insertion ?", UnderWay.TRAINING),
        (
            "Jusqu’à quand comptent les heures d’un jeune embauché au titre de la clause sociale ?",
            UnderWay.COUNTED,
        ),
        ("un maçon déjà salarié de l'entreprise compte-t-il dans les heures d'insertion", UnderWay.ALREADY_HIRED),
        ("les heures du tuteur comptent-elles dans la clause d’insertion ?", UnderWay.SUPERVISION),
        ("aucune heure faite, je le pénalise même si le CCAP n'en dit rien ?", UnderWay.UNWRITTEN_PENALTY),
        (
            "peut-on sanctionner l'entreprise pour ses heures alors que rien n'est écrit au marché",
            UnderWay.UNWRITTEN_PENALTY,
        ),
        ("pénalité d'insertion possible si le contrat ne la prévoit pas ?", UnderWay.UNWRITTEN_PENALTY),
        ("pénalité d'insertion : on l'applique direct ou faut une mise en demeure avant", UnderWay.NOTICE),
        ("On veut obliger l'entreprise à embaucher un chômeur du village", UnderWay.LOCAL_PEOPLE),
        ("la clause peut-elle viser que des bénéficiaires du RSA landais ?", UnderWay.LOCAL_PEOPLE),
        ("l'entreprise a été rachetée, que deviennent les heures d'insertion ?", UnderWay.TAKEN_OVER),
        ("Le titulaire fusionne avec une autre société : la clause sociale tient toujours ?", UnderWay.TAKEN_OVER),
    ],
)
def test_a_clause_under_way(message: str, topic: UnderWay) -> None:
    assert under_way(message, continued=False) is topic


@pytest.mark.parametrize(
    "message",
    [
        "Quels justificatifs demander aux candidats pour un marché réservé aux SIAE ?",
        "Le bilan annuel de l’insertion est-il obligatoire ?",
        "Faut-il déclarer le sous-traitant avant le début des travaux ?",
        "Le titulaire peut-il suspendre la clause d’insertion pour difficultés économiques ?",
        "Le chantier est décalé de deux mois, faut-il un avenant ?",
        "Marché de formation : combien d’heures d’insertion ?",
        "La structure d’insertion peut-elle fermer en août ?",
        "combien de temps dure un CDDI",
        "L’entreprise n’a fait que 90 heures d’insertion sur 300, chantier fini en mai : quelle pénalité ?",
        "Quelle structure d’insertion fait du nettoyage à Mont-de-Marsan ?",
        "Le titulaire n'a pas fait les heures prévues au contrat, quelle pénalité ?",
        "Une pénalité de retard peut-elle s'appliquer si le CCAP n'en dit rien ?",
        "Peut-on imposer une entreprise du coin pour les heures d'insertion ?",
        "Un marché de nettoyage avec reprise du personnel : combien d’heures d’insertion pour l’entreprise ?",
        "Peut-on imposer d'embaucher des habitants des quartiers prioritaires de la ville ?",
    ],
)
def test_something_else_is_asked(message: str) -> None:
    assert under_way(message, continued=False) is None
    assert under_way(message, continued=True) is None


def test_few_words_need_the_clause_before_them() -> None:
    assert under_way("son apprenti compte dans les heures ?", continued=False) is None
    assert under_way("son apprenti compte dans les heures ?", continued=True) is UnderWay.ALREADY_HIRED


def test_what_is_offered_next_is_understood() -> None:
    assert all(under_way(offer, continued=False) is not None for offer in writer.NEXT.values())


@pytest.mark.parametrize(
    ("before", "message", "topic"),
    [
        (
            "Notre prestataire vient d'être racheté",
            "et ses heures d'insertion, il les doit encore ?",
            UnderWay.TAKEN_OVER,
        ),
        ("Notre prestataire vient d'être racheté", "faut-il un avenant ?", None),
        ("Notre prestataire vient d'être racheté", "combien d'heures d'insertion au fait ?", None),
        ("Combien d'heures pour ce marché ?", "elle dit qu'elle trouve personne", UnderWay.DIFFICULTY),
    ],
)
def test_what_continues_a_question(before: str, message: str, topic: UnderWay | None) -> None:
    assert under_way(message, continued=True, before=before) is topic
