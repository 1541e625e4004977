"""
A second opinion by the chat model on sentences without numbers: does any note say this?

    sentence + the office's notes ─ prompt ─ chat model (grammar: 有 or 没有) ─ info finding

It can only add, and only at level info: what code found stands whatever the model says, and
nothing that the model says keeps a text from being accepted. A small model says 有 to nearly
everything but is less sure of what it makes up; so where the endpoint tells log probabilities, 有
counts only if it is clearly likelier than 没有. What that is worth was measured
(docs/grounding.md).
"""

from collections.abc import Iterator
from dataclasses import replace

from langchain_core.messages import AIMessage
from langchain_core.runnables import RunnableSerializable

from assistant.core.evidence.grounding import Grounding
from assistant.core.evidence.unnumbered import unnumbered_sentences
from assistant.core.findings import TextFinding
from assistant.core.tables.figures import Figures
from assistant.models.chat import ChatConnection
from assistant.models.errors import RequestRefused
from assistant.prompts import load_prompt

RULE = "second_opinion"
_YES, _NO = "有", ("没有", "没")
_CLEARLY = 1.0  # natural log of how much likelier; set on the first set of evaluation/claims.tsv
_LIKELIEST = 10  # tokens whose probability is asked for
_GRAMMAR = 'root ::= "有" | "没有"\n'
_SHOWN = 30  # characters of a sentence in a message


def with_second_opinion(
    text: str, grounding: Grounding, figures: Figures, chat: ChatConnection
) -> Grounding:
    """The grounding with an info finding more for each sentence that no note seems to say.

    ModelError if the model is missing, down or too slow.
    """
    doubts = SecondOpinion(chat).doubts(text, grounding, figures)
    found = (*grounding.findings, *doubts)
    return replace(grounding, findings=tuple(sorted(found, key=lambda one: (one.start, one.end))))


class SecondOpinion:
    """Asks the chat model, one sentence at a time."""

    def __init__(self, chat: ChatConnection) -> None:
        self._chat = chat
        self._prompt = load_prompt("second_opinion")
        self._tells_odds = True

    def doubts(self, text: str, grounding: Grounding, figures: Figures) -> Iterator[TextFinding]:
        known = "\n".join((*figures.notes, *(one.label for one in figures.indicators)))
        for start, end in unnumbered_sentences(text, grounding.bindings) if known else ():
            sentence = text[start:end]
            if self.is_known(sentence, known):
                continue
            shown = sentence if len(sentence) <= _SHOWN else f"{sentence[:_SHOWN]}……"
            yield TextFinding(
                rule=RULE,
                level="info",
                start=start,
                end=end,
                quote=sentence,
                message=f"“{shown}”：大模型在要点里没有看到这件事，请看一眼（仅供参考）",
            )

    def is_known(self, sentence: str, known: str) -> bool:
        """Whether the model says that the notes, one a line, tell of what the sentence says."""
        answer = self._ask({"known": known, "sentence": sentence})
        odds = _odds(answer)
        return answer.text.strip().startswith(_YES) if odds is None else odds >= _CLEARLY

    def _ask(self, asked: dict[str, str]) -> AIMessage:
        """The answer, with its log probabilities where the endpoint has them."""
        try:
            return self._chain(told=self._tells_odds).invoke(asked)
        except RequestRefused:
            if not self._tells_odds:
                raise
            self._tells_odds = False
            return self._ask(asked)

    def _chain(self, *, told: bool) -> RunnableSerializable[dict[str, str], AIMessage]:
        model = self._chat.chat_model(
            temperature=0,
            seed=1,
            max_tokens=4,
            logprobs=told or None,
            top_logprobs=_LIKELIEST if told else None,
            extra_body=self._chat.grammar_body(_GRAMMAR),
        )
        return self._prompt.template | model


def _odds(answer: AIMessage) -> float | None:
    """The log of how much likelier 有 is than 没有 as the first token; None if that is not told."""
    tokens = (answer.response_metadata.get("logprobs") or {}).get("content") or ()
    first = tokens[0].get("top_logprobs") or () if tokens else ()
    likely = {one["token"].strip(): one["logprob"] for one in first}
    if not likely:
        return None
    least = min(likely.values())
    return float(likely.get(_YES, least) - max(likely.get(word, least) for word in _NO))
