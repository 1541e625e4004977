"""
argparse in Chinese: its headings, its help of -h, and one line for a wrong use.

Knows: the words of Python 3.11's argparse. Does not know: our commands.
"""

import argparse
import re
from typing import Any, NoReturn

from assistant.core.patterns import regex

BAD_USE = 2

# What argparse says -> what we say. Its own messages come with the option or argument in front;
# the last entry lets through what our own types say (ArgumentTypeError).
_MESSAGES = tuple(
    (regex(pattern, re.DOTALL), says)
    for pattern, says in (
        (r"the following arguments are required: (.*)", r"缺少 \1"),
        (r"unrecognized arguments: (.*)", r"不认识 \1"),
        (r"argument (.*?): expected one argument", r"\1 后面要写一个值"),
        (r"argument (.*?): expected at least one argument", r"\1 后面至少要写一个值"),
        (r"argument (.*?): ignored explicit argument (.*)", r"\1 后面不能写值 \2"),
        (r"argument (.*?): invalid choice: (.*) \(choose from (.*)\)", r"\1 没有 \2，可用 \3"),
        (r"argument (.*?): (.*)", r"\1 \2"),
    )
)


class ChineseParser(argparse.ArgumentParser):
    """An ArgumentParser that speaks Chinese; options are written out in full."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            **options, add_help=False, allow_abbrev=False, formatter_class=_ChineseFormatter
        )
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def error(self, message: str) -> NoReturn:
        said = " ".join(_chinese(message).split())
        self.exit(BAD_USE, f"命令不对：{said}；用 {self.prog} --help 查看用法\n")


class _ChineseFormatter(argparse.RawDescriptionHelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法: " if prefix is None else prefix)

    def _format_action(self, action: argparse.Action) -> str:
        if isinstance(action, argparse._SubParsersAction):  # under a heading of the same name
            return "".join(map(self._format_action, action._get_subactions()))
        return super()._format_action(action)


def _chinese(message: str) -> str:
    for pattern, says in _MESSAGES:
        if match := pattern.fullmatch(message):
            return match.expand(says).replace("', '", "、").replace("'", "")
    return message
