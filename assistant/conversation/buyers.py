"""Which of the buyers a message names is the one who buys."""

from __future__ import annotations

import re

from assistant.conversation.phrase_index import Match
from assistant.conversation.wording import fold
from assistant.market import BuyerKind, Fact

# « notre », « nous sommes », « je travaille à »: the one who writes buys.
_SPEAKING = re.compile(
    r"\b(?:notre|nos|nous\ssommes|on\sest|c'est|plutot|pardon|pas|non|acheteur(?:\sest)?|pour\s(?:la|le|une?|l')|je\ssuis|je\stravaille|pour\sle\scompte\sd[eu])\s?(?:l[ae]|l'|une?|d[eu]|au|a\sla|en|dans|pour|a)?\s?[a-z']*$"
)
_ACTING = re.compile(
    r"(?:\s[a-z'-]+){0,5}?\s(?:veut|veulent|lance|lancent|souhaite|souhaitent|prepare|preparent|passe|achete|cherche|recherche|a\sbesoin|doit"
    r"|renouvelle|envisage|refait|prevoit|va|organise|fait|construit|renove|projette|voudrait|compte|met)\b"
)

# « le budget de la commune est serré, nous… »: the one who writes spends it.
_OWN_BUDGET = re.compile(
    r"\b(?:le|notre|du)\sbudget\s(?:general\s|annuel\s|communal\s|total\s|primitif\s)?(?P<who>de\s(?:la|notre|ma)\s(?:petite\s)?(?:commune|ville|mairie"
    r"|collectivite|communaute\sde\scommunes))\b"
)
# « conventionnée par l'État », « transmis à la préfecture »: another body than the one that buys.
_ACTED_BY = re.compile(
    r"(?:\b(?:convention|agre|subvention|financ|control|habilit|autoris|design)\w*\spar|\b(?:transm\w+|envoy\w+|adress\w+|soumis\w*|communiqu\w+|declar\w+|inscrit\w*|saisir|saisi)\b[^.;?!\n]{0,15}\b(?:a|au))\s(?:la\s|le\s|l'|les\s)?$"
)
_DENIED = re.compile(r"\bpas\s(?:l[ae]\s|l'|une?\s|d[eu]\s)?$")
# « Hôpital, pas commune »: what is said first, and of which nothing is said.
_ALONE = re.compile(r"\s?(?:$|[,;.]\s?(?:pas|et\snon|non|plutot)\b|[.!]$)")
# « attestation URSSAF », « inscrits à France Travail »: bodies that buyers deal with more than they are.
_PARTNER = re.compile(
    r"\b(?:(?:sous-)?prefete?s?|france\stravail|pole\semploi|mission\slocale|urssaf|caf|cpam|carsat|ademe|agence\sde\sl'eau)\b"
)
# « la préfecture nous demande »: it controls what others buy.
_CONTROLS = re.compile(
    r"(?:[a-z]+-)?prefecture(?:\sdes\slandes)?\s(?:nous|m'|me|dit|demande|conteste|refuse|rejette|critique|estime|ecrit|a\s(?:dit|demande|conteste|rejete))\b"
)
_GREETING = r"^\W*(?:(?:bonjour|bonsoir|bjr|hello|salut|coucou|madame|monsieur|ici|a\stous|slt|cc|on\sest|nous\ssommes)\W+){0,3}"
_LABEL = r"\b(?:\s(?!par\b|pour\b|est\b|privee?s?\b|catholique\b|associati\w+|lucratif\b)[a-z'-]+){0,6}\s?(?:[,:;(]|-\s)"
# « CPAM des Landes, achat de mobilier », « Nous, mission locale, … »: the partner itself buys.
_WRITES = re.compile(rf"{_GREETING}(?:nous\s?,?\s)?(?:l[ae]\s|l')?$")
_WE_WRITE = re.compile(rf"{_GREETING}nous\s?,?\s(?:l[ae]\s|l')?$")
_BUYS = re.compile(
    rf"{_LABEL}\s?(?:(?:nous|on|je)\s(?:lanc|achet|prepar|renouvel|pass|souhait|voul|veu|cherch|recherch|envisag|a\sbesoin|avons\sbesoin)"
    r"|(?:un\s|une\s|notre\s)?(?:achats?|marche(?!\spublic)|consultation|accord-cadre|acquisition|renouvellement|travaux|fournitures?)\b)"
)
_OPENING = {
    BuyerKind.OTHER_CONTRACTING_AUTHORITY: re.compile(
        rf"{_GREETING}(?:l'|notre\s|un\s)?(?P<body>ehpad|hopital|maison\sde\sretraite|centre\shospitalier){_LABEL}"
    ),
    BuyerKind.LOCAL_AUTHORITY: re.compile(
        rf"{_GREETING}(?:le\s|notre\s|un\s)?(?P<body>college|lycee|mairie|commune|ville|ccas|cias|sivu|sivom){_LABEL}"
    ),
}
# « 14 collèges »: schools in numbers are a Département's, a Région's or a commune's.
_SEVERAL_SCHOOLS = re.compile(r"\b(?:[2-9]|\d\d|nos)\s(?:colleges|lycees|ecoles)\b")
_PRIVATE = re.compile(
    r"\bprivee?s?\b|\bcatholiques?\b|\bd'ingenieurs?\b"
    # Who builds or runs schools without being a local authority.
    r"|\b(?:promot(?:eur|rice)s?|ministere|rectorat|prefecture)\b|\bl'etat\b(?!\s(?:de|des|du)\b)"
    r"|\b(?:je\ssuis|nous\ssommes|on\sest)\s(?:une?\s|l[ae]\s|l')?(?:entreprise|societe|association|architecte|bureau\sd'etudes|prestataire|titulaire)"
)
_OFFICE = re.compile(
    r"\b(?:dgs|dst|(?:directeur|directrice)\s(?:general\s|generale\s)?des\sservices(?:\stechniques)?|(?:conseill(?:er|ere)|elue?s?)\smunicipale?s?"
    r"|adjointe?\s(?:aux\s(?:travaux|ecoles|sports)|a\sl'urbanisme))\b"
)
# « Mon beau-frère, adjoint à l'urbanisme », « le DST de l'entreprise » buy nothing.
_IN_OFFICE = re.compile(
    rf"(?:{_GREETING}|\b(?:je\ssuis|en\s(?:tant\sque|ma\squalite\sde))\s|\ben\s(?:tant\squ|ma\squalite\sd)')(?:(?:l[ae]|une?|nouve\w+)\s|l'){{0,2}}$"
)
_OF_ANOTHER = re.compile(
    r"(?:\sadjointe?)?\s(?:du\s|de\sl'|de\sla\s|d'une?\s|de\s(?:notre|cet?te?|mon|ma|leur)\s)"
    r"(?!(?:petite\s)?(?:commune|ville|mairie|collectivite|communaute|agglo|metropole|departement|region|syndicat|conseil)|(?:ccas|cias|sivu|sivom|maire)\b)"
    r"|\s(?:de\s|d')(?:ehpad|hopital|entreprise|chu?\b|clinique|societe|association)"
)
_FEW_WORDS = 6
_WE = re.compile(r"\b(?:on|nous|nos|notre|je|j')(?:\b|(?<='))")


