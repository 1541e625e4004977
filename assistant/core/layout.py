"""
The layout of an official document: GB/T 9704-2012 as defaults, each value an office's own to set.

Knows: sizes, fonts and which of them replaces another, what a value may be. Does not know: Word.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from assistant.core.errors import SettingsError

_POINTS_PER_MM = 72 / 25.4
# Windows and WPS have the second of each pair where the first, bought or older, is not installed.
_FALLBACKS = {
    "方正小标宋简体": "华文中宋",
    "仿宋_GB2312": "仿宋",
    "楷体_GB2312": "楷体",
    "黑体": "SimHei",
    "宋体": "SimSun",
}
_LIMITS = {  # least and most; millimetres, points, or counted
    "paper": (100.0, 600.0),
    "margin": (0.0, 100.0),
    "size": (5.0, 72.0),
    "lines": (10.0, 60.0),
    "characters": (10.0, 60.0),
    "below": (0.0, 50.0),
}
_LONGEST_FONT = 31  # characters of a font's name (ECMA-376 part 1, 17.8.3.10; Windows: LF_FACESIZE)


# What each value is called, in the words of the standard.
LAYOUT_NAMES = {
    "paper_width": "纸宽",
    "paper_height": "纸高",
    "margin_top": "天头",
    "margin_bottom": "下白边",
    "margin_left": "订口",
    "margin_right": "翻口",
    "title_font": "标题字体",
    "title_size": "标题字号",
    "body_font": "正文字体",
    "body_size": "正文字号",
    "section_font": "一级标题字体",
    "subsection_font": "二级标题字体",
    "western_font": "西文字体",
    "lines": "每面行数",
    "characters": "每行字数",
    "table_font": "表格字体",
    "table_size": "表格字号",
    "small_table_size": "小表格字号",
    "page_number_font": "页码字体",
    "page_number_size": "页码字号",
    "page_number_below": "页码距版心",
}


@dataclass(frozen=True, kw_only=True)
class Layout:
    """Sizes in points, distances in millimetres; 2号 is 22 pt, 3号 16, 4号 14, 五号 10.5."""

    paper_width: float = 210  # 5.1: A4
    paper_height: float = 297
    margin_top: float = 37  # 5.2.1: 天头 37±1, 订口 28±1, 版心 156×225
    margin_bottom: float = 35
    margin_left: float = 28
    margin_right: float = 26
    title_font: str = "方正小标宋简体"  # 7.3.1: 2号小标宋体
    title_size: float = 22
    body_font: str = "仿宋_GB2312"  # 5.2.2: 3号仿宋体
    body_size: float = 16
    section_font: str = "黑体"  # 7.3.3: first level 黑体, second 楷体, then 仿宋
    subsection_font: str = "楷体_GB2312"
    western_font: str = "Times New Roman"  # letters and digits
    lines: int = 22  # 5.2.3: to a page, and they fill it
    characters: int = 28  # 5.2.3: to a line
    table_font: str = "宋体"
    table_size: float = 10.5
    small_table_size: float = 9
    page_number_font: str = "宋体"  # 7.5: 4号半角宋体, a dash on both sides
    page_number_size: float = 14
    page_number_below: float = 7  # under the text area

    @property
    def fonts(self) -> dict[str, str]:
        """Every font of the document, with the one to take where a computer lacks it."""
        used = dict.fromkeys(value for value in vars(self).values() if isinstance(value, str))
        return {font: _FALLBACKS.get(font, "") for font in used}

    @property
    def width(self) -> float:
        """Of the text area."""
        return self.paper_width - self.margin_left - self.margin_right

    @property
    def height(self) -> float:
        """Of the text area."""
        return self.paper_height - self.margin_top - self.margin_bottom

    @property
    def line(self) -> float:
        """From one line to the next, in points: `lines` of them fill the text area.

        In whole twentieths, as Word counts, rounded down so that the last one has its place.
        """
        return int(self.height * _POINTS_PER_MM / self.lines * 20) / 20

    @property
    def pitch(self) -> float:
        """From one character to the next, in points: `characters` of them fill a line."""
        return self.width * _POINTS_PER_MM / self.characters


def layout_from(values: Mapping[str, object], base: Layout | None = None) -> Layout:
    """The layout with these values in place of its own; SettingsError names the one that is wrong.

    Numbers may be text ("15.5"), as they are typed.
    """
    typed: dict[str, Any] = {name: _typed(name, value) for name, value in values.items()}
    found = replace(base or Layout(), **typed)
    if found.width < _LIMITS["paper"][0] / 2 or found.height < _LIMITS["paper"][0] / 2:
        raise SettingsError("版式：页边距太大，版心不足 50 毫米；请改小页边距")
    return found


def own_values(layout: Layout) -> dict[str, str | float]:
    """The values that are not those of the standard."""
    standard = vars(Layout())
    return {name: value for name, value in vars(layout).items() if value != standard[name]}


def layout_text(layout: Layout) -> str:
    """The values that are an office's own, a line each: 正文字号=15."""
    return "\n".join(f"{LAYOUT_NAMES[key]}={value}" for key, value in own_values(layout).items())


def layout_values(text: str) -> dict[str, object]:
    """The reverse of `layout_text`: every value, those that no line names the standard's.

    SettingsError names the line that says nothing.
    """
    keys = {name: key for key, name in LAYOUT_NAMES.items()}
    values: dict[str, object] = dict(vars(Layout()))
    for line in filter(None, map(str.strip, text.splitlines())):
        name, equals, value = line.replace("＝", "=").partition("=")
        key = keys.get(name.strip(), name.strip())
        if not equals or key not in LAYOUT_NAMES:
            raise SettingsError(
                f"版式“{line[:30]}”看不懂；每行写一项，如 正文字号=15；可用：{'、'.join(keys)}"
            )
        values[key] = value.strip()
    return values


def _typed(name: str, value: object) -> str | float:
    kinds = {field.name: field.type for field in fields(Layout)}
    if name not in kinds:
        raise SettingsError(f"版式：没有名为 {name} 的值；可用：{'、'.join(kinds)}")
    if kinds[name] is str:
        text = str(value).strip()
        if not text or len(text) > _LONGEST_FONT or not text.isprintable():
            raise SettingsError(f"版式：{name} 应为字体名称，现为 {str(value)[:40]!r}")
        return text
    least, most = next(_LIMITS[word] for word in reversed(name.split("_")) if word in _LIMITS)
    try:
        number = float(str(value))
    except ValueError:
        number = float("nan")
    if not least <= number <= most or (kinds[name] is int and not number.is_integer()):
        raise SettingsError(
            f"版式：{name} 应为 {least:g} 到 {most:g} 的数，现为 {str(value)[:40]!r}"
        )
    return int(number) if kinds[name] is int else number
