"""The conversation on a draft: what each line changes, what it says, what can be taken back."""

from contextlib import closing

import pytest

from assistant.core.accounts import User, local_user
from assistant.core.drafts import Draft, DraftSection
from assistant.core.errors import ModelError, NotAllowed, StaleRevision
from assistant.core.ports import AuditFilter
from assistant.editing.conversation import Conversation
from assistant.editing.parts import EditingParts
from assistant.editing.replies import Reply, Turn
from assistant.editing.turns import Said
from assistant.records.store import Store
from assistant.usecases.workflow import Workflow
from corpus.figures_source import figures_from
from tests.cli.ran import SAMPLES
from tests.fakes import ScriptedRewriter
from tests.parts import workflow_over

NOW, LAST = SAMPLES / "示例市应急管理局_2026.xlsx", SAMPLES / "示例市应急管理局_2025.html"
OVERVIEW = (
    "（一）主动公开情况\n及时发布信息，方便群众查询。规范办理流程，依法答复申请人。\n"
    "（二）监督保障情况\n组织考核。"
)


@pytest.fixture
def workflow(store: Store) -> Workflow:
    made = workflow_over(store)
    made.ingest([LAST], by=local_user("管"))
    return made


@pytest.fixture
def draft(workflow: Workflow) -> Draft:
    return workflow.take_figures(figures_from(NOW), by=local_user("王"))


def write(workflow: Workflow, draft: Draft, text: str, section: DraftSection = "overview") -> None:
    base = workflow.read_draft(draft.id).number(section)
    workflow.save_section(draft.id, section, text, base=base, by=local_user("王"))


class Talk:
    """A conversation on one draft, in which 王 has a section open."""

    def __init__(self, workflow: Workflow, draft_id: str) -> None:
        self.conversation = Conversation(workflow)
        self.workflow = workflow
        self.draft_id = draft_id

    def say(self, line: str, section: DraftSection = "overview", **more: object) -> Reply:
        return self.turns(line, section, **more)[-1].reply or Reply(text="")

    def turns(self, line: str, section: DraftSection = "overview", **more: object) -> list[Turn]:
        said = Said(line=line, by=local_user("王"), section=section, **more)  # type: ignore[arg-type]
        return list(self.conversation.turn(self.draft_id, said))

    def text(self, section: DraftSection = "overview") -> str:
        return self.workflow.read_draft(self.draft_id).text(section)


@pytest.fixture
def talk(workflow: Workflow, store: Store, draft: Draft) -> Talk:
    return Talk(workflow, draft.id)


def talking(talk: Talk, store: Store, *wordings: str) -> tuple[Talk, ScriptedRewriter]:
    """The same, with a model that says these wordings."""
    rewriter = ScriptedRewriter(*wordings)
    editing = EditingParts(messages=store, rewriter=lambda: rewriter)
    return Talk(workflow_over(store, editing=editing), talk.draft_id), rewriter


def test_drafting_saves_and_says_so(talk: Talk) -> None:
    turns = talk.turns("起草问题部分")
    reply = turns[-1].reply
    assert reply is not None
    assert reply.text.startswith("已起草“存在的主要问题及改进情况”，")
    assert reply.section == "problems"
    assert talk.text("problems") == turns[-2].text
    again = talk.say("起草问题部分", section="problems")
    assert "原来的文字在版本中" in again.text


def test_a_wording_is_a_proposal_and_changes_nothing(
    talk: Talk, store: Store, draft: Draft
) -> None:
    write(talk.workflow, draft, OVERVIEW)
    talk, rewriter = talking(
        talk, store, "及时公开信息，为群众查询提供便利", "优化办理流程，依法向申请人答复"
    )
    reply = talk.say("第一段换个说法")
    assert rewriter.asked[0][0] == "及时发布信息，方便群众查询"
    assert reply.intent == "改写第1段：换说法"
    assert reply.proposal is not None
    assert talk.text() == OVERVIEW


