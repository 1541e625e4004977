"""Results of the commands as lines for a person; pure, one function a result."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from assistant.core.asking.query import Answer
from assistant.core.editing.hunks import Hunk
from assistant.core.evidence.grounding import Grounding
from assistant.core.findings import LEVEL_NAMES, TextFinding
from assistant.core.ports import Hit, ReportEntry
from assistant.core.report import Report
from assistant.core.scan.scanbook import ScanFinding
from assistant.core.verdicts import JudgedForm, JudgedText
from assistant.core.writing.brief import SECTION_NAMES
from assistant.core.writing.carried import carried_findings
from assistant.core.writing.guard import OPEN_MARK
from assistant.editing.replies import Reply
from assistant.editing.rewrite import Rewriting
from assistant.usecases.batch import ExportStep
from assistant.usecases.importing import Returned
from assistant.writing.drafting import WrittenSection

if TYPE_CHECKING:  # it brings the readers of every format along
    from assistant.cli.doctor import Examination
    from corpus.ingest import Ingested, Progress

_WRITERS = {"carry": "沿用上年写法", "model": "大模型改写"}
_MIB = 1 << 20
_LONGEST_SHOWN = 60  # characters of a change
_LEVELS = tuple(LEVEL_NAMES.items())
_MOST_CELLS = 10  # of an answer that are listed


def report(one: Report) -> Iterator[str]:
    yield f"{one.agency}　{one.year}年　{one.figures.edition}版表式　{one.title}"
    for section in one.sections:
        size = sum(map(len, section.paragraphs))
        yield f"  {section.heading}（{len(section.paragraphs)}段{size}字）"
    filled = sum(cell.number is not None for cell in one.figures.cells)
    yield f"  表格：{len(one.figures.cells)}格，其中{filled}格有数"


_OUTCOMES = {"added": "已读入", "unchanged": "未变", "replaced": "已替换", "failed": "未能读入"}


def ingest_step(step: "Progress") -> str:
    return f"[{step.done}/{step.total}] {step.file} {_OUTCOMES[step.outcome]}"


def ingested(done: "Ingested") -> str:
    return (
        f"新增{done.added}份，未变{done.unchanged}份，替换{done.replaced}份，"
        f"未能读入{len(done.failed)}份；共{done.passages}个段落"
    )


def report_entries(entries: Sequence[ReportEntry]) -> Iterator[str]:
    for entry in entries:
        yield f"{entry.id}  {entry.year}  {entry.agency}  {entry.file}（{entry.passages}个段落）"
    if not entries:
        yield "资料库是空的；用 nianbao ingest 读入往年报告"


def form_findings(checked: int, found: Sequence[JudgedForm]) -> Iterator[str]:
    yield f"核对{checked}项，发现{_count(found)}"
    yield from map(_judged, found)


def _count(found: Sequence[JudgedForm] | Sequence[JudgedText]) -> str:
    waived = sum(one.is_waived for one in found)
    return f"{len(found)}处" + (f"，其中{waived}处已忽略" if waived else "")


def _judged(one: JudgedForm | JudgedText) -> str:
    """A finding with its id, and what a person said of it."""
    decision = f"·已{one.decision}" if one.decision else ""
    level = f"[{LEVEL_NAMES[one.finding.level]}{decision}]"
    return f"  {level} {one.finding.message}（编号 {one.id}）{_said(one)}"


def _said(one: JudgedForm | JudgedText) -> str:
    verdict = one.verdict
    if verdict is None or verdict.decision == "撤回":
        return ""
    scope = f"，口径“{verdict.scope}”" if verdict.scope else ""
    told = f"{verdict.author} {verdict.created[:10]}{scope}：{verdict.reason or '没有写理由'}"
    return (
        f"｛{verdict.decision}时数值不同，请重新判断；{told}｝" if one.is_lapsed else f"｛{told}｝"
    )


def scan_counts(findings: Sequence[TextFinding]) -> str:
    counts = ((name, sum(one.level == level for one in findings)) for level, name in _LEVELS)
    return "，".join(f"{name}{count}处" for name, count in counts)


def scan_finding(finding: ScanFinding, judged: JudgedText | None = None) -> str:
    """A finding with its place and rule; `judged`: where a person may say something of it."""
    decision = f"·已{judged.decision}" if judged and judged.decision else ""
    place = f"{finding.place}　" if finding.place else ""
    suggestion = f"　→ {finding.suggestion}" if finding.suggestion else ""
    name = f"{finding.rule}，编号 {judged.id}" if judged else finding.rule
    told = f"[{LEVEL_NAMES[finding.level]}{decision}] {place}{finding.message}{suggestion}"
    return f"  {told}（{name}）{_said(judged) if judged else ''}"


def section(written: WrittenSection) -> Iterator[str]:
    """The text, and what of it does not hold; its open marks are to be seen in it."""
    writer = _WRITERS[written.writer] if written.citations else "按表格和要点"
    yield f"\n【{written.heading}】（{writer}，{written.seconds:.1f}秒）\n{written.text}"
    findings = written.grounding.findings
    open_marks = sum(one.rule == OPEN_MARK for one in findings)
    yield f"—— {_counted(written.grounding)}，{open_marks}处待补充或待核实"
    if taken := carried_findings(written.origins):
        yield f"  [提示] {len(taken)}句的说法只有往年的报告为据，请逐句确认今年仍是这样："
        yield from (f"    · {one.quote}" for one in taken)
    yield from _text_findings(one for one in findings if one.rule != OPEN_MARK)


def verified(result: Grounding, found: Sequence[JudgedText]) -> Iterator[str]:
    yield f"{_counted(result)}；发现{_count(found)}"
    yield from map(_judged, found)


def _counted(result: Grounding) -> str:
    stated = [one for one in result.bindings if one.verdict != "exempt"]
    supported = sum(one.verdict == "supported" for one in stated)
    return f"核对{len(stated)}个数字，{supported}个有依据"


def _text_findings(findings: Iterable[TextFinding]) -> Iterator[str]:
    for finding in findings:
        yield f"  [{LEVEL_NAMES[finding.level]}] {finding.message}"


def rewriting(done: Rewriting) -> Iterator[str]:
    """The text as it would be, then what changed in it."""
    yield done.text
    for one in done.proposal.hunks:
        yield f"—— {_hunk(one)}"
    yield from _text_findings(done.findings)


def reply(one: Reply) -> Iterator[str]:
    """What the assistant says; the hunks to decide on with their numbers."""
    yield f"助手：{one.text}"
    for number, hunk in enumerate(one.proposal.hunks if one.proposal else (), start=1):
        yield f"  {number}. {_hunk(hunk)}"
    for citation in one.citations:
        yield f"  依据：{citation.agency}{citation.year}年报告：“{citation.quote}”"


def _hunk(one: Hunk) -> str:
    if one.old and one.new:
        return f"“{one.old}”改为“{one.new}”"
    return f"删去“{one.old}”" if one.old else f"加上“{one.new}”"


def passages(hits: Sequence[Hit]) -> Iterator[str]:
    for place, hit in enumerate(hits, start=1):
        one = hit.passage
        path = " / ".join((one.agency, f"{one.year}年", *one.headings))
        yield f"{place}. {path}\n   {one.text}\n"
    if not hits:
        yield "资料中没有找到相关段落"


def answer(one: Answer) -> Iterator[str]:
    """The answer, its formula, and the cells that it rests on; passages are quoted in it."""
    yield one.text
    if one.formula:
        yield f"算式：{one.formula}"
    cells = [cited for cited in one.citations if cited.cell]
    for cited in cells[:_MOST_CELLS]:
        said = cited.quote.strip() or "空白"
        yield f"出处：{cited.agency}{cited.year}年报告 {cited.cell}：{said}"
    if len(cells) > _MOST_CELLS:
        yield f"……共{len(cells)}格，全部见 --json"


def models(status: Mapping[str, Any]) -> Iterator[str]:
    chat = status["chat"]
    if chat["model"] == "none":
        yield "大模型：未启用，只用沿用写法"
    elif chat["endpoint"] == "embedded":
        yield f"大模型：{chat['model']}（内置）"
    else:
        yield f"大模型：{chat['model']}（接口 {chat['endpoint']}）"
    for file in chat["files"]:
        yield f"  {file['name']}：{_state(file)}，{file['licence']}，来自 {file['source']}"
    yield f"向量模型：{status['embedding']['model']}"


def _state(file: Mapping[str, Any]) -> str:
    if not file["bytes"]:
        return "未下载，可用 nianbao models fetch 下载"
    size = f"{file['bytes'] // _MIB} MiB"
    return f"{size}，{'校验无误' if file['sha256_ok'] else '校验不符，请重新下载'}：{file['file']}"


def examinations(checks: Iterable["Examination"]) -> Iterator[str]:
    for one in checks:
        yield f"{'正常' if one.ok else '注意'}　{one.name}：{one.says}"


def returned(done: Returned) -> Iterator[str]:
    """What was edited, section by section, whether it was saved, and what holds of it."""
    if not done.sections:
        yield "文字没有改动"
    for one in done.sections:
        name = SECTION_NAMES[one.section]
        if one.number is None:
            yield f"【{name}】没有保存：导出（第{one.base}版）之后又有人改过；下面是文件里的改动"
        else:
            yield f"【{name}】已存为第{one.number}版，{len(one.hunks)}处改动"
        for hunk in one.hunks:
            yield f"  “{_short(hunk.old)}” → “{_short(hunk.new)}”"
        yield f"  —— {_counted(one.grounding)}；发现{_count(one.judged)}"
        yield from map(_judged, one.judged)
    for cell in done.cells:
        yield f"表格改动没有采用：{cell.name} 数据是“{cell.known}”，文件里是“{cell.found}”"
    if done.cells:
        yield "要改数，请改填报表再传一次"


def _short(text: str) -> str:
    plain = text.replace("\n", "／")
    return plain if len(plain) <= _LONGEST_SHOWN else f"{plain[:_LONGEST_SHOWN]}……"


_EXPORTED = {"written": "已写入", "unchanged": "未变", "failed": "未能写入"}


def export_step(step: ExportStep) -> str:
    told = f"：{step.error}" if step.error else ""
    return f"[{step.done}/{step.total}] {step.file} {_EXPORTED[step.outcome]}{told}"


def exported(counts: Mapping[str, int]) -> str:
    return "，".join(f"{name}{counts[outcome]}份" for outcome, name in _EXPORTED.items())
