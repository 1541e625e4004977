"""
What stands around every panel: the status line, who is signed in, tabs, and how text is escaped.

Pure: what goes in comes from files, models and people, and is escaped here. Knows: the words and
classes of the page. Does not know: Gradio, the workflow, the store.
"""

import html
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from zlib import crc32

from assistant.core.accounts import ROLE_NAMES, Account, User
from assistant.core.drafts import Draft, DraftSection
from assistant.core.evidence.binding import Binding, Verdict
from assistant.core.ports import AuditEntry
from assistant.core.trail import detail_of, subject_of
from assistant.core.verdicts import JudgedText
from assistant.core.writing.guard import is_blocking
from assistant.core.writing.options import WritingOptions
from assistant.editing.replies import Reply

VERDICT_NAMES: dict[Verdict, str] = {
    "supported": "有据",
    "mismatch": "不符",
    "stale": "上年数",
    "unsupported": "无据",
    "exempt": "免核",
}
# Sections as the list of the page names them: what fits on one line.
SHORT_NAMES: dict[DraftSection, str] = {
    "overview": "总体情况",
    "disclosure": "主动公开（文字）",
    "requests": "依申请公开（文字）",
    "litigation": "复议诉讼（文字）",
    "problems": "问题及改进",
    "key_areas": "重点领域公开",
    "interpretation": "解读和回应",
    "platform": "平台和服务",
    "other": "其他事项",
}
_NO_DRAFT = "还没有草稿：请先上传本年数据"


def escaped(text: object) -> str:
    """Text for an element or an attribute of gr.HTML, which would also evaluate ${…} and {{…}}."""
    plain = html.escape(str(text))
    return plain.replace("$", "&#36;").replace("{", "&#123;").replace("}", "&#125;")


def moment(created: str) -> str:
    """01-10 12:00, in the time of this computer."""
    return f"{datetime.fromisoformat(created).astimezone():%m-%d %H:%M}"


def said(message: str) -> str:
    """What the page answers, where a screen reader hears it."""
    return f'<p class="said" role="status">{escaped(message)}</p>'


def problem(message: str, details: Sequence[str] = ()) -> str:
    """What went wrong, in one line, with the places concerned to unfold."""
    places = "".join(f"<li>{escaped(one)}</li>" for one in details)
    listed = (
        f"<details><summary>逐条查看（{len(details)}）</summary><ul>{places}</ul></details>"
        if details
        else ""
    )
    return f'<div class="problem" role="alert"><p>{escaped(message)}</p>{listed}</div>'


def growing(words: str) -> str:
    """What the assistant is at, as far as it is."""
    return f'<p class="reply growing">{escaped(words)}</p>'


def reply(one: Reply) -> str:
    """What the assistant answers, with what it understood and what an answer rests on."""
    quotes = "".join(
        f"<li>{escaped(cited.agency)}{cited.year}年报告：“{escaped(cited.quote)}”</li>"
        for cited in one.citations
    )
    intent = f'<span class="intent">{escaped(one.intent)}</span>' if one.intent else ""
    told = "<br>".join(map(escaped, one.text.split("\n")))
    listed = f"<ul>{quotes}</ul>" if quotes else ""
    return f'<div class="reply" role="status"><p>{intent}{told}</p>{listed}</div>'


def selection_box() -> str:
    """What may be done with words that are selected; hidden until some are."""
    asks = ("精简", "正式", "扩写", "换说法")
    buttons = "".join(f'<button type="button" data-words="{one}">{one}</button>' for one in asks)
    return (
        '<div class="choosing" role="toolbar" aria-label="改写选中的文字" hidden>'
        f'{buttons}<input aria-label="自己写要求" placeholder="自己写要求" maxlength="200">'
        '<button type="button">改写</button></div>'
    )


def manner_button(options: WritingOptions) -> str:
    return (
        '<button type="button" aria-expanded="false" aria-controls="manner" '
        f'aria-label="语气和篇幅">{options.tone}·{options.length} ▾</button>'
    )


def draft_state(draft: Draft | None) -> str:
    """Whose draft this is and how far it has come."""
    if draft is None:
        return f'<p class="state">{_NO_DRAFT}</p>'
    return (
        f'<p class="state"><strong>{escaped(draft.state)}</strong> '
        f"{escaped(draft.agency)} {draft.year}年</p>"
    )


def saved(draft: Draft, section: DraftSection) -> str:
    """Which version of the section is kept, with the name of its text (its CRC-32), by which
    ui/scripts/saved.js knows whether the box still has it.
    """
    latest, text = draft.latest(section), draft.text(section)
    kept = "" if latest is None else f"已保存：第{latest.number}版，{moment(latest.created)}"
    return (
        f'<p class="saved" data-saved="{text_name(text)}"><span class="kept">{kept}</span>'
        '<span class="dirty">有改动，还没有保存</span></p>'
    )


def who(user: User) -> str:
    """Who is signed in, and the way out; on a computer without accounts nothing of the kind."""
    manages = "<span data-manages></span>" if user.may("manage") else ""
    if user.is_local:
        return manages
    roles = "、".join(ROLE_NAMES[role] for role in user.roles)
    return (
        f'<form method="post" action="/logout"><span>{escaped(user.name)}（{roles}）</span> '
        '<a href="/password">改密码</a> <button type="submit">退出</button></form>'
        f"{manages}"
    )


