"""Everything an answer may be computed from: search, rules, directory and templates, opened once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from assistant.answer import Calculation, Clause, StructureMatch
from assistant.drafting.clause import ClauseDrafter
from assistant.drafting.criterion_points import shared_points
from assistant.drafting.lot_hours import read_lot_hours
from assistant.drafting.lot_progress import LotProgress
from assistant.errors import UnknownArticle
from assistant.market import MarketFacts, MarketNature
from assistant.partners import PartnerDirectory, PartnerQuery, PartnerResults
from assistant.partners.preferences import prefers
from assistant.retrieval.index.embedding import Embedder
from assistant.retrieval.passages import Passage, ReadingMatch
from assistant.retrieval.search import SearchEngine
from assistant.rules import (
    hours_followup,
    hours_magnitude,
    hours_method,
    hours_remarks,
    hours_request,
    hours_target,
    insertion_hours,
    levers,
    obligation,
    obligation_request,
    procedure,
    reservation,
    reservation_request,
    spaser,
)
from assistant.rules.decision import Decision
from assistant.settings import Settings
from corpus.commune_files import load_communes
from corpus.figure_files import FigureSet
from corpus.load import Corpus
from corpus.models import LegalArticle, StructureKind
from corpus.sector_files import load_sectors
from corpus.structure_files import load_directory

# « Une structure d’insertion » is any of the directory; these words leave ESAT and GEIQ out.
_SIAE = "SIAE"
_SAYS_SIAE = ("iae", "activité économique", "activite economique")


@dataclass(frozen=True, slots=True)
class Toolbox:
    """Everything an answer may be computed from, opened once at start."""

    corpus: Corpus
    engine: SearchEngine
    directory: PartnerDirectory
    drafter: ClauseDrafter
    figures: FigureSet

    def article(self, ref: str, on: date) -> LegalArticle:
        """The article in force that day.

        Raises:
            UnknownArticle: it is not in the corpus, or not in force at the date.
        """
        article = self.corpus.articles.get(ref)
        if article is None:
            raise UnknownArticle(f"L’article « {ref} » n’est pas dans le corpus.", field="ref")
        if not article.is_in_force(on):
            raise UnknownArticle(f"L’article « {ref} » n’est pas en vigueur à la date demandée.", field="ref")
        return article

    def search(self, question: str, on: date, k: int = 10) -> tuple[Passage, ...]:
        """The passages of law closest to a question, best first."""
        return self.engine.search(question, on, k)

    def readings(self, question: str, on: date, k: int = 5) -> tuple[ReadingMatch, ...]:
        """The questions of the margin notes closest to a question, best first."""
        return self.engine.matched_readings(question, on, k)

    def asks(self, ref: str, question: str, on: date) -> tuple[ReadingMatch, ...]:
        """The margin questions of one article that weigh most for a closed question, closest first."""
        return self.engine.asks_of(ref, question, on)

    def partners(self, query: PartnerQuery) -> PartnerResults:
        """The structures of the directory that fit a need."""
        return self.directory.search(query)

    def offer(self, facts: MarketFacts) -> tuple[PartnerResults, levers.LocalOffer]:
        """Who could answer this market, and the count that feeds the choice of a lever."""
        query = query_of(facts)
        results = self.partners(query)
        # Another lever may suit structures of another kind than the one named: they count in the choice.
        anyone = self.partners(replace(query, kinds=frozenset())) if query.kinds else results
        return results, local_offer(anyone)

    def reservation(
        self, facts: MarketFacts, on: date, told: reservation_request.ReservedOperators | None = None
    ) -> Decision:
        """Whether the market may be reserved, step by step; ``told`` is what is said of the operators wanted."""
        return reservation.decide_reservation(reservation_request.from_facts(facts, told), self.figures, on)

    def obligation(
        self,
        facts: MarketFacts,
        on: date,
        above_threshold: bool | None = None,
        exceptions: tuple[obligation_request.SocialException, ...] = (),
    ) -> Decision:
        """Whether a social condition of performance must be provided.

        ``above_threshold`` tells the side of the European threshold, for a contract whose value is not known, ``exceptions``
        the cases in which the buyer says that the duty is set aside.
        """
        told = {"above_threshold": above_threshold, "exceptions": exceptions}
        request = obligation_request.from_facts(facts).model_copy(update=told)
        return obligation.decide_obligation(request, self.figures, on)

    def spaser(self, facts: MarketFacts, on: date) -> Decision:
        """Whether the buyer must adopt a scheme for responsible purchasing."""
        yearly, amount = facts.yearly_purchases or facts.amount_per_year, facts.amount_ht
        if yearly is not None and amount is not None and amount.turn > yearly.turn:
            # « Et pour une agglo à 38 M€ ? », after a question on yearly purchases.
            yearly = amount
        known = facts.model_copy(update={"yearly_purchases": yearly})
        return spaser.decide_spaser(spaser.from_facts(known), self.figures, on)

    def procedure(self, facts: MarketFacts, on: date, social_services: bool = False) -> procedure.ProcedureAdvice:
        """Which procedure follows from the amount, the nature and the buyer."""
        request = procedure.from_facts(facts)
        if social_services:
            request = request.model_copy(update={"social_services": True})
        return procedure.decide_procedure(request, self.figures, on)

    def hours(self, facts: MarketFacts, on: date) -> Calculation:
        """The insertion hours of a market, with every parameter and its source."""
        request = insertion_hours.from_facts(facts)
        return insertion_hours.to_calculation(insertion_hours.compute_hours(request, self.figures, on))

    def hours_magnitude(self, facts: MarketFacts, on: date) -> hours_magnitude.Magnitude | None:
        """Between which hours the sourced values would put a market whose own are not known."""
        counted = facts.amount_ht is not None or all(lot.amount_ht is not None for lot in facts.lots)
        request = insertion_hours.from_facts(facts)
        # The sums of some lots are not the amount of the market.
        return hours_magnitude.magnitude(request, self.figures, on) if counted else None

    def weighed_target(self, facts: MarketFacts, on: date) -> hours_target.WeighedTarget | None:
        """The hours aimed at, beside the work of the market."""
        return hours_target.weigh_target(insertion_hours.from_facts(facts), self.figures, on)

    def is_little(self, hours: Decimal, on: date) -> bool:
        """Whether hours are few for a clause."""
        return hours_remarks.is_little(hours, self.figures, on)

    def hours_method(self, on: date) -> tuple[str, ...]:
        """How hours are found from an amount, one paragraph a step, with the figures of that day and their sources."""
        return hours_method.method_steps(self.figures, on)

    def workforce(self, hours: Decimal, on: date) -> hours_followup.FollowUp:
        """The people and the full-time jobs that insertion hours come to."""
        return hours_followup.follow_up(hours_request.HoursRequest(), hours, None, self.figures, on)

    def lever(
        self,
        facts: MarketFacts,
        offer: levers.LocalOffer,
        on: date,
        excluded: frozenset[levers.LeverKind] = frozenset(),
    ) -> levers.LeverAdvice:
        """Which lever fits the market and the local offer, less those not wanted."""
        request = levers.from_facts(facts).model_copy(update={"excluded": excluded})
        return levers.rank_levers(request, offer, self.figures, on)

    def draft(
        self,
        request: str,
        facts: MarketFacts,
        on: date,
        hours: Calculation | None = None,
        structures: tuple[StructureMatch, ...] = (),
        previous: Clause | None = None,
        overrides: Mapping[str, str] | None = None,
        one_lot: bool = False,
        progress: tuple[LotProgress, ...] = (),
    ) -> Clause:
        """A clause from the department's templates, chosen by a request in French, or an updated one.

        ``one_lot`` tells that one lot is reserved, without saying which.
        """
        template = self.drafter.choose(request, facts, previous)
        kept = previous if previous is not None and previous.template == template else None
        told = self.drafter.updates(request, template, facts.lots)
        points = shared_points(request, told.get("ponderation"), self.drafter.templates[template])
        typed = {**points, **told, **(overrides or {})}
        nature = facts.nature.value if facts.nature else None
        buyer = facts.buyer_kind.value if facts.buyer_kind else None
        thresholds = procedure.possible_thresholds(nature, buyer, self.figures, on)
        threshold = thresholds[0].value if nature is not None and len(thresholds) == 1 else None
        by_lot = read_lot_hours(request)
        return self.drafter.draft(
            template, facts, hours, structures, on, kept, typed, threshold, by_lot, one_lot, progress
        )

    def changeable(self, clause: Clause) -> tuple[str, ...]:
        """What a message may change in a draft, each by its meaning."""
        return self.drafter.changeable(clause.template)


def query_of(facts: MarketFacts, text: str = "") -> PartnerQuery:
    """What to look for in the directory for a market."""
    trade = facts.trade.value if facts.trade else None
    place = facts.place.value if facts.place else None
    kinds = facts.structure_kinds.value if facts.structure_kinds else ()
    known = {kind.value for kind in StructureKind}
    source = facts.structure_kinds.source if facts.structure_kinds else ""
    # Beside another kind, it is one of those asked for.
    siae = _SIAE in kinds and (len(kinds) > 1 or says_siae(source))
    family = frozenset(kind for kind in StructureKind if siae and kind.is_siae)
    wanted = frozenset(StructureKind(kind) for kind in kinds if kind in known) | family
    rather = prefers(source)
    return PartnerQuery(
        text=text,
        family=trade.family if trade else None,
        sector=trade.sector if trade else None,
        trade_words=facts.trade.source if facts.trade else "",
        trade_key=trade.key if trade else "",
        kinds=frozenset() if rather else wanted,
        preferred=wanted if rather else frozenset(),
        place=place,
        radius_km=place.radius_km if place else None,
        done_by_staff=facts.nature is None or facts.nature.value is not MarketNature.FOURNITURES,
    )


def says_siae(source: str) -> bool:
    """Whether the words read name the SIAE, and not « une structure d’insertion » of any kind."""
    return any(words in source.casefold() for words in _SAYS_SIAE)


def local_offer(results: PartnerResults) -> levers.LocalOffer:
    """What the choice of a lever needs to know of the structures found."""
    nearest = None if results.nearest_km is None else Decimal(results.nearest_km)
    return levers.LocalOffer(count_by_kind=results.direct_by_kind, nearest_km=nearest)


def open_directory(
    settings: Settings, engine: SearchEngine | None = None, embedder: Embedder | None = None
) -> PartnerDirectory:
    """The directory of structures; the embedding model of an engine, or one alone, helps where words do not match."""
    model = engine.embedder if engine is not None else embedder
    queries = engine.embed_queries if engine is not None else model.encode_queries if model is not None else None

    def embed(texts: Sequence[str], role: Literal["query", "passage"]) -> NDArray[np.float32]:
        assert model is not None
        assert queries is not None
        return queries(texts) if role == "query" else model.encode_passages(texts)

    return PartnerDirectory(
        load_directory(settings.corpus_dir / "structures" / "landes.csv", settings.imported_dir),
        load_sectors(settings.corpus_dir / "vocabulary" / "sectors.yaml"),
        load_communes(settings.corpus_dir / "communes"),
        embed if model is not None else None,
    )
