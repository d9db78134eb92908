"""What a sum is the sum of: the market, a candidate's offer, a grant, a threshold, an hour, a year of purchases."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum

from assistant.conversation.added_sums import is_added
from assistant.conversation.amounts import Bound, Money, Per, Tax
from assistant.conversation.cues import Cues
from assistant.conversation.designed_works import is_of_designed_works
from assistant.conversation.lone_sums import is_large_alone, is_said_sum
from assistant.conversation.other_sums import (
    is_apart,
    is_beside,
    is_invested,
    is_land,
    is_option,
    is_ranked_lot,
    is_tax,
)
from assistant.conversation.part_sums import is_part_sum
from assistant.conversation.parts import is_part_of_sum
from assistant.conversation.phrase_index import Term
from assistant.conversation.undone_hours import follows_undone, is_of_undone
from assistant.conversation.withdrawn import is_withdrawn
from assistant.conversation.wording import Wording


class Role(StrEnum):
    """What the sum is; the value is the name of the fact it gives, where it gives one of its own.

    ``FORMER`` and ``OFFERED`` sums are the market's only when no other is.
    """

    MARKET = "market"
    FORMER = "former"
    OFFERED = "offered"
    YEARLY_PURCHASES = "yearly_purchases"
    HOURLY_COST = "hourly_cost"
    PENALTY = "penalty_per_hour"


# A flat penalty, or one by day of delay, is not one by hour.
_OTHER_PENALTY = re.compile(
    r"\b(?:forfait\w*|journaliere?|par\sjour|jour\sde\sretard|de\sretard|par\smanquement|par\sinfraction|par\sabsence)\b"
)
_INCLUDED = re.compile(r"\b(?:comprend|comprenant|inclut|incluant|y\scompris)\s(?:pour\s|un\s|une\s|environ\s)?$")
# What was paid before is not what is bought now; the stems of a vocabulary do not tell tenses apart.
_PAST = re.compile(
    r"\b(?:(?:a|ai|as|avons|avez|ont|avait|avions|aviez|avaient)\s(?:deja\s|ete\s)?(?:depense|paye|coute|facture|mandate|debourse|regle|verse)e?s?"
    r"|couta(?:it|ient)|paya(?:it|ient)|payions|depensa(?:it|ient)|depensions|s'elevait|s'elevaient|tournait|avoisinait)\b[^.;?!\n\d]{0,30}$"
)
_WAS = re.compile(
    r"\b(?:etai(?:t|ent)|fut|avai(?:t|ent)\sete|en\s20[0-2]\d|de\s20[0-2]\d|l'an\s(?:dernier|passe)|l'annee\s(?:derniere|passee))\b[^.;?!\n\d]{0,25}$"
)
# What was bought already, « on a acheté le mobilier 40 000 € ».
_BOUGHT = re.compile(
    r"\b(?:a|ai|avons|avez|ont|avait|avions|avaient)\s(?:deja\s)?(?:ete\s)?(?:achete|acquis)(?:e?s)?\b[^.,;?!\n\d]{0,40}$"
)
_OFFER = re.compile(
    r"\b(?:(?:mieux|moins)[- ]disante?s?|l[ae]\s(?:mieux|moins|plus)\s(?:chere?|notee?|classee?)|(?<!appel\sd')(?<!appels\sd')"
    r"(?<!remise\sdes\s)(?<!reception\sdes\s)(?<!depot\sdes\s)(?<!validite\sdes\s)offres?"
    r"|propositions?|candidats?|soumissionnaires?|concurrents?|entreprises?\s(?:ont|a)\s(?:propose|remis|repondu)"
    r"|(?:prestataire|entreprise|societe|fournisseur|artisan)s?\s(?:[a-z]+\s){0,2}?(?:propose|chiffre)(?:nt)?)"
    r"\b(?:(?!\bestim)[^.;?!\n]){0,45}$"
)
_AN_OFFER = re.compile(r"\boffres?\b")
_AWARDED = re.compile(
    r"\b(?:retenue?s?|attribue\w*|attribution|choisie?s?|titulaire|notifie\w*|signe\w*)\b[^.;?!\n]{0,60}$"
)
_BARE_CUE = re.compile(
    r"(?:(?:montant|budget|enveloppe|estimation|cout|prix|valeur)(?:\s(?:total|totale|global|globale|estime|estimee|previsionnel"
    r"|previsionnelle|maximum|maximal|max|annuel|prevu|prevue|ht|est|sera|serait|tourne|avoisine|fait|d[eu]s?|des?|du|la|l'operation"
    r"|marche|projet|travaux|autour|environ|a|:|=)){0,5}(?:\sd[e'])?|estimee?s?\sa|evaluee?s?\sa|chiffree?s?\sa|marche\sd[e']|chantier\sd[e']"
    r"|operation\sd[e']|\bmarche|\bchantier|et\spour|et\savec|et\sa|c'est|ca\sfait|coute(?:nt|ra|rait)?|on\sest\s(?:a|sur)|part(?:ons|ez)?\ssur|tabl(?:e|ons)\ssur|prevoi[tr]|prevoyons|retour\sa|re(?:venons|viens|passe|ste|stons|pars|partons)\sa"
    r"|\b(?:je|on|nous)\s(?:passe|passons|monte|montons|descends?|descendons|suis|sommes)\sa|^(?:ok\s|bon\s|et\s|alors\s){0,2}a|plutot|et\ssi\s(?:c'est|c'etait|on\spasse\sa))\s*[:=]?\s*$"
)
_BARE_AFTER = re.compile(
    r"\s*(?:$|[?.,;!)]|\b(?:alors|finalement|plutot|piles?|ronds?|tout\srond|exactement|au\stotal|en\stout|sur|pour|pendant|avec|et|dont|par|hors|a\sla\splace)\b)"
)
_OF_A_PURCHASE = re.compile(
    r"\s*(?:$|[?.,;!]|d'|(?:de|pour|en|sur|sans|par an|pendant|pile|ht|direct|travaux|services?|fournitures?)(?!\w))"
)
_CONTRACT = re.compile(r"marche|contrat|\baccords?[- ]cadre")
_FOR_SOME_TIME = re.compile(
    r"\s?(?:(?:reconductible|renouvelable)\b|(?:(?:sur|pendant|durant|pour)\s)?\w+\s(?:ans?|annees?)\b|[,;.?!]|$)"
)
_BUYING = re.compile(
    r"\bsans\s(?:mise\sen\s|aucune\s)?(?:concurrence|publicite|pub|annonce|appel)|\bgre\sa\sgre\b|\bdirect(?:ement)?\b|\bdevis\b"
    r"|\bmapa\b|\bprocedure\s(?:adaptee|formalisee)\b|\bappel\sd'\s?offres?\b|\bboamp\b|\bavance\sest\sdue\b"
)
_LARGE = re.compile(r"\d(?:[ .]?\d){3,}")
_NOTHING_ELSE = re.compile(r"\s*(?:alors|finalement|plutot)?\s*[?.!]*\s*$")
_OF_A_NATURE = re.compile(r"\s*(?:d[e']\s?)(?:travaux|services?|fournitures?|prestations?)\b")
# The ceiling of one's own framework agreement is its value (R2121-8).
_OWN_CEILING = re.compile(
    r"\b(?:plancher|mini(?:mum)?|accord[- ]cadre|bons?\sde\scommandes?)\b[^?!]{0,60}\bplafond\s?(?:de\s|a\s|[:=]\s?)?$|"
    r"\b(?:plafond|plafonne)(?:e?\sa\s|(?:\s(?:de\sl'accord-cadre|du\smarche|de\scommandes?|des\scommandes|de\snotre\smarche|ht|global|fixe|est|sera|de|a|:|=))+\s?)[^.;?!\n\d]{0,12}$"
)
# « le seuil c'est 60 000, nous on est à 58 000 € ».
_OURS = re.compile(
    r"\b(?:nous|on|moi|je)\s(?:(?:on\s)?(?:est|sommes|serait|sera|suis)\s(?:a|sur)|c'est)\s(?:environ\s)?$"
)
# « 40 000 ou 60 000, lequel est le bon seuil ? »: thresholds that the message hesitates between.
_WHICH_THRESHOLD = re.compile(r"\b(?:bons?|vrais?|lequel\sdes)\sseuils?\b")
_LEAST_BARE = Decimal(10_000)
_LEAST_PURCHASES = Decimal(1_000_000)
# « mini 20 000 €, maxi 180 000 € »: the least ordered is not the value.
_LEAST_BEFORE = re.compile(
    r"\b(?:mini|minimum|min|minimal|minimale|au\smoins|plancher)\b(?:(?!\bmax)[^.,;?!\d]){0,18}$"
)
_LARGEST_PENALTY = Decimal(2000)
_LARGEST_HOURLY = Decimal(300)
# « nos achats » are all of them, « nos achats de papier » are a market.
_EVERY_PURCHASE_BEFORE = re.compile(
    r"\b(?:achats?|commande\spublique|commandes|marches)(?:\s(?:publics?|annuels?|totaux|globaux|par\san|chaque\sannee|de\s(?:la|notre|ma|l')\s?[a-z-]+|du\s[a-z-]+"
    r"|d'un\smontant|pour|(?:en\s)?20\d\d|(?:en\s)?¤+|ht|tous\smarches\sconfondus|cumules?|est|sont|represente(?:nt)?|atteint|atteignent|s'eleve(?:nt)?|se\smonte(?:nt)?|montent|totalise(?:nt)?|avoisine(?:nt)?|depasse(?:nt)?|de|d'|a|environ|font|pesent|pese|[:=])){0,6}\s*[:,=]?\s*(?:d')?$"
)
_VOLUME_BEFORE = re.compile(
    r"\b(?:volume|masse|total|montant|depenses?)\s(?:annuel(?:le)?s?\s|global(?:e)?\s|totale?s?\s){0,2}(?:d'achats?|(?:de\s|des\s)(?:nos\s|ses\s|vos\s|mes\s|tous\snos\s)?(?:achats|marches))\b(?:[^.;?!\n\d]|\b20\d\d\b){0,30}$"
)
_BUYS_BEFORE = re.compile(r"\bach(?:ete|etons|etez|etent|eter)\b[^.;:?!\n\d,]{0,40}$")
_ALL_AFTER = re.compile(
    r"^\s?(?:ht\s|hors\staxes\s)?(?:par\san\s|chaque\sannee\s)?(?:,?\s?tou(?:te)?s\s[a-z]+(?:\s[a-z]+)?\sconfondue?s|d'achats?\b(?!\sd[e'])|de\smarches\b"
    r"|(?:de\s|en\s)?(?:travaux|fournitures|services),?\s(?:et\s)?(?:de\s|en\s)?(?:travaux|fournitures|services)\b|en\sachats?\b|de\scommandes?\spubliques?\b|de\sdepenses\sd'achats?)"
)
_NOTHING_BOUGHT = re.compile(
    r"^\s?(?:ht\s?|hors\staxes\s?)?(?:par\san\b|chaque\sannee\b|au\stotal\b|en\stout\b|annuels?\b|/\s?an\b|$|[.,:;?!)])"
)
# Money that comes in, and what a sum may be « de » besides the market.
_RECEIVED = re.compile(
    r"(?:\b(?:detr|dsil|dsid|feder|fse|ademe|anct|fonds\svert|subvention\w*|subside|fonds\sde\sconcours|dotation|emprunt\w*|pret\sd[e']|cofinanc\w+"
    r"|aides?(?=\s(?:d[eu]\b|d'|financiere|publique|europeenne|regionale|departementale))|participation|mecenat|legs)\b"
    r"|\b(?:nous|lui|vous|leur|m')\s?(?:apporte|verse|accorde|octroie|alloue|attribue|donne|prend\sen\scharge)(?:nt|ra|ront|rait)?\b)"
    r"(?:(?!\bet\b|\bmais\b|\bcout|\bmontant\b(?!\sd[e']\s(?:la\s)?subv)|\bmarche|\bestim|\boperation|\bchantier|\bprojet|\bbudget)[^.,;?!\n\d]){0,45}$"
)
_OF_ELSE = re.compile(
    r"^\s?(?:ht\s)?(?:de|en)\s(?:moins|trop)\b|^\s?(?:ht\s|ttc\s|hors\staxes\s)?(?:par\san\s|par\smois\s)?(?:d[eu]\s|d'|en\s)(?:subvention|avance|acompte|aides?\b(?!\s(?:a|au|aux|menagere))|penalite|loyer|chiffre\sd'affaires|ca\b|capital|salaire"
    r"|caution|garantie|retenue|dotation|emprunt|economie|recette|dette|budget\s(?:de\sfonctionnement|d'investissement|total|annuel|communal|primitif|general|principal)"
    r"|frais|prime|dommages|prejudice|indemnite|cotisation|plus-value|moins-value|surcout|depassement|deficit|benefice|charges|taxe|impot|tva\b|amende|redevance|avoir|reste\sa\scharge|fonds\spropres)"
    r"|^\s?(?:d'euros\s|euros\s)?(?:ht\s|ttc\s)?par\s(?:sinistre|evenement|victime|dommage)"
)
# « notre association gère un budget de 3 M€ »: what an organisation handles in a year.
_OF_AN_ORGANISATION = re.compile(
    r"\bhabitants\b[^.;?!\n\d]{0,30}\bbudget\b[^.,;?!\n\d]{0,15}$|\b(?:association|entreprise|societe|boite|cooperative|scop|scic|pme|tpe|filiale|fondation|club|fournisseur|prestataire|titulaire)s?\b"
    r"[^.,;?!\n\d]{0,40}?\b(?:a|ont|(?:ger|dispos|affich|fai|pes|realis|brass|tourn|fonctionn|vi[tv]|declar)[a-z]*)\s"
    r"[^.,;?!\n\d]{0,25}?\bbudget\b[^.,;?!\n\d]{0,25}$"
)
_TURNOVER = re.compile(
    r"\b(?:chiffres?\sd'?\s?affaires?|fonds\sde\sroulement)\b[^.;?!\n\d]{0,40}$|\btresorerie\b[^.,;?!\n\d]{0,40}$"
    r"|\b(?:fait|realise|affiche|declare|au|un|son|notre|leur)\sca\s(?:annuel\s)?(?:de|est\sde|d')\s?$"
)
_SHORT_TURNOVER = re.compile(r"\b(?P<ca>ca)\s(?:annuel\s)?(?:[:=]\s?|de\s|d')?$")
_TO_SPEND = re.compile(r"^\s?(?:euros\s)?(?:ht\s|ttc\s)?(?:a\sconsacrer|a\smettre|pour)\b")
# « montant actuel : 43 000 € », « 60 000 € par an, arrive à échéance »: the contract that ends, not the next.
_CURRENT = re.compile(
    r"\b(?:montant|contrat|cout|prix|budget|prestataire|depense|facture|tarif)s?\sactuel(?:le)?s?\b[^.;?!\n\d]{0,30}$"
    r"|\b(?:bilan|consommation)s?(?:\sannuel\w*)?\s?:[^.;?!\n]{0,40}$"
)
_SPENT_ALREADY = re.compile(r"^\s?(?:ht\s)?(?:deja\s)?(?:facture|paye|regle|mandate|consomme)e?s\b")
_ENDING = re.compile(
    r"^(?:(?!\bchantier|\btravaux)[^.,;?!\n\d]){0,20}?\b(?:(?:arrive|vient)\sa\s(?:echeance|terme)|se\stermine|prend\sfin|s'arrete|expire|s'acheve)\b"
)
# « 1 200 € par mois jusqu'ici »: what was paid is not what will be.
_UNTIL_NOW = re.compile(
    r"^[^.;?!\n\d]{0,20}?\b(?:jusqu'ici|jusqu'a\s(?:present|maintenant|aujourd'hui)|jusqu'alors|jusque-la|auparavant|a\sl'epoque)\b"
)


def role_of(
    one: Money, wording: Wording, terms: tuple[Term, ...], cues: Cues, follows_amount: bool
) -> Role | None:
    """What the sum is; ``None`` when it is nothing this project keeps.

    ``follows_amount`` tells that an amount is already known, which a bare number may then replace.
    """
    text = wording.text
    before, after = text[: one.start], text[one.end :]
    near = cues.nearest(terms, text, one.start, one.end)
    if is_withdrawn(text, one.start, one.end) or one.per is Per.OTHER:
        return None
    if _is_hourly(one, near) and not follows_undone(before):
        unpaid = Role.PENALTY in cues.ranked(terms, text, one.start, one.end) or is_of_undone(after)
        return Role.PENALTY if unpaid else Role.HOURLY_COST
    if follows_undone(before) and one.value <= _LARGEST_PENALTY:
        return Role.PENALTY
    if _is_every_purchase(one, before, after):
        return Role.YEARLY_PURCHASES
    if near == Role.PENALTY:
        penal = one.value <= _LARGEST_PENALTY and one.currency and one.per is Per.WHOLE
        around = before[-40:] + " " + after[:25]
        return Role.PENALTY if penal and not _OTHER_PENALTY.search(around) else None
    if not one.currency and not _bare_amount(one, text, follows_amount):
        return None
    if _is_something_else(one, near, wording):
        return None
    if _is_of_another(before, after, text):
        return Role.OFFERED
    if _CURRENT.search(before) or _SPENT_ALREADY.match(after) or _ENDING.match(after):
        return Role.OFFERED
    if _WAS.search(before) and _UNTIL_NOW.match(after):
        return Role.OFFERED
    if is_ranked_lot(before):
        return Role.OFFERED
    if is_option(before) and _AN_OFFER.search(text):
        return Role.OFFERED
    if _OFFER.search(before) and not _AWARDED.search(before):
        return Role.OFFERED
    former = _WAS.search(before) or _BOUGHT.search(before) or is_land(before)
    return Role.FORMER if former else Role.MARKET


def is_threshold(one: Money, wording: Wording, terms: tuple[Term, ...], cues: Cues) -> bool:
    """Whether the sum is a threshold the message compares with."""
    return one.bound is Bound.COMPARED or cues.nearest(terms, wording.text, one.start, one.end) == "threshold"


def _is_hourly(one: Money, near: str | None) -> bool:
    return one.per is Per.HOUR or (
        near == Role.HOURLY_COST and one.per is Per.WHOLE and one.value <= _LARGEST_HOURLY
    )


def _is_every_purchase(one: Money, before: str, after: str) -> bool:
    """Whether the sum is all the buyer's purchases of a year, not one market's."""
    if one.value < _LEAST_PURCHASES or (one.bound is Bound.COMPARED and "seuil" in before[-25:]):
        return False
    if _ALL_AFTER.match(after) or _VOLUME_BEFORE.search(before):
        return True
    bought = _EVERY_PURCHASE_BEFORE.search(before)
    if (
        bought is not None
        and (bought.group().startswith(("achat", "commande")))
        and not re.search(r"\bmarche\sd[e']\s?$", before)
    ):
        return bool(_NOTHING_BOUGHT.match(after)) and not re.search(r"\bachat\s", bought.group())
    return bool(_BUYS_BEFORE.search(before) and _NOTHING_BOUGHT.match(after) and one.per is Per.YEAR)


def _is_something_else(one: Money, near: str | None, wording: Wording) -> bool:
    """Whether the words around the sum make it a limit, a grant, a part, a past payment or another's contract."""
    text = wording.text
    before, after = text[: one.start], text[one.end :]
    if (
        _LEAST_BEFORE.search(before)
        or _INCLUDED.search(before)
        or _RECEIVED.search(before)
        or _TURNOVER.search(before)
        or ((said := _SHORT_TURNOVER.search(before)) and wording.typed(*said.span("ca")) == "CA")
        or _OF_ELSE.match(after)
        or is_beside(before, after)
        or is_apart(before, after)
        or is_invested(after, text)
        or (_WHICH_THRESHOLD.search(text) and len(_LARGE.findall(text)) > 1 and not _OURS.search(before))
        or is_added(before, after)
        or (one.tax is Tax.UNSAID and is_tax(before))
        or is_part_of_sum(before)
    ):
        return True
    if one.bound is Bound.COMPARED or near == "part" or _PAST.search(before):
        return True
    # « seuil pour 180 000 € de services » : the sum is that of the market, not the threshold asked for.
    return (
        near == "threshold"
        and not _OF_A_NATURE.match(after)
        and not (_OWN_CEILING.search(before) or _OURS.search(before))
    )


