"""
The versions of a section and of the whole draft, listed and to choose from.

Pure, and escaped. Knows: what a version is called. Does not know: Gradio.
"""

from collections.abc import Mapping, Sequence

from assistant.core.drafts import DraftSection, Revision
from assistant.core.patterns import regex
from assistant.core.versions import NamedVersion
from ui.views.frame import escaped, moment

NOTE_NAMES = {"carry": "沿用写法", "model": "大模型"}  # the notes that a writer leaves
_WHOLE = regex(r"whole:(\d{1,9})")
_MOST_LISTED = 60

Choice = tuple[str, int | str]


def whole_id(version: object) -> int | None:
    """The id of a named version of the whole draft, as a choice names it; None: a revision."""
    match = _WHOLE.fullmatch(version) if isinstance(version, str) else None
    return int(match[1]) if match else None


def choices(
    history: Sequence[Revision], named: Sequence[NamedVersion], section: DraftSection
) -> list[Choice]:
    """The versions of the whole draft, then the revisions of the section; the latest first."""
    whole: list[Choice] = [
        (f"全文“{one.name}” · {moment(one.created)} · {one.author}", f"whole:{one.id}")
        for one in reversed(named)
        if one.section is None
    ]
    names = _names(named, section)
    return [
        *whole,
        *(
            (f"{version_label(one)}{_called(names.get(one.number, ()))}", one.number)
            for one in reversed(history)
        ),
    ]


def versions(
    history: Sequence[Revision], named: Sequence[NamedVersion], section: DraftSection
) -> str:
    """Who wrote each revision of the section, when, and by what means; then the whole drafts."""
    if not history:
        return '<p class="none">这一部分还没有保存过</p>'
    names = _names(named, section)
    items = "".join(
        f"<li>{_button(str(one.number), f'第{one.number}版')} "
        f"{moment(one.created)} {escaped(one.author)} {escaped(how_made(one))}"
        f"{escaped(_called(names.get(one.number, ())))}</li>"
        for one in list(reversed(history))[:_MOST_LISTED]
    )
    older = len(history) - _MOST_LISTED
    rest = f'<p class="none">更早的{older}版请在上面的“版本”中选</p>' if older > 0 else ""
    return f'{_whole(named)}<h3>这一部分</h3><ol class="versions">{items}</ol>{rest}'


def _whole(named: Sequence[NamedVersion]) -> str:
    items = "".join(
        f"<li>{_button(f'whole:{one.id}', one.name)} "
        f"{moment(one.created)} {escaped(one.author)}，{len(one.numbers)}个部分</li>"
        for one in reversed(named)
        if one.section is None
    )
    return f'<h3>全文版本</h3><ol class="versions">{items}</ol>' if items else ""


def version_label(revision: Revision) -> str:
    """第2版 · 01-10 12:00 · 王 · 大模型, in the time of this computer."""
    parts = [f"第{revision.number}版", moment(revision.created), revision.author]
    if made := how_made(revision):
        parts.append(made)
    return " · ".join(parts)


def how_made(revision: Revision) -> str:
    """What wrote it, with the name of the model; empty: its author typed it."""
    made = NOTE_NAMES.get(revision.note, revision.note)
    model = revision.record.settings.get("model", "") if revision.record else ""
    return f"{made}（{model}）" if model else made


def _button(version: str, words: str) -> str:
    return (
        f'<button type="button" class="link" data-version="{escaped(version)}" '
        f'title="看与现在的文字有什么差别">{escaped(words)}</button>'
    )


def _names(named: Sequence[NamedVersion], section: DraftSection) -> Mapping[int, list[str]]:
    """The names of each revision of the section, also by versions of the whole draft."""
    names: dict[int, list[str]] = {}
    for one in named:
        if number := one.numbers.get(section, 0):
            names.setdefault(number, []).append(one.name)
    return names


def _called(names: Sequence[str]) -> str:
    return "".join(f"「{one}」" for one in names)
