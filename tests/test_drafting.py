"""A section from its brief: streaming, the guard, and falling back paragraph by paragraph."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

import pytest

from assistant.core.errors import ModelError
from assistant.core.evidence.grounding import Basis
from assistant.core.writing.brief import Brief, PlannedParagraph
from assistant.core.writing.pieces import Piece
from assistant.core.writing.planning import plan_report
from assistant.writing.drafting import CarryWriter, SectionProgress, draft_section
from tests.forms import form, past_report, said

LAST = form(2024, {"新收.总计": 21})
NOW = form(2025, {"新收.总计": 30})
OVERVIEW = (
    "（一）主动公开情况。网站运行平稳。",
    "（二）依申请公开情况。收到政府信息公开申请21件。",
)
PAST = past_report(LAST, overview=OVERVIEW)


class ScriptedWriter:
    """Writes what it is given, a text for each paragraph; an exception is raised."""

    name = "model"

    def __init__(self, *texts: str | ModelError) -> None:
        self.texts = list(texts)
        self.closed = False

    settings: Mapping[str, object] = MappingProxyType({})

    def write(self, paragraph: PlannedParagraph, brief: Brief) -> Iterator[tuple[Piece, ...]]:
        assert paragraph in brief.paragraphs
        text = self.texts.pop(0)
        try:
            if isinstance(text, ModelError):
                raise text
            yield said(text[: len(text) // 2])
            yield said(text)
        finally:
            self.closed = True


def overview() -> Brief:
    return next(b for b in plan_report(NOW, past=[PAST]) if b.section == "overview")


def drafted(writer: ScriptedWriter | CarryWriter) -> list[SectionProgress]:
    return list(draft_section(overview(), writer, basis=Basis(figures=NOW, previous=LAST)))


def test_the_text_grows_and_the_last_value_is_whole() -> None:
    progress = drafted(ScriptedWriter("网站运行平稳有序。", "收到政府信息公开申请30件。"))
    texts = [one.text for one in progress]
    assert texts == sorted(texts, key=len)
    written = progress[-1].written
    assert written is not None
    assert written.text.split("\n") == [
        "（一）主动公开情况。网站运行平稳有序。",
        "（二）依申请公开情况。收到政府信息公开申请30件。",
    ]
    assert (written.writer, written.notices) == ("model", ())


@pytest.mark.parametrize(
    "bad",
    [
        "收到政府信息公开申请21件。",
        "收到政府信息公开申请30件，发放材料500份。",
        ModelError("接口没有回答"),
    ],
)
def test_a_paragraph_the_model_cannot_write_is_carried_forward_and_said_so(
    bad: str | ModelError,
) -> None:
    written = drafted(ScriptedWriter("网站运行平稳有序。", bad))[-1].written
    assert written is not None
    assert "（一）主动公开情况。网站运行平稳有序。" in written.text
    assert "收到政府信息公开申请30件。" in written.text
    assert "500" not in written.text
    assert "21件" not in written.text
    assert len(written.notices) == 1


def test_stopping_closes_the_writer() -> None:
    writer = ScriptedWriter("网站运行平稳有序。", "收到政府信息公开申请30件。")
    progress = draft_section(overview(), writer, basis=Basis(figures=NOW, previous=LAST))
    next(progress)
    assert not writer.closed
    progress.close()
    assert writer.closed


def test_the_carry_writer_needs_no_model() -> None:
    written = drafted(CarryWriter())[-1].written
    assert written is not None
    assert "收到政府信息公开申请30件。" in written.text
    assert written.writer == "carry"
