"""Accounts and the audit trail."""

import gradio as gr

from assistant.core.accounts import ROLE_NAMES
from assistant.usecases.accounts import Accounts
from ui.handlers import Page
from ui.managing import Managing
from ui.panels.components import button, html_part
from ui.wires import Parts, Wires


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
        parts["audit_read"] = button("刷新操作记录", "audit-button")
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
    wires.join(parts["audit_read"].click, lambda page: managing(page).read, [place])
    wires.join(parts["who"].change, lambda page: managing(page).opened, [place])
