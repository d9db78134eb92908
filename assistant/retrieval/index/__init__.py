"""The index on disk: vectors in Chroma, BM25 weights, and what they were built from."""
