"""Which writer answers: a rule when the question is about the buyer's market, the texts when it is about the law."""

from __future__ import annotations

import re

from assistant.conversation.hours_asked import tells_work
from assistant.conversation.question_form import Modality, asks_openly, is_closed, modality
from assistant.conversation.released_firms import releases_a_firm
from assistant.conversation.support import ON_SUBJECT, Support
from assistant.conversation.threshold_side import told_side
from assistant.conversation.understanding import Intent
from assistant.folding import folded
from assistant.market import MarketFacts

# A margin question this close to the one asked is the same question; the gap below is mere neighbourhood.
SAME_QUESTION = 0.925
CLOSE_QUESTION = 0.90
_FEW_WORDS = 4

_RESERVATION_REFS = frozenset("L2113-1 L2113-12 L2113-13 L2113-13-1 L2113-14 L2113-15 L2113-16 R2113-7".split())
ANNOUNCES = "L2113-1"  # It says that one may reserve; others say to whom.
_OBLIGATION_REFS = frozenset({"L2112-2-1", "Annexe 2", "L2112-2", "L3114-2"})
_SPASER_REFS = frozenset({"L2111-3", "D2111-3"})
_PROCEDURE_REFS = frozenset("R2122-8 R2123-1 L2124-1 L2123-1 R2124-1 R2131-12 L2120-1".split()) | {"Annexe 2"}
# How the value is reckoned (R2121-1 to R2121-9, but for the ban on splitting): what a sum by the year resembles first.
_OF_THE_VALUE = re.compile(r"R2121-[1-35-9]")
_WHICH_PROCEDURE = re.compile(
    r"\bquel(le)?s? (type |genre |sorte |mode )?(de |d')?(procedure|passation|consultation)\b"
    r"|\bcomment (le |la |l')?(passe\w*|lance\w*)\b"
    r"|\b(mapa|procedure adaptee)\b.{0,30}\bou\b.{0,30}\b(appel d'offres|ao|formalisee|pas)\b"
    r"|\b(procedure|mapa|pub|publicite) ?(\?|$)"
)
# Where to publish has another threshold than the procedure.
PUBLICITY_REF = "R2131-12"
_WHERE_PUBLISHED = re.compile(
    r"\bboamp\b|\bjoue\b|\bjal\b|\bjourna(l|ux)\b|\bannonces? legales?\b|\bavis\b"
    r"|profil d'acheteur|donnees essentielles|recensement|\bou\b.{0,25}\b(publi|paraitre|annonce)\w*"
)
# « 80 000 € de mobilier sans annonce » has the form of a market told.
_HOW_BOUGHT = re.compile(
    r"\b(sans|publicite|pub|annonces?|procedure|mapa|devis|gre a gre|appel d'offres|boamp|direct\w*|seuil)\b"
)
_BY_THRESHOLD = frozenset({Intent.LEGAL, Intent.LEVER})
_SUBJECTS = {
    Intent.RESERVATION: _RESERVATION_REFS,
    Intent.OBLIGATION: _OBLIGATION_REFS,
    Intent.SPASER: _SPASER_REFS,
    Intent.PROCEDURE: _PROCEDURE_REFS,
}
# The rules, and what they decide for a market: the texts answer what is asked in general.
RULES = frozenset(_SUBJECTS)
RULED_REFS = frozenset(ref for refs in _SUBJECTS.values() for ref in refs)
# Closed in form, these ask for names: « y a-t-il un ESAT à Dax ? ».
_LOOKS_FOR = re.compile(
    r"\b(y a[- ]t[- ]il|existe[- ]t[- ]il|il y a (des?|un|une|quelqu)\b|il existe|connai(s|ssez|ssons)\b|avez[- ]vous|as[- ]tu"
    r"|trouve\w*|cherche\w*|(?:les)?quels?|(?:les)?quelles?|lequel|laquelle)\b|^(et |mais |donc )?qui\b"
)
# Words of who looks for somebody, in an open question that names no trade.
_NAMES_WHO = re.compile(
    r"\b(structures?|esat|siae|geiq|etti|aci|annuaire|coordonnees|liste\w*|contact\w*|appeler|solliciter|adresser|proches?"
    r"|pres de)\b"
)
# Closed in form, these ask for something to be written or computed: « peux-tu rédiger la clause ? ».
_REQUESTS = re.compile(
    r"\b(peu[xt]|pouvez|pourrai[st]|pourriez|sai[st]|savez|veux|voulez)[- ](tu|vous)\b|\b(as[- ]tu|avez[- ]vous)\b"
    r"|\b(me|nous) (rediger|ecrire|preparer|faire|proposer|donner|fournir|calculer|sortir|pondre|aider)\b"
    r"|\b(redige|ecri[st]?|prepare|fai[st]?|propose|donne|fourni[st]?|calcule|sor[st]?|pond|aide)(z|s)?[- ](moi|nous)\b"
    r"|\bil (me|nous) (faut|faudrait)\b|\b(ai|avons|aurais|aurions) besoin d"
    r"|\b(veux|voudrais|voulons|souhaite|cherche) (une?|la|le|des)\b"
    r"|^(s'il (te|vous) plait,? )?(redige|ecri[st]|prepare|genere|propose|donne|calcule|fai[st]|ajoute|change)\w*\b"
)
# A rule decides on its subject: without a word of it, the message asks something else in the same form (« obligatoire »).
_SUBJECT_WORDS = {
    Intent.OBLIGATION: re.compile(
        r"(?<!services )\bsocia\w+|\binsertion|\bconsideration|\bclauses? (est |sont )?obligatoire|\bhandicap"
        r"|\binclusi"
    ),
    Intent.SPASER: re.compile(r"\bspaser|\bschema|\bresponsable"),
    Intent.HOURS: re.compile(r"\bheures?\b|\binsertion|\beffort|\betp\b|\bh\b|\bpersonnes\b|\bmain d"),
    Intent.LEVER: re.compile(
        r"\blevier|\bsocia\w+|\binsertion|\breserv\w+|\bclaus\w+|\bcritere|\binclusi|\bhandicap"
    ),
}
# What follows a social condition once it is there: « le bilan annuel de l’insertion est-il obligatoire ? ».
_FOLLOWS_UP = re.compile(
    r"\b(bilans?|rapports?|comptes?[- ]rendus?|justificatifs?|attestations?|penalites?|suivis?)\b"
)
_MUST_SAY = re.compile(
    r"\b(quoi|que|qu'est[- ]ce que|quel\w*|ou|qui|combien)\b.{0,40}"
    r"\b(au minimum|obligatoire\w*|fixe\w*|contenir|preciser|mentionner)\b"
)
# « Le lot est réservé, un artisan peut-il répondre ? » does not ask whether one may reserve.
_RESERVED_ALREADY = re.compile(
    r"\b(lots?|marches?|consultation|achat)\b.{0,30}"
    r"\b((a|ont) ete reserves?|non reserves?|(n'est|n'etait) pas reserve|deja reserves?)\b"
)
# Reserves made at the reception of works reserve nothing to anybody.
_OF_A_RECEPTION = re.compile(
    r"\breception\w*\b.{0,60}\breserves?\b|\breserves?\b.{0,40}\breception\w*\b|\blev\w+ (les |des |ces |mes |nos |de )?reserves\b"
    r"|\b(avec|sans) (des |les )?reserves\b"
)
# What the hours tool answers without a figure: hours to ask for, not those of a working week or a penalty to compute.
_HOURS_TO_ASK = re.compile(
    r"\bheures?\b.*\b(claus\w+|socia\w+|etp|prevoi\w*|mett\w+|demand\w+|exig\w+|impos\w+|reserv\w+|calcul\w*)"
    r"|\b(claus\w+|socia\w+|prevoi\w*|mett\w+|demand\w+|exig\w+|impos\w+|calcul\w*)\b.*\b(heures?|h|etp)\b"
    r"|\binsertion\b|\beffort\b"
)
# Hours told, asked in people or full-time jobs.
_IN_PEOPLE = re.compile(r"\b(etp|equivalents?|temps plein|personnes?|postes?|emplois?)\b")
# A market to come, told without a figure: « nous préparons… », « on va refaire… ».
_TO_COME = re.compile(
    r"\b(prepar|lanc|renouvel|achet|refai[rt]|constru|renov|besoin|projet|passer|relanc|voudr|souhait|prevoi|envisag)\w*"
)
_WRITES = re.compile(
    r"\bclaus\w*|\bredi[gj]\w*|\becri\w*|\bmodele|\bmention\w*|\bphrase|\bparagraphe|\btexte\b|\bformul\w*|\bprojet d"
)
# What the templates write: clauses, mentions, a criterion, a note, a letter to the firm, a statement of hours.
_OF_A_TEMPLATE = re.compile(
    r"\bclaus\w*|\bmention\w*|\bconsideration|\binsertion|\breserv\w*|\bsocia\w*|\bcritere|\bcc[at]p\b|\bccag\b|\breglement|\bheures?\b"
    r"|\bannexe|\bengagement|\bmotifs?\b|\betat trimestriel|\battributaire|\bfacilitateur|\bpart confiee|\bless\b|\bess\b"
    r"|\bhandicap\w*|\besat\b|\badaptee"
)
_WONDERS_ANYWHERE = re.compile(r"\b(qui|quand|comment|combien|pourquoi|quel\w*|ou pas|ou non)\b")
_WONDERS = re.compile(r"^(et |mais |dans |sous |a |en |de |pour )?(quel\w*|combien|quand|qui|pourquoi|ou|comment)\b")  # fmt: skip
# The directory's own department.
_HERE = re.compile(r"\b(landes|landaise?s?|departement|le 40)\b")
_ONE_LOT = re.compile(r"\b(un|ce|seul|petit|dernier|d'un|chaque|ces|petits|certains)( seul| petit| petits)? lots?\b")  # fmt: skip
_MODALITIES = {
    Intent.RESERVATION: frozenset({Modality.PERMITTED, Modality.FACT}),
    Intent.OBLIGATION: frozenset({Modality.REQUIRED, Modality.RELEASED, Modality.FACT}),
}


