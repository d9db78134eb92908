"""From a question to its proofs, on a desktop and on a phone, with the real assistant."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from widget_steps import CLAUSE, HOURS, RESERVATION, SIZES, STRUCTURES, OpenPage, ask, focused, open_panel

from assistant.conversation.rendering import french_date

VERDICTS = {"oui": "Oui", "non": "Non", "sous conditions": "Oui, sous conditions", "sans objet": "Sans objet"}


@pytest.fixture(params=sorted(SIZES))
def panel(request: pytest.FixtureRequest, open_page: OpenPage, site: str) -> Page:
    """The open panel on the intranet page."""
    page = open_page(request.param, permissions=["clipboard-read", "clipboard-write"])
    open_panel(page, site)
    return page


def test_verdict_then_article_at_the_quoted_paragraph(panel: Page) -> None:
    turn, answer = ask(panel, RESERVATION)
    expect(turn.locator(".verdict")).to_have_text(f"Réponse : {VERDICTS[answer['verdict']]}")
    expect(turn.locator(".verdict")).to_have_count(1)

    citation = turn.locator("button.cite").first
    label = citation.get_attribute("aria-label")
    number = int(citation.inner_text())
    cited = answer["citations"][number - 1]
    assert label == f"Source {number}\u00a0: " + cited["label"]
    citation.focus()
    panel.keyboard.press("Enter")
    dialog = panel.get_by_role("dialog", name=cited["label"])
    expect(dialog.locator("mark")).to_have_text(cited["quote"])
    expect(dialog.locator("mark")).to_be_in_viewport()
    expect(dialog.locator(".dates")).to_contain_text(
        f"En vigueur depuis le {french_date(date.fromisoformat(cited['in_force_since']))}, texte consolidé au"
        f" {french_date(date.fromisoformat(cited['consolidated_on']))}"
    )
    official = dialog.get_by_role("link", name="Texte officiel")
    expect(official).to_have_attribute("href", re.compile(r"^https://www\.legifrance\.gouv\.fr/"))
    expect(official).to_have_attribute("rel", "noopener noreferrer")

    panel.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(panel.get_by_role("textbox", name="Votre question")).to_be_visible()
    assert focused(panel) == label


def test_every_citation_number_opens_its_own_source(panel: Page) -> None:
    turn, answer = ask(panel, RESERVATION)
    buttons = {button.inner_text(): button for button in turn.locator("button.cite").all()}
    assert len(buttons) > 1
    for number, button in buttons.items():
        cited = answer["citations"][int(number) - 1]
        button.click()
        dialog = panel.locator("dialog.article")
        expect(dialog.get_by_role("heading")).to_have_text(cited["label"][0].upper() + cited["label"][1:])
        expect(dialog.locator(".said")).to_have_count(0)
        expect(dialog.locator("mark")).to_have_text(cited["quote"])
        dialog.get_by_role("button", name="Fermer l’article").click()


def test_calculation_is_explained_edited_and_computed_again(panel: Page) -> None:
    turn, answer = ask(panel, HOURS)
    calculation = answer["calculation"]
    expect(turn.locator(".figure")).to_have_text(f"{calculation['hours']:,} heures d’insertion".replace(",", " "))
    expect(turn.locator(".formula p")).to_have_text(calculation["formula"])
    expect(turn.locator(".parameters li")).to_have_count(len(calculation["parameters"]))
    effort = turn.get_by_role("textbox", name="Effort d’insertion")
    expect(effort).to_have_value("5")
    expect(effort).to_have_accessible_description(re.compile("Département.*à confirmer"))

    effort.fill("sept")
    effort.press("Enter")
    expect(turn.get_by_role("alert")).to_contain_text("n’est pas un nombre")
    expect(effort).to_have_attribute("aria-invalid", "true")
    expect(effort).to_be_focused()

    effort.fill("7,5")
    turn.get_by_role("button", name="Recalculer").click()
    expect(turn.locator(".figure")).to_have_text("1 500 heures d’insertion")
    expect(turn.locator(".formula p")).to_contain_text("7,5 %")
    expect(turn.get_by_role("textbox", name="Effort d’insertion")).to_have_value("7,5")
    expect(panel.locator(".panel > [role=status]")).to_contain_text("1 500 heures")

    turn.get_by_role("button", name="Retenir ces valeurs").click()
    follow_up = panel.locator(".turn").nth(1)
    expect(follow_up.locator(".question")).to_contain_text("un effort d’insertion de 7,5 %")
    expect(follow_up.locator(".figure")).to_have_text("1 500 heures d’insertion")


def test_recomputing_without_a_change_keeps_the_result(panel: Page) -> None:
    questions = (
        "Combien d’heures pour un lot peinture de 200 000 € et un lot gros œuvre de 800 000 € sur 24 mois ?",
        "Combien d’heures d’insertion pour 90 000 € HT par an de nettoyage sur 3 ans ?",
        "Combien d’heures pour des travaux de 600 000 € HT, 12 mois reconductible 2 fois, avec un effort de 6 % ?",
    )
    for question in questions:
        panel.get_by_role("button", name="Nouvelle conversation").click()
        turn, _ = ask(panel, question)
        formula = turn.locator(".formula p").inner_text()
        with panel.expect_response("**/api/hours") as response:
            turn.get_by_role("button", name="Recalculer").click()
        assert response.value.status == 200, response.value.text()
        expect(turn.locator(".formula p")).to_have_text(formula)


def test_structures_are_cards_and_points_on_a_map(panel: Page) -> None:
    turn, answer = ask(panel, STRUCTURES)
    cards = turn.locator(".card")
    count = len(answer["structures"])
    assert count >= 3
    expect(cards.locator("h5")).to_have_text([structure["name"] for structure in answer["structures"]])
    first = cards.first
    expect(first.locator(".kind")).to_have_text(re.compile(r"^(EI|ACI|AI|ETTI|EA|ESAT|GEIQ) \w+"))
    expect(first.locator(".reasons li").first).not_to_be_empty()
    drawn = turn.get_by_role("img", name=re.compile("^Carte des Landes"))
    expect(drawn).to_be_visible()
    numbers = sorted(int(text) for text in drawn.locator(".marker text").all_text_contents())
    assert numbers == sorted(set(numbers))
    assert set(numbers) <= set(range(1, count + 1))
    assert len(numbers) >= count - 2


def test_clause_is_copied_and_downloaded_with_what_remains(panel: Page, tmp_path: Path) -> None:
    turn, _ = ask(panel, CLAUSE)
    text = turn.get_by_role("region", name=re.compile("^Texte de la clause"))
    expect(text).to_contain_text("Article 1")
    assert text.locator("mark").count() > 0
    expect(
        turn.get_by_role("heading", name=re.compile(r"Reste à compléter ou à confirmer \(\d+\)"))
    ).to_be_visible()

    turn.get_by_role("button", name="Copier la clause").click()
    assert "Article 1" in panel.evaluate("navigator.clipboard.readText()")
    expect(panel.locator(".toast")).to_have_text("Copié.")

    with panel.expect_download() as download:
        turn.get_by_role("button", name="Télécharger en Word").click()
    saved = tmp_path / download.value.suggested_filename
    download.value.save_as(saved)
    assert saved.suffix == ".docx"
    assert saved.read_bytes().startswith(b"PK")


def test_what_was_understood_can_be_corrected(panel: Page) -> None:
    turn, _ = ask(panel, HOURS)
    turn.get_by_text("Ce que j’ai compris").click()
    facts = turn.locator(".understood .facts > div")
    expect(facts.filter(has_text="Montant HT")).to_contain_text("lu dans « 1,2 M€ HT »")
    turn.get_by_role("button", name="Corriger : Montant HT").click()
    field = panel.get_by_role("textbox", name="Votre question")
    expect(field).to_be_focused()
    expect(field).to_have_value("Le montant est de … € HT")
    panel.keyboard.type("600 000")
    field.press("Enter")
    corrected = panel.locator(".turn").nth(1)
    expect(corrected.locator(".formula p")).to_contain_text("600 000 €")


def test_follow_up_opinion_export_and_memory(panel: Page, site: str) -> None:
    turn, _ = ask(panel, HOURS)
    turn.get_by_role("group", name="Pour continuer").get_by_role("button").nth(1).click()
    second = panel.locator(".turn").nth(1)
    second.get_by_role("group", name="Cette réponse").wait_for()

    with panel.expect_request("**/api/feedback") as request:
        second.get_by_role("button", name="Réponse pas utile").click()
    assert request.value.post_data_json["rating"] == "pas utile"
    assert request.value.post_data_json["turn"] == 1
    expect(second.get_by_role("status")).to_have_text("Merci, votre avis est gardé.")
    expect(second.get_by_role("button", name="Réponse pas utile")).to_have_attribute("aria-pressed", "true")
    second.get_by_role("textbox", name="Un commentaire ? (facultatif)").fill("Il manque le détail par lot.")
    with panel.expect_response("**/api/feedback") as response:
        second.get_by_role("button", name="Envoyer le commentaire").click()
    assert response.value.ok
    expect(second).to_contain_text("Merci, votre avis est transmis")

    panel.get_by_title("Conversation", exact=True).click()
    with panel.expect_download() as download:
        panel.get_by_role("button", name="Exporter en Word").click()
    assert Path(download.value.path()).read_bytes().startswith(b"PK")

    open_panel(panel, site)
    expect(panel.locator(".turn")).to_have_count(2)
    expect(panel.locator(".question").first).to_contain_text("maçonnerie")
    expect(panel.locator(".foot")).to_have_text(re.compile(r"^Moteur\s: .* · Textes au .* 2026"))

    panel.get_by_title("Conversation", exact=True).click()
    with panel.expect_response("**/api/conversations/*") as response:
        panel.get_by_role("button", name="Effacer cette conversation").click()
    assert response.value.ok
    expect(panel.locator(".turn")).to_have_count(0)
    open_panel(panel, site)
    expect(panel.get_by_role("heading", name="Bonjour. Quelle est votre question ?")).to_be_visible()


def test_suggestion_answer_copied_and_asked_again(panel: Page) -> None:
    panel.get_by_role("button", name="Suis-je obligé de prévoir une considération sociale ?").click()
    turn = panel.locator(".turn")
    turn.get_by_role("button", name="Copier la réponse").click()
    assert "L2112-2-1" in panel.evaluate("navigator.clipboard.readText()")
    turn.get_by_role("button", name="Reposer la question").click()
    expect(panel.locator(".turn")).to_have_count(2)
    expect(panel.locator(".after")).to_have_count(2)
    panel.get_by_role("button", name="Nouvelle conversation").click()
    expect(panel.locator(".turn")).to_have_count(0)
    expect(panel.get_by_role("heading", name="Bonjour. Quelle est votre question ?")).to_be_visible()
