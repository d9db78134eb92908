"""What a person does with the widget, and what a server may answer, in the words of the tests."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from playwright.sync_api import Locator, Page, Route

OpenPage = Callable[..., Page]
SIZES = {"desktop": (1280, 900), "phone": (390, 844)}
RESERVATION = "Ce marché de nettoyage peut-il être réservé ?"
HOURS = "Combien d’heures d’insertion pour un chantier de maçonnerie de 1,2 M€ HT sur 14 mois ?"
CLAUSE = "Rédige la clause d’insertion pour un lot peinture de 150 000 € HT sur 10 mois"
STRUCTURES = "Qui peut faire l’entretien d’espaces verts près de Dax ?"


def open_panel(page: Page, address: str) -> None:
    """Go to a page of the assistant and open the panel with its button."""
    page.goto(address)
    page.get_by_role("button", name="Assistant clauses sociales").click()
    page.get_by_role("textbox", name="Votre question").wait_for()


def ask(page: Page, question: str) -> tuple[Locator, dict[str, Any]]:
    """Type a question, send it with Enter and wait for the whole answer; returns its turn and its JSON."""
    page.evaluate(
        """() => document.addEventListener('assistant:answer', ({ detail }) => { window.answered = detail.answer; })"""
    )
    send(page, question)
    turn = last_turn(page)
    turn.get_by_role("group", name="Cette réponse").wait_for()
    answer: dict[str, Any] = page.evaluate("window.answered")
    return turn, answer


def send(page: Page, question: str) -> None:
    """Type a question and send it with Enter."""
    field = page.get_by_role("textbox", name="Votre question")
    field.fill(question)
    field.press("Enter")


def last_turn(page: Page) -> Locator:
    """The last question and its answer."""
    return page.locator(".turn").last


def focused(page: Page) -> str:
    """What has the focus inside the widget: its label, its text or its tag."""
    label: str = page.evaluate(
        """() => {
          const element = document.querySelector('assistant-clauses').shadowRoot.activeElement;
          if (!element) return '';
          return element.getAttribute('aria-label') || element.textContent.trim() || element.localName;
        }"""
    )
    return label


def event_stream(*events: tuple[str, Any]) -> str:
    """Server-sent events as the API writes them."""
    return "".join(f"event: {name}\ndata: {json.dumps(data)}\n\n" for name, data in events)


def answer_with(page: Page, answer: Mapping[str, Any]) -> None:
    """Make the chat answer this, with the events of a real answer."""
    body = event_stream(
        ("progress", {"step": "understand", "label": "Je lis votre question…"}),
        ("understood", answer["understood"]),
        ("citations", answer["citations"]),
        *(("block", block) for block in answer["blocks"]),
        ("answer", answer),
    )
    page.route("**/api/chat", lambda route: route.fulfill(content_type="text/event-stream", body=body))


def refuse_with(page: Page, path: str, status: int, code: str, detail: str, **headers: str) -> None:
    """Make an address of the API refuse with problem details."""
    problem = {"type": "about:blank", "title": "Refus", "status": status, "code": code, "detail": detail}
    sent = {name.replace("_", "-"): value for name, value in headers.items()}

    def refuse(route: Route) -> None:
        route.fulfill(
            status=status, content_type="application/problem+json", body=json.dumps(problem), headers=sent
        )

    page.route(path, refuse)
