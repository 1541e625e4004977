"""The articles of the regulation that head the blocks of table 二: 第二十条第（一）项."""

from assistant.core.patterns import regex

_ARTICLE = regex(
    r"(?:《?条例》?)?第二十条\s*第?\s*[（(]?\s*([一二三四五六七八九十])\s*[)）]?\s*项(?:\[\d{1,2}\])?[：:]?"
)


def article_of(text: str) -> str:
    """The article that a line names, in its official spelling; empty if it names none."""
    match = _ARTICLE.fullmatch(text.strip())
    return f"第二十条第（{match[1]}）项" if match else ""