def test_one_hunk_is_taken_one_dropped(talk: Talk, store: Store, draft: Draft) -> None:
    write(talk.workflow, draft, OVERVIEW)
    talk, _ = talking(talk, store, "及时公开信息，便于群众查询", "x", "x")
    reply = talk.say("第一段第一句换个说法")
    assert reply.proposal is not None
    assert [(one.old, one.new) for one in reply.proposal.hunks] == [
        ("发布", "公开"),
        ("方便", "便于"),
    ]
    half = talk.conversation.settle(talk.draft_id, reply.message, accepted=[1], by=local_user("李"))
    assert half.text == "这次采纳1处，还有1处待定"
    assert talk.text() == OVERVIEW.replace("方便", "便于")
    rest = talk.conversation.settle(talk.draft_id, half.message, rejected=[0], by=local_user("李"))
    assert rest.proposal is None
    assert talk.text() == OVERVIEW.replace("方便", "便于")
    latest = talk.workflow.read_draft(talk.draft_id).latest("overview")
    assert latest is not None
    assert (latest.author, latest.note) == ("李", "改写：改写第1段第1句：换说法")
    saved = store.audit(AuditFilter(subject=f"draft:{talk.draft_id}", actions=("保存",)))[0]
    assert saved.detail["model"] == "脚本"
    assert saved.detail["prompts"] == ["rewrite_vary/1"]


def test_hunks_can_be_decided_on_by_saying_so(talk: Talk, draft: Draft) -> None:
    write(talk.workflow, draft, "切实加强组织领导，不断健全工作机制，认真规范办理流程。")
    assert "共3处" in talk.say("精简").text
    assert talk.say("放弃第二处").text == "这次放弃1处，还有2处待定"
    assert talk.say("采纳第9处").text == "没有做成：这条建议只有2处；请说“采纳第1处”"
    assert talk.say("采纳").text == "这次采纳2处"
    assert talk.text() == "加强组织领导，不断健全工作机制，规范办理流程。"
    assert "没有待定的修改建议" in talk.say("采纳").text
    assert talk.say("撤销").text == "已撤销：改写当前部分：精简"
    assert talk.text() == "切实加强组织领导，不断健全工作机制，认真规范办理流程。"


def test_an_accepted_wording_that_the_figures_contradict_is_told(talk: Talk, draft: Draft) -> None:
    write(talk.workflow, draft, "2026年，新收政府信息公开申请62件。")
    assert "共1处" in talk.say("把62件改成63件").text
    assert talk.say("采纳").text == "这次采纳1处；改后新出现1处问题，请看“核对”"
    assert talk.text() == "2026年，新收政府信息公开申请63件。"


def test_a_proposal_for_a_text_that_changed_is_refused(
    talk: Talk, store: Store, draft: Draft
) -> None:
    write(talk.workflow, draft, OVERVIEW)
    talk, _ = talking(talk, store, "及时公开信息，便于群众查询", "x", "x")
    reply = talk.say("第一段第一句换个说法")
    write(talk.workflow, draft, f"{OVERVIEW}又加一句。")
    with pytest.raises(StaleRevision, match="又改过了"):
        talk.conversation.settle(talk.draft_id, reply.message, accepted=[0], by=local_user("李"))
    assert talk.text() == f"{OVERVIEW}又加一句。"


def test_the_selection_is_meant_where_no_place_is_said(talk: Talk, draft: Draft) -> None:
    text = "切实加强组织领导。\n不断健全工作机制。"
    write(talk.workflow, draft, text)
    reply = talk.say("精简", selection=(10, len(text)))
    assert reply.intent == "改写选中的文字：精简"
    assert reply.proposal is not None
    assert [one.old for one in reply.proposal.hunks] == ["不断"]
    assert "只按词表改（没有启用大模型）" in reply.text


def test_a_note_becomes_a_fact_and_a_sentence(talk: Talk, draft: Draft) -> None:
    write(talk.workflow, draft, OVERVIEW)
    reply = talk.say("加上演练情况：举办应急演练7次，66人参加")
    after = talk.workflow.read_draft(talk.draft_id)
    note = "举办应急演练7次，66人参加"
    assert after.figures.notes == (*draft.figures.notes, note)
    assert talk.text() == f"{OVERVIEW}{note}。"
    assert "2个数字以这条要点为依据" in reply.text
    bindings = talk.workflow.ground(after, talk.text()).bindings
    assert [one.verdict for one in bindings if not one.quantity.exempt] == ["supported"] * 2


