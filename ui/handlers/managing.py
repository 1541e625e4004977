"""
What only an administrator does on the page: accounts, and reading what everybody did.

Knows: the use cases of accounts and the audit trail, what the page shows. Does not know: Gradio.
"""

from dataclasses import dataclass

from assistant.core.accounts import ROLES, Role, require
from assistant.core.errors import NotAllowed
from assistant.usecases.accounts import Accounts
from ui.handlers.page import Page
from ui.handlers.trail import Trail
from ui.screen import Changes, show, together
from ui.views import frame


@dataclass(frozen=True)
class Managing:
    """The panel 管理 of one user."""

    page: Page
    accounts: Accounts

    def read(self, place: object) -> Changes:  # noqa: ARG002  # every handler gets it
        """Accounts and audit trail as they are now."""
        require(self.page.by, "manage")
        return show(
            accounts=frame.accounts(self.accounts.accounts()),
            audit=frame.audit(self.page.workflow.auditing.read(by=self.page.by)),
        )

    def opened(self, place: object, said: object) -> Changes:
        """The same when somebody for whom it is there comes to the panel."""
        panel = said.get("panel") if isinstance(said, dict) else None
        if panel != "manage" or not self.page.by.may("manage"):
            return {}
        return together(self.read(place), Trail(self.page).choices())

    def add(self, place: object, name: object, roles: object, password: object) -> Changes:
        """A new account; from the first on, everybody signs in."""
        chosen = _roles(roles)
        known, words = _text(name), _secret(password)
        self.accounts.add(known, chosen, words, by=self.page.by)
        return self._done(place, f"已新建账号“{known}”")

    def change_password(self, place: object, name: object, password: object) -> Changes:
        known = _text(name)
        require(self.page.by, "manage")
        self.accounts.set_password(known, _secret(password), by=self.page.by)
        return self._done(place, f"已改“{known}”的密码；其原有的登录已失效")

    def remove(self, place: object, name: object) -> Changes:
        known = _text(name)
        self.accounts.remove(known, by=self.page.by)
        return self._done(place, f"已删除账号“{known}”")

    def _done(self, place: object, told: str) -> Changes:
        emptied = show(account="", roles=[], password="")
        return together(self.read(place), emptied, show(status=frame.said(told)))


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise NotAllowed("请填写账号名")
    return value.strip()


def _secret(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise NotAllowed("请填写密码")
    return value


def _roles(value: object) -> list[Role]:
    if not isinstance(value, list) or not set(map(str, value)) <= set(ROLES):
        raise NotAllowed("请选择角色")
    return [role for role in ROLES if role in value]
