"""The day a consultation is launched, as it is told, and what it makes of the duty of a social condition."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.answer import Verdict
from assistant.conversation.fact_merging import describe_facts
from assistant.conversation.launch_dates import read_launch
from assistant.conversation.wording import read_wording
from assistant.market import BuyerKind, ContractKind, Fact, Launch, MarketFacts, MarketNature
from assistant.rules.launch import launch_days, told_days
from assistant.rules.obligation import ObligationRequest, decide_obligation
from assistant.rules.obligation_launch import ASK_DAY, ASK_YEAR
from corpus.figure_files import load_figures

FIGURES = load_figures(Path(__file__).parents[3] / "corpus" / "figures")
TODAY = date(2026, 11, 22)


def read(message: str, known: Launch | None = None) -> Launch | None:
    previous = Fact(value=known, source="avant") if known else None
    found = read_launch(read_wording(message).text, previous)
    return found.value if found else None


@pytest.mark.parametrize(
    ("message", "launch"),
    [
        ("Consultation lancée le 9 juillet 2026", Launch(year=2026, month=7, days=(9, 9), past=True)),
        ("l'avis partira le 2 septembre 2026", Launch(year=2026, month=9, days=(2, 2))),
        ("on publie mi-octobre 2026 au BOAMP", Launch(year=2026, month=10, days=(11, 20))),
        ("Lancement de l'appel d'offres : début 2027", Launch(year=2027)),
        ("dce mis en ligne le 04/08/26", Launch(year=2026, month=8, days=(4, 4))),
        ("nous lançons un marché de travaux le 20 août 2026", Launch(year=2026, month=8, days=(20, 20))),
        ("fin août, envoi de l'avis", Launch(month=8, days=(21, 31))),
        ("lancée en mai 2026, sans suite, puis relancée en nov. 2026", Launch(year=2026, month=11, past=True)),
    ],
)
def test_the_launch_is_read_with_what_is_told_of_its_date(message: str, launch: Launch) -> None:
    assert read(message) == launch


@pytest.mark.parametrize(
    "message",
    [
        "le marché commence le 1er janvier 2027",
        "le décret publié le 2 mai 2022",
        "lancement des travaux en mars 2027",
        "signature prévue nov 2026",
        "remise des offres le 12 octobre 2026",
        "on a lancé le chantier en juin",
        "la loi du 22 août 2021 s'applique-t-elle ?",
        "un marché de 22 000 € pour août",
        "consultation lancée le 31 septembre 2026",
        "on publie le 30 février au BOAMP",
        "dce mis en ligne le 29/02/2027",
        "le contrat finit en mai, le temps de relancer la consultation",
        "il s'achève en juin et on relance un marché",
    ],
)
def test_other_dates_are_no_launch(message: str) -> None:
    assert read(message) is None


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("l'avis part avant le 22 août 2026", "avant le 22 août 2026"),
        ("on lance la consultation avant le 1er mars 2027", "avant le 1er mars 2027"),
        ("l'avis part le 21 août 2026", "le 21 août 2026"),
    ],
)
def test_a_launch_told_by_a_bound_is_shown_by_it(message: str, told: str) -> None:
    launch = read(message)
    assert launch is not None
    assert told_days(launch_days(launch, TODAY)).replace("\u00a0", " ") == told


def test_a_date_said_alone_takes_the_place_of_the_launch_known() -> None:
    known = Launch(year=2026, month=9, days=(3, 3))
    assert read("non, plutôt le 18 août", known) == Launch(year=2026, month=8, days=(18, 18), supposed=True)
    assert read("en fait le 12", known) == Launch(year=2026, month=9, days=(12, 12))
    assert read("le marché fait 12 000 €", known) is None
    assert read("plutôt le 18 août") is None
    assert read("c'était le 31", known) is None
    assert read("non, plutôt le 29 février", known) is None


@pytest.mark.parametrize(
    ("launch", "told"),
    [
        (Launch(year=2026, month=7, days=(9, 9)), "le 9\u00a0juillet\u00a02026"),
        (Launch(month=6, past=True), "en juin\u00a02026"),
        (Launch(month=6), "en juin\u00a02027"),
        (Launch(month=12, past=True), "en décembre\u00a02025"),
        (Launch(year=2027), "en 2027"),
        (Launch(year=2027, month=3, days=(1, 10)), "entre le 1er et le 10\u00a0mars\u00a02027"),
    ],
)
def test_the_year_not_told_is_the_nearest(launch: Launch, told: str) -> None:
    assert told_days(launch_days(launch, TODAY)) == told


def asked(launch: Launch | None) -> ObligationRequest:
    return ObligationRequest(
        nature=MarketNature.SERVICES,
        buyer_kind=BuyerKind.LOCAL_AUTHORITY,
        amount_ht=Decimal(300_000),
        launch=launch,
    )


def decide(launch: Launch | None) -> tuple[Verdict, tuple[str, ...], str]:
    decision = decide_obligation(asked(launch), FIGURES, TODAY)
    return decision.verdict, decision.questions, " ".join(decision.remarks)


def test_before_the_article_is_in_force_nothing_is_due() -> None:
    verdict, _, remarks = decide(Launch(year=2026, month=8, days=(21, 21)))
    assert verdict is Verdict.NON
    assert "transitoire" in remarks
    assert decide(Launch(year=2026, month=8, days=(22, 22)))[0] is Verdict.OUI
    assert decide(None)[0] is Verdict.OUI


def test_the_day_and_the_year_that_decide_are_asked() -> None:
    verdict, questions, _ = decide(Launch(year=2026, month=8))
    assert (verdict, questions[0]) == (Verdict.SOUS_CONDITIONS, ASK_DAY)
    verdict, questions, remarks = decide(Launch(month=6))
    assert (verdict, questions[0]) == (Verdict.OUI, ASK_YEAR)
    assert "juin\u00a02027" in remarks
    assert ASK_YEAR not in decide(Launch(month=10, past=True))[1]


def test_a_concession_is_not_dated_by_the_article_of_markets() -> None:
    launch = Launch(year=2026, month=8)
    request = ObligationRequest(contract=ContractKind.CONCESSION, launch=launch)
    decision = decide_obligation(request, FIGURES, TODAY)
    assert decision.refs == ("L3114-2", "Annexe 2")
    assert ASK_DAY not in decision.questions


def test_the_steps_that_follow_the_date_are_kept() -> None:
    rules = [
        [step.rule for step in decide_obligation(asked(launch), FIGURES, TODAY).steps]
        for launch in (Launch(year=2026, month=8), Launch(year=2026, month=9))
    ]
    assert rules[0] == rules[1]


def test_thresholds_of_a_later_revision_are_to_be_checked() -> None:
    assert "tous les deux ans" in decide(Launch(year=2028, month=2))[2]
    assert "1er\u00a0janvier\u00a02026" in decide(Launch(year=2029))[2]
    assert "tous les deux ans" not in decide(Launch(year=2027, month=12))[2]


def test_the_launch_is_shown_as_told() -> None:
    facts = MarketFacts(launch=Fact(value=Launch(month=9, days=(11, 20)), source="mi-septembre"))
    assert describe_facts(facts)[0].value == "entre le 11 et le 20\u00a0septembre"


@pytest.mark.parametrize(
    ("message", "launch"),
    [
        (
            "consultation publiée avant le 5 mai 2026, voirie 200 000 €",
            Launch(year=2026, month=5, days=(4, 4), past=True, before=True),
        ),
        ("on publie l'avis avant le 1er juillet 2026", Launch(year=2026, month=6, days=(30, 30), before=True)),
        (
            "consultation lancée avant janvier 2027",
            Launch(year=2026, month=12, days=(31, 31), past=True, before=True),
        ),
        ("dce publié à partir du 3 juin 2026", None),
        ("appel d'offres lancé après le 1er mars 2026", None),
        ("les marchés publiés avant le 4 juin 2026 sont-ils concernés ?", None),
        (
            "nos deux consultations ont été lancées le 4 juin 2026",
            Launch(year=2026, month=6, days=(4, 4), past=True),
        ),
    ],
)
def test_a_bound_is_not_the_day(message: str, launch: Launch | None) -> None:
    assert read(message) == launch


@pytest.mark.parametrize(
    "message",
    [
        "dossier de candidature envoyé le 9 avril 2026",
        "on publie 2/3 des avis",
        "l'avis des domaines est sorti le 3 juin 2026",
        "l'avis de la commission paraît le 3 juin 2026",
    ],
)
def test_what_else_goes_out_is_no_launch(message: str) -> None:
    assert read(message) is None


def test_a_consultation_file_and_a_notice_go_out() -> None:
    assert read("dossier de consultation envoyé le 9 avril 2026") is not None
    assert read("l'avis d'appel à la concurrence paraît le 9/4") is not None


@pytest.mark.parametrize("message", ["le comité se tient le 25", "les travaux démarrent le 30", "paiement le 12"])
def test_the_day_of_something_else_leaves_the_launch(message: str) -> None:
    assert read(message, Launch(year=2026, month=9, days=(3, 3))) is None
