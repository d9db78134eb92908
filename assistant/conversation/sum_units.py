"""The unit a sum is counted by: the whole market, a year, a month, an hour, a piece."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum


class Per(StrEnum):
    """The unit the sum is counted by."""

    WHOLE = ""
    HOUR = "heure"
    YEAR = "an"
    HALF = "semestre"
    QUARTER = "trimestre"
    MONTH = "mois"
    PERIOD = "période"
    OTHER = "autre"

    @property
    def times_a_year(self) -> int | None:
        """How many such periods a year counts; ``None`` for what is no period of the market."""
        return {Per.YEAR: 1, Per.HALF: 2, Per.QUARTER: 4, Per.MONTH: 12}.get(self)


# What a buyer counts by, beside the year: one sum for each.
_EACH = (
    r"(?:commune|ecole|site|batiment|classe|collectivite|membre|adherent|machine|vehicule|copieur|porte|fenetre|chambre|lit|berceau|famille"
    r"|beneficiaire|stagiaire|participant|session|reunion|vacation|agence|etablissement|college|salle|resident|patient|client|panneau|colis)"
)
_AND_EACH = re.compile(rf"^\s?(?:ht\s)?(?:et\s)?(?:/\s?|par\s|pour\schaque\s){_EACH}\b")
# What a sum may be followed by: « par an », « de l'heure », « la tonne », « pièce », « annuels ».
WRITTEN = (
    rf"\s?(?:/\s?|par\s|pour\schaque\s){_EACH}\b|\s(?:du|au)\s(?:m2|m²|m3|ml|kg|kilo|km|repas|litre|metre|kwh)\b|"
    r"\s?(?:/|par\s|de\sl'|l'|chaque\s|tous\sles\s|a\sl')\s?(?:heure\b|h\b|ans?\b|annee\b|mois\b|m2|m3|metre|repas|eleve|habitant|agent"
    r"|jour|personne|tonne|unite|piece|kg|kilo|km|ml\b|salarie|logement|semaine|trimestre|semestre|periode|saison|campagne|numero|exemplaire|edition|prestation"
    r"|seance|bon\sde\scommande|foyer|passage|litre|tour|intervention|kwh|sejour|enfant|hectare|ha\b|arbre|plateau|convive|usager|candidat|poste\b|lot\b(?!\s?(?:n\s?[°o]|\d))"
    r"|m²|feuille|page|pli\b|paire|tenue|course|trajet|nuit|nuitee|benne|bac\b|levee|collecte|rotation|visite|devis|dossier|menage|tete)"
    r"|\s?l[ea]\s(?:repas|kg|kilo|m2|metre|tonne|passage|litre|piece|km|journee|tour|ml|boite|nuit|nuitee|semaine|course|paire|lot\sde\s\d+|(?:mois|trimestre|semestre)(?!\s(?:d[e']|prochain|dernier|suivant|passe)))\b"
    r"|\s(?:piece|chacune?|l'unite|l'un|l'une|pu)\b"
    # « 130 k€ HT an »: the year without « par ».
    r"|\s?(?:(?<=(?:ht|ro|os|.€)\s)|(?<=\d00\s))an(?!\w|\s?\d)"
    r"|\s(?:annuels?|annuelles?|annuellement|mensuels?|mensuelles?|mensuellement|trimestriels?|trimestrielles?|semestriels?|semestrielles?)\b"
)
_ADVERB = (
    r"(?:par\s(?:an|annee|mois|trimestre|semestre)\b|annuel(?:le)?s?\b|annuellement\b|mensuel(?:le)?s?\b|mensuellement\b|trimestriel(?:le)?s?\b"
    r"|semestriel(?:le)?s?\b|(?:tous\sles|toutes\sles|chaque)\s(?:ans?|annees?|mois|trimestres?|semestres?)\b|/\s?(?:an|mois)\b)"
)
# « montant annuel estimé à 30 000 € », « 30 000 € estimés par an »: the unit need not touch the sum.
_SAID_BEFORE = re.compile(
    rf"\b(?P<per>{_ADVERB})(?:\s(?:ht|estimee?s?|evaluee?s?|prevue?s?|est|sera|serait|depense|depensons|coute"
    r"|de|d'|a|environ|autour|maximum|maximal(?:e)?|maxi|max|minimum|minimal(?:e)?|mini|min|moyen(?:ne)?|previsionnel(?:le)?|hors\staxes?|represente|pour"
    r"|(?:de\sl'|du\s|d[eu]\snotre\s|des\s|de\s)(?:accord-cadre|accord\scadre|marche|contrat|commandes?|prestations?|bons\sde\scommande)|fixee?|s'eleve|s'etablit|[:=])){0,5}\s*[:=]?\s*(?:d')?$"
)
_SAID_AFTER = re.compile(
    r"^\s?\)?,?\s?(?:environ\s|estimee?s?\s|prevue?s?\s|maximum\s|max\s|minimum\s|en\smoyenne\s|a\spayer\s|et\s){0,2}"
    rf"(?P<per>{_ADVERB})"
)
# « 12 000 € de fournitures de bureau par an »: the thing bought stands between the sum and the unit.
_SAID_OF_A_THING = re.compile(
    r"^\s(?:d[eu]|d'|des|en|pour)\s?(?:(?!dont\b|soit\b|sur\b|travaux\b|realise|livre|execute|pendant\b|avec\b|puis\b|et\sque\b)[a-z'-]+\s?){1,7}?\s"
    r"(?P<per>par\s(?:an|annee|mois|trimestre|semestre)\b|(?:tous\sles|chaque)\s(?:ans|annee|mois|trimestre|semestre)\b|annuellement\b|/\s?an\b"
    r"|(?:dans|sur)\sl'annee\b(?!\s(?:20\d\d|civile|en\scours|prochaine|a\svenir|qui)))"
)
# « chaque année, nous dépensons 20 000 € »: a verb of spending under an adverb of time.
_SPENT_EACH = re.compile(
    r"\b(?P<per>(?:tous\sles|chaque)\s(?:ans|annee|mois|trimestre|semestre)|par\s(?:an|mois)|annuellement)\b[^.;:?!\n\d]{0,40}"
    r"\b(?:depens|achet|consacr|pay|command|cout|budget|mobilis|vers|consomm|sort|mett|met\b|en\sa\spour|en\savons\spour|revient|represent)[a-z]*[^.;:?!\n\d]{0,25}$"
    r"|\b(?:depens|achet|consacr|pay|command|cout|budget|mobilis|consomm)[a-z]*[^.;:?!\n\d,]{0,12}"
    r"\b(?P<per2>(?:tous\sles|chaque)\s(?:ans|annee|mois|trimestre|semestre)|par\s(?:an|mois)|annuellement)\b[^.;:?!\n\d]{0,15}$"
)
# « 40 000 € x 3 ans ».
_TIMES_YEARS = re.compile(r"^\s?(?:x|×|\*|fois)\s?\d+\s?(?P<per>ans?|annees?|mois)\b")
_UNIT_PRICE = re.compile(
    r"\b(?:tjm|(?:taux|prix|cout|tarif|forfait)\s(?:journaliers?|(?:par|a\sla)\s(?:jour|journee)|jour))\b[^.;?!\n\d]{0,15}$|"
    r"\b(?:prix|cout|tarif|montant)\s(?:unitaire|au\s(?:m2|kg|kilo|km|ml)|a\sl'unite|du\srepas|de\srevient|par\s(?!an\b|mois\b)[a-z]+|(?:a|de)\s(?:la\s|l')(?:tonne|piece|journee|unite|prestation|page|nuit|course|minute|semaine))\b[^.;?!\n\d]{0,20}$"
)
# « 800 colis à 30 € »: a small sum after so many things is the price of one.
_THINGS_AT = re.compile(
    r"(?<![\d.,])[1-9]\d{0,2}(?:[ .]?\d{3})?\s"
    r"(?!(?:ans?|annees?|mois|lots?|tranches?|jours?|semaines?|heures?|h|euros?|ht|ttc|k|m|millions?)\b)"
    r"[a-z'-]+(?:\s(?!(?:pour|marche|contrat|budget|cout|estimee?s?)\b)[a-z'-]+){0,2}?\sa\s$"
)
# « 450 € la porte »: a small sum before a thing is the price of one.
_A_THING = re.compile(
    r"^\s?(?:ht\s|ttc\s)?(?:l[ea]\s|l'|chaque\s)(?!1|premier|deuxieme|second|dernier|total|reste|annee|an\b|mois|marche|lot\b|tout\b|contrat|chantier)"
    r"[a-z'-]+\s?(?:$|[,.;:)\n]|et\b|pour\b)"
)
_HOURLY = re.compile(r"heure|\bh\b")
_LARGEST_UNIT_PRICE = Decimal(2000)
_YEARLY = re.compile(r"\ban|annuel|l'an")
# The firm period and each renewal, whatever their length.
_PERIOD = re.compile(r"periode|saison|campagne")
_MONTHLY = re.compile(r"mois|mensuel")


def unit_of(written: str | None, before: str, after: str) -> Per:
    """The unit of a sum followed at once by ``written``, in a folded text read ``before`` and ``after`` it."""
    if _UNIT_PRICE.search(before):
        return Per.OTHER
    per = _named(written)
    if per is not Per.WHOLE:
        return Per.OTHER if _AND_EACH.match(after) else per
    apart = (
        _SAID_BEFORE.search(before)
        or _SAID_AFTER.match(after)
        or _SAID_OF_A_THING.match(after)
        or _TIMES_YEARS.match(after)
    )
    if apart is not None:
        return _named(apart["per"])
    spent = _SPENT_EACH.search(before)
    return _named(spent["per"] or spent["per2"]) if spent is not None else Per.WHOLE


def is_unit_price(before: str, after: str, value: Decimal) -> bool:
    """Whether a sum that small is the price of one of the things the folded text around it names."""
    return value < _LARGEST_UNIT_PRICE and bool(_THINGS_AT.search(before) or _A_THING.match(after))


def _named(written: str | None) -> Per:
    if not written:
        return Per.WHOLE
    if _HOURLY.search(written):
        return Per.HOUR
    if _PERIOD.search(written):
        return Per.PERIOD
    if "semestr" in written:
        return Per.HALF
    if "trimestr" in written:
        return Per.QUARTER
    if _YEARLY.search(written):
        return Per.YEAR
    return Per.MONTH if _MONTHLY.search(written) else Per.OTHER
