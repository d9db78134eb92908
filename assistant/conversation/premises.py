"""Premises taken for granted in a question (« puisque la loi impose 30 % ») that the cited texts do not bear out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.conversation.held_figures import chance_of_a_rule
from assistant.conversation.wording import read_wording
from assistant.folding import folded
from assistant.quantities import Quantity, quantities
from corpus.models import LegalArticle

# What announces that the user holds something for the law.
_TAKEN = re.compile(
    r"\b(puisqu|etant donne|vu que|comme (la|le|les|un|une|il|on|l')|sachant qu|du fait qu"
    r"|(la |le )?(loi|code|decret|reglement|texte)s? (\w+ )?(oblig|impos|exig|interdi|prevoi|fix|limit|autoris|di[ts]|reserv)"
    r"|(le|les|un|du|au) (seuil|plafond|delai|quota|taux)s?\b.{0,40}\b(est|sont|etait|passe|a|de|bien)\b"
    r"|\d+ ?(%|€|euros|jours?|mois|ans?) (du code|de la loi|d'apres le code|legaux|legal|reglementaires?)"
    r"|il suffit (de|d')|(est|sont) (limite|plafonne|fixe|oblige|reserve)"
    r"|obligatoire(s|ment)? (a|de) \d|oblige a|impose (de|que|un|une)|selon (la loi|le code|l'article))"
)
# « Puisque la réservation est interdite en dessous du seuil, … »: what follows is held for true.
_GROUND = re.compile(
    r"\b(?:puisqu|[ée]tant donn[ée] qu|vu qu|sachant qu|du fait qu|dans la mesure o[uù] |comme (?=l(?:a|e|es)\b|l['’]|il |on ))"
    r"(?:e\b|['’])?\s*(?P<ground>[^,;.?!:]{15,})",
    re.IGNORECASE,
)
# Where what is stated stops and what is asked begins.
_CUT = re.compile(
    r"(?<=[.!;:?])\s+|\s*,\s*(?=(?:et |mais |donc |alors |du coup )?(?:(?:à|a|de|par|sur|sous|dans|en|pour|avec|auprès de) )?"
    r"(?:comment|combien|quel|qui|quoi|quand|o[uù]\b|que |je |j['’]|on |dois|puis|faut|à partir))"
    r"|\s+(?=(?:donc|alors|du coup|mais)\s+(?:comment|combien|quel|qui|quand|en combien|je |on ))",
    re.IGNORECASE,
)
_OPENING_WORDS = re.compile(
    r"^(?:puisque?|comme|vu que|étant donné que|sachant que|on sait (?:tous )?que?|je sais que?|du fait que|dans la mesure où"
    r"|si j['’]ai bien compris|d['’]après (?:le|la) (?:code|loi)|selon (?:le|la) (?:code|loi))\s*(?:['’]\s*)?,?\s*",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"\?|\b(qu'?)?est[- ]ce qu|^(et |mais |donc |alors |bon |ok |du coup )*(comment|combien|quel|qui\b|quand|ou\b|que\b|qu'"
    r"|pourquoi|cb\b|a partir"
    r"|dans quel|sous quel|est-ce)"
    r"|\b(je|on|nous) (fais|fait|faisons|mets?|relance|cherche)\b|\b(quel(le)?s?|comment|combien|quoi|koi)\b|\bhesit\w+"
)
_CONCLUDES = re.compile(
    r"\bdonc\b|,\s*(?:dois|puis|peut|peux|est-ce|comment|mon|notre|combien|faut|qu[e']|quel|qui\b|a partir|je\b|j'|on\b|alors)"
)
# What somebody else holds is what is asked about, not what the question takes for granted.
_REPORTED = re.compile(
    r"\b(pense(nt)?|dit|disent|pretend(ent)?|affirme(nt)?|soutien(t|nent)|croi(t|ent)|estime(nt)?|m'assure|me repond) que?\b"
)
_FEWEST_WORDS = 4
# Without a verb, « mobilier de bureau pour la mairie, 52 000 euros » states no rule.
_STATES = re.compile(
    r"\b(?:est|sont|soit|etait|sera|seront|a|ont|aura|peu[txv]\w*|pourr\w+|puis|doi[ts]|doivent|devra\w*|faut|faudra\w*|va"
    r"|vont|fait|font"
    r"|oblige\w*|interdi\w*|autoris\w*|perme\w*|impos\w*|exige\w*|fixe\w*|limite\w*|reserve\w*|prevoi\w*|dur\w*|suffi\w*"
    r"|appliqu\w*"
    r"|commenc\w*|cour[st]|courent|compte\w*|dispens\w*|exoner\w*|vau[tx]|valent|reste\w*|dispose\w*|concern\w*|garde\w*"
    r"|paie\w*|paye\w*"
    r"|perd\w*|gagne\w*|doubl\w*|couvr\w*|remplac\w*|attribu\w*|choisi\w*|revien\w*|appartien\w*)\b"
)
# What is told of oneself, or only of the circumstances, is no rule.
_TOLD = re.compile(r"^(je |une? de (mes|nos) |j['’]|faute d|a defaut d|en l['’]absence d|en cas d)")
# What asks for the reason or the place of a rule holds the rule for true.
_ASKS_WHY = re.compile(
    r"\bpourquoi\b|\bpour quelle raison|\bpour quel motif|\bqu'?est[- ]ce qui (justifi|expliqu|impos|oblig|perm)"
    r"|\bcomment (expliquer|justifier|se fait)|\b(quel|quelle) (est l'|est le |)(article|texte|disposition|regle|loi)\b"
    r"|\bou (est|c'est|cest|se trouve|trouve|figure)[\w-]* .{0,12}\b(ecrit|dit|prevu|fixe|la regle|l'article)"
    r"|\bsur quel (texte|fondement)|\bd'ou vient\b"
)
# Words before a figure that make it a rule, in what an open question states, then in what a closed one does.
_OF_THE_LAW = re.compile(
    r"\b(ont|a (droit|jusqu)|a[- ]t[- ](il|elle|on)|dispose\w*|laisser?|(est|sont|etait|etant)( bien)? (de|due?s?|obligatoires?)"
    r"|obligatoires?|dur(e|ent|er|ee)|des"
    r"|a partir de|moins|minimum|maximum|limit\w+|plafonn\w+|fixe\w*|impos\w+|exig\w+|oblig\w+|commenc\w+|tou(te)?s les"
    r"|conserv\w+|pendant|pdt|faut|doi[vt]\w*|le delai de)\b[^.;?!]{0,30}$"
)
_IS_THE_RULE = re.compile(
    r"^(?!.*\b(montant|prix|offre|devis|facture|estimation|budget|cout|valeur|total|effectif|quantite)s?\b)"
    r".*\b((est|sont|etant) (bien |donc )?(de|fixee?s?( a)?|limitee?s?( a)?)"
    r"|obligatoires? (des|a partir de|au[- ]dessus de)|commenc\w+ (a|des))"
    r" ?(la |le |les )?$"
)
# A figure of the user's own market, or case, is not the law's.
_OF_A_MARKET = re.compile(
    r"\b(marches?|contrats?|lots?|achats?|commandes?|factures?|devis|avenants?|chantiers?|offres?|travaux|budget|commune|ville)\b"
    r"[^.;?!,]{0,18}\b(de|a|pour|d'|sur)\s*$"
)
_RATIO = re.compile(r"\b(?:\d+|un|le)\s(?:tiers|quarts?|cinquiemes?|dixiemes?)\b|\bla moitie\b|\b\d+\sfois\b")
# From this chance on, 0.61 of the figures held for the law's are told, with 0.01 of the user's own, for rules left out of the fit.
_HELD = 0.64
# Under this one, three quarters of the user’s own figures are, and one in twenty of the others.
_OWN_CHANCE = 0.05
# « Un jeune de 22 ans » is of that age.
_AGED = re.compile(
    r"\b(jeunes?|personnes?|salarie\w*|hommes?|femmes?|dames?|messieurs|monsieur|apprenti\w*|demandeu\w+|beneficiaires?"
    r"|ouvrier\w*"
    r"|artisans?|seniors?|agents?|gars|fille|garcon|quelqu'un|age\w*) (?:\w+ )?(?:de |d'|a )$"
)
_LATE = re.compile(r"\s*(de|d') ?(retard|plus|moins|habitants)")
_OWN = re.compile(r"\b(mon|ma|mes|notre|nos|j'ai|je suis|nous avons|nous sommes|on a|on est)\b")
_CLAUSE = re.compile(r"[^.?!;]*")
_UNITS = frozenset({"%", "€", "an", "mois", "jour", "semaine", "h"})
_DURATIONS = frozenset({"an", "mois", "jour", "semaine"})


def taken_for_granted(question: str) -> tuple[Quantity, ...]:
    """The figures of a question that its words hold for the law's, not for the user's own market."""
    text = folded(question).replace("\u00a0", " ")
    match = _TAKEN.search(text)
    if match is None:
        return ()
    # From the announcement to the end of its clause, a conclusion (« donc… », « , dois-je… ») left out.
    clause = _CLAUSE.match(text, match.start())
    assert clause is not None
    stated = _CONCLUDES.split(clause[0])[0]
    return tuple(q for q in quantities(stated) if q.unit in _UNITS and not _is_the_users(question, q))


def presupposed(question: str, *, closed: bool) -> tuple[Quantity, ...]:
    """The figures a question holds for the law's: it asks why or where they are said, or states them beside.

    « Pourquoi les communes ont-elles 60 jours pour payer ? », « L'indemnité est de 80 € : faut-il la demander ? ».
    What a ``closed`` question states is likelier the user's own case: only what it says to be the rule is kept.
    """
    text = read_wording(question).text
    why = not closed and bool(_ASKS_WHY.search(text))
    rule = _IS_THE_RULE if closed else _OF_THE_LAW
    parts = [text] if why else [read_wording(stated).text for stated in statements_of(question)]
    cued = [q for part in parts if not _OWN.search(part) for q in _of_the_law(part, None if why else rule)]
    told = {
        q.key: q for q in figures_of(text) if chance_of_a_rule(text, q) >= _HELD and not _is_of_a_case(text, q)
    }
    return tuple(({q.key: q for q in cued} | told).values())


def _is_of_a_case(text: str, figure: Quantity) -> bool:
    before = text.partition(folded(figure.words))[0]
    return _OF_A_MARKET.search(before) is not None or _is_an_age(before, figure)


def _is_an_age(before: str, figure: Quantity) -> bool:
    return figure.unit == "an" and _AGED.search(before) is not None


def _is_the_users(question: str, figure: Quantity) -> bool:
    """Whether the words around a figure, in digits, are those of the user's own market, whatever announces it."""
    text = read_wording(question).text
    before = text.partition(folded(figure.words))[0]
    return chance_of_a_rule(text, figure) < _OWN_CHANCE or _is_an_age(before, figure)


