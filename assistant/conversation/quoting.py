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
# How many of the paragraphs near a question are quoted, among the nearest, and in what share of them a word still tells.
_QUOTED = 3
_AMONG = 8
_FEW = 6
# From so many items, a reader looks for his own.
_MANY = 6
# As people name the categories of the list on who counts.
_WRITTEN_OUT = {
    "rqth": "reconnaissance de travailleurs handicapés",
    "qpv": "quartiers prioritaires",
    "deld": "demandeurs d'emploi de longue durée",
}
# In so many of them, a word still tells which is meant.
_SHARED = 2
_GAP = "[…]"
_GAPS = re.compile(r"\[…\](?:\s*\[…\])+\s?")
_LISTED = 2
_ITEM = re.compile(r"(?P<mark>\d+°|[a-z]\)|-|–)")
_NUMBERED = re.compile(r"(?P<number>\d+(?:\.\d+)+)\.")
# « 6° » is no number that a question tells.
_MARK = re.compile(r"\b\d+°")
# Two sentences this short are quoted together.
_JOINED = 420
# What begins so is not understood alone: « Il peut… », « L'acheteur peut alors… », « Toutefois, pour ces mêmes marchés… ».
_CONTRASTS = re.compile(r"(?:Toutefois|Néanmoins|Cependant)\b")
_TAKES_UP = re.compile(
    r"(?:Toutefois|Néanmoins|Cependant|Elles?|Ils|Celles?-ci|Celui-ci|Ceux-ci|Dans (?:ce|ces) cas|Dans cette hypothèse|[AÀ] défaut"
    r"|Cet?|Cette|Ces)\b|Il (?!(?:n'|ne )?(?:est|peut être|y|convient|appartient|s'agit|en)\b)|[A-ZÀÉÈ][\w'’ ]{2,40} alors\b"
)
# The stop of « article L. 2141-13 » ends nothing.
_SENTENCE_END = re.compile(r"(?<=[.;:])(?<!\b[LRDA]\.)\s+(?=[A-ZÀÉÈÊÎÔÛ0-9«])")


def abridged(article: LegalArticle, wanted: Iterable[str], question: str = "", near: Sequence[int] = ()) -> str:
    """The paragraphs that hold the words ``wanted``, and the best of ``near``, with what opens or completes them.

    ``near`` has the numbers of the paragraphs nearest to the ``question``: those that hold a word of it which few others hold
    are quoted. An item comes with the line that introduces it, a paragraph that ends with a colon with its list: which items
    decide is for the reader to see. « […] » stands for what is left out.
    """
    lines = article.paragraphs
    anchors = [words for words in wanted if words]
    chosen = {lines.index(paragraph_with(article, words)) for words in anchors}
    chosen.update(_in_the_words_of(question, lines, near))
    for number in tuple(chosen):
        chosen.update(_introductions(lines, number))
        if lines[number].endswith(":"):
            chosen.update(_list_of(lines, number))
    shown: list[str] = []
    last = -1
    for number in sorted(chosen):
        if number > last + 1:
            shown.append(_GAP)
        shown.append(_shortened(lines[number], anchors, question))
        last = number
    if last < len(lines) - 1:
        shown.append(_GAP)
    # Sentences and paragraphs left out one after the other are one gap.
    return _GAPS.sub(f"{_GAP}\n", "\n".join(shown)).strip()


