"""Accounts and the audit trail."""

from collections.abc import Callable

import gradio as gr

from assistant.core.accounts import ROLE_NAMES
from assistant.usecases.accounts import Accounts
from ui.handlers.managing import Managing
from ui.handlers.page import Page
from ui.handlers.trail import ACTIONS, FILES, Trail
from ui.panels.components import button, html_part
from ui.wires import Handler, Parts, Wires


def lay_out() -> Parts:
    roles = [(name, role) for role, name in ROLE_NAMES.items()]
    parts: Parts = {"accounts": html_part("accounts")}
    with gr.Row(elem_id="account-editing"):
        parts["account"] = gr.Textbox(label="账号名", elem_id="account-name", min_width=140)
        parts["roles"] = gr.CheckboxGroup(roles, label="角色", elem_id="account-roles")
        parts["password"] = gr.Textbox(
            label="密码（新建或改密码时填写）", type="password", elem_id="account-password"
        )
    with gr.Row():
        parts["account_add"] = button("新建账号", "account-add-button")
        parts["account_password"] = button("改密码", "account-password-button")
        parts["account_remove"] = button("删除账号", "account-remove-button", "stop")
    return parts | _trail()


def _trail() -> Parts:
    parts: Parts = {}
    with gr.Row(elem_id="audit-choice"):
        parts["audit_draft"] = gr.Dropdown(
            [("全部", "")], value="", label="哪份草稿", elem_id="audit-draft", min_width=180
        )
        parts["audit_actor"] = gr.Textbox(
            label="谁（不填为所有人）", max_lines=1, elem_id="audit-actor", min_width=140
        )
        parts["audit_action"] = gr.Dropdown(
            [("全部", ""), *ACTIONS],
            value="",
            label="做了什么",
            allow_custom_value=True,
            elem_id="audit-action",
            min_width=140,
        )
    with gr.Row():
        parts["audit_read"] = button("查看操作记录", "audit-button")
        for suffix in FILES:
            name = suffix.removeprefix(".")
            words = f"导出操作记录（{suffix}）"
            parts[f"audit_{name}"] = button(words, f"audit-{name}-button")
    return parts | {"audit": html_part("audit")}


def wire(wires: Wires, accounts: Accounts) -> None:
    parts = wires.parts
    place, name, password = parts["place"], parts["account"], parts["password"]

    def managing(page: Page) -> Managing:
        return Managing(page, accounts)

    added = [place, name, parts["roles"], password]
    wires.join(parts["account_add"].click, lambda page: managing(page).add, added)
    changed = [place, name, password]
    wires.join(
        parts["account_password"].click, lambda page: managing(page).change_password, changed
    )
    wires.join(parts["account_remove"].click, lambda page: managing(page).remove, [place, name])
    wanted = [parts[f"audit_{name}"] for name in ("draft", "actor", "action")]
    wires.join(parts["audit_read"].click, lambda page: Trail(page).read, [place, *wanted])
    for suffix in FILES:
        pressed = parts[f"audit_{suffix.removeprefix('.')}"]
        wires.join(pressed.click, _exported_as(suffix), [place, *wanted])


def _exported_as(suffix: str) -> Callable[[Page], Handler]:
    def act(page: Page) -> Handler:
        return lambda place, *wanted: Trail(page).export(place, suffix, *wanted)

    return act
