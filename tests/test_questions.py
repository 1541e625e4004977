"""Conversations of questions: kept per person and draft, answered in the light of those before."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.answering.asking import Asking, Parts
from assistant.core.accounts import User, local_user
from assistant.core.asking.kept import answer_from_json, answer_to_json
from assistant.core.asking.query import Answer
from assistant.core.asking.understanding import Asker
from assistant.core.errors import NotAllowed
from assistant.index.words import Words
from assistant.records.store import Store
from assistant.usecases.questions import Questions
from corpus.reading import read_report
from tests.made import save
from tests.parts import PlainIndex

SAMPLES = Path(__file__).parent.parent / "corpus" / "samples"
FILES = ("示例市应急管理局_2023.docx", "示例市应急管理局_2024.pdf")
WANG, LI = local_user("王"), User(name="李", roles=("reviewer",))
ASKER = Asker(agency="示例市应急管理局")


class Wording:
    """Stands for the chat model that words an answer over quotes."""

    def write(self, question: str, found: object) -> tuple[str, tuple[str, ...]]:  # noqa: ARG002
        return "概括的话。", ("删去了一句没有依据的话",)


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    store = Store.in_memory()
    for file in FILES:
        save(store, file, read_report(SAMPLES / file))
    yield store
    store.close()


@pytest.fixture
def questions(store: Store) -> Questions:
    parts = Parts(
        reports=store, index=lambda: PlainIndex(store), words=Words, writer=lambda: Wording()
    )
    questions = Questions(Asking(parts), store)
    for user in (WANG, LI):
        questions.begin_anew(by=user)
    return questions


def ask(questions: Questions, words: str, *, by: User = WANG, worded: bool = False) -> list[Answer]:
    return list(questions.ask(words, ASKER, by=by, worded=worded))


def test_a_follow_up_leans_on_what_was_kept(questions: Questions) -> None:
    (first,) = ask(questions, "2024年收到多少件申请？")
    (second,) = ask(questions, "那2023年呢？")
    assert (first.value, second.value) == (Decimal(53), Decimal(37))
    kept = questions.history(by=WANG)
    assert [one.question for one in kept] == ["2024年收到多少件申请？", "那2023年呢？"]
    assert [one.answer for one in kept] == [
        answer_from_json(one.text, answer_to_json(one)) for one in (first, second)
    ]
    questions.begin_anew(by=WANG)
    assert questions.history(by=WANG) == ()


def test_everybody_has_a_conversation_of_their_own_beside_each_draft(questions: Questions) -> None:
    ask(questions, "2024年收到多少件申请？")
    assert questions.history(by=LI) == ()
    assert questions.history(by=WANG, draft="0123") == ()


def test_the_model_s_words_take_the_place_of_the_bare_quotes(questions: Questions) -> None:
    bare, worded = ask(questions, "2024年提出了哪些改进措施？", worded=True)
    assert worded.text.startswith("概括的话。")
    assert worded.text.endswith(bare.text)
    assert [one.answer and one.answer.text for one in questions.history(by=WANG)] == [worded.text]


def test_stopped_in_the_model_the_quotes_stay(questions: Questions) -> None:
    steps = questions.ask("2024年提出了哪些改进措施？", ASKER, by=WANG, worded=True)
    bare = next(steps)
    steps.close()
    assert [one.answer and one.answer.text for one in questions.history(by=WANG)] == [bare.text]


@pytest.mark.parametrize(
    ("words", "told"),
    [("", "没有写问题"), (" \n\x00", "没有写问题"), ("问" * 100_000, "100000字，最多1000字")],
)
def test_an_empty_or_endless_question_is_refused(
    questions: Questions, words: str, told: str
) -> None:
    with pytest.raises(NotAllowed, match=told):
        ask(questions, words)
    assert questions.history(by=WANG) == ()


def test_half_a_character_is_no_fault(questions: Questions) -> None:
    ask(questions, "2024年\ud800收到多少件申请")
    assert questions.history(by=WANG)[0].question == "2024年?收到多少件申请"


def test_who_may_not_read_asks_nothing(questions: Questions) -> None:
    nobody = User(name="谁", roles=())
    with pytest.raises(NotAllowed, match="不能查看和提问"):
        ask(questions, "2024年收到多少件申请？", by=nobody)
    with pytest.raises(NotAllowed):
        questions.begin_anew(by=nobody)
