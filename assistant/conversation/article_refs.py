"""Article numbers in a message, in every spelling, whether or not the corpus holds them."""

from __future__ import annotations

import re

from assistant.conversation.wording import Wording

_REF = re.compile(r"\b(?P<letter>[lrd])\s?\.?\s?\*?\s?(?P<number>\d{3,4}(?:\s?-\s?\d{1,3})*)\b")
_BARE_REF = re.compile(r"\barticles?\s+(?P<number>\d{4}-\d{1,3}(?:-\d{1,2})*)\b")
_CCAG = re.compile(
    r"\bccag[\s-]*(?P<which>fcs|travaux|pi|tic|mi|moe)\b[^.;?!]{0,25}?(?P<number>\d{1,2}(?:\.\d{1,2})+)"
)
_CCAG_AFTER = re.compile(
    r"\b(?P<number>\d{1,2}(?:\.\d{1,2})+)\s(?:du\s|de\sl')?ccag[\s-]*(?P<which>fcs|travaux|pi|tic|mi|moe)\b"
)
_ANNEX = re.compile(r"\bannexe\s+(?P<number>\d{1,2})\b")
# « La reprise du personnel (annexe 7) » names an annex of a collective agreement, « l’annexe 3 du CCAP » one of the market.
_OF_A_CODE = re.compile(r"\W+(?:du|de ce|de la)\W+(?:code|ccp|commande)\b")
_OF_A_PAPER = re.compile(
    r"\W+(?:du|de|de l'|a l'|au|de la|de notre|de mon)\W*"
    r"(?:acte|ccap|cctp|rc|dce|reglement|contrat|convention|devis|cahier)\b"
)
_OF_STAFF = re.compile(r"\b(?:personnel|conventions?|ccn|repris(?:e|es)?|reprend\w*)\b")
_AROUND = 60


def read_refs(wording: Wording) -> tuple[str, ...]:
    """The numbers as the corpus writes them: ``L2113-12``, ``CCAG-FCS 16.1``, ``Annexe 2``."""
    return tuple(dict.fromkeys(ref for _, ref in find_refs(wording)))


def find_refs(wording: Wording) -> tuple[tuple[int, str], ...]:
    """The numbers with their place in the folded text, from left to right."""
    text = wording.text
    found = [(m.start(), m["letter"].upper() + m["number"].replace(" ", "")) for m in _REF.finditer(text)]
    found += [(m.start(), "L" + m["number"]) for m in _BARE_REF.finditer(text)]
    for pattern in (_CCAG, _CCAG_AFTER):
        for match in pattern.finditer(text):
            which = "Travaux" if match["which"] == "travaux" else match["which"].upper()
            found.append((match.start(), f"CCAG-{which} {match['number']}"))
    found += [(m.start(), f"Annexe {m['number']}") for m in _ANNEX.finditer(text) if _is_of_the_code(m, text)]
    return tuple(sorted(found))


def _is_of_the_code(annex: re.Match[str], text: str) -> bool:
    if _OF_A_CODE.match(text, annex.end()):
        return True
    around = text[max(0, annex.start() - _AROUND) : annex.end() + _AROUND]
    return _OF_A_PAPER.match(text, annex.end()) is None and _OF_STAFF.search(around) is None
