"""Chat models: the embedded one or any OpenAI-compatible endpoint."""
