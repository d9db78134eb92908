"""The official OpenAI and MCP clients, over a real server on the loopback; many conversations at once."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator

import httpx
import openai
import pytest
from mcp.client.client import Client

QUESTION = "Ce marché de nettoyage peut-il être réservé ?"
HOURS = "Combien d’heures d’insertion pour un chantier de 1,2 M€ HT sur 14 mois ?"
MODEL = "assistant-clauses"


@pytest.fixture
def model(server: str) -> Iterator[openai.OpenAI]:
    """The official client, with any key: this machine's user needs none."""
    with openai.OpenAI(base_url=f"{server}/v1", api_key="sans-objet", max_retries=0) as client:
        yield client


def test_the_assistant_is_a_model(model: openai.OpenAI) -> None:
    assert [known.id for known in model.models.list().data] == [MODEL]
    assert model.models.retrieve(MODEL).id == MODEL


def test_citations_are_in_the_text_and_in_the_annotations(model: openai.OpenAI) -> None:
    completion = model.chat.completions.create(model=MODEL, messages=[{"role": "user", "content": QUESTION}])
    message = completion.choices[0].message
    assert completion.choices[0].finish_reason == "stop"
    assert message.content
    assert message.annotations
    for annotation in message.annotations:
        citation = annotation.url_citation
        mark = message.content[citation.start_index : citation.end_index]
        assert re.fullmatch(r"\[\d+\]", mark)
        assert citation.url.startswith("https://www.legifrance.gouv.fr/")
    assert set(re.findall(r"\[\d+\]", message.content)) == {
        message.content[a.url_citation.start_index : a.url_citation.end_index] for a in message.annotations
    }


def test_a_stream_says_what_a_whole_answer_says(model: openai.OpenAI) -> None:
    messages = [{"role": "system", "content": "Réponds en vers."}, {"role": "user", "content": HOURS}]
    whole = model.chat.completions.create(model=MODEL, messages=messages).choices[0].message  # type: ignore[call-overload]
    text, annotations, usage, reasons = "", [], None, []
    stream = model.chat.completions.create(  # type: ignore[call-overload]
        model=MODEL, messages=messages, stream=True, stream_options={"include_usage": True}
    )
    for chunk in stream:
        usage = chunk.usage or usage
        for choice in chunk.choices:
            text += choice.delta.content or ""
            annotations += getattr(choice.delta, "annotations", None) or []
            reasons.append(choice.finish_reason)
    assert text == whole.content
    assert len(annotations) == len(whole.annotations)
    assert [reason for reason in reasons if reason] == ["stop"]
    assert usage is not None


def test_the_earlier_messages_are_the_conversation(model: openai.OpenAI) -> None:
    first = {"role": "user", "content": HOURS}
    model.chat.completions.create(model=MODEL, messages=[first])  # type: ignore[list-item]
    said = {"role": "assistant", "content": "Le marché est de 99 M€."}
    branches = {}
    # Both follow the same first message: the second must not see the first one's effort.
    for effort in (7, 10):
        follow = {"role": "user", "content": f"Et avec un effort de {effort} % ?"}
        completion = model.chat.completions.create(model=MODEL, messages=[first, said, follow])  # type: ignore[list-item]
        branches[effort] = completion.choices[0].message.content or ""
    assert "1\u00a0400\u00a0" in branches[7]
    assert "2\u00a0000\u00a0" in branches[10]
    assert "7\u00a0%" not in branches[10]
    repeated = model.chat.completions.create(
        model=MODEL,
        messages=[first, said, {"role": "user", "content": "Et avec un effort de 7 % ?"}],  # type: ignore[list-item]
    )
    assert repeated.choices[0].message.content == branches[7]


def test_refusals_reach_the_client_with_their_code(model: openai.OpenAI) -> None:
    with pytest.raises(openai.UnprocessableEntityError, match="vide") as empty:
        model.chat.completions.create(model=MODEL, messages=[{"role": "user", "content": " "}])
    assert empty.value.code == "valeur_invalide"
    with pytest.raises(openai.NotFoundError, match="seul modèle"):
        model.chat.completions.create(model="gpt-4", messages=[{"role": "user", "content": QUESTION}])
    with pytest.raises(openai.UnprocessableEntityError, match="Aucun message"):
        model.chat.completions.create(model=MODEL, messages=[{"role": "system", "content": QUESTION}])


