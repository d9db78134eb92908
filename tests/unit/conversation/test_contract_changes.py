"""What is added to a contract, and the turnover required of candidates, are told apart from the contract's own amount."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.conversation.contract_changes import ContractChange, read_change, read_turnover


def change(initial: str | None = None, added: str | None = None, share: str | None = None) -> ContractChange:
    values = (None if value is None else Decimal(value) for value in (initial, added, share))
    return ContractChange(*values)


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("Peut-on signer un avenant de 30 000 € sur un marché de 400 000 € ?", change("400000", "30000")),
        ("Marché de 400 000 € : puis-je ajouter 30 000 € ?", change("400000", "30000")),
        ("marché à 200 000 €, rallonge de 25 k€", change("200000", "25000")),
        ("Marché de 50 000 € avec un avenant d’un million d’euros", change("50000", "1000000")),
        ("Le titulaire demande 20 000 € en plus", change(added="20000")),
        ("Découverte imprévue, +65 % en une fois : on peut signer ?", change(share="0.65")),
        ("L’amiante coûte 70 % du marché initial, avenant possible ?", change(share="0.7")),
        ("12 000 € de travaux supplémentaires, est-ce possible ?", change(added="12000")),
        ("travaux imprévus de 12 500,50 €", change(added="12500.50")),
        ("L’avenant 2 augmente le marché de 58 000 € (initial 700 000 €)", change("700000", "58000")),
        ("La tranche en plus majorerait le contrat de 12 000 €", change(added="12000")),
    ],
)
def test_the_sum_added_is_told_from_the_contract_s(message: str, expected: ContractChange) -> None:
    assert read_change(message) == expected


def test_the_contract_raised_by_a_share_is_no_sum_added() -> None:
    assert read_change("On augmente le marché de 400 000 € de 10 %") is None


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (
            "Notre marché de travaux de 400 000 € HT : 14 % de plus, faut-il relancer ?",
            change("400000", share="0.14"),
        ),
        ("augmenter le marché de 9,99 %", change(share="0.0999")),
        ("dépassement de 12 %", change(share="0.12")),
        ("Le marché a déjà eu un avenant de 8 % et un de 4 %, puis-je le modifier ?", change(share="0.12")),
        ("Un premier avenant de 5 % puis un deuxième de 6 %", change(share="0.11")),
    ],
)
def test_the_shares_added_are_summed(message: str, expected: ContractChange) -> None:
    assert read_change(message) == expected


@pytest.mark.parametrize(
    "message",
    [
        "puis-je faire un avenant ?",
        "un marché de 100 000 €",
        "une modification de 10 000 à 20 000 €",
        "un avenant de 2 000 € par an",
        "Plus de 40 000 € de fournitures, faut-il publier ?",
        "un effort d’insertion de 5 % en plus",
        "la révision des prix augmente de 4 %",
        "une avance de 10 % en plus",
        "Le critère social passe de 10 % à 15 %, une modification de 5 points",
        "",
    ],
)
def test_what_is_no_change_of_a_contract_gives_none(message: str) -> None:
    assert read_change(message) is None


@pytest.mark.parametrize(
    ("message", "required", "estimated"),
    [
        ("Puis-je exiger un chiffre d’affaires de 300 000 € pour un marché de 100 000 € ?", "300000", "100000"),
        ("Un CA minimum de 200 k€ pour un lot de 90 000 €, c’est permis ?", "200000", "90000"),
        ("pour un lot de 60 000 €, un chiffre d’affaires de 130 000 €", "130000", "60000"),
        ("pour 80 000 € de marché, 200 000 € de chiffre d’affaires", "200000", "80000"),
        ("Puis-je exiger un chiffre d’affaires de 500 000 € ?", "500000", None),
    ],
)
def test_the_turnover_required_and_the_amount_beside_it(
    message: str, required: str, estimated: str | None
) -> None:
    assert read_turnover(message) == (Decimal(required), None if estimated is None else Decimal(estimated))


@pytest.mark.parametrize(
    "message",
    [
        "Quel chiffre d’affaires exiger ?",
        "un marché de 100 000 €",
        "Le chiffre d’affaires peut-il dépasser deux fois le montant ?",
        "pour un marché de 100 000 € de fournitures scolaires passé l’an dernier, puis-je exiger un chiffre d’affaires ?",
    ],
)
def test_no_turnover_without_its_sum(message: str) -> None:
    assert read_turnover(message) is None


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("montant initial 200 000 €, trois mois feraient 16 000 €", change("200000", "16000")),
        ("16 000 € pour un contrat de 200 000 € au départ", change("200000", "16000")),
        ("deux marchés, 200 000 € et 16 000 €", None),
    ],
)
def test_beside_the_initial_sum_the_other_one_changes_it(message: str, expected: ContractChange | None) -> None:
    assert read_change(message) == expected
