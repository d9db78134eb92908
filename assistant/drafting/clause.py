"""Draft a clause from a template, the market's facts and the calculated hours; update an earlier draft."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

from assistant.answer import Calculation, Citation, Clause, ClauseVariable, LotHours, StructureMatch
from assistant.drafting.changes import describe_changes
from assistant.drafting.choice import choose_again, choose_template, refuse_out_of_scope
from assistant.drafting.docx_export import export
from assistant.drafting.draft_remarks import remarks_on
from assistant.drafting.limits import limits_at, refuse_too_long
from assistant.drafting.lot_progress import LotProgress, progress_values
from assistant.drafting.market_object import ObjectWriter
from assistant.drafting.overrides import read_override
from assistant.drafting.rendering import WordTemplate
from assistant.drafting.reservations import title_of, with_one_lot, without_lot_object
from assistant.drafting.updates import changeable, lots_left, read_updates
from assistant.drafting.values import (
    DIRECTORY,
    LAW,
    QUESTION,
    TO_COMPLETE,
    Missing,
    Value,
    as_variable,
    conditions,
    known_values,
    lot_counts,
    lots_apart,
    merged,
    with_lot_hours,
)
from assistant.drafting.wording import NBSP, euros, quoted
from assistant.drafting.workbook import quarterly_statement
from assistant.errors import NoTemplate, UnknownArticle
from assistant.folding import folded
from assistant.market import LotFacts, MarketFacts
from corpus.clause_vocabulary import CONDITIONS, TABLES
from corpus.figure_files import FigureSet
from corpus.importers.clause_templates import load_templates
from corpus.mentions import find_mentions
from corpus.models import ClauseKind, ClauseTemplate, LegalArticle

# Brackets a template holds by itself: a case to tick, an article to check.
_CHOICE = re.compile(r"\[(?P<point>à (?:choisir|vérifier)\s?:[^\]]*)\]")


class ClauseDrafter:
    """Drafts from the templates of a folder; the articles are those the corpus holds, by reference.

    Templates are checked against the law in force ``on`` that day, by default the most recent day on
    which a text of the corpus was checked. ``facilitator`` is the contact written where a template
    asks for the facilitator, if known; ``figures`` hold the durations the law sets; ``trades`` are the phrases that
    name what is bought.

    Raises:
        BrokenCorpusFile: a template is faulty; the message gives the file, the paragraph and the tag.
    """

    def __init__(
        self,
        folder: Path,
        articles: Mapping[str, LegalArticle],
        on: date | None = None,
        facilitator: str | None = None,
        figures: FigureSet | None = None,
        trades: Iterable[str] = (),
    ) -> None:
        self._articles = articles
        self._objects = ObjectWriter(trades)
        self._figures = figures
        self._facilitator = facilitator
        on = on or max(article.consolidated_on for article in articles.values())
        self.templates = load_templates(folder, articles, on)
        self._words = {
            template.id: WordTemplate(folder / template.filename) for template in self.templates.values()
        }

    def choose(self, request: str | None, facts: MarketFacts, previous: Clause | None = None) -> str:
        """The id of the template for a kind of clause, or for a request in French, and that market.

        After a draft (``previous``), the same template unless the request asks for another text or the
        nature of the market has changed.

        Raises:
            NoTemplate: none covers it; the message names the nearest one.
        """
        if previous is not None:
            return choose_again(self.templates, request, facts, previous.template).id
        return choose_template(self.templates, request, facts).id

    def updates(self, request: str, template_id: str, lots: tuple[LotFacts, ...] = ()) -> dict[str, str]:
        """The values a message gives for the variables of a template, to pass as ``overrides``; ``lots`` are those known."""
        template = self._template(template_id)
        left = lots_left(request, lots) if template.kind is ClauseKind.RESERVATION else None
        return ({} if left is None else {"perimetre": left}) | read_updates(request, template)

    def changeable(self, template_id: str) -> tuple[str, ...]:
        """What a message may change in a template, each by its meaning."""
        return changeable(self._template(template_id))

    def draft(
        self,
        template_id: str,
        facts: MarketFacts,
        hours: Calculation | None,
        structures: tuple[StructureMatch, ...],
        on: date,
        previous: Clause | None = None,
        overrides: Mapping[str, str] | None = None,
        threshold: Decimal | None = None,
        lot_hours: tuple[LotHours, ...] = (),
        one_lot: bool = False,
        progress: tuple[LotProgress, ...] = (),
    ) -> Clause:
        """The clause: text, variables with their origins, points left in brackets, what changed.

        Hours come from ``hours``, ``lot_hours`` or ``progress`` (told for each lot) only, or from the calculation that
        ``previous`` was drafted with; ``threshold`` is the European one of that market, where what is known of it singles one out;
        ``one_lot`` tells that one lot is reserved, without saying which.

        Raises:
            NoTemplate: the template is unknown, does not cover that contract, or the calculation
                concludes that no hours should be set.
            InvalidInput: a value typed by the user cannot be accepted.
            UnknownArticle: the template rests on an article that is not in force that day.
        """
        template = self._template(template_id)
        refuse_out_of_scope(template, facts)
        self._require_hours(template, hours)
        self._require_law(template, on)
        limits = limits_at(self._figures, on)
        refuse_too_long(template, facts, limits)
        values = known_values(facts, hours, structures, self._objects.compose(facts))
        known = with_lot_hours(merged(previous, values, recalculated=hours is not None), lot_hours)
        known |= progress_values(progress)
        if lot_counts(known.get("lots")) and _is_of_a_lot(facts, known["lots"]):
            # An object that the buyer typed is that of the market.
            known = {name: value for name, value in known.items() if name != "objet" or value.typed}
        if one_lot:
            known = with_one_lot(known)
        if threshold is not None:
            known["seuil"] = Value(f"{euros(threshold)} HT", LAW)
        if self._facilitator and "facilitateur" not in known:
            known["facilitateur"] = Value(self._facilitator, DIRECTORY)
        declared = {variable.name: variable for variable in template.variables}
        for name, text in (overrides or {}).items():
            known[name] = Value(read_override(declared, name, text, self._articles), QUESTION, typed=True)
        if template.kind is ClauseKind.RESERVATION and facts.trade is not None:
            known = without_lot_object(known, folded(facts.trade.source))
        variables = tuple(as_variable(variable, known.get(variable.name)) for variable in template.variables)
        holding = conditions(facts, known, limits.short_works)
        if previous is not None and facts.structure_kinds is None:
            holding |= {name: name in previous.conditions for name in ("ouvert_ea_esat", "ouvert_siae")}
        kept = tuple(name for name, holds in holding.items() if holds)
        text = self._words[template.id].render(_context(variables, kept)).text
        title = title_of(template, kept)
        return Clause(
            id=uuid4().hex,
            template=template.id,
            title=title,
            document=template.document,
            text=text,
            variables=variables,
            to_complete=_to_complete(variables, text),
            changes=describe_changes(previous, title, variables) if previous else (),
            refs=self._refs(template, text),
            remarks=(*remarks_on(template, facts, hours), *lots_apart(known)),
            conditions=kept,
            drafted_on=on,
        )

    def docx(self, clause: Clause, citations: Iterable[Citation] = ()) -> bytes:
        """The clause as a Word file; each article cited gets a footnote with its dates and its link.

        Raises:
            NoTemplate: the template the clause was drafted from no longer exists.
        """
        template = self._template(clause.template)
        given = {citation.ref: citation for citation in citations}
        cited = {
            ref: given.get(ref) or _citation(self._articles[ref]) for ref in clause.refs if ref in self._articles
        }
        rendering = self._words[template.id].render(_context(clause.variables, clause.conditions))
        return export(rendering.document, clause, cited)

    def xlsx(self, clause: Clause) -> bytes:
        """The quarterly statement of hours as a workbook with formulas, for any clause that sets hours."""
        return quarterly_statement(clause)

    def _template(self, template_id: str) -> ClauseTemplate:
        template = self.templates.get(template_id)
        if template is None:
            known = ", ".join(self.templates)
            raise NoTemplate(f"Le modèle {quoted(template_id[:80])} n’existe pas ; modèles connus{NBSP}: {known}.")
        return template

    def _require_hours(self, template: ClauseTemplate, hours: Calculation | None) -> None:
        if template.kind is not ClauseKind.EXECUTION or hours is None:
            return
        if hours.hours is None or hours.hours <= 0:
            nearest = [t.title for t in self.templates.values() if t.kind is ClauseKind.CRITERION]
            advice = f" Le modèle le plus proche est {quoted(nearest[0])}." if nearest else ""
            why = " ".join(hours.remarks)
            raise NoTemplate(f"Le calcul conclut de ne pas fixer d’heures d’insertion. {why}{advice}")

    def _require_law(self, template: ClauseTemplate, on: date) -> None:
        for ref in template.legal_basis:
            if not self._articles[ref].is_in_force(on):
                raise UnknownArticle(
                    f"Le modèle {quoted(template.title)} repose sur {ref}, qui n’est pas en vigueur au "
                    f"{on:%d/%m/%Y} dans les textes du corpus."
                )

    def _refs(self, template: ClauseTemplate, text: str) -> tuple[str, ...]:
        """The articles that the text names, then those of the basis that no wording of the template would name."""
        mentioned = [mention.ref for mention in find_mentions(text, self._articles) if mention.ref]
        elsewhere = {mention.ref for mention in find_mentions(self._words[template.id].source, self._articles)}
        return tuple(dict.fromkeys([*mentioned, *(ref for ref in template.legal_basis if ref not in elsewhere)]))


def _is_of_a_lot(facts: MarketFacts, lots: Value) -> bool:
    """Whether the trade known is that of one lot: it is not the object of the market."""
    trade = folded(facts.trade.source) if facts.trade is not None else ""
    return bool(trade) and any(trade in folded(row[0]) for row in lots.rows)


def _context(variables: tuple[ClauseVariable, ...], kept: tuple[str, ...]) -> dict[str, object]:
    """What the tags see: strings, brackets that count as absent, rows by column, conditions."""
    context: dict[str, object] = {name: name in kept for name in CONDITIONS}
    for variable in variables:
        columns = TABLES.get(variable.name)
        if columns is not None:
            context[variable.name] = [dict(zip(columns, row, strict=True)) for row in variable.rows]
        elif variable.origin == TO_COMPLETE:
            context[variable.name] = Missing(variable.value)
        else:
            context[variable.name] = variable.value
    return context


def _to_complete(variables: tuple[ClauseVariable, ...], text: str) -> tuple[str, ...]:
    points = []
    for variable in variables:
        if variable.origin == TO_COMPLETE and variable.value in text:
            points.append(variable.value.strip("[]").partition(": ")[2])
        elif variable.value.endswith("[à confirmer]") and variable.value in text:
            points.append(f"{variable.label}{NBSP}: {variable.value.removesuffix(' [à confirmer]')}, à confirmer")
    points.extend(match["point"] for match in _CHOICE.finditer(text))
    return tuple(points)


def _citation(article: LegalArticle) -> Citation:
    return Citation(
        ref=article.ref,
        label=_label(article),
        quote=article.paragraphs[0],
        url=article.url,
        in_force_since=article.in_force_since,
        consolidated_on=article.consolidated_on,
        note=article.note,
    )


def _label(article: LegalArticle) -> str:
    """``Code de la commande publique, article L. 2113-12``."""
    number = article.ref.removesuffix(" (travail)")
    if number[:1] in "LRD" and number[1:2].isdigit():
        return f"{article.text_name}, article {number[0]}.{NBSP}{number[1:]}"
    if number.startswith("CCAG"):
        return f"{article.text_name}, article {number.partition(' ')[2]}"
    if number.startswith("Annexe"):
        return f"{article.text_name}, annexe {number.partition(' ')[2]}"
    return f"{article.text_name}{number.partition(',')[1]}{number.partition(',')[2].replace(' art.', ' article')}"
