"""Which template a request calls for; what none covers is refused with the nearest one named."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.drafting.other_texts import LATE_LETTER, is_other_piece, is_other_subject, names_penalties
from assistant.drafting.values import reserved_for
from assistant.drafting.wording import NBSP, quoted
from assistant.errors import NoTemplate
from assistant.folding import folded
from assistant.market import ContractKind, MarketFacts, MarketNature
from corpus.models import ClauseKind, ClauseTemplate

STAFF_TRANSFER = "reprise de personnel"
_IMPLIED_NATURES = {
    "batiment": MarketNature.TRAVAUX,
    "prestations intellectuelles": MarketNature.PRESTATIONS_INTELLECTUELLES,
}
# Cleaning trades where the staff in place does not pass to the next holder.
_NO_TRANSFER = re.compile(r"urbain|vehicules|produits|articles")

# « Les critères d’éligibilité du public » tell who is hired, not who wins the contract.
_CRITERION = r"\bcriteres?\b(?!\s(?:socia\w+\s)?(?:d.(?:eligibilite|admission|acces)|de\srecrutement|(?:du|des)\spublics?)\b)"

# What each kind is called, unaccented; the first pattern found wins.
_WORDS: tuple[tuple[ClauseKind, re.Pattern[str]], ...] = (
    (
        ClauseKind.STATEMENT,
        re.compile(
            r"(?:etats?|releves?|bilans?) trimestriel|\b(?:le|un|du|mon|notre) releve\b(?! d.identite)"
            r"|tableau de (suivi|bord)|(bilan|controle|etats?|releve) d(es|.)\s?heures|\bsuivi\b|\bfollow_up\b"
        ),
    ),
    (ClauseKind.REMINDER, re.compile(rf"{LATE_LETTER}|^relance a l'entreprise$")),
    (ClauseKind.LETTER, re.compile(r"\b(lettre(?!s? de consultation)|courrier|mail|courriel|letter)\b")),
    (
        ClauseKind.REASONS,
        re.compile(
            r"\bmotifs?\b|\bmotiv(er|ations?)\b|\braisons\b|justifi(er|cation)\b|l\.? ?2112-2-1|\brenonc|\breasons\b"
        ),
    ),
    (
        ClauseKind.COMMITMENT,
        re.compile(
            r"acte d.engagement|\bannexe?\b|engagement (du candidat|du soumissionnaire|en heures|d.insertion)|fiche d.engagement"
            r"|\boffres?\b.{0,50}\birreguli\w+|\birreguli\w+.{0,30}\boffres?\b"
        ),
    ),
    (ClauseKind.CRITERION, re.compile(rf"{_CRITERION}|\bnotation\b|\bgrille\b|\bponder|\bcriterion\b")),
    (ClauseKind.SOCIAL_ECONOMY_RESERVATION, re.compile(r"\bess\b|economie sociale|l\.? ?2113-1[56]")),
    (
        ClauseKind.RESERVATION,
        re.compile(r"\breserv|l\.? ?2113-1[234]\b|\bmentions? (?:pour|de|dans|a (?:mettre|porter) dans) l.avis\b"),
    ),
    (ClauseKind.SUBCONTRACTING, re.compile(r"sous.?trait|part confiee|cotrait|\bsubcontracting\b")),
    (
        ClauseKind.EXECUTION,
        re.compile(
            r"\binsertion\b|\bheures?\b|\bsociale?s?\b|(?:conditions?|clauses?) d.execution|\bemploi\b|^works$|^services$"
            r"|16\.1|20\.1"
        ),
    ),
)

# Without the name of a text, the execution clause is meant: « rédigez ce qui va bien dans le CCAP », « 4 ans, pas un ».
_NAMES_TEXT = re.compile(
    r"\b(clauses?|lettres?|courriers?|mails?|courriels?|notes?|modeles?|annexes?|conventions?|avenants?|contrats?|tableaux?|etats?|releves?"
    r"|attestations?|questionnaires?|documents?|rapports?|cahiers?|reglements?|formulaires?|plannings?|pv|comptes? rendus?|devis"
    r"|grilles?|mentions?|avis|motiv\w+|justif\w+|engagements?|fiches?|actes?|discours|motion|deliberations?|phrases?|articles?|appels?|candidature"
    r"|argumentaire|mise en demeure|statement|execution|l\.? ?2\d{3}-\d+\w*)\b"
)
_WHERE = re.compile(r"\b(cc[at]p|ce qui va bien|ce qu.il faut)\b")
_FACT_WORDS = 4
_DRAFTING = re.compile(
    r"\b(redige\w*|prepare\w*|ecri\w+|fais|faites|genere\w*|donne\w*|veux|voudrais|faut|maintenant)\b"
)
# « Gardez que la condition d’exécution ».
_KEEPS = re.compile(r"\b(?:gard|conserv)\w+\s(?:que|qu'|uniquement|seulement|juste)\b")
# What is to be taken off a draft is no other text.
_REMOVES = re.compile(r"\b(?:enlev|retir|supprim)\w+")
# « On ne veut plus du critère », « pas de clause » name the text that is not wanted.
_REFUSED = re.compile(
    r"\b(?:pas|plus|sans|ni|plutot\sque|au\slieu)\s(?:du\s|de\sla\s|de\sl'|de\s|d'une?\s|d'|l[ae]\s|l'|une?\s)?(?:ces?\s|cette\s|[nv]otre\s)?"
    r"(?:criteres?|clauses?|conditions?|reservations?)(?:\s(?:d'execution|d'insertion|d'attribution|socia\w+|en\sheures))*\b"
)
_NEXT_WORDS = 9
# « Et la mention dans l’acte d’engagement », « puis le critère ».
_NEXT = re.compile(
    r"(?:et|puis|ensuite|aussi|maintenant)\s(?:aussi\s|maintenant\s|ensuite\s)?(?:pour\s)?(?:l[ae]\s|l'\s?|une?\s|les\s)(?:petite?\s|phrase\sde\s)?"
    r"(?:mention|clause|annexe|critere|courrier|lettre|note|tableau|etat|article|phrase|modele)s?\b(?!.*(?:\bcombien\b|\bquel|\bobligatoire|\bfaut\b"
    r"|\bpeut\b|\bdoit\b|\best\b|\bsert\b|\bsuffi|\bcomment\b|\bpourquoi\b|\bqui\b|\bou\b|\bquand\b|\bcodes?\b|\bloi\b|\d))"
)
# The texts that a market often asks for together, and how each is named to who may ask for it next.
_PIECES = {
    ClauseKind.EXECUTION: (
        r"\b(?:clauses?|conditions?) (?:sociale |d.insertion )?(?:d.execution|d.insertion|sociale)",
        "la clause d’exécution",
    ),
    ClauseKind.CRITERION: (_CRITERION, "le critère social"),
    ClauseKind.RESERVATION: (r"\breservation\b", "la réservation"),
}
_PIECE = rf"(?:{'|'.join(pattern for pattern, _ in _PIECES.values())})"
_TWO_TEXTS = re.compile(rf"{_PIECE}[^.;?!\n]{{0,30}}?(?:\bet\b|\+|&|\bpuis\b|ainsi que)[^.;?!\n]{{0,25}}?{_PIECE}")
_INSERTION = re.compile(r"\binsertion\b")
# What comes after « pour ce marché », « du lot » describes the market, not the clause.
_ABOUT_THE_MARKET = re.compile(
    r"\b(pour|dans|du|de|des|d.un|d.une|au)\b.{0,14}\b(marches?|lots?|chantiers?|contrats?|consultations?|prestations?"
    r"|travaux|collecte|entretien|nettoyage|achats?|construction|renovation)\b.*"
)
_SUBJECT = re.compile(
    r"\bclauses?\s+(?:de |d'|du |des |sur |relatives? a |concernant |contre )"
    r"(?!\s*(?:ce|cet|cette|notre|nos|mon|ma|mes|votre|vos|son|leur)\b)\w+"
)


def kind_of(request: str) -> ClauseKind | None:
    """The kind of template a request names: a :class:`ClauseKind`, a document, or a sentence in French.

    A request for « la clause » without a subject is one for the execution clause; a subject no template treats gives ``None``.
    """
    plain = folded(request)
    named = next((kind for kind in ClauseKind if folded(kind.value) == plain), None)
    if named is not None:
        return named
    subject = _ABOUT_THE_MARKET.sub("", plain)
    if is_other_piece(plain) or (is_other_subject(subject) and not _INSERTION.search(subject)):
        return None
    wanted = _REFUSED.sub(" ", plain)
    named = _kind_named(wanted) or _kind_named(plain)
    return ClauseKind.EXECUTION if named is None and names_penalties(plain) else named


def _kind_named(plain: str) -> ClauseKind | None:
    found = next((kind for kind, pattern in _WORDS if pattern.search(plain)), None)
    if (
        found is None
        and re.search(r"\bclauses?\b", plain)
        and not _SUBJECT.search(_ABOUT_THE_MARKET.sub("", plain))
    ):
        return ClauseKind.EXECUTION
    return found


def keeps_only(request: str) -> bool:
    """Whether a request keeps one of the texts spoken of: « gardez que la condition d’exécution »."""
    return _KEEPS.search(folded(request)) is not None and kind_of(request) is not None


def asks_next(request: str) -> bool:
    """Whether a request goes on, in a few words and without a verb, to another text: « et la mention dans l’acte d’engagement »."""
    plain = folded(request)
    return len(plain.split()) <= _NEXT_WORDS and _NEXT.match(plain) is not None and kind_of(plain) is not None


def also_asked(request: str) -> list[str]:
    """The other texts that a request asks for beside the one it means first: « la clause et le critère »."""
    plain = _REFUSED.sub(" ", folded(request))
    asked = _TWO_TEXTS.search(plain)
    if asked is None:
        return []
    kind = kind_of(request)
    named = {known for known, (pattern, _) in _PIECES.items() if re.search(pattern, asked.group())}
    return [name for known, (_, name) in _PIECES.items() if known in named - {kind}] if kind in named else []


def choose_template(
    templates: Mapping[str, ClauseTemplate], request: str | None, facts: MarketFacts
) -> ClauseTemplate:
    """The template a request calls for, among those that fit the nature of the market.

    ``request`` is the id of a template, a kind of clause or the user's words; ``None`` stands for the
    execution clause.

    Raises:
        NoTemplate: nothing covers the need; the message names the nearest template.
    """
    if request is not None and request in templates:
        return templates[request]
    kind = ClauseKind.EXECUTION if request is None or _names_no_text(request) else kind_of(request)
    if kind is ClauseKind.RESERVATION and facts.structure_kinds and facts.structure_kinds.value == ("ESS",):
        kind = ClauseKind.SOCIAL_ECONOMY_RESERVATION
    candidates = [template for template in templates.values() if template.kind is kind]
    if not candidates:
        asked = " ".join((request or "").split())[:120]
        near = _nearest(templates, asked, facts)
        raise NoTemplate(
            f"Aucun modèle de clause ne couvre la demande {quoted(asked)}. Le plus proche est "
            f"{quoted(near.title)}{NBSP}: {near.when_to_use}"
        )
    chosen = _fitting(candidates, facts)
    refuse_out_of_scope(chosen, facts)
    nature = facts.nature.value.value if facts.nature else None
    if kind is ClauseKind.SOCIAL_ECONOMY_RESERVATION and nature and nature not in chosen.natures:
        others = [template.title for template in templates.values() if template.kind is ClauseKind.RESERVATION]
        raise NoTemplate(
            "La réservation à l’économie sociale et solidaire ne vise que des services sociaux ou spécifiques "
            f"(L2113-15), et le marché décrit est de nature {quoted(nature)}. Le modèle le plus proche est "
            f"{quoted((others or [chosen.title])[0])}."
        )
    return chosen


def _names_no_text(request: str) -> bool:
    """Whether a request only names where the clause goes, or a fact, and neither a kind of text nor a subject of its own."""
    plain = folded(request)
    named = kind_of(request) is not None or _NAMES_TEXT.search(plain)
    meant = _WHERE.search(plain) or (len(plain.split()) <= _FACT_WORDS and not _DRAFTING.search(plain))
    return bool(meant) and not named and not is_other_subject(plain) and not is_other_piece(plain)


def choose_again(
    templates: Mapping[str, ClauseTemplate], request: str | None, facts: MarketFacts, previous: str
) -> ClauseTemplate:
    """The template for a message that follows a draft: the same, unless another text is asked for.

    Raises:
        NoTemplate: the message asks for what no template covers.
    """
    current = templates.get(previous)
    if current is None or request in templates:
        return choose_template(templates, request, facts)
    plain = folded(request or "")
    uncovered = is_other_subject(_ABOUT_THE_MARKET.sub("", plain)) and not _INSERTION.search(plain)
    foreign = (uncovered and not _REMOVES.search(plain)) or is_other_piece(plain)
    asks = _DRAFTING.search(plain) or _KEEPS.search(plain) or asks_next(plain)
    named = kind_of(plain)
    if names_penalties(plain) and any(v.name.startswith("penalite") for v in current.variables):
        named = _kind_named(plain)
    if foreign or (asks and named not in {None, current.kind}):
        return choose_template(templates, request, facts)
    fitting = choose_template(templates, current.kind.value, facts)
    nature = _nature(facts)
    still_fits = not current.natures or nature is None or nature in current.natures
    return current if still_fits and fitting.case == current.case else fitting


def refuse_out_of_scope(template: ClauseTemplate, facts: MarketFacts) -> None:
    """Nothing when the template may serve that contract.

    Raises:
        NoTemplate: the contract is not an ordinary public contract, or the structures named cannot
            hold a reservation under L2113-12 to L2113-14 of the CCP.
    """
    if facts.contract is not None and facts.contract.value is not ContractKind.MARCHE:
        raise NoTemplate(
            f"Aucun modèle ne couvre un contrat de type {quoted(facts.contract.value)}{NBSP}: les modèles citent "
            f"les règles des marchés publics ordinaires. Le plus proche est {quoted(template.title)}, à faire "
            "adapter par un juriste."
        )
    if template.kind is ClauseKind.RESERVATION and facts.structure_kinds and not any(reserved_for(facts)):
        named = ", ".join(facts.structure_kinds.value)
        raise NoTemplate(
            f"Aucun modèle ne réserve un marché à ces seules structures ({named}). Le plus proche est "
            f"{quoted(template.title)}{NBSP}; une clause d’insertion en heures permet aussi de recourir à "
            "d’autres structures, par mise à disposition ou sous-traitance."
        )


def _fitting(candidates: list[ClauseTemplate], facts: MarketFacts) -> ClauseTemplate:
    """The most particular template whose case and nature are those of the market."""
    nature = _nature(facts)
    if _staff_transfer(facts):
        special = [template for template in candidates if template.case == STAFF_TRANSFER]
        if special:
            return special[0]
    general = [template for template in candidates if not template.case] or candidates
    exact = [template for template in general if nature in template.natures]
    open_to_all = [template for template in general if not template.natures]
    # Without a known nature, the template of services is the least particular: most trades are services.
    default = [template for template in general if MarketNature.SERVICES.value in template.natures]
    return (exact or open_to_all or default or general)[0]


def _staff_transfer(facts: MarketFacts) -> bool:
    if facts.transferable_monthly_hours is not None:
        return facts.transferable_monthly_hours.value > 0
    trade = facts.trade.value if facts.trade else None
    if trade is None or _nature(facts) not in {None, MarketNature.SERVICES.value}:
        return False
    cleaning = trade.key == "proprete" or folded(trade.family) == "hygiene et proprete"
    return cleaning and not _NO_TRANSFER.search(folded(trade.sector or ""))


def _nature(facts: MarketFacts) -> str | None:
    """The nature of the market, said or implied by a trade that has only one."""
    if facts.nature is not None:
        return facts.nature.value.value
    family = folded(facts.trade.value.family) if facts.trade else ""
    return next((nature.value for words, nature in _IMPLIED_NATURES.items() if words in family), None)


def _nearest(templates: Mapping[str, ClauseTemplate], request: str, facts: MarketFacts) -> ClauseTemplate:
    """The template of the kind whose words the request holds, else the execution clause of that market."""
    plain = folded(request)
    kinds = [kind for kind, pattern in _WORDS if pattern.search(plain)]
    candidates = [t for t in templates.values() if kinds and t.kind is kinds[0]]
    execution = [t for t in templates.values() if t.kind is ClauseKind.EXECUTION]
    return _fitting(candidates or execution or list(templates.values()), facts)
