"""RGAA 4.1 and WCAG 2.2 AA: axe on every state, the keyboard alone, announcements, small and enlarged screens."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect
from widget_steps import CLAUSE, HOURS, RESERVATION, SIZES, OpenPage, ask, focused, last_turn, open_panel, send

PAGES = ("/", "/demo", "/widget")


def violations(page: Page) -> list[str]:
    """What axe finds, all its rules on, in the page and in the widget."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize(("size", "scheme"), [("desktop", "light"), ("phone", "dark")])
def test_axe_finds_nothing_in_any_state(open_page: OpenPage, site: str, size: str, scheme: str) -> None:
    page = open_page(size, color_scheme=scheme, reduced_motion="reduce")
    page.goto(f"{site}/demo")
    states = page.locator("#list a").evaluate_all("links => links.map(link => link.hash)")
    assert len(states) > 15
    found: dict[str, list[str]] = {}
    for state in states:
        page.goto("about:blank")
        page.goto(f"{site}/demo{state}")
        page.locator("#stage:not([aria-busy]) assistant-clauses").wait_for()
        stage = page.locator("assistant-clauses")
        if state == "#texte-dun-article":
            stage.locator("dialog.article .law mark").wait_for()
        for fold in stage.locator("details.fold > summary").all():
            if fold.is_visible() and state != "#texte-dun-article":
                fold.click()
        if problems := violations(page):
            found[state] = problems
    assert found == {}


@pytest.mark.parametrize("size", sorted(SIZES))
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_in_the_pages(open_page: OpenPage, site: str, path: str, size: str) -> None:
    page = open_page(size, reduced_motion="reduce")
    page.goto(site + path)
    page.locator("h1").wait_for()
    assert violations(page) == []
    if path == "/":
        page.get_by_role("button", name="Assistant clauses sociales").click()
        page.get_by_title("Conversation", exact=True).click()
        assert violations(page) == []


def test_everything_is_done_with_the_keyboard(open_page: OpenPage, site: str) -> None:
    page = open_page()
    page.goto(site)
    launcher = page.get_by_role("button", name="Assistant clauses sociales")
    launcher.wait_for()
    for _ in range(20):
        page.keyboard.press("Tab")
        if focused(page) == "Assistant clauses sociales":
            break
    assert outline(page) != "none"
    page.keyboard.press("Enter")
    assert focused(page).startswith("Votre question") or focused(page) == "textarea"
    page.keyboard.type(RESERVATION)
    page.keyboard.press("Enter")
    last_turn(page).get_by_role("group", name="Cette réponse").wait_for()

    visited = []
    for _ in range(60):
        page.keyboard.press("Shift+Tab")
        visited.append(focused(page))
        assert outline(page) != "none", f"sans focus visible : {visited[-1]}"
        if visited[-1].startswith("Source 1"):
            break
    assert visited[-1].startswith("Source 1"), visited
    assert "Réponse utile" in visited
    page.keyboard.press("Enter")
    dialog = page.locator("dialog.article")
    expect(dialog).to_be_visible()
    for _ in range(4):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.querySelector('assistant-clauses').shadowRoot.activeElement?.closest('dialog.article') !== null"
        )
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert focused(page) == visited[-1]
    page.keyboard.press("Escape")
    expect(page.locator("dialog.panel")).to_be_hidden()
    assert focused(page) == "Assistant clauses sociales"


def outline(page: Page) -> str:
    """The style of the focus outline of what has the focus, or of the field around it."""
    style: str = page.evaluate(
        """() => {
          const element = document.querySelector('assistant-clauses').shadowRoot.activeElement ?? document.activeElement;
          const around = element.closest('.composer') ?? element;
          return getComputedStyle(around).outlineStyle;
        }"""
    )
    return style


def test_menu_closes_with_escape_and_gives_the_focus_back(open_page: OpenPage, site: str) -> None:
    page = open_page()
    open_panel(page, site)
    page.get_by_title("Conversation", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Exporter en Word")).to_be_disabled()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Exporter en Word")).to_be_hidden()
    expect(page.locator("dialog.panel")).to_be_visible()
    assert focused(page) == "Conversation"


