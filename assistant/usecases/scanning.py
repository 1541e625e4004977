"""
The scan before publication on files: a report of any format, or a text, and the office's own words.

Knows: which parts of a file are published, the list of words in the data folder. Does not know:
what is wrong with them (assistant.core.scan).
"""

from pathlib import Path

from assistant.core.errors import DocumentError, SettingsError
from assistant.core.findings import LEVEL_NAMES, Level
from assistant.core.report import Paragraph
from assistant.core.scan.check import Scanner, scanner
from assistant.core.scan.scanbook import Manuscript, Word
from assistant.settings import Settings

WORDS = "scan_words.txt"
_LEVELS: dict[str, Level] = {name: level for level, name in LEVEL_NAMES.items()}


def configured_scanner(settings: Settings) -> Scanner:
    """The scan as `scan_off` and the list of words say; SettingsError if one has no meaning."""
    return scanner(settings.scan_off, _words(settings.home / WORDS))


def read_manuscript(path: Path) -> Manuscript:
    """What a file would publish: its paragraphs, headers and footers, and what else it holds.

    Need not be a report; of one that is, office and year are known. DocumentError if it cannot
    be read.
    """
    from corpus.parse import parse
    from corpus.readers import read_document
    from corpus.readers.traces import read_margins, read_traces

    document = read_document(path)
    try:
        report = parse(document)
        agency, year = report.agency, report.year or None
    except DocumentError:
        agency, year = "", None
    paragraphs = tuple(block for block in document.blocks if isinstance(block, Paragraph))
    return Manuscript(
        paragraphs=(*paragraphs, *read_margins(path)) or (Paragraph(text=""),),
        agency=agency,
        year=year,
        traces=read_traces(path),
    )


def _words(path: Path) -> tuple[Word, ...]:
    """One word a line; behind a tab its level (必错, 疑似, 提示), behind another the reason."""
    from corpus.readers.decoding import decode

    try:
        text = decode(path.read_bytes(), path.name)
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except (OSError, DocumentError) as error:
        raise SettingsError(f"{path} 读不出来（{error}）；请存为 UTF-8 文本，一行一词") from error
    return tuple(
        _word(line, f"{path}:{number}")
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip() and not line.startswith("#")
    )


def _word(line: str, place: str) -> Word:
    text, level, reason, *_ = (part.strip() for part in (*line.split("\t"), "", ""))
    if level and level not in _LEVELS:
        raise SettingsError(f"{place}：级别“{level}”不对；可用：{'、'.join(_LEVELS)}")
    return Word(text=text, level=_LEVELS.get(level, "warning"), reason=reason)
