"""Every template renders with its declared variables, refuses any other, and is used somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.conversation.sentences import Sentences, load_sentences
from corpus.errors import BrokenCorpusFile

ROOT = Path(__file__).parents[3]
PROMPTS = ROOT / "prompts"
SENTENCES = load_sentences(PROMPTS)
# Variables of prompts that hold records; their rendering is tested with the step that fills them.
LISTS = frozenset({"units", "lines"})
SOURCES = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "assistant").rglob("*.py")))


@pytest.mark.parametrize("name", sorted(SENTENCES.templates))
def test_a_template_renders_with_its_variables_and_no_other(name: str) -> None:
    template = SENTENCES.templates[name]
    values: dict[str, object] = {v: () if v in LISTS else f"«{v}»" for v in template.variables}
    rendered = SENTENCES.render(name, **values)
    assert rendered
    assert "{{" not in rendered
    assert "{%" not in rendered
    with pytest.raises(ValueError, match=re.escape(name)):
        SENTENCES.render(name, **values, inconnue="x")
    for variable in template.variables:
        with pytest.raises(ValueError, match=variable):
            SENTENCES.render(name, **{key: value for key, value in values.items() if key != variable})


@pytest.mark.parametrize("name", sorted(SENTENCES.templates))
def test_no_template_is_orphan(name: str) -> None:
    assert re.search(rf"""["']{name}["']""", SOURCES), f"le gabarit « {name} » ne sert nulle part"


@pytest.mark.parametrize("path", sorted(PROMPTS.glob("*.md")), ids=lambda path: path.stem)
def test_a_prompt_is_named_after_its_file_and_versioned(path: Path) -> None:
    template = SENTENCES.templates[path.stem]
    assert re.fullmatch(r"\d+(?:\.\d+)*", template.version)


def test_data_that_look_like_a_template_stay_data() -> None:
    assert SENTENCES.render("phrase", text="{{ 7 * 7 }} {% raw %}") == "{{ 7 * 7 }} {% raw %}"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("a:\n  text: '{{ x }}'\n", "variables mal déclarées"),
        ("a:\n  variables: [x]\n  text: rien\n", "variables mal déclarées"),
        ("a:\n  text: '{% if %}'\n", "illisible"),
        ("- a\n", "dictionnaire"),
    ],
)
def test_a_faulty_file_is_refused_with_its_reason(content: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "phrases.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(BrokenCorpusFile, match=told):
        load_sentences(tmp_path)


def test_a_name_given_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("bonjour:\n  text: Bonjour.\n", encoding="utf-8")
    (tmp_path / "b.md").write_text("---\nname: bonjour\nversion: 1\n---\nBonjour.\n", encoding="utf-8")
    with pytest.raises(BrokenCorpusFile, match="deux fois"):
        load_sentences(tmp_path)


def test_an_unknown_name_is_a_fault_of_the_code() -> None:
    with pytest.raises(KeyError):
        Sentences({}).render("absent")