async def test_mcp_tools(server: str) -> None:
    async with Client(f"{server}/mcp") as client:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert set(tools) == {
            "search", "article", "hours", "reservation", "obligation", "partners", "draft_clause",
        }  # fmt: skip
        assert all(tool.description and tool.output_schema for tool in tools.values())

        found = (
            await client.call_tool("search", {"query": "réserver un marché à des ESAT", "k": 5})
        ).structured_content
        assert "L2113-12" in [result["ref"] for result in found["results"]]
        article = (await client.call_tool("article", {"ref": "L. 2113-12"})).structured_content
        assert article["ref"] == "L2113-12"
        asked = {
            "market": "travaux",
            "amount_ht": 1_000_000,
            "labour_share": "50 %",
            "effort": 0.05,
            "hourly_cost": 30,
        }
        hours = (await client.call_tool("hours", asked)).structured_content
        assert hours["calculation"]["hours"] == 833
        decided = await client.call_tool("reservation", {"market": "nettoyage de bureaux à Dax, 100 000 € HT"})
        assert decided.structured_content["decision"]["verdict"] == "sous conditions"
        duty = await client.call_tool(
            "obligation", {"market": "travaux de 8 M€ HT d’une commune", "as_of": "2026-11-22"}
        )
        assert duty.structured_content["decision"]["steps"]
        partners = (await client.call_tool("partners", {"need": "nettoyage près de Dax"})).structured_content
        assert partners["structures"]
        drafted = await client.call_tool(
            "draft_clause", {"request": "clause d’insertion, lot peinture de 80 000 € HT"}
        )
        clause = drafted.structured_content["clause"]
    async with httpx.AsyncClient() as plain:
        document = await plain.get(server + clause["docx_url"])
    assert document.content.startswith(b"PK")


async def test_mcp_refusals_are_questions_and_reasons(server: str) -> None:
    async with Client(f"{server}/mcp") as client:
        missing = await client.call_tool("hours", {"market": "un marché"})
        assert missing.is_error
        assert "Quel est le montant" in missing.content[0].text
        unknown = await client.call_tool("article", {"ref": "L9999-9"})
        assert unknown.is_error
        assert "article_inconnu" in unknown.content[0].text


async def test_many_conversations_at_once_do_not_mix(server: str) -> None:
    # One conversation has its own amount, so that an answer given to another would show.
    amounts = [200_000 + 10_000 * number for number in range(20)]

    async def talk(client: httpx.AsyncClient, amount: int) -> None:
        ask = f"Combien d’heures d’insertion pour un chantier de {amount} € HT ?"
        first = (await client.post("/api/chat", json={"message": ask})).json()
        follow = {"message": "Et avec un effort de 10 % ?", "conversation_id": first["conversation_id"]}
        second = (await client.post("/api/chat", json=follow)).json()
        assert _given(first, "amount_ht") == amount
        assert _given(second, "amount_ht") == amount
        assert second["calculation"]["hours"] == pytest.approx(2 * first["calculation"]["hours"], abs=2)

    async with httpx.AsyncClient(base_url=server, timeout=120) as client:
        await asyncio.gather(*(talk(client, amount) for amount in amounts))
        assert (await client.get("/health")).status_code == 200


def _given(answer: dict, name: str) -> float:  # type: ignore[type-arg]
    return next(p["value"] for p in answer["calculation"]["parameters"] if p["name"] == name)


async def test_who_goes_away_frees_the_thread(server: str) -> None:
    async with httpx.AsyncClient(base_url=server, timeout=30) as client:
        for _ in range(10):
            headers = {"Accept": "text/event-stream"}
            async with client.stream("POST", "/api/chat", json={"message": QUESTION}, headers=headers) as response:
                async for _line in response.aiter_lines():
                    break
        answer = await client.post("/api/chat", json={"message": QUESTION})
        assert answer.status_code == 200


@pytest.fixture
def anyio_backend() -> str:
    """The loop uvicorn uses."""
    return "asyncio"


pytestmark = pytest.mark.anyio
