"""
The model's part in answers: passages in, a short answer with marks out, a chain in LangChain.

    question + numbered passages ─ prompt ─ chat model (grammar) ─ verify ─ answer

Knows: the prompt, the chat model. What may be shown of its words core.asking.quoting decides.
"""

from collections.abc import Sequence

from langchain_core.messages import AIMessage
from langchain_core.runnables import RunnableSerializable

from assistant.core.asking.finding import Found
from assistant.core.asking.quoting import answer_grammar, verify
from assistant.core.errors import ModelError
from assistant.core.waiting import waiter
from assistant.models.chat import ChatConnection
from assistant.prompts import load_prompt

Chain = RunnableSerializable[dict[str, str], AIMessage]
_TEMPERATURE = 0.2
_TOKENS = 220  # of an answer: some 200 characters
_EACH, _ALL = 320, 1200  # characters of a passage and of all that are shown; 50 tokens a second
_QUESTION = 200
_FENCE = "====="


class ModelWording:
    """Satisfies the Writer of assistant.answering.passages."""

    def __init__(self, chat: ChatConnection, *, seed: int = 1) -> None:
        self._chat = chat
        self._seed = seed
        self._prompt = load_prompt("answer")

    @property
    def prompt_id(self) -> str:
        return self._prompt.id

    def write(self, question: str, found: Sequence[Found]) -> tuple[str, tuple[str, ...]]:
        """The answer and notices; "" where the model's words do not hold. Raises ModelError."""
        shown = _shown(found)
        model = self._chat.chat_model(
            temperature=_TEMPERATURE,
            seed=self._seed,
            max_tokens=_TOKENS,
            extra_body=self._chat.grammar_body(answer_grammar(len(shown))),
        )
        chain: Chain = self._prompt.template | model
        said = _said(
            chain, {"question": question[:_QUESTION], "passages": _fenced(shown), "fence": _FENCE}
        )
        verified = verify(said, found[: len(shown)])
        return verified.text, verified.notices


def _said(chain: Chain, asked: dict[str, str]) -> str:
    """The model's words; it is stopped at once when nobody waits for them any more."""
    words = ""
    stream = chain.stream(asked)
    try:
        for chunk in stream:
            if waiter().gone.is_set():
                raise ModelError("已停止")
            words += chunk.text
    finally:
        stream.close()  # type: ignore[attr-defined]  # LangChain's streams are generators
    return words


def _shown(found: Sequence[Found]) -> list[str]:
    """The beginnings of the passages that fit, in their order; at least one."""
    shown: list[str] = []
    for one in found:
        text = one.quote[:_EACH]
        if shown and sum(map(len, shown)) + len(text) > _ALL:
            break
        shown.append(text)
    return shown


def _fenced(shown: Sequence[str]) -> str:
    """The passages between fences that they cannot close: data, whatever they say."""
    return "\n".join(
        f"{_FENCE}[{place}]\n{text.replace('=', '＝')}" for place, text in enumerate(shown, 1)
    )
