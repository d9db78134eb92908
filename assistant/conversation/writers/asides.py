"""What is answered to who asks of the assistant, or buys nothing: who it is, what it keeps, where to turn."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.answer import Block, BlockKind, Sentence, StructureMatch
from assistant.conversation.asides import OF_THE_ASSISTANT, Aside
from assistant.conversation.citing import label_of
from assistant.conversation.rendering import french_date
from assistant.conversation.state import Draft
from assistant.conversation.writers.desk import Desk, block, merge
from assistant.conversation.writers.manners import FIRST_QUESTIONS
from assistant.folding import folded
from assistant.market import MarketNature
from assistant.partners import PartnerQuery
from corpus.models import StructureKind

# What the sources do not hold, and no buyer asks.
_REFUSED = frozenset({Aside.JOB_SEEKER, Aside.CARE, Aside.DISTRESS, Aside.DANGER})
_RESULTS = "heures_par_personne"
_RESERVED = ("L2113-12", "L2113-13")
_WORKS, _OTHERS = "CCAG-Travaux 20.1", "CCAG-FCS 16.1"
_HIRING = frozenset(kind for kind in StructureKind if kind.is_siae)
_DAILY_KM = 40
_SHOWN = 4
# The first words of what the two forms say of the ways to do the hours, and of where the facilitator is named.
_WAYS = "L'action d'insertion professionnelle peut être mise en œuvre par le titulaire"
_HOW_MANY_WAYS = 3
_NAMED = "Intervention d'un facilitateur"
_OF_A_MARKET = re.compile(
    r"\b(?:titulaires?|attributaires?|marches?|contrats?|chantiers?|entreprises?|societes?|pme|artisans?)\b"
)


def write_asides(desk: Desk, asides: tuple[Aside, ...]) -> Draft:
    """The answer to all that is asked beside a purchase, in the order asked for."""
    return merge(_written(desk, aside) for aside in asides)


def _written(desk: Desk, aside: Aside) -> Draft:
    blocks = _WRITERS[aside](desk)
    refused = aside in _REFUSED
    if refused:
        blocks = tuple(part.model_copy(update={"kind": BlockKind.REFUSAL}) for part in blocks)
    said = tuple(sentence.text for part in blocks for sentence in part.sentences)
    return Draft(
        blocks=blocks,
        citations=desk.citer.citations,
        refused=refused,
        partial=not refused and any(part.kind is BlockKind.REFUSAL for part in blocks),
        follow_ups=_next(desk, aside),
        # These sentences are set, or made of the settings and of the dates of the texts.
        evidence=desk.evidence(said),
    )


def _next(desk: Desk, aside: Aside) -> tuple[str, ...]:
    if aside in OF_THE_ASSISTANT:
        return FIRST_QUESTIONS
    if aside is Aside.BOUND_FIRM and desk.facts.place is not None:
        return (f"Qui peut mettre du personnel à disposition près de {desk.facts.place.value} ?",)
    return ()


def _said(desk: Desk, *names: str) -> tuple[Block, ...]:
    return block(BlockKind.SUMMARY, [desk.say(name) for name in names])


def _identity(desk: Desk) -> tuple[Block, ...]:
    who = desk.say("aside_identite", model=desk.deployment.words_with_model)
    return block(BlockKind.SUMMARY, [who, desk.say("aside_savoir_faire")])


def _privacy(desk: Desk) -> tuple[Block, ...]:
    kept = desk.say("aside_confidentialite", days=desk.deployment.retention_days)
    return block(BlockKind.SUMMARY, [kept, desk.say("aside_prudence")])


def _text_dates(desk: Desk) -> tuple[Block, ...]:
    days = [article.consolidated_on for article in desk.toolbox.corpus.articles.values()]
    latest, oldest = french_date(max(days)), french_date(min(days))
    told = desk.say("aside_dates_des_textes", count=len(days), latest=latest, oldest=oldest)
    return block(BlockKind.SUMMARY, [told])


def _call(desk: Desk) -> tuple[Block, ...]:
    return (*_said(desk, "aside_appel"), *_facilitator(desk))


def _facilitator(desk: Desk) -> tuple[Block, ...]:
    address = desk.deployment.facilitator
    who = desk.say("aside_facilitateur")
    of_the_market = []
    if _OF_A_MARKET.search(folded(desk.said)):
        numbers = desk.citer.cite(_ccag(desk), _NAMED, "coordonnées du facilitateur")
        of_the_market = [desk.say("aside_facilitateur_au_marche", numbers)]
    if address:
        reach = desk.say("aside_facilitateur_joindre", address=address)
        return block(BlockKind.SUMMARY, [who, reach, *of_the_market])
    return (
        *block(BlockKind.SUMMARY, [who, *of_the_market]),
        *block(BlockKind.REFUSAL, [desk.say("aside_facilitateur_inconnu")]),
    )


def _job_seeker(desk: Desk) -> tuple[Block, ...]:
    nearby = _employers_near(desk)
    if nearby is None:
        return _said(desk, "aside_emploi", "aside_emploi_ou", "aside_emploi_commune")
    commune, found = nearby
    lines = [
        desk.say("phrase", text=f"{one.name} ({one.kind_label}, {one.city}, {one.distance_km}\u00a0km)")
        for one in found
    ]
    return (
        *_said(desk, "aside_emploi", "aside_emploi_ou"),
        *block(BlockKind.PARAGRAPH, [desk.say("aside_emploi_pres", commune=commune), *lines]),
    )


def _employers_near(desk: Desk) -> tuple[str, tuple[StructureMatch, ...]] | None:
    """The commune someone who looks for a job names, and the nearest structures that hire people; ``None`` without one."""
    named = desk.toolbox.directory.communes_in(desk.said)
    if not named:
        return None
    place = named[0][0]
    found = desk.toolbox.partners(
        PartnerQuery(kinds=_HIRING, place=place, radius_km=_DAILY_KM, limit=_SHOWN)
    ).matches
    return (place.commune, found) if found else None


def _results(desk: Desk) -> tuple[Block, ...]:
    figure = desk.toolbox.figures.figure(_RESULTS)
    known = [value for variant in figure.variants() if (value := figure.at(desk.on, variant))]
    lines = [desk.say("aside_bilan", label=value.label, reference=value.reference) for value in known]
    return (
        *_said(desk, "aside_resultats"),
        *block(BlockKind.PARAGRAPH, lines),
        *block(BlockKind.PARAGRAPH, [desk.say("aside_resultats_limites")]),
    )


def _structure(desk: Desk) -> tuple[Block, ...]:
    texts = [_quoted(desk, ref) for ref in _RESERVED if desk.citer.knows(ref)]
    return (*_said(desk, "aside_structure", "aside_structure_reserve"), *block(BlockKind.PARAGRAPH, texts))


def _bound_firm(desk: Desk) -> tuple[Block, ...]:
    ref = _ccag(desk)
    article = desk.toolbox.corpus.articles[ref]
    numbers = desk.citer.cite(ref, _WAYS, "voies de réalisation des heures")
    told = desk.say("aside_entreprise", numbers, label=f"l’{label_of(article)}")
    first = next(place for place, words in enumerate(article.paragraphs) if words.startswith(_WAYS))
    ways = "\n".join(article.paragraphs[first : first + 1 + _HOW_MANY_WAYS])
    quote = desk.say("texte_dit", numbers, label=f"L’{label_of(article)}", words=ways)
    documents = desk.say("aside_entreprise_documents", numbers)
    return (*block(BlockKind.SUMMARY, [told, documents]), *block(BlockKind.PARAGRAPH, [quote]))


def _ccag(desk: Desk) -> str:
    nature = desk.facts.nature.value if desk.facts.nature else MarketNature.TRAVAUX
    return _WORKS if nature is MarketNature.TRAVAUX else _OTHERS


def _quoted(desk: Desk, ref: str) -> Sentence:
    article = desk.toolbox.corpus.articles[ref]
    numbers = desk.citer.cite(ref, "", "réservation à une structure")
    return desk.say("texte_dit", numbers, label=f"L’{label_of(article)}", words=article.text)


_WRITERS: dict[Aside, Callable[[Desk], tuple[Block, ...]]] = {
    Aside.DANGER: lambda desk: _said(desk, "aside_danger"),
    Aside.DISTRESS: lambda desk: _said(desk, "aside_souffrance"),
    Aside.IDENTITY: _identity,
    Aside.WORKING: lambda desk: _said(desk, "aside_fonctionnement"),
    Aside.LEGAL_VALUE: lambda desk: _said(desk, "aside_valeur_juridique"),
    Aside.RELIABILITY: lambda desk: _said(desk, "aside_fiabilite"),
    Aside.PRIVACY: _privacy,
    Aside.TEXT_DATES: _text_dates,
    Aside.ABILITIES: lambda desk: _said(desk, "presentation"),
    Aside.JOB_SEEKER: _job_seeker,
    Aside.CARE: lambda desk: _said(desk, "aside_orientation", "aside_orientation_ou"),
    Aside.CALL: _call,
    Aside.FACILITATOR: _facilitator,
    Aside.RESULTS: _results,
    Aside.STRUCTURE: _structure,
    Aside.BOUND_FIRM: _bound_firm,
}
