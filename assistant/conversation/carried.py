"""What is known of the market, from one message to the next: what stays when the subject moves, what is only named."""

from __future__ import annotations

import re
from typing import Any

from assistant.conversation.intents import Intent
from assistant.folding import folded
from assistant.market import Fact, MarketFacts, Trade

_NAMES_IN_PASSING = frozenset({Intent.LEGAL, Intent.CLAUSE_UPDATE, Intent.RECALL, Intent.OUT_OF_SCOPE})
_MAY_TELL_ANOTHER = frozenset({Intent.FACT_UPDATE, Intent.CLAUSE, Intent.HOURS})
# Asked of the market known: a single word that does not say what is bought leaves it what it is.
_ASKED_OF_THE_MARKET = frozenset({Intent.LEVER, Intent.PROCEDURE, Intent.OBLIGATION, Intent.RESERVATION})
# What stands before a trade told of the market: « plutôt de la peinture », « et pour les espaces verts ? », « marché de … ».
_LEADS = (
    r"(?:et|puis|ou|pour|sur|avec|en|dans|mais|non|oui|ok|bon|pardon|desole|alors|enfin|plutot|finalement|en fait"
    r"|c est|ce sont|cest"
    r"|ce sera|il s agit|on part|part|on fait|fait|on passe|passe|je voulais dire|voulais dire|voici|meme|idem|pareil"
    r"|correction|erreur|je precise|on parle|parle|plus|aussi|uniquement|seulement|juste"
    r"|que|si|du|de|des|d|l|la|le|les|un|une|au|aux|a|notre|nos|mon|ma|mes|ce|cette|ces)"
)
_TOLD_FIRST = re.compile(rf"^(?:{_LEADS}\s)*$")
_BOUGHT_NEAR = re.compile(
    r"\b(?:marches?|lots?|achats?|achet\w*|achetons|travaux|prestations?|fournitures?|besoins?|consultation|accords? cadres?"
    r"|contrats?|chantiers?|projets?|operations?|refai\w*|refection|faire|faisons|construi\w*|construction|renov\w*|rehabilit\w*"
    r"|entreti\w*|commande\w*|commandons|fournir|livr\w*|remplac\w*|metiers?|objet|porte\w* sur|plutot|finalement|clauses?"
    rf"|heures|pour|lanc\w+|preparons|prepare\w*|voulons|voudr\w+|souhait\w+|cherch\w+|concern\w+|reserv\w+)\s(?:\w+\s){{0,2}}?(?:{_LEADS}\s)*$"
)
# « 80 000 € de nettoyage ».
_PRICED = re.compile(
    r"\d[\d ]*(?:k|m|e|euros?|ht|ttc)?(?: ht| ttc)? (?:de|d|du|des|en|pour) (?:la |l |le |les )?$"
)
# « Quels leviers en maçonnerie ? », « et si c'est de la plomberie à la place ? »: asked of that trade.
_ASKED_OF_IT = re.compile(r"\b(?:en|si c (?:est|etait) (?:(?:de la|de l|du|des|plutot|pour)\s?){0,2})\s?$")
_INSTEAD = re.compile(r"\s?(?:\w+ ){0,2}?(?:a la place|au lieu)\b")
# « C’est pas VRD c’est assainissement », « remplace peinture par plomberie »: the second is bought, the first is not.
_TAKES_BACK = re.compile(
    rf"\b(?:pas|plus|non)\s(?:\w+\s){{1,6}}?(?:mais|c est|cest|ce sera|ce sont|plutot)\s(?:{_LEADS}\s)*$"
    rf"|\b(?:remplac|chang|troqu)\w+\s(?:\w+\s){{1,6}}?par\s(?:{_LEADS}\s)*$"
)
_ACTS = re.compile(
    r"\s?(?:vient|viennent"
    r"|(?:a|ont|nous|m) (?:deja |bien |finalement )?(?:dit|revu|chiffre|estime|remonte|demande|propose|annonce|recu|conseille)\w*"
    r"|(?:me |nous |m )?(?:prend|prennent|prevoit|prevoient|compte|comptent|retient|retiennent|applique|appliquent|indique"
    r"|evalue|chiffre)"
    r"|dit|disent|propose|proposent|veut|veulent|demande|demandent|pense|estime|conseille|refuse|doit|revoit|annonce)\b"
)


def without_passing_trade(known: MarketFacts, new: MarketFacts, intent: Intent, message: str) -> MarketFacts:
    """The facts of a message, less the trade that a question on the law names in passing, or one that a change does not tell.

    « Quels papiers dois-je envoyer ? » buys no paper: the market told stays what it is. « Le bureau d’études vient de revoir
    l’estimation » names who works for it; « plutôt de la peinture » tells another trade.
    """
    if known.trade is None or new.trade is None:
        return new
    priced = new.amount_ht is not None
    if _takes_back(new.trade, message):
        return new
    asked = intent in _NAMES_IN_PASSING and not priced
    alone = intent in _ASKED_OF_THE_MARKET and len(_plain(new.trade.source).split()) == 1
    if asked or ((alone or intent in _MAY_TELL_ANOTHER) and not _tells(new.trade, message, priced=priced)):
        return new.model_copy(update={"trade": None, "other_trades": None, "nature": None})
    return new


def _tells(trade: Fact[Trade], message: str, *, priced: bool) -> bool:
    """Whether a message says of the market that it is of that trade; ``priced`` tells that it gives a sum."""
    words = _plain(trade.source).strip()
    before, found, after = _plain(message).partition(words or " ")
    if not found or not words or (priced and _PRICED.search(before)):
        return True
    if _ASKED_OF_IT.search(before) or _INSTEAD.match(after):
        return True
    return not _ACTS.match(after) and bool(_TOLD_FIRST.match(before) or _BOUGHT_NEAR.search(before))


def _takes_back(trade: Fact[Trade], message: str) -> bool:
    """Whether a message says a trade in the place of another."""
    words = _plain(trade.source).strip()
    before, found, _ = _plain(message).rpartition(words or " ")
    return bool(words and found) and _TAKES_BACK.search(before) is not None


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", folded(text))


def same_market(before: MarketFacts, new: MarketFacts) -> MarketFacts:
    """What may be carried to a new question: everything, unless it names another trade, lot or kind of contract.

    Who buys and where does not change with the subject.
    """
    moved = _differs(before.trade, new.trade) or _differs(before.contract, new.contract)
    moved = moved or (_differs(before.nature, new.nature) and new.amount_ht is not None)
    if not moved:
        return before
    return MarketFacts(buyer_kind=before.buyer_kind, place=before.place, yearly_purchases=before.yearly_purchases)


def _differs(before: Fact[Any] | None, new: Fact[Any] | None) -> bool:
    return before is not None and new is not None and before.value != new.value
