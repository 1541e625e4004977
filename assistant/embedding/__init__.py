"""Texts to vectors: the bundled model, any other, an endpoint; cached."""
