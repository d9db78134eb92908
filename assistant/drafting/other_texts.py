"""Texts that no template holds, whatever they say of insertion: another subject, another piece, a letter that says other things."""

from __future__ import annotations

import re

LETTER = r"\b(?:lettres?(?! de consultation)|courriers?|mails?|courriels?)\b"
# What a letter says of hours that are late: those of the social clause.
LATE = (
    r"\b(?:(?:retard|manqu\w+|insuffisan\w+|pas (?:fait|realise|encore fait)\w*|relanc\w+|rattrap\w+)\b.{0,60}"
    r"\b(?:heures?|insertion|clause socia\w+)\b|(?:heures?|insertion|clause socia\w+)\b.{0,60}"
    r"\b(?:retard|manqu\w+|insuffisan\w+|pas (?:fait|realise|encore fait)\w*|relanc\w+|rattrap\w+))\b"
)
# A letter to the facilitator, or a formal notice, is another.
LATE_LETTER = rf"(?!.*(?:facilitat|mise en demeure)){LETTER}.*{LATE}"
# Neighbouring subjects that no template treats, even when the word « sociale » or « critère » is there.
_SUBJECTS = re.compile(
    r"egalite|parite|discriminat|femmes.hommes|equitable|environnement|ecologi|carbone|dechet|recycl|biodivers"
    # « Merci d’avance » asks for no payment.
    r"|revision des? prix|actualisation|variation des? prix|(?<!merci d.)(?<!merci par )\bavances?\b"
    r"|acompte|retenue de garantie|caution"
    r"|assurance|confidentialit|rgpd|donnees personnelles|propriete intellectuelle|droits? d.auteur|resiliation"
    r"|litige|mediation|moliere|langue francaise|preference locale|emploi local|circuit court|penalites? de retard"
    r"|garantie decennale|reversibilite|travail dissimule|travail illegal|travailleurs detaches|laicite|reexamen"
    r"|imprevision|exclusivite|non.concurrence|paiement|facturation|apprentis"
    rf"|{LETTER}.*(devis|communaute de communes|\bpresident|\belus?\b|\bprefet)"
    rf"|{LETTER}.*(mise en demeure|rejet|evinc|evict|relance(?!.*(?:heures|insertion))|refus|resili|explication|justifi|anormal"
    r"|pieces?\b|infructu|non retenu|reception|prolong|\birregul)"
)
# Texts of another kind, whatever they say of insertion.
_PIECES = re.compile(
    r"\b(redaction|redige\w*|prepare\w*|ecri\w+|fais|faites|modele|projet)\b.{0,25}\b(avenants?|conventions?)\b"
    r"|\bmoti\w+\b.{0,40}\b(non.?allot\w+|marche unique|lot unique|sans lots?)\b"
)
# The template presents the facilitator and the structures to the firm chosen: it answers nobody, denies nothing, and goes to
# nobody else.
_ANSWERS = re.compile(
    rf"{LETTER}.{{0,40}}\b(?:pour|de|a|afin de)\s(?:l(?:ui|eur)\s|y\s)?repon(?:dre|se)\b|{LETTER}\s(?:de\s|en\s)reponse\b"
    rf"|\brepon(?:d|dre|dez|ds)\b.{{0,40}}{LETTER}"
)
_DENIES = re.compile(
    rf"{LETTER}[^.;:,]{{0,40}}\b(?:que\s(?:c'est\s)?non\b|negati\w+|declin\w+|(?:ne\s|n'\s?)(?!oubli|hesit|manqu)\w+\s(?:\w+\s)?pas\b(?!\s(?:encore|de\scorrespondant))|annul\w+|impossible"
    r"|pas\spossible)"
)
_TO_OTHERS = re.compile(
    rf"{LETTER}\s(?:\w+\s)?(?:a|au|aux|pour)\s(?:l'|l[ae]s?\s|mon\s|ma\s|mes\s|notre\s|nos\s|une?\s|des\s|cette?\s)?"
    r"(?:maires?|maitre|elue?s?|adjointe?s?|dgs|dst|direct\w+|chef\w*|collegue\w*|mission\slocale|france\stravail|pole\semploi|cap\semploi"
    r"|esat|associations?|habitants|riverains|facilitat\w+|beneficiaires?|salarie\w*|trieur|comptab\w+|tresor\w+|banque|departement)\b"
    r"(?!.{0,30}\b(?:retenue?|attributaire|titulaire)\b)"
)
_PURPOSE = re.compile(
    rf"{LETTER}.{{0,60}}?\bpour\s(?:l(?:ui|eur|e|a|es)\s|l'|vous\s)?(?P<does>dire|expliquer|annoncer|signaler|demander|rappeler|reclamer|proposer"
    r"|remercier|inviter|convoquer|prevenir|avertir|feliciter|confirmer|exiger)\b(?P<what>.*)"
)
_CLAIMS = frozenset({"demander", "reclamer", "exiger"})
_PRESENTS = r"facilitat\w+|structures?|correspondante?s?|interlocut\w+|demarr\w+"
_CLAIMED = re.compile(rf"\b(?:{_PRESENTS})\b")
_TOLD = re.compile(rf"\b(?:{_PRESENTS}|heures?|insertion|clauses?|notifi\w+|attribu\w+|retenue?s?|lancement)\b")
# « La clause pénale », « les pénalités » of hours that are not done: an article of the execution clause.
_PENALTIES = re.compile(
    r"\b(?:penalites?|clauses?\spenales?)\b(?!.{0,25}\b(?:retard|livraison|malfacon\w*|defaut\sde|qualite)\b)"
)
# « Rien d’écrit sur les pénalités dans notre CCAP » asks for no text.
_NOTHING_WRITTEN = re.compile(
    r"\brien (?:d')?(?:ecrit|mis|dit|prevu|precise)\w*|\bpas (?:ete )?(?:ecrit|mis|dit|prevu|precise)\w*"
)
_ENDS_THE_CONTRACT = re.compile(r"\bresiliations?\b")


def is_other_piece(plain: str) -> bool:
    """Whether a request, unaccented, is for a piece or a letter that no template is."""
    purpose = _PURPOSE.search(plain)
    if purpose is not None:
        own = _CLAIMED if purpose["does"] in _CLAIMS else _TOLD
        if not own.search(purpose["what"]):
            return True
    return any(other.search(plain) for other in (_PIECES, _ANSWERS, _DENIES, _TO_OTHERS))


def names_a_letter(plain: str) -> bool:
    """Whether a request, unaccented, names a letter."""
    return re.search(LETTER, plain) is not None


def is_other_subject(plain: str) -> bool:
    """Whether a request, unaccented, names a subject that no template treats."""
    if names_penalties(plain):
        # « Mise en demeure, pénalité, puis résiliation »: the template holds the first two.
        plain = _ENDS_THE_CONTRACT.sub(" ", plain)
    return _SUBJECTS.search(plain) is not None


def names_penalties(plain: str) -> bool:
    """Whether a request, unaccented, names the penalties of an insertion clause."""
    return _PENALTIES.search(plain) is not None and not _NOTHING_WRITTEN.search(plain)