def _of_the_law(part: str, rule: re.Pattern[str] | None) -> list[Quantity]:
    found = []
    for quantity in figures_of(part):
        before, said, after = part.partition(folded(quantity.words))
        if not said or _is_of_a_case(part, quantity) or _LATE.match(after):
            continue
        if rule is None or rule.search(before):
            found.append(quantity)
    return found


def figures_of(text: str) -> tuple[Quantity, ...]:
    """The sums, shares and durations of a folded text with its numbers in digits."""
    return (*(q for q in quantities(text) if q.unit in _UNITS), *_ratios(text))


def ground_of(question: str) -> str | None:
    """What a question gives as its reason, to be checked as a question of its own."""
    match = _GROUND.search(question)
    return match["ground"].strip() if match else None


def statements_of(question: str) -> tuple[str, ...]:
    """What an open question states beside what it asks (« les communes ont soixante jours pour payer : quand… ? »)."""
    clauses = (clause.strip(" ,") for clause in _CUT.split(question))
    bare = (_OPENING_WORDS.sub("", clause) for clause in clauses if not _REPORTED.search(folded(clause)))
    rules = (clause for clause in bare if not _ASKING.search(folded(clause)) and not _TOLD.match(folded(clause)))
    return tuple(rule for rule in rules if len(rule.split()) >= _FEWEST_WORDS and _STATES.search(folded(rule)))


