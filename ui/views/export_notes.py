"""What is said before an export, and of a file that came back; pure, and escaped."""

from collections.abc import Iterator, Sequence

from assistant.core.drafts import Draft
from assistant.core.office import Office
from assistant.core.reviewing import ReviewRemark, open_ones
from assistant.usecases.importing import Returned, ReturnedSection
from assistant.usecases.judging import Blocking
from ui.views.differences import difference
from ui.views.frame import SHORT_NAMES, escaped

_MOST_LISTED = 8


def nothing() -> str:
    return '<p class="none">还没有草稿：请先上传本年数据</p>'


def notes(
    draft: Draft,
    lacking: Sequence[str],
    remarks: Sequence[ReviewRemark],
    blocking: Sequence[Blocking],
) -> str:
    """What is missing before the report can go out, in the order in which a person mends it."""
    missing = list(_missing(draft, lacking, remarks, blocking))
    if not missing:
        return '<p class="ready" role="status">没有缺漏，可以导出定稿</p>'
    items = "".join(f"<li>{one}</li>" for one in missing)
    return f'<div class="notice state-open" role="status"><p>导出前请看：</p><ul>{items}</ul></div>'


def office(office: Office) -> str:
    """Whose settings they are, and whether a template is in use."""
    size = len(office.template) / 1024
    template = f"用本单位的模板（{size:.0f} KB）" if office.template else "没有模板，按国家标准排版"
    return f"<h3>单位信息：{escaped(office.agency)}</h3><p>{template}</p>"


def _missing(
    draft: Draft,
    lacking: Sequence[str],
    remarks: Sequence[ReviewRemark],
    blocking: Sequence[Blocking],
) -> Iterator[str]:
    if draft.state != "定稿":
        yield f"这份报告是“{draft.state}”状态，现在只能导出校样；定稿要先送审、再由编辑定稿"
    if blocking:
        listed = "".join(f"<li>{escaped(one.message)}</li>" for one in blocking[:_MOST_LISTED])
        yield (
            f"<details><summary>还有{len(blocking)}处问题不处理就不能定稿"
            f"</summary><ul>{listed}</ul></details>"
        )
    marks = sum(draft.text(one).count("【待") for one in draft.sections)
    if marks:
        yield f"文中还有{marks}处【待补充】或【待核实】"
    if lacking:
        yield (
            f"还缺{escaped('、'.join(lacking))}，会印成【待补充】，不能导出定稿；"
            "联系方式由管理员在这一页的“单位信息”中填写"
        )
    if waiting := len(open_ones(remarks)):
        yield f"还有{waiting}条批注未解决"


def returned(done: Returned) -> str:
    """Section by section what was edited and whether it was saved; what was not taken."""
    sections = "".join(map(_section, done.sections)) or '<p class="none">文字没有改动</p>'
    cells = "".join(
        f"<li>{escaped(one.name)}：数据是“{escaped(one.known)}”，文件里是“{escaped(one.found)}”</li>"
        for one in done.cells
    )
    if cells:
        cells = f"<h4>表格的改动没有采用</h4><ul>{cells}</ul><p>要改数，请在“本年数据”中改</p>"
    notices = "".join(f"<li>{escaped(one)}</li>" for one in done.notices)
    told = f"<h4>说明</h4><ul>{notices}</ul>" if notices else ""
    return f"<h3>从 Word 读回</h3>{sections}{cells}{told}"


def _section(one: ReturnedSection) -> str:
    name = SHORT_NAMES[one.section]
    errors = sum(1 for judged in one.judged if judged.finding.level == "error")
    found = f"，核对发现{errors}处必须改" if errors else ""
    if one.number is None:
        head = f"{name}：没有保存，导出（第{one.base}版）之后又有人改过；下面是文件里的文字"
        return f'<h4>{head}</h4><div class="difference">{escaped(one.text)}</div>'
    changed = "".join(difference(hunk.old, hunk.new) for hunk in one.hunks)
    return f"<h4>{name}：已存为第{one.number}版，{len(one.hunks)}处改动{found}</h4>{changed}"
