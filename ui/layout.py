"""
The parts of the page and where they stand; what they do is wired in ui.app.

Every part has an elem_id that tests and screen readers rely on. Parts whose work comes with a
later issue (asking, rewriting a selection) are left out rather than shown dead.

The panels are ours and not gr.Tabs: Gradio makes the inside of a tab when it is first opened, so
half of the page would not be there to be filled. Here all is there, and CSS shows one panel.
"""

from typing import Any, Literal

import gradio as gr

from assistant.core.accounts import ROLE_NAMES
from ui.drafting import WRITERS
from ui.handlers import EXPORTS
from ui.place import Place
from ui.views import SHORT_NAMES, panel_tabs

_Variant = Literal["primary", "secondary", "stop"]
Parts = dict[str, Any]  # Gradio gives components their events at run time

_DROP_HEIGHT = 104
_TEXT_LINES = 18  # ui/page.css gives the text what the window has left

# Shows the panel of a tab: a word on #page, which ui/page.css reads. Arrow keys move along.
_TABS = """
const tabs = Array.from(element.querySelectorAll('[role=tab]'));
const show = (tab) => {
  element.closest('#page').dataset[tab.dataset.group] = tab.dataset.panel;
  tabs.forEach((one) => {
    one.setAttribute('aria-selected', one === tab);
    one.tabIndex = one === tab ? 0 : -1;
  });
};
tabs.forEach((tab, at) => {
  tab.addEventListener('click', () => show(tab));
  tab.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = tabs[(at + step + tabs.length) % tabs.length];
    next.focus();
    show(next);
  });
});
show(tabs[0]);
"""
# Gradio tells of typing only when a key writes a Latin letter, so not of Chinese, pasting or
# deleting: `input` comes after a moment without typing, `submit` after a rest worth saving.
_TYPING = """
let pause, rest;
document.addEventListener('input', (event) => {
  if (!event.target.closest('#draft-text')) return;
  clearTimeout(pause);
  clearTimeout(rest);
  pause = setTimeout(() => trigger('input'), 300);
  rest = setTimeout(() => trigger('submit'), 5000);
});
"""
# A finding or a number is a button: it selects its words in the text. Offsets count characters,
# a text area counts UTF-16 units. A collapsed selection first makes the browser scroll there.
_SELECT_WORDS = """
element.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-start]');
  const box = document.querySelector('#draft-text textarea');
  if (!button || !box) return;
  const characters = Array.from(box.value);
  const units = (count) => characters.slice(0, Number(count)).join('').length;
  const [start, end] = [units(button.dataset.start), units(button.dataset.end)];
  box.focus();
  box.setSelectionRange(start, end);
  box.scrollTop = (start / box.value.length) * box.scrollHeight - box.clientHeight / 2;
});
"""
# What a reader says of a finding goes along with the event.
_JUDGE = """
element.addEventListener('click', (event) => {
  const button = event.target.closest('button.judge');
  if (!button) return;
  const card = button.closest('[data-id]');
  const said = (name) => card.querySelector(`input[name=${name}]`)?.value ?? '';
  const [{ id }, { decision }] = [card.dataset, button.dataset];
  trigger('input', { id, decision, reason: said('reason'), scope: said('scope') });
});
"""
_MAIN = {"document": "文稿", "figures": "本年数据", "corpus": "往年报告", "manage": "管理"}
_BESIDE = {"findings": "核对", "evidence": "依据", "versions": "版本"}


def lay_out() -> Parts:
    """Lay out the whole page in the Blocks around; its parts by name."""
    parts = _head()
    with gr.Row(elem_id="page"):
        with gr.Column(scale=0, min_width=230, elem_id="side"):
            parts |= _side()
        with gr.Column(scale=1, min_width=640):
            _html("main-tabs", panel_tabs("main", _MAIN), _TABS)
            with gr.Row(elem_id="document-panel"):
                parts |= _document()
            with gr.Column(elem_id="figures-panel"):
                parts |= _figures()
            with gr.Column(elem_id="corpus-panel"):
                parts |= _corpus()
            with gr.Column(elem_id="manage-panel"):
                parts |= _managing()
    return parts


def _head() -> Parts:
    with gr.Row(elem_id="head"):
        _html("title", "<h1>年报助手</h1>")
        state = _html("state")
        status = _html("status")
        who = _html("who")
    # What the browser keeps: hidden, but part of the page.
    return {
        "state": state,
        "status": status,
        "who": who,
        "place": gr.Textbox(str(Place()), visible="hidden", elem_id="place", label="位置"),
        "kept": gr.Textbox(visible="hidden", elem_id="kept", label="已存"),
        "file": gr.DownloadButton("下载", visible="hidden", elem_id="file"),
    }


def _side() -> Parts:
    sections = [(name, key) for key, name in SHORT_NAMES.items()]
    return {
        "agency": gr.Dropdown(
            [], value=None, label="单位", allow_custom_value=True, elem_id="agency"
        ),
        "year": gr.Number(value=None, label="报告年度", precision=0, elem_id="year"),
        "figures_upload": gr.File(
            label="本年数据（.xlsx .json）", height=_DROP_HEIGHT, elem_id="figures-upload"
        ),
        "section": gr.Radio(sections, value="overview", label="部分", elem_id="section"),
    }


