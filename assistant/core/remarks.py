"""
What is told at its place in the report: where each number comes from, what reviewers remark.

Knows: which line of which draft section a paragraph is. Does not know: Word's comments.
"""

from collections.abc import Iterator, Mapping, Sequence

from assistant.core.drafts import DraftSection
from assistant.core.evidence.binding import Binding, Verdict
from assistant.core.official import Placed, placed_lines
from assistant.core.publication import CheckedText, Place, Remark
from assistant.core.report import SECTION_TITLES
from assistant.core.reviewing import ReviewRemark, open_ones, place_of

VERDICT_NAMES: dict[Verdict, str] = {
    "supported": "相符",
    "mismatch": "不符",
    "stale": "上年的数",
    "unsupported": "没有依据",
    "exempt": "不作核对",
}


def remarks_on(
    texts: Mapping[DraftSection, str], checks: Sequence[CheckedText]
) -> dict[Place, tuple[Remark, ...]]:
    """The remarks of each paragraph of the report; `checks` are of the same texts, in order.

    A number that is no statistic (a date, an article) has none.
    """
    checked = dict(zip(texts, checks, strict=True))
    found: dict[Place, tuple[Remark, ...]] = {}
    for kind in SECTION_TITLES:
        for number, placed in enumerate(placed_lines(kind, texts)):
            if remarks := tuple(_of_line(placed, checked[placed.section])):
                found[kind, number] = remarks
    return found


def review_remarks(
    texts: Mapping[DraftSection, str], reviewed: Sequence[ReviewRemark]
) -> dict[Place, tuple[Remark, ...]]:
    """The open remarks of reviewers, at the paragraphs where their words stand now.

    One whose words are gone has no place and is left out.
    """
    found: dict[Place, tuple[Remark, ...]] = {}
    places = [
        (one, place)
        for one in open_ones(reviewed)
        if (place := place_of(one, texts.get(one.section, ""))) is not None
    ]
    for kind in SECTION_TITLES:
        for number, placed in enumerate(placed_lines(kind, texts)):
            here = [place for place in places if place[0].section == placed.section]
            if remarks := tuple(_reviewed(placed, texts[placed.section], here)):
                found[kind, number] = remarks
    return found


def joined(*told: Mapping[Place, tuple[Remark, ...]]) -> dict[Place, tuple[Remark, ...]]:
    """All remarks of each paragraph; those of the same words are one, with what both say."""
    every: dict[Place, list[Remark]] = {}
    for one in told:
        for place, remarks in one.items():
            every.setdefault(place, []).extend(remarks)
    return {place: tuple(_apart(remarks)) for place, remarks in every.items()}


def _apart(remarks: Sequence[Remark]) -> list[Remark]:
    apart: list[Remark] = []
    for one in sorted(remarks, key=lambda remark: (remark.start, remark.end)):
        last = apart[-1] if apart else None
        if last is not None and one.start < last.end:
            end, text = max(last.end, one.end), f"{last.text}；{one.text}"
            apart[-1] = Remark(start=last.start, end=end, text=text)
        else:
            apart.append(one)
    return apart


def _reviewed(
    placed: Placed, text: str, here: Sequence[tuple[ReviewRemark, tuple[int, int]]]
) -> Iterator[Remark]:
    begin, shift = _begin_and_shift(placed, text)
    for one, place in here:
        start = max(place[0] + shift, 0)
        end = min(place[1] + shift, len(placed.text))
        if start < end and place[1] > begin:
            said = "；".join(f"{step.author}：{step.text}" for step in one.steps if step.text)
            told = f"批注（{one.author}）：{one.text}{f'；{said}' if said else ''}"
            yield Remark(start=start, end=end, text=told)


def _begin_and_shift(placed: Placed, text: str) -> tuple[int, int]:
    """Where the line begins in its section, and what takes a place in the section to one in the
    report's paragraph.

    Counted from the end: a heading's number may be another in the report than in the draft.
    """
    lines = text.split("\n")
    begin = sum(len(line) + 1 for line in lines[: placed.line])
    return begin, len(placed.text) - len(lines[placed.line].rstrip()) - begin


def _of_line(placed: Placed, checked: CheckedText) -> Iterator[Remark]:
    begin, shift = _begin_and_shift(placed, checked.text)
    line = checked.text.split("\n")[placed.line]
    for binding in checked.grounding.bindings:
        quantity = binding.quantity
        start, end = quantity.start + shift, quantity.end + shift
        is_here = begin <= quantity.start and quantity.end <= begin + len(line)
        if is_here and binding.verdict != "exempt" and placed.text[start:end] == quantity.text:
            yield Remark(start=start, end=end, text=_said(binding, checked))


def _said(binding: Binding, checked: CheckedText) -> str:
    """Verdict, source, formula, what was found, and who let it stand."""
    fact, place = binding.fact, (binding.quantity.start, binding.quantity.end)
    said = [VERDICT_NAMES[binding.verdict]]
    if fact is not None:
        said.append(f"依据：{fact.source}")
        if fact.formula:
            said.append(f"公式：{fact.formula}")
    of_it = [one for one in checked.grounding.findings if (one.start, one.end) == place]
    said += [finding.message for finding in of_it]
    for judged in checked.judged:
        if judged.is_waived and judged.verdict and judged.finding in of_it:
            said.append(f"忽略：{judged.verdict.reason}（{judged.verdict.author}）")
    return "；".join(said)
