"""No text, from the server or from the person, ever becomes markup, script or an unsafe address."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from widget_steps import OpenPage, answer_with, ask, last_turn, open_panel, refuse_with, send

PAYLOADS = (
    "<script>window.pwned=1</script>",
    "<img src=x onerror=window.pwned=1>",
    "<svg/onload=window.pwned=1>",
    '"><details open ontoggle=window.pwned=1>',
    "'-window.pwned=1-'",
    "javascript:window.pwned=1",
    "${window.pwned=1}{{constructor.constructor('window.pwned=1')()}}",
    "<iframe srcdoc='<script>parent.pwned=1</script>'>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=window.pwned=1>",
    "[clic](javascript:window.pwned=1)",
    "</textarea><script>window.pwned=1</script>",
    "\u202e<b>retourné</b>\u0000",
)
DATES = {"in_force_since", "in_force_until", "consolidated_on", "as_of", "corpus_date", "since", "drafted_on"}
# What the widget chooses a form by; the API gives these from closed lists.
CHOSEN = {"kind", "verdict", "status", "conversation_id", "name"}


def poisoned(value: Any, payload: str, field: str = "") -> Any:
    """The same answer with the payload in every text the server sends."""
    if isinstance(value, dict):
        return {name: poisoned(inside, payload, name) for name, inside in value.items()}
    if isinstance(value, list):
        return [poisoned(inside, payload, field) for inside in value]
    if isinstance(value, str) and field not in DATES | CHOSEN:
        return payload
    return value


def everything(answers: dict[str, Any]) -> dict[str, Any]:
    """One answer that shows all that an answer can."""
    whole = copy.deepcopy(answers["reservation"])
    whole |= {"calculation": answers["hours"]["calculation"], "clause": answers["clause"]["clause"]}
    whole |= {"structures": answers["structures"]["structures"], "understood": answers["hours"]["understood"]}
    blocks = {block["kind"]: block for answer in answers.values() for block in answer["blocks"]}
    return whole | {"blocks": list(blocks.values()), "verdict": "oui"}


@pytest.fixture
def panel(open_page: OpenPage, site: str) -> Iterator[Page]:
    """The open panel; at the end nothing must have run, nor any address been asked for by a payload."""
    page = open_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    open_panel(page, site)
    yield page
    assert page.evaluate("window.pwned") is None
    assert [url for url in requests if not url.startswith(site)] == []
    assert [url for url in requests if url.endswith("/x")] == []


def planted(page: Page) -> list[str]:
    """The elements and attributes in the widget that only markup from a payload could have made."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelector('assistant-clauses').shadowRoot.querySelectorAll('*')].filter((element) =>
            ['script', 'img', 'iframe', 'math', 'style', 'form', 'b', 'object'].includes(element.localName)
              && !element.matches('form.composer, form.parameters')
            || [...element.attributes].some(({ name, value }) => /^on|^srcdoc$|^style$/.test(name)
              || (['href', 'src', 'action'].includes(name) && /^\\s*(javascript|data|vbscript):/i.test(value))))
          .map((element) => element.outerHTML.slice(0, 120))"""
    )
    return [html for html in found if not html.startswith("<textarea id=")]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_payload_in_every_text_of_the_answers(panel: Page, answers: dict[str, Any], payload: str) -> None:
    answer_with(panel, poisoned(everything(answers), payload))
    turn, _ = ask(panel, payload)
    expect(turn.locator(".question")).to_contain_text(payload.replace("\0", "").strip()[:20])
    expect(turn.locator(".calc, .clause-view, .structures-view, .verdict")).to_have_count(4)
    for fold in turn.locator("details.fold > summary").all():
        fold.click()
    assert planted(panel) == []

    article = {
        "path": [payload],
        "paragraphs": [{"index": 0, "text": payload}, {"index": 1, "text": f"A {payload}"}],
    }
    panel.route("**/api/articles/**", lambda route: route.fulfill(json=article))
    turn.locator("button.cite").first.click()
    expect(panel.locator("dialog.article .law p")).to_have_count(3)
    assert planted(panel) == []


def test_payload_in_a_problem_and_in_the_stream(panel: Page) -> None:
    for payload in PAYLOADS:
        panel.unroute("**/api/chat")
        refuse_with(panel, "**/api/chat", 500, payload[:20].replace("\0", ""), payload)
        send(panel, "Bonjour")
        expect(last_turn(panel).locator(".failure")).to_be_visible()
        assert planted(panel) == []


def test_poisoned_conversation_is_shown_as_text(open_page: OpenPage, site: str, answers: dict[str, Any]) -> None:
    page = open_page()
    page.goto(site)
    page.evaluate("(site) => localStorage.setItem(`assistant-clauses:${site}/:conversation`, 'x')", site)
    turns = [
        {"question": payload, "answer": poisoned(answers["clause"], payload), "at": "2026-11-22T10:00:00Z"}
        for payload in PAYLOADS
    ]
    page.route("**/api/conversations/x", lambda route: route.fulfill(body=json.dumps({"id": "x", "turns": turns})))
    open_panel(page, site)
    expect(page.locator(".turn")).to_have_count(len(PAYLOADS))
    assert planted(page) == []
    assert page.evaluate("window.pwned") is None
