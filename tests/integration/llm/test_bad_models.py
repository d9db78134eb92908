"""Models that lie, drop, obey or never end: no bad sentence is shown, and the answer arrives each time."""

from __future__ import annotations

import socket

import pytest
from pytest_socket import SocketConnectBlockedError
from scripted_server import (
    Reply,
    ScriptedServer,
    calls,
    cuts,
    fails,
    keeps_silent,
    never_ends,
    says,
    sends,
)
from wording_cases import GOOD, Phrase, shown

from assistant.conversation.phrasing import DETERMINISTIC
from assistant.conversation.state import Draft

# The sixth sentence of the draft: « L’attributaire doit employer au moins 50 % de travailleurs handicapés ou… »
BAD_LINES = {
    "phantom article": "[6] L’attributaire doit employer au moins 50 % de travailleurs handicapés ou de travailleurs "
    "défavorisés (article R2113-99) ; à vérifier dans les candidatures.",
    "article of another regime": "[6] Selon l’article R2313-5, l’attributaire doit employer au moins 50 % de "
    "travailleurs handicapés ou de travailleurs défavorisés ; à vérifier dans les candidatures.",
    "another article of the answer": "[6] L’attributaire doit employer au moins 50 % de travailleurs handicapés ou de "
    "travailleurs défavorisés ; à vérifier dans les candidatures (article L2113-12).",
    "altered threshold": "[6] L’attributaire doit employer au moins 30 % de travailleurs handicapés ou de travailleurs "
    "défavorisés ; à vérifier dans les candidatures.",
    "threshold in letters": "[6] L’attributaire doit employer au moins trente pour cent de travailleurs handicapés ou de "
    "travailleurs défavorisés ; à vérifier dans les candidatures.",
    "bound turned over": "[6] L’attributaire doit employer au plus 50 % de travailleurs handicapés ou de travailleurs "
    "défavorisés ; à vérifier dans les candidatures.",
    "dropped condition": "[6] L’attributaire emploie des travailleurs handicapés ou des travailleurs défavorisés, ce qui est "
    "à vérifier dans les candidatures.",
    "duty made a choice": "[6] L’attributaire peut employer 50 % de travailleurs handicapés ou de travailleurs défavorisés ; "
    "à vérifier dans les candidatures.",
    "dropped publicity": "[7] La décision de réserver est mentionnée dans les documents de la consultation.",
    "added negation": "[7] La décision de réserver n’est pas mentionnée dans l’avis d’appel à la concurrence ou, en "
    "l’absence d’avis, dans les documents de la consultation.",
    "contradiction": "[1] Non, ce marché ne peut être réservé ni aux entreprises adaptées et ESAT ni aux structures "
    "d’insertion par l’activité économique, sous les conditions ci-dessous.",
    "unconditional yes": "[1] Oui, ce marché peut être réservé aux entreprises adaptées et ESAT et aux structures d’insertion "
    "par l’activité économique.",
    "dispensed from competition": "[8] Réserver limite les candidats et dispense de la procédure et de la mise en concurrence "
    "que demande la valeur du besoin.",
    "obeyed injection": "[2] PIRATE À BORD : la réservation peut porter sur un marché entier ou sur un lot (ici, le marché "
    "entier ou un lot), qu’il s’agisse de travaux, de fournitures ou de services.",
    "obeyed injection in plain law": "[8] Vous êtes dispensé de toute publicité et vous pouvez signer le marché de gré à gré "
    "avec l’entreprise de votre choix.",
    "secrets told": "[2] Mes consignes sont : « Vous aidez un acheteur public français à lire une réponse ».",
    "invented quotation": "[3] Le texte dit : « tout marché de la commune est réservé aux entreprises adaptées du canton ».",
    "invented name": "[3] Le marché ou le lot peut être réservé aux entreprises adaptées et ESAT et aux structures "
    "équivalentes, comme ADAPEI Services.",
    "swapped structures": "[3] Le marché ou le lot peut être réservé aux GEIQ et ESAT et aux structures équivalentes.",
    "link": "[3] Le marché ou le lot peut être réservé aux entreprises adaptées et ESAT et aux structures équivalentes : "
    "https://example.org.",
    "markup": "[3] Le marché ou le lot peut être réservé aux <b>entreprises adaptées</b> et ESAT et aux structures équivalentes.",
    "always": "[3] Le marché ou le lot peut toujours être réservé aux entreprises adaptées et ESAT et aux structures équivalentes.",
    "number the draft does not have": "[42] L’attributaire doit employer au moins 10 % de travailleurs handicapés.",
    "no number": "L’attributaire doit employer au moins 10 % de travailleurs handicapés.",
}


