"""
The words that can be typed after `nianbao`: commands, their arguments and options.

Knows: names, help, what a value may be. Does not know: what a command does.
"""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import get_args

from assistant.cli import accounts, commands, evaluate, publish
from assistant.cli import ask as ask_command
from assistant.cli import chat as chat_command
from assistant.cli import draft as draft_command
from assistant.cli import rewrite as rewrite_command
from assistant.cli import scan as scan_command
from assistant.cli.chinese_parser import ChineseParser
from assistant.core.accounts import ROLE_NAMES, ROLES
from assistant.core.drafts import DRAFT_SECTIONS
from assistant.core.editing.requests import BY_CODE, KIND_NAMES
from assistant.core.office import FIELDS
from assistant.core.publication import SUFFIXES, Baseline
from assistant.core.report import SECTION_TITLES
from assistant.core.writing.brief import SECTION_NAMES
from assistant.core.writing.options import LENGTHS, TONES

_FIRST_YEAR, _LAST_YEAR = 2008, 2100  # the regulation applies since 2008
_LAST_PORT = 65535
_FIGURES = "本年数据：.json，nianbao template 生成的 .xlsx，或整份报告"
_LAST_FIGURES = "上年数据，格式同上"
_EPILOG = """\
用 nianbao 命令 --help 查看每个命令的用法。
结束时的代码：0 完成；1 完成，但有必须改正之处（check、verify、scan）；2 输入或用法不对。"""

_New = Callable[[str, commands.Command, str], ChineseParser]


def command_line() -> ChineseParser:
    """The parser; what it returns has `run`, the command to be run."""
    root = ChineseParser(
        prog="nianbao",
        description="年报助手：政府信息公开工作年度报告的起草、核对与查询",
        epilog=_EPILOG,
    )
    root.add_argument(
        "--home",
        type=Path,
        metavar="DIR",
        help="数据文件夹（或设 NIANBAO_HOME；默认 ~/.local/share/nianbao）",
    )
    root.set_defaults(json=False)
    words = root.add_subparsers(required=True, title="命令", metavar="命令")

    def command(name: str, run: commands.Command, text: str) -> ChineseParser:
        one = words.add_parser(name, help=text, description=text)
        one.set_defaults(run=run)
        # Also after the command; what stands before it holds unless it is given again.
        one.add_argument("--home", type=Path, default=argparse.SUPPRESS, help=argparse.SUPPRESS)
        return one

    def printing(name: str, run: commands.Command, text: str) -> ChineseParser:
        one = command(name, run, text)
        one.add_argument("--json", action="store_true", help="把结果输出为一个 JSON 对象")
        return one

    _add_corpus(printing)
    _add_figures(printing)
    _add_drafting(printing)
    _add_chat(command)
    _add_publishing(printing)
    _add_machine(command, printing)
    return root


def _add_corpus(command: _New) -> None:
    parse = command("parse", commands.parse, "读一份报告，列出各部分、表格和疑点")
    parse.add_argument("file", type=Path, metavar="FILE", help=".docx .pdf .html .txt .md .xlsx")

    ingest = command("ingest", commands.ingest, "把报告读入资料库，可以反复运行")
    ingest.add_argument("paths", type=Path, nargs="+", metavar="PATH", help="报告文件或文件夹")

    reports = command("reports", commands.reports, "列出资料库中的报告，或移除一份")
    reports.add_argument(
        "action", nargs="?", choices=("remove",), metavar="remove", help="移除编号为 ID 的报告"
    )
    reports.add_argument("id", nargs="?", metavar="ID", help="报告编号，见 nianbao reports")

    ask = command("ask", ask_command.ask, "回答关于往年报告的问题，每个数都给出处")
    ask.add_argument("question", metavar="QUESTION", help="问题，如：洪泽2024年收到多少件申请？")
    ask.add_argument("--agency", metavar="A", help="问题里没有写单位时，问的是哪个机关")
    ask.add_argument(
        "--year", type=_year, metavar="Y", help="问题里没有写年份时，问的是哪一年；“去年”从它算起"
    )
    ask.add_argument(
        "--writer",
        choices=("quote", "model"),
        default="quote",
        metavar="W",
        help="quote 给出原文（默认）；model 另由大模型概括，引文和数字经核对",
    )

    search = command("search", commands.search, "在资料库中查找段落")
    search.add_argument("query", metavar="QUERY", help="要找的内容")
    search.add_argument("--agency", metavar="A", help="只找这个机关的")
    search.add_argument("--year", type=_year, metavar="Y", help="只找这一年的")
    search.add_argument(
        "--section",
        choices=tuple(SECTION_TITLES),
        metavar="K",
        help="只找这一部分：" + " ".join(SECTION_TITLES),
    )
    search.add_argument("-k", type=_count, default=5, metavar="N", help="最多几段（默认 5）")


