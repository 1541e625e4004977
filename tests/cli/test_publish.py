"""`nianbao export` and `nianbao office`: what is asked is done, or refused in one line."""

from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document as open_document
from openpyxl import load_workbook

from assistant.core.accounts import local_user
from assistant.records.store import Store
from assistant.usecases.workflow import Workflow
from tests.cli.ran import LAST, NOW, OFFICE, Run
from tests.parts import workflow_over


@pytest.fixture
def draft_id(run: Run) -> str:
    """A draft of the sample office."""
    done = run("draft", "--figures", NOW, "--previous", LAST, "--json")
    return str(done.json["draft"])


@pytest.fixture
def accept(tmp_path: Path, draft_id: str) -> Callable[[], None]:
    """Answer what is open in the draft, and accept it."""

    def accept() -> None:
        store = Store.open(tmp_path / "home")
        workflow: Workflow = workflow_over(store)
        draft = workflow.read_draft(draft_id)
        for section in draft.sections:
            text = "新收政府信息公开申请62件。" if section == "overview" else "无。"
            draft = workflow.save_section(
                draft_id, section, text, base=draft.number(section), by=local_user("张三")
            )
        workflow.accept(workflow.submit(draft, by=local_user("张三")), by=local_user("李四"))
        store.close()

    return accept


def test_an_office_is_set_and_shown(run: Run) -> None:
    assert run("office", "--json").json == {"offices": []}
    run(
        "office",
        OFFICE,
        "--phone",
        "0000-0000001",
        "--layout",
        "body_size=15",
        "--layout",
        "lines=20",
    )
    (office,) = run("office", OFFICE, "--json").json["offices"]
    assert office["phone"] == "0000-0000001"
    assert office["layout"] == {"body_size": 15.0, "lines": 20}
    shown = run("office").out
    assert f"{OFFICE}\n" in shown
    assert "  地址：（未填）" in shown


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("office", OFFICE, "--postcode", "1"), "邮编：应为六位数字"),
        (("office", OFFICE, "--layout", "body_size"), "版式要写成 名称=值"),
        (("office", OFFICE, "--template", "没有.docx"), "没有.docx：读不出来"),
        (("office", OFFICE, "--template", NOW), "这个模板"),
        (("office", "--phone", "0000-0000001"), "请写明是哪个单位"),
        (("export",), "请写明草稿编号和文件"),
        (("export", "x", "-o", "a.docx", "--date", "明天"), "应为日期"),
        (("export", "x", "-o", "a.docx"), "没有这份草稿"),
        (("export", "x", "-o", "a.md", "--comments"), "只能写在 .docx 里"),
        (("import", "x", "没有.docx"), "没有这份草稿"),
    ],
)
def test_a_wrong_use_is_told(run: Run, words: tuple[object, ...], said: str) -> None:
    run(*words).says(said)


def test_a_draft_is_exported_once_it_is_accepted(
    run: Run, draft_id: str, accept: Callable[[], None], tmp_path: Path
) -> None:
    path, table = tmp_path / "a.docx", tmp_path / "核对表.xlsx"
    run("export", draft_id, "-o", path).says("还是“起草”状态")
    accept()
    run("office", OFFICE, "--address", "示范路1号", "--postcode", "000000")
    done = run(
        "export", draft_id, "-o", path, "--checklist", table, "--date", "2027-01-20", "--json"
    )
    assert done.json == {"file": str(path), "files": [str(path), str(table)]}
    assert "报告开头还缺电话" in done.err
    texts = [one.text for one in open_document(str(path)).paragraphs]
    assert "地址：示范路1号，邮编：000000" in texts[1]
    assert texts[-2:] == [OFFICE, "2027年1月20日"]
    sheet = load_workbook(table)["核对表"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert [(row[3], row[5], row[10]) for row in rows] == [("62件", "相符", "李四")]


def test_a_proof_is_exported_in_any_state_and_unsigned(
    run: Run, draft_id: str, tmp_path: Path
) -> None:
    path = tmp_path / "校样.docx"
    assert run("export", draft_id, "-o", path, "--proof").code == 0
    assert open_document(str(path)).paragraphs[-1].text != OFFICE


def test_an_edited_file_comes_back_and_its_errors_are_told(
    run: Run, draft_id: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.docx"
    run("export", draft_id, "-o", path, "--proof")
    assert run("import", draft_id, path).out == "文字没有改动\n"
    document = open_document(str(path))
    edited = next(one for one in document.paragraphs if "62件" in one.text)
    edited.text = edited.text.replace("62件", "63件")
    document.tables[1].rows[3].cells[-1].text = "63"
    document.save(str(path))
    done = run("import", draft_id, path, "--json")
    assert done.code == 1
    (section,) = done.json["sections"]
    assert (section["section"], section["number"]) == ("overview", 2)
    assert [(one["old"], one["new"]) for one in section["hunks"]] == [("62件", "63件")]
    assert "mismatch" in [one["verdict"] for one in section["quantities"]]
    assert [(one["draft"], one["file"]) for one in done.json["tables"]] == [("62", "63")]
    assert "表格改动没有采用" in run("import", draft_id, path).out


def test_all_accepted_drafts_are_exported_and_not_again(
    run: Run, accept: Callable[[], None], tmp_path: Path
) -> None:
    accept()
    folder = tmp_path / "out"
    done = run("export", "--all", folder, "--format", ".md", "--json")
    assert done.json == {"folder": str(folder), "written": 1, "unchanged": 0, "failed": 0}
    assert f"[1/1] {OFFICE}_2026.md 已写入" in done.err
    assert (
        run("export", "--all", folder, "--format", ".md").out == "已写入0份，未变1份，未能写入0份\n"
    )
    run("export", "x", "--all", folder).says("不要再写草稿编号")