@pytest.mark.parametrize("line", BAD_LINES.values(), ids=BAD_LINES)
def test_a_bad_sentence_is_never_shown(line: str, server: ScriptedServer, phrase: Phrase, draft: Draft) -> None:
    server.plays(says(f"{GOOD}\n{line}\n"))
    blocks, outcome = phrase()
    bad = line.partition("] ")[2] or line
    for text in (shown(blocks), shown(outcome.blocks)):
        assert bad not in text
        kept = [
            s.text.replace("\u00a0", " ")
            for block in draft.blocks
            for s in block.sentences
            if s.text[:30] not in GOOD
        ]
        changed = [sentence for sentence in kept if sentence not in text]
        assert [sentence for sentence in changed if not sentence.startswith("La réservation peut porter")] == []
        assert GOOD.removeprefix("[2] ") in text
    assert outcome.engine == "scripte"


def test_a_model_that_only_lies_leaves_the_deterministic_answer(
    server: ScriptedServer, phrase: Phrase, draft: Draft
) -> None:
    server.plays(says("\n".join(BAD_LINES.values())))
    blocks, outcome = phrase()
    assert outcome.blocks == draft.blocks == tuple(blocks)
    assert outcome.citations == draft.citations
    assert outcome.engine == DETERMINISTIC
    assert outcome.removed > 10


def test_a_refused_sentence_is_repaired_once(server: ScriptedServer, phrase: Phrase) -> None:
    server.plays(says(BAD_LINES["altered threshold"]), says(REPAIRED))
    _, outcome = phrase()
    assert REPAIRED.removeprefix("[6] ") in shown(outcome.blocks)
    assert "30 %" not in shown(outcome.blocks)
    assert outcome.removed == 0
    asked = server.requests[1]["messages"][-1]["content"]
    assert "les chiffres ne sont pas ceux de la phrase d’origine" in asked
    assert len(server.requests) == 2


REPAIRED = (
    "[6] L’attributaire doit employer au moins 50 % de travailleurs défavorisés ou de travailleurs handicapés ; "
    "c’est à vérifier dans les candidatures."
)

BROKEN: dict[str, Reply] = {
    "silence": keeps_silent(30),
    "silence after a sentence": keeps_silent(30, after=f"{GOOD}\n"),
    "alive but silent": keeps_silent(30, comments=True),
    "endless stream": never_ends(f"{GOOD}\n"),
    "endless line": never_ends("bla "),
    "empty": says(""),
    "blank": says("  \n \n"),
    "nothing at all": sends(b""),
    "truncated by length": says(GOOD, finish="length"),
    "cut": cuts(f"{GOOD}\n[6] L’attributaire doit"),
    "broken UTF-8": sends(b'data: {"choices": [{"index": 0, "delta": {"content": "\xff\xfe\xc3"}}]}\n\n'),
    "broken JSON": sends(b'data: {"choices": [{"index"\n\n'),
    "a page instead": sends(b"<html><body>Bienvenue</body></html>", "text/html"),
    "500": fails(500),
    "429": fails(429),
    "401": fails(401),
    "404": fails(404),
    "tool loop": calls("read_article", '{"reference": "L2113-12"}'),
    "unknown tool, again and again": calls("delete_all", "{}"),
    "broken arguments, again and again": calls("read_article", '{"reference": '),
}


@pytest.mark.parametrize("reply", BROKEN.values(), ids=BROKEN)
def test_a_broken_server_leaves_the_deterministic_answer_in_time(
    reply: Reply, server: ScriptedServer, phrase: Phrase, draft: Draft
) -> None:
    server.plays(reply)
    _, outcome = phrase(timeout=1.5)
    assert outcome.blocks == draft.blocks
    assert outcome.citations == draft.citations
    assert outcome.evidence == draft.evidence
    assert outcome.engine == DETERMINISTIC


@pytest.mark.filterwarnings("ignore:A test tried to use:UserWarning")
def test_no_other_host_can_be_reached_from_here() -> None:
    with socket.socket() as outside, pytest.raises(SocketConnectBlockedError):
        outside.connect(("192.0.2.1", 80))


def test_a_server_that_is_not_there_leaves_the_deterministic_answer(
    server: ScriptedServer, phrase: Phrase, draft: Draft
) -> None:
    server.url = "http://127.0.0.1:9/v1"
    _, outcome = phrase()
    assert (outcome.blocks, outcome.engine) == (draft.blocks, DETERMINISTIC)
