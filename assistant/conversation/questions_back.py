"""What an answer asks in return: the doubts of the message, then what would make the answer surer."""

from __future__ import annotations

import re

from assistant.conversation.market_sums import ask_term
from assistant.market import MarketFacts
from assistant.rules.hours_request import ASK_AMOUNT

_TAX = "taux de TVA"
_TERM = re.compile(r"reconductions comprises")


def questions_back(needs: tuple[str, ...], asked: tuple[str, ...], known: MarketFacts) -> tuple[str, ...]:
    """At most two questions: the doubts of the message first, and neither the amount nor the rate of VAT again where one is on it.

    Where the sum of a year is known, what is missing of the amount is the term.
    """
    on_amount = any("montant" in need for need in needs)
    on_tax = any(_TAX in need for need in needs)
    if known.amount_per_year is not None and known.amount_ht is None and known.duration is None:
        asked = tuple(ask_term(known.amount_per_year.source) if q == ASK_AMOUNT else q for q in asked)
    # « Sur quelle durée court « 9 500 € par an » ? » asks for the term already.
    on_term = any(_TERM.search(question) for question in needs)
    left = (
        question
        for question in asked
        if not (
            (on_amount and question == ASK_AMOUNT)
            or (on_tax and _TAX in question)
            or (on_term and _TERM.search(question))
        )
    )
    return tuple(dict.fromkeys((*needs, *left)))[:2]
