"""Situations whose article is known before any search: a contract that grows, a reservation for both, hours not done."""

from __future__ import annotations

import re

from assistant.conversation.contract_changes import read_turnover
from assistant.conversation.released_firms import releases_a_firm
from assistant.conversation.support import ON_SUBJECT, Support
from assistant.conversation.ties import tells_a_tie
from assistant.conversation.understanding import Intent
from assistant.conversation.writers.counted import told_change
from assistant.conversation.writers.desk import Desk
from assistant.conversation.writers.hours import CCAG_REFS
from assistant.folding import folded
from assistant.market import ContractKind, MarketNature
from assistant.rules import modification, turnover
from assistant.rules.parameters import read_figure

# The titles on the change of a contract (CCP L2194-1 and following, R2194-1 and following).
_CHANGING = ("L2194", "R2194")
_CHANGED = "L2194-1"
_TELLS_CHANGE = re.compile(
    r"\bavenants?\b|\bmodifications?\b|\b(en|de) plus\b(?! (de|d'|que|en)\b)|\bsupplementaires?\b|\brallonges?\b|\bsurcouts?\b"
)
_TOGETHER = re.compile(
    r"\b(a la fois|en meme temps|simultanement|conjointement|tous les deux|l'un et l'autre|cumul\w+"
    r"|(un|le|du) meme (lot|marche)|melang\w+)\b"
)
# « Prolonger de six mois le marché de transport » changes it; a fixed-term job, offers or a tender’s deadline are not it.
_PROLONGS = re.compile(
    r"\b(?:prolong|prorog|rallong)\w*\b[^?!.]{0,40}\b(?:marches?|contrats?|accords?[- ]cadres?|prestations?)\b"
    r"|\b(?:marches?|contrats?|accords?[- ]cadres?)\b[^?!.]{0,70}\b(?:prolong|prorog|rallong)\w*\b"
)
_NOT_THE_CONTRACT = re.compile(
    r"\bcddi?\b|\bcontrats? (?:de travail|d'apprentissage|d'insertion|a duree)\b|\bsalari\w+|\bparcours\b|\bagrement\b|\boffres?\b"
    r"|\bcandidatur\w+|\breconduc\w+|\bconcessions?\b|\bdsp\b|\bdelai d'execution\b"
    r"|\bdate limite\b|\bconsultations?\b|\bpublication\b|\bdelai de (?:reponse|remise|paiement)\b|\bgaranties?\b"
)
_RESERVED = re.compile(r"\breserv\w+")
_DISABLED = re.compile(r"\b(adaptee?s?|esat|handicap\w*|proteges?|ea)\b")
_INTEGRATION = re.compile(r"\b(insertion|siae|aci|ei|etti)\b")
# « Le titulaire n'a fait que 300 heures sur 500 »: the CCAG says what follows.
_UNMET = re.compile(
    r"\b(fait|faits|realise\w*|effectue\w*)\b.{0,12}\d[\d ]* ?(heures?|h)\b.{0,25}\bsur\b"
    r"|\bheures?\b.{0,40}\b(pas|non|jamais) (ete )?(faites?|realise\w*|effectue\w*)"
    r"|\b(fait|font|fera|realise\w*|effectue\w*) (pas|jamais|aucune) .{0,20}\bheures?\b"
    r"|\bpas (fait|realise|effectue)\w*\b.{0,25}\bheures?\b|\bil manque\b.{0,30}\bheures?\b"
)
_OF_A_CONTRACT = re.compile(
    r"\b(titulaire|entreprises?|prestataire|attributaire|societe|boite|chantier|marche|clause|insertion)\b"
)
_OF_INSERTION = re.compile(r"\binsertion\b|\bclauses? sociales?\b|\bheures?\b")
_REQUIRED = re.compile(r"\b(exig|demand|impos|minim)\w*")
_BETWEEN_KIN = ("L2141-10", "L3")
_OF_THE_AMOUNT = re.compile(r"R2122-8|R2121-\d|R2123-1|R2131-12|[LR]2112-1|Annexe 2")
# « La chaufferie est hors d'usage, peut-on signer tout de suite sans publicité ? »: urgency may dispense with it (R2122-1).
_URGENCY = "R2122-1"
_URGENT = re.compile(
    r"(?=.*\b(sans (mise en |aucune )?(publicite|concurrence|pub|annonce|appel)|directe?(ment)?\b|gre a gre))"
    r".*\b(urgen\w+|hors d'usage|en panne|effondre\w*|inonde?\w*|tempete|sinistre\w*|menace\w* de|peril|tout de suite)\b"
)
# « Le lot réservé est infructueux, peut-on traiter sans publicité ? »: no offer may dispense with it (R2122-2).
_NO_OFFER = "R2122-2"
_UNANSWERED = re.compile(
    r"\binfructueu\w*|\b(?:aucune?|pas (?:eu )?d[e'] ?|zero|sans) ?(?:offres?|candidat\w*|reponses?|plis?)\b"
    r"|\b(?:personne|aucune? \w+) (?:n'a|n'ont|n a|a) repondu\b"
)
_WITHOUT_NOTICE = re.compile(
    r"\bsans (?:\w+ )?(?:mise en |aucune )?(?:publicite|concurrence|pub|annonce|appel)\b|\bgre a gre\b"
    r"|\b(?:trait|achet|pass|attribu|negoci)\w*\b[^.?!]{0,40}?\bdirect(?:e|ement)?\b|\brelanc\w+ sans\b"
)
# « Trois marchés de 70 000 € au lieu d'un de 210 000 € », « je découpe pour rester sous le seuil » (R2121-4).
_SPLIT = "R2121-4"
_OF_THE_VALUE = "R2121"
_SPLITS = re.compile(
    r"^(?!.*\blots?\b).*(?:\b(?:[2-9]|\d{2}|deux|trois|quatre|cinq|six|plusieurs|petite?s)\s(?:petite?s\s)?(?:marches|commandes|contrats|achats|bons|factures"
    r"|consultations)\b.{0,60}\b(?:au lieu|plutot|a la place) (?:d'|de |qu')un"
    r"|\b(?:(?:decoup|scind|fractionn|saucissonn|separ|divis|repart)\w*|coup(?:e(?!\s(?:de\b|d'))|er|ons|ent|ait))\b.{0,60}"
    r"\b(?:(?:rest|pass|etre|tomb)\w*\b.{0,12}\b(?:sous|dessous|deca)\b|rest\w* en (?:procedure adaptee|mapa)\b"
    r"|(?:(?:evit|echapp|contourn)\w*|pass\w* sans)\b.{0,25}\b(?:seuils?|publicite|pub|concurrence|appel d'offres|procedure)\b))",
    re.DOTALL,
)
# An offer above what was planned for is the contrary of one abnormally low.
_UNACCEPTABLE = "L2152-3"
_OF_A_LOW_OFFER = re.compile(r"[LR]2152-[3-6]")
_ABOVE_PLANNED = re.compile(
    r"\b(?:au[- ]dessus|superieure?s?|plus (?:chere?s?|elevee?s?)|depass\w*|exced\w*|explos\w*)"
    r"(?: (?:de|a|au|aux|du|des|que|la|le|les|notre|nos|mon|ma|son|leur|ce|cette))* ?(?:l')?(?:\w+ )?"
    r"(?:estimations?|estime|budget\w*|credits?|enveloppe|previsions?|prevu)\b"
)
_NOT_ABOVE = re.compile(r"\b(?:pas|jamais|plus|aucunement|nullement) (?:\w+ )?$")
_TOO_LOW = re.compile(r"\banormal\w*|\b(?:trop|tres) basses?\b")
# What the CCAG say of the social clause is in the one article of each that is held.
_NAMES_THE_CCAG = re.compile(r"\bccag\b")
_OF_OTHER_CCAG = re.compile(r"\bccag[ -]*(?:pi|tic|mi|moe|maitrise|prestations intellectuelles)\b")
_OF_THE_CLAUSE = re.compile(r"\binsertion\b|\bclauses? socia\w+")
_OF_OTHER_PARTS = re.compile(
    r"\b(?:retards?|receptions?|resili\w*|avances?|acomptes?|garanties?|assurances?|decomptes?|prix)\b"
)
# The article sets no figure of its own.
_HOW_MUCH = re.compile(r"\b(?:combien|proportions?|pourcentages?|taux|quotas?|part (?:de|des|d'))\b")
_GOES_ON = re.compile(
    r"^\W*(?:et|mais|donc|alors|du coup)\b|\b(?:l'|la |le |les |en |y )\w+(?:er|ir|re)\b|\b(?:cela|ca)\b"
)
_WORKS_CCAG = re.compile(r"\bccag[ -]*(?:de |des )?travaux\b")
_BOTH = {ContractKind.MARCHE: "L2113-14", ContractKind.CONCESSION: "L3113-3"}


