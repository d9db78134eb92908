"""What a message tells of the operators it would reserve a contract to, beside their kind, and of the lots."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.conversation.quantities import shares_in
from assistant.conversation.reserved_candidates import candidate_of_another_family
from assistant.conversation.unlisted_firms import unlisted_firms
from assistant.folding import folded
from assistant.rules.reservation_request import ReservedOperators, ReservedTo

_OF_WORKERS = re.compile(
    r"^\s?(?:de |d')?(?:ses |leurs |nos |la )?(?:\w+ ){0,2}?"
    r"(?:travailleurs?|salaries?|personnes?|effectifs?|employes?|rqth|handicapes?|handicap|detenus?|parcours|equipes?)\b"
)
# « Il n’a que 45 % … », « avec 80 % … », « emploie 30 % … » tell a share; « faut-il 50 % … ? » asks for one.
_EMPLOYS = re.compile(
    r"\b(?:a|ai|ont|avons|avec|n'a|n'ont|emploie(?:nt)?|compte(?:nt)?|que|seulement|est a|sont a)"
    r"\s(?:que |seulement |environ |a peine |deja |plus de |moins de )?$"
)
# « Le lot 3 », « les lots n° 2 et 4 », « ce lot »: what is reserved is not the whole contract.
_LOTS = re.compile(
    r"\blots?\s(?:n\s?[°o]\s?|numero\s)?(?P<numbers>\d{1,2}(?:\s?(?:,|et)\s?(?:le\s)?\d{1,2}\b)*)\b(?!\s?(?:%|€|k€|ans?\b|mois\b))"
)
# « Juste un des lots », « l’un des trois secteurs »: one of several is one lot.
_A_LOT = re.compile(
    r"\b(?:[lc]e|du|un|mon|notre|seul)\slots?\b(?!\sunique)"
    r"|\bune?\s(?:seule?\s)?(?:parmi\s(?:les|ces|nos)|d(?:es|'entre\s(?:eux|elles))|de\s(?:ces|nos|mes|vos))"
    r"(?:\s(?:\d|deux|trois|quatre|cinq|six|sept|huit|dix))?(?:\s(?:lots?|secteurs?|zones?|parties|sites)\b|\W*$|\s?[?.,;])"
    r"|\b(?:un|seul)\s(?:seul\s)?(?:secteur|site)\b"
)
_WHOLE = re.compile(r"\b(?:tout|totalite|ensemble|entier|tous)\b|\bpas\salloti|\bsans\slot|\blot\sunique\b")
# « 12 salariés dont 8 en CDDI »: a share told by its two numbers; the last one told replaces the others.
_TOTAL = re.compile(
    r"\b(?P<count>\d{1,4}) (?:\w+ )?(?:salaries?|personnes?|employes?|travailleurs?|postes?|etp)\b"
    r"(?!.{0,6}\b(?:handicap|en insertion|rqth))"
)
_AMONG = re.compile(
    r"\b(?:dont|que|seulement|seuls?|n'y a qu'|qu') ?(?P<count>\d{1,4}) (?:\w+ )?(?:sont )?(?:en |de |des )?"
    r"(?:cddi|insertion|parcours|rqth|handicap\w*|travailleurs handicapes|defavorise\w*|contrats? d'insertion)\b"
)
# « Plutôt qu’à une entreprise d’insertion », « et pas aux SIAE »: what is not wanted.
_FIRM = r"(?:esat|entreprises? adaptees?|ea|siae|aci|ei|(?:entreprises?|chantiers?|structures?) d'insertion)"
_RATHER = re.compile(
    rf"\b{_FIRM}\b"
    r"(?P<link>,? ?(?:plutot qu|et pas|et non|mais pas|sans l[ae]s?|pas)\b.{0,14}?)"
    rf"\b{_FIRM}\b"
)
_IS_DISABLED = re.compile(r"(?:esat|entreprises? adaptees?|ea)\b")
# « Que la moitié », « une partie du marché »: only a lot is reserved.
_A_PART = re.compile(
    r"\breserv\w+ (?:\w+ ){0,3}?(?:(?:la moitie|une partie|un tiers|un quart|une fraction|un bout)\b|\d{1,2} ?%)"
    r"(?! (?:des? |d'|de l')(?:heures|travailleurs|salaries|postes|effectifs?|personnes)\b)"
)
# « Une EA implantée hors du département peut-elle répondre ? ».
_ELSEWHERE = re.compile(
    r"\b(?:hors (?:du|des|de la|de nos|de notre|landes)|en dehors|exterieure?s?|d'ailleurs"
    r"|(?:d'|dans )une? autre (?:departement|region))\b"
    r"[^?.;]{0,80}\b(?:repon\w+|candidat\w+|soumission\w+|postul\w+|concourir)"
    r"|\b(?:implante|situe|installe|etabli|base)\w*\b[^?.;]{0,60}\b(?:peu[tx]|pourrai\w*)\b[^?.;]{0,30}\b(?:repon\w+|candidater|postuler|concourir)"
)
_TOGETHER = re.compile(
    r"\b(?:a la fois|en meme temps|ajout\w+|cumul\w+|dans la meme|le meme (?:lot|marche)"
    r"|un meme|ensemble|en plus(?! d'une? (?:critere|clause|condition))|melang\w+|aussi bien)\b"
)
_APART = re.compile(r"\blots? (?:differents?|distincts?|separes?)\b|\bun lot chacun")


def reserved_operators(message: str, before: str = "") -> ReservedOperators:
    """The firms that no article names and the share of workers told, of a total that may have been told ``before``."""
    text = folded(message)
    shares = [
        share
        for share, start, end in shares_in(text)
        if _EMPLOYS.search(text[:start]) and _OF_WORKERS.match(text[end:]) and share <= Decimal(1)
    ]
    families = candidate_of_another_family(message)
    return ReservedOperators(
        candidate=families[0] if families else None,
        reserved_to=families[1] if families else None,
        unlisted=unlisted_firms(message),
        worker_share=shares[0] if len(shares) == 1 else _counted(text, folded(before)),
        preferred=_preferred(text),
        together=_TOGETHER.search(text) is not None and _APART.search(text) is None,
        elsewhere=_ELSEWHERE.search(text) is not None,
        of_a_part=_A_PART.search(text) is not None,
        of_a_lot=_WHOLE.search(text) is None and bool(_LOTS.search(text) or _A_LOT.search(text)),
        lots=_lots(text),
    )


def _lots(text: str) -> tuple[int, ...]:
    """The numbers of the lots to reserve; none where several are named apart, of which only some may be reserved."""
    named = {tuple(map(int, re.findall(r"\d+", found["numbers"]))) for found in _LOTS.finditer(text)}
    return next(iter(named)) if len(named) == 1 else ()


def _counted(text: str, before: str) -> Decimal | None:
    """The share of workers that a total and a number among it tell."""
    totals, among = list(_TOTAL.finditer(f"{before}\n{text}")), list(_AMONG.finditer(text))
    if not totals or not among:
        return None
    total, counted = Decimal(totals[-1]["count"]), Decimal(among[-1]["count"])
    return counted / total if 0 < counted <= total else None


def _preferred(text: str) -> ReservedTo | None:
    """The family that is wanted rather than another one."""
    found = _RATHER.search(text)
    if found is None:
        return None
    first, last = found.group(), text[found.end("link") : found.end()]
    wanted, other = _IS_DISABLED.match(first) is not None, _IS_DISABLED.match(last) is not None
    if wanted is other:
        return None
    return ReservedTo.EA_ESAT if wanted else ReservedTo.SIAE
