"""Finding passages: vectors in Chroma and words, fused."""
