"""What is asked of a social clause once it is being performed: proofs, follow-up, difficulties, hours that count, and how."""

from __future__ import annotations

import re
from enum import StrEnum

from assistant.conversation.clause_circumstances import (
    firm_taken_over,
    notice_asked,
    penalty_unwritten,
    people_from_here,
)
from assistant.folding import folded


class UnderWay(StrEnum):
    """What the general terms (CCAG) settle of such a clause; the values are the names of the sentences that say it."""

    PROOFS = "suivi_justificatifs"
    PAPERS_MISSING = "suivi_pieces_manquantes"
    MEETINGS = "suivi_reunions"
    DIFFICULTY = "suivi_difficulte"
    SUBCONTRACTOR = "suivi_sous_traitant"
    LENT = "suivi_mise_a_disposition"
    AFTERWARDS = "suivi_apres_la_fin"
    OTHER_CONTRACT = "suivi_autre_marche"
    TRAINING = "suivi_formation"
    COUNTED = "suivi_duree_comptee"
    ALREADY_HIRED = "suivi_deja_salarie"
    SUPERVISION = "suivi_encadrement"
    UNWRITTEN_PENALTY = "suivi_penalite_non_prevue"
    LOCAL_PEOPLE = "suivi_public_local"
    TAKEN_OVER = "suivi_entreprise_rachetee"
    NOTICE = "suivi_mise_en_demeure"