def buyer_suggested(text: str) -> tuple[BuyerKind, int, int] | None:
    """The kind of buyer that the folded text tells without naming it as such, and where; ``None`` elsewhere.

    By the body whose name opens it (« EHPAD de Gamarde, on cherche… »), the office of the one who writes, or the budget spent.
    """
    for kind, opening in _OPENING.items():
        if found := opening.match(text):
            return kind, *found.span("body")
    office = _OFFICE.search(text)
    if (
        office is not None
        and _IN_OFFICE.search(text[: office.start()])
        and not _OF_ANOTHER.match(text[office.end() :])
    ):
        return BuyerKind.LOCAL_AUTHORITY, *office.span()
    schools = _SEVERAL_SCHOOLS.search(text)
    if schools is not None and not _PRIVATE.search(text):
        return BuyerKind.LOCAL_AUTHORITY, *schools.span()
    budget = _OWN_BUDGET.search(text)
    if budget is None or not _WE.search(text[: budget.start()] + text[budget.end() :]):
        return None
    return BuyerKind.LOCAL_AUTHORITY, *budget.span()


def who_buys(
    buyers: list[Match[BuyerKind | None]], text: str, known: Fact[BuyerKind] | None
) -> list[Match[BuyerKind | None]]:
    """The buyers named that may be the one who buys; once it is known, only one that says so, or is said alone, replaces it."""
    # The category of the code itself, once named, outranks the one the buyer's name suggests.
    categories = [m for m in buyers if fold(m.value or "") in text[m.start : m.end]]
    if categories:
        return categories
    others = [m for m in buyers if _ACTED_BY.search(text[: m.start]) or _CONTROLS.match(text, m.start)]
    acting = [m for m in buyers if m not in others and not _is_partner(m, text)]
    # « hôpital, pas commune »: the one denied is not the one who buys.
    named = [m for m in acting if not _DENIED.search(text[: m.start])] or acting
    return _in_charge(named, text) if known is None else _speaking(named, text)


def _is_partner(match: Match[BuyerKind | None], text: str) -> bool:
    """Whether a body that sends people or papers to buyers is named without being said to buy."""
    if not _PARTNER.search(text[match.start : match.end]):
        return False
    before, after = text[: match.start], text[match.end :]
    writes = _WE_WRITE.search(before) or (_WRITES.search(before) and _BUYS.match(text, match.end))
    return not writes and not _speaking([match], text) and not _ACTING.match(after)


def _in_charge(buyers: list[Match[BuyerKind | None]], text: str) -> list[Match[BuyerKind | None]]:
    """Of several kinds of buyers in the folded text, the one that speaks, or else that acts; all of them if none does."""
    if len({match.value for match in buyers}) < 2:
        return buyers
    speaking = _speaking(buyers, text)
    acting = [m for m in buyers if _ACTING.match(text[m.end :])]
    return speaking[:1] or acting[:1] or buyers


def _speaking(buyers: list[Match[BuyerKind | None]], text: str) -> list[Match[BuyerKind | None]]:
    alone = len(text.split()) <= _FEW_WORDS and "?" not in text
    if alone and (first := [m for m in buyers if _ALONE.match(text[m.end :]) and not text[: m.start].strip()]):
        return first
    return [m for m in buyers if _SPEAKING.search(text[: m.start] + text[m.start : m.end].split()[0])]
