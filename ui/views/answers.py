"""
Questions and answers as HTML: the number, what was said, and each source as a button.

Pure, and escaped. Knows: answers and their citations. Does not know: Gradio.
"""

from collections.abc import Sequence

from assistant.core.asking.query import Answer
from assistant.core.patterns import regex
from assistant.core.ports import ReportEntry
from assistant.core.report import SECTION_TITLES, Citation
from assistant.usecases.questions import Exchange
from ui.views.charts import trend_chart
from ui.views.frame import escaped
from ui.views.sources import cited_button

_SHOWN = 30  # of a conversation, the last
_QUOTED = 36  # characters of a quote on its button
_PLACE = regex(r"（第\d[^（）]*）$")  # 第4页表5第4行第10列: the button leads there


def conversation(exchanges: Sequence[Exchange], examples: Sequence[str], waiting: str = "") -> str:
    """What was asked and answered, in turn; `waiting` is a question that is being answered."""
    asked = [_exchange(one) for one in exchanges[-_SHOWN:]]
    if waiting:
        asked.append(f'{_question(waiting)}<p class="none">正在查……</p>')
    earlier = len(exchanges) - _SHOWN
    more = f'<p class="none">更早的{earlier}个提问没有显示</p>' if earlier > 0 else ""
    content = more + "".join(f'<li class="exchange">{one}</li>' for one in asked)
    inside = f"<ol>{content}</ol>" if asked else _beginning(examples)
    return f'<div class="log" role="log" aria-label="提问和回答" tabindex="0">{inside}</div>'


def examples(reports: Sequence[ReportEntry], agency: str = "") -> tuple[str, ...]:
    """Questions that the reports can answer: of this office, or of one that has some."""
    own = [one for one in reports if one.agency == agency] or list(reports)
    if not own:
        return ()
    newest = max(own, key=lambda one: one.year)
    return (
        f"{newest.agency}{newest.year}年收到多少件申请？比上年多多少？",
        f"{newest.agency}近三年收到申请的变化趋势",
        f"{newest.agency}{newest.year}年提出了哪些改进措施？",
        "哪几年提到政务新媒体？",
    )


def offices(reports: Sequence[ReportEntry]) -> list[tuple[str, str]]:
    """The offices that a question may be limited to, as choices."""
    return [("不限", ""), *((one, one) for one in dict.fromkeys(each.agency for each in reports))]


def years(reports: Sequence[ReportEntry]) -> list[tuple[str, int]]:
    """The years that a question may be limited to, as choices, the newest first."""
    there = sorted({one.year for one in reports}, reverse=True)
    return [("不限", 0), *((f"{one}年", one) for one in there)]


def _beginning(examples: Sequence[str]) -> str:
    if not examples:
        return (
            '<p class="none">资料库里还没有往年报告，还不能提问；请管理员先在“往年报告”里上传</p>'
        )
    buttons = "".join(
        f'<li><button type="button" class="example">{escaped(one)}</button></li>'
        for one in examples
    )
    return (
        "<p>问往年报告里的数、说法和措施；每个回答都写明出处，点出处就打开那份报告。"
        f"接着问可以省掉前面说过的，如“那2023年呢”。</p><p>试一试：</p><ul>{buttons}</ul>"
    )


def _exchange(one: Exchange) -> str:
    told = _answer(one.answer) if one.answer else '<p class="none">没有答完（已停止）</p>'
    return _question(one.question) + told


def _question(words: str) -> str:
    return f'<p class="asked"><span class="spoken">问：</span>{escaped(words)}</p>'


def _answer(answer: Answer) -> str:
    value = formula = ""
    if answer.value is not None:
        number = f"{answer.value.normalize():f}"
        value = f'<p class="value"><strong>{number}</strong> {escaped(answer.unit)}</p>'
    if answer.formula:
        formula = f'<p class="formula">算式：{escaped(answer.formula)}</p>'
    notices = "".join(f'<p class="notice">{escaped(one)}</p>' for one in answer.notices)
    chart = trend_chart(answer.trend) if answer.trend else ""
    words = f'<p class="words">{escaped(answer.text)}</p>'
    return (
        f'<div class="answer {answer.kind}">{value}{words}{formula}{notices}{chart}'
        f"{_sources(answer.citations)}</div>"
    )


def _sources(citations: Sequence[Citation]) -> str:
    if not citations:
        return ""
    one_office = len({one.agency for one in citations}) == 1
    items = "".join(_source(one, with_office=not one_office) for one in citations)
    return f'<p class="sources-head">出处（点开看原文）</p><ul class="sources">{items}</ul>'


def _source(cited: Citation, *, with_office: bool) -> str:
    office = f"{cited.agency} " if with_office else ""
    where = _PLACE.sub("", cited.cell) or SECTION_TITLES[cited.section]
    quote = cited.quote if len(cited.quote) <= _QUOTED else f"{cited.quote[:_QUOTED]}…"
    said = f"：{quote or '空白'}" if cited.cell else f"“{quote}”"
    return f"<li>{cited_button(cited, f'{office}{cited.year}年 · {where}{said}')}</li>"
