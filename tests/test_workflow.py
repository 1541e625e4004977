"""The use cases over a real store, a plain index and a scripted model."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.app import importing, publishing
from assistant.core.accounts import local_user
from assistant.core.errors import (
    CorpusError,
    ModelError,
    ModelUnreachable,
    NotAccepted,
    NotAllowed,
    StaleRevision,
)
from assistant.core.ports import AuditFilter
from assistant.core.report import Report
from assistant.editing.parts import EditingParts
from assistant.records.store import Store
from assistant.usecases.reviewing import Reviewing
from assistant.usecases.sources import Sources
from assistant.usecases.versions import Versions
from assistant.usecases.workflow import Workflow, WriterName
from assistant.writing.drafting import WrittenSection
from tests.forms import AGENCY, form, past_report
from tests.made import make_report, save
from tests.parts import PlainIndex, ScriptedWriter, asking_over, workflow_over

LAST = form(2024, {"新收.总计": 21, "新收.自然人": 21, "予以公开.总计": 21})
NOW = form(
    2025,
    {
        f"{row}.{column}": 30
        for row in ("新收", "予以公开", "办理总计")
        for column in ("自然人", "总计")
    },
)
OVERVIEW = (
    "（一）主动公开情况。网站运行平稳。",
    "（二）依申请公开情况。收到政府信息公开申请21件。",
)
PAST = past_report(LAST, overview=OVERVIEW, problems=("培训不够。",), other=("无。",))


@pytest.fixture
def store() -> Iterator[Store]:
    with closing(Store.in_memory()) as store:
        yield store


@pytest.fixture
def workflow(store: Store) -> Workflow:
    return workflow_over(store)


def drafted(workflow: Workflow, writer: WriterName, past: Report = PAST) -> list[WrittenSection]:
    sources = workflow.sources(NOW, (past,))
    return [one.written for one in workflow.draft(sources, (), writer) if one.written]


# --- what a draft is made from


def test_reports_of_the_corpus_and_those_given_go_together(
    store: Store, workflow: Workflow
) -> None:
    save(store, "a", replace(PAST, title="资料库中的报告"))
    save(store, "b", past_report(form(2023)))
    save(store, "c", past_report(form(2025)))
    save(store, "d", make_report(2024))
    assert [one.year for one in workflow.sources(NOW).past] == [2024, 2023]
    sources = workflow.sources(NOW, (PAST,))
    assert sources.past[0].title == PAST.title
    assert sources.notices == ()
    assert sources.previous is not None
    assert sources.previous.number("新收.总计") == 21


NOT_TAKEN = [
    (make_report(2024), "示例市应急管理局的报告，不是示例市档案局的"),
    (past_report(NOW), "2025年的报告，不早于2025年"),
]


@pytest.mark.parametrize(("report", "said"), NOT_TAKEN)
def test_a_report_that_cannot_serve_is_told(workflow: Workflow, report: Report, said: str) -> None:
    sources = workflow.sources(NOW, (report,))
    assert sources.past == ()
    assert said in sources.notices[0]
    assert "没有往年报告" in sources.notices[1]


def test_the_year_before_last_gives_words_but_no_comparison(workflow: Workflow) -> None:
    past = past_report(form(2023, {"新收.总计": 21}), overview=OVERVIEW)
    assert workflow.sources(NOW, (past,)).previous is None
    assert "收到政府信息公开申请30件。" in drafted(workflow, "carry", past)[0].text


# --- drafting


def test_both_writers_give_every_section(workflow: Workflow) -> None:
    writers: tuple[WriterName, ...] = ("carry", "model")
    for writer in writers:
        sections = drafted(workflow, writer)
        assert [one.section for one in sections] == ["overview", "problems", "other"]
        assert {one.writer for one in sections} == {writer}
        assert "收到政府信息公开申请30件。" in sections[0].text
        assert "21" not in "".join(one.text for one in sections)


def test_what_did_not_happen_is_said_once_and_in_words(workflow: Workflow) -> None:
    text = drafted(workflow, "carry")[0].text
    assert text.endswith("收到政府信息公开申请30件。未发生政府信息公开行政复议、行政诉讼。")


def test_sections_that_are_not_there_are_named(workflow: Workflow) -> None:
    sources = workflow.sources(NOW, (PAST,))
    with pytest.raises(CorpusError, match="可起草：overview、problems、other"):
        list(workflow.draft(sources, ("platform",), "carry"))


def test_an_endpoint_that_is_away_is_asked_once_a_draft(store: Store) -> None:
    asked: list[int] = []

    def away(_: str, number: int) -> str:
        asked.append(number)
        raise ModelUnreachable("接口连接不上")

    workflow = workflow_over(store, ScriptedWriter(away))
    for drafts in (1, 2):  # the next draft asks again: it may be back
        sections = drafted(workflow, "model")
        assert len(asked) == drafts
        assert {one.writer for one in sections} == {"carry"}
        assert {one.notices for one in sections} == {("接口连接不上；本段改用沿用写法",)}


def test_a_failure_of_one_paragraph_does_not_end_the_model_s_work(store: Store) -> None:
    def fails_once(text: str, number: int) -> str:
        if number == 1:
            raise ModelError("接口太忙")
        return text

    first, *others = drafted(workflow_over(store, ScriptedWriter(fails_once)), "model")
    assert (first.writer, first.notices) == ("model", ("接口太忙；本段改用沿用写法",))
    assert {one.notices for one in others} == {()}


def test_a_peer_lends_its_manner_where_no_past_report_has_words(store: Store) -> None:
    peer = make_report(2024, overview=("（一）主动公开情况。通过门户网站公开各类信息。",))
    save(store, "peer", peer)
    writer = ScriptedWriter()
    workflow = workflow_over(store, writer)
    list(workflow.draft(workflow.sources(NOW), ("overview",), "model"))
    (similar, *_), *_ = [[p.similar for p in one.paragraphs] for one in writer.briefs]
    assert similar is not None
    assert similar.citation.agency == peer.agency


def test_a_draft_is_written_also_where_the_search_fails(store: Store) -> None:
    def broken() -> PlainIndex:
        raise CorpusError("向量库打不开")

    save(store, "peer", make_report(2024))
    workflow = Workflow(
        asking=asking_over(store),
        reports=store,
        drafts=store,
        verdicts=store,
        index=broken,
        model_writer=lambda _: ScriptedWriter(),
        publishing=publishing(store),
        importing=importing(store),
        versions=Versions(store, store),
        reviewing=Reviewing(store, store),
        editing=EditingParts(messages=store),
    )
    progress = workflow.draft(workflow.sources(NOW), ("overview",), "model")
    written = [one.written for one in progress][-1]
    assert written is not None
    assert written.notices == ("没有参照其他机关的写法：向量库打不开",)


def test_closing_the_draft_stops_the_writer(store: Store) -> None:
    stopped: list[bool] = []

    class Watched(ScriptedWriter):
        def write(self, *args):  # type: ignore[no-untyped-def]
            try:
                yield from super().write(*args)
            finally:
                stopped.append(True)

    workflow = workflow_over(store, Watched())
    progress = workflow.draft(workflow.sources(NOW, (PAST,)), (), "model")
    next(progress)
    assert not stopped
    progress.close()
    assert stopped


# --- keeping, accepting, exporting


def save_all(workflow: Workflow) -> tuple[Sources, str]:
    sources = workflow.sources(NOW, (PAST,))
    sections = drafted(workflow, "carry")
    return sources, workflow.save_draft(sources, sections, by=local_user("甲")).id


def test_every_section_is_the_first_revision_of_its_text(workflow: Workflow) -> None:
    sources, draft_id = save_all(workflow)
    draft = workflow.read_draft(draft_id)
    assert draft.sections == ("overview", "problems", "other")
    assert (draft.figures, draft.previous) == (NOW, sources.previous)
    assert [one.id for one in workflow.drafts()] == [draft_id]
    assert workflow.find_draft(AGENCY, 2025) == draft
    assert workflow.find_draft(AGENCY, 2024) is None


def test_a_save_over_somebody_else_s_is_refused(workflow: Workflow) -> None:
    _, draft_id = save_all(workflow)
    workflow.save_section(draft_id, "other", "无。", base=1, by=local_user("甲"))
    with pytest.raises(StaleRevision):
        workflow.save_section(draft_id, "other", "没有。", base=1, by=local_user("乙"))


def test_acceptance_waits_for_open_questions_and_export_for_acceptance(store: Store) -> None:
    exported: list[Path] = []
    workflow = workflow_over(store, exported=exported)
    _, draft_id = save_all(workflow)
    with pytest.raises(NotAccepted, match="起草"):
        workflow.export(draft_id, Path("a.docx"), by=local_user("丙"))
    draft = workflow.submit(workflow.read_draft(draft_id), by=local_user("甲"))
    assert workflow.blocking(draft)
    with pytest.raises(NotAccepted, match="存在的主要问题"):
        workflow.accept(draft, by=local_user("丙"))
    draft = workflow.reopen(draft, by=local_user("丙"), reason="请答复")
    for section in ("overview", "problems", "other"):
        draft = workflow.save_section(draft_id, section, "一切正常。", base=1, by=local_user("甲"))
    accepted = workflow.accept(workflow.submit(draft, by=local_user("甲")), by=local_user("丙"))
    assert accepted.state == "定稿"
    workflow.export(draft_id, Path("a.docx"), by=local_user("丙"))
    assert exported == [Path("a.docx")]
    actions = [entry.action for entry in store.audit(AuditFilter(subject=f"draft:{draft_id}"))]
    assert actions[:4] == ["导出", "定稿", "送审", "保存"]


def test_other_figures_keep_the_texts_until_the_draft_is_sent(workflow: Workflow) -> None:
    _, draft_id = save_all(workflow)
    more = form(2025, {"新收.总计": 31})
    draft = workflow.take_figures(more, by=local_user("甲"))
    assert (draft.id, draft.figures, draft.sections[0]) == (draft_id, more, "overview")
    workflow.submit(draft, by=local_user("甲"))
    with pytest.raises(NotAllowed):
        workflow.take_figures(NOW, by=local_user("甲"))


def test_a_report_read_in_later_gives_last_year_s_figures(store: Store, workflow: Workflow) -> None:
    draft = workflow.take_figures(NOW, by=local_user("甲"))
    assert draft.previous is None
    save(store, "late", PAST)
    draft, sources = workflow.sources_of(draft)
    assert draft.previous is not None
    assert draft.previous == sources.previous
