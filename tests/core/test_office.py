"""What an office may set, and how it is found."""

import pytest

from assistant.core.errors import SettingsError
from assistant.core.layout import Layout, layout_from, own_values
from assistant.core.office import Office, office_of, with_values

LONG, SHORT = "淮安市洪泽区人民政府", "洪泽区人民政府"


@pytest.mark.parametrize(("key", "value"), [("phone", "0000-0000001转8"), ("email", "")])
def test_what_is_typed_is_kept(key: str, value: str) -> None:
    assert getattr(with_values(Office(agency=LONG), {key: value}), key) == value


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("postcode", "12345", "邮编：应为六位数字"),
        ("phone", "见网站", "电话：应为电话号码"),
        ("email", "a.b", "电子邮箱：应为电子邮箱"),
        ("website", "首页", "网址：应为网址"),
        ("address", "路" * 101, "地址：太长"),
        ("fax", "1", "没有 'fax'"),
    ],
)
def test_a_wrong_value_is_named(key: str, value: str, words: str) -> None:
    with pytest.raises(SettingsError, match=words):
        with_values(Office(agency=LONG), {key: value})


@pytest.mark.parametrize("agency", [LONG, SHORT])
def test_an_office_is_found_under_its_other_name(agency: str) -> None:
    known = Office(agency=LONG, phone="0000-0000001")
    assert office_of(agency, [Office(agency="别的局"), known]) is known
    assert office_of("无名局", [known]) == Office(agency="无名局")


def test_a_layout_keeps_the_standard_but_for_what_is_set() -> None:
    own = layout_from({"body_size": "15.5", "lines": "20", "body_font": "仿宋"})
    assert own_values(own) == {"body_font": "仿宋", "body_size": 15.5, "lines": 20}
    assert layout_from(own_values(own)) == own
    assert own_values(Layout()) == {}


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("colour", "红", "没有名为 colour 的值"),
        ("body_size", "大", "body_size 应为 5 到 72 的数"),
        ("body_size", "nan", "body_size 应为"),
        ("lines", "22.5", "lines 应为 10 到 60 的数"),
        ("margin_left", "-1", "margin_left 应为 0 到 100"),
        ("body_font", " ", "body_font 应为字体名称"),
        ("paper_width", "100", "页边距太大"),
    ],
)
def test_a_layout_without_meaning_is_refused(name: str, value: str, words: str) -> None:
    with pytest.raises(SettingsError, match=words):
        layout_from({name: value})


def test_the_lines_fill_the_page() -> None:
    """GB/T 9704-2012, 5.2.3: 22 lines and 28 characters, 撑满版心."""
    layout = Layout()
    assert 225 / 25.4 * 72 - 22 * layout.line < 22 * 0.05
    assert layout.pitch * 28 == pytest.approx(156 / 25.4 * 72)
