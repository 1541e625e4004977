"""A report edited in Word comes back: texts as revisions, tables only told."""

from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document as open_document
from docx.document import Document

from assistant.app import publishing
from assistant.core.accounts import local_user
from assistant.core.drafts import DraftSection
from assistant.core.errors import DocumentError, NotAllowed
from assistant.records.store import Store
from assistant.usecases.importing import Returned
from assistant.usecases.publishing import Wish
from assistant.usecases.workflow import Workflow
from tests.forms import form
from tests.parts import workflow_over

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"

TEXTS: dict[DraftSection, str] = {
    "overview": (
        "（一）主动公开情况。全年发布信息12条。\n（二）依申请公开情况。新收政府信息公开申请30件。"
    ),
    "problems": "培训不够。\n下一步加强培训。",
    "key_areas": "（一）重点领域。公开事故调查报告。",
    "other": "（一）信息处理费。全年未收取信息处理费。",
}
EDITOR, OTHER, THIRD = (local_user(name) for name in "甲乙丙")
FIGURES = form(2025, {"新收.总计": 30}, indicators=[("发布信息", 12, "条")])


@pytest.fixture
def workflow(store: Store) -> Workflow:
    return workflow_over(store)


@pytest.fixture
def draft_id(store: Store, workflow: Workflow) -> str:
    draft = store.create_draft(FIGURES)
    for section, text in TEXTS.items():
        workflow.save_section(draft.id, section, text, base=0, by=EDITOR)
    return draft.id


Edit = Callable[[Document], None]


@pytest.fixture
def edited(store: Store, draft_id: str, tmp_path: Path) -> Callable[[Edit], Path]:
    """The exported report after somebody edited it in Word."""

    def edited(edit: Edit) -> Path:
        path = tmp_path / "a.docx"
        wish = Wish(is_proof=True, has_appendix=True)
        publishing(store).export(draft_id, path, by=EDITOR, wish=wish)
        document = open_document(str(path))
        edit(document)
        document.save(str(path))
        return path

    return edited


def find(document: Document, words: str) -> int:
    return next(n for n, one in enumerate(document.paragraphs) if words in one.text)


def say(words: str, instead: str) -> Edit:
    def edit(document: Document) -> None:
        paragraph = document.paragraphs[find(document, words)]
        paragraph.text = paragraph.text.replace(words, instead)

    return edit


def take(workflow: Workflow, draft_id: str, path: Path) -> Returned:
    return workflow.take_back(draft_id, path, by=OTHER)


def test_an_untouched_file_changes_nothing(
    workflow: Workflow, draft_id: str, edited: Callable[[Edit], Path]
) -> None:
    before = workflow.read_draft(draft_id)
    done = take(workflow, draft_id, edited(lambda _: None))
    assert (done.sections, done.cells, done.notices) == ((), (), ())
    assert workflow.read_draft(draft_id) == before


def test_an_edit_is_a_revision_with_its_hunks_and_grounded(
    workflow: Workflow, draft_id: str, edited: Callable[[Edit], Path]
) -> None:
    done = take(workflow, draft_id, edited(say("申请30件", "申请31件")))
    (one,) = done.sections
    assert (one.section, one.base, one.number) == ("overview", 1, 2)
    assert [(hunk.old, hunk.new) for hunk in one.hunks] == [("30件", "31件")]
    assert [binding.verdict for binding in one.grounding.bindings if binding.fact] == [
        *("supported", "mismatch")
    ]
    revision = workflow.read_draft(draft_id).latest("overview")
    assert revision is not None
    assert (revision.author, revision.note) == ("乙", "从 Word 导入")
    assert revision.text == TEXTS["overview"].replace("30件", "31件")


def test_headings_counted_through_get_their_own_numbers_back(
    workflow: Workflow, draft_id: str, edited: Callable[[Edit], Path]
) -> None:
    """In the report 信息处理费 is （二） of section six, in its draft section （一）."""
    done = take(workflow, draft_id, edited(say("未收取", "收取0元")))
    (one,) = done.sections
    assert one.section == "other"
    assert one.text == "（一）信息处理费。全年收取0元信息处理费。"


def test_paragraphs_may_come_and_go(
    workflow: Workflow, draft_id: str, edited: Callable[[Edit], Path]
) -> None:
    def edit(document: Document) -> None:
        new = document.paragraphs[find(document, "培训不够")].insert_paragraph_before
        new("解读不多，群众不易看懂。")
        gone = document.paragraphs[find(document, "公开事故调查报告")]._p
        document.element.body.remove(gone)

    done = take(workflow, draft_id, edited(edit))
    texts = {one.section: one.text for one in done.sections}
    assert texts == {"problems": f"解读不多，群众不易看懂。\n{TEXTS['problems']}", "key_areas": ""}


def test_tables_title_and_preamble_are_told_and_not_taken(
    workflow: Workflow, draft_id: str, edited: Callable[[Edit], Path]
) -> None:
    def edit(document: Document) -> None:
        document.tables[1].rows[3].cells[-1].text = "33"
        say("规定编制", "要求编写")(document)

    before = workflow.read_draft(draft_id)
    done = take(workflow, draft_id, edited(edit))
    (cell,) = done.cells
    assert (cell.name, cell.known, cell.found) == (
        *("表三 一、本年新收政府信息公开申请数量·总计", "30"),
        "33",
    )
    assert [notice[:4] for notice in done.notices] == ["报告开头"]
    assert workflow.read_draft(draft_id) == before


def test_nothing_is_lost_where_somebody_saved_in_between(
    workflow: Workflow, draft_id: str, edited: Callable[[Edit], Path]
) -> None:
    path = edited(say("培训不够", "培训太少"))
    workflow.save_section(draft_id, "problems", "解读不够。", base=1, by=THIRD)
    (one,) = take(workflow, draft_id, path).sections
    assert (one.number, one.text) == (None, TEXTS["problems"].replace("不够", "太少"))
    assert workflow.read_draft(draft_id).text("problems") == "解读不够。"


def test_what_cannot_be_taken_is_refused(
    store: Store, workflow: Workflow, draft_id: str, edited: Callable[[Edit], Path], tmp_path: Path
) -> None:
    path = edited(lambda _: None)
    other = store.create_draft(FIGURES)
    with pytest.raises(NotAllowed, match=f"另一份草稿（{draft_id}）"):
        take(workflow, other.id, path)
    with pytest.raises(DocumentError):
        take(workflow, draft_id, tmp_path / "没有.docx")
    draft = workflow.read_draft(draft_id)
    store.set_state(store.set_state(draft, "送审"), "定稿")
    with pytest.raises(NotAllowed, match="已定稿"):
        take(workflow, draft_id, path)


def test_a_file_without_its_mark_is_compared_with_the_latest(
    workflow: Workflow, draft_id: str, edited: Callable[[Edit], Path]
) -> None:
    def lose(document: Document) -> None:
        relations = document.part.package.rels
        for name in [key for key, one in relations.items() if "custom-prop" in one.reltype]:
            del relations[name]

    done = take(workflow, draft_id, edited(lose))
    assert done.sections == ()
    assert "没有导出时的记号" in done.notices[0]


def test_another_office_s_report_is_not_taken_for_the_edited_draft(
    workflow: Workflow, draft_id: str
) -> None:
    before = workflow.read_draft(draft_id)
    for other in ("示例市水利局_2025.docx", "示例市应急管理局_2023.docx"):
        with pytest.raises(NotAllowed, match="没有导入"):
            take(workflow, draft_id, SAMPLES / other)
    assert workflow.read_draft(draft_id) == before
