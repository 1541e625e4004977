"""Writers: a brief in, a text with origins out; the carry-forward one and the model."""
