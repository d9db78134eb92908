"""Words of a trade that name none where they stand: an office, who speaks, a turn of phrase."""

from __future__ import annotations

import re

# « Je suis secrétaire de mairie » buys no secretarial work, a « cahier des charges » or « les papiers du candidat » no
# stationery, a « plateforme de dématérialisation » no scanning.
_SAID = re.compile(
    r"\bsecretaires?\s(?:de\s|du\s|d'|generale?|a\sla\s|toute?\sseule?|seule?\b|ici\b)"
    r"|\b(?:mairie|commune|ville|syndicat|communaute)\b[^.;?!\n\d]{0,40},\s?secretaires?\b"
    r"|\b(?:je\ssuis|suis|moi|en\stant\sque|simple)\s(?:la\s|une?\s)?secretaires?\b|\bcahiers?\sdes\s(?:charges|clauses)|\bcahiers?\sdu\smarche|\bd'abord\b"
    r"|\bpapiers\b(?!\s(?:peints?|a4|recycles?|blancs?|couleurs?|cartonnes?))|\b(?:un|ce|bon|petit|autre)\spapier\b"
    r"|\bpapier\s(?:dc\s?\d|officiel|signe|tamponne|administratif)|\b(?:en|format|version|voie|sur)\spapier\b"
    r"|\bdematerialis\w+\s(?:des?\s(?:la\s|l')?)?(?:offres?|candidatures?|procedures?|marches|echanges|plis|commande|consultations?)"
    r"|\bdematerialis\w+\s(?:sur|via|par)\s(?:le\s|un\s|notre\s)?(?:profil|plate-?forme|portail)"
    r"|\b(?:plate-?formes?|profils?|portail|site|outil|salle)\s(?:d'acheteur\s|acheteur\s)?(?:de\s(?:la\s)?)?dematerialis\w+"
    r"|(?:\bc'est|\best|\bsoit|\bentierement|\btotalement|\btout)\sdematerialise\w*"
    # « On doit repasser par un avis » irons nothing, « sur étagère » is said of any supply.
    r"|\brepass(?:er?|ent|ons|ez|era|erons|erait|ait|ee?s?)\s(?:en\b|par\b|devant\b|aux?\b|a\b|sous\b|sur\b|dans\b|chez\b|avant\b|apres\b|derriere\b"
    r"|(?:une?|l[ea]s?|l'|cet(?:te)?|ce|notre)\s?(?:\w+\s)?(?:avis|annonces?|consultations?|marches?|appels?|commandes?|procedures?|deliberations?|commissions?))"
    r"|\bsur\setageres?\b"
    # « Je suis AMO sur une MOE de 390 000 € » buys a design: who speaks is not what is bought.
    r"|\b(?:je\ssuis|j'suis|nous\ssommes|on\sest|en\stant\squ[e']|moi)\s?(?:l'|une?\s|le\s|la\s)?(?:amo\b|moe\b|architectes?\b|economistes?\b|geometres?\b"
    r"|ingenieure?s?\b|maitres?\sd'\s?oeuvre|bureau\sd'etudes?|assistante?s?\s(?:a\s)?(?:la\s)?maitrise\sd'ouvrage)"
    # « Je suis rédacteur marchés » writes no magazine.
    r"|\bredact(?:eur|rice)s?\s(?:(?:de|des|aux?|en|du|service)\s)*(?:marches?|territorial\w*|principal\w*|juridiques?|achats?|commande|a\sla\s)"
    r"|\b(?:je\ssuis|suis|en\stant\sque)\s(?:la\s|le\s|une?\s)?redact(?:eur|rice)s?\b"
    # An « intérimaire d’une ETTI » does the hours of a clause: no staff is bought.
    r"|\binterim(?:aires?)?\s(?:d'insertion|en\sinsertion|(?:d'une?|de\sl'|des|par\sune?|via\sune?)\s?etti?s?\b)"
    r"|\bheures?\b[^.;?!\n\d]{0,30}\binterimaires?\b"
    # « L’entreprise nous a planté le chantier » plants nothing; training that takes the place of hours is not bought.
    r"|\b(?:a|ont|avait|avaient)\splante\s(?:le|la|l'|un|une|notre|nos|ce|cette|mon|ma|tout\sle)\s?(?:dernier\s|meme\s)?"
    r"(?:chantier|marche|projet|dossier|travaux|serveur|commande|prestation|consultation|boulot|operation)"
    r"|\b(?:nous|vous|me|te|m'|t')\s?(?:a|ont|avait|avaient)\s(?:deja\s|bien\s|completement\s)?plantee?s?\b(?!\s(?:des?|du|un|une|\d))"
    r"|\b(?:remplac\w+|compens\w+|rattrap\w+|convert\w+|transform\w+)\s[^.;?!\n]{0,30}?\b(?:par|avec|en)\s(?:de\sla\s|une\s|des\s)?formations?"
    r"|\btemps\sde\sformations?|\b(?:salarie|jeune|apprenti|personne|agent)\w*\s(?:est\s|sont\s)?en\sformations?\b|\bformations?\s(?:est|sont|sera|seront)?\s?(?:elles?\s)?compt\w+"
    # « Démarrage des travaux » is a date, whatever trade it looks like misspelt.
    r"|\bdemarrages?\b"
    # « 90 000 pile » sells no batteries, « la com com » no communication.
    r"|(?<=[\d€])\s?(?:euros\s|ht\s)?piles?\b(?=\s*(?:$|[?.,;!)]))|\bcom\s?com\b"
)
_WHO = re.compile(
    r"(?:ien|ienne|eur|euse|iste|ier|iere|architecte|macon|avocate?|juriste|notaire|peintre|geometre|artisane?)s?\s?$"
)
_A_THING = re.compile(
    r"(?:mobilier|papier|courrier|atelier|ordinateur|extincteur|ascenseur|photocopieur|climatiseur)s?\s?$"
)
_DETERMINED = re.compile(r"(?:\ble|\bla|\bl'|\bles|\bnotre|\bnos|\bmon|\bmes|\bvotre|\bun|\bune)\s?$")
# « L’électricien me dit », « notre avocat pense »: who speaks is not what is bought.
_SPEAKS = re.compile(
    r"\s?(?:\w+\s)?(?:(?:me|nous|m'|vous|lui|leur)\s?(?:a|ont|avait)?\s?\w+|(?:a|ont|avait|avaient)\s(?:bien\s)?(?:dit|affirme|confirme|repondu|ecrit|explique|soutenu)\b"
    r"|(?:dit|disent|disait|pense|pensent|croit|croient|pretend|pretendent|affirme|soutient|refuse)\b)"
)

