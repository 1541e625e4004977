"""The panel 导出: what is missing is said, every form is written, an edited file comes back."""

import re
import zipfile
from pathlib import Path

import pytest
from docx import Document

from assistant.core.accounts import User
from assistant.core.errors import NianbaoError, NotAccepted, NotAllowed
from assistant.core.office import FIELDS
from tests.ui.conftest import CONTACT, completed, written
from tests.ui.test_handlers import HONEST, value
from ui.handlers.exporting import FORMS, Exporting
from ui.handlers.office_form import OfficeForm
from ui.handlers.page import Page
from ui.handlers.review import Review
from ui.handlers.versions import History
from ui.place import Place
from ui.screen import Changes, together

SEEN = {"panel": "export"}


def exported(page: Page, at: str, *wished: object) -> Path:
    changes: Changes = together(*Exporting(page).export(at, HONEST, *wished))
    return Path(value(changes, "file"))


def filled(**given: str) -> list[str]:
    return [given.get(key, "") for key in FIELDS]


def test_what_is_missing_is_said_before_the_click(page: Page, place: Place) -> None:
    text = f"{HONEST}办结【待补充：办结（件）】。"
    at = str(written(page, place, text))
    Review(page).remark(at, text, "0,2", "请核对")
    told = value(Exporting(page).opened(at, SEEN), "export_notes")
    for words in ("只能导出校样", "1处问题", "1处【待补充】", "还缺地址、邮编、电话", "1条批注"):
        assert words in told, words
    assert Exporting(page).opened(at, {"panel": "document"}) == {}  # nothing is asked for
    assert "请先上传本年数据" in value(Exporting(page).opened(str(Place()), SEEN), "export_notes")


@pytest.mark.parametrize("form", [one for one in FORMS if one != ".pdf"])
def test_a_proof_is_written_in_every_form(page: Page, place: Place, form: str) -> None:
    path = exported(page, str(written(page, place, HONEST)), "proof", form, "", [], "")
    assert path.is_relative_to(page.files)
    assert path.stat().st_size > 0
    actions = [(one.action, one.actor) for one in page.workflow.auditing.read(by=page.by)]
    assert actions[0] == ("导出校样", "王")


def test_remarks_and_sources_are_comments_of_the_word_file(page: Page, place: Place) -> None:
    at = str(written(page, place, HONEST))
    Review(page).remark(at, HONEST, "2,13", "请核对")  # over the words of the number, and beyond
    path = exported(page, at, "proof", ".docx", "", ["comments", "remarks"], "")
    comments = [one.text for one in Document(str(path)).comments]
    assert len(comments) == 1
    assert "批注（王）：请核对" in comments[0]
    assert "相符" in comments[0]


def test_changes_since_a_named_version_are_tracked(page: Page, place: Place) -> None:
    at = str(written(page, place, "新收申请61件。"))
    History(page).name_whole(at, "新收申请61件。", "送领导稿")
    at = str(Place.read(value(page.save(at, HONEST), "kept")))
    choices = Exporting(page).opened(at, SEEN)["export_changes"]["choices"]
    whole = next(key for words, key in choices if "送领导稿" in words)
    path = exported(page, at, "proof", ".docx", whole, [], "")
    with zipfile.ZipFile(path) as archive:
        body = archive.read("word/document.xml").decode()
    assert re.search(r"<w:del [^>]*>.*?61", body)
    assert re.search(r"<w:ins [^>]*>.*?62", body)


BAD_WISHES = [
    (("both", ".docx", "", [], ""), "请选择"),
    (("proof", "../../x", "", [], ""), "请选择"),
    (("final", ".docx", "", [], ""), "请先定稿"),
    (("proof", ".md", "first-draft", [], ""), "只能写在 Word"),
    (("proof", ".docx", "whole:9", [], ""), "没有这一版"),
    (("proof", ".docx", "", ["x"], ""), "附加内容"),
    (("proof", ".docx", "", [], "去年"), "成文日期"),
]


@pytest.mark.parametrize(("wished", "told"), BAD_WISHES)
def test_a_wish_that_cannot_be_met_is_refused(
    page: Page, place: Place, wished: tuple[object, ...], told: str
) -> None:
    at = str(written(page, place, HONEST))
    with pytest.raises(NianbaoError, match=told):
        exported(page, at, *wished)