def answers_by_law(
    intent: Intent, question: str, facts: MarketFacts, support: Support, *, refused: bool = False
) -> bool:
    """Whether the texts answer better than the rule or the tool that the intent calls.

    ``facts`` are those known after this message; ``refused`` tells that the rule on reservations says no on what is told.
    """
    closed = is_closed(question)
    asked = support.signals.asked
    about_market = describes_market(facts)
    if _asks_no_tool(intent, question, facts, closed=closed):
        return True
    if refused and modality(question) in _MODALITIES[Intent.RESERVATION]:
        return False
    on_subject = support.article.ref in _SUBJECTS.get(intent, frozenset())
    if support.signals.confidence < ON_SUBJECT:
        # The texts hold nothing near, and examples of other subjects are: no tool answers without a market's figures.
        near = support.signals.outside >= CLOSE_QUESTION
        if (
            (near or _is_unasked(intent, question, support))
            and not on_subject
            and _may_be_foreign(intent, question, facts)
        ):
            return True
        if intent is Intent.PARTNERS and closed and _is_bare(facts) and not _LOOKS_FOR.search(folded(question)):
            return True
        # A rule answers for a market, or on its own subject, and nothing else.
        return intent in {Intent.OBLIGATION, Intent.PROCEDURE} and not on_subject and not about_market
    words = _SUBJECT_WORDS.get(intent)
    if words is not None and not words.search(folded(question)) and asked >= CLOSE_QUESTION and not on_subject:
        return True
    if intent is Intent.PROCEDURE:
        if support.article.ref == PUBLICITY_REF and _WHERE_PUBLISHED.search(folded(question)):
            return True
        which = is_ruled(support.article.ref) and _WHICH_PROCEDURE.search(folded(question))
        told = (on_subject or which) and (has_amount(facts) or (which and facts.amount_per_year is not None))
        return not told or is_of_a_lot(question, support)
    if intent in _MODALITIES and closed and modality(question) not in _MODALITIES[intent]:
        # « Suis-je obligé de réserver ? » is not what the rule decides (« may I reserve ? »).
        return True
    if intent is Intent.OBLIGATION and told_side(question) is not None and on_subject:
        return False
    if intent in {Intent.RESERVATION, Intent.OBLIGATION, Intent.SPASER}:
        same = closed and asked >= SAME_QUESTION and support.article.ref != ANNOUNCES
        if about_market:
            # Only another reservation (innovative young companies, L2113-17) may take a market from the rule.
            reserving = any("réservation" in title.lower() for title in support.article.path)
            return intent is Intent.RESERVATION and same and reserving and not on_subject
        return same or not on_subject
    if intent is Intent.PARTNERS:
        if closed:
            return not _LOOKS_FOR.search(folded(question)) and (_is_bare(facts) or asked >= CLOSE_QUESTION)
        # « Quel document fixe qui fait quoi ? » looks for nobody.
        return _is_bare(facts) and asked >= CLOSE_QUESTION and not _NAMES_WHO.search(folded(question))
    if intent is Intent.HOURS:
        converted = facts.target_hours is not None and _IN_PEOPLE.search(folded(question))
        return not tells_work(facts) and not converted and asked >= CLOSE_QUESTION
    if intent is Intent.LEVER:
        return closed or not about_market or _is_under_way(support)
    if intent is Intent.CLAUSE:
        # « … donc on n'en met pas. Suis-je dispensé… ? » speaks of a clause and asks for none.
        about = closed or asked >= SAME_QUESTION or (asked >= CLOSE_QUESTION and _asks_of_a_clause(question))
        return about and not _REQUESTS.search(folded(question))
    return False


