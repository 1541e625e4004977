"""What is said when there is no answer, or more than one; pure."""

from collections.abc import Sequence

from assistant.core.asking.book import years_in_words
from assistant.core.asking.finding import Found
from assistant.core.asking.offices import Catalog
from assistant.core.asking.query import Answer, Question
from assistant.core.patterns import regex

EMPTY = "资料库是空的；请先读入往年报告（nianbao ingest，或网页上的“往年报告”）。"
_MOST_LISTED = 8
_WHY = regex(r"为什么|为何|原因")
# How prose calls rows that the form names otherwise, to look for reasons.
SPOKEN = {"新收": ("申请",), "行政许可": ("许可",), "行政处罚": ("处罚",), "行政强制": ("强制",)}


def nothing(question: Question, text: str) -> Answer:
    return Answer(text=text, kind="none", question=question)


def asks_why(text: str) -> bool:
    return bool(_WHY.search(text))


def there_is(catalog: Catalog) -> str:
    """资料库现有：示例市应急管理局2023—2025年；…"""
    offices = [f"{agency}{years_in_words(years)}" for agency, years in catalog.years.items()]
    more = f"等{len(offices)}个单位" if len(offices) > _MOST_LISTED else ""
    return f"资料库现有：{'；'.join(offices[:_MOST_LISTED])}{more}。"


def no_office(name: str, catalog: Catalog) -> str:
    return f"资料中没有“{name}”的报告。{there_is(catalog)}"


def which_office(offices: Sequence[str]) -> str:
    return f"问的是哪个单位？资料中有：{'、'.join(offices)}。请在问题里写明，或选定单位。"


def no_years(question: Question, catalog: Catalog) -> str:
    years = years_in_words(question.period.years) if question.period.years else "所问年份"
    return f"资料中没有{years}的报告。{there_is(catalog)}"


def not_understood() -> str:
    return "没有看懂要问什么；请写明单位、年份和要问的数或事情，如“洪泽2024年收到多少件申请”。"


def puzzling(question: Question, catalog: Catalog) -> str:
    return (
        f"没有看懂“{question.puzzling}”指什么，资料的表格和正文里都没有这样的数。"
        f"{there_is(catalog)}"
    )


def searched(question: Question, count: int, catalog: Catalog) -> str:
    """What was looked through: offices, years, how many passages."""
    offices = "、".join(question.agencies) if question.agencies else "全部单位"
    years = question.period.years
    when = years_in_words(years) if years else "各年"
    return f"查过{offices}{when}的报告（{count}段）。{there_is(catalog)}"


def no_more_than(question: Question, noun: str) -> str:
    """Said above quotes that name what was asked for and may not answer it."""
    what = "给不出数" if question.topic == "number" else "没有更直接的回答"
    return f"{what}；写到“{noun}”的原文：\n"


def reasons(found: Sequence[Found]) -> str:
    if not found:
        return "原因：报告中没有写。"
    return "报告中写到的原因：" + "".join(f"“{one.quote}”" for one in found)


def quoted(found: Sequence[Found], *, with_office: bool) -> str:
    """The quotes one below the other, numbered, each with where it stands."""
    lines = []
    for place, one in enumerate(found, 1):
        passage = one.passage
        office = passage.agency if with_office else ""
        heading = passage.headings[-1] if passage.headings else ""
        lines.append(f"[{place}] {office}{passage.year}年 {heading}：\n{one.quote}")
    return "\n".join(lines)