def test_every_accepted_report_goes_into_one_archive(page: Page, place: Place) -> None:
    at = str(written(page, place, HONEST))
    assert "没有可以导出的定稿" in value(together(*Exporting(page).export_all(at, ".md")), "status")
    page.submit(at, HONEST)
    page.accept(at, HONEST)
    refused = value(together(*Exporting(page).export_all(at, ".md")), "status")
    assert "还缺地址、邮编、电话、“五、存在的主要问题及改进情况”的文字" in refused
    page.reopen(at, HONEST, "补写")
    completed(page, place)
    page.submit(at, HONEST)
    page.accept(at, HONEST)
    path = value(together(*Exporting(page).export_all(at, ".md")), "file")
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == ["示例市应急管理局_2026.md"]


def test_what_is_missing_is_published_only_by_somebody_who_says_so(
    page: Page, place: Place
) -> None:
    at = str(written(page, place, HONEST))
    page.submit(at, HONEST)
    page.accept(at, HONEST)
    with pytest.raises(NotAccepted, match="还缺地址、邮编、电话"):
        exported(page, at, "final", ".md", "", [], "")
    kinds = Exporting(page).opened(at, SEEN)["export_kind_of"]["choices"]
    assert ("定稿，缺的印成【待补充】", "open") in kinds
    path = exported(page, at, "open", ".md", "", [], "")
    assert "【待补充：地址】" in path.read_text(encoding="utf-8")
    assert exported(page, at, "final", ".xlsx", "", [], "").stat().st_size > 0  # no text in it
    page.reopen(at, HONEST, "补写")
    completed(page, place)
    page.submit(at, HONEST)
    page.accept(at, HONEST)
    assert "【待" not in exported(page, at, "final", ".md", "", [], "").read_text(encoding="utf-8")
    assert len(Exporting(page).opened(at, SEEN)["export_kind_of"]["choices"]) == 2


def test_a_word_file_that_was_edited_comes_back_as_a_revision(page: Page, place: Place) -> None:
    at = str(written(page, place, HONEST))
    path = exported(page, at, "proof", ".docx", "", [], "")
    document = Document(str(path))
    line = next(one for one in document.paragraphs if HONEST in one.text)
    line.runs[-1].text += "均已答复。"
    document.save(str(path))
    shown = Exporting(page).take_back(at, HONEST, str(path))
    assert value(shown, "text") == f"{HONEST}均已答复。"
    assert "已存为第2版" in value(shown, "import_result")
    assert "<ins>" in value(shown, "import_result")


def test_an_administrator_sets_what_the_office_prints(page: Page, place: Place) -> None:
    at = str(written(page, place, HONEST))
    shown = OfficeForm(page).save_office(at, *filled(**CONTACT), "正文字号=15\n每面行数=20")
    assert value(shown, "office_phone") == "010-00000001"
    assert "正文字号=15" in value(shown, "office_layout")
    assert "还缺地址" not in value(Exporting(page).opened(at, SEEN), "export_notes")
    shown = OfficeForm(page).save_office(at, *filled(**CONTACT), "")
    assert value(shown, "office_layout") == ""  # a line taken away is the standard's again


@pytest.mark.parametrize(
    ("given", "layout", "told"),
    [
        ({"phone": "没有"}, "", "电话"),
        ({}, "字好看一点", "看不懂"),
        ({}, "正文字号=九百", "应为"),
        ({}, "长" * 2001, "太长"),
    ],
)
def test_a_setting_without_meaning_is_refused_and_nothing_changes(
    page: Page, place: Place, given: dict[str, str], layout: str, told: str
) -> None:
    at = str(written(page, place, HONEST))
    with pytest.raises(NianbaoError, match=told):
        OfficeForm(page).save_office(at, *filled(**given), layout)
    assert page.workflow.publishing.offices() == ()


def test_only_an_administrator_sees_and_sets_the_settings(page: Page, place: Place) -> None:
    at = str(written(page, place, HONEST))
    officer = Page(page.workflow, page.files, User(name="王", roles=("officer",)))
    assert "office_phone" not in Exporting(officer).opened(at, SEEN)
    with pytest.raises(NotAllowed, match="管理员"):
        OfficeForm(officer).save_office(at, *filled(), "")
