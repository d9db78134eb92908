"""On somebody else's page: strict policy, hostile styles, one line of HTML, an anonymous token."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from widget_servers import HostSite
from widget_steps import HOURS, RESERVATION, SIZES, OpenPage, answer_with, ask, open_panel

HOSTILE = """
* { all: unset !important; display: block !important; color: red !important; font: 60px serif !important;
    position: static !important; transform: rotate(3deg) !important; letter-spacing: 1em !important; }
html { transform: none !important; font-size: 5px !important; direction: rtl; zoom: 1; }
body { transform: none !important; line-height: 9 !important; text-transform: uppercase; visibility: visible; }
assistant-clauses, assistant-clauses * { display: none !important; opacity: 0 !important; visibility: hidden !important; }
button, dialog, textarea, li, .panel, .answer { background: lime !important; border: 20px solid red !important; }
"""


def embedded(host_site: HostSite, assistant: str, tag: str, style: str = "") -> str:
    """A page of the other site with the widget, under a policy that lets in the site and the assistant only."""
    host_site.page("/style.css", style or "body { margin: 0; }")
    html = f"""<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Intranet</title>
      <link rel="stylesheet" href="/style.css"></head><body><h1>Page</h1>{tag}</body></html>"""
    return host_site.page("/page", html, Content_Security_Policy=f"default-src 'self' {assistant}")


@pytest.fixture
def watched(open_page: OpenPage) -> Any:
    """Opens a page whose requests and policy violations are recorded."""

    def opened(size: str = "desktop") -> tuple[Page, set[str], list[str]]:
        page = open_page(size)
        origins: set[str] = set()
        complaints: list[str] = []
        page.on("request", lambda request: origins.add("/".join(request.url.split("/")[:3])))
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.add_init_script(
            "addEventListener('securitypolicyviolation', (e) => console.error(e.violatedDirective))"
        )
        return page, origins, complaints

    return opened


@pytest.mark.parametrize("size", sorted(SIZES))
def test_strict_policy_and_hostile_styles(watched: Any, host_site: HostSite, site: str, size: str) -> None:
    page, origins, complaints = watched(size)
    tag = f'<script type="module" src="{site}/widget.js" data-title="Assistant clauses sociales" async></script>'
    open_panel(page, embedded(host_site, site, tag, HOSTILE))
    turn, _ = ask(page, RESERVATION)
    expect(turn.locator(".verdict")).to_be_visible()
    panel = page.locator("dialog.panel")
    box = panel.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= SIZES[size][0]
    style = turn.locator(".lead").evaluate(
        "p => { const s = getComputedStyle(p); return [s.color, s.fontSize, s.direction, s.letterSpacing, s.textTransform] }"
    )
    assert style == ["rgb(21, 35, 31)", "15.9px", "ltr", "normal", "none"]
    assert page.locator("dialog.panel").evaluate("p => getComputedStyle(p).borderTopWidth") in {"1px", "0px"}
    turn.locator("button.cite").first.click()
    expect(page.locator("dialog.article mark")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(page.get_by_role("button", name="Assistant clauses sociales")).to_be_visible()
    assert origins == {host_site.origin, site}
    assert complaints == []


def test_the_page_keeps_its_own_styles(open_page: OpenPage, host_site: HostSite, site: str) -> None:
    page = open_page()
    page.goto(embedded(host_site, site, "<p>Texte</p>"))
    styles = "() => ['html', 'body', 'h1', 'p'].map((tag) => JSON.stringify(" \
        "Object.fromEntries([...getComputedStyle(document.querySelector(tag))].map((name) => " \
        "[name, getComputedStyle(document.querySelector(tag))[name]]))))"  # fmt: skip
    before = page.evaluate(styles)
    page.goto(
        embedded(host_site, site, f'<p>Texte</p><script type="module" src="{site}/widget.js" data-x="1"></script>')
    )
    page.get_by_role("button", name="Assistant clauses sociales").wait_for()
    assert page.evaluate(styles) == before
    assert page.evaluate("Object.keys(window).filter((name) => /assistant/i.test(name))") == []


def test_visitor_gets_a_token_and_keeps_the_conversation(
    watched: Any, host_site: HostSite, guarded_site: str
) -> None:
    page, _, _ = watched()
    tag = f'<script type="module" src="{guarded_site}/widget.js" data-title="Assistant clauses sociales"></script>'
    address = embedded(host_site, guarded_site, tag)
    open_panel(page, address)
    with page.expect_response("**/api/widget-token") as response:
        ask(page, HOURS)
    assert response.value.ok
    link = page.get_by_role("link", name="Demander au facilitateur")
    assert (link.get_attribute("href") or "").startswith("mailto:clauses%40example.org?")
    open_panel(page, address)
    expect(page.locator(".turn")).to_have_count(1)
    page.evaluate("Object.keys(localStorage).filter((k) => k.endsWith(':token'))"
                  ".forEach((k) => localStorage.setItem(k, localStorage.getItem(k) + 'x'))")  # fmt: skip
    turn, _ = ask(page, "Et avec un effort de 7 % ?")
    expect(turn.locator(".after")).to_be_visible()


def test_element_placed_by_the_page_in_place(watched: Any, host_site: HostSite, site: str) -> None:
    page, _, complaints = watched()
    tag = (
        f'<script type="module" src="{site}/widget.js"></script><assistant-clauses mode="inline" theme="dark" '
        f'endpoint="{site}" data-title="Aide aux achats" data-suggestions="Première ? | Deuxième ?" '
        'facilitator-email="facilitateur@example.org"></assistant-clauses>'
    )
    page.goto(embedded(host_site, site, tag, "assistant-clauses { --assistant-accent: rgb(1, 2, 3); }"))
    expect(page.locator("assistant-clauses")).to_have_count(1)
    expect(page.get_by_role("heading", name="Aide aux achats")).to_be_visible()
    expect(page.locator(".welcome .suggestion")).to_have_text(["Première ?", "Deuxième ?"])
    expect(page.locator(".root")).to_have_css("color-scheme", "dark")
    expect(page.locator(".button.send").first).to_have_css("background-color", "rgb(1, 2, 3)")
    expect(page.get_by_role("button", name="Fermer")).to_have_count(0)

    turn, _ = ask(page, HOURS)
    link = turn.get_by_role("link", name="Demander au facilitateur").get_attribute("href") or ""
    assert link.startswith("mailto:facilitateur%40example.org?subject=")
    assert len(link) < 8_000
    assert "chantier%20de%20ma%C3%A7onnerie" in link
    assert complaints == []


def test_script_tag_without_attribute_makes_nothing(open_page: OpenPage, host_site: HostSite, site: str) -> None:
    page = open_page()
    page.goto(embedded(host_site, site, f'<script type="module" src="{site}/widget.js"></script>'))
    page.wait_for_function("customElements.get('assistant-clauses') !== undefined")
    expect(page.locator("assistant-clauses")).to_have_count(0)


def test_events_and_methods(open_page: OpenPage, site: str, answers: dict[str, Any]) -> None:
    page = open_page()
    page.goto(site)
    page.locator("assistant-clauses").wait_for(state="attached")
    answer_with(page, answers["hours"])
    heard = page.evaluate(
        """async (question) => {
          const element = document.querySelector('assistant-clauses');
          const heard = new Promise((done) => document.addEventListener('assistant:answer', (e) => done(e.detail)));
          element.open();
          element.ask(question);
          return heard;
        }""",
        HOURS,
    )
    assert heard == {"question": HOURS, "answer": answers["hours"]}
    page.evaluate("document.querySelector('assistant-clauses').close()")
    expect(page.locator("dialog.panel")).to_be_hidden()


def test_shortcuts_of_the_page_do_not_fire_while_typing(open_page: OpenPage, site: str) -> None:
    page = open_page()
    open_panel(page, site)
    page.evaluate("window.keys = []; document.addEventListener('keydown', (e) => window.keys.push(e.key))")
    field = page.get_by_role("textbox", name="Votre question")
    field.press("s")
    field.press("Shift+Enter")
    field.press("t")
    expect(field).to_have_value(re.compile("^s\nt$"))
    assert page.evaluate("window.keys") == []
