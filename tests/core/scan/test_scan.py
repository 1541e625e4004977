"""The scan: tables of cases, what is switched off, whole manuscripts, time on hostile texts."""

import re
from pathlib import Path
from time import process_time

import pytest

from assistant.core.errors import SettingsError
from assistant.core.report import Paragraph
from assistant.core.scan.check import (
    RULES,
    THEMES,
    Scanner,
    rules_table,
    scanner,
    theme,
)
from assistant.core.scan.scanbook import Manuscript, ScanFinding, Trace, Word
from assistant.core.scan.wordings import GROUPS

TABLES = Path(__file__).parents[1] / "cases"


def rows(name: str) -> list[list[str]]:
    lines = (TABLES / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


CASES = rows("scan.tsv")
BEFORE = "前言："


def scan(text: str, **known: object) -> tuple[ScanFinding, ...]:
    if text.startswith(BEFORE):
        text = f"{text.removeprefix(BEFORE)}\n一、总体情况\n二〇二四年公开信息。"
    return Scanner().scan_text(text, **known)  # type: ignore[arg-type]


@pytest.mark.parametrize(("text", "rules"), CASES, ids=[one[0][:24] for one in CASES])
def test_what_a_text_gives(text: str, rules: str) -> None:
    found = scan(text)
    assert {one.rule for one in found} == set(filter(None, rules.split(",")))


def test_the_quote_stands_at_its_offsets() -> None:
    for text, _ in CASES:
        if not text.startswith(BEFORE):
            assert all(one.quote == text[one.start : one.end] for one in scan(text))


def test_each_rule_tells_its_theme_source_and_example() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert {theme(rule) for rule in RULES} == THEMES.keys()
    assert all(rule.source and rule.example and rule.title for rule in RULES)


def test_every_rule_has_a_case_that_it_finds() -> None:
    tried = {name for _, names in CASES for name in names.split(",")}
    elsewhere = {"文件", "编号", "语句", "时间", "用语"}  # of whole manuscripts, below; words
    names = {rule.id for rule in RULES if theme(rule) not in elsewhere}
    assert names - tried == {"涉密-本单位词表"}


# --- wordings: what the table itself says is right must not be found wrong again


def test_the_right_wording_is_not_wrong() -> None:
    rights = [rule.example.removeprefix("应为：") for rule in RULES if theme(rule) == "用语"]
    for right in rights:
        found = [one for one in scan(f"我局{right}工作") if one.rule.startswith("用语-")]
        assert [one.rule for one in found if one.level == "error"] == [], right


PLAIN = [row[0] for group in GROUPS for row in group.rows if len(row) == 3]
WORDS = [*rows("scan_words.tsv"), *([word, f"全年企业{word}，成效明显。"] for word in PLAIN)]


@pytest.mark.parametrize(("word", "text"), WORDS, ids=[one[0] for one in WORDS])
def test_a_wrong_word_is_found_in_a_sentence(word: str, text: str) -> None:
    assert f"用语-{word}" in {one.rule for one in scan(text, year=2024)}


def test_every_wording_has_a_sentence_that_it_finds() -> None:
    names = {rule.id for rule in RULES if theme(rule) == "用语"}
    assert names == {f"用语-{word}" for word, _ in WORDS}


# --- whole manuscripts

HEADINGS = [
    ("一、总体\n（一）公开\n（二）申请\n二、公开", []),
    ("一、总体\n（一）公开\n（三）申请", ["（三）"]),
    ("一、总体\n（一）公开\n（二）申请\n（3）平台", ["（3）"]),
    ("1、 总体情况\n（一）公开\n二、公开", ["1、"]),
    ("一、总体\n三、申请", ["三、"]),
    ("一、总体\n（一）公开\n1.网站\n2.公报\n（二）申请\n1.受理", []),
    ("（二）申请\n（三）平台", []),
    ("一、总体\n（二）申请", ["（二）"]),
    ("一是公开；二是解读；四是回应。", ["四是"]),
    ("一是公开；二是解读。一是培训；二是考核。", []),
    ("①公开；③解读", ["③"]),
]


@pytest.mark.parametrize(("text", "quotes"), HEADINGS, ids=[one[0][:20] for one in HEADINGS])
def test_numbers_of_headings(text: str, quotes: list[str]) -> None:
    found = [one for one in scan(text) if one.rule in ("编号-标题", "编号-列举")]
    assert [one.quote for one in found] == quotes


EMPTY = [
    ("（二）申请\n收到2件。\n（三）管理\n（四）平台\n有网站。", ["（三）管理"]),
    ("（二）申请\n收到2件。\n\n（三）管理\n\n", ["（三）管理"]),
    ("（一）公开\n1.网站\n公开2条。\n（二）管理\n二、公开\n三、申请", ["（二）管理"]),
    ("（一）公开2条；\n（二）更新3条。", []),
    ("（三）管理\n【待补充：政府信息管理】", []),
]


@pytest.mark.parametrize(("text", "quotes"), EMPTY, ids=[one[0][:20] for one in EMPTY])
def test_a_heading_with_nothing_under_it(text: str, quotes: list[str]) -> None:
    found = [one for one in scan(text) if one.rule == "编号-空标题"]
    assert [one.quote for one in found] == quotes


DEADLINES = [
    ("示例市水利局", "2025年1月31日", ""),
    ("示例市水利局", "2025年2月1日", "2025年1月31日"),
    ("示例市人民政府", "2025年3月31日", ""),
    ("示例市人民政府", "发布日期：2025-04-01", "2025年3月31日"),
    ("示例市水利局", "（2024年12月20日）", "之内"),
    ("示例市水利局", "2025年2月31日", ""),
]


@pytest.mark.parametrize(("agency", "line", "told"), DEADLINES, ids=[one[1] for one in DEADLINES])
def test_the_legal_limit(agency: str, line: str, told: str) -> None:
    found = scan(f"题名\n{line}\n一、总体情况\n公开信息。", agency=agency, year=2024)
    late = [one for one in found if one.rule == "时间-期限"]
    assert [told in one.message + one.expected for one in late] == ([True] if told else [])


def test_a_broken_paragraph() -> None:
    found = scan("一、总体情况\n2024年，我局公开信息249条，均已发送给申请人\n，均已答复。\n网站、")
    told = [(one.rule, one.level) for one in found if one.rule.startswith("语句-")]
    assert told == [
        ("语句-没有说完", "warning"),
        ("语句-开头缺字", "error"),
        ("语句-没有说完", "error"),
    ]


def test_a_sentence_said_twice() -> None:
    sentence = "全面梳理和优化工作流程，强化部门协同配合"
    assert [one.rule for one in scan(f"{sentence}。\n{sentence}。")] == ["语句-重复"]


def test_traces_of_a_file_have_their_own_place() -> None:
    kinds = [("批注", "张三：再核"), ("作者", "作者：王建国"), ("作者", "作者：python-docx")]
    traces = tuple(Trace(kind=kind, detail=text, place="第3段") for kind, text in kinds)  # type: ignore[arg-type]
    manuscript = Manuscript(paragraphs=(Paragraph(text="正文"),), traces=traces)
    found = Scanner().scan(manuscript)
    assert [(one.rule, one.level, one.place) for one in found] == [
        ("文件-批注", "error", "第3段"),
        ("文件-作者", "warning", "第3段"),
    ]


def test_places_are_those_of_the_paragraphs() -> None:
    paragraphs = (
        Paragraph(text="公开。", place="第1页"),
        Paragraph(text="各司其责。", place="第2页"),
    )
    (found,) = Scanner().scan(Manuscript(paragraphs=paragraphs))
    assert (found.place, found.quote) == ("第2页", "各司其责")


# --- settings


def test_rules_and_themes_are_switched_off() -> None:
    text = "各司其责，13800138000，，今年。"
    assert {one.rule for one in scanner("用语，标点-重复, 时间").scan_text(text)} == {"个人-手机号"}


@pytest.mark.parametrize("off", ["用语-没有这条", "别的"])
def test_an_unknown_rule_is_refused(off: str) -> None:
    with pytest.raises(SettingsError, match=off):
        scanner(off)


def test_words_of_the_office() -> None:
    own = Scanner(words=(Word(text="蓝盾行动", level="error", reason="专项行动代号"),))
    (found,) = own.scan_text("开展蓝盾行动。")
    assert (found.rule, found.level, "代号" in found.message) == ("涉密-本单位词表", "error", True)


def test_the_list_of_rules_is_a_table() -> None:
    lines = [line for line in rules_table() if line.startswith("| ")]
    assert len(lines) == len(RULES) + len(THEMES)
    assert all(len(re.findall(r"(?<!\\)\|", line)) == 6 for line in lines)


# --- hostile input

HOSTILE = {
    "digits": "1",
    "spaced digits": "1 ",
    "Han": "公",
    "commas": "，",
    "brackets": "（",
    "closing brackets": "）",
    "titles": "《公开",
    "quotes": "“公开",
    "dots": ".",
    "numerals": "一、",
    "list": "一是，",
    "mail": "a@",
    "letters": "X",
    "surnames": "申请人王",
    "plates": "苏A1",
    "addresses": "住公开",
    "percent": "5-",
    "marks": "〔公",
    "html": "<p ",
    "cases": "1件（2024）",
    "stars": "*",
    "underscores": "_",
    "blanks": " ",
    "lines": "\n",
    "numbered lines": "（一）\n",
    "relative": "加大公",
    "not": "防止公",
    "years": "2024年",
}
_SHORT, _LONG = 2_500, 10_000


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_time_grows_with_the_length(piece: str) -> None:
    """Four times the text takes about four times as long; a square would take sixteen."""
    short, long = (
        min(_seconds((piece * length)[:length]) for _ in range(3)) for length in (_SHORT, _LONG)
    )
    assert long < 10 * short + 0.2


def _seconds(text: str) -> float:
    begin = process_time()
    scan(text, agency="示例市水利局", year=2024)
    return process_time() - begin
