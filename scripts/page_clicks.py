"""
Everyday clicks on the page, by role: what is clicked, and what of the page is to change by it.

Called by scripts/bench_page.py. What is changed is an expression of the browser; `prepare` brings
the page to where the click can be made, and is not timed.
"""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

LIMIT = 300  # milliseconds until the visible effect
STREAMED = 1000  # where something is said little by little
PAUSE = 300  # milliseconds without typing until the text is checked: ui/scripts/typing.js
SENTENCE = "2026年新收政府信息公开申请63件。"  # the figures say 62
_BOX = "#draft-text textarea"

Act = Callable[[Page, int], None]  # the round counts from 0


@dataclass(frozen=True, kw_only=True)
class Click:
    """One thing that a person does, and how soon its effect should be seen."""

    name: str
    act: Act
    changes: str  # what of the page changes
    prepare: Act = lambda _page, _round: None
    limit: int = LIMIT
    rounds: int = 0  # that can be made, where a click cannot be made again; 0: any


def _value(selector: str) -> str:
    return f"document.querySelector('{selector}').value"


def _words(selector: str) -> str:
    return f"document.querySelector('{selector}')?.textContent"


def _is_shown(selector: str) -> str:
    return f"Boolean(document.querySelector('{selector}')?.offsetParent)"


def _on(selector: str) -> Act:
    return lambda page, _: page.locator(selector).first.click()


def _tab(name: str, word: str, away: str) -> Click:
    """A tab that shows its panel, from another one."""
    return Click(
        name=f"页签“{word}”",
        prepare=_on(f"#{away}-tab"),
        act=_on(f"#{name}-tab"),
        changes=_is_shown(f"#{name}-panel"),
    )


def _sections(page: Page, at: int) -> None:
    page.locator("#section label").nth(at % 2).click()


def _to(section: int) -> Act:
    """Have a section open, and nothing said."""

    def turn(page: Page, _: int) -> None:
        page.click("#document-tab")
        for one in (section + 1, section):
            page.locator("#section label").nth(one).click()
            page.wait_for_timeout(500)

    return turn


def _typed(text: str, section: int = 1) -> Act:
    """Have a text in the box, checked and not saved; another one each round."""

    def type_text(page: Page, at: int) -> None:
        page.click("#document-tab")
        label = page.locator("#section label").nth(section)
        if not label.locator("input").is_checked():
            label.click()
            page.wait_for_timeout(500)
        page.click("#findings-tab")
        page.fill(_BOX, f"{text}\n第{at + 1}次。")
        page.wait_for_timeout(PAUSE + 500)

    return type_text


def _then(*acts: Act) -> Act:
    def act(page: Page, at: int) -> None:
        for one in acts:
            one(page, at)

    return act


def _press_key(selector: str, key: str) -> Act:
    return lambda page, _: page.press(selector, key)


def _fill(selector: str, text: str) -> Act:
    return lambda page, at: page.fill(selector, text.replace("#", str(at)))


def _pause(page: Page, _: int) -> None:
    page.wait_for_timeout(1500)


def _selected(page: Page, at: int) -> None:
    page.evaluate(
        "([box, at]) => document.querySelector(box).setSelectionRange(at, at + 5)", [_BOX, at]
    )


def _cell(page: Page, at: int) -> None:
    page.locator("#figures-tables input[data-key]:not([readonly])").nth(3).fill(str(7 + at))
    page.keyboard.press("Enter")


_TURN = "document.querySelector('#figures-tables .grid').dataset.turn"
_MANNER = "getComputedStyle(document.querySelector('#manner')).display"
TABS = (
    _tab("evidence", "依据", "findings"),
    _tab("versions", "版本", "findings"),
    _tab("figures", "本年数据", "document"),
    _tab("corpus", "往年报告", "document"),
    _tab("export", "导出", "document"),
)
_SECTION = Click(
    name="换一个部分",
    prepare=_on("#document-tab"),
    act=lambda page, at: _sections(page, at + 1),
    changes=_value(_BOX),
)
_ASK = Click(
    name="问一个数",
    prepare=_then(
        _on("#document-tab"),
        _on("#asking-tab"),
        _fill("#ask-box textarea", "2025年收到#件申请吗？"),
    ),
    act=_on("#ask-button"),
    changes="document.querySelectorAll('#answers .exchange').length",
)
_VERSION = Click(
    name="版本与现在的文字比较",
    prepare=_then(_to(1), _on("#versions-tab")),
    act=lambda page, at: page.locator("#version-list button[data-version]").nth(at % 2).click(),
    changes=_words("#version-difference"),
)
_BESIDE = Click(
    name="与上年对照",
    prepare=_then(_press_key("body", "Escape"), _on("#document-tab")),
    act=_on("#compare-button"),
    changes="Boolean(document.querySelector('#reading')?.open)",
)
_SUBMIT = Click(
    name="送审",
    prepare=_then(_press_key("body", "Escape"), _to(1)),
    act=_on("#submit-button"),
    changes=_words("#state"),
    rounds=1,
)
_RETURN = Click(
    name="退回",
    prepare=_then(_on("#document-tab"), _fill("#return-reason textarea", "请再核对一遍")),
    act=_on("#return-button"),
    changes=_words("#state"),
    rounds=1,
)

