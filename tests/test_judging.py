"""Verdicts as use cases: kept by office and year, in the audit trail, honoured by 定稿."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.core.accounts import local_user
from assistant.core.errors import NotAccepted, NotAllowed
from assistant.core.ports import AuditFilter
from assistant.core.scan.check import scanner
from assistant.core.verdicts import Opinion
from assistant.records.store import Store
from assistant.usecases.judging import Blocking, Judging
from assistant.usecases.sources import Sources
from assistant.usecases.workflow import Workflow
from tests.forms import form
from tests.parts import opened, workflow_over

NOW = form(2025, {"新收.总计": 62})  # the row's other cells are 0: two sums do not hold
TEXT = "按另行统计的口径，新收政府信息公开申请23件。"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path) as store:
        yield store


def draft_of(workflow: Workflow, text: str = TEXT) -> str:
    draft = workflow.take_figures(NOW, by=local_user("甲"))
    workflow.save_section(draft.id, "overview", text, base=0, by=local_user("甲"))
    return draft.id


def waive(workflow: Workflow, one: Blocking, scope: str = "") -> None:
    opinion = Opinion(decision="忽略", reason="另有口径，已核对", scope=scope)
    workflow.judging.give(NOW, one.judged, opinion, by=local_user("乙"))


def test_errors_of_the_form_block_until_they_are_waived(store: Store) -> None:
    workflow = workflow_over(store)
    draft = workflow.submit(
        workflow.read_draft(draft_of(workflow, "一切正常。")), by=local_user("甲")
    )
    blocking = workflow.blocking(draft)
    assert {one.where for one in blocking} == {"本年数据"}
    assert {one.judged.finding.rule for one in blocking} == {"T3-行", "T3-平衡"}
    with pytest.raises(NotAccepted, match="本年数据：“新收政府信息公开申请”行"):
        workflow.accept(draft, by=local_user("丙"))
    for one in blocking:
        waive(workflow, one)
    assert workflow.accept(draft, by=local_user("丙")).state == "定稿"


def test_a_number_that_contradicts_blocks_until_its_scope_is_stated(store: Store) -> None:
    workflow = workflow_over(store)
    draft = workflow.read_draft(draft_of(workflow))
    (one,) = [one for one in workflow.blocking(draft) if one.place == "overview"]
    with pytest.raises(NotAllowed, match="口径"):
        waive(workflow, one)
    waive(workflow, one, scope="另行统计")
    assert {one.place for one in workflow.blocking(draft)} == {None}
    edited = workflow.save_section(draft.id, "overview", f"全市{TEXT}", base=1, by=local_user("甲"))
    assert [one for one in workflow.blocking(edited) if one.place == "overview"]


def test_verdicts_outlive_a_draft_and_a_run(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        workflow = workflow_over(store)
        draft = workflow.read_draft(draft_of(workflow, "一切正常。"))
        for one in workflow.blocking(draft):
            waive(workflow, one)
    with opened(tmp_path) as store:
        workflow = workflow_over(store)
        other = workflow.save_draft(Sources(figures=NOW, past=()), (), by=local_user("丁"))
        assert other.id != draft.id
        assert workflow.blocking(other) == ()
        changed = workflow.take_figures(form(2025, {"新收.总计": 63}), by=local_user("丁"))
        _, found = workflow.judging.in_figures(changed)
        assert [one.is_lapsed for one in found if one.verdict] == [True, True]
        assert workflow.blocking(changed)
        assert workflow.judging.given(form(2024, {})) == ()


def test_a_verdict_is_in_the_audit_trail_with_its_reason(store: Store) -> None:
    workflow = workflow_over(store)
    one = workflow.blocking(workflow.read_draft(draft_of(workflow)))[0]
    waive(workflow, one)
    (line,) = store.audit(AuditFilter(subject=f"finding:{one.judged.id}"))
    assert (line.actor, line.action) == ("乙", "忽略")
    assert line.detail["reason"] == "另有口径，已核对"
    assert line.detail["about"] == one.judged.finding.message


def test_what_may_not_be_waived_leaves_no_trace(store: Store) -> None:
    workflow = workflow_over(store)
    draft = workflow.read_draft(draft_of(workflow, "访问量【待补充：访问量】。"))
    (one,) = [one for one in workflow.blocking(draft) if one.place]
    with pytest.raises(NotAllowed):
        waive(workflow, one)
    assert store.audit(AuditFilter(subject=f"finding:{one.judged.id}")) == []
    assert workflow.judging.given(NOW) == ()


def test_a_text_being_typed_is_judged_as_its_section(store: Store) -> None:
    workflow = workflow_over(store)
    draft = workflow.read_draft(draft_of(workflow))
    (one,) = [one for one in workflow.blocking(draft) if one.place == "overview"]
    waive(workflow, one, scope="另行统计")
    grounding, judged = workflow.judging.in_text(draft, "overview", f"{TEXT}又加一句。")
    assert [one.finding for one in judged] == list(grounding.findings)
    assert [one.is_waived for one in judged] == [True]


def test_what_must_not_be_published_blocks_until_it_is_waived(store: Store) -> None:
    workflow = workflow_over(store)
    text = "通过13800138000反馈，各司其责。访问量【待补充：访问量】。"
    draft = workflow.read_draft(draft_of(workflow, text))
    found = [one for one in workflow.blocking(draft) if one.place]
    assert [one.judged.finding.rule for one in found] == [
        "open_mark",
        "个人-手机号",
        "用语-各司其责",
    ]
    for one in found[1:]:
        waive(workflow, one)
    left = [one.judged.finding.rule for one in workflow.blocking(draft) if one.place]
    assert left == ["open_mark"]


def test_rules_that_are_off_block_nothing(store: Store) -> None:
    quiet = Judging(store, scanner=scanner("个人，用语"))
    workflow = workflow_over(store)
    draft = workflow.read_draft(draft_of(workflow, "通过13800138000反馈，各司其责。"))
    assert [one for one in workflow.blocking(draft) if one.place]
    assert [one for one in quiet.blocking(draft) if one.place] == []
