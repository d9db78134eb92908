"""Whether a message asks if a contract under way may change: an amendment, more works, some more months, another holder."""

from __future__ import annotations

import re

from assistant.conversation.contract_changes import read_change
from assistant.conversation.question_form import Modality, is_closed, modality
from assistant.folding import folded

_CONTRACT = (
    r"(?:marches?|contrats?|accords?-cadres?|commandes?|lots?|missions?|prestations?|abonnements?|maintenance)"
)
_CHANGE = re.compile(
    r"\bavenants?\b|\brallong(?:e[rz]?|es|ons|ent|era|erait)\b|\b(?:plus|moins)-? ?values?\b"
    r"|\b(?:travaux|prestations?|fournitures?|commandes?) (?:supplementaires?(?! eventuel)|complementaires?|(?:en|de) plus)\b"
    rf"|\b(?:prolong|pro?rog|reconduir|reconduis)\w*\b(?=.{{0,40}}\b(?:{_CONTRACT}|mois|semaines?|ans?)\b)"
    rf"|\b{_CONTRACT}\b[^?!]{{0,90}}\bprolong(?:er|e|ee?s?|ation)\b|\b(?:mois|semaines|ans?) de plus\b"
    rf"|\b(?:modifi|augment|etend|elarg)\w* (?:\w+ ){{0,3}}(?:de |du |d'un |d')?(?:{_CONTRACT}|montant|maximum|plafond)\b"
    rf"|\bdepass\w* (?:\w+ ){{0,3}}(?:du |de l'|d'un |de notre |de mon ){_CONTRACT}\b"
    rf"|\b{_CONTRACT}\b.{{0,30}}\b(?:repri[st]e?|cede|transfere|rachete)\w*\b.{{0,25}}\b(?:par|a) (?:une?|la|le|notre|cette?|l')"
)
# « Le chantier n'est pas notifié » is no contract yet; what else may be prolonged, signed or paid has its own texts.
_OF_ELSE = re.compile(
    r"\binsertion\b|\bclauses?\b|\bheures?\b|\bdelais?\b|\bremise des|\boffres?\b|\bcriteres?\b|\bpenalites?\b|\bcao\b"
    r"|\bcommission\b|\bprefecture\b|\bcontrole de legalite\b|\bdeliber\w+|\b(?:qui|quand|comment|ou) sign\w+"
    r"|\bsign(?:er|ature)\b.{0,12}\bavenant|\bnotifi\w+|\bsous-?trait\w*|\brevision\b|\bindice\w*|\bavances?\b|\bgaranties?\b"
    r"|\bresili\w+|\bconcession\w*|\bdsp\b|\breserv\w+|\bvariantes?\b|\bprix nouveaux?\b|\bapprenti\w*|\bcddi?\b"
    r"|\bpublication\b|\bpublie\w*|\bnombre de lots\b|\bdce\b|\bavant (?:la |l'|d')?(?:attribu|remise|signature)\w*"
    r"|\bcontreparties?\b|\bpay(?:er|e|ees?|es|ement)\b|\bpaiements?\b|\bremuner\w+|\bindemni\w+|\bfactur\w+"
    r"|\bdate limite\b|\bpse\b"
    r"|\bcontrat de travail\b|\bagrement\b|\bconvention\b|\breception\b|\bbons? de commandes?\b"
)
# « Je prolonge ou je relance ? » has neither yes nor no.
_ASKED = frozenset({Modality.PERMITTED, Modality.REQUIRED, Modality.RELEASED, Modality.FACT, Modality.FORBIDDEN})
_ANEW = re.compile(
    r"\b(?:remettre|remise) en concurrence|\bsans (?:\w+ ){0,2}(?:publicite|pub|concurrence|consultation|procedure|appel)\b"
    r"|\brelanc\w+|\brefaire (?:un |une )(?:marche|consultation|appel)"
)
_UNFORESEEN = re.compile(
    r"\bimprevue?s?\b|\bpas (?:ete )?(?:prevue?s?|vue?s?|connue?s?)\b|\bdecouv\w+|\bon a trouve\b|\bdevenue?s? necessaires?\b"
    r"|\bmauvaises? surprises?\b"
)
# A renewal that the contract provides for does not change it.
_RENEWAL_PLANNED = re.compile(
    r"(?=.*\b(?:prevoi\w+|prevue?s?|inscrite?s?)\b)(?=.*\b(?:reconduc|renouvel)\w+)", re.DOTALL
)
# « Jusqu’à combien peut-on aller ? » asks for the limits.
_HOW_FAR = re.compile(
    r"\bjusqu'a (?:combien|quel\w*)|\bcombien (?:au )?max\w*"
    r"|\bquel(?:le)?s? (?:est (?:la |le )?)?(?:limite|plafond|maximum|pourcentage)\w*"
)
_CAUSE = re.compile(r"\b(?:a cause d|parce qu|vu qu|suite a|en raison d)")
_FEW_WORDS = 14


def asks_to_modify(question: str) -> bool:
    """Whether a closed question, or one on the limits, is about a change of a contract, and of nothing that has its own text."""
    text = folded(question)
    if _CHANGE.search(text) is None or _OF_ELSE.search(text) is not None or _RENEWAL_PLANNED.search(text):
        return False
    how_far = _HOW_FAR.search(text) is not None
    return how_far or (is_closed(question) and modality(question) in _ASKED)


def goes_on_modifying(said: str) -> bool:
    """Whether few words, after such a question, tell why the contract changes, or ask again if competition is due."""
    text = folded(said)
    if len(text.split()) > _FEW_WORDS or _OF_ELSE.search(text) is not None:
        return False
    return (
        _CHANGE.search(text) is not None
        or _ANEW.search(text) is not None
        or _tells_why(text)
        or read_change(said) is not None
    )


def asks_anew(question: str) -> bool:
    """Whether what is asked is if the contract must, or must not, be put to competition again."""
    return _ANEW.search(folded(question)) is not None


def is_unforeseen(message: str) -> bool:
    """Whether what makes the contract change was not planned for, or became necessary."""
    return _UNFORESEEN.search(folded(message)) is not None


def _tells_why(text: str) -> bool:
    return _CAUSE.search(text) is not None or _UNFORESEEN.search(text) is not None
