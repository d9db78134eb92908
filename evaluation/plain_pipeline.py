"""What most projects do: LangChain, chunks of 800 characters, Chroma's default search. The measure of our gains.

It uses the same embedding model as the assistant, so that only the method differs.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import chromadb
from chromadb.config import Settings as ChromaSettings
from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter

from assistant.retrieval.index.embedding import Embedder
from corpus.models import LegalArticle

CHUNK_CHARACTERS = 800
CHUNK_OVERLAP = 100
_CHUNKS_AT_ONCE = 2_000
_CHUNKS_PER_ARTICLE = 4


class _SameModel(Embeddings):
    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [[float(value) for value in vector] for vector in self._embedder.encode_passages(texts)]

    def embed_query(self, text: str) -> list[float]:
        return [float(value) for value in self._embedder.encode_queries([text])[0]]


class PlainPipeline:
    """A LangChain vector store of chunks; its results are articles, in the order of their best chunk."""

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        self._client = chromadb.PersistentClient(str(folder), ChromaSettings(anonymized_telemetry=False))
        self._store = Chroma("plain", embedding_function=_SameModel(embedder), client=self._client)

    def build(self, articles: Sequence[LegalArticle]) -> int:
        """Cut, embed and store the articles; returns the number of chunks."""
        splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK_CHARACTERS, chunk_overlap=CHUNK_OVERLAP)
        documents = [Document(article.text, metadata={"ref": article.ref}) for article in articles]
        chunks = splitter.split_documents(documents)
        for start in range(0, len(chunks), _CHUNKS_AT_ONCE):
            self._store.add_documents(chunks[start : start + _CHUNKS_AT_ONCE])
        return len(chunks)

    def search(self, question: str, k: int = 10) -> list[str]:
        """The references of the nearest chunks, once each."""
        found = self._store.similarity_search(question, k=k * _CHUNKS_PER_ARTICLE)
        return list(dict.fromkeys(str(chunk.metadata["ref"]) for chunk in found))[:k]

    def close(self) -> None:
        """Let go of the files."""
        close = getattr(self._client, "close", None)
        if close:
            close()