def _add_figures(command: _New) -> None:
    template = command("template", commands.template, "生成填写本年数据的工作簿")
    template.add_argument("--year", type=_year, required=True, metavar="Y", help="年度")
    template.add_argument(
        "--edition", choices=("2019", "2021"), metavar="E", help="表式 2019 或 2021（默认按年度）"
    )
    template.add_argument(
        "-o", "--output", type=Path, required=True, metavar="F.xlsx", help="写到哪里"
    )
    template.add_argument(
        "--from", dest="source", type=Path, metavar="REPORT", help="上年的报告或数据，列在旁边对照"
    )

    check = command("check", commands.check, "核对本年数据的勾稽关系")
    check.add_argument("figures", type=Path, metavar="FIGURES", help=_FIGURES)
    check.add_argument("--previous", type=Path, metavar="FIGURES", help=_LAST_FIGURES)
    check.set_defaults(scope="")
    _add_verdicts(check)

    verify = command("verify", commands.verify, "核对一段文字中的每个数字")
    verify.add_argument("text", metavar="TEXT", help="文字文件；- 为标准输入；含标点的就是文字本身")
    verify.add_argument("--figures", type=Path, required=True, metavar="FIGURES", help=_FIGURES)
    verify.add_argument("--previous", type=Path, metavar="FIGURES", help=_LAST_FIGURES)
    verify.add_argument(
        "--second-opinion",
        action="store_true",
        help="另请大模型看没有数字的句子在要点里有没有依据，只作提示（慢，默认不用）",
    )
    verify.add_argument(
        "--section",
        choices=DRAFT_SECTIONS,
        metavar="S",
        help="这段文字是草稿的哪一部分，对它的确认和忽略在草稿里也算数；取值见 draft",
    )
    _add_verdicts(verify)
    verify.add_argument(
        "--scope",
        default="",
        metavar="WORDS",
        help="句中说明口径的词；忽略与表不符的数时要写",
    )

    scan = command("scan", scan_command.scan, "发布前扫描：个人信息、涉密词、残留、错别字、标点")
    scan.add_argument("text", metavar="FILE|TEXT", help="报告或文字文件；含标点的就是文字本身")
    scan.add_argument(
        "--figures", type=Path, metavar="FIGURES", help="从中取单位和年度；整份报告不用写"
    )
    scan.add_argument(
        "--section",
        choices=DRAFT_SECTIONS,
        metavar="S",
        help="这段文字是草稿的哪一部分，对它的确认和忽略在草稿里也算数；取值见 draft",
    )
    scan.set_defaults(scope="")
    _add_verdicts(scan)


def _add_verdicts(command: ChineseParser) -> None:
    """What a person says of findings that an earlier run listed by their ids."""
    for name, text in (
        ("waive", "忽略这一处，同时用 --reason 写明理由；以后数值不变就不再算"),
        ("confirm", "确认这一处是问题，准备改正"),
        ("withdraw", "撤回以前对这一处的确认或忽略"),
    ):
        command.add_argument(
            f"--{name}", action="append", default=[], metavar="ID", help=f"{text}；可以写多次"
        )
    command.add_argument("--reason", default="", metavar="TEXT", help="理由，记录在案")


