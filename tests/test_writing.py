"""The model writer: against a scripted endpoint, and (slow) the embedded model."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.core.errors import ModelError, ModelUnreachable
from assistant.core.evidence.grounding import Basis
from assistant.core.findings import TextFinding
from assistant.core.writing.brief import Brief, PlannedParagraph
from assistant.core.writing.carry import CHECK_PEER
from assistant.core.writing.guard import OPEN_MARK
from assistant.core.writing.options import WritingOptions
from assistant.core.writing.pieces import Piece, joined
from assistant.core.writing.planning import plan_report
from assistant.models.chat import ChatConnection, ChatSettings, GrammarDialect
from assistant.writing.drafting import CarryWriter, ParagraphWriter, WrittenSection, draft_section
from assistant.writing.model import ModelWriter
from tests.fakes import Answer, Endpoint, endpoint, scripted
from tests.forms import form, past_report

LAST = form(2024, {"新收.总计": 21, "予以公开.总计": 9})
NOW = form(2025, {"新收.总计": 30, "予以公开.总计": 12})
SENTENCE = "进一步规范申请办理流程，全年收到政府信息公开申请21件，持续提高答复文书质量。"
CARRIED = "进一步规范申请办理流程，全年收到政府信息公开申请30件，持续提高答复文书质量。"
GOOD = "不断规范申请的办理流程，全年〔收到政府信息公开申请〕，稳步提高答复文书质量"
FILLED = "不断规范申请的办理流程，全年收到政府信息公开申请30件，稳步提高答复文书质量。"
MARK = "〔收到政府信息公开申请〕"


def planned(*overview: str, notes: tuple[str, ...] = ()) -> tuple[PlannedParagraph, Brief]:
    """The first paragraph of 总体情况 after a report that had these; no fact is added to it."""
    past = past_report(LAST, overview=overview or (SENTENCE,))
    brief = next(
        one
        for one in plan_report(replace(NOW, notes=notes), past=[past])
        if one.section == "overview"
    )
    return replace(brief.paragraphs[0], required=()), brief


@contextmanager
def writer(
    answer: Any, *, grammar: GrammarDialect = "none", **options: Any
) -> Iterator[tuple[ModelWriter, Endpoint]]:
    """A writer before an endpoint that answers by `answer`."""
    settings = {"timeout": 5.0, **options}
    with endpoint(answer) as server:
        chat = ChatSettings(endpoint=server.url, model="m", grammar=grammar, **settings)
        with ChatConnection(chat, Path("unused")) as connection:
            yield ModelWriter(connection), server


def written(model: ModelWriter, *overview: str, notes: tuple[str, ...] = ()) -> str:
    return joined(list(model.write(*planned(*overview, notes=notes)))[-1])


# --- what is used of what the model writes


UNUSABLE = {
    "drops a mark": GOOD.replace(f"全年{MARK}，", ""),
    "repeats a mark": GOOD.replace(MARK, f"{MARK}、{MARK}"),
    "a mark of its own": GOOD.replace(MARK, "〔部分公开〕"),
    "other brackets": GOOD.replace(MARK, "[收到政府信息公开申请]"),
    "an open bracket": GOOD.replace("〕", ""),
    "tells something else": f"网站改版后十分顺畅，{MARK}",
    "claims more": GOOD.replace("稳步", "均按时答复，稳步"),
    "says the same": SENTENCE.replace("收到政府信息公开申请21件", MARK),
    "says nothing": "。",
}


def test_a_wording_with_its_marks_is_used() -> None:
    with writer(scripted(GOOD)) as (model, server):
        assert written(model) == FILLED
        assert len(server.requests) == 1


@pytest.mark.parametrize("bad", UNUSABLE.values(), ids=UNUSABLE)
def test_another_wording_is_asked_for_once(bad: str) -> None:
    with writer(scripted(bad, GOOD)) as (model, server):
        assert written(model) == FILLED
        first, second = server.requests
        assert first["seed"] != second["seed"]
        assert first["messages"] == second["messages"]


@pytest.mark.parametrize("bad", UNUSABLE.values(), ids=UNUSABLE)
def test_then_the_sentence_stays_as_carried_forward(bad: str) -> None:
    with writer(scripted(bad, bad)) as (model, server):
        assert written(model) == CARRIED
        assert len(server.requests) == 2


def test_only_the_first_sentence_of_an_answer_counts() -> None:
    with writer(scripted(GOOD + "。此外另有说明。以上改写供参考")) as (model, _):
        assert written(model) == FILLED


def test_the_text_grows_and_its_last_value_is_whole() -> None:
    with writer(scripted(GOOD)) as (model, _):
        steps = list(model.write(*planned()))
    assert len(steps) > 20
    assert joined(steps[-1]) == FILLED


# --- what the model is shown


def test_no_number_of_last_year_is_in_a_prompt() -> None:
    with writer(lambda _: Answer(text=GOOD)) as (model, server):
        written(
            model, SENTENCE, "2024年，网站总访问量88017人次，比上年增长3.5%，保持平稳有序运行。"
        )
        shown = "".join(
            message["content"] for asked in server.requests for message in asked["messages"][1:]
        )
    assert MARK in shown
    assert not any(old in shown for old in ("21", "9件", "2024", "88017", "3.5"))


@pytest.mark.parametrize(
    ("dialect", "key"), [("llama.cpp", "grammar"), ("vllm", "structured_outputs"), ("none", "")]
)
def test_a_grammar_goes_to_an_endpoint_that_takes_one(dialect: GrammarDialect, key: str) -> None:
    with writer(scripted(GOOD), grammar=dialect) as (model, server):
        assert written(model) == FILLED
    (asked,) = server.requests
    sent = {name for name in ("grammar", "structured_outputs") if name in asked}
    assert sent == ({key} if key else set())
    if key:
        assert MARK in str(asked[key])


def test_the_tone_is_asked_for() -> None:
    with endpoint(lambda _: Answer(text=GOOD)) as server:
        settings = ChatSettings(endpoint=server.url, model="m", grammar="none")
        with ChatConnection(settings, Path("unused")) as chat:
            written(ModelWriter(chat, WritingOptions(tone="简明", length="短", seed=7)))
    asked = server.requests[0]
    assert "用语简短" in asked["messages"][-1]["content"]
    assert "比原句短" in asked["messages"][-1]["content"]
    assert asked["seed"] == 7


NOT_ASKED = {
    "an event of last year": "3月印发政务公开工作要点，明确了任务和责任科室，推动落实。",
    "too short": "收到申请21件。",
}


@pytest.mark.parametrize("sentence", NOT_ASKED.values(), ids=NOT_ASKED)
def test_some_sentences_are_not_for_the_model(sentence: str) -> None:
    with writer(scripted()) as (model, server):
        assert "21" not in written(model, sentence)
        assert server.requests == []


def test_problems_are_asked_of_people_not_of_the_model() -> None:
    past = past_report(LAST, problems=("一是业务培训不够深入系统。二是栏目更新不够及时准确。",))
    brief = next(one for one in plan_report(NOW, past=[past]) if one.section == "problems")
    with writer(scripted()) as (model, server):
        text = joined(list(model.write(brief.paragraphs[0], brief))[-1])
        assert "【待核实" in text
        assert server.requests == []


# --- notes and peers


NOTE = "组织各科室学习条例，参加人员120人次，讲解依申请公开办理流程"


def test_a_note_becomes_a_sentence_with_its_numbers() -> None:
    worded = "围绕依申请公开办理流程，组织各科室学习条例，〔参加人员120人次〕。"
    with writer(scripted(GOOD, worded)) as (model, server):
        assert written(model, notes=(NOTE,)).endswith(
            worded.strip("〔").replace("〔", "").replace("〕", "")
        )
        assert "120" in server.requests[1]["messages"][-1]["content"]


def test_a_note_whose_number_is_dropped_stays_as_typed() -> None:
    with writer(scripted(GOOD, "组织各科室学习条例。")) as (model, _):
        assert written(model, notes=(NOTE,)).endswith(NOTE + "。")


def test_words_of_a_peer_are_for_a_person_to_confirm() -> None:
    paragraph, brief = planned()
    lent = replace(paragraph, exemplar=None, similar=paragraph.exemplar)
    with writer(scripted(GOOD)) as (model, _):
        assert FILLED + CHECK_PEER in joined(list(model.write(lent, brief))[-1])


# --- what fails


FAILURES = [
    (Answer(text="太慢", delay=1.0), ModelUnreachable),
    (Answer(status=503, text="loading"), ModelError),
    (Answer(status=429, text="slow down"), ModelError),
    (Answer(body="<html>"), ModelError),
]


@pytest.mark.parametrize(("answer", "kind"), FAILURES)
def test_a_failing_endpoint_is_a_model_error(answer: Answer, kind: type[ModelError]) -> None:
    with writer(lambda _: answer, timeout=0.3) as (model, server), pytest.raises(kind) as error:
        written(model)
    assert type(error.value) is kind
    assert server.url in str(error.value)


def test_an_endpoint_that_is_down_is_unreachable() -> None:
    settings = ChatSettings(endpoint="http://127.0.0.1:9/v1", model="m")
    with (
        ChatConnection(settings, Path("unused")) as chat,
        pytest.raises(ModelUnreachable, match="连接不上"),
    ):
        written(ModelWriter(chat))


@pytest.mark.parametrize(
    ("settings", "said"), [(ChatSettings(model="none"), "none"), (ChatSettings(), "尚未下载")]
)
def test_without_a_model_there_is_a_model_error(
    tmp_path: Path, settings: ChatSettings, said: str
) -> None:
    with ChatConnection(settings, tmp_path) as chat, pytest.raises(ModelError, match=said):
        written(ModelWriter(chat))


def test_closing_the_writer_ends_the_request() -> None:
    with writer(lambda _: Answer(text="字" * 500, delay=0.01)) as (model, server):
        steps = model.write(*planned())
        for _ in range(5):
            next(steps)
        steps.close()  # type: ignore[attr-defined]
        sent = server.sent
        time.sleep(0.3)
        assert server.sent < sent + 10


# --- through the guard


def section(model: ParagraphWriter, *overview: str) -> WrittenSection:
    past = past_report(LAST, overview=overview)
    brief = next(one for one in plan_report(NOW, past=[past]) if one.section == "overview")
    *_, last = draft_section(brief, model, basis=Basis(figures=NOW, previous=LAST))
    assert last.written is not None
    return last.written


@pytest.mark.parametrize("said", ["其中21件来自企业，", "其中二十一件来自企业，", "共办结31件，"])
def test_a_number_of_the_model_s_own_does_not_pass(said: str) -> None:
    with writer(lambda _: Answer(text=GOOD.replace("稳步", said + "稳步"))) as (model, _):
        assert section(model, SENTENCE).text.startswith(CARRIED)


class Wrong(CarryWriter):
    """Writes what the figures contradict."""

    name = "wrong"

    def write(self, paragraph: PlannedParagraph, brief: Brief) -> Iterator[tuple[Piece, ...]]:
        for told in super().write(paragraph, brief):
            yield tuple(replace(one, text=one.text.replace("30件", "31件")) for one in told)


def test_a_paragraph_that_the_figures_contradict_is_carried_forward() -> None:
    found = section(Wrong(), SENTENCE)
    assert found.text.startswith(CARRIED)
    assert found.notices == ("大模型所写与本年数据不符；本段改用沿用写法",)
    assert found.writer == "carry"


class Forgetful(CarryWriter):
    """Leaves out the first sentence."""

    name = "forgetful"

    def write(self, paragraph: PlannedParagraph, brief: Brief) -> Iterator[tuple[Piece, ...]]:
        for told in super().write(paragraph, brief):
            yield told[1:]


def test_a_fact_that_a_writer_left_out_is_said_in_a_plain_sentence() -> None:
    found = section(Forgetful(), SENTENCE)
    assert "收到政府信息公开申请30件" not in found.text
    assert "全年新收政府信息公开申请30件。" in found.text


def test_a_model_whose_words_were_all_refused_is_not_said_to_have_written() -> None:
    found = section(Forgetful(), SENTENCE)
    assert found.writer == "carry"
    assert found.notices[-1].startswith("大模型没有改动任何一句")


# --- the embedded model


REAL = (
    "2024年，示例市档案局坚持以公开为常态，不断完善信息公开制度，推进公开工作规范有序发展。",
    "（一）主动公开情况。主要通过政府门户网站主动公开各类政府信息，全年发布信息【】1302条。".replace(
        "【】", ""
    ),
    "（二）依申请公开情况。进一步规范依申请公开流程，全年受理政府信息公开申请21件，"
    "其中予以公开9件，均在法定期限内答复申请人。",
    "（三）政府信息管理情况。严格执行信息发布审核制度，从严把好内容关、保密关，"
    "未经审核的信息一律不准发布。",
)


def blocking(found: WrittenSection) -> list[TextFinding]:
    errors = (one for one in found.grounding.findings if one.level == "error")
    return [one for one in errors if one.rule != OPEN_MARK]


@pytest.mark.slow
def test_the_embedded_model_words_a_section_without_a_wrong_number(
    chat_server: ChatConnection,
) -> None:
    found = section(ModelWriter(chat_server), *REAL)
    assert (found.writer, blocking(found)) == ("model", [])
    assert {one.verdict for one in found.grounding.bindings} <= {"supported", "exempt"}
    assert "受理政府信息公开申请30件" in found.text
    assert "予以公开12件" in found.text
    assert "【待补充" in found.text  # the messages of the web site, which nobody gave
    for old in ("21", "9件", "1302", "2024"):
        assert old not in found.text
    for heading in ("（一）", "（二）", "（三）"):
        assert heading in found.text
    assert found.text != section(CarryWriter(), *REAL).text  # it did word something


@pytest.mark.slow
def test_closing_the_writer_stops_the_embedded_model(chat_server: ChatConnection) -> None:
    steps = ModelWriter(chat_server).write(*planned(REAL[0]))
    next(steps)
    steps.close()  # type: ignore[attr-defined]
    began = time.monotonic()
    chat_server.check()  # it answers one request after the other: so it is free again
    assert time.monotonic() - began < 3
