"""Who a message names for a text: the firm chosen, the buyer, the publics to hire first."""

from __future__ import annotations

import pytest

from assistant.drafting.clause import ClauseDrafter


@pytest.mark.parametrize(
    ("template_id", "message", "expected"),
    [
        (
            "courrier-entreprise",
            "le courrier à l’entreprise Lartigue et Fils, pour la ville de Tartas",
            {
                "entreprise": "entreprise Lartigue et Fils [à compléter : adresse]",
                "acheteur": "ville de Tartas [à confirmer]",
            },
        ),
        (
            "etat-trimestriel",
            "suivi du marché du SIVU du Marensin, titulaire : Sobrim",
            {"titulaire": "Sobrim", "acheteur": "SIVU du Marensin [à confirmer]"},
        ),
        ("courrier-entreprise", "courrier à l’entreprise retenue, qui est près de la commune de Mimizan", {}),
        ("courrier-entreprise", "courrier au titulaire, une Entreprise Adaptée", {}),
        (
            "execution-travaux",
            "précise que les allocataires du RSA seront recrutés en priorité",
            {"publics_prioritaires": "les allocataires du RSA"},
        ),
        (
            "execution-travaux",
            "priorité aux femmes et aux jeunes stp",
            {"publics_prioritaires": "les femmes et les jeunes"},
        ),
        ("execution-travaux", "le lot 4 est prioritaire", {}),
        ("execution-travaux", "les jeunes sont-ils prioritaires ?", {}),
        ("execution-travaux", "le coût d’un agent est de 31 € par heure", {}),
        ("execution-travaux", "une pénalité fixe, 44 €/h", {"penalite_heure": "44"}),
        ("critere-social", "12 points en fait, et cinq sous-critères", {"ponderation": "12"}),
        ("critere-social", "20 points pour le sous-critère parcours", {}),
        ("reservation", "réserve le LOT 2 aux ESAT", {"perimetre": "LOT 2"}),
    ],
)
def test_values_named_in_a_message(
    drafter: ClauseDrafter, template_id: str, message: str, expected: dict[str, str]
) -> None:
    assert drafter.updates(message, template_id) == expected
