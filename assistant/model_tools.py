"""The toolbox as a language model may call it: thin LangChain tools whose docstrings are what the model reads.

Rules decide: a tool works on the facts read from the buyer's words, and takes another figure only if the buyer said it.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import wraps
from typing import Annotated, ParamSpec

from langchain_core.tools import BaseTool, StructuredTool, ToolException
from pydantic import ValidationError

from assistant.errors import AssistantError, UnknownArticle
from assistant.market import Fact, MarketFacts
from assistant.quantities import article_refs, quantities
from assistant.rules.decision import Decision
from assistant.tools import Toolbox, query_of
from corpus.models import LegalArticle
from corpus.regimes import Regime

P = ParamSpec("P")
_PASSAGES = 4
_STRUCTURES = 5
# Texts that belong to no book of the code apply beside every regime.
_SHARED = frozenset({Regime.COMMON, Regime.OTHER_TEXT})


@dataclass(frozen=True, slots=True)
class Found:
    """One text a tool gives, and the article it comes from, if any."""

    text: str
    article: LegalArticle | None = None


Answered = tuple[str, tuple[Found, ...]]


def langchain_tools(
    toolbox: Toolbox,
    on: date,
    facts: MarketFacts | None = None,
    words: Sequence[str] = (),
    regimes: frozenset[Regime] = frozenset({Regime.ORDINARY}),
) -> tuple[BaseTool, ...]:
    """The seven tools for one answer, at one date.

    ``facts`` are those of the market, ``words`` the buyer's own, ``regimes`` the bodies of rules the question is
    about: articles of other regimes are not given. Each tool returns its text and, as artifact, a tuple of
    :class:`Found`; a refused call gives the model the reason in French.
    """
    desk = _ModelDesk(toolbox, on, facts or MarketFacts(), tuple(words), regimes | _SHARED)
    calls: tuple[Callable[..., Answered], ...] = (
        desk.search_law,
        desk.read_article,
        desk.compute_hours,
        desk.decide_reservation,
        desk.decide_obligation,
        desk.find_partners,
        desk.draft_clause,
    )
    return tuple(
        StructuredTool.from_function(
            _told(call),
            description=inspect.cleandoc(call.__doc__ or ""),
            response_format="content_and_artifact",
            handle_tool_error=True,
            handle_validation_error=_validation_message,
        )
        for call in calls
    )


class _ModelDesk:
    """The tools of one answer: their names, arguments and docstrings are the model's only manual."""

    def __init__(
        self, toolbox: Toolbox, on: date, facts: MarketFacts, words: tuple[str, ...], regimes: frozenset[Regime]
    ) -> None:
        self._toolbox = toolbox
        self._on = on
        self._facts = facts
        self._said = {(q.value, q.unit) for text in words for q in quantities(text)}
        self._regimes = regimes

    def search_law(
        self, question: Annotated[str, "La question de droit, en français, en une phrase."]
    ) -> Answered:
        """Cherche dans le Code de la commande publique les articles en vigueur qui répondent à une question.

        À utiliser quand les textes déjà fournis ne suffisent pas. Rend au plus quatre extraits, mot pour mot.
        """
        passages = self._toolbox.search(question, self._on)
        articles = self._toolbox.corpus.articles
        kept = [p for p in passages if articles[p.ref].regime in self._regimes][:_PASSAGES]
        return _answered(Found(f"Article {p.ref} : « {p.quote} »", articles[p.ref]) for p in kept)

    def read_article(
        self, reference: Annotated[str, "Le numéro de l’article, par exemple « L2113-12 »."]
    ) -> Answered:
        """Lit en entier un article du Code de la commande publique, tel qu’il est en vigueur à la date de la réponse."""
        named = article_refs(reference) or article_refs(f"article {reference}") or (reference.strip(),)
        article = self._toolbox.article(named[0], self._on)
        if article.regime not in self._regimes:
            message = (
                f"L’article {article.ref} relève d’un autre régime ({article.regime.value}) : "
                "il ne s’applique pas à cette question."
            )
            raise UnknownArticle(message, field="reference")
        return _answered([Found(f"Article {article.ref} : « {article.text} »", article)])

    def compute_hours(
        self,
        amount_ht: Annotated[Decimal | None, "Montant en euros HT, seulement si l’acheteur l’a donné."] = None,
        effort_percent: Annotated[
            Decimal | None, "Effort d’insertion en %, seulement si l’acheteur l’a dit."
        ] = None,
    ) -> Answered:
        """Calcule les heures d’insertion du marché à partir des faits donnés par l’acheteur.

        Sans argument, le calcul utilise tout ce que l’acheteur a dit. Ne calculez jamais vous-même.
        """
        facts = self._with_amount(amount_ht)
        if effort_percent is not None:
            self._check_said(effort_percent, "%", f"L’effort de {effort_percent} %")
            effort: Fact[Decimal] = Fact(value=effort_percent / 100, source=f"{effort_percent} %")
            facts = facts.model_copy(update={"effort": effort})
        calculation = self._toolbox.hours(facts, self._on)
        hours = "aucune heure" if calculation.hours is None else f"{calculation.hours} heures d’insertion"
        texts = [f"Le calcul donne {hours} : {calculation.formula}", *calculation.remarks]
        return _answered(Found(text) for text in texts)

    def decide_reservation(
        self,
        amount_ht: Annotated[Decimal | None, "Montant en euros HT, seulement si l’acheteur l’a donné."] = None,
    ) -> Answered:
        """Décide si le marché peut être réservé à des structures inclusives, avec chaque étape et son article."""
        return self._decided(self._toolbox.reservation(self._with_amount(amount_ht), self._on))

    def decide_obligation(
        self,
        amount_ht: Annotated[Decimal | None, "Montant en euros HT, seulement si l’acheteur l’a donné."] = None,
    ) -> Answered:
        """Décide si l’acheteur doit prévoir une considération sociale, avec chaque étape et son article."""
        return self._decided(self._toolbox.obligation(self._with_amount(amount_ht), self._on))

    def find_partners(
        self, need: Annotated[str, "Le besoin : métier, commune et, s’il le faut, type de structure."]
    ) -> Answered:
        """Cherche dans l’annuaire les structures inclusives qui peuvent répondre à un besoin, les mieux placées d’abord."""
        results = self._toolbox.partners(replace(query_of(self._facts, need), limit=_STRUCTURES))
        lines = [
            f"{match.name}, {match.kind_label}, {match.city}. {' '.join(match.reasons)}"
            for match in results.matches
        ]
        return _answered(Found(text) for text in (*lines, *results.remarks))

    def draft_clause(
        self, request: Annotated[str, "La clause voulue, par exemple « clause d’insertion pour des travaux »."]
    ) -> Answered:
        """Rédige une clause à partir des modèles du Département. Le texte rendu ne se modifie pas."""
        clause = self._toolbox.draft(request, self._facts, self._on)
        return _answered([Found(f"{clause.title} : « {clause.text} »")])

    def _decided(self, decision: Decision) -> Answered:
        articles = self._toolbox.corpus.articles
        steps = (Found(step.explanation_fr, articles.get(step.ref or "")) for step in decision.steps)
        return _answered([Found(decision.summary), *steps, *(Found(remark) for remark in decision.remarks)])

    def _with_amount(self, amount_ht: Decimal | None) -> MarketFacts:
        if amount_ht is None:
            return self._facts
        self._check_said(amount_ht, "€", f"Le montant de {amount_ht} €")
        amount: Fact[Decimal] = Fact(value=amount_ht, source=f"{amount_ht} €")
        return self._facts.model_copy(update={"amount_ht": amount, "lots": ()})

    def _check_said(self, value: Decimal, unit: str, told: str) -> None:
        plain = format(value.normalize(), "f")
        if (plain, unit) not in self._said and (plain, "") not in self._said:
            raise ToolException(f"{told} n’a pas été donné par l’acheteur : appelez l’outil sans cet argument.")


def _told(call: Callable[P, Answered]) -> Callable[P, Answered]:
    """The same call, whose refusals the model can read."""

    @wraps(call)
    def told(*args: P.args, **kwargs: P.kwargs) -> Answered:
        try:
            return call(*args, **kwargs)
        except AssistantError as refusal:
            raise ToolException(refusal.message) from refusal

    return told


def _answered(found: Iterable[Found]) -> Answered:
    kept = tuple(item for item in found if item.text.strip())
    return "\n".join(item.text for item in kept) or "Aucun résultat.", kept


def _validation_message(error: ValidationError | object) -> str:
    """What is wrong with the arguments, in French, for the model to call again."""
    if not isinstance(error, ValidationError):
        return "Les arguments ne conviennent pas."
    names = sorted({".".join(str(part) for part in fault["loc"]) for fault in error.errors()})
    return f"Les arguments ne conviennent pas ({', '.join(names)}) : vérifiez leur nom et leur type."
