"""« L’un ou l’autre ? »: a question that offers two things is answered by what the text says, not by yes or no."""

from __future__ import annotations

import re

from assistant.folding import folded

_WHERE = re.compile(r"\boù\b", re.IGNORECASE)
# Typed without its accent, « où » stands after one of these.
_NOT_WHERE = (
    r"(?<!\bcas )(?<!\bmoment )(?<!\bjour )(?<!\bdate )(?<!\bmesure )"
    r"(?<!\blieu )(?<!\bendroit )(?<!\bdocument )(?<!\barticle )"
)
# « … ou non ? », « … ou c'est à nous de voir ? » only deny what is asked first: yes or no answers them.
_DENIES = (
    r"(?!(?:bien |alors )?(?:pas|non)\b|(?:bien |alors )?(?:c'est|est[- ]ce|c'|c) ?(?:a )?(?:nous|moi|vous"
    r"|interdit|illegal|irregulier|illicite|risque|trop tard|(?:du |un )?(?:favoritisme|delit)|pas|non|mort"
    r"|l'inverse|le contraire)\b"
    # « On peut les deux, ou il faut choisir ? ».
    r"|(?:il faut|faut|doit-on|dois-je|on doit|je dois|nous devons) (?:donc )?(?:choisir|trancher|opter|renoncer)"
    r"|on (?:peut )?(?:s'en passe\w*|fait sans|choisit|decide)|je (?:me trompe|reve|suis a cote)"
    # « … ou on n'a pas le droit ? », « ou ça l'est pas ? », « ou je risque quelque chose ? ».
    r"|(?:je|on|nous|il|elle|ils|elles|ca|cela) (?:(?:ne |n')|(?:l')?\w+ (?:pas|rien|plus rien)\b|(?:risqu|s'expos|m'expos)\w*)"
    # « La collectivité ou je travaille ».
    r"|(?:je|on|nous|il|elle|ils|elles) (?:travaill|exerc|habit|interv|boss|sieg)\w*)"
)
_SECOND = (
    r"(?:bien |alors |plutot |sinon )?(?:est[- ]ce\b|(?:il )?(?:faut|suffit|vaut)\b|(?:doi[ts]|peu[tx]|puis|faut|suffit)[- ]"
    r"|(?:on|je|nous|il|elle|ils|elles|ca|cela) \w+|c'est\b|c \w+"
    r"|(?:le|la|les) \w+ (?:(?:nous|me|vous) )?(?:dispense|suffi|exoner)\w*"
    r"|seulement\b|uniquement\b|juste\b|simplement\b)"
)
_CHOICE = re.compile(rf"{_NOT_WHERE}\bou {_DENIES}{_SECOND}")
# « Obligatoire ou facultatif ? »: the texts say which.
_SAID_SO = re.compile(
    rf"\bsuffi(?:t|sent) ou {_DENIES}|\bl[ae]quel(?:le)? des deux\b"
    r"|\b(?:obligatoires?|obligation|obliges?|impose[es]*)\b.{0,20}\bou (?:bien )?(?:c'est |est-ce )?(?:une? )?"
    r"(?:simple )?(?:facult\w+|optionnel\w*|au choix|conseille\w*)"
    r"|\bfacult\w+.{0,20}\bou (?:bien )?(?:c'est |est-ce )?(?:une? )?(?:vraie )?obligat\w+"
)
_ALSO_OR_ONLY = re.compile(r"\baussi\b[^.?!]*\bou (?:bien )?(?:c'?est )?(?:que|seulement|uniquement|juste) ")
# « Un concours ou on exige un diplôme » asks nothing before its « où ».
_STATED = re.compile(
    r"\b(?:es[t]?|sont|suis|sommes|ai|a|ont|faut|peu[tx]|puis|doi[ts]|suffi\w*|compte\w*|attend\w*|va|vaut|reste\w*|fai[ts]|prend\w*"
    r"|vis\w+|garde\w*|pass\w+|lanc\w+|publi\w+)\b"
)


def offers_a_choice(message: str) -> bool:
    """Whether what is asked is which of two things, the second not being the mere negation of the first."""
    text = folded(_WHERE.sub("là", message))
    if _ALSO_OR_ONLY.search(text):
        # « Aussi pour les services, ou seulement pour les travaux ? »: a yes is read of the first.
        return False
    return any(_SAID_SO.search(part) or _is_offered(part) for part in _questions(text))


def _is_offered(asked: str) -> bool:
    found = _CHOICE.search(asked)
    return found is not None and _STATED.search(asked[: found.start()]) is not None


def _questions(text: str) -> list[str]:
    """The sentences that ask; the whole text where no question mark ends one."""
    sentences = re.split(r"(?<=[?.!])\s+", text)
    return [part for part in sentences if "?" in part] or [text]
