"""
The audit trail on the page: which lines are shown, and the trail as a file.

Knows: the use case of the trail, what the page shows. Does not know: Gradio, rights (its own).
"""

from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from assistant.core.accounts import require
from assistant.core.errors import NotAllowed
from assistant.core.ports import AuditFilter
from ui.handlers.page import Page
from ui.place import Place
from ui.screen import Changes, show, together
from ui.views import frame

FILES = (".csv", ".json")
# What everybody does, in the words of the trail; others can be typed.
ACTIONS = (
    *("起草", "保存", "数据", "要点", "导入", "还原", "命名版本"),
    *("确认", "忽略", "撤回", "批注", "回复批注", "解决批注", "重新打开批注"),
    *("送审", "退回", "定稿", "导出", "导出校样", "导出操作记录", "单位设置"),
    *("登录", "登录失败", "新建账号", "改密码", "删除账号", "读入报告", "移除报告"),
)
_LONGEST = 60


@dataclass(frozen=True)
class Trail:
    """The trail as `page` shows it to an administrator."""

    page: Page

    def read(self, place: object, draft: object, actor: object, action: object) -> Changes:
        """The last lines that are wanted."""
        Place.read(place)
        entries = self.page.workflow.auditing.read(_wanted(draft, actor, action), by=self.page.by)
        return show(audit=frame.audit(entries))

    def choices(self) -> Changes:
        """Whose drafts there are to choose from."""
        drafts = self.page.workflow.drafts()
        every = [(f"{one.agency} {one.year}年（{one.state}）", one.id) for one in drafts]
        return {"audit_draft": {"choices": [("全部", ""), *every]}}

    def export(self, place: object, *wanted: object) -> Changes:
        """Every line that is wanted as a file to download."""
        Place.read(place)
        require(self.page.by, "manage")
        kind, draft, actor, action = wanted
        if kind not in list(FILES):
            raise NotAllowed("操作记录只能导出为 .csv 或 .json")
        path = Path(mkdtemp(dir=self.page.files)) / f"操作记录{kind}"
        lines = self.page.workflow.auditing.write(
            path, _wanted(draft, actor, action), by=self.page.by
        )
        told = show(status=frame.said(f"已导出操作记录{lines}条"), file=str(path))
        return together(told, self.read(place, draft, actor, action))


def _wanted(draft: object, actor: object, action: object) -> AuditFilter:
    """Which lines; NotAllowed if it is no text."""
    given = ["" if one is None else one for one in (draft, actor, action)]
    if not all(isinstance(one, str) and len(one) <= _LONGEST for one in given):
        raise NotAllowed("筛选的条件看不懂；请重新选择")
    subject, who, what = (str(one).strip() for one in given)
    return AuditFilter(
        subject=f"draft:{subject}" if subject else "",
        actor=who,
        actions=(what,) if what else (),
    )