def known_article(desk: Desk, support: Support) -> str | None:
    """The article that answers, when what is told says it; ``None`` otherwise."""
    text = folded(desk.message)
    contract = desk.facts.contract.value if desk.facts.contract else ContractKind.MARCHE
    if _RESERVED.search(text) and _TOGETHER.search(text) and _DISABLED.search(text) and _INTEGRATION.search(text):
        both = _BOTH.get(contract)
        return _if_known(desk, both)
    if contract is not ContractKind.MARCHE:
        return None
    without_offer = _UNANSWERED.search(text) and _WITHOUT_NOTICE.search(text)
    if without_offer and (desk.facts.amount_ht is None or _above_small_purchases(desk)):
        return _if_known(desk, _NO_OFFER)
    by_amount = _OF_THE_AMOUNT.fullmatch(support.article.ref)
    if by_amount and tells_a_tie(text):
        return next((ref for ref in _BETWEEN_KIN if desk.citer.knows(ref)), None)
    if by_amount and _URGENT.search(text) and _above_small_purchases(desk):
        return _if_known(desk, _URGENCY)
    if by_amount and not support.article.ref.startswith(_OF_THE_VALUE) and _SPLITS.search(text):
        return _if_known(desk, _SPLIT)
    if _OF_A_LOW_OFFER.fullmatch(support.article.ref) and _is_above_planned(text):
        return _if_known(desk, _UNACCEPTABLE)
    if _NAMES_THE_CCAG.search(text) and (found := _on_the_clause(desk, support, text)) is not None:
        return found
    drafted = desk.previous_intent in {Intent.CLAUSE, Intent.CLAUSE_UPDATE, Intent.HOURS}
    if _UNMET.search(text) and (drafted or _OF_A_CONTRACT.search(text)):
        return _of_the_ccag(desk, support)
    if releases_a_firm(text) and _OF_INSERTION.search(text):
        return _of_the_ccag(desk, support)
    asked = read_turnover(desk.message) if _REQUIRED.search(text) else None
    if asked is not None and asked[1] is not None and desk.citer.knows(turnover.REF):
        return turnover.REF
    return _growing(desk, support, text)


