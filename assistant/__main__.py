"""
The command line `nianbao`: the words that can be typed, and how a run ends.

Results go to stdout, progress and notices to stderr. Exit code 0 done; 1 done and blocking
findings exist; 2 bad input or use, with one line on stderr and no traceback.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from assistant import commands
from assistant.core.brief import SECTION_NAMES
from assistant.core.drafts import DRAFT_SECTIONS
from assistant.core.errors import NianbaoError
from assistant.core.report import SECTION_TITLES
from assistant.environment import apply_quiet
from assistant.settings import load_settings

BAD_INPUT = 2
INTERRUPTED = 130  # as a shell says it


class _Parser(argparse.ArgumentParser):
    """argparse that answers a wrong use with one Chinese line."""

    def error(self, message: str) -> NoReturn:
        self.exit(BAD_INPUT, f"命令不对（{message}）；用 {self.prog} --help 查看用法\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    options = parser().parse_args(arguments)
    try:
        settings = load_settings(os.environ, home=options.home)
        apply_quiet(hub=commands.needs_hub(settings))
        code: int = options.run(options, settings)
    except NianbaoError as error:
        print(str(error), file=sys.stderr)
        return BAD_INPUT
    except KeyboardInterrupt:
        print("已停止", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output went away: `nianbao reports | head`
        sys.stderr.close()
        return INTERRUPTED
    return code


def parser() -> _Parser:
    """The commands and their options."""
    common = _Parser(add_help=False)
    common.add_argument("--json", action="store_true", help="结果以一个 JSON 对象输出")
    root = _Parser(
        prog="nianbao", description="年报助手：政府信息公开工作年度报告的起草、核对与查询"
    )
    root.add_argument(
        "--home", type=Path, help="数据目录（也可设 NIANBAO_HOME；默认 ~/.local/share/nianbao）"
    )
    words = root.add_subparsers(dest="command", required=True, metavar="命令")

    def command(name: str, run: commands.Command, text: str) -> _Parser:
        one = words.add_parser(name, help=text, description=text, parents=[common])
        one.set_defaults(run=run)
        return one

    parse = command("parse", commands.parse, "读一份报告（.docx .pdf .html .txt .md）")
    parse.add_argument("file", type=Path, metavar="FILE")

    ingest = command("ingest", commands.ingest, "把报告文件或文件夹读入资料库")
    ingest.add_argument("paths", type=Path, nargs="+", metavar="PATH")

    reports = command("reports", commands.reports, "列出资料库中的报告，或移除一份")
    reports.add_argument("action", nargs="?", choices=("remove",), metavar="remove")
    reports.add_argument("id", nargs="?", metavar="ID")

    template = command("template", commands.template, "生成填报用的数据工作簿")
    template.add_argument("--year", type=int, required=True, metavar="Y")
    template.add_argument("--edition", choices=("2019", "2021"))
    template.add_argument("-o", "--output", type=Path, required=True, metavar="F.xlsx")
    template.add_argument("--from", dest="source", type=Path, metavar="REPORT")

    check = command("check", commands.check, "核对本年数据的勾稽关系")
    check.add_argument("figures", type=Path, metavar="FIGURES")
    check.add_argument("--previous", type=Path, metavar="FIGURES")

    draft = command("draft", commands.draft, "起草各部分文字")
    draft.add_argument("--figures", type=Path, required=True, metavar="FIGURES")
    draft.add_argument("--previous", type=Path, action="append", default=[], metavar="REPORT")
    draft.add_argument(
        "--section",
        action="append",
        choices=("all", *DRAFT_SECTIONS),
        help="、".join(f"{key} {name}" for key, name in SECTION_NAMES.items())
        + "；all 全部（默认）",
    )
    draft.add_argument("--writer", choices=("carry", "model"), default="carry")
    draft.add_argument("-o", "--output", type=Path, metavar="out.docx|.md")

    verify = command("verify", commands.verify, "核对一段文字中的每个数字")
    verify.add_argument("text", metavar="TEXT", help="文字文件，或 - 表示标准输入")
    verify.add_argument("--figures", type=Path, required=True, metavar="FIGURES")
    verify.add_argument("--previous", type=Path, metavar="FIGURES")

    search = command("search", commands.search, "在资料库中查找段落")
    search.add_argument("query", metavar="QUERY")
    search.add_argument("--agency", metavar="A")
    search.add_argument("--year", type=int, metavar="Y")
    search.add_argument("--section", choices=tuple(SECTION_TITLES), metavar="K")
    search.add_argument("-k", type=int, default=5, metavar="N")

    export = command("export", commands.export, "导出已定稿的报告")
    export.add_argument("draft_id", metavar="DRAFT_ID")
    export.add_argument("-o", "--output", type=Path, required=True, metavar="F.docx|.md")

    models = command("models", commands.models, "查看模型，或下载内置大模型")
    models.add_argument("action", nargs="?", choices=("fetch",), metavar="fetch")

    serve = command("serve", commands.serve, "打开网页")
    serve.add_argument("--host", metavar="127.0.0.1")
    serve.add_argument("--port", type=int, metavar="7860")

    command("doctor", commands.doctor, "检查运行环境、模型、数据库和向量库")
    return root


if __name__ == "__main__":
    sys.exit(main())