_OF_THE_CLAUSE = re.compile(
    r"\binsertion\b|\bclauses? socia\w+|\bclausee?s?\b|\betti\b|\bgeiq\b|\bsiae\b|\bheures? de clause\b|\bfacilitat\w+"
    r"|(?=.*\bheures?\b)(?=.*\b(?:titulaire|attributaire|sous[- ]traitant|clause|objectif|aci|maitre d'ouvrage)\w*\b)"
    r"|(?=.*\b(?:titulaire|attributaire)s?\b)(?=.*\b(?:rqth|rsa|eligib\w+|demandeur\w* d'emploi)\b)",
    re.DOTALL,
)
_FIRM = r"(?:titulaire|attributaire|entreprise|prestataire|societe)s?"
_COUNTS = re.compile(
    r"\bcompt(?:e|ent|er|ee?s?|era|eront|ait|abilis\w+)\b|\bvaloris\w+|\beligibles?\b|\bpris\w* en compte\b|\bdans (?:les|ses"
    r"|mes|nos|leurs) heures\b"
)
# Who answers a reserved contract, papers of a candidate, and figures of a draft are other questions.
_OF_ELSE = re.compile(
    r"\bcandidat\w*|\bcandidatures?\b|\breserv\w+|\boffres?\b|\bredig\w+|\bmodele\b|\bavis\b|\bfactur\w+|\bpaie(?:ment|r)\b"
    r"|\bpayer\b"
    r"|\bcreances?\b|\bretenue\b|\brepondre\b|\bsoumission\w+|\bdc4\b|\bremplac\w+ (?:une?|nos?|des) agents?\b"
)
_HARDSHIP = re.compile(
    r"\bdifficultes? economiques?\b|\bactivite partielle\b|\blicenci\w+|\bsuspen\w+|\bsupprim\w+|\bannul\w+|\bsauvegarde\b"
    r"|\bredressement\b"
)
_COUNTS_ANEW = re.compile(r"\bcalcul\w*|\bavis\b|\bprevoir\b")
_PAPERS = r"(?:justificatifs?|attestations?|pieces?|documents?|preuves?|papiers?)"
_WHICH_PAPERS = re.compile(
    rf"\bquel(?:le)?s? (?:\w+ )?{_PAPERS}\b|\b(?:comment|avec quoi) (?:\S+ ){{0,5}}?(?:prouv|justifi|verifi|control|attest)\w*"
    rf"|\b{_PAPERS}\b.{{0,40}}\b(?:demander|exiger|fournir|transmettre|reclamer|garder)\b"
)
_OF_THE_PEOPLE = re.compile(
    r"\beligib\w+|\bheures d'insertion\b|\bbeneficiaires?\b|\bpublics?\b|\bpersonnes? (?:en insertion|recrutee?s?|embauchee?s?)\b"
    r"|\bheures (?:faites|realisees|effectuees)\b"
)
_NOT_SENT = re.compile(
    rf"(?:\b(?:ne |n')?(?:transm|envo|fourn|donn|rend|communiqu|remet)\w+ (?:pas|jamais|plus|aucune?)\b|\b(?:pas|aucune?"
    rf"|jamais) (?:\w+ ){{0,2}}?(?:transm|envoye|fourni|donne|rendu|recu)\w*"
    rf"|\brefuse\w* de (?:\w+ )?(?:transm|envoy|fourn|donn|communiqu)\w+|\bretard\b).{{0,50}}\b(?:{_PAPERS}|bilans?|tableau)\b"
    rf"|\b(?:toujours pas|aucune?) (?:les |des |d'|ses )?{_PAPERS}\b"
)
_MEETINGS = re.compile(
    r"\b(?:fai[rst]\w*|prevoi\w*|organis\w*|fix\w*)\b.{0,20}\b(?:le|des|un|les) points?\b(?! (?:de |d'))|\bpoints? d'etape\b"
    r"|\breunions? de (?:suivi|mise au point)\b|\bbilans? (?:annuel|final|intermediaire|d'insertion|de la clause)\w*"
)
_HOW_OFTEN = re.compile(
    r"\b(?:tous|toutes) les combien\b|\b(?:quel|quelle) (?:frequence|rythme|periodicite)\b|\bcombien de (?:fois|reunions"
    r"|points|bilans)\b"
    r"|\bquand\b|\bqui (?:redige|fait|etablit|organise|convoque)\b|\bquel delai\b"
)
_STRUCTURE = (
    r"(?:structure|aci|ei|etti|geiq|association|chantier d'insertion|entreprise d'insertion|mission locale|france travail"
    r"|pole emploi|plie"
    r"|cap emploi|facilitat\w+|regie)"
)
_FAILS = (
    r"(?:liquid\w+|redressement|cess\w+|ferm\w+|depose\w* le bilan|defaill\w+|lach\w+|n'a (?:plus |pas )?(?:personne"
    r"|de candidat|d'ouvrier|de salarie)"
    r"|n'a plus\b|n'envo\w+|envo\w+ (?:personne|pas|aucun)|ne trouve\w*|trouve\w* (?:pas|personne)|aucun (?:candidat|profil)"
    r"|pas (?:de|d') ?(?:candidat|profil)|ne peut plus|ne repond\w*|repond\w* (?:pas|plus|jamais)|indisponible\w*)"
)
_STRUCTURE_FAILS = re.compile(
    rf"\b{_STRUCTURE}\b.{{0,60}}?\b{_FAILS}|\b{_FAILS}\b.{{0,40}}\b(?:de|chez) (?:l'|la |notre |mon |cette )?{_STRUCTURE}\b"
)
_BUYER_DELAYS = re.compile(
    r"\b(?:faute|cause|retard|responsabilite|fait) (?:du |de la |de l'|de notre )(?:maitre d'ouvrage|moa|acheteur"
    r"|collectivite|mairie|commune|ville|client)\b"
    r"|\b(?:chantier|planning|calendrier|travaux)\b.{0,25}\b(?:decal|report|arret|interromp|interrompu|stopp|bloque|gele"
    r"|repouss)\w*"
    r"|\b(?:decal|report|repouss)\w*.{0,15}\b(?:chantier|planning|calendrier|travaux)\b"
)
_HELD_TO = re.compile(rf"\bpenal\w+|\b{_FIRM}\b|\bfaute\b|\brisqu\w+|\b(?:mes|nos|ses|leurs) heures\b")
# « La structure d'insertion ferme en août ? » tells nothing of what is due.
_BINDS_THE_FIRM = re.compile(r"\bpenal\w+|\bheures?\b|\bobjectif\b|\bclause\b|\btitulaire\b|\brisqu\w+")
_FIRM_CANNOT = re.compile(
    rf"\b(?:{_FIRM}|on|nous|il|elle)\b.{{0,40}}\b(?:n'arrive\w*|arrive\w* pas|ne trouve\w*|trouve\w* (?:pas|personne)"
    rf"|n'y arrive\w*|peine\w*|galer\w*)"
    r".{0,60}\b(?:recrut\w*|heures|insertion|personne|candidat\w*|monde|quelqu'un)\b"
)
_FINDS_NOBODY = re.compile(
    rf"\b(?:{_FIRM}|ils?|elles?)\b.{{0,40}}\btrouve\w* (?:vraiment |toujours |absolument )?personne\b"
)
_PERSON_LEAVES = re.compile(
    r"\b(?:personne|salarie\w*|beneficiaire|jeune|apprenti\w*|interimaire)\b.{0,30}\b(?:abandonn\w+|demission\w+"
    r"|arret maladie|arretee?|est parti\w*|malade"
    r"|partie?|quitte\w*|plus venu\w*|ne vient plus)\b.{0,80}\b(?:heures|penal\w+|insertion|clause|titulaire)\b"
)
SUBCONTRACTS = re.compile(r"\bsous[- ]?trait\w+")
_LENDERS = re.compile(
    r"\betti\b|\bgeiq\b|\beatt\b|\bassociations? intermediaires?\b|\binterim\w* d'insertion\b"
    r"|\btravail temporaire (?:d'insertion|adapte)\b"
)
# Staff lent by who lends no people in insertion: « une agence d'intérim classique, pas une ETTI ».
_ORDINARY = re.compile(
    r"\bpas (?:par )?(?:une? |d')?(?:etti|geiq|eatt)\b|\binterim\w* (?:classique|ordinaire|normale?)s?\b"
    r"|\bagences? d'interim\b(?! d'insertion)"
)
_OTHER_STRUCTURES = re.compile(
    r"\b(?:ei|aci|esat|ea|siae|eiti|tih|regie|structures?|entreprises? (?:d'insertion|adaptees?)|chantiers? d'insertion)\b"
)
_GOES_THROUGH = re.compile(
    r"\bsous[- ]?trait\w+|\binterim\w*|\bmise? a disposition\b|\bmettre a disposition\b|\bpass\w+ par\b|\bpren(?:d|dre|ant"
    r"|ons|nent)\b|\brecour\w+"
    r"|\bfaire appel\b|\butilis\w+|\bconfi\w+"
)
_DOES_HOURS = re.compile(r"\bheures?\b|\bclause\b|\binsertion\b|\bobjectif\b")
_AFTERWARDS = re.compile(
    r"\bapres (?:la fin|la reception|le marche|le chantier|l'execution|l'echeance|le delai)\b"
    r"|\b(?:marche|chantier) (?:est )?(?:termine|fini|acheve|receptionne)\b(?! (?:le|la|en|dans|fin)\b)"
    r"|\bune fois (?:le |que le )?(?:marche|chantier) (?:est )?(?:termine|fini)\b"
)
# « L'entreprise n'a fait que la moitié des heures, marché fini : quelle pénalité ? » asks for what follows.
_PENALTY = re.compile(r"\bpenal\w+|\bsanction\w*")
_THE_HOURS = re.compile(r"\bheures?\b|\bles (?:faire|rattraper|realiser|finir|effectuer)\b")
_CATCHES_UP = re.compile(r"\b(?:rattrap|fin[ir]|termin|complet|realis|effectu|continu|faire|fait)\w*")
_OTHER_CONTRACT = re.compile(
    r"\b(?:un|d'un|l'|mes|nos|ses|des|d'|une)\s?autres? (?:chantier|marche|contrat)s?\b|\bplusieurs (?:chantiers|marches)\b"
    r"|\bglobalis\w+"
)
_JOINS = re.compile(
    r"\brattrap\w+|\bglobalis\w+|\bmutualis\w+|\breport\w+|\bcompens\w+|\bcumul\w+|\bregroup\w+|\bcompt\w+"
)
_TRAINING = re.compile(
    r"\bheures? (?:de |passees? en )(?:formation|cours)\b|\b(?:remplac\w+|compens\w+) .{0,25}\bformations?\b"
    r"|\bformations?\b.{0,30}"
    r"\b(?:compt\w+|valoris\w+)\b|\b(?:temps|jours?) (?:de formation|d'ecole|au cfa)\b"
)
_REPLACES = re.compile(r"\bremplac\w+|\ba la place\b")
_OF_A_TRAINING_CONTRACT = re.compile(r"\bmarches? de formation|\borganismes? de formation")
_HOW_LONG = re.compile(
    r"\bcombien de temps\b|\bjusqu'a quand\b|\b(?:pendant|sur) combien\b|\bcombien d'annees\b|\bcombien de mois\b"
    r"|\bquelle duree\b|\bil y a (?:\d+|un|deux|trois) (?:mois|ans?)\b"
    r"|\bdepuis (?:\d+|un|deux|trois) (?:mois|ans?)\b|\bau bout de (?:\d+|un|deux|trois) (?:mois|ans?)\b"
)
_A_PERSON = re.compile(
    r"\bpersonnes?\b|\bsalariee?s?\b|\bjeunes?\b|\bembauch\w+|\brecrut\w+|\bcontrats? (?:pro\w*|d'apprentissage"
    r"|d'alternance)\b|\bapprentie?s?\b"
    r"|\balternante?s?\b|\bcdi\b|\bcdd\b|\bquelqu'un\b"
)
_HIRED = re.compile(
    r"\bdeja\b.{0,25}\b(?:salariee?s?|employee?s?|embauchee?s?|en poste|en cdi|en cdd|dans (?:l'entreprise|la boite|(?:mes"
    r"|nos|ses|leurs) (?:effectifs|equipes))"
    r"|chez (?:lui|nous|moi|elle|eux|l'entreprise|le titulaire))"
    r"|\b(?:son|notre|mon|leur)s? (?:propres? )?(?:apprenti|salarie|ouvrier|employe|alternant)e?s?\b"
    r"|\b(?:chez (?:lui|nous|eux|elle)|dans la boite|dans l'entreprise) depuis\b"
)
_SUPERVISES = re.compile(
    r"\bencadrante?s?\b|\bencadrement\b|\baccompagnat\w+|\baccompagnement\b|\btut(?:eur|rice|orat)s?\b|\bchefs? d'equipe\b"
)