def _is_of_another(before: str, after: str, text: str) -> bool:
    """Whether the sum is likelier an organisation's budget, or that of the works an adviser is paid for."""
    if _OF_AN_ORGANISATION.search(before) and not _TO_SPEND.match(after):
        return True
    return is_of_designed_works(before, after, text)


def _bare_amount(one: Money, text: str, follows_amount: bool) -> bool:
    """A number without currency is an amount only after a word that says so, and before no noun."""
    if is_part_sum(one, text):
        return True
    if one.bound is Bound.RANGE:
        return bool(_BARE_CUE.search(text[: one.start])) or bool(re.search(r"\bentre\s$", text[: one.start]))
    alone = bool(_BARE_AFTER.match(text[one.end :]) or _OF_A_NATURE.match(text[one.end :]))
    # Nothing but a number where an amount is known: it replaces it.
    opens = follows_amount and text[: one.start].strip(" ,") in ("", "non")
    whole = opens and bool(_NOTHING_ELSE.match(text[one.end :]))
    said = whole or bool(_BARE_CUE.search(text[: one.start])) or is_large_alone(one, text)
    if is_said_sum(one, text) or (alone and said and (follows_amount or one.value >= _LEAST_BARE)):
        return True
    if one.per.times_a_year and one.value >= _LEAST_BARE and _FOR_SOME_TIME.match(text[one.end :]):
        return bool(_CONTRACT.search(text))
    # « 180 000 par an sur 4 ans » just above; « 99000 de goudron sur simple devis », the only number of the message.
    return bool(_OF_A_PURCHASE.match(text[one.end :]) and _BUYING.search(text)) and len(_LARGE.findall(text)) == 1
