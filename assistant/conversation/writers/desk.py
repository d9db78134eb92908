"""What a writer has on its desk for one turn, and the small gestures every writer shares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from assistant.answer import Answer, Block, BlockKind, Clause, Sentence, StructureMatch, Verdict
from assistant.conversation.citing import Citer
from assistant.conversation.deployment import Deployment
from assistant.conversation.limits import Limit
from assistant.conversation.openings import OF_A_TEXT, TEMPLATES, TO_CHECK
from assistant.conversation.outside import OutsideExamples
from assistant.conversation.sentences import Sentences
from assistant.conversation.state import Draft
from assistant.conversation.understanding import Intent, Understanding
from assistant.market import ContractKind, MarketFacts
from assistant.tools import Toolbox
from assistant.verification import Evidence

_OF_A_DRAFT = ("Rédige la clause", "Mets la clause", "Et avec un effort", "Qui peut répondre dans")
_MOST_OFFERED = 4


@dataclass(frozen=True, slots=True)
class Desk:
    """The tools, the question, what is known of the market, and the citations of this answer.

    ``said`` are the words of this turn; ``message`` is the whole question they mean, the one before it included when
    they continue it.
    """

    toolbox: Toolbox
    sentences: Sentences
    outside: OutsideExamples
    limits: Mapping[str, Limit]
    citer: Citer
    deployment: Deployment
    message: str
    said: str
    understanding: Understanding
    facts: MarketFacts
    previous_facts: MarketFacts
    previous_intent: Intent | None
    on: date
    previous_clause: Clause | None = None
    previous_questions: tuple[str, ...] = ()
    previous_answers: tuple[Answer, ...] = ()

    @property
    def before(self) -> str:
        """The question of the turn before this one, empty at the first."""
        return self.previous_questions[-1] if self.previous_questions else ""

    @property
    def is_ordinary(self) -> bool:
        """Whether the contract is a public contract of the ordinary kind."""
        contract = self.facts.contract
        return contract is None or contract.value is ContractKind.MARCHE

    @property
    def listed(self) -> tuple[StructureMatch, ...]:
        """The structures that an answer listed last."""
        return next((answer.structures for answer in reversed(self.previous_answers) if answer.structures), ())

    def say(self, name: str, *citations: tuple[int, ...], **values: object) -> Sentence:
        """A sentence from its template, resting on the given citations."""
        numbers = tuple(dict.fromkeys(number for group in citations for number in group))
        return Sentence(text=self.sentences.render(name, **values), citations=numbers)

    def summarise(
        self,
        verdict: Verdict | None,
        summary: str,
        *citations: tuple[int, ...],
        to_check: bool = False,
        noted: bool = False,
    ) -> Sentence:
        """A summary that opens with its yes or no, where there is one, and asks to check it when it is not sure.

        ``noted`` when the verdict is that of margin questions, not of a rule.
        """
        if verdict is None:
            return self.say("phrase", *citations, text=summary)
        check = TO_CHECK if to_check else ""
        return self.say((OF_A_TEXT if noted else TEMPLATES)[verdict], *citations, summary=summary, check=check)

    def evidence(self, tool_texts: Iterable[str] = ()) -> Evidence:
        """What this answer may rest on: the articles cited so far, the tools' words, the user's words."""
        user = (self.message, *self.previous_questions)
        return Evidence(self.citer.used_articles, tuple(tool_texts), user)


def block(kind: BlockKind, sentences: Iterable[Sentence], title: str | None = None) -> tuple[Block, ...]:
    """One block, or none when there is nothing to say."""
    said = tuple(sentence for sentence in sentences if sentence.text)
    return (Block(kind=kind, sentences=said, title=title),) if said else ()


def merge(drafts: Iterable[Draft]) -> Draft:
    """One draft from the parts of a question: the first verdict leads, blocks follow in order."""
    kept = tuple(drafts)
    decided = next((draft for draft in kept if draft.verdict), None)
    return Draft(
        verdict=decided.verdict if decided else None,
        to_check=decided.to_check if decided else False,
        blocks=_unique(block for draft in kept for block in draft.blocks),
        citations=max((draft.citations for draft in kept), key=len, default=()),
        calculation=next((draft.calculation for draft in kept if draft.calculation), None),
        structures=next((draft.structures for draft in kept if draft.structures), ()),
        clause=next((draft.clause for draft in kept if draft.clause), None),
        questions=tuple(dict.fromkeys(q for draft in kept for q in draft.questions))[:2],
        follow_ups=_offered(kept),
        refused=all(draft.refused for draft in kept),
        heard=any(draft.heard for draft in kept),
        partial=any(draft.partial or draft.refused for draft in kept),
        conditions=tuple(dict.fromkeys(c for draft in kept for c in draft.conditions)),
        evidence=Evidence(
            {ref: a for draft in kept for ref, a in draft.evidence.articles.items()},
            tuple(dict.fromkeys(t for draft in kept for t in draft.evidence.tool_texts)),
            tuple(dict.fromkeys(t for draft in kept for t in draft.evidence.user_texts)),
        ),
    )


def _offered(drafts: tuple[Draft, ...]) -> tuple[str, ...]:
    """What may be asked next of the parts; where one drafts a clause, none offers to draft it, or a change it offers."""
    offers = tuple(dict.fromkeys(offer for draft in drafts for offer in draft.follow_ups))
    drafted = any(draft.clause for draft in drafts)
    return tuple(offer for offer in offers if not (drafted and offer.startswith(_OF_A_DRAFT)))[:_MOST_OFFERED]


def _unique(blocks: Iterable[Block]) -> tuple[Block, ...]:
    return tuple(dict.fromkeys(blocks))