def test_start_and_end_are_announced_and_nothing_between(open_page: OpenPage, site: str) -> None:
    page = open_page()
    open_panel(page, site)
    page.evaluate(
        """() => {
          window.said = [];
          const root = document.querySelector('assistant-clauses').shadowRoot;
          const status = root.querySelector('.panel > [role=status]');
          new MutationObserver(() => window.said.push(status.textContent)).observe(status, { childList: true });
        }"""
    )
    turn, answer = ask(page, HOURS)
    said = page.evaluate("window.said")
    assert len(said) == 2, said
    assert said[0] == "Votre question est envoyée. Je prépare la réponse."
    assert said[1] == f"La réponse est prête. {answer['blocks'][0]['sentences'][0]['text']}"
    live = "[aria-live], [role=status], [role=alert], [role=log]"
    assert [element.inner_text() for element in turn.locator(live).all() if element.inner_text()] == []
    expect(page.locator("assistant-clauses .root")).to_have_attribute("lang", "fr")


def test_phone_panel_is_modal_and_gives_the_page_back(open_page: OpenPage, site: str) -> None:
    page = open_page("phone")
    open_panel(page, site)
    panel = page.locator("dialog.panel")
    box = panel.bounding_box()
    assert box == {"x": 0, "y": 0, "width": 390, "height": 844}
    assert panel.evaluate("panel => panel.matches(':modal')")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    assert focused(page) == "Assistant clauses sociales"


@pytest.mark.parametrize(("width", "height"), [(320, 640), (640, 450)], ids=["320 px", "200 %"])
def test_nothing_is_cut_on_a_small_or_enlarged_screen(
    open_page: OpenPage, site: str, width: int, height: int
) -> None:
    page = open_page(viewport={"width": width, "height": height})
    open_panel(page, site)
    for question in (RESERVATION, HOURS, CLAUSE):
        ask(page, question)
        cut = page.evaluate(
            """() => {
              const root = document.querySelector('assistant-clauses').shadowRoot;
              const area = root.querySelector('.thread');
              const limit = area.getBoundingClientRect().right + 1;
              return [...area.querySelectorAll('*')]
                .filter((element) => !element.closest('.sr') && element.getBoundingClientRect().right > limit)
                .map((element) => element.outerHTML.slice(0, 100));
            }"""
        )
        assert cut == []
    field = page.get_by_role("textbox", name="Votre question").bounding_box()
    assert field is not None
    assert field["y"] + field["height"] <= height
    page.locator("button.cite").first.click()
    close = page.get_by_role("button", name="Fermer l’article").bounding_box()
    assert close is not None
    assert close["x"] + close["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_larger_text_of_the_browser_is_followed(open_page: OpenPage, site: str) -> None:
    page = open_page()
    open_panel(page, site)
    before = page.locator(".welcome p").evaluate("element => parseFloat(getComputedStyle(element).fontSize)")
    page.evaluate("document.documentElement.style.setProperty('font-size', '24px')")
    after = page.locator(".welcome p").evaluate("element => parseFloat(getComputedStyle(element).fontSize)")
    assert after / before == pytest.approx(1.5, abs=0.02)


def test_targets_are_at_least_24_pixels(open_page: OpenPage, site: str) -> None:
    page = open_page("phone")
    open_panel(page, site)
    ask(page, RESERVATION)
    small = page.evaluate(
        """() => [...document.querySelector('assistant-clauses').shadowRoot
          .querySelectorAll('button, summary, input, textarea, a')]
          .map((element) => [element.outerHTML.slice(0, 90), element.getBoundingClientRect()])
          .filter(([, { width, height }]) => width && (width < 24 || height < 24)).map(([html]) => html)"""
    )
    assert small == []


def test_reduced_motion_stops_the_progress_dot(open_page: OpenPage, site: str) -> None:
    page = open_page(reduced_motion="reduce")
    open_panel(page, site)
    held: list[Route] = []
    page.route("**/api/chat", lambda route: held.append(route))
    send(page, HOURS)
    dot = last_turn(page).locator(".pulse")
    assert dot.evaluate("dot => getComputedStyle(dot).animationName") == "none"
    page.get_by_role("button", name="Interrompre").click()
    for route in held:
        route.abort()