def _add_drafting(command: _New) -> None:
    draft = command("draft", draft_command.draft, "起草各部分文字，每个数字都经核对")
    draft.add_argument("--figures", type=Path, required=True, metavar="FIGURES", help=_FIGURES)
    draft.add_argument(
        "--previous",
        type=Path,
        action="append",
        default=[],
        metavar="REPORT",
        help="往年报告，可以写多次；资料库中的也会用到",
    )
    names = "\n".join(f"  {key} {SECTION_NAMES[key]}" for key in DRAFT_SECTIONS)
    draft.epilog = f"--section 可用：\n  all 全部（默认）\n{names}"
    draft.add_argument(
        "--section",
        action="append",
        choices=("all", *DRAFT_SECTIONS),
        metavar="S",
        help="起草哪一部分，见下；可以写多次",
    )
    draft.add_argument(
        "--writer",
        choices=("carry", "model"),
        default="carry",
        metavar="W",
        help="carry 沿用上年写法（默认）；model 用大模型改写",
    )
    draft.add_argument(
        "--tone",
        choices=TONES,
        default=TONES[0],
        metavar="T",
        help=f"大模型的语气：{'、'.join(TONES)}（默认{TONES[0]}）",
    )
    draft.add_argument(
        "--length",
        choices=LENGTHS,
        default="中",
        metavar="L",
        help="篇幅：短（省去上年的套话）、中（默认）、长（只对大模型）",
    )
    draft.add_argument(
        "--seed", type=_seed, default=1, metavar="N", help="大模型的随机种子（默认 1）"
    )
    draft.add_argument(
        "-o",
        "--output",
        type=Path,
        action="append",
        default=[],
        metavar="F",
        help="另写成文件，可写几次：" + " ".join(SUFFIXES),
    )

    rewrite = command("rewrite", rewrite_command.rewrite, "按要求改写一段文字，数字和其余文字不动")
    rewrite.add_argument(
        "text", metavar="TEXT", help="文字文件；- 为标准输入；含标点的就是文字本身"
    )
    rewrite.add_argument(
        "--instruction",
        required=True,
        metavar="I",
        help="要求：精简、正式、扩写、换说法，或自己的话",
    )
    rewrite.add_argument(
        "--start", type=_place, default=0, metavar="N", help="从第几个字起（从 0 数，默认 0）"
    )
    rewrite.add_argument("--end", type=_place, metavar="N", help="到第几个字前为止（默认到末尾）")
    rewrite.add_argument("--figures", type=Path, metavar="FIGURES", help=_FIGURES)


def _add_publishing(command: _New) -> None:
    export = command("export", publish.export, "导出已定稿的报告")
    export.add_argument("draft_id", nargs="?", metavar="DRAFT_ID", help="草稿编号")
    export.add_argument("-o", "--output", type=Path, metavar="F", help=" ".join(SUFFIXES))
    export.add_argument(
        "--changes",
        choices=get_args(Baseline),
        metavar="B",
        help="显示修订：last-year 对照上年报告；first-draft 对照初稿",
    )
    export.add_argument("--comments", action="store_true", help="用批注写明每个数字的依据")
    export.add_argument("--appendix", action="store_true", help="把核对表附在报告后面")
    export.add_argument("--checklist", type=Path, metavar="F.xlsx", help="另写一份核对表")
    export.add_argument("--date", type=publish.day, metavar="D", help="落款日期（默认定稿当天）")
    export.add_argument(
        "--all", type=Path, metavar="DIR", help="把全部定稿导出到文件夹；可以中断，再运行时接着做"
    )
    export.add_argument(
        "--format",
        choices=SUFFIXES,
        default=SUFFIXES[0],
        metavar="S",
        help="--all 的格式（默认 .docx）",
    )
    export.add_argument("--proof", action="store_true", help="没有定稿也导出，作校样，不落款")

    returned = command("import", publish.take_back, "把导出后在 Word 里改过的报告读回草稿")
    returned.add_argument("draft_id", metavar="DRAFT_ID", help="草稿编号")
    returned.add_argument("file", type=Path, metavar="F.docx", help="改过的文件")

    office = command("office", publish.office, "查看或填写单位的联系方式、落款、版式和模板")
    office.add_argument("agency", nargs="?", metavar="A", help="单位名称；不写就列出全部")
    for key, name in FIELDS.items():
        office.add_argument(f"--{key}", metavar="T", help=name)
    office.add_argument(
        "--layout",
        action="append",
        default=[],
        metavar="名称=值",
        help="版式的一项，如 body_size=15；可以写多次",
    )
    office.add_argument("--template", metavar="F.docx", help="本单位的 Word 模板；写“无”就去掉")


