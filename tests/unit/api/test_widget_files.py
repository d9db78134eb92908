"""The files of the widget: small, self-contained, and free of what a strict policy refuses."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

WIDGET = Path(__file__).resolve().parents[3] / "api" / "widget"
LIMIT = 40_000
_IMPORT = re.compile(r"""^import\s[^'"]*['"]([^'"]+)['"]""", re.MULTILINE)


def loaded() -> dict[str, str]:
    """The entry of the widget and every module it imports, by file name."""
    found: dict[str, str] = {}
    waiting = ["widget.js"]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found[name] = (WIDGET / name).read_text(encoding="utf-8")
        waiting += [address.rsplit("/", 1)[-1] for address in _IMPORT.findall(found[name])]
    return found


def test_the_whole_widget_weighs_at_most_40_kilobytes_compressed() -> None:
    sizes = {name: len(gzip.compress(text.encode(), 9)) for name, text in loaded().items()}
    assert sum(sizes.values()) <= LIMIT, sizes


def test_every_script_is_part_of_the_widget_or_of_the_demonstration() -> None:
    assert {path.name for path in WIDGET.glob("*.js")} - set(loaded()) == {"demo.js"}


@pytest.mark.parametrize("name", sorted(path.name for path in WIDGET.glob("*.js")))
def test_scripts_use_nothing_a_strict_policy_refuses(name: str) -> None:
    text = (WIDGET / name).read_text(encoding="utf-8")
    refused = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setAttribute\('style'|[{,] style:"
    assert re.findall(refused, text) == []


@pytest.mark.parametrize("name", sorted(path.name for path in WIDGET.iterdir() if path.is_file()))
def test_files_name_no_other_site(name: str) -> None:
    text = (WIDGET / name).read_text(encoding="utf-8")
    text = re.sub(r"https?://(www\.w3\.org/2000/svg|assistant\.example)", "", text)
    assert re.findall(r"https?://[\w.-]+", text) == []


@pytest.mark.parametrize("name", ["index.html", "demo.html", "docs.html"])
def test_pages_keep_scripts_and_styles_in_files(name: str) -> None:
    page = (WIDGET / name).read_text(encoding="utf-8")
    assert '<html lang="fr">' in page
    assert re.findall(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", page) == []
    for address in re.findall(r'(?:href|src)="widget-assets/([^"]+)"', page):
        assert (WIDGET / address).is_file()


def test_documentation_names_every_attribute_event_and_variable() -> None:
    page = (WIDGET / "docs.html").read_text(encoding="utf-8")
    scripts = "\n".join(loaded().values())
    attributes = set(re.findall(r"getAttribute\('([\w-]+)'\)", scripts)) - {"Retry-After"}
    events = set(re.findall(r"'(assistant:\w+)'", scripts))
    variables = set(re.findall(r"var\((--assistant-[\w-]+)", scripts))
    assert attributes
    assert events == {"assistant:answer", "assistant:error"}
    assert variables
    for name in attributes | events | variables:
        assert f"<code>{name}</code>" in page
