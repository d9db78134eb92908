"""What befalls a social clause under way that its text does not foresee: no penalty written, people of one place, a firm sold."""

from __future__ import annotations

import re

_PENALTY = re.compile(r"\bpenal\w+|\bsanction\w*")
_CONTRACT = r"(?:contrat|ccap|ccag|cctp|marche|cahier|documents?|pieces?|clause)s?"
_WRITTEN = (
    r"(?:prevue?s?|ecrite?s?|mentionnee?s?|stipulee?s?|fixee?s?|inscrite?s?|precisee?s?|chiffree?s?|indiquee?s?)"
)
# « Les heures prévues au contrat n'ont pas été faites » says nothing of the penalty: « pas » must be that of what is written.
_UNWRITTEN = re.compile(
    rf"\b(?:pas|rien|jamais|nulle part|aucune penalite|non) (?:(?!heures?\b|faite?s?\b|fait\b)[\w'-]+ ){{0,2}}?{_WRITTEN}\b"
    rf"|\b{_CONTRACT}\b (?:[\w'-]+ ){{0,4}}?(?:dit|dise|prevoi\w+|precise\w*|parle\w*|mentionne\w*|indique\w*|fixe\w*|chiffre\w*)"
    rf" (?:[\w'-]+ )?(?:rien|pas|aucun\w*)\b|\b{_CONTRACT}\b (?:\w+ )?muets?\b"
)
# « C'est faux que… », « pas par heure mais par mois »: another question.
_OTHERWISE = re.compile(r"\bfaux\b|\bmais par\b")
_NOTICE = re.compile(r"\bmis\w* en demeure\b|\bmettre en demeure\b")
_FIRST = re.compile(
    r"\bdirect\w*|\bd'abord\b|\bavant\b|\bpreal\w+|\bfaut\b|\boblig\w+|\bsans\b|\bnecessaire\b|\bdoi[st]\w*|\btout de suite\b"
)
_OF_OTHER_BREACHES = re.compile(
    r"\bretards?\b|\bdelais?\b|\bmalfacons?\b|\blivr\w+|\breserves?\b|\bqualite\b|\bproprete\b"
)
_IMPOSES = re.compile(
    r"\b(?:impos|oblig|exig|forc)\w*|\b(?:viser|cibler|prendre|embaucher|recruter|demander|vouloir|veut|voudrait)\b"
)
_LOCAL = re.compile(
    r"\b(?:de|du|dans|sur|habit\w+|vivant|domicilie\w*|residant) (?:la |le |l'|notre |ma |mon |leur )?"
    r"(?:commune|village|ville|bourg|coin|canton|quartier|departement|territoire|secteur|communaute de communes|agglo\w*)\b"
    r"|\bd'ici\b|\bde chez nous\b|\bland(?:ais|aises?)\b"
    r"|\b(?:gens|personnes?|habitants?|jeunes|chomeurs?|public) (?:du coin|locaux|locales?)\b"
)
_PRIORITY = re.compile(r"\bqpv\b|\bquartiers? prioritaires?\b|\bpolitique de la ville\b")
_OUT_OF_WORK = re.compile(
    r"\brsa\b|\bchomeu\w+|\bdemandeu\w+ d'emploi\b|\bbeneficiaires?\b|\bhabitants?\b|\bsans emploi\b|\brqth\b"
    r"|\b(?:quelqu'un|une personne|des personnes|des gens|un jeune|des jeunes)\b"
)
_HIRES = re.compile(
    r"\bembauch\w*|\brecrut\w*|\binsertion\b|\bclauses?\b|\bheures?\b|\bprendre une? (?:beneficiaire|jeune|chomeu)"
)
_FIRMS_SOUGHT = re.compile(
    r"\b(?:entreprises?|societes?|artisans?|boites?|pme|fournisseurs?) "
    r"(?:locales?|locaux|du coin|de la commune|d'ici|landaise?s?)\b"
)
_CHANGES_HANDS = re.compile(
    r"\b(?:rachet\w+|rachat|reprise par|repris par|absorb\w+|fusionn\w*|fusion|cedee?(?= a\b)|(?:est|etre|ete) vendue?"
    r"|change\w* de (?:proprietaire|mains?|patron|nom|groupe))\b"
)
_OWED = re.compile(r"\bheures?\b|\bclause\b|\binsertion\b")
_STAYS = re.compile(
    r"\bgard\w+|\bconserv\w+|\btien\w*|\brest\w+|\bdevien\w+|\bdoi\w+|\bdues?\b|\bvalables?\b|\brepren\w+|\bcontinu\w+"
    r"|\bmaint\w+|\bpass\w+|\btomb\w+|\bperd\w*"
)
# « La reprise du personnel », « reprendre les heures » are no sale of a firm.
_OF_STAFF = re.compile(r"\brepris\w* (?:du|de|des|de la) (?:personnel|salaries?|agents?|equipe)")

_FIRM = re.compile(r"\b(?:titulaire|attributaire|entreprise|prestataire|societe|boite)s?\b")


def penalty_unwritten(text: str) -> bool:
    """Whether a folded message asks to apply a penalty that the contract does not foresee."""
    return bool(_PENALTY.search(text) and _UNWRITTEN.search(text)) and not (
        _OF_OTHER_BREACHES.search(text) or _OTHERWISE.search(text)
    )


def notice_asked(text: str) -> bool:
    """Whether a folded message asks if a penalty needs a formal notice first."""
    return bool(_PENALTY.search(text) and _NOTICE.search(text) and _FIRST.search(text))


def people_from_here(text: str) -> bool:
    """Whether a folded message asks to have the people hired taken from one place."""
    asked = all(form.search(text) for form in (_IMPOSES, _LOCAL, _OUT_OF_WORK, _HIRES))
    return asked and not (_FIRMS_SOUGHT.search(text) or _PRIORITY.search(text))


def firm_taken_over(text: str, before: str) -> bool:
    """Whether a folded message asks what becomes of the clause of a firm sold, as it or the one ``before`` tells."""
    if _OWED.search(text) is None:
        return False
    return _is_sold(text) or (_is_sold(before) and _STAYS.search(text) is not None)


def _is_sold(text: str) -> bool:
    return bool(_FIRM.search(text) and _CHANGES_HANDS.search(text)) and not _OF_STAFF.search(text)
