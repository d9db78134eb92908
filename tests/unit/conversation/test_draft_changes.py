"""What a message tells of the draft, whatever was asked since it was written."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.answer import Clause, ClauseVariable
from assistant.conversation.draft_changes import changes_draft, without_values
from assistant.conversation.intents import Intent
from assistant.conversation.understanding import Understanding
from assistant.market import Fact, MarketFacts

DRAFT = Clause(
    id="1",
    template="execution-travaux",
    title="Clause",
    document="CCAP",
    text="Article 1 – Publics éligibles\nLes publics.\nArticle 2 – Pénalités\nLes pénalités.",
    variables=(ClauseVariable(name="heures", label="Heures", value="100", origin="question"),),
)
SAID: Fact[Decimal] = Fact(value=Decimal(60), source="60")
PENALTY, HOURS = MarketFacts(penalty_per_hour=SAID), MarketFacts(target_hours=SAID)


@pytest.mark.parametrize(
    ("message", "intent", "facts"),
    [
        ("plutôt 60 €", Intent.FACT_UPDATE, PENALTY),
        ("mets 60 h sur le lot 2", Intent.HOURS, HOURS),
        ("nombre d’heures 60, au choix du titulaire", Intent.HOURS, HOURS),
        ("et la pénalité à 60 € par heure non réalisée, plafonnée si possible", Intent.LEGAL, PENALTY),
        ("gardez seulement le critère social", Intent.HOURS, MarketFacts()),
        ("il manque les pénalités", Intent.OBLIGATION, MarketFacts()),
        ("ajoutez la liste des publics", Intent.PARTNERS, MarketFacts()),
    ],
)
def test_message_changes_the_draft(message: str, intent: Intent, facts: MarketFacts) -> None:
    assert changes_draft(message, Understanding(intent=intent, intents=(intent,), facts=facts), DRAFT, {})


@pytest.mark.parametrize(
    ("message", "intent", "facts"),
    [
        ("60 € c'est trop peu ?", Intent.FACT_UPDATE, PENALTY),
        ("combien d'heures si on met 60 h par mois", Intent.HOURS, HOURS),
        ("l’entreprise propose 60 h", Intent.HOURS, HOURS),
        ("la pénalité de 60 € par heure est-elle un plafond du code", Intent.LEGAL, PENALTY),
        ("quels publics sont éligibles ?", Intent.LEGAL, MarketFacts()),
        ("il manque 60 heures au bilan", Intent.LEGAL, HOURS),
    ],
)
def test_message_asks_something_else(message: str, intent: Intent, facts: MarketFacts) -> None:
    assert not changes_draft(message, Understanding(intent=intent, intents=(intent,), facts=facts), DRAFT, {})


@pytest.mark.parametrize(
    ("message", "intent", "values"),
    [
        ("rajoute que le titulaire remet un bilan photo", Intent.LEGAL, {}),
        ("retirez la phrase sur l’alternance", Intent.OUT_OF_SCOPE, {}),
        (
            "il faut aussi ajouter que les femmes sont prioritaires",
            Intent.LEGAL,
            {"publics_prioritaires": "les femmes"},
        ),
        (
            "supprime le pourcentage, je préfère un forfait de 44 € par heure, sans rien d’autre",
            Intent.HOURS,
            {"penalite_heure": "44"},
        ),
        ("et le courrier à l’entreprise", Intent.LEGAL, {}),
    ],
)
def test_change_asked_just_after_a_draft_is_of_the_draft(
    message: str, intent: Intent, values: dict[str, str]
) -> None:
    read = Understanding(intent=intent, intents=(intent,), facts=MarketFacts())
    assert changes_draft(message, read, DRAFT, values, Intent.CLAUSE)


@pytest.mark.parametrize(
    ("message", "intent", "values", "previous"),
    [
        ("rajoute que le titulaire remet un bilan photo", Intent.LEGAL, {}, Intent.LEGAL),
        ("ajoute les structures de Dax", Intent.PARTNERS, {}, Intent.CLAUSE),
        ("ajoute 20 000 € au montant", Intent.LEGAL, {}, Intent.CLAUSE),
        ("précise ta réponse", Intent.LEGAL, {}, Intent.CLAUSE),
        ("peut-on ajouter un lot ?", Intent.LEGAL, {}, Intent.CLAUSE),
        (
            "l’entreprise Lartigue refuse de signer la clause",
            Intent.LEGAL,
            {"entreprise": "Lartigue"},
            Intent.CLAUSE,
        ),
    ],
)
def test_other_message_after_a_draft_is_not(
    message: str, intent: Intent, values: dict[str, str], previous: Intent
) -> None:
    read = Understanding(intent=intent, intents=(intent,), facts=MarketFacts())
    assert not changes_draft(message, read, DRAFT, values, previous)


def test_sum_by_the_hour_of_a_penalty_is_no_cost() -> None:
    told = MarketFacts(hourly_cost=Fact(value=Decimal(44), source="44 € par heure"))
    read = Understanding(intent=Intent.HOURS, intents=(Intent.HOURS,), facts=told)
    assert without_values(read, {"penalite_heure": "44"}).facts.hourly_cost is None
    assert without_values(read, {}).facts.hourly_cost is not None


def test_value_of_a_variable_is_for_the_draft_unless_wondered_about() -> None:
    read = Understanding(intent=Intent.LEGAL, intents=(Intent.LEGAL,), facts=MarketFacts())
    assert changes_draft("mettez 15", read, DRAFT, {"ponderation": "15"})
    assert not changes_draft("15, c'est assez ?", read, DRAFT, {"ponderation": "15"})


def test_number_said_for_the_draft_is_no_fact() -> None:
    told = MarketFacts(
        amount_per_year=Fact(value=Decimal(15_000), source="15"),
        duration=None,
        effort=Fact(value=Decimal("0.05"), source="5 %"),
    )
    read = Understanding(intent=Intent.FACT_UPDATE, intents=(Intent.FACT_UPDATE,), facts=told)
    assert without_values(read, {"ponderation": "15"}).facts.amount_per_year is None
    assert without_values(read, {"ponderation": "15"}).facts.effort is not None
    assert without_values(read, {}) == read


def test_a_value_said_instead_of_another_is_for_the_draft() -> None:
    read = Understanding(intent=Intent.LEGAL, intents=(Intent.LEGAL,), facts=MarketFacts())
    said = "15 points au lieu de 10, et le prix passe à 45 pour tous les candidats"
    assert changes_draft(said, read, DRAFT, {"ponderation": "15"}, Intent.LEGAL)
    assert not changes_draft(said, read, DRAFT, {}, Intent.LEGAL)
    assert not changes_draft(
        "15 points au lieu de 10, c'est permis ?", read, DRAFT, {"ponderation": "15"}, Intent.LEGAL
    )
