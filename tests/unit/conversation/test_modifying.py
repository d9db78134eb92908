"""A contract under way that may change, and what else is signed, prolonged or paid."""

from __future__ import annotations

import pytest

from assistant.conversation.modifying import asks_anew, asks_to_modify, goes_on_modifying, is_unforeseen


@pytest.mark.parametrize(
    "question",
    [
        "un avenant de 7 %, c'est possible ?",
        "Le prestataire réclame une rallonge de 22 %, sommes-nous tenus d’accepter ?",
        "peut-on prolonger notre marché de gardiennage de quatre mois ?",
        "Des travaux supplémentaires sont-ils permis sans relancer ?",
        "la société est vendue : le contrat peut-il être cédé à une autre ?",
        "on peut augmenter un peu le montant du marché ?",
    ],
)
def test_a_contract_is_to_change(question: str) -> None:
    assert asks_to_modify(question)


@pytest.mark.parametrize(
    "question",
    [
        "Qui signe l’avenant ?",
        "L’avenant doit-il passer devant la CAO ?",
        "Peut-on prolonger le délai de remise des offres ?",
        "Peut-on ajouter une clause d’insertion par avenant ?",
        "Peut-on prolonger le contrat de travail d’un salarié en CDDI ?",
        "Peut-on modifier le nombre de lots du marché après publication ?",
        "Avenant de 20 000 € : combien d’heures en plus ?",
        "Dans quels cas un avenant est permis",
    ],
)
def test_something_else_is_asked(question: str) -> None:
    assert not asks_to_modify(question)


def test_what_follows_tells_why_or_asks_again() -> None:
    assert goes_on_modifying("sans refaire de consultation ?")
    assert goes_on_modifying("on a découvert une canalisation non repérée")
    assert goes_on_modifying("initial 90 000 €, ça ferait 8 000 €")
    assert not goes_on_modifying("et les heures d'insertion ?")
    assert not goes_on_modifying("merci")


def test_what_was_not_planned_for() -> None:
    assert is_unforeseen("le sol n'était pas connu, mauvaise surprise")
    assert not is_unforeseen("le maire a changé d'avis")
    assert asks_anew("faut-il remettre en concurrence ?")
    assert not asks_anew("faut-il accepter ?")
