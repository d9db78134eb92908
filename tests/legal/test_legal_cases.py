"""Every legal case of the folder, run through its rule."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import pytest
from case_reader import (
    LegalCase,
    advance_request,
    hours_request,
    lever_request,
    load_cases,
    modification_request,
    obligation_request,
    procedure_request,
    reservation_request,
    spaser_request,
    turnover_sums,
)

from assistant.errors import AssistantError
from assistant.quantities import article_refs
from assistant.rules.advance import decide_advance
from assistant.rules.decision import Decision, Outcome
from assistant.rules.insertion_hours import HoursResult, compute_hours
from assistant.rules.levers import LeverAdvice, rank_levers
from assistant.rules.modification import decide_small_modification
from assistant.rules.obligation import decide_obligation
from assistant.rules.procedure import ProcedureAdvice, decide_procedure
from assistant.rules.reservation import decide_reservation
from assistant.rules.spaser import decide_spaser
from assistant.rules.turnover import decide_turnover
from corpus.figure_files import FigureSet, load_figures
from corpus.importers.full_code import read_full_code
from corpus.load import Corpus
from corpus.models import LegalArticle

CASES = load_cases()
QUOTED = re.compile(r"«\s?([^»]+?)\s?»")
FIGURES = load_figures(Path(__file__).parents[2] / "corpus" / "figures")
# Their articles are not among the excerpts: they are checked against the whole code, where it is at hand.
BEYOND_EXCERPTS = {"avance", "modification", "chiffre-affaires"}


def run(case: LegalCase, figures: FigureSet) -> Decision | ProcedureAdvice | HoursResult | LeverAdvice:
    """The result of the case's rule."""
    if case.rule == "reservation":
        return decide_reservation(reservation_request(case.facts), figures, case.on)
    if case.rule == "obligation":
        return decide_obligation(obligation_request(case.facts), figures, case.on)
    if case.rule == "spaser":
        return decide_spaser(spaser_request(case.facts), figures, case.on)
    if case.rule == "procedure":
        return decide_procedure(procedure_request(case.facts), figures, case.on)
    if case.rule == "avance":
        return decide_advance(advance_request(case.facts), figures, case.on)
    if case.rule == "modification":
        return decide_small_modification(modification_request(case.facts), figures, case.on)
    if case.rule == "chiffre-affaires":
        decision = decide_turnover(**turnover_sums(case.facts), figures=figures, as_of=case.on)
        assert decision is not None
        return decision
    if case.rule == "heures":
        return compute_hours(hours_request(case.facts), figures, case.on)
    request, offer = lever_request(case.facts)
    return rank_levers(request, offer, figures, case.on)


def plain(text: str) -> str:
    """Text with ordinary spaces, as the cases are typed."""
    return text.replace("\u00a0", " ")


def assert_said(wanted: Iterable[str], texts: Iterable[str]) -> None:
    """Each wanted fragment is in one of the texts."""
    all_texts = [plain(text) for text in texts]
    for fragment in wanted:
        assert any(fragment in text for text in all_texts), (fragment, all_texts)


def check_decision(result: Decision | ProcedureAdvice, expected: Mapping[str, Any]) -> None:
    """Verdict, articles, blocking condition, questions, sentence."""
    refs = {step.ref for step in result.steps}
    assert set(expected.get("articles", ())) <= refs
    assert not set(expected.get("articles_absents", ())) & refs
    assert_said(expected.get("étapes", ()), [step.explanation_fr for step in result.steps])
    for fragment in expected.get("questions_absentes", ()):
        assert not any(fragment in plain(question) for question in result.questions)
    if isinstance(result, ProcedureAdvice):
        wanted = expected["procédure"]
        assert (result.kind is None) if wanted == "aucune" else result.kind and wanted in result.kind.value
        if "petits_lots" in expected:
            assert [str(i + 1) for i in result.small_lots] == expected["petits_lots"]
        return
    assert result.verdict.value == expected["verdict"]
    if "bloque" in expected:
        blocking = [step.rule for step in result.steps if step.outcome is Outcome.NOT_MET]
        assert_said([expected["bloque"]], blocking)
    if "phrase" in expected:
        assert_said([expected["phrase"]], [result.draft_sentence or ""])


NUMBERS = {
    "heures": "hours",
    "bas": "low",
    "haut": "high",
    "personnes": "people",
    "etp": "full_time_equivalents",
    "ferme": "firm_hours",
    "total": "full_term_hours",
}


def check_hours(result: HoursResult, expected: Mapping[str, Any]) -> None:
    """Hours, range, lots, years, people, formula, feasibility."""
    for name, attribute in NUMBERS.items():
        if name in expected:
            wanted = None if expected[name] == "aucune" else Decimal(expected[name])
            assert getattr(result, attribute) == wanted, name
    if "effort_pour_objectif" in expected:
        assert result.effort_for_target is not None
        assert round(result.effort_for_target, 4) == Decimal(expected["effort_pour_objectif"])
    if "clause" in expected:
        assert result.clause_advised is (expected["clause"] == "oui")
    if "lots" in expected:
        assert [lot.hours for lot in result.lots] == [Decimal(v) for v in expected["lots"]]
    if "années" in expected:
        assert [year.hours for year in result.years] == [Decimal(v) for v in expected["années"]]
    values = {parameter.name: parameter.value for parameter in result.parameters}
    for name, value in expected.get("paramètres", {}).items():
        assert values[name] == Decimal(value)
    assert_said([expected[k] for k in ("formule",) if k in expected], [result.formula])
    assert_said([expected[k] for k in ("arrondi",) if k in expected], [result.rounding])
    assert_said([expected[k] for k in ("faisabilité",) if k in expected], [result.feasibility or ""])