def _add_chat(command: _New) -> None:
    chat = command("chat", chat_command.chat, "在对话中起草和修改一份草稿，一行一句话")
    chat.add_argument("draft_id", nargs="?", metavar="DRAFT_ID", help="草稿编号（默认最新的一份）")
    chat.add_argument(
        "--section", choices=DRAFT_SECTIONS, metavar="S", help="从哪一部分开始（默认第一部分）"
    )
    chat.add_argument(
        "--writer", choices=("carry", "model"), default="carry", metavar="W", help="起草时用的写法"
    )


def _add_machine(command: _New, printing: _New) -> None:
    models = printing("models", commands.models, "查看模型，下载内置大模型，或炼出静态向量模型")
    models.add_argument(
        "action",
        nargs="?",
        choices=("fetch", "distil"),
        metavar="fetch|distil",
        help="fetch 下载内置大模型；distil 由向量模型和资料库的词语炼出静态向量模型",
    )

    serve = command("serve", commands.serve, "打开网页")
    serve.add_argument("--host", metavar="HOST", help="地址（默认 127.0.0.1，只有本机能打开）")
    serve.add_argument("--port", type=_port, metavar="PORT", help="端口（默认 7860）")
    serve.add_argument("--fetch", action="store_true", help="先下载还没有的内置大模型")

    users = printing("users", accounts.users, "列出、新建、删除网页的账号，或改密码")
    users.add_argument(
        "action",
        nargs="?",
        choices=("add", "password", "remove"),
        metavar="add|password|remove",
        help="新建、改密码、删除；不写则列出",
    )
    users.add_argument("name", nargs="?", metavar="NAME", help="账号名，就是版本和记录里的姓名")
    roles = "、".join(f"{key} {name}" for key, name in ROLE_NAMES.items())
    users.add_argument(
        "--role",
        action="append",
        choices=ROLES,
        default=[],
        metavar="ROLE",
        help=f"角色，可以写多次：{roles}",
    )

    measure = printing("eval", evaluate.evaluate, "在真实报告上量一量准确程度和速度")
    measure.add_argument(
        "what",
        nargs="?",
        choices=("all", *evaluate.MEASURES),
        default="all",
        metavar="WHAT",
        help="、".join(f"{key} {name}" for key, name in evaluate.MEASURES.items())
        + "、all 全部（默认）",
    )
    measure.add_argument(
        "--reports",
        type=Path,
        default=evaluate.SAMPLES,
        metavar="DIR",
        help="放报告的文件夹：raw/ 报告，figures/ 正确答案（默认用自带的示例）",
    )
    measure.add_argument(
        "--writer",
        action="append",
        choices=("carry", "model"),
        metavar="W",
        help="drafting：量哪种写法，可以写两次（默认都量，all 时只量 carry）",
    )
    measure.add_argument(
        "--seed",
        action="append",
        type=_seed,
        metavar="N",
        help="drafting：大模型的随机种子，可以写多次（默认 1 2 3）",
    )
    measure.add_argument(
        "--year", type=_year, metavar="N", help="drafting：只量这一年的报告（默认各年都量）"
    )
    measure.add_argument(
        "--kind",
        choices=_WORDED,
        metavar="K",
        help="rewriting：只量一种要求，"
        + "、".join(f"{kind} {KIND_NAMES[kind]}" for kind in _WORDED)
        + "（默认都量）",
    )
    measure.add_argument(
        "--no-chain",
        action="store_true",
        help="drafting：不量用来对照的普通检索链（它最慢）",
    )

    printing("doctor", commands.doctor, "检查运行环境、设置、模型、数据库和向量库")


_WORDED = tuple(kind for kind in KIND_NAMES if kind not in BY_CODE)


def _year(text: str) -> int:
    return _number(text, _FIRST_YEAR, _LAST_YEAR, "年份，如 2026")


def _count(text: str) -> int:
    return _number(text, 1, 1000, "1 到 1000 的整数")


def _seed(text: str) -> int:
    return _number(text, 0, 2**31 - 1, "不小于 0 的整数")


def _place(text: str) -> int:
    return _number(text, 0, 10_000_000, "从 0 数起的整数")


def _port(text: str) -> int:
    return _number(text, 1, _LAST_PORT, f"1 到 {_LAST_PORT} 的端口号")


def _number(text: str, least: int, most: int, wanted: str) -> int:
    if text.isascii() and text.isdecimal() and least <= int(text) <= most:
        return int(text)
    raise argparse.ArgumentTypeError(f"应为{wanted}，现为 {text!r}")
