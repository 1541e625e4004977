"""
A second opinion by the chat model on sentences without numbers: does any note say this?

    sentence + the office's notes ─ prompt ─ chat model (grammar: 有 or 没有) ─ info finding

It can only add, and only at level info: what code found stands whatever the model says, and
nothing that the model says keeps a text from being accepted. What it is worth was measured
(docs/grounding.md).
"""

from collections.abc import Iterator
from dataclasses import replace

from assistant.core.evidence.grounding import Grounding
from assistant.core.evidence.unnumbered import unnumbered_sentences
from assistant.core.findings import TextFinding
from assistant.core.tables.figures import Figures
from assistant.models.chat import ChatConnection
from assistant.prompts import load_prompt

RULE = "second_opinion"
_YES = "有"
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
        model = self._chat.chat_model(
            temperature=0,
            seed=1,
            max_tokens=4,
            extra_body=self._chat.grammar_body(_GRAMMAR),
        )
        answer = (self._prompt.template | model).invoke({"known": known, "sentence": sentence})
        return answer.text.strip().startswith(_YES)
