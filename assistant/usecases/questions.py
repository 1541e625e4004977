"""
Conversations of questions on past reports: asked one after the other, kept, and shown again.

Each person has a conversation of their own, one beside each draft and one beside none. Nothing is
ever deleted: a new beginning is a line behind which the conversation goes on.

Knows: the answering, the port of messages. Does not know: screens, how an answer is found.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace

from assistant.answering.asking import Asking
from assistant.core.accounts import User, require
from assistant.core.asking.kept import answer_from_json, answer_to_json
from assistant.core.asking.query import Answer
from assistant.core.asking.understanding import Asker
from assistant.core.errors import NotAllowed
from assistant.core.ports import Message, MessageStore

_ASSISTANT = "助手"
_LONGEST = 1000  # characters of a question
_EARLIER = 5  # questions that one may lean on
_ANEW = "新的提问"
_BY_MODEL = "开头一段由大模型归纳，方括号里的数指下面的原文；请以原文为准"


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """A question and its answer; None while there is none, or if it was stopped."""

    question: str
    answer: Answer | None = None


class Questions:
    """Asks, and keeps what was asked; holds nothing between two calls."""

    def __init__(self, asking: Asking, messages: MessageStore) -> None:
        self._asking = asking
        self._messages = messages

    def history(self, *, by: User, draft: str = "") -> tuple[Exchange, ...]:
        """What this person has asked, since they last began anew, beside this draft."""
        require(by, "read")
        return _exchanges(self._messages.messages(_thread(by, draft)))

    def ask(
        self, question: str, asker: Asker, *, by: User, draft: str = "", worded: bool = False
    ) -> Generator[Answer]:
        """The answer to a question; with `worded` then the one in the chat model's words over it.

        Each is kept before it is given, the later in place of the earlier; closing the iterator
        keeps what there is. NotAllowed, at once, if the question is empty or endless.
        """
        require(by, "read")
        words = _checked(question)
        earlier = [one.question for one in self.history(by=by, draft=draft)][-_EARLIER:]
        thread = _thread(by, draft)

        def answers() -> Generator[Answer]:
            asked = self._messages.say(thread, "person", words, author=by.name).id
            bare = self._asking.answer(words, asker, earlier=earlier)
            self._keep(thread, asked, bare)
            yield bare
            if worded and bare.kind == "passage":
                answer = self._asking.answer(words, asker, earlier=earlier, worded=True)
                if answer.text != bare.text:
                    answer = replace(answer, notices=(_BY_MODEL, *answer.notices))
                self._keep(thread, asked, answer)
                yield answer

        return answers()

    def begin_anew(self, *, by: User, draft: str = "") -> None:
        """From here on a conversation that leans on nothing before it."""
        require(by, "read")
        detail = {"anew": True}
        self._messages.say(_thread(by, draft), "person", _ANEW, author=by.name, detail=detail)

    def _keep(self, thread: str, asked: int, answer: Answer) -> None:
        detail = {"asked": asked, "answer": answer_to_json(answer)}
        self._messages.say(thread, "assistant", answer.text, author=_ASSISTANT, detail=detail)


def _exchanges(messages: Sequence[Message]) -> tuple[Exchange, ...]:
    """The questions since the last beginning, each with its last answer."""
    found: dict[int, Exchange] = {}
    for one in messages:
        if one.detail.get("anew"):
            found = {}
        elif one.role == "person":
            found[one.id] = Exchange(question=one.text)
        elif (asked := one.detail.get("asked")) in found:
            answer = answer_from_json(one.text, one.detail["answer"])
            found[asked] = Exchange(question=found[asked].question, answer=answer)
    return tuple(found.values())


def _checked(question: str) -> str:
    """The question without what no question holds: halves of characters, control characters."""
    plain = question.encode("utf-8", "replace").decode()
    words = "".join(one if one.isprintable() else " " for one in plain).strip()
    if not words:
        raise NotAllowed("没有写问题；可以问“2024年收到多少件申请”“去年提出了哪些改进措施”")
    if len(words) > _LONGEST:
        raise NotAllowed(f"这个问题有{len(words)}字，最多{_LONGEST}字；请分几次问")
    return words


def _thread(by: User, draft: str) -> str:
    """A name cannot hold a slash (core.accounts), so no two threads are one."""
    return f"user:{by.name}/{draft}"
