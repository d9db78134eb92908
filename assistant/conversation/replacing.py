"""« Et en MAPA ? » after a question on the open procedure: the term named takes the place of the other of its family."""

from __future__ import annotations

import re

from assistant.folding import folded

# The members of a family, the longer words first: one said in the place of another asks the same question of it.
_FAMILIES = tuple(
    re.compile(rf"\b(?:{members})\b")
    for members in (
        # Procedures.
        r"appels? d'offres?(?: ouverts?| restreints?)?|ao (?:ouvert|restreint)|aoo|aor|(?:marches? a )?procedures? adaptees?|mapas?"
        r"|procedures? formalisees?|dialogues? competitifs?|procedures? avec negociation|concours|gre a gre",
        # What is bought.
        r"fournitures?(?: courantes?)?,? (?:et|ou)(?: de)? services?|travaux|fournitures?|prestations? intellectuelles?"
        r"|services sociaux|services(?! publics?\b| de l'etat)|maitrises? d'oe?uvre",
        # Who buys.
        r"communautes? (?:de communes|d'agglomeration|urbaines?)|communes?|mairies?|villes?|(?:conseils? )?departement(?:s|al|aux)?"
        r"|regions?|collectivites?(?: territoriales?| locales?)?|intercommunalites?|epci|metropoles?|etat|ministeres?|hopital"
        r"|hopitaux"
        r"|chu|centres? hospitaliers?|etablissements? publics? de sante|etablissements? publics?|colleges?|lycees?|universites?"
        r"|sdis"
        r"|ehpad|ccas|bailleurs?(?: sociaux| social)?|entites? adjudicatrices?|pouvoirs? adjudicateurs?|entreprises? publiques?",
        # Who answers, and who performs.
        r"titulaires?|attributaires?|candidats?|soumissionnaires?|sous-?traitants?|co-?traitants?|mandataires?",
        # What is signed.
        r"accords?[- ]cadres?|marches? subsequents?|concessions?|marches?(?: publics?)?",
        # Where the notice appears.
        r"boamp|joue|jal",
        # What is paid, or kept back.
        r"retenues? de garantie|avances?|acomptes?",
    )
)
# Alone, the second word of « appel d'offres ouvert » stands for the other.
_FORM = re.compile(r"\b(?:ouvert|restreint)\b")
_LINK = r"(?:(?P<link>pour|dans|chez|avec|sur|en|de|a|par|du|des|au|aux|d'|d)\b\s*|(?P<of>d'))?"
_DETERMINER = r"(?P<determiner>\b(?:le|la|les|un|une|des|notre|nos|mon|ma|mes|ce|cet|cette)\s+|l')?"
_BEFORE = re.compile(rf"{_LINK}{_DETERMINER}$")
# All that few words say beside the term, when they ask the same again: « et si c'est pour un hôpital ? ».
_BESIDE = re.compile(
    r"(?:et|mais|ok|oui|non|bon|donc|alors|du|coup|si|c|est|ce|etait|etaient|sont|on|fait|passe|en|pour|dans|avec|chez|a|au|aux"
    r"|de|d|des|la|le"
    r"|les|l|un|une|mon|ma|mes|notre|nos|cas|pareil(?:le)?|idem|meme|memes|chose|regle|regles|aussi|quid|quand|par|sur|contre"
    r"|ca|cela|que|qu"
    r"|il|s|agit|plutot|svp|stp|merci|nous|je|suis|sommes|ouverte?|restreinte?|procedure|toujours|maintenant|cette|fois|ci)"
)
_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 14


# « Qu'est-ce qu'un accord-cadre ? » asks nothing again.
_WHAT_IT_IS = re.compile(r"\bquoi\b|\bqu.est[ -]ce qu.une?\b|\bdefini\w+|\bveut dire\b|\bsignifie\w*")


def replaced(topic: str, message: str) -> str | None:
    """The question before, with the term that few words name in the place of the other; ``None`` when they say anything else.

    A term is left where the question before names several of its family, or none; what then has no place follows it.
    """
    said = _aligned(message)
    if len(_WORD.findall(said)) > _MOST_WORDS or _WHAT_IT_IS.search(said):
        return None
    named = [_members(family, said) for family in _FAMILIES]
    bare = [] if named[0] else list(_FORM.finditer(said))
    rest = said
    for found in (*named, bare):
        for match in found:
            rest = rest[: match.start()] + " " * len(match[0]) + rest[match.end() :]
    if any(len(_names(found)) > 1 for found in (*named, bare)):
        return None
    if not all(_BESIDE.fullmatch(word) for word in _WORD.findall(rest)):
        return None
    question, left = topic, False
    for family, found in (*zip(_FAMILIES, named, strict=True), (_FORM, bare)):
        if found:
            put = _put(question, message, family, found[-1])
            question, left = put or question, left or put is None
    if question == topic:
        return None
    return f"{question}\n{message}" if left else question


def _put(topic: str, message: str, family: re.Pattern[str], term: re.Match[str]) -> str | None:
    """The question with that term of the message; the question itself where it says it already, ``None`` where it has no place."""
    before = _aligned(topic)
    found = _members(family, before)
    if len(_names(found)) != 1:
        return None
    if _names(found) == _names([term]):
        return topic
    question = topic
    for old in reversed(found):
        if family is _FORM:
            question = f"{question[: old.start()]}{message[term.start() : term.end()]}{question[old.end() :]}"
            continue
        start, led, led_by = old.start(), _led(before[: old.start()]), _led(_aligned(message)[: term.start()])
        kept = led["link"] or led["of"] or ""
        link = (
            led_by["link"]
            or led_by["of"]
            or {"d'": "de", "d": "de", "du": "de", "au": "à", "aux": "à"}.get(kept, kept)
        )
        words = (link, (led_by["determiner"] or "").strip(), message[term.start() : term.end()])
        said = " ".join(word for word in words if word).replace("' ", "'")
        question = f"{question[: start - len(led[0])]}{said}{question[old.end() :]}"
    return question


def _led(text: str) -> re.Match[str]:
    """The link and the determiner that end a text, both may be empty."""
    found = _BEFORE.search(text)
    assert found is not None
    return found


def _members(family: re.Pattern[str], text: str) -> list[re.Match[str]]:
    return list(family.finditer(text))


def _names(found: list[re.Match[str]]) -> set[str]:
    """The terms found, whatever their number: « les communes » is « une commune »."""
    return {re.sub(r"s\b|x\b", "", match[0]) for match in found}


def _aligned(text: str) -> str:
    """The text in small letters without accents, each at its place."""
    return "".join(folded(sign)[:1] or " " for sign in text)