def under_way(said: str, *, continued: bool, before: str = "") -> UnderWay | None:
    """What a message asks of a clause under way; ``continued`` when the conversation is already about one.

    ``before`` is the question before it: what became of the firm may have been told there.
    """
    text = folded(said)
    if _OF_ELSE.search(text):
        return None
    if penalty_unwritten(text) and (continued or _OF_THE_CLAUSE.search(text) or _THE_HOURS.search(text)):
        return UnderWay.UNWRITTEN_PENALTY
    if people_from_here(text):
        return UnderWay.LOCAL_PEOPLE
    if firm_taken_over(text, folded(before)):
        return UnderWay.TAKEN_OVER
    if _MEETINGS.search(text) and _HOW_OFTEN.search(text) and re.search(rf"\b{_FIRM}\b|\binsertion\b", text):
        return UnderWay.MEETINGS
    if not continued and not _OF_THE_CLAUSE.search(text):
        return None
    if notice_asked(text):
        return UnderWay.NOTICE
    return next((topic for topic, holds in _READ if holds(text)), None)


def _fails(text: str) -> bool:
    if _HARDSHIP.search(text) or _COUNTS_ANEW.search(text):
        return False
    if _BUYER_DELAYS.search(text):
        return _HELD_TO.search(text) is not None
    if _STRUCTURE_FAILS.search(text):
        return _BINDS_THE_FIRM.search(text) is not None
    return any(form.search(text) for form in (_FIRM_CANNOT, _FINDS_NOBODY, _PERSON_LEAVES))


