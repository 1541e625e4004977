"""
A report that was edited outside and came back: which text of which draft section it has become.

Knows: how sections of a draft stand in the report (assistant.core.official). Does not know: files,
revisions, who edited. The tables are only compared: figures are never taken from here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.core.comparing import line_up
from assistant.core.drafts import DraftSection
from assistant.core.official import Placed, home_section, placed_lines
from assistant.core.patterns import regex
from assistant.core.prose.outline import split_parts
from assistant.core.publication import APPENDIX
from assistant.core.report import SECTION_TITLES, Report, SectionKind
from assistant.core.tables.figures import Figures

_DAY = regex(r"\d{4}年\d{1,2}月\d{1,2}日")
_PLACEHOLDER = regex(r"【待补充：[^】]*】")

IsSame = Callable[[str, str], bool]  # whether a reader makes the same of two texts


@dataclass(frozen=True, kw_only=True)
class ChangedCell:
    """A cell that says another thing in the file than in the draft's figures."""

    name: str
    known: str
    found: str


def returned_texts(
    texts: Mapping[DraftSection, str], report: Report, names: Sequence[str], is_same: IsSame
) -> dict[DraftSection, str]:
    """The draft's sections as the edited report has them; an untouched one is what it was.

    `names`: what may stand as the signature, which is no text of section 六.
    """
    found: dict[DraftSection, str] = {}
    for kind in SECTION_TITLES:
        section = report.section(kind)
        if section is not None:
            lines = _without_end(section.paragraphs, names)
            found |= _of_kind(kind, texts, lines, is_same)
    return {key: text for key, text in found.items() if text or key in texts}


def changed_cells(known: Figures, found: Figures) -> tuple[ChangedCell, ...]:
    """Where the tables of the file differ from the figures, in the order of the form."""
    other = {cell.key: cell for cell in found.cells}
    changed = [
        ChangedCell(name=cell.name, known=cell.raw, found=other[cell.key].raw)
        for cell in known.cells
        if cell.key in other and not _says_same(cell.raw, other[cell.key].raw)
    ]
    gone = [
        ChangedCell(name=cell.name, known=cell.raw, found="（没有这一格）")
        for cell in known.cells
        if cell.key not in other and cell.raw.strip()
    ]
    new = [
        ChangedCell(name=cell.name, known="（没有这一格）", found=cell.raw)
        for cell in found.cells
        if cell.key not in known.by_key and cell.raw.strip()
    ]
    return (*changed, *gone, *new)


def _says_same(one: str, other: str) -> bool:
    return "".join(one.split()) == "".join(other.split())


def _without_end(lines: Sequence[str], names: Sequence[str]) -> list[str]:
    """The paragraphs without the appendix and without the signature."""
    kept = list(lines[: lines.index(APPENDIX)] if APPENDIX in lines else lines)
    while kept and (_DAY.fullmatch(kept[-1]) or kept[-1] in names):
        kept.pop()
    return kept


def _of_kind(
    kind: SectionKind, texts: Mapping[DraftSection, str], lines: Sequence[str], is_same: IsSame
) -> dict[DraftSection, str]:
    """The draft sections that make up one section of the form."""
    placed = placed_lines(kind, texts)
    if not placed:
        rest = [line for line in lines if not _PLACEHOLDER.fullmatch(line)]
        return {home_section(kind): "\n".join(rest)} if rest else {}
    kept: dict[DraftSection, list[str]] = {one.section: [] for one in placed}
    touched: set[DraftSection] = set()
    here = placed[0].section
    for was, now in line_up([one.text for one in placed], lines):
        known = None if was is None else placed[was]
        here = known.section if known else here
        if known and now is not None and is_same(known.text, lines[now]):
            kept[here].append(_line_of(known, texts))
            continue
        touched.add(here)
        if now is not None:
            kept[here].append(_renumbered(lines[now], known, texts))
    return {
        section: "\n".join(kept[section]) if section in touched else texts[section]
        for section in kept
    }


def _line_of(placed: Placed, texts: Mapping[DraftSection, str]) -> str:
    return texts[placed.section].split("\n")[placed.line].strip()


def _renumbered(line: str, placed: Placed | None, texts: Mapping[DraftSection, str]) -> str:
    """The edited line with the number that its heading has in the draft."""
    if placed is None:
        return line
    shown, own = _lead(placed.text), _lead(_line_of(placed, texts))
    return own + line[len(shown) :] if shown and line.startswith(shown) else line


def _lead(line: str) -> str:
    part = split_parts([line])[0]
    return part.lead if line.startswith(part.lead) else ""
