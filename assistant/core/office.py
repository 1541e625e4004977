"""
What an office prints besides its report: who can be asked, who signs, its layout, its own template.

Knows: what a value may look like. Does not know: databases, Word.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.core.errors import SettingsError
from assistant.core.layout import Layout
from assistant.core.patterns import regex
from assistant.core.report import is_same_agency

_LONGEST = 100  # characters
_SHAPES = {
    "postcode": (regex(r"\d{6}"), "六位数字"),
    "phone": (regex(r"[\d\-+()（）转、，, ]{5,40}"), "电话号码，如 010-12345678"),
    "email": (regex(r"[^@\s]+@[^@\s]+\.[^@\s]+"), "电子邮箱，如 gongkai@example.gov.cn"),
    "website": (regex(r"(?:https?://)?[\w.-]+\.[A-Za-z]{2,}\S*", re.ASCII), "网址"),
}


@dataclass(frozen=True, kw_only=True)
class Office:
    """The settings of one agency; an empty value is not known, and is not invented."""

    agency: str
    name: str = ""  # whom the public may ask; empty: the agency
    address: str = ""
    postcode: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""  # where the report can be read
    signature: str = ""  # the name under the report; empty: the agency
    layout: Layout = field(default_factory=Layout)
    template: bytes = field(default=b"", repr=False)  # its own .docx; empty: our layout

    @property
    def missing(self) -> tuple[str, ...]:
        """What the preamble wants and nobody has supplied."""
        return tuple(name for key, name in _WANTED.items() if not getattr(self, key))

    @property
    def contact(self) -> str:
        """The contact as the preamble prints it, marks where something is not known."""
        told = [
            f"{name}：{getattr(self, key) or f'【待补充：{name}】'}"
            for key, name in _WANTED.items()
        ]
        if self.email:
            told.append(f"电子邮箱：{self.email}")
        return "，".join(told)


_WANTED = {"address": "地址", "postcode": "邮编", "phone": "电话"}
FIELDS = {
    "name": "联系单位",
    **_WANTED,
    "email": "电子邮箱",
    "website": "网址",
    "signature": "落款名称",
}  # what a person types, each with its name


def with_values(office: Office, values: Mapping[str, str]) -> Office:
    """The office with some of FIELDS set; "" takes one away. SettingsError names the wrong one."""
    checked: dict[str, Any] = {key: _checked(key, value) for key, value in values.items()}
    return replace(office, **checked)


def office_of(agency: str, offices: Iterable[Office]) -> Office:
    """The settings of an agency, also under its shorter or longer name; empty ones if none."""
    known = tuple(offices)
    exact = next((one for one in known if one.agency == agency), None)
    same = next((one for one in known if is_same_agency(one.agency, agency)), None)
    return exact or same or Office(agency=agency)


def _checked(key: str, value: str) -> str:
    text = " ".join(value.split())
    if key not in FIELDS:
        raise SettingsError(f"单位设置中没有 {key!r}；可用：{'、'.join(FIELDS)}")
    if len(text) > _LONGEST or not text.isprintable():
        raise SettingsError(f"{FIELDS[key]}：太长或含有不能打印的字符；请改短（{_LONGEST}字以内）")
    shape, wanted = _SHAPES.get(key, (None, ""))
    if text and shape is not None and not shape.fullmatch(text):
        raise SettingsError(f"{FIELDS[key]}：应为{wanted}，现为 {text!r}")
    return text