def _is_too_late(text: str) -> bool:
    asks = _AFTERWARDS.search(text) and _CATCHES_UP.search(text) and _THE_HOURS.search(text)
    return bool(asks) and not _PENALTY.search(text)


def _by_a_subcontractor(text: str) -> bool:
    named = _LENDERS.search(text) or _OTHER_STRUCTURES.search(text)
    return not named and bool(SUBCONTRACTS.search(text) and _DOES_HOURS.search(text))


def _is_lent(text: str) -> bool:
    # « Une mission d'intérim d'insertion » is not said of the hours of a contract.
    beside = _LENDERS.sub(" ", text)
    return beside != text and bool(
        not (_OTHER_STRUCTURES.search(text) or _ORDINARY.search(text))
        and _GOES_THROUGH.search(beside)
        and _DOES_HOURS.search(beside)
    )


_READ = (
    (UnderWay.PAPERS_MISSING, lambda text: _NOT_SENT.search(text)),
    (UnderWay.PROOFS, lambda text: _WHICH_PAPERS.search(text) and _OF_THE_PEOPLE.search(text)),
    (UnderWay.DIFFICULTY, _fails),
    (
        UnderWay.SUPERVISION,
        lambda text: _SUPERVISES.search(text) and _COUNTS.search(text) and _DOES_HOURS.search(text),
    ),
    (
        UnderWay.TRAINING,
        lambda text: (
            _TRAINING.search(text)
            and (_COUNTS.search(text) or _JOINS.search(text) or _REPLACES.search(text))
            and not _OF_A_TRAINING_CONTRACT.search(text)
            and not _LENDERS.search(text)
        ),
    ),
    (UnderWay.ALREADY_HIRED, lambda text: _HIRED.search(text) and _COUNTS.search(text)),
    (
        UnderWay.COUNTED,
        lambda text: _HOW_LONG.search(text) and _COUNTS.search(text) and _A_PERSON.search(text),
    ),
    (
        UnderWay.OTHER_CONTRACT,
        lambda text: _OTHER_CONTRACT.search(text) and _JOINS.search(text) and _DOES_HOURS.search(text),
    ),
    (UnderWay.AFTERWARDS, _is_too_late),
    (UnderWay.LENT, _is_lent),
    (UnderWay.SUBCONTRACTOR, _by_a_subcontractor),
)
