"""
All rules of the scan, the one function that applies them, and their list for the docs.

docs/scan.md is made of it (scripts/rules_doc.py).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from assistant.core.errors import SettingsError
from assistant.core.findings import LEVEL_NAMES, Level
from assistant.core.report import Paragraph
from assistant.core.scan import (
    dates,
    headings,
    leftover,
    numerals,
    paired,
    parties,
    personal,
    phrases,
    punctuation,
    secret,
    sentences,
    single,
    traces,
)
from assistant.core.scan.scanbook import Hit, Manuscript, ScanFinding, ScanRule, Word

RULES: tuple[ScanRule, ...] = (
    *personal.RULES,
    *parties.RULES,
    *secret.RULES,
    *single.RULES,
    *leftover.RULES,
    *traces.RULES,
    *phrases.RULES,
    *punctuation.RULES,
    *paired.RULES,
    *numerals.RULES,
    *headings.RULES,
    *dates.RULES,
    *sentences.RULES,
)
THEMES = {
    "个人": "个人信息",
    "涉密": "涉密和内部用语",
    "一人": "指向一个人的小数",
    "残留": "残留",
    "文件": "文件里正文以外的痕迹",
    "用语": "用语",
    "标点": "标点（GB/T 15834—2011）",
    "数字": "数字和日期（GB/T 15835—2011）",
    "编号": "编号",
    "时间": "年份和期限",
    "语句": "语句",
}
_SEVERITY: dict[Level, int] = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True, kw_only=True)
class Scanner:
    """The scan as an office has set it: rules and themes that are off, words of its own."""

    off: frozenset[str] = frozenset()
    words: tuple[Word, ...] = ()

    @property
    def rules(self) -> tuple[ScanRule, ...]:
        return tuple(rule for rule in RULES if not self.off & {rule.id, theme(rule)})

    def scan(self, manuscript: Manuscript) -> tuple[ScanFinding, ...]:
        """What is found, in the order of the text, the worst first at one place."""
        manuscript = replace(manuscript, words=(*manuscript.words, *self.words))
        found = [
            _finding(manuscript, rule, hit) for rule in self.rules for hit in rule.find(manuscript)
        ]
        return tuple(sorted(found, key=lambda one: (one.start, _SEVERITY[one.level], one.end)))

    def scan_text(
        self, text: str, *, agency: str = "", year: int | None = None
    ) -> tuple[ScanFinding, ...]:
        """The same for a text, a paragraph a line."""
        lines = tuple(Paragraph(text=line) for line in text.split("\n"))
        return self.scan(Manuscript(paragraphs=lines, agency=agency, year=year))


def scanner(off: str, words: Iterable[Word] = ()) -> Scanner:
    """The scanner of a setting: ids or themes, separated by commas; SettingsError for no such."""
    named = frozenset(name.strip() for name in off.replace("，", ",").split(",") if name.strip())
    unknown = sorted(named - THEMES.keys() - {rule.id for rule in RULES})
    if unknown:
        raise SettingsError(f"scan_off 里的“{unknown[0]}”不是扫描规则；可用的编号见 docs/scan.md")
    return Scanner(off=named, words=tuple(words))


def theme(rule: ScanRule) -> str:
    return rule.id.partition("-")[0]


def _finding(manuscript: Manuscript, rule: ScanRule, hit: Hit) -> ScanFinding:
    return ScanFinding(
        rule=rule.id,
        level=hit.level or rule.level,
        start=hit.start,
        end=hit.end,
        quote=hit.quote or manuscript.text[hit.start : hit.end],
        message=hit.message,
        suggestion=hit.suggestion,
        place=hit.place or manuscript.place(hit.start),
    )


def scan_markdown(rules: Iterable[ScanRule] = RULES) -> str:
    """The list of rules as docs/scan.md."""
    lines = (
        "# 发布前扫描",
        "",
        "由 `assistant/core/scan/` 生成（`python scripts/rules_doc.py`），请不要手改。",
        "级别：必错＝不得这样发布，或确定写错；疑似＝一般是错，请看一眼；提示＝请留意。",
        "每条规则、每个类别（编号中“-”前面的词）都可以在设置 `scan_off` 里关掉，见 "
        "[settings.md](settings.md)。",
        *rules_table(rules),
    )
    return "\n".join(lines) + "\n"


def rules_table(rules: Iterable[ScanRule] = RULES) -> Iterator[str]:
    """The rules as Markdown, theme by theme: id, level, what is checked, source, example."""
    for name, found in groupby(rules, key=theme):
        yield from ("", f"## {THEMES[name]}", "")
        yield "| 编号 | 级别 | 查什么 | 依据 | 例子 |"
        yield "|---|---|---|---|---|"
        for rule in found:
            cells = (rule.id, LEVEL_NAMES[rule.level], rule.title, rule.source, rule.example)
            yield f"| {' | '.join(_cell(cell) for cell in cells)} |"


def _cell(text: str) -> str:
    return "".join(f"\\{sign}" if sign in "|*_<>`[]\\" else sign for sign in text)
