"""How a summary opens with its yes or no, and how that opening is found again."""

from __future__ import annotations

import re

from assistant.answer import Verdict

TEMPLATES = {
    Verdict.OUI: "verdict_oui",
    Verdict.NON: "verdict_non",
    Verdict.SOUS_CONDITIONS: "verdict_sous_conditions",
    Verdict.SANS_OBJET: "verdict_sans_objet",
}
# « Peut-on exiger cinq fois le montant ? » of « ne peut être supérieur à deux fois, sauf… » is no « oui ».
OF_A_TEXT = TEMPLATES | {Verdict.SOUS_CONDITIONS: "verdict_sous_conditions_du_texte"}
TO_CHECK = ", à vérifier dans le texte"
OPENING = re.compile(
    rf"^(?:(?:oui, )?sous conditions|non, sauf exception|oui|non|sans objet)(?:{TO_CHECK})?\s*[.:]\s+",
    re.IGNORECASE,
)