def test_a_note_goes_where_a_reader_looks_for_it(talk: Talk, draft: Draft) -> None:
    write(talk.workflow, draft, OVERVIEW)
    write(talk.workflow, draft, "问题是答复慢。", "problems")
    talk.say("加上培训情况：举办9次，130人参加")
    assert talk.text().endswith("组织考核。举办培训9次，130人参加。")
    talk.say("在主动公开部分加上：发布简报9期")
    assert "依法答复申请人。发布简报9期。\n" in talk.text()
    talk.say("存在问题：栏目更新不及时")
    assert talk.text("problems") == "问题是答复慢。栏目更新不及时。"


def test_a_note_without_a_text_is_kept_for_drafting(talk: Talk) -> None:
    reply = talk.say("加上培训情况：举办9次，130人参加")
    assert reply.text.endswith("还没有文字，起草时会写进去")
    assert talk.workflow.read_draft(talk.draft_id).figures.notes[-1] == "举办培训9次，130人参加"


def test_what_repeats_last_year_is_reworded(
    talk: Talk, store: Store, workflow: Workflow, draft: Draft
) -> None:
    past = workflow.outline(draft)["problems"][0].quote
    write(workflow, draft, past, "problems")
    talk, rewriter = talking(talk, store)
    reply = talk.say("问题部分不要和去年雷同")
    assert reply.section == "problems"
    assert len(rewriter.asked) > 1
    assert "句与上年雷同" in reply.text
    write(workflow, draft, "今年的问题完全不同，是人手不足而且经费短缺。", "problems")
    assert "没有与上年雷同的句子" in talk.say("问题部分不要和去年雷同").text


def test_deleting_says_what_and_can_be_undone(talk: Talk, draft: Draft) -> None:
    write(talk.workflow, draft, OVERVIEW)
    reply = talk.say("删掉第二段")
    assert reply.text == "已从“总体情况”删去：“组织考核。”（5字）。可以说“撤销”"
    assert (
        talk.text()
        == OVERVIEW.removesuffix("\n（二）监督保障情况\n组织考核。") + "\n（二）监督保障情况"
    )
    assert talk.say("撤销").text == "已撤销：删除第2段"
    assert talk.text() == OVERVIEW


def test_undo_goes_back_step_by_step(talk: Talk, draft: Draft) -> None:
    write(talk.workflow, draft, OVERVIEW)
    notes = draft.figures.notes
    talk.say("加上培训情况：举办9次，130人参加")
    talk.say("删除“规范办理流程”")
    talk.say("撤销")
    assert talk.say("撤销").text.endswith("（要点也已去掉）")
    assert talk.text() == OVERVIEW
    assert talk.workflow.read_draft(talk.draft_id).figures.notes == notes
    assert "没有可以撤销的改动" in talk.say("撤销").text


def test_what_was_edited_since_is_not_undone(talk: Talk, draft: Draft) -> None:
    write(talk.workflow, draft, OVERVIEW)
    talk.say("删掉第二段")
    write(talk.workflow, draft, "别的文字。")
    assert "之后又改过" in talk.say("撤销").text
    assert talk.text() == "别的文字。"


def test_accepted_hunks_can_be_undone(talk: Talk, draft: Draft) -> None:
    write(talk.workflow, draft, "切实加强组织领导。")
    reply = talk.say("精简")
    talk.conversation.settle(talk.draft_id, reply.message, accepted=[0], by=local_user("王"))
    assert talk.text() == "加强组织领导。"
    talk.say("撤销")
    assert talk.text() == "切实加强组织领导。"


FAILS = [
    ("第九段写短一点", "没有做成：“总体情况”只有2段，没有第9段"),
    ("把平台建设部分写短一点", "没有做成：“总体情况”里没有“平台建设”"),
    ("问题部分写短一点", "没有做成：“存在的主要问题及改进情况”还没有文字"),
    ("删除“没有的话”", "没有做成：没有找到含“没有的话”的句子"),
    ("撤销", "没有做成：这次对话里没有可以撤销的改动"),
    ("天气不错", "我可以：起草"),
]


@pytest.mark.parametrize(("line", "answer"), FAILS)
def test_what_cannot_be_done_is_answered(talk: Talk, draft: Draft, line: str, answer: str) -> None:
    write(talk.workflow, draft, OVERVIEW)
    assert talk.say(line).text.startswith(answer)
    assert talk.text() == OVERVIEW
    assert [one.role for one in talk.conversation.history(draft.id)] == ["person", "assistant"]