def without_ground(question: str) -> str:
    """The question without the reason it gives, which is not what it asks."""
    return _GROUND.sub(" ", question, count=1)


def unsupported(figures: Iterable[Quantity], articles: Iterable[LegalArticle]) -> tuple[Quantity, ...]:
    """Those that no article of the answer holds."""
    known = {q.key for article in articles for q in _held(article)}
    return tuple(figure for figure in figures if figure.key not in known)


def of_the_same_kind(figure: Quantity, article: LegalArticle) -> tuple[str, ...]:
    """The words of the figures of that unit that an article holds, each once; any time for a time."""
    units = _DURATIONS if figure.unit in _DURATIONS else {figure.unit}
    return tuple(dict.fromkeys(q.words for q in _held(article) if q.unit in units))


def _held(article: LegalArticle) -> tuple[Quantity, ...]:
    return (*quantities(article.text), *_ratios(read_wording(article.text).text))


def _ratios(text: str) -> tuple[Quantity, ...]:
    """The shares and multiples of a folded text with its numbers in digits: « 2 tiers », « la moitie », « 4 fois »."""
    said = (match.group() for match in _RATIO.finditer(text))
    return tuple(Quantity(re.sub(r"\b(?:un|une|le|la)\b", "1", words), "fraction", words) for words in said)