def _document() -> Parts:
    with gr.Column(scale=3, min_width=380):
        parts = _writing()
    with gr.Column(scale=2, min_width=300, elem_id="beside"):
        _html("beside-tabs", panel_tabs("beside", _BESIDE), _TABS)
        with gr.Column(elem_id="findings-panel"):
            parts["checks"] = _html("check-results", script=_JUDGE)
            parts["findings"] = _html("findings", script=_SELECT_WORDS + _JUDGE)
        with gr.Column(elem_id="evidence-panel"), gr.Column(elem_id="evidence"):
            parts["numbers"] = _html("numbers", script=_SELECT_WORDS)
            parts["past"] = _html("past")
        with gr.Column(elem_id="versions-panel"), gr.Column(elem_id="versions"):
            parts |= _versions()
    return parts


def _writing() -> Parts:
    parts: Parts = {}
    with gr.Row(elem_id="writing"):
        parts["writer"] = gr.Dropdown(
            list(WRITERS), container=False, label="写法", elem_id="writer", min_width=150
        )
        parts["draft"] = _button("起草本部分", "draft-button", "primary")
        parts["draft_all"] = _button("起草全部", "draft-all-button")
        parts["stop"] = _button("停止", "stop-button", "stop")
    with gr.Row(visible=False, elem_id="conflict") as conflict:
        parts["keep_mine"] = _button("用我的文字存为新版", "keep-mine-button")
        parts["take_theirs"] = _button("换成最新一版", "take-theirs-button")
    parts["text"] = gr.Textbox(
        label="正文（停顿或离开时自动保存）",
        lines=_TEXT_LINES,
        max_lines=_TEXT_LINES,
        elem_id="draft-text",
    )
    parts["typing"] = _html("typing", script=_TYPING)
    parts |= _talking()
    with gr.Row(elem_id="finishing"):
        parts["save"] = _button("保存", "save-button")
        parts["submit"] = _button("送审", "submit-button")
        parts["accept"] = _button("定稿", "accept-button")
        parts["export_kind"] = gr.Dropdown(
            list(EXPORTS), container=False, label="导出为", elem_id="export-kind", min_width=140
        )
        parts["export"] = _button("导出", "export-button")
    with gr.Row(visible=False, elem_id="returning") as returning:
        parts["return_reason"] = gr.Textbox(
            container=False, label="退回理由", placeholder="退回理由", elem_id="return-reason"
        )
        parts["return"] = _button("退回起草", "return-button")
    return parts | {"conflict": conflict, "returning": returning}


def _talking() -> Parts:
    with gr.Row(elem_id="talking"):
        line = gr.Textbox(
            container=False,
            label="对助手说",
            placeholder="选中文字，写“精简”“换说法”；或说“第二段写短一点”“撤销”",
            max_lines=1,
            scale=5,
            elem_id="instruction",
        )
        say = gr.Button(
            "发送", variant="primary", size="md", elem_id="rewrite-button", scale=1, min_width=70
        )
    answer = _html("reply")
    with gr.Column(visible=False, elem_id="deciding") as deciding:
        hunks = gr.CheckboxGroup([], label="修改建议：勾选后采纳或放弃", elem_id="hunks")
        with gr.Row():
            accept = _button("采纳所选", "accept-hunk", "primary")
            reject = _button("放弃所选", "reject-hunk")
    return {
        "line": line,
        "say": say,
        "reply": answer,
        "deciding": deciding,
        "hunks": hunks,
        "accept_hunk": accept,
        "reject_hunk": reject,
        "selection": gr.Textbox(visible="hidden", elem_id="selection", label="选中"),
        "message": gr.Textbox(visible="hidden", elem_id="message", label="建议"),
    }


def _versions() -> Parts:
    with gr.Row():
        chosen = gr.Dropdown([], label="版本", elem_id="version", min_width=160)
        restore = _button("还原到这一版", "restore-button")
    return {"version": chosen, "restore": restore, "versions": _html("version-list")}


def _figures() -> Parts:
    template = _button("下载本年填报表", "template-button")
    with gr.Column(elem_id="figures-grid"):
        return {"template": template, "figures": _html("figures-tables")}


def _corpus() -> Parts:
    upload = gr.File(
        label="上传往年报告（Word、PDF、网页、文本，每份 20 MB 以内，可多选）",
        file_count="multiple",
        height=_DROP_HEIGHT,
        elem_id="corpus-upload",
    )
    table = _html("corpus-table")
    with gr.Row(elem_id="corpus-removing"):
        chosen = gr.Dropdown([], label="移除一份", elem_id="corpus-report", min_width=300)
        remove = _button("移除", "corpus-remove-button", "stop")
    return {"corpus_upload": upload, "corpus": table, "report": chosen, "remove": remove}


def _managing() -> Parts:
    roles = [(name, role) for role, name in ROLE_NAMES.items()]
    parts: Parts = {"accounts": _html("accounts")}
    with gr.Row(elem_id="account-editing"):
        parts["account"] = gr.Textbox(label="账号名", elem_id="account-name", min_width=140)
        parts["roles"] = gr.CheckboxGroup(roles, label="角色", elem_id="account-roles")
        parts["password"] = gr.Textbox(
            label="密码（新建或改密码时填写）", type="password", elem_id="account-password"
        )
    with gr.Row():
        parts["account_add"] = _button("新建账号", "account-add-button")
        parts["account_password"] = _button("改密码", "account-password-button")
        parts["account_remove"] = _button("删除账号", "account-remove-button", "stop")
        parts["audit_read"] = _button("刷新操作记录", "audit-button")
    return parts | {"audit": _html("audit")}


def _html(elem_id: str, content: str = "", script: str | None = None) -> gr.HTML:
    """HTML of ui.views in the styles of ui/page.css alone."""
    return gr.HTML(content, elem_id=elem_id, js_on_load=script, apply_default_css=False)


def _button(words: str, elem_id: str, variant: _Variant = "secondary") -> gr.Button:
    return gr.Button(words, variant=variant, size="md", elem_id=elem_id, min_width=70)
