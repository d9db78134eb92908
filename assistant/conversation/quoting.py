"""What of an article is quoted: all of it when it is short, else the paragraphs that answer, in their order, gaps marked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from assistant.conversation.citing import paragraph_with
from assistant.retrieval.lexicon import stems
from corpus.models import LegalArticle

# An article this short is quoted whole: its conditions come with it.
SHORT = 2_000
_LONG = 700
# A list this long is quoted whole, even to who asks of one of its items.
_LONG_LIST = 1_600
_GAP = "[…]"
_LISTED = 2
# How much less an item may hold of the question's words than the one that holds most.
_ALMOST = 3
_ITEM = re.compile(r"(?P<mark>\d+°|[a-z]\)|-|–)")
_NUMBERED = re.compile(r"(?P<number>\d+(?:\.\d+)+)\.")
# The stop of « article L. 2141-13 » ends nothing.
_SENTENCE_END = re.compile(r"(?<=[.;:])(?<!\b[LRDA]\.)\s+(?=[A-ZÀÉÈÊÎÔÛ0-9«])")


def abridged(
    article: LegalArticle, wanted: Iterable[str], near: Sequence[int] = (), question: str | None = None
) -> str:
    """The paragraphs that hold the words ``wanted``, and those whose numbers are ``near``, with what opens or completes them.

    An item comes with the line that introduces it, a paragraph that ends with a colon with its list; of a long list, the items
    in the words of a ``question`` answered by yes or no, all of them without one. « […] » stands for what is left out.
    """
    lines = article.paragraphs
    anchors = [words for words in wanted if words]
    chosen = {lines.index(paragraph_with(article, words)) for words in anchors} | set(near)
    for number in tuple(chosen):
        chosen.update(_introductions(lines, number))
        if lines[number].endswith(":"):
            chosen.update(_telling(lines, _list_of(lines, number), question))
    shown: list[str] = []
    last = -1
    for number in sorted(chosen):
        if number > last + 1:
            shown.append(_GAP)
        shown.append(_shortened(lines[number], anchors, question or ""))
        last = number
    if last < len(lines) - 1:
        shown.append(_GAP)
    return "\n".join(shown)


def sentence_with(article: LegalArticle, words: str) -> str | None:
    """The sentence of the article that holds these words; ``None`` when none does."""
    sentences = (s for paragraph in article.paragraphs for s in _SENTENCE_END.split(paragraph))
    return next((sentence for sentence in sentences if words and words in sentence), None)


def _introductions(lines: Sequence[str], number: int) -> list[int]:
    """The lines that introduce an item, from the nearest: that of its list, and that of the list which holds it."""
    found: list[int] = []
    while True:
        item, numbered = _ITEM.match(lines[number]), _NUMBERED.match(lines[number])
        if numbered:
            parent = numbered["number"].rpartition(".")[0]
            # « 20.1.1 » is a section of « 20.1 »; « 20.1.1.2 » a list within that of « 20.1.1 ».
            listed = parent.count(".") >= _LISTED
            before = (n for n in range(number - 1, -1, -1) if listed and lines[n].startswith(f"{parent}. "))
        elif item:
            before = (n for n in range(number - 1, -1, -1) if _kind(lines[n]) != _kind(lines[number]))
        else:
            return found
        above = next((n for n in before if lines[n].endswith(":")), None)
        if above is None:
            return found
        found.append(above)
        number = above


def _kind(line: str) -> str:
    item = _ITEM.match(line)
    return re.sub(r"\w+", "", item["mark"]) if item else ""


def _list_of(lines: Sequence[str], number: int) -> list[int]:
    """The items of the list that a paragraph opens, lists within it too; none when it opens none."""
    items = []
    own = _kind(lines[number])
    for place in range(number + 1, len(lines)):
        nested = _NUMBERED.match(lines[place]) and lines[place].endswith(":")
        # The next item of the list that holds this one ends it.
        if not (_ITEM.match(lines[place]) or nested) or (own and _kind(lines[place]) == own):
            break
        items.append(place)
    return items


def _telling(lines: Sequence[str], items: Sequence[int], question: str | None) -> list[int]:
    if question is None or sum(len(lines[place]) for place in items) <= _LONG_LIST:
        return list(items)
    asked = set(stems(question))
    shared = {place: asked & set(stems(lines[place])) for place in items if _ITEM.match(lines[place])}
    # A word of one item tells more than one that most of them hold.
    held = Counter(stem for found in shared.values() for stem in found)
    weights = {place: sum(1 / held[stem] for stem in found) for place, found in shared.items()}
    most = max(weights.values(), default=0.0)
    kept = [place for place, weight in weights.items() if weight >= most / _ALMOST]
    return [*kept, *(above for place in kept for above in _introductions(lines, place))]


def _shortened(paragraph: str, anchors: Sequence[str], question: str) -> str:
    """A long paragraph is cut to the sentences that answer and limit, and the one in the words of the question."""
    if len(paragraph) <= _LONG:
        return paragraph
    sentences = _SENTENCE_END.split(paragraph)
    asked = set(stems(question))
    nearest = max(sentences, key=lambda sentence: len(asked & set(stems(sentence))))
    held = [any(words[:40] in sentence for words in anchors) for sentence in sentences]
    kept = [s for s, told in zip(sentences, held, strict=True) if told or (asked and s == nearest)] or sentences[
        :2
    ]
    return f" {_GAP} ".join(kept) + ("" if kept[-1] == sentences[-1] else f" {_GAP}")