OFFICER = (
    *TABS,
    _SECTION,
    Click(
        name="填一格，回车",
        prepare=_on("#figures-tab"),
        act=_cell,
        changes=_TURN,
    ),
    Click(
        name="表格里撤销",
        prepare=_on("#figures-tab"),
        act=_on("#figures-tables [data-do=undo]"),
        changes=_TURN,
    ),
    Click(
        name="语气和篇幅",
        prepare=_on("#document-tab"),
        act=_on("#manner-button button"),
        changes=_MANNER,
    ),
    Click(
        name="打字后重新核对（含停顿）",
        prepare=_typed("全年没有数字。"),
        act=lambda page, _: page.locator(_BOX).press_sequentially("新收申请5件"),
        changes=_words("#numbers"),
        limit=LIMIT + PAUSE + 200,
    ),
    Click(
        name="保存", prepare=_typed(SENTENCE), act=_on("#save-button"), changes=_words("#status")
    ),
    Click(name="撤销", prepare=_to(1), act=_on("#undo-button"), changes=_value(_BOX)),
    Click(
        name="点核对卡，到文中",
        prepare=_typed(f"第一句。{SENTENCE}"),
        act=_on("#findings .finding .jump"),
        changes=f"document.querySelector('{_BOX}').selectionStart",
    ),
    Click(
        name="确认一处，撤回",
        prepare=_on("#findings-tab"),
        act=_on("#findings .finding button.judge"),
        changes=_words("#findings"),
    ),
    Click(
        name="改正一个数",
        prepare=_typed(SENTENCE),
        act=_on("#findings .correct"),
        changes=_value(_BOX),
    ),
    Click(
        name="答复一处待补充",
        prepare=_then(_on("#document-tab"), _on("#findings-tab"), _to(0)),
        act=_on("#findings .open-mark button[data-decide=删去]"),
        changes=_value(_BOX),
    ),
    Click(
        name="起草本部分，到第一批字",
        prepare=_typed("要重新起草的一句。", section=2),
        act=_on("#draft-button"),
        changes=_value(_BOX),
        limit=STREAMED,
    ),
    _VERSION,
    _ASK,
    _BESIDE,
    Click(
        name="导出校样",
        prepare=_then(_press_key("body", "Escape"), _to(1), _on("#export-tab"), _pause),
        act=_on("#export-file-button"),
        changes=_words("#status"),
        limit=STREAMED,
    ),
    _SUBMIT,
)

REVIEWER = (
    _SECTION,
    _ASK,
    _VERSION,
    Click(
        name="写批注",
        prepare=_then(
            _on("#document-tab"),
            _on("#remarks-tab"),
            _selected,
            _fill("#remark-words textarea", "请核对#"),
        ),
        act=_on("#remark-button"),
        changes=_words("#remark-list"),
    ),
    _RETURN,
)

EDITOR = (
    _SECTION,
    Click(
        name="解决批注，重新打开",
        prepare=_then(_on("#document-tab"), _on("#remarks-tab")),
        act=_on("#remark-list button.judge:not([data-kind=回复])"),
        changes=_words("#remark-list"),
    ),
    Click(
        name="保存", prepare=_typed(SENTENCE), act=_on("#save-button"), changes=_words("#status")
    ),
    Click(
        name="给版本命名",
        prepare=_then(_to(1), _on("#versions-tab"), _fill("#version-name input", "第#稿")),
        act=_on("#name-section-button"),
        changes=_words("#status"),
    ),
    Click(
        name="还原到上一版",
        prepare=_then(
            _to(1),
            _on("#versions-tab"),
            lambda page, _: page.locator("#version-list button[data-version]").nth(1).click(),
            _pause,
        ),
        act=_on("#restore-button"),
        changes=_value(_BOX),
    ),
    _SUBMIT,
    Click(
        name="定稿（还有问题，不让）",
        prepare=_to(1),
        act=_on("#accept-button"),
        changes=_words("#status"),
    ),
    _RETURN,
)

MANAGER = (
    _tab("manage", "管理", "document"),
    Click(
        name="查看操作记录",
        prepare=_then(
            _on("#manage-tab"),
            lambda page, at: page.fill("#audit-actor input", ("王某", "张某")[at % 2]),
        ),
        act=_on("#audit-button"),
        changes=_words("#audit"),
    ),
    Click(
        name="看一份报告的读入情况",
        prepare=_on("#corpus-tab"),
        act=lambda page, at: page.locator("#corpus-table button[data-look]").nth(at % 2).click(),
        changes=_words("#report-reading"),
    ),
)

ROLES = {
    "起草人": ("王某", "officer", OFFICER),
    "审核人": ("李某", "reviewer", REVIEWER),
    "编辑": ("张某", "editor", EDITOR),
    "管理员": ("管某", "admin", MANAGER),
}
