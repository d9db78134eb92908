"""Sums without currency, ages, buyers and trades named in passing: what is kept of the market, and what is not."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from assistant.conversation.carried import without_passing_trade
from assistant.conversation.dropped_lots import without_dropped_lots
from assistant.conversation.fact_merging import describe_facts
from assistant.conversation.intents import Intent
from assistant.conversation.understanding import Lexicon, load_lexicon, understand
from assistant.market import BuyerKind, Fact, MarketFacts

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon(ROOT / "corpus")


def facts(message: str, lexicon: Lexicon, before: MarketFacts | None = None) -> MarketFacts:
    return understand(message, lexicon, before, None if before is None else Intent.LEGAL, 0).facts


@pytest.mark.parametrize(
    ("message", "amount"),
    [
        ("MOE pour la médiathèque, honoraires 145 000, clause possible ?", 145_000),
        ("Démolition de l'ancienne école, 430 000, combien d'heures ?", 430_000),
        ("assurances de la commune, 52 000 par an pendant 5 ans", 260_000),
        ("gardiennage 74 000/an, reconductible 2 fois", 222_000),
        ("gardiennage 6 mois renouvelable 3 fois, 38K€ par période", 152_000),
    ],
)
def test_sum_without_currency_or_by_period_is_counted(message: str, amount: int, lexicon: Lexicon) -> None:
    found = facts(message, lexicon).amount_ht
    assert found is not None
    assert found.value == Decimal(amount)


@pytest.mark.parametrize(
    "message",
    [
        "commune de 12 000 habitants, quel seuil ?",
        "40 000 repas par an, qui peut faire ?",
        "entretien de 15 000 m2 d'espaces verts",
        "le curage pourrait être un lot à part, 60 000",
        "collecte des cartons à Dax (40100)",
    ],
)
def test_number_of_something_else_is_no_sum(message: str, lexicon: Lexicon) -> None:
    assert facts(message, lexicon).amount_ht is None


@pytest.mark.parametrize(
    "message", ["je peux prendre un apprenti de 17 ans ?", "50 ans et plus, c'est d'office ?"]
)
def test_age_is_no_term(message: str, lexicon: Lexicon) -> None:
    assert facts(message, lexicon).duration is None


def test_known_buyer_stays_unless_the_message_says_another(lexicon: Lexicon) -> None:
    known: Fact[BuyerKind] = Fact(value=BuyerKind.LOCAL_AUTHORITY, source="notre commune", turn=0)
    before = MarketFacts(buyer_kind=known)
    assert facts("il est inscrit à france travail depuis deux mois", lexicon, before).buyer_kind is None
    said = facts("pardon, nous sommes un ministère", lexicon, before).buyer_kind
    assert said is not None
    assert said.value is BuyerKind.CENTRAL_AUTHORITY


def test_structures_to_leave_out_are_not_those_asked_for(lexicon: Lexicon) -> None:
    assert facts("enlevez les associations intermédiaires de la liste", lexicon).structure_kinds is None
    assert facts("les associations intermédiaires de la liste", lexicon).structure_kinds is not None


def test_trade_named_in_a_question_on_the_law_buys_nothing(lexicon: Lexicon) -> None:
    known = facts("lot maçonnerie de 200 000 €", lexicon)
    message = "et ajoutez un sous-critère sur la formation des salariés"
    named = facts(message, lexicon)
    assert named.trade is not None
    assert without_passing_trade(known, named, Intent.LEGAL, message).trade is None


@pytest.mark.parametrize(
    "message",
    [
        "Le bureau d'études vient de remonter l'estimation à 715 k€",
        "Donnez-moi seulement le fichier Word, sans logo ni entête",
        "il faut laisser d'abord une chance au titulaire",
    ],
)
def test_trade_that_only_works_on_the_text_changes_no_market(message: str, lexicon: Lexicon) -> None:
    known = facts("lot maçonnerie de 200 000 €", lexicon)
    assert without_passing_trade(known, facts(message, lexicon), Intent.FACT_UPDATE, message).trade is None


@pytest.mark.parametrize(
    "message",
    [
        "plutôt de la peinture",
        "et pour l'élagage ?",
        "finalement c'est un marché de gardiennage",
        "même clause pour les espaces verts",
        "non, on refait la toiture",
        "c'est pas de la maçonnerie c'est de la plomberie",
        "mets 90 heures, et ce n'est pas maçonnerie mais terrassement",
    ],
)
def test_trade_told_of_the_market_replaces_the_one_known(message: str, lexicon: Lexicon) -> None:
    known = facts("lot maçonnerie de 200 000 €", lexicon)
    named = facts(message, lexicon, known)
    assert named.trade is not None
    assert without_passing_trade(known, named, Intent.FACT_UPDATE, message).trade == named.trade


def test_lot_left_out_leaves_the_others(lexicon: Lexicon) -> None:
    known = facts("lot 1 gros œuvre 900 000 €, lot 2 électricité 300 000 €, lot 3 peinture 120 000 €", lexicon)
    message = "refaites le tableau sans le lot électricité"
    read = understand(message, lexicon, known, Intent.HOURS, 1)
    left, told = without_dropped_lots(known, read, message)
    assert [lot.number for lot in left.lots] == [1, 3]
    assert told.facts.trade is None
    assert not told.forgotten


def test_structures_taken_away_leave_those_known(lexicon: Lexicon) -> None:
    known = facts("des ESAT ou des entreprises adaptées", lexicon)
    said = facts("retirez les ESAT", lexicon, known).structure_kinds
    assert said is not None
    assert said.value == ("EA",)


@pytest.mark.parametrize(
    "message",
    [
        "heures pour un marché de nettoyage à 60 000 € ?",
        "80 000 € de nettoyage, combien d'heures ?",
        "et pour l'élagage à Dax ?",
        "on part sur de la plomberie finalement",
    ],
)
def test_another_market_told_with_its_sum_or_place_is_kept(message: str, lexicon: Lexicon) -> None:
    known = facts("heures pour 150 000 € de peinture ?", lexicon)
    said = facts(message, lexicon, known).trade
    assert said is not None
    assert known.trade is not None
    assert said.value != known.trade.value


def test_buyer_said_in_the_passive_buys(lexicon: Lexicon) -> None:
    said = facts(
        "marché de travaux de 6 M€ lancé par la commune de Tartas, faut-il une clause ?", lexicon
    ).buyer_kind
    assert said is not None
    assert (
        facts("faut-il qu'elle soit conventionnée par l'État pour un marché réservé ?", lexicon).buyer_kind is None
    )


def test_buyer_named_first_in_a_question_is_not_the_one_who_asks(lexicon: Lexicon) -> None:
    before = facts("marché de notre commune", lexicon)
    assert facts("Préfecture : délai de transmission ?", lexicon, before).buyer_kind is None
    said = facts("hôpital, pas commune", lexicon, before).buyer_kind
    assert said is not None
    assert said.value is BuyerKind.OTHER_CONTRACTING_AUTHORITY


@pytest.mark.parametrize(
    ("message", "months"),
    [
        ("marché de 24 mois et sans reconduction, 60 000 € par an", 24),
        ("marché de 3 ans passé en procédure adaptée", 36),
    ],
)
def test_term_stays_a_term_whatever_follows_it(message: str, months: int, lexicon: Lexicon) -> None:
    said = facts(message, lexicon).duration
    assert said is not None
    assert said.value.months == months


def test_facts_to_forget_may_be_listed(lexicon: Lexicon) -> None:
    known = facts("marché de peinture de 150 000 € sur 12 mois à Dax", lexicon)
    forgotten = understand("Oublie le montant, la durée et le lieu", lexicon, known, Intent.HOURS, 1).forgotten
    assert {"amount_ht", "duration", "place"} <= forgotten
    asked = "et sans réservation, à ce niveau de prix, que faut-il faire ?"
    assert "amount_ht" not in understand(asked, lexicon, known, Intent.HOURS, 1).forgotten


@pytest.mark.parametrize(
    "message",
    [
        "quels papiers demander aux candidats ?",
        "le titulaire m'a envoyé un papier DC4",
        "version papier ou électronique pour l'acte d'engagement ?",
        "la plateforme de dématérialisation est en panne",
        "dématérialisation des offres, à partir de quel montant ?",
        "on passe par L'Arbre à pain à Tartas",
    ],
)
def test_papers_of_the_consultation_and_names_of_structures_are_no_trade(message: str, lexicon: Lexicon) -> None:
    assert facts(message, lexicon).trade is None


@pytest.mark.parametrize(
    ("message", "sector"),
    [
        ("marché de papier A4 pour les services", "Papeterie et fournitures administratives"),
        ("dématérialisation des registres d'état civil", "Numérisation & GED"),
        ("achat de pain pour l'EHPAD", "Boulangerie, Patisserie, Confiseries"),
        ("200 cartons d'archives à scanner", "Numérisation & GED"),
        ("archives à conserver dans un entrepôt", "Mailing, archivage, secrétariat"),
        ("la cantine de Tartas cherche des légumes bio", "Maraîchage, légumerie, conserverie"),
        ("traiteur pour la cantine", "Traiteur"),
        ("entretien des aires de covoiturage", "Entretien et maintenance de l'espace urbain"),
        ("maintenance du matériel de cuisine de l'EHPAD", "Entretien machines & matériels"),
    ],
)
def test_what_is_bought_is_told_from_what_is_worked_on(message: str, sector: str, lexicon: Lexicon) -> None:
    found = facts(message, lexicon).trade
    assert found is not None
    assert found.value.sector == sector


@pytest.mark.parametrize(
    "message", ["les candidats trient le bois, quel levier ?", "ils font le pain sur place, réserver ?"]
)
def test_a_word_alone_asked_of_the_market_leaves_its_trade(message: str, lexicon: Lexicon) -> None:
    known, named = facts("marché de nettoyage des locaux", lexicon), facts(message, lexicon)
    assert without_passing_trade(known, named, Intent.LEVER, message).trade is None


@pytest.mark.parametrize("message", ["quel levier pour la peinture ?", "nous lançons l’élagage, réserver ?"])
def test_a_trade_told_of_the_market_replaces_it(message: str, lexicon: Lexicon) -> None:
    known, named = facts("marché de nettoyage des locaux", lexicon), facts(message, lexicon)
    assert without_passing_trade(known, named, Intent.RESERVATION, message).trade == named.trade


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("quelle structure d'insertion tond à Dax ?", "structure d’insertion"),
        ("quelle SIAE tond à Dax ?", "SIAE"),
        ("quelles boîtes adaptées lavent le linge ?", "EA"),
    ],
)
def test_the_kind_of_structure_is_shown_as_it_is_searched(message: str, shown: str, lexicon: Lexicon) -> None:
    assert [one.value for one in describe_facts(facts(message, lexicon)) if one.name == "structure_kinds"] == [
        shown
    ]


@pytest.mark.parametrize(
    ("message", "trade"),
    [
        ("Quelles réserves possibles en plomberie ?", "plomberie"),
        ("Et la procédure si c'est du gardiennage ?", "securite"),
        ("Quel levier avec maçonnerie à la place ?", "maconnerie"),
        ("Quelle procédure quand le maçon refuse ?", None),
    ],
)
def test_trade_asked_about_in_place_of_the_one_known_is_kept(
    message: str, trade: str | None, lexicon: Lexicon
) -> None:
    known = facts("nettoyage de bureaux", lexicon)
    named = without_passing_trade(known, facts(message, lexicon, known), Intent.LEVER, message).trade
    assert (named.value.key if named else None) == trade


@pytest.mark.parametrize(
    ("message", "name", "value"),
    [
        ("il a fait 90 h sur 240, 50 €/h", "penalty_per_hour", "50"),
        ("il manque 120 heures, 40 € de l’heure", "penalty_per_hour", "40"),
        ("gros œuvre 300 000 €, 90 h sur 240 faites, coût horaire 32 €/h", "hourly_cost", "32"),
        ("plâtrerie 300 000 €, 32 €/h, combien d’heures ?", "hourly_cost", "32"),
    ],
)
def test_a_rate_beside_hours_short_is_a_penalty(message: str, name: str, value: str, lexicon: Lexicon) -> None:
    assert getattr(facts(message, lexicon), name).value == Decimal(value)


@pytest.mark.parametrize(
    "message",
    [
        "combien d’heures : 500 000 € HT, 30 % de MO, 5 %, 35 €",
        "500 000 HT, main d’œuvre 30 %, 5 %, 35 €, ça me fait combien",
        "600 000 € TTC, tva 20 % effort 5 %, 30 % de main d’œuvre, 35 €/h",
    ],
)
def test_bare_figures_beside_a_share_of_labour_are_the_effort_and_the_cost(message: str, lexicon: Lexicon) -> None:
    read = facts(message, lexicon)
    told = (read.amount_ht, read.labour_share, read.effort, read.hourly_cost)
    assert [fact.value if fact else None for fact in told] == [
        Decimal(500_000),
        Decimal("0.3"),
        Decimal("0.05"),
        35,
    ]


def test_an_amendment_is_not_the_amount_said_anew(lexicon: Lexicon) -> None:
    before = facts("marché de peinture de 400 000 € HT", lexicon)
    assert facts("on fait un avenant de 60 000 €", lexicon, before).amount_ht is None


@pytest.mark.parametrize(
    ("message", "rate"),
    [
        ("avec un taux horaire à 24,50 ?", "24.50"),
        ("coût horaire : 32", "32"),
        ("le taux horaire est de 28 chez nous", "28"),
        ("taux horaire de 10 %", None),
        ("le coût de l’heure sur 14 mois", None),
    ],
)
def test_a_rate_named_needs_no_currency(message: str, rate: str | None, lexicon: Lexicon) -> None:
    known = facts("plâtrerie 300 000 €, combien d’heures ?", lexicon)
    read = facts(message, lexicon, known).hourly_cost
    assert (read.value if read else None) == (Decimal(rate) if rate else None)