def _asks_no_tool(intent: Intent, question: str, facts: MarketFacts, *, closed: bool) -> bool:
    """Whether the words that call a tool are those of another question: « doit-il reprendre les salariés du nettoyage ? »."""
    text = folded(question)
    if intent is Intent.RESERVATION:
        return bool(_RESERVED_ALREADY.search(text) or _OF_A_RECEPTION.search(text))
    if intent is Intent.OBLIGATION:
        after = _FOLLOWS_UP.search(text) or releases_a_firm(question)
        return told_side(question) is None and bool(after or not _SUBJECT_WORDS[intent].search(text))
    if intent is Intent.PARTNERS:
        names_who = facts.place is not None or facts.structure_kinds is not None
        return closed and not names_who and not _LOOKS_FOR.search(text)
    if intent is Intent.HOURS:
        told = tells_work(facts) or facts.target_hours is not None
        return not told and not _HOURS_TO_ASK.search(text)
    if intent is Intent.LEVER and not _SUBJECT_WORDS[intent].search(text):
        told = has_amount(facts) or facts.duration is not None or bool(facts.lots)
        return not told and len(text.split()) > _FEW_WORDS and not _TO_COME.search(text)
    if intent is Intent.CLAUSE:
        return bool(_WONDERS.search(text)) and not _WRITES.search(text) and not _REQUESTS.search(text)
    return False