def test_an_accepted_report_is_not_changed(talk: Talk, workflow: Workflow, draft: Draft) -> None:
    write(workflow, draft, "规范办理流程。")
    sent = workflow.submit(workflow.read_draft(draft.id), by=local_user("王"))
    workflow.accept(sent, by=local_user("张"))
    for line in ("起草总体情况", "加上培训情况：举办9次，130人参加", "删掉第一段"):
        assert talk.say(line).text.startswith("没有做成：这份报告")
    assert talk.text() == "规范办理流程。"
    assert workflow.read_draft(draft.id).figures.notes == draft.figures.notes


def test_a_reviewer_asks_and_changes_nothing(talk: Talk, draft: Draft) -> None:
    write(talk.workflow, draft, OVERVIEW)
    reviewer = User(name="李", roles=("reviewer",))
    for line in ("起草总体情况", "第一段精简", "删掉第一段", "加上：举办演练7次", "采纳", "撤销"):
        said = Said(line=line, by=reviewer, section="overview")
        reply = list(talk.conversation.turn(draft.id, said))[-1].reply
        assert reply is not None
        assert reply.text.startswith("没有做成：您的角色是审核人，不能"), line
    asked = Said(line="去年新收多少件申请？", by=reviewer, section="overview")
    answered = list(talk.conversation.turn(draft.id, asked))[-1].reply
    assert answered is not None
    assert "44件" in answered.text
    assert talk.text() == OVERVIEW


@pytest.mark.parametrize("line", ["", "  ", "话" * 1001])
def test_a_line_that_is_none_is_refused(talk: Talk, line: str) -> None:
    with pytest.raises(NotAllowed):
        talk.say(line)


def test_half_a_character_in_a_line_breaks_nothing(talk: Talk) -> None:
    assert talk.say("\ud83d是什么").text


def test_questions_are_answered_from_the_corpus_with_earlier_ones(talk: Talk) -> None:
    assert "44件" in talk.say("去年新收多少件申请？").text
    reply = talk.say("其中自然人多少件？")
    kept = talk.conversation.reply(talk.draft_id, reply.message)
    assert "件" in kept.text
    assert [one.year for one in kept.citations] == [2025]


GUESSED = [
    ("改写", "改写第2段：第二段读着绕", "没有启用大模型"),
    ("补充", "听不懂", "您是想补充一条要点吗"),
    ("删除", "听不懂", "您是想删去什么吗"),
    ("无关", "听不懂", "我可以：起草"),
]


@pytest.mark.parametrize(("guess", "meant", "answer"), GUESSED)
def test_a_guess_changes_nothing_by_itself(
    talk: Talk, store: Store, draft: Draft, guess: str, meant: str, answer: str
) -> None:
    write(talk.workflow, draft, OVERVIEW)
    editing = EditingParts(messages=store, guess=lambda _: guess)
    reply = Talk(workflow_over(store, editing=editing), draft.id).say("第二段读着绕")
    assert reply.intent == meant
    assert answer in reply.text
    assert talk.text() == OVERVIEW


def test_a_guesser_that_fails_is_no_failure(talk: Talk, store: Store, draft: Draft) -> None:
    def fail(_: str) -> str:
        raise ModelError("大模型连接不上")

    editing = EditingParts(messages=store, guess=fail)
    assert (
        Talk(workflow_over(store, editing=editing), draft.id)
        .say("天气不错")
        .text.startswith("我可以")
    )


def test_stopping_saves_nothing_and_is_told(talk: Talk, store: Store, draft: Draft) -> None:
    write(talk.workflow, draft, OVERVIEW)
    talk, rewriter = talking(talk, store, "及时公开信息，为群众查询提供便利")
    said = Said(line="第一段换个说法", by=local_user("王"), section="overview")
    with closing(talk.conversation.turn(draft.id, said)) as growing:
        next(growing)
        next(growing)
    assert rewriter.closed == 1
    assert talk.text() == OVERVIEW
    assert talk.conversation.history(draft.id)[-1].text == "已停止，没有改动"


def test_messages_are_of_their_draft_only(talk: Talk, workflow: Workflow) -> None:
    talk.say("天气不错")
    assert talk.conversation.history("other") == ()
    with pytest.raises(NotAllowed, match="没有这条建议"):
        talk.conversation.settle("other", 2, accepted=[0], by=local_user("王"))
