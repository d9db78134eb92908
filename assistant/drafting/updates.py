"""Values for a draft read in a follow-up message: « facilitateur : Mme Martin », « 100 € par absence en réunion »."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.drafting.in_place import in_place
from assistant.drafting.lot_starts import lot_start
from assistant.drafting.overrides import CALCULATED
from assistant.drafting.parties import named_buyer, named_firm
from assistant.drafting.priorities import priority_publics
from assistant.drafting.reminder import reminder_values
from assistant.drafting.values import lots_named
from assistant.drafting.wording import NBSP, lower_first
from assistant.market import LotFacts
from corpus.clause_vocabulary import TABLES
from corpus.models import ClauseKind, ClauseTemplate, TemplateVariable

_AMOUNT = r"(?P<value>\d[\d \u00a0\u202f]*(?:[.,]\d+)?)\s*(?:€|euros?)"
_RATE = r"(?P<value>\d+(?:[.,]\d+)?)\s*(?:%|pour cent)"
_TERM = r"(?P<value>\d+\s*(?:jours?|semaines?|mois)(?: ouvres| calendaires| francs)?)"
_POINTS = r"\b(?:critere|ponder\w*|note sur|notee? sur|sur)\b[^.;:\n\d]{0,40}?(?P<value>\d+(?:[.,]\d+)?)\s*(?:points?|pts?)\b"
# What a number counts, where it is no weight: « insertion 3 ans après ».
_COUNTED = (
    r"(?!\s*(?:€|k€|euros?\b|h\b|heures?|ans?\b|annees?|mois\b|semaines?|jours?|trimestres?|personnes?|salarie|agents?\b"
    r"|beneficiaires?|candidats?|emplois?|postes?|etp\b|contrats?|lots?\b|marches?\b|structures?|entreprises?|fois\b))"
)
# « Pondéré à 10 »: a weight is told out of a hundred.
_WEIGHT = (
    r"\bponder\w*\s(?:du\scritere\s|socia\w+\s)?(?:a|de|:|sur)?\s?(?P<value>\d{1,2}(?:[.,]\d+)?)"
    rf"(?![\d.,/]*\d|\s\d{{3}}\b){_COUNTED}"
)
# « 10 points finalement », « plutôt 12 points, et deux sous-critères ».
_POINTS_AGAIN = (
    r"(?:^(?:\s*(?:et|ok|non|bon|alors|donc|svp|stp|en fait|finalement|plutot)\b[\s,]*){0,3}"
    r"|\b(?:plutot|finalement|met\w*(?:\s(?:moi|en|le|la))?|passe\w*(?:\s(?:a|le|la))?)\s)(?P<value>\d{1,2}(?:[.,]\d+)?)\s*(?:points?|pts?)\b"
    r"(?!\s(?:pour|au(?!\slieu)|aux|a|sur|de|du)\b)"
)
# « Avec 10 », « mettez plutôt 15 sur 100 »: the one number of a few words, of points out of a hundred where its unit is said.
_LONE_NUMBER = re.compile(
    r"(?<![\d.,/n°])(?P<value>\d{1,2}(?:[.,]\d+)?)(?:\s*points?)?(?:\s*(?:sur|/)\s*100\b)?(?=\s*(?:$|[.,;!?)]|(?:plutot|svp|stp|merci"
    r"|alors|pour|s.il|de la note|au total|et|points?)\b))"
)
_NUMBERS = re.compile(r"\d+(?:[.,]\d+)?")
_NUMBERED = re.compile(
    r"\b(?:article|lot|annexe|critere n|sous-?critere|version|page|le|note[ez]? sur|sur)\s*(?:n.?\s*)?$"
)
_OTHER_PART = r"(?:sous-?\s?criteres?\b|(?:prix|couts?|techniques?|environnement\w*|delais?)\b)"
_PART = re.compile(rf"\b{_OTHER_PART}")
# « Le prix est pondéré à 60 », « 60 pour le prix »: the weight of what is named last before it, or just after.
_SOCIAL_PART = r"(?:socia|insertion|inclusi|rse\b)"
_OF_OTHER_PART = re.compile(
    rf"(?<!\bet\s)(?<!\bou\s)\b{_OTHER_PART}(?:(?!\b{_SOCIAL_PART}|,[^,]{{0,30}}?\bcriteres?\b(?!\s(?:du\s|de\s)?{_OTHER_PART})).)*$"
)
_TO_A_PART = r"^\s?(?:%|points?)?\s?(?:pour|au|a)\s(?:l'|l[ae]\s)?(?:criteres?\s)?(?:d[eu]\s|d')?"
_TO_SOCIAL_PART = re.compile(_TO_A_PART + _SOCIAL_PART)
_TO_OTHER_PART = re.compile(_TO_A_PART + _OTHER_PART)
_SENTENCE_ENDS = re.compile(r"[.;?!\n](?!\d)")
_NEAR = 80
_FEW_WORDS = 10
_OTHER_RATE = re.compile(r"\b(?:tva|effort|main d.oeuvre|part|avance|insertion)\b[^.;\n\d]{0,15}$")
_GAP = r"[^.;:\n\d€]{0,40}?"

# What a message says of one variable, unaccented: the words that name it, near its value.
_PATTERNS: Mapping[str, tuple[str, ...]] = {
    "penalite_heure": (
        rf"{_AMOUNT}\s*(?:/|par|de l.)\s*h(?:eure)?s?\b",
        rf"penalite{_GAP}par heure{_GAP}{_AMOUNT}",
    ),
    "penalite_reunion": (rf"{_AMOUNT}{_GAP}(?:absence|reunion)", rf"(?:absence|reunion){_GAP}{_AMOUNT}"),
    "penalite_document": (
        rf"{_AMOUNT}{_GAP}(?:document|justificatif|attestation|piece)",
        rf"(?:document|justificatif|attestation|piece)s?\b{_GAP}{_AMOUNT}",
    ),
    "penalite_engagement": (rf"{_AMOUNT}{_GAP}engagement", rf"engagement{_GAP}{_AMOUNT}"),
    "ponderation": (rf"ponder\w*{_GAP}{_RATE}", rf"critere{_GAP}{_RATE}", _POINTS, _POINTS_AGAIN, _WEIGHT),
    "part": (rf"\bpart\b{_GAP}{_RATE}", rf"sous-?trait\w*{_GAP}{_RATE}"),
    "delai_mise_en_demeure": (rf"mise en demeure{_GAP}{_TERM}", rf"{_TERM}{_GAP}mise en demeure"),
    "delai_reunion": (rf"reunion{_GAP}{_TERM}", rf"{_TERM}{_GAP}reunion"),
    "delai_correspondant": (rf"correspondant{_GAP}{_TERM}", rf"{_TERM}{_GAP}correspondant"),
    "delai_etat": (rf"(?:etat|releve)s? trimestriel{_GAP}{_TERM}", rf"{_TERM}{_GAP}(?:etat|releve)s? trimestriel"),
    "trimestre": (
        r"\b(?P<value>(?:t\s?[1-4]|(?:[1-4]\s?(?:er|e|eme)|premier|deuxieme|troisieme|quatrieme) trimestre)"
        r"(?:\s(?:de )?20\d\d)?)\b",
    ),
    "delai_programme": (rf"programme{_GAP}{_TERM}", rf"{_TERM}{_GAP}programme"),
}
# « Un taux horaire de 38 € par heure » tells what work costs.
_COST = re.compile(r"\b(?:couts?|taux|tarifs?|prix|salaires?|smic|main d.oeuvre|paye\w*|remunere\w*|factur\w+)\b")
_PENALTY = re.compile(r"\bpenalites?\b")
# « Prix 50, technique 40, social 10 »: the weights of all the criteria, of which one is the social one.
_PRICE_WEIGHT = re.compile(r"\bprix\b[^.;\n\d]{0,20}\d{2}\b")
_SOCIAL_WEIGHT = re.compile(
    r"\b(?:critere\s)?(?:socia\w+|insertion|rse|inclusi\w+|performances?\s(?:socia\w+|en\s\w+\sd'insertion))"
    r"(?:\s(?:et|ou)\s(?:environnement\w*|societa\w+))?\s?(?:a\s|:\s?|=\s?|sur\s|pour\s|-\s?|\()?(?P<value>\d{1,2}(?:[.,]\d+)?)(?![\d.,/]*\d|\s\d{3}\b|\s?(?:a|ou|-)\s?\d)"
    + _COUNTED
)
# « Réserver le lot 4 « mise sous pli » », « le lot 2 est réservé », « tout le marché est réservé ».
_QUOTED = r"(?:\s?(?:«[^»]{3,80}»|\"[^\"]{3,80}\"))?"
# « Réserver le lot 3 second œuvre aux structures d’insertion »: the name said between the number and whom it is for.
_LOT_NAME = (
    r"(?:(?:\s(?!(?:aux?|pour|est|sera|svp|stp|et|ou|seul\w*|unique\w*|finalement|plutot|donc|alors|aussi|marche|lots?)\b)[^\s,.;:?!]+){1,5}?"
    r"(?=\s(?:aux?|a\s(?:des|une?|la))\s))?"
)
_LOTS = rf"lots?\s(?:n\s?[o°]?\s?)?\d{{1,2}}(?:\s?(?:,|et)\s(?:(?:le\s)?lot\s)?\d{{1,2}}){{0,20}}{_QUOTED}"
# Not « réserve de propriété », « sous réserve », « réception avec réserves ».
_RESERVES = (
    r"\b(?:reserv(?!es?\b|oir|ist)\w{1,12}|(?<!sous\s)(?<!avec\s)(?<!sans\s)(?<!\bla\s)(?<!\bles\s)(?<!\bdes\s)(?<!\bune\s)"
    r"reserves?\b(?!\sd[e'u]))"
)
_RESERVED_LOT = re.compile(
    rf"{_RESERVES}\s(?:\w{{1,20}}\s){{0,3}}?(?:l[ae]s?\s|du\s|d[e']\s?)?(?P<value>{_LOTS}{_LOT_NAME})"
    rf"|\b(?P<before>{_LOTS})\s(?:(?:n')?\w{{1,20}}\s){{0,2}}?{_RESERVES}"
)
_IN_STRAIGHT = re.compile(r"\"(?P<words>[^\"]+)\"")
_WHOLE_MARKET = re.compile(
    r"\b(?P<value>(?:tout\sle|totalite\sdu|ensemble\sdu)\smarche|marche\s(?:tout\s)?entier|marche\sen\stotalite)\b"
)
_ONLY_FOR = re.compile(
    rf"{_RESERVES}[^.;:?!\n]{{0,25}}?\b(?:pour|sur)\s(?P<value>[^.;:?!\n,]{{3,80}}?)\s(?:seulement|uniquement|seuls?|exclusivement)\b"
)
# For how long, or for whom, is not what is reserved.
_NOT_BOUGHT = re.compile(
    r"\b(?:ans?|annees?|mois|semaines?|jours?|durees?|periodes?|heures?|euros?|esat|eat?s?|siae|aci|ai|ei|etti|geiq|ess|insertion"
    r"|structures?|entreprises?|associations?|ateliers?|organismes?|operateurs?|personnes?|publics?|travailleurs?|handicap\w*)\b|[%€]"
)
# « On ne réserve pas le lot 2 » reserves nothing; « le lot 2, pas le lot 3 » does.
_PROPOSITION_ENDS = re.compile(r"[.;:?!\n,]|\bmais\b|\bet\s(?=pas\b|non\b)")
_DENIED = re.compile(
    r"\b(?:n'|(?:ne|pas|(?<!\ben\s)(?<!\bde\s)plus|jamais|aucune?|non|ni|sans|inutile|refus\w*|renonc\w*|annul\w*|enlev\w*|retir\w*|supprim\w*)\b)"
)
_VERB_DENIED = re.compile(r"\b(?:ne\s|n'\s?)\w+\s(?:est\s|sont\s|sera\s)?(?:pas|plus|jamais)\b")
_INSTEAD_OF = re.compile(r"\b(?:plutot\sque?|au\slieu)\b")
_EXCEPT = re.compile(r"\b(?:sauf|hors|hormis|excepte\w*|a\sl'exception|moins\sle)\b")
_TO_THEM = re.compile(r"\baux\s", re.IGNORECASE)
_EMPTY = frozenset({"les", "des", "une", "par", "aux", "pour", "est", "sur", "marche"})
_LABELLED = re.compile(r"(?:^|[\n;])\s*(?P<label>[^:\n;]{3,80}?)\s*:\s*(?P<value>[^\n;]{1,2000})")
_NEXT_SENTENCE = re.compile(r"(?<=[^\W\d_]{3})[.!?]\s+(?=[^\W\d_])")
_STATED = re.compile(
    r"(?P<label>l.objet(?: du marche)?|l.acheteur|le facilitateur|l.entreprise|le signataire) (?:est|s.appelle|sera) "
    r"(?P<value>[^\n;]{2,300})"
)


PARTIES = frozenset({"entreprise", "titulaire", "acheteur"})
"""The variables that name who is party to the contract: naming them changes no draft by itself."""

STARTS = "precisions"
"""The variable that says when the lots start: told of a statement under way, it is for the text."""


def read_updates(message: str, template: ClauseTemplate) -> dict[str, str]:
    """The values a message gives for the variables of a template, by name, in the user's own words.

    Only what is written near the words that name a variable is read; calculated values are never.
    """
    typeable = {v.name: v for v in template.variables if v.name not in CALCULATED and v.name not in TABLES}
    found: dict[str, str] = {}
    plain = in_place(message)
    for name, patterns in _PATTERNS.items():
        if name == "penalite_heure" and _COST.search(plain) and not _PENALTY.search(plain):
            continue
        matches = (m for p in patterns for m in re.finditer(p, plain))
        match = next((m for m in matches if name != "ponderation" or not _of_another_part(plain, m)), None)
        if name in typeable and match is not None:
            found[name] = message[match.start("value") : match.end("value")].strip()
    social = _SOCIAL_WEIGHT.search(plain)
    if template.kind is ClauseKind.CRITERION and social is not None and _PRICE_WEIGHT.search(plain):
        found["ponderation"] = social["value"]
    if template.kind is ClauseKind.CRITERION and "ponderation" not in found:
        # « Mettez plutôt 10 % »: a criterion holds one rate.
        rates = [
            m["value"]
            for m in re.finditer(_RATE, plain)
            if not _OTHER_RATE.search(plain[: m.start()]) and not _of_another_part(plain, m)
        ]
        rates = rates or _lone_numbers(plain)
        found |= {"ponderation": rates[0]} if len(rates) == 1 else {}
    if template.kind is ClauseKind.REMINDER:
        found |= reminder_values(message)
    if template.kind is ClauseKind.RESERVATION:
        found |= _perimeter(plain, message)
    if STARTS in typeable and (start := lot_start(message)):
        found[STARTS] = start
    for match in (*_LABELLED.finditer(plain), *_STATED.finditer(plain)):
        variable = _named(match["label"], typeable)
        if variable is not None and variable.name not in found:
            said = message[match.start("value") : match.end("value")]
            if variable.name in PARTIES:
                # « Acheteur : SYDEC. Rédigez la clause… »: a name ends with its sentence.
                said = _NEXT_SENTENCE.split(said)[0]
            found[variable.name] = said.strip().rstrip(".")
    return {**{name: said for name, said in _people(plain, message).items() if name in typeable}, **found}


def _people(plain: str, message: str) -> dict[str, str]:
    """Who is named: the publics to hire first, the firm chosen, the buyer."""
    publics = priority_publics(plain)
    firm, buyer = named_firm(message), named_buyer(message)
    told = {
        "publics_prioritaires": _TO_THEM.sub("les ", message[slice(*publics)]) if publics is not None else None,
        "entreprise": f"{firm} [à compléter : adresse]" if firm is not None else None,
        "titulaire": firm,
        "acheteur": f"{buyer} [à confirmer]" if buyer is not None else None,
    }
    return {name: said for name, said in told.items() if said is not None}


def _perimeter(plain: str, message: str) -> dict[str, str]:
    """What a message says is reserved: the lots it names, the whole market, or some of what is bought."""
    for pattern in (_ONLY_FOR, _RESERVED_LOT, _WHOLE_MARKET):
        for match in pattern.finditer(plain):
            name = next(name for name, words in match.groupdict().items() if words)
            if _is_denied(plain, match, name) or (pattern is _ONLY_FOR and _NOT_BOUGHT.search(match[name])):
                continue
            said = " ".join(message[match.start(name) : match.end(name)].split())
            return {"perimetre": lower_first(_IN_STRAIGHT.sub(rf"«{NBSP}\g<words>{NBSP}»", said))}
    return {}


def lots_left(message: str, lots: tuple[LotFacts, ...]) -> str | None:
    """The lots known, less those that a message says are not reserved; ``None`` where it says so of none, or of all."""
    plain = in_place(message)
    matches = list(_RESERVED_LOT.finditer(plain))
    denied = {
        int(number)
        for match in matches
        for name, words in match.groupdict().items()
        if words and _says_not(plain, match, name)
        for number in re.findall(r"\d{1,2}", words)
    }
    left = tuple(lot for lot in lots if lot.number not in denied)
    return lots_named(left) if left and len(left) < len(lots) else None


def _says_not(plain: str, match: re.Match[str], name: str) -> bool:
    """Whether the verb of a match is denied, and no less doubtful word: « n’est pas réservé », « on ne réserve pas »."""
    before = _PROPOSITION_ENDS.split(plain[max(0, match.start() - _NEAR) : match.start()])[-1]
    after = _PROPOSITION_ENDS.split(plain[match.end() : match.end() + _NEAR])[0]
    around = before + plain[match.start() : match.start(name)] + " " + plain[match.end(name) : match.end()] + after
    return _VERB_DENIED.search(around) is not None


def _is_denied(plain: str, match: re.Match[str], name: str) -> bool:
    """Whether the proposition of a match denies what it says is reserved, or its sentence leaves something out of it."""
    before = _PROPOSITION_ENDS.split(plain[max(0, match.start() - _NEAR) : match.start()])[-1]
    before += plain[match.start() : match.start(name)]
    rest = plain[match.end() : match.end() + _NEAR]
    after = _PROPOSITION_ENDS.split(rest)[0]
    around = before + " " + plain[match.end(name) : match.end()] + after
    instead = _INSTEAD_OF.search(before)
    return bool(_DENIED.search(around) or instead or _EXCEPT.search(_SENTENCE_ENDS.split(rest)[0]))


def _of_another_part(plain: str, match: re.Match[str]) -> bool:
    """Whether the weight of a match is that of the price or of another criterion than the social one."""
    after = plain[match.end("value") : match.end("value") + _NEAR]
    if _TO_SOCIAL_PART.match(after):
        return False
    start = match.start("value")
    before = _SENTENCE_ENDS.split(plain[max(0, start - _NEAR) : start])[-1]
    return bool(_TO_OTHER_PART.match(after) or _OF_OTHER_PART.search(before))


def _lone_numbers(plain: str) -> list[str]:
    """The number that a message of few words gives, without a word of what it counts but points."""
    numbers = [m.group() for m in _NUMBERS.finditer(plain)]
    said = [m for m in _LONE_NUMBER.finditer(plain) if not _NUMBERED.search(plain[: m.start()])]
    alone = len(numbers) - numbers.count("100") == 1 and len(said) == 1 and not _PART.search(plain)
    return [said[0]["value"]] if alone and len(plain.split()) <= _FEW_WORDS else []


def changeable(template: ClauseTemplate) -> tuple[str, ...]:
    """The meanings of the variables a message may change in a template, the effort of the calculation first."""
    effort = (v.meaning for v in template.variables if v.name == "effort")
    return (*effort, *(v.meaning for v in template.variables if v.name in _PATTERNS))


def _named(label: str, typeable: Mapping[str, TemplateVariable]) -> TemplateVariable | None:
    """The variable whose meaning or name the label repeats."""
    words = _words(label)
    if not words:
        return None
    for variable in typeable.values():
        if words <= _words(variable.meaning) or words <= _words(variable.name.replace("_", " ")):
            return variable
    return None


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"[a-z0-9]{3,}", in_place(text)) if word not in _EMPTY)
