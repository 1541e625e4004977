"""Editing a draft: words of a selection by the chat model, the use case, the conversation."""