def _asks_of_a_clause(question: str) -> bool:
    """Whether what is asked is what follows a clause, or what it must say: « quels bilans faut-il rédiger ? »."""
    asked = folded(question).rstrip(" ?!.").rpartition("? ")[2].rpartition(". ")[2]
    return bool(_FOLLOWS_UP.search(asked) or _MUST_SAY.search(asked))


def _may_be_foreign(intent: Intent, question: str, facts: MarketFacts) -> bool:
    """Whether a message in the form of a request for a tool may be about another subject: it tells no market.

    A threshold may be asked of anything (« quel seuil pour une copropriété ? »).
    """
    if intent is Intent.PROCEDURE:
        return not has_amount(facts)
    if intent is Intent.LEVER:
        # « Le taux d’absentéisme sur le chantier » names works and tells no market; a lone commune or trade does.
        told = has_amount(facts) or facts.duration is not None
        told = told or (facts.trade is not None and not _WONDERS_ANYWHERE.search(folded(question)))
        return not told and len(question.split()) > _FEW_WORDS
    if intent is Intent.HOURS and (facts.target_hours is not None or facts.labour_hours is not None):
        return False
    if intent is Intent.PARTNERS and _HERE.search(folded(question)):
        return False
    if intent is Intent.CLAUSE:
        # « Rédige une lettre de motivation » asks for a text that no template holds.
        return not _OF_A_TEMPLATE.search(folded(question))
    return not describes_market(facts) and facts.place is None


def _is_unasked(intent: Intent, question: str, support: Support) -> bool:
    """Whether a lever, or a text to write, answers only what looked like a market, and other subjects are nearer."""
    asked = _SUBJECT_WORDS[Intent.LEVER].search(folded(question))
    nearer = support.signals.outside > support.signals.asked
    return intent in {Intent.LEVER, Intent.CLAUSE} and asked is None and nearer


def _is_under_way(support: Support) -> bool:
    """Whether the best text is on the performance of a contract (part two, book one, title nine): no lever is chosen any more."""
    return support.article.ref[1:4] == "219"


def _is_bare(facts: MarketFacts) -> bool:
    return facts.trade is None and facts.place is None


def answers_by_threshold(intent: Intent, question: str, facts: MarketFacts, support: Support) -> bool:
    """Whether a question on the law is that of an amount, of a year where it is told, against the thresholds of procedure."""
    if _SUBJECT_WORDS[Intent.LEVER].search(folded(question)):
        # Who may be chosen is another question than how.
        return False
    asks = bool(is_closed(question) or asks_openly(question) or _HOW_BOUGHT.search(folded(question)))
    about = support.article.ref in {"Annexe 2", "R2122-8"} and not is_of_a_lot(question, support)
    yearly = facts.amount_per_year is not None and any(map(str.isdigit, question))
    settled = has_amount(facts) and asks if intent is Intent.LEVER else has_amount(facts) or yearly
    return intent in _BY_THRESHOLD and about and settled


def is_of_a_lot(question: str, support: Support) -> bool:
    """Whether the amount told may be that of one lot among others (R2123-1, 2°): not the one that decides the procedure."""
    return support.article.ref == "R2123-1" and bool(_ONE_LOT.search(folded(question)))


def has_amount(facts: MarketFacts) -> bool:
    """Whether a sum of the market, or of one of its lots, is known."""
    return facts.amount_ht is not None or any(lot.amount_ht is not None for lot in facts.lots)


def asks_where_published(question: str) -> bool:
    """Whether a question is about the notice and where it appears, which no amount tells by itself."""
    return _WHERE_PUBLISHED.search(folded(question)) is not None


def is_ruled(ref: str) -> bool:
    """Whether a rule of this program decides what an article says, or reckons the value it speaks of."""
    return ref in RULED_REFS or _OF_THE_VALUE.match(ref) is not None


def describes_market(facts: MarketFacts) -> bool:
    return has_amount(facts) or facts.trade is not None or facts.nature is not None or facts.duration is not None