# « Désamiantage, avec un bureau d'études »: who helps the buyer is not what is bought, unless it is his fee that is told.
_ADVISER = re.compile(
    r"(?:bureaux?\sd'etudes?|architectes?|maitres?\sd'oeuvre|moe|amo|ingenieurs?|geometres?|controleurs?\stechniques?)\b"
)
_HELPED_BY = re.compile(
    r"\b(?:avec|selon|via|par|d'apres|(?:assiste|accompagne|aide|conseille)e?s?\sd[e']|(?:l'aide|l'appui)\sd[e'])"
    r"\s?(?:l[ae]s?\s|l'|une?\s|notre\s|nos\s|mon\s|cet?\s|des\s|du\s)?$"
)
_HIS_FEE = re.compile(r"\bhonoraires?\b|\bmissions?\b|\bmaitrise\sd'oeuvre\b")


def helps_the_buyer(text: str, start: int) -> bool:
    """Whether the trade at that place of the folded text is that of an adviser the buyer works with."""
    named = _ADVISER.match(text, start) is not None and _HELPED_BY.search(text[:start]) is not None
    return named and _HIS_FEE.search(text) is None


def names_no_trade(text: str, start: int, end: int) -> bool:
    """Whether the words at that place of the folded text, which may name a trade, name none there."""
    if any(said.start() <= start < said.end() for said in _SAID.finditer(text)):
        return True
    words = text[start:end]
    speaker = _WHO.search(words) is not None and _A_THING.search(words) is None
    return speaker and _DETERMINED.search(text[:start]) is not None and _SPEAKS.match(text, end) is not None
