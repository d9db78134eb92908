"""The articles of a drafted text that a message names: « l’article pénalités », « il manque le contrôle »."""

from __future__ import annotations

import re

from assistant.folding import folded

_HEADING = re.compile(r"^Article \d+ – (?P<title>.+)$")
_ASKED = re.compile(
    r"\b(?:articles?|paragraphes?|parties?|passages?|chapitres?|rubriques?|sections?|liste|manque\w*|oubli\w*|ajout\w*|rajout\w*"
    r"|complet\w*|(?<!\bje )(?<!\bj'ai )remplac\w*|detaill\w*)\b"
    r"|\bsous-?\s?criteres?\b"
)
# « La clause pénale », « rédige les pénalités ».
_PENAL = re.compile(
    r"\bclauses?\spenales?\b|(?P<order>\b(?:redig|ecri|prepar|propos)\w+(?:[- ](?:moi|nous))?\s)(?:les|des)\spenalites\b"
)
# The grid of a criterion holds its parts; other ones, or other points, are a change.
_PARTS = re.compile(r"\bsous-?\s?criteres?\b")
_OTHERS = re.compile(
    r"\d|\bautres?\b|\bnouveaux?\b|\b(?:chang|modif|remplac|suppr|retir|enlev|renomm)\w*|\bsans\b"
)
_GRID = "grille"
_WHOLE_CRITERION = "criter"
_STEM = 6
_SHORTEST = 5
# Named of the whole text, these single out no article.
_OF_THE_WHOLE = frozenset(
    {"articl", "heures", "volume", "person", "marche", "presen", "engage", "object", "portee"}
)


def named_articles(request: str, text: str) -> tuple[tuple[str, ...], ...]:
    """The lines of each article of a text whose title a request names, in the order of the text; none where it asks for no part."""
    plain = _PENAL.sub(lambda found: f"{found['order'] or ''}article penalites", folded(request))
    if _ASKED.search(plain) is None:
        return ()
    asked = _stems(plain)
    if _PARTS.search(plain):
        asked = asked - {_WHOLE_CRITERION} | (frozenset() if _OTHERS.search(plain) else {_GRID})
    return tuple(lines for title, lines in articles_of(text) if asked & (_stems(folded(title)) - _OF_THE_WHOLE))


def mention(text: str) -> tuple[str, ...]:
    """The lines of the article that gives the words of the notice; none where the text has no such article."""
    return next((lines for title, lines in articles_of(text) if title.startswith("Mention")), ())


def articles_of(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """The articles of a text, each by its title and its lines."""
    found: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        heading = _HEADING.match(line.strip())
        if heading is not None:
            found.append((heading["title"], [line.strip()]))
        elif found and line.strip():
            found[-1][1].append(line.strip())
    return [(title, tuple(lines)) for title, lines in found]


def _stems(plain: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in re.findall(r"[a-z]+", plain) if len(word) >= _SHORTEST)
