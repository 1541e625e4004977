"""Bad figures files: each is refused in one Chinese line with the file, the sheet and the cell."""

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from assistant.core.errors import FiguresError
from corpus.figures_file import read_figures, write_template
from tests.corpus.test_figures_file import Edit, book, edited, written

__all__ = ["book", "written"]  # fixtures


def put(sheet: str, cell: str, value: str | int | float | None) -> Edit:
    def edit(workbook: Workbook) -> None:
        workbook[sheet][cell] = value

    edit.__name__ = f"{sheet}!{cell}={value}"
    return edit


def remove(sheet: str) -> Edit:
    def edit(workbook: Workbook) -> None:
        del workbook[sheet]

    edit.__name__ = f"no {sheet}"
    return edit


def ten_thousand_rows(workbook: Workbook) -> None:
    for row in range(100, 10_100):
        workbook["表三"].cell(row, 1).value = "行"


def same_row_twice(workbook: Workbook) -> None:
    workbook["表三"]["A7"], workbook["表三"]["D7"] = "一、本年新收政府信息公开申请数量", 3


def no_label(workbook: Workbook) -> None:
    workbook["表三"]["A7"], workbook["表三"]["D7"] = None, 3


def no_labels(workbook: Workbook) -> None:
    workbook["表三"].delete_rows(6, 60)


def merged(area: str) -> Edit:
    """A merged cell in a sheet of its own; openpyxl would make all its cells."""

    def edit(workbook: Workbook) -> None:
        workbook.create_sheet("其他").merged_cells.add(area)

    return edit


BAD: list[tuple[Edit, str]] = [
    (put("表三", "D6", "约30"), "表三!D6 应填数字"),
    (put("表三", "D6", "无"), "表三!D6 应填数字"),
    (put("表三", "D6", -3), "表三!D6 不应是负数"),
    (put("表三", "D6", 2.5), "表三!D6 应填整数"),
    (put("表三", "D6", "3万件"), "表三!D6 应填以件、项计的整数"),
    (put("表三", "D6", True), "表三!D6 应为数字，读到的是日期或真假值"),
    (put("表三", "D6", "=1/0"), "表三!D6 的公式没有保存计算结果"),
    (put("表三", "D6", "=VLOOKUP(A1,B:C,2)"), "表三!D6 的公式没有保存计算结果"),
    (put("表三", "D6", "=D6+1"), "表三!D6 的公式循环引用"),
    (put("表三", "D6", "#REF!"), "表三!D6 的公式出错"),
    (put("表三", "D6", "=SUM(A1:XFD9999)"), "表三!D6 的公式没有保存计算结果"),
    (put("表四", "B6", "2-3"), "表四!B6 应填数字"),
    (put("表二", "B19", -1), "表二!B19 不应是负数"),
    (same_row_twice, "表三!D6 和 表三!D7 都是“一、本年新收政府信息公开申请数量·自然人”"),
    (no_label, "表三!D7 有数字，左边却没有项目名称"),
    (put("填写说明", "B3", None), "没有写机关名称；请在工作表“填写说明”"),
    (put("填写说明", "B4", None), "没有写年度"),
    (put("填写说明", "B4", "去年"), "年度：应为四位数的年份"),
    (put("填写说明", "B4", 2023), "数据是 2023 年度的，要的是 2024 年度"),
    (put("填写说明", "B5", "2035版"), "表式版本：应为 2019 或 2021"),
    (put("其他数据", "B2", "很多"), "其他数据!B2"),
    (put("其他数据", "B1", "改名"), "工作表“其他数据”的表头里没有“本年数”"),
    (put("工作要点", "B1", "改名"), "工作表“工作要点”的表头里没有“工作要点”"),
    (remove("表三"), "缺少工作表“表三”"),
    (ten_thousand_rows, "工作表“表三”有 10099 行"),
    (no_labels, "没有认出表三的任何一行"),
    (put("表三", "XFD1048576", 1), "有 1048576 行 16384 列"),
    (merged("A1:XFD40"), "合并单元格大得不像年报的表"),
]


@pytest.mark.parametrize(("edit", "message"), BAD, ids=lambda one: getattr(one, "__name__", ""))
def test_a_bad_workbook_is_one_line_with_its_cell(book: Path, edit: Edit, message: str) -> None:
    with pytest.raises(FiguresError) as caught:
        read_figures(edited(book, edit), year=2024)
    assert str(caught.value).startswith("示例局_2024.xlsx：")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_several_bad_cells_are_named_at_once(book: Path) -> None:
    def edit(workbook: Workbook) -> None:
        for cell in ("D6", "E6", "F6", "G6", "H6"):
            workbook["表三"][cell] = "多"

    with pytest.raises(FiguresError, match=r"表三!D6 .*另有 4 处（表三!E6、表三!F6、表三!G6等）"):
        read_figures(edited(book, edit))


def zipped(**files: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def one_cell(number: str) -> bytes:
    cells = f'{{"一、本年新收政府信息公开申请数量": {{"总计": {number}}}}}'
    return f'{{"agency": "示例局", "year": 2024, "表三": {cells}}}'.encode()


FILES: list[tuple[str, bytes, str]] = [
    ("x.xlsx", b"", "文件是空的"),
    ("x.xlsx", b"not a workbook", "不是 Excel 工作簿"),
    ("x.xlsx", OLE, "旧的 .xls 格式"),
    ("x.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "有密码保护"),
    ("x.xlsx", zipped(word__document=b"<x/>"), "可能是改了后缀的 Word 文件"),
    ("x.xlsx", zipped(xl__workbook=b"<x/>"), "工作簿已损坏"),
    ("x.xlsx", zipped(xl__a=bytes(9_000_000)), "内容太大"),
    ("x.csv", b"1,2", "只认 .json 和 .xlsx"),
    ("x.json", b"", "文件是空的"),
    ("x.json", b'{"year": 2024,}', "第1行第15列不是合法的 JSON"),
    ("x.json", "年".encode("gbk"), "不是 UTF-8 编码"),
    ("x.json", b"[" * 100_000, "括号层数太多"),
    ("x.json", b'{"year": 2024, "year": 2023}', "“year”出现了两次"),
    ("x.json", b'{"year": NaN}', "出现了 NaN"),
    ("x.json", b"3", "数据文件：应为{…}"),
    ("x.json", one_cell("1e999999999"), "应为18位以内的数字"),
    ("x.json", one_cell("9" * 5_000), "应为18位以内的数字"),
    ("x.json", b" " * 5_000_001, "文件太大"),
]


@pytest.mark.parametrize(("name", "content", "message"), FILES, ids=[one[2] for one in FILES])
def test_a_bad_file_is_one_line(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(FiguresError) as caught:
        read_figures(path)
    assert str(caught.value).startswith(f"{name}：")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_and_a_folder_are_one_line(tmp_path: Path) -> None:
    (tmp_path / "d.json").mkdir()
    with pytest.raises(FiguresError, match=r"no\.xlsx：没有这个文件"):
        read_figures(tmp_path / "no.xlsx")
    with pytest.raises(FiguresError, match=r"d\.json：打不开"):
        read_figures(tmp_path / "d.json")


def test_a_workbook_that_cannot_be_written_is_one_line_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(FiguresError, match=r"t\.xlsx：无法写入"):
        write_template(tmp_path / "no" / "t.xlsx", year=2024, edition="2021")
    with pytest.raises(FiguresError, match=r"要以 \.xlsx 结尾"):
        write_template(tmp_path / "t.xls", year=2024, edition="2021")
    assert list(tmp_path.iterdir()) == []
