"""Drafts of real offices: what issue 2 calls done, on the real reports beside the checkout."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from assistant.__main__ import main
from corpus.figures_file import read_figures, write_figures

DATA = Path(__file__).parent / "data"
RAW = (
    "上海市_2020.html",
    "上海市人民政府办公厅_2019.html",
    "洪泽区人民政府_2023.pdf",
    "洪泽区人民政府_2024.pdf",
    "淮安市人民政府_2024.pdf",
    "黄石市应急管理局_2020.txt",
)
SIX = ["overview", "disclosure", "requests", "litigation", "problems", "other"]
HEADINGS = (  # of the first office, as it printed them in 2023
    "（一）主动公开情况",
    "（二）依申请公开情况",
    "（三）政府信息管理情况",
    "（四）政府信息公开平台建设情况",
    "（五）政府信息公开监督保障情况",
)
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_ITEM = re.compile(r"^\d+、", re.MULTILINE)  # 1、2、3、 of an enumeration
_MARK = re.compile("【待(?:补充|核实)[^】]*】")

pytestmark = pytest.mark.shared


@dataclass(frozen=True)
class Office:
    """What a draft is made from, and the figures of last year that must not be in it."""

    figures: Path  # this year's, as the officer gives them
    past: Path
    figures_json: Path
    last_json: Path
    past_text: Path  # the prose of `past`
    sections: tuple[str, ...]


@pytest.fixture
def offices(shared: Path, tmp_path: Path) -> dict[str, Office]:
    folder = shared / "reports"
    workbook = tmp_path / "黄石市应急管理局_2021.xlsx"
    typed = DATA / "黄石市应急管理局_2021.json"
    write_figures(workbook, read_figures(typed))
    return {
        "洪泽": Office(
            figures=folder / "figures" / "洪泽区人民政府_2024.json",
            past=folder / "raw" / "洪泽区人民政府_2023.pdf",
            figures_json=folder / "figures" / "洪泽区人民政府_2024.json",
            last_json=folder / "figures" / "洪泽区人民政府_2023.json",
            past_text=folder / "text" / "洪泽区人民政府_2023.txt",
            sections=("overview", "problems", "other"),
        ),
        "黄石": Office(
            figures=workbook,
            past=folder / "raw" / "黄石市应急管理局_2020.txt",
            figures_json=typed,
            last_json=folder / "figures" / "黄石市应急管理局_2020.json",
            past_text=folder / "text" / "黄石市应急管理局_2020.txt",
            sections=(
                *("overview", "disclosure", "requests", "litigation", "problems"),
                *("key_areas", "interpretation", "platform"),
            ),
        ),
    }


def drafted(
    office: Office, writer: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> list[dict[str, Any]]:
    words = ["--home", home, "draft", "--figures", office.figures, "--previous", office.past]
    words += ["--section", "all", "--writer", writer, "--json"]
    assert main([str(word) for word in words]) == 0
    sections = json.loads(capsys.readouterr().out)["sections"]
    assert isinstance(sections, list)
    return sections


def check(office: Office, sections: list[dict[str, Any]]) -> str:
    """What holds for every draft; its whole text."""
    assert tuple(one["section"] for one in sections) == office.sections
    for one in sections:
        marks = [match.span() for match in _MARK.finditer(one["text"])]
        for quantity in one["quantities"]:
            start, end = quantity["start"], quantity["end"]
            assert one["text"][start:end] == quantity["text"]
            is_open = any(first <= start and end <= last for first, last in marks)
            assert is_open or quantity["verdict"] in ("supported", "exempt"), quantity
        assert {finding["rule"] for finding in one["findings"] if finding["level"] == "error"} <= {
            "open_mark"
        }
    text = "\n".join(one["text"] for one in sections)
    assert leaked(office, text) == set()
    return text


def leaked(office: Office, text: str) -> set[Decimal]:
    """Numbers of the text that are last year's and not this year's."""
    then = numbers(office.past_text.read_text(encoding="utf-8")) | cells(office.last_json)
    now = cells(office.figures_json)
    return (numbers(_ITEM.sub("", text)) & then) - now


def numbers(text: str) -> set[Decimal]:
    return {Decimal(match.replace(",", "")) for match in _NUMBER.findall(text)}


def cells(path: Path) -> set[Decimal]:
    """Every number of a figures file: cells, indicators, notes, its year; all lawsuits as one."""
    content = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    lawsuits = sum(row["总计"] for name, row in content["表四"].items() if "诉讼" in name)
    return {*_numbers_of(content), Decimal(lawsuits)}


def _numbers_of(value: object) -> Iterator[Decimal]:
    if isinstance(value, dict):
        for one in value.values():
            yield from _numbers_of(one)
    elif isinstance(value, list):
        for one in value:
            yield from _numbers_of(one)
    elif isinstance(value, str):
        yield from numbers(value)
    elif isinstance(value, int | Decimal) and not isinstance(value, bool):
        yield Decimal(value)


def check_hongze(text: str) -> None:
    at = [text.find(heading) for heading in HEADINGS]
    assert -1 not in at
    assert at == sorted(at)
    assert "政府信息公开申请95件" in text
    assert "【待补充" in text  # the messages of its web site in 2024, which nobody gave


@pytest.mark.parametrize("name", RAW)
def test_parse_gives_all_six_sections(
    shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    report = shared / "reports" / "raw" / name
    assert main(["--home", str(tmp_path), "parse", str(report), "--json"]) == 0
    parsed = json.loads(capsys.readouterr().out)
    assert [section["kind"] for section in parsed["sections"]] == SIX


def test_every_raw_report_is_among_them(shared: Path) -> None:
    assert {path.name for path in (shared / "reports" / "raw").iterdir()} == set(RAW)


def test_a_draft_carried_forward_from_a_pdf(
    offices: dict[str, Office], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sections = drafted(offices["洪泽"], "carry", tmp_path / "home", capsys)
    check_hongze(check(offices["洪泽"], sections))
    assert {one["writer"] for one in sections} == {"carry"}


def test_a_draft_carried_forward_from_the_form_of_2019(
    offices: dict[str, Office], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sections = drafted(offices["黄石"], "carry", tmp_path / "home", capsys)
    text = check(offices["黄石"], sections)
    assert "未收到政府信息公开申请" in text
    by_name = {one["section"]: one["text"] for one in sections}
    assert "重点领域" in by_name["key_areas"].splitlines()[0]
    assert "解读" in by_name["interpretation"].splitlines()[0]
    assert "平台" in by_name["platform"].splitlines()[0]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["洪泽", "黄石"])
def test_a_draft_of_the_embedded_model(
    offices: dict[str, Office], home: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    sections = drafted(offices[name], "model", home, capsys)
    text = check(offices[name], sections)
    if name == "洪泽":
        check_hongze(text)
    assert "model" in {one["writer"] for one in sections}
    carried = drafted(offices[name], "carry", home, capsys)
    assert text != "\n".join(one["text"] for one in carried)
