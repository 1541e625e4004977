"""
The model's part in rewriting: wordings of one sentence, a chain in LangChain.

    sentence with marks for its numbers ─ prompt of the kind ─ chat model (grammar) ─ a wording

Knows: prompts, the chat model. Does not know: whether a wording may be used (core.editing.judging
says so), texts, drafts.
"""

from collections.abc import Generator, Iterator, Mapping, Sequence

from langchain_core.messages import AIMessage
from langchain_core.runnables import RunnableSerializable

from assistant.core.editing.intents import GUESSES
from assistant.core.editing.requests import KIND_NAMES, Kind, Request
from assistant.core.writing.grammar import sentence_grammar
from assistant.models.chat import ChatConnection
from assistant.prompts import Prompt, load_prompt

_PROMPTS: tuple[Kind, ...] = ("shorten", "formal", "expand", "vary", "free")
_TEMPERATURES = (0.3, 0.6, 0.8)  # the first near the examples, the others for choice
_LONGEST = {"shorten": 1.0, "expand": 2.2}  # tokens a character of the source; else 1.6
_REQUEST_LENGTH = 80  # characters of the officer's words that are shown


class ModelRewriter:
    """Satisfies the Rewriter of assistant.editing.rewrite."""

    def __init__(self, chat: ChatConnection, *, seed: int = 1) -> None:
        self._chat = chat
        self._seed = seed
        self._prompts = {kind: load_prompt(f"rewrite_{kind}") for kind in _PROMPTS}

    def prompt_id(self, kind: Kind) -> str:
        return self._prompts[kind].id

    def made_by(self, kind: Kind) -> Mapping[str, object]:
        """The model and the version of its prompt, for the record."""
        return {"model": self._chat.name, "prompts": [self.prompt_id(kind)]}

    def wordings(
        self, sentence: str, marks: Sequence[str], request: Request
    ) -> Iterator[Generator[str]]:
        """Up to three wordings of a sentence, each growing to its whole text.

        Closing one of them stops the decoding. One that found no end ends empty. Raises ModelError.
        """
        for number, temperature in enumerate(_TEMPERATURES):
            yield self._wording(sentence, marks, request, number, temperature)

    def _wording(
        self,
        sentence: str,
        marks: Sequence[str],
        request: Request,
        number: int,
        temperature: float,
    ) -> Generator[str]:
        model = self._chat.chat_model(
            temperature=temperature,
            seed=self._seed + number,
            max_tokens=24 + int(_LONGEST.get(request.kind, 1.6) * len(sentence)),
            extra_body=self._chat.grammar_body(sentence_grammar(marks)),
        )
        # It ends with the model: a parser behind it would read on after the stream is closed.
        prompt: Prompt = self._prompts[request.kind]
        chain: RunnableSerializable[dict[str, str], AIMessage] = prompt.template | model
        asked = request.words[:_REQUEST_LENGTH] if request.kind == "free" else ""
        written, ended = "", ""
        variables = {"sentence": sentence, "request": asked or KIND_NAMES[request.kind]}
        for token in chain.stream(variables):
            written += token.text
            ended = token.response_metadata.get("finish_reason") or ended
            yield written
        if ended == "length":
            yield ""


class ModelGuesser:
    """What a line that no rule understands may ask for, by the chat model."""

    def __init__(self, chat: ChatConnection) -> None:
        self._chat = chat
        self._prompt = load_prompt("intent")

    def guess(self, line: str) -> str:
        """One of GUESSES; the last of them, nothing of the kind, if the model says another."""
        choices = " | ".join(f'"{one}"' for one in GUESSES)
        model = self._chat.chat_model(
            temperature=0,
            max_tokens=8,
            extra_body=self._chat.grammar_body(f"root ::= {choices}\n"),
        )
        said = (self._prompt.template | model).invoke({"line": line[:_REQUEST_LENGTH]}).text
        return next((one for one in GUESSES if said.strip().startswith(one)), GUESSES[-1])