def why(reasons: Mapping[str, str]) -> str:
    """Why each button may not be used, by its elem_id, for ui/scripts/why.js."""
    return "".join(
        f'<span data-for="{control.replace("_", "-")}-button">{escaped(reason)}</span>'
        for control, reason in reasons.items()
    )


def first_steps(*, may_add: bool) -> str:
    """What to do on an empty page."""
    steps = (
        (
            "有往年报告的，先在“往年报告”上传：文字的写法和标题沿用它"
            if may_add
            else "往年报告由管理员读入；文字的写法和标题沿用它，请先请管理员上传"
        ),
        "在左侧上传本年数据；还没有的，在“本年数据”下载填报表，填好再传",
        "选一个部分，点“起草本部分”，或一次“起草全部”",
        "对照“核对”逐条修改；【待补充】和【待核实】要由人答复",
        "送审、定稿，再导出 Word",
    )
    return f"<h3>从这里开始</h3><ol>{''.join(f'<li>{step}</li>' for step in steps)}</ol>"


def section_label(section: DraftSection, findings: Sequence[JudgedText] | None) -> str:
    """A section with how many places forbid to accept it: 总体情况 · 3处待改."""
    if findings is None:
        return f"{SHORT_NAMES[section]} · 未起草"
    blocking = sum(is_blocking(one.finding) and not one.is_waived for one in findings)
    return f"{SHORT_NAMES[section]} · {f'{blocking}处待改' if blocking else '无误'}"


def panel_tabs(group: str, panels: Mapping[str, str], told: Collection[str] = ()) -> str:
    """The tabs of a group of panels: what each is called, by the first word of its elem_id.

    Of the panels in `told` the server is told when one is opened: they are filled only then.
    """
    tabs = "".join(
        f'<button type="button" role="tab" id="{panel}-tab" aria-controls="{panel}-panel" '
        f'data-group="{group}" data-panel="{panel}"{" data-told" if panel in told else ""}>'
        f"{escaped(name)}</button>"
        for panel, name in panels.items()
    )
    return f'<div role="tablist" class="tabs">{tabs}</div>'


# --- the text and its numbers


def of_text(text: str, content: str) -> str:
    """What was found in a text, with the name of the text for ui/scripts/editor.js."""
    return f'<div data-checked="{text_name(text)}">{content}</div>'


def text_name(text: str) -> int:
    """The CRC-32 of a text, by which the browser knows it again."""
    return crc32(text.encode("utf-8", "surrogatepass"))


def numbers(bindings: Sequence[Binding]) -> str:
    """Every number of the text: what it states, from which cell or by which formula."""
    stated = [one for one in bindings if one.verdict != "exempt"]
    if not stated:
        return '<p class="none">文中没有需要核对的数字</p>'
    rows = "".join(_number(one) for one in stated)
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("文中数字", "结论", "依据"))
    return (
        '<div class="scroll" tabindex="0"><table class="numbers">'
        f"<caption>文中数字 {len(stated)} 个，"
        f"{sum(one.verdict == 'supported' for one in stated)} 个有据</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _number(binding: Binding) -> str:
    fact, quantity = binding.fact, binding.quantity
    basis = "没有数据支持"
    if fact is not None:
        value = f"{fact.value.normalize():f}{fact.unit}" if not fact.formula else ""
        parts = (fact.label, value, fact.formula and f"＝{fact.formula}", fact.source)
        basis = "<br>".join(escaped(part) for part in parts if part)
    return (
        f'<tr class="{binding.verdict}"><th scope="row"><button type="button" '
        f'data-start="{quantity.start}" data-end="{quantity.end}">{escaped(quantity.text)}'
        f"</button></th><td>{VERDICT_NAMES[binding.verdict]}</td><td>{basis}</td></tr>"
    )


# --- accounts and what everybody did

_LONGEST_DETAIL = 80


def accounts(there: Sequence[Account]) -> str:
    """Who can sign in."""
    if not there:
        return (
            '<p class="none">还没有账号：网页只有本机能打开，不用登录。'
            "要几个人一起用，先新建一个管理员；之后每个人都要登录</p>"
        )
    rows = "".join(
        f'<tr><th scope="row">{escaped(one.name)}</th>'
        f"<td>{'、'.join(ROLE_NAMES[role] for role in one.roles)}</td></tr>"
        for one in there
    )
    return _table(f"账号 {len(there)} 个", ("账号", "角色"), rows)


def audit(entries: Sequence[AuditEntry]) -> str:
    """The last steps, the newest first, in the time of this computer."""
    rows = "".join(
        f"<tr><td>{datetime.fromisoformat(one.created).astimezone():%Y-%m-%d %H:%M:%S}</td>"
        f"<td>{escaped(one.actor)}</td><td>{escaped(one.action)}</td><td>{_subject(one)}</td></tr>"
        for one in entries
    )
    heads = ("时间", "谁", "做了什么", "对象")
    return f'<div class="trail">{_table(f"操作记录（最近 {len(entries)} 条）", heads, rows)}</div>'


def _subject(entry: AuditEntry) -> str:
    detail = detail_of(entry, longest=_LONGEST_DETAIL)
    return escaped(subject_of(entry) + (f"（{detail}）" if detail else ""))


def _table(caption: str, heads: Sequence[str], rows: str) -> str:
    titles = "".join(f'<th scope="col">{head}</th>' for head in heads)
    return (
        f'<div class="scroll" tabindex="0"><table><caption>{caption}</caption>'
        f"<thead><tr>{titles}</tr></thead><tbody>{rows}</tbody></table></div>"
    )