def likely_article(desk: Desk, support: Support) -> str | None:
    """The article that rather answers where the search went astray, without being sure of it; ``None`` where it did not."""
    text = folded(desk.message)
    # Where the article that answers is not installed, the cases of the law still are.
    found = support.article.ref.startswith(_CHANGING) and not support.signals.is_missing
    astray = desk.is_ordinary and not found
    prolongs = _PROLONGS.search(text) is not None and _NOT_THE_CONTRACT.search(text) is None
    return _if_known(desk, _CHANGED) if astray and prolongs else None


def _if_known(desk: Desk, ref: str | None) -> str | None:
    return ref if ref is not None and desk.citer.knows(ref) else None


def _is_above_planned(text: str) -> bool:
    found = _ABOVE_PLANNED.search(text)
    return found is not None and not _NOT_ABOVE.search(text[: found.start()]) and not _TOO_LOW.search(text)


def _of_the_ccag(desk: Desk, support: Support) -> str | None:
    """The article on insertion of the general terms that suit the contract."""
    told = desk.facts.nature.value if desk.facts.nature else None
    named = support.article.ref if told is None and support.article.ref.startswith("CCAG") else None
    found = named or CCAG_REFS.get(told or MarketNature.SERVICES)
    return _if_known(desk, found)


def _on_the_clause(desk: Desk, support: Support, text: str) -> str | None:
    """The article of the CCAG on the social clause, where nothing else is found of what is asked of it or after it."""
    if _OF_OTHER_CCAG.search(text) or _HOW_MUCH.search(text) or support.signals.confidence >= ON_SUBJECT:
        return None
    last = desk.previous_answers[-1].citations if desk.previous_answers else ()
    cited = next((one.ref for one in last if one.ref in CCAG_REFS.values()), None)
    goes_on = cited is not None and _GOES_ON.search(folded(desk.said)) and not _OF_OTHER_PARTS.search(text)
    if not goes_on and not _OF_THE_CLAUSE.search(text):
        return None
    told = desk.facts.nature.value if desk.facts.nature else None
    named = CCAG_REFS[MarketNature.TRAVAUX] if _WORKS_CCAG.search(text) else CCAG_REFS.get(told) if told else None
    found = named or cited or CCAG_REFS[MarketNature.TRAVAUX]
    return _if_known(desk, found)


def _above_small_purchases(desk: Desk) -> bool:
    """Whether the amount told is above what may be bought without publicity whatever the circumstances (R2122-8)."""
    amount = desk.facts.amount_ht
    if amount is None:
        return False
    nature = desk.facts.nature.value if desk.facts.nature else MarketNature.TRAVAUX
    variant = "travaux" if nature is MarketNature.TRAVAUX else "services_fournitures"
    threshold = read_figure(desk.toolbox.figures, "seuil_sans_publicite", desk.on, variant)
    return amount.value >= threshold.value


def _growing(desk: Desk, support: Support, text: str) -> str | None:
    found = support.article.ref.startswith(_CHANGING)
    if found or not desk.citer.knows(modification.REF) or not _TELLS_CHANGE.search(text):
        return None
    request = told_change(desk)
    return modification.REF if request is not None and request.known_share is not None else None
