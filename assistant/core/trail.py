"""
What a line of the audit trail says, in the words of the page.

Knows: the names of keys and values that use cases record. Does not know: HTML, files.
"""

from collections.abc import Iterator, Mapping

from assistant.core.accounts import ROLE_NAMES
from assistant.core.ports import AuditEntry
from assistant.core.writing.brief import SECTION_NAMES

_SUBJECTS = {
    "draft": "草稿",
    "report": "往年报告",
    "user": "账号",
    "office": "单位",
    "finding": "核对",
    "audit": "操作记录",
}
_DETAILS = {
    "section": "部分",
    "note": "说明",
    "writer": "写法",
    "model": "模型",
    "prompts": "提示词",
    "settings": "模型和提示词",
    "seconds": "用时（秒）",
    "reason": "理由",
    "file": "文件",
    "name": "名称",
    "text": "内容",
    "quote": "针对",
    "rule": "规则",
    "about": "问题",
    "scope": "口径",
    "roles": "角色",
    "changed": "改了",
    "lines": "条数",
    "changes": "对照",
    "cells": "改动格数",
    "first": "其中",
}
_WRITERS = {"carry": "沿用上年写法", "model": "大模型改写"}
_VALUES: Mapping[str, Mapping[str, str]] = {
    "section": {str(key): name for key, name in SECTION_NAMES.items()},
    "writer": _WRITERS,
    "note": _WRITERS,
    "roles": {str(key): name for key, name in ROLE_NAMES.items()},
    "changes": {"last-year": "上年报告", "first-draft": "第一稿"},
}


def subject_of(entry: AuditEntry) -> str:
    """What the line is about: 草稿 d65af778."""
    kind, _, name = entry.subject.partition(":")
    return f"{_SUBJECTS.get(kind, kind)} {name}"


def detail_of(entry: AuditEntry, *, longest: int = 0) -> str:
    """What else the line tells, each value cut to `longest` characters; 0: to none."""
    return "；".join(_told(entry.detail, longest))


def _told(detail: Mapping[str, object], longest: int) -> Iterator[str]:
    for key, value in detail.items():
        if key not in _DETAILS or value in ("", [], {}, 0):
            continue
        words = _words(value, _VALUES.get(key, {}))
        is_long = longest and len(words) > longest
        yield f"{_DETAILS[key]} {f'{words[:longest]}……' if is_long else words}"


def _words(value: object, names: Mapping[str, str]) -> str:
    if isinstance(value, Mapping):
        return "，".join(f"{key} {one}" for key, one in value.items())
    many = value if isinstance(value, list) else [value]
    return "、".join(names.get(str(one), str(one)) for one in many)
