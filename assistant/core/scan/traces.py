"""
What a file to be published holds beside its text: comments, tracked changes, names of its writers.

Knows: what each kind of trace means for the public. Does not know: formats (corpus.readers.traces).
"""

from collections.abc import Callable

from assistant.core.findings import Level
from assistant.core.scan.scanbook import Hit, Hits, Manuscript, ScanRule, TraceKind

_LAW = "《政府信息公开条例》第十五条、第十六条"
_LONGEST = 40  # characters of a detail that are shown
# Names that programs and shops write, of nobody.
_PROGRAMS = (
    "python-docx",
    "openpyxl",
    "administrator",
    "admin",
    "user",
    "windows",
    "office",
    "wps",
)
_NOBODY = frozenset((*_PROGRAMS, "word", "微软用户", "用户", "作者", "匿名", "未知", "unknown"))
_TOLD: tuple[tuple[TraceKind, Level, str, str], ...] = (
    ("批注", "error", "批注会随文件公开，请处理后删除", "数字再核一下"),
    ("修订", "error", "没有接受的修订会随文件公开，请接受或拒绝", "删除：予以公开31件"),
    ("隐藏文字", "error", "隐藏的文字会随文件公开，请删除", "此数待领导定"),
    ("作者", "warning", "文件属性里有作者、最后保存者的姓名，请删除", "作者：王建国"),
    ("属性", "info", "文件属性（主题、关键词、备注）会随文件公开", "备注：初稿"),
    ("自定义属性", "info", "自定义属性、文档变量会随文件公开", "流转编号"),
    ("书签", "info", "自己起名的书签会随文件公开", "书签：领导修改处"),
    ("外部链接", "warning", "链接指向本机或内网，请删除", "file:///D:/年报/底稿.xlsx"),
    ("嵌入对象", "warning", "嵌入的文件、宏会随文件公开，请删除", "嵌入的工作簿"),
)


def _finder(kind: TraceKind, message: str) -> Callable[[Manuscript], Hits]:
    def find(manuscript: Manuscript) -> Hits:
        for trace in manuscript.traces:
            if trace.kind == kind and not (kind == "作者" and _is_nobody(trace.detail)):
                detail = trace.detail[:_LONGEST] + ("…" if trace.detail[_LONGEST:] else "")
                yield Hit(
                    start=0,
                    end=0,
                    message=f"{message}：{detail}",
                    suggestion="删除",
                    place=trace.place,
                    quote=trace.detail,
                )

    return find


def _is_nobody(detail: str) -> bool:
    return detail.rpartition("：")[2].strip().lower() in _NOBODY


RULES: tuple[ScanRule, ...] = tuple(
    ScanRule(
        id=f"文件-{kind}",
        level=level,
        title=message,
        source=_LAW,
        example=example,
        find=_finder(kind, message),
    )
    for kind, level, message, example in _TOLD
)