def check_levers(advice: LeverAdvice, expected: Mapping[str, Any]) -> None:
    """Which lever comes first, last, before another, and the reasons against."""
    labels = [lever.label for lever in advice.levers]
    if "premier" in expected:
        assert labels[0] == expected["premier"], [(lever.label, lever.score) for lever in advice.levers]
    if "dernier" in expected:
        assert labels[-1] == expected["dernier"]
    if "dernier_parmi" in expected:
        assert labels[-1] in expected["dernier_parmi"]
    if "avant" in expected:
        first, second = expected["avant"]
        assert labels.index(first) < labels.index(second)
    assert set(expected.get("articles", ())) <= set(advice.levers[0].refs)
    against = {lever.label: lever.reasons_against for lever in advice.levers}
    for label, fragment in expected.get("contre", {}).items():
        assert_said([fragment], against[label])


KNOWN_KEYS = {
    *("verdict", "articles", "articles_absents", "bloque", "questions", "questions_absentes", "étapes", "phrase"),
    *("remarques", "erreur", "message", "procédure", "petits_lots", "clause", "lots", "années", "paramètres"),
    *("formule", "arrondi", "faisabilité", "effort_pour_objectif", "premier", "dernier", "dernier_parmi"),
    *("avant", "contre", *NUMBERS),
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_case(case: LegalCase) -> None:
    expected = case.expected
    assert set(expected) <= KNOWN_KEYS
    if "erreur" in expected:
        with pytest.raises(AssistantError) as caught:
            run(case, FIGURES)
        assert caught.value.code == expected["erreur"]
        assert_said([expected["message"]], [caught.value.message])
        return
    result = run(case, FIGURES)
    assert_said(expected.get("questions", ()), result.questions)
    assert_said(expected.get("remarques", ()), result.remarks)
    if isinstance(result, HoursResult):
        check_hours(result, expected)
    elif isinstance(result, LeverAdvice):
        check_levers(result, expected)
    else:
        check_decision(result, expected)


def texts_of(result: Decision | ProcedureAdvice | HoursResult | LeverAdvice) -> list[str]:
    """Every sentence a result may show."""
    texts = [*result.remarks, *result.questions]
    if isinstance(result, LeverAdvice):
        reasons = [r for lever in result.levers for r in (*lever.reasons_for, *lever.reasons_against)]
        return [*texts, result.summary, *reasons]
    texts += [step.explanation_fr for step in result.steps]
    if isinstance(result, HoursResult):
        sources = [parameter.source for parameter in result.parameters]
        return [*texts, result.formula, result.rounding, result.feasibility or "", *sources]
    draft = result.draft_sentence if isinstance(result, Decision) else None
    return [*texts, result.summary, draft or ""]


def refs_of(result: Decision | ProcedureAdvice | HoursResult | LeverAdvice) -> set[str]:
    """Every article a result rests on."""
    if isinstance(result, LeverAdvice):
        return {ref for lever in result.levers for ref in lever.refs}
    return {step.ref for step in result.steps if step.ref}


@pytest.fixture(scope="session")
def whole_code(corpus: Corpus, full_code: Path) -> Mapping[str, LegalArticle]:
    """Every article of the code; the excerpts keep their own text, which is newer."""
    records = [record for _, record in read_full_code(full_code, corpus.latest_consolidation)]
    articles = {record.ref: record for record in records if isinstance(record, LegalArticle)}
    return {**articles, **corpus.articles}


@pytest.fixture
def articles(case: LegalCase, corpus: Corpus, request: pytest.FixtureRequest) -> Mapping[str, LegalArticle]:
    """The articles a case may name."""
    if case.rule in BEYOND_EXCERPTS:
        return cast(Mapping[str, LegalArticle], request.getfixturevalue("whole_code"))
    return corpus.articles


@pytest.mark.parametrize(
    "case", [case for case in CASES if "erreur" not in case.expected], ids=lambda case: case.id
)
def test_every_article_named_is_an_article_of_the_result_and_of_the_corpus(
    case: LegalCase, articles: Mapping[str, LegalArticle]
) -> None:
    result = run(case, FIGURES)
    refs = refs_of(result)
    assert refs <= set(articles)
    for text in texts_of(result):
        assert set(article_refs(text)) <= refs, text


@pytest.mark.parametrize("case", [c for c in CASES if QUOTED.search(c.source)], ids=lambda case: case.id)
def test_a_case_quotes_the_article_word_for_word(case: LegalCase, articles: Mapping[str, LegalArticle]) -> None:
    refs = [ref for ref in articles if names(case.source, ref)]
    assert refs, case.source
    texts = " ".join(plain(articles[ref].text).replace("’", "'") for ref in refs)
    for quote in QUOTED.findall(case.source):
        assert plain(quote).replace("’", "'") in texts, quote


def names(source: str, ref: str) -> bool:
    """Whether the source names the article: « CCP L2113-17, » or « annexe 2 »."""
    return re.search(rf"\b{re.escape(ref)}(?![-\d])", source, re.IGNORECASE) is not None


def test_there_are_enough_cases_and_each_says_where_it_comes_from() -> None:
    assert len(CASES) >= 120
    assert all(case.source for case in CASES)
    assert len({case.id for case in CASES}) == len(CASES)
    assert {case.rule for case in CASES} == {
        "reservation",
        "obligation",
        "spaser",
        "procedure",
        "heures",
        "leviers",
        *BEYOND_EXCERPTS,
    }