def _in_the_words_of(question: str, lines: Sequence[str], near: Sequence[int]) -> list[int]:
    held = [set(_words(line)) for line in lines]
    counted = Counter(stem for found in held for stem in found)
    telling = {stem for stem in stems(question) if 0 < counted[stem] <= max(1, len(lines) // _FEW)}
    return [number for number in near[:_AMONG] if telling & held[number]][:_QUOTED]


def nearest_item(article: LegalArticle, anchor: str, near: Sequence[int], question: str) -> str | None:
    """Of a long list that answers, the item that holds the ``anchor``, else the one in the words of the question.

    ``near`` has the numbers of the paragraphs, those nearest to the question first: the first of those that
    hold most of its words which few items hold. ``None`` where none holds any, or where no long list answers.
    """
    lines = article.paragraphs
    held = lines.index(paragraph_with(article, anchor)) if anchor else 0
    above = (held, *_introductions(lines, held))
    lists = ([n for n in _list_of(lines, number) if not lines[n].endswith(":")] for number in above)
    items = max(lists, key=len)
    if len(items) < _MANY:
        return None
    if held in items:
        return lines[held]
    words = {number: set(_words(lines[number])) for number in items}
    counted = Counter(stem for found in words.values() for stem in found)
    asked = " ".join(_WRITTEN_OUT.get(word, word) for word in re.findall(r"[\w'’-]+", question.lower()))
    telling = {stem for stem in stems(asked) if 0 < counted[stem] <= _SHARED}
    most = max(len(telling & words[number]) for number in items)
    alike = [number for number in near if number in words and len(telling & words[number]) == most]
    return lines[alike[0]] if most and alike else None


def sentence_with(article: LegalArticle, words: str) -> str | None:
    """The sentence of the article that holds these words; ``None`` when none does."""
    sentences = (s for paragraph in article.paragraphs for s in _sentences(paragraph))
    return next((sentence for sentence in sentences if words and words in sentence), None)


def item_with(article: LegalArticle, words: str) -> str | None:
    """The item of a list that holds these words, after the line that introduces it; ``None`` when none does."""
    lines = article.paragraphs
    number = next((n for n, line in enumerate(lines) if words and words in line), None)
    above = _introductions(lines, number)[:1] if number is not None else []
    if number is None or not above or lines[number].endswith(":"):
        return None
    gap = f"{_GAP}\n" if number > above[0] + 1 else ""
    return f"{lines[above[0]]}\n{gap}{lines[number].rstrip(' ;')}"


def telling_with(article: LegalArticle, words: str, question: str) -> str | None:
    """The sentence that holds these words, with the one it takes up, or the next that takes it up in the words of the
    ``question``; ``None`` when none holds them, or when it contrasts with one too long to be quoted with it."""
    told = sentence_with(article, words)
    if told is None:
        return None
    place = next(number for number, line in enumerate(article.paragraphs) if told in line)
    own = [(place, sentence) for sentence in _sentences(article.paragraphs[place])]
    others = article.paragraphs[place - 1 : place] if place else ()
    before = [(place - 1, sentence) for line in others for sentence in _sentences(line)]
    after = [(place + 1, s) for line in article.paragraphs[place + 1 : place + 2] for s in _sentences(line)]
    run = [*before, *own, *after]
    at = run.index((place, told))
    if _TAKES_UP.match(told):
        both = _joined(run[at - 1], run[at]) if at else None
        return both or (None if _CONTRASTS.match(told) else told)
    if at + 1 < len(run) and _TAKES_UP.match(run[at + 1][1]):
        asked = set(stems(question)) & (set(_words(run[at + 1][1])) - set(_words(told)))
        return (_joined(run[at], run[at + 1]) if asked else None) or told
    return told


def _joined(first: tuple[int, str], second: tuple[int, str]) -> str | None:
    """Two sentences as the article writes them one after the other; ``None`` when they are too long, or the first opens a list."""
    apart = " " if first[0] == second[0] else "\n"
    both = f"{first[1]}{apart}{second[1]}"
    whole = first[1][:1].isupper() and not _TAKES_UP.match(first[1]) and not second[1].endswith(":")
    return both if whole and first[1].endswith(".") and len(both) <= _JOINED else None


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


def _words(line: str) -> list[str]:
    return list(stems(_MARK.sub(" ", line)))


def _sentences(paragraph: str) -> list[str]:
    """The sentences of a paragraph; what a text quotes between guillemets is of the sentence that quotes it."""
    found: list[str] = []
    for part in _SENTENCE_END.split(paragraph):
        if found and found[-1].count("«") > found[-1].count("»"):
            found[-1] = f"{found[-1]} {part}"
        else:
            found.append(part)
    return found


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


def _shortened(paragraph: str, anchors: Sequence[str], question: str) -> str:
    """A long paragraph is cut to the sentences that answer and limit, and the one in the words of the question."""
    if len(paragraph) <= _LONG:
        return paragraph
    sentences = _sentences(paragraph)
    asked = set(stems(question))
    nearest = max(sentences, key=lambda sentence: len(asked & set(_words(sentence))))
    told = [any(words[:40] in s for words in anchors) or bool(asked and s == nearest) for s in sentences]
    if not any(told):
        told = [True, True, *(False for _ in sentences[2:])]
    return " ".join(s if kept else _GAP for s, kept in zip(sentences, told, strict=True))
