"""The sum of the works that a designer or an adviser is hired for: his own contract is worth another."""

from __future__ import annotations

import re

_ADVISER = (
    r"(?:maitrise\sd'oeuvre|maitre\sd'oeuvre|moe|honoraires|csps|coordination\ssps|controle\stechnique|assistance\sa\smaitrise"
    r"|amo|mission\sd'opc|opc|architecte)"
)
_ABOUT_ADVISER = re.compile(rf"\b{_ADVISER}\b")
# His contract, and not only his word on the works.
_HIS_CONTRACT = re.compile(
    rf"\b(?:marches?|missions?|contrats?|consultation|accord-cadre|prestations?)\s(?:d[eu]\s|d'(?:un\s)?|de\sl')?{_ADVISER}\b|\bhonoraires\b|^\W*{_ADVISER}\b"
)
_WORKS_SUM = re.compile(
    r"\b(?:enveloppe|montant|cout|budget|estimation|chantier|operation)s?\s(?:[a-z']+\s){0,3}?(?:des\s|de\s|d')?(?:travaux|operation|chantier)"
    r"\b[^.;?!\d]{0,25}$"
    r"|\b(?:travaux|chantier|operation|ouvrage)\s(?:(?:sont|est|etant)\s)?(?:(?:a\sete\s)?(?:estime|evalue|chiffre|prevu)e?s?\s)(?:a|pour|de|d')\s?(?:environ\s)?$"
    r"|\b(?:sur|pour|de)\s(?:des\s|les\s|une?\s)?(?:montant\sde\s)?(?:travaux|chantier|operation)\s(?:a|de|d'|:)\s?(?:environ\s)?$"
)
_OF_WORKS = re.compile(r"^\s?(?:d[e']\s?|pour\sles\s)travaux\b")
# « marché de maîtrise d'œuvre, construction d'une école de 1,4 M€ », « (travaux : 900 000 €) ».
_BUILT_FOR = re.compile(
    r"\btravaux\s?[:(=]?\s?(?:estimes?\s|evalues?\s|prevus?\s)?[:=]?\s?(?:environ\s)?$|"
    r"\b(?:construction|reconstruction|extension|rehabilitation|renovation|restructuration|agrandissement)s?\s(?:[a-z'-]+\s){1,5}?de\s(?:environ\s)?$"
)
# « honoraires : 9 % de 1 900 000 € »; the percentages are blanked by then.
_PERCENT_OF = re.compile(r"¤\s(?:de|d'|sur)\s?$")
_FOR_DESIGNER = re.compile(
    r"\btravaux\b[^.;?!\n]{0,40}\d[^.;?!\n\d]{0,20}\bpour\s(?:le\s|la\s|l'|un\s|une\s)?(?:maitr|architect|moe\b|amo\b|csps|sps|controleur)"
)


def is_of_designed_works(before: str, after: str, text: str) -> bool:
    """Whether the sum between the folded texts is that of the works an adviser is paid for, in a message about his contract."""
    if _FOR_DESIGNER.search(text):
        # « 85 000 € pour les travaux et 9 000 € pour l'architecte »: which contract is meant is not said.
        return False
    if _HIS_CONTRACT.search(text) and _BUILT_FOR.search(before):
        return True
    of_works = _WORKS_SUM.search(before) or _PERCENT_OF.search(before) or _OF_WORKS.match(after)
    return bool(_ABOUT_ADVISER.search(text) and of_works)
