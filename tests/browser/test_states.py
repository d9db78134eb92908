"""When things go wrong or slowly: what the person reads, and how they go on."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect
from widget_steps import HOURS, OpenPage, answer_with, ask, event_stream, last_turn, open_panel, refuse_with, send

CHAT = "**/api/chat"


@pytest.fixture
def panel(open_page: OpenPage, site: str) -> Page:
    """The open panel."""
    page = open_page()
    open_panel(page, site)
    return page


def heard_errors(page: Page) -> list[dict[str, Any]]:
    """The `assistant:error` events from now on, filled as they come."""
    heard: list[dict[str, Any]] = []
    page.expose_function("heard", lambda detail: heard.append(detail))
    page.evaluate("document.addEventListener('assistant:error', ({ detail }) => window.heard(detail))")
    return heard


def test_refusal_is_said_with_its_reference_then_retried(panel: Page, answers: dict[str, Any]) -> None:
    heard = heard_errors(panel)
    detail = "Les données ne peuvent pas être lues pour le moment."
    refuse_with(panel, CHAT, 503, "stockage_indisponible", detail)
    send(panel, HOURS)
    expect(last_turn(panel).locator(".failure")).to_contain_text(detail)
    expect(panel.locator(".panel > [role=status]")).to_have_text(detail)
    assert [(event["status"], event["code"]) for event in heard] == [(503, "stockage_indisponible")]

    panel.unroute(CHAT)
    answer_with(panel, answers["hours"])
    last_turn(panel).get_by_role("button", name="Réessayer").click()
    expect(last_turn(panel).locator(".formula p")).to_have_text(answers["hours"]["calculation"]["formula"])


def test_rate_limit_counts_down_before_the_retry(panel: Page) -> None:
    panel.clock.install()
    refuse_with(panel, CHAT, 429, "trop_de_requetes", "Vous avez posé beaucoup de questions.", Retry_After="3")
    send(panel, HOURS)
    turn = last_turn(panel)
    retry = turn.get_by_role("button", name="Réessayer")
    expect(turn).to_contain_text("Vous avez posé beaucoup de questions.")
    expect(turn.locator(".wait")).to_have_text(re.compile(r"dans 3\sseconde"))
    expect(retry).to_be_disabled()
    panel.clock.run_for(1_000)
    expect(turn.locator(".wait")).to_have_text(re.compile(r"dans 2\sseconde"))
    panel.clock.run_for(2_500)
    expect(turn.locator(".wait")).to_have_text("Vous pouvez réessayer.")
    expect(retry).to_be_enabled()


def test_offline_keeps_the_question(panel: Page) -> None:
    heard = heard_errors(panel)
    panel.context.set_offline(True)
    send(panel, HOURS)
    expect(last_turn(panel)).to_contain_text("Vous êtes hors ligne.")
    expect(last_turn(panel).locator(".question")).to_contain_text(HOURS)
    assert heard[0]["status"] == 0
    panel.context.set_offline(False)
    last_turn(panel).get_by_role("button", name="Réessayer").click()
    expect(last_turn(panel).locator(".formula p")).to_contain_text("1 200 000 €")


def test_unreachable_server_is_not_called_offline(panel: Page) -> None:
    panel.route(CHAT, lambda route: route.abort())
    send(panel, HOURS)
    expect(last_turn(panel)).to_contain_text("L’assistant ne répond pas.")


def test_error_in_the_stream_and_stream_cut_short(panel: Page) -> None:
    problem = {"status": 500, "code": "erreur_interne", "detail": "Une erreur imprévue.", "request_id": "abc123"}
    body = event_stream(("progress", {"step": "search", "label": "Je cherche…"}), ("error", problem))
    panel.route(CHAT, lambda route: route.fulfill(content_type="text/event-stream", body=body))
    send(panel, HOURS)
    expect(last_turn(panel)).to_contain_text("Une erreur imprévue.")
    expect(last_turn(panel)).to_contain_text("abc123")

    panel.unroute(CHAT)
    cut = event_stream(("progress", {"step": "search", "label": "Je cherche…"}))
    panel.route(CHAT, lambda route: route.fulfill(content_type="text/event-stream", body=cut))
    send(panel, "Et maintenant ?")
    expect(last_turn(panel)).to_contain_text("La réponse s’est interrompue avant la fin.")


def test_answer_that_is_not_json_is_a_failure_not_a_blank(panel: Page) -> None:
    panel.route(
        CHAT, lambda route: route.fulfill(status=502, content_type="text/html", body="<h1>Bad gateway</h1>")
    )
    send(panel, HOURS)
    expect(last_turn(panel)).to_contain_text("L’assistant n’a pas pu répondre. Réessayez dans un instant.")
    panel.unroute(CHAT)
    panel.route(
        CHAT, lambda route: route.fulfill(content_type="text/event-stream", body="event: answer\ndata: {\n\n")
    )
    send(panel, "Et maintenant ?")
    expect(last_turn(panel)).to_contain_text("L’assistant n’a pas pu répondre. Réessayez dans un instant.")


def test_slow_answer_is_said_and_can_be_stopped(panel: Page) -> None:
    panel.clock.install()
    waiting: list[Route] = []
    panel.route(CHAT, lambda route: waiting.append(route))
    send(panel, HOURS)
    turn = last_turn(panel)
    expect(turn.locator(".progress")).to_have_text("Je lis votre question…")
    expect(turn.locator(".late")).to_be_hidden()
    panel.clock.run_for(8_500)
    expect(turn.locator(".late")).to_contain_text("C’est plus long que d’habitude.")
    panel.get_by_role("button", name="Interrompre").click()
    expect(turn).to_contain_text("Réponse interrompue.")
    expect(panel.get_by_role("button", name="Envoyer")).to_be_visible()
    expect(panel.get_by_role("textbox", name="Votre question")).to_be_focused()
    turn.get_by_role("button", name="Reposer la question").click()
    expect(panel.locator(".turn")).to_have_count(2)
    panel.get_by_role("button", name="Interrompre").click()
    for route in waiting:
        route.abort()


def test_second_question_waits_for_the_first(panel: Page) -> None:
    waiting: list[Route] = []
    panel.route(CHAT, lambda route: waiting.append(route))
    send(panel, HOURS)
    field = panel.get_by_role("textbox", name="Votre question")
    field.fill("Une autre question")
    field.press("Enter")
    expect(field).to_have_value("Une autre question")
    expect(panel.locator(".turn")).to_have_count(1)
    panel.get_by_role("button", name="Interrompre").click()
    for route in waiting:
        route.abort()


def test_forgotten_conversation_starts_a_new_one(panel: Page, site: str) -> None:
    _, answer = ask(panel, HOURS)
    first = answer["conversation_id"]
    assert panel.request.delete(f"{site}/api/conversations/{first}").ok
    turn, answer = ask(panel, "Suis-je obligé de prévoir une considération sociale ?")
    expect(turn).to_contain_text("L2112-2-1")
    assert answer["conversation_id"] != first
    expect(panel.locator(".toast")).to_contain_text("n’est plus conservée")


def test_failed_side_actions_are_said(panel: Page) -> None:
    turn, _ = ask(panel, HOURS)
    refuse_with(panel, "**/api/feedback", 503, "stockage_indisponible", "Réessayez dans un instant.")
    turn.get_by_role("button", name="Réponse utile").click()
    expect(turn.get_by_role("status")).to_contain_text("n’a pas pu être gardé")
    refuse_with(panel, "**/api/hours", 422, "valeur_invalide", "L’effort doit être inférieur à 100 %.")
    turn.get_by_role("textbox", name="Effort d’insertion").fill("900")
    turn.get_by_role("button", name="Recalculer").click()
    expect(turn.get_by_role("alert")).to_have_text("L’effort doit être inférieur à 100 %.")
    refuse_with(panel, "**/api/articles/**", 503, "index_indisponible", "L’index n’est pas prêt.")
    turn.locator("button.cite").first.click()
    dialog = panel.locator("dialog.article")
    expect(dialog.locator("mark")).not_to_be_empty()
    expect(dialog.get_by_role("alert")).to_contain_text("L’index n’est pas prêt.")
    panel.keyboard.press("Escape")
    refuse_with(panel, "**/export.docx", 503, "stockage_indisponible", "Réessayez plus tard.")
    panel.get_by_title("Conversation", exact=True).click()
    panel.get_by_role("button", name="Exporter en Word").click()
    expect(panel.locator(".toast")).to_contain_text("n’a pas pu être téléchargé")


def test_browser_that_refuses_storage_keeps_the_conversation_on_the_page(open_page: OpenPage, site: str) -> None:
    page = open_page()
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError') } })"
    )
    open_panel(page, site)
    _, first = ask(page, HOURS)
    _, second = ask(page, "Et avec un effort de 7 % ?")
    assert first["conversation_id"] == second["conversation_id"]
