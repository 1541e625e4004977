"""
What the page shows of a draft: values of the workflow, rendered by the views, part by part.

Knows: which parts the page has and what each shows. Does not know: Gradio, what people do.
"""

from collections.abc import Collection, Sequence
from typing import Any

from assistant.core.accounts import User
from assistant.core.comparing import rows_of
from assistant.core.drafts import DRAFT_SECTIONS, Draft, DraftSection
from assistant.core.evidence.grounding import Grounding
from assistant.core.layout import layout_text
from assistant.core.office import FIELDS, Office
from assistant.core.verdicts import JudgedText
from assistant.usecases.workflow import Workflow
from ui.allowed import reasons
from ui.place import Place
from ui.views import (
    answers,
    export_notes,
    finding_cards,
    frame,
    origin_list,
    remark_cards,
    report_list,
    sources,
    version_list,
)
from ui.views.differences import side_by_side
from ui.views.grid import Answer, Checked, figures_grid, no_figures

# What the page shows next: for each part that changes, the properties that do.
Changes = dict[str, dict[str, Any]]

_UNASKED = Answer()
# The parts that nobody may use while a section is being written, as they would change under it.
_QUIET = (
    *("agency", "year", "section", "figures_upload", "corpus_upload"),
    *("draft", "draft_all", "writer", "save", "version", "restore"),
    *("name_section", "name_whole", "remark"),
    *("submit", "accept", "return", "export", "line", "say", "accept_hunk", "reject_hunk"),
    *("tone", "length", "undo"),
)


def show(**values: object) -> Changes:
    """Changes that give parts a new value."""
    return {part: {"value": value} for part, value in values.items()}


def enable(**allowed: bool) -> Changes:
    """Changes that allow or forbid the use of parts."""
    return {part: {"interactive": is_allowed} for part, is_allowed in allowed.items()}


def together(*changes: Changes) -> Changes:
    """All the changes as one; of a property that several change, the last."""
    parts: Changes = {}
    for one in changes:
        for part, properties in one.items():
            parts[part] = {**parts.get(part, {}), **properties}
    return parts


def busy() -> Changes:
    """The controls while a section is being written: only the stop button works."""
    return together(
        enable(**dict.fromkeys(_QUIET, False)), enable(text=False, stop=True), show(may_fill="")
    )


def idle(by: User, draft: Draft | None) -> Changes:
    """The controls at rest: what the draft's state and the user's role allow."""
    barred = reasons(by, draft)
    state = draft.state if draft else ""
    may_write = not barred["save"]
    allowed = dict.fromkeys(_QUIET, draft is not None) | {"agency": True, "year": True}
    allowed |= {control: not reason for control, reason in barred.items()}
    allowed |= {
        "figures_upload": by.may("write"),
        "begin": by.may("write"),
        "template": by.may("write"),
        "workbook": draft is not None,
        "corpus_upload": by.may("corpus"),
    }
    may_return = (state == "送审" and by.may("return")) or (state == "定稿" and by.may("reopen"))
    seen: Changes = {
        "returning": {"visible": may_return},
        "remarking": {"visible": not barred["remark"]},
    }
    may_fill = state == "起草" and by.may("write")
    return together(
        enable(**allowed),
        enable(text=may_write, stop=False),
        show(why=frame.why(barred), may_fill="yes" if may_fill else ""),
        seen,
    )


def whole(by: User, workflow: Workflow, draft: Draft, section: DraftSection) -> Changes:
    """Everything the page shows of a draft, opened at a section."""
    return together(
        show(agency=draft.agency, year=draft.year, uploaded=""),
        {"undo_upload": {"visible": False}},
        form(workflow, draft),
        asked(by, workflow, draft.id, draft.agency),
        figures_checked(by, workflow, draft),
        opened(by, workflow, draft, section),
    )


def form(workflow: Workflow, draft: Draft, answer: Answer = _UNASKED) -> Changes:
    """The figures of the year as a form, with what the rules find in it now."""
    number, findings = workflow.judging.in_figures(draft)
    return show(figures=figures_grid(draft, Checked(number=number, findings=findings), answer))


def asked(by: User, workflow: Workflow, draft_id: str = "", agency: str = "") -> Changes:
    """What this person has asked beside a draft of this office, or beside none."""
    exchanges = workflow.questions.history(by=by, draft=draft_id)
    examples = () if exchanges else answers.examples(workflow.reports(), agency)
    return show(answers=answers.conversation(exchanges, examples))


def corpus(by: User, workflow: Workflow) -> Changes:
    """The past reports, and the choice of an office or a year of them."""
    reports = workflow.reports()
    return together(
        show(corpus=report_list.corpus(reports, may_add=by.may("corpus"))),
        {
            "ask_agency": {"choices": answers.offices(reports), "value": ""},
            "ask_year": {"choices": answers.years(reports), "value": 0},
        },
    )


def nothing(by: User, workflow: Workflow) -> Changes:
    """The page without a draft."""
    return together(
        show(
            place=str(Place()),
            state=frame.draft_state(None),
            text="",
            saved="",
            findings=frame.first_steps(may_add=by.may("corpus")),
            numbers=frame.numbers(()),
            past=sources.past_passages(()),
            origins="",
            versions=version_list.versions((), (), "overview"),
            difference="",
            remarks="",
            notice="",
            figures=no_figures(),
            uploaded="",
            checks="",
        ),
        asked(by, workflow),
        idle(by, None),
    )


def opened(by: User, workflow: Workflow, draft: Draft, section: DraftSection) -> Changes:
    """A section in the text box, with all that stands around it.

    Text and place change together or not at all: answers that overtake each other must never
    leave a text beside the place of another section.
    """
    offered = _offered(draft, workflow.outline(draft))
    if section not in offered:
        section = offered[0]
    return together(
        around(by, workflow, draft, section),
        show(place=str(Place.of(draft, section)), text=draft.text(section), section=section),
        show(reply="", message="", hunks=""),  # a proposal is for the text that it was made for
        {"deciding": {"visible": False}},
    )


def turned(by: User, workflow: Workflow, draft: Draft, section: DraftSection) -> Changes:
    """A section that a person has just chosen: the choice itself is left as it stands.

    They may have chosen on while this answer was made; it must not take that back.
    """
    changes = opened(by, workflow, draft, section)
    chosen = changes["section"]
    if chosen["value"] != section:  # not one of this office: show which was opened instead
        return changes
    return {**changes, "section": {key: chosen[key] for key in chosen if key != "value"}}


def kept(by: User, workflow: Workflow, draft: Draft, section: DraftSection) -> Changes:
    """What stands around a section whose text was saved and may have been typed on since.

    The browser takes the part `kept` for its place only if it still has this section open.
    """
    return together(around(by, workflow, draft, section), show(kept=str(Place.of(draft, section))))


def around(by: User, workflow: Workflow, draft: Draft, section: DraftSection) -> Changes:
    """The verdicts, sources and versions of a section, and the state of the draft."""
    outline, text = workflow.outline(draft), draft.text(section)
    return together(
        show(
            state=frame.draft_state(draft),
            saved=frame.saved(draft, section),
            past=sources.past_passages(outline.get(section, ())),
        ),
        {"conflict": {"visible": False}},
        listed(workflow, draft),
        checked(by, workflow, draft, section, text)
        if section in draft.sections
        else show(findings="", numbers=frame.numbers(()), origins=""),
        versions(workflow, draft, section),
        remarks(by, workflow, draft, section),
        idle(by, draft),
    )


def listed(workflow: Workflow, draft: Draft) -> Changes:
    """The sections in the list, each with how much of it waits."""
    labels = [
        (frame.section_label(one, _found(workflow, draft, one)), one)
        for one in _offered(draft, workflow.outline(draft))
    ]
    return {"section": {"choices": labels}}


def _found(
    workflow: Workflow, draft: Draft, section: DraftSection
) -> tuple[JudgedText, ...] | None:
    """What is found in the section as it is kept; None if it was never written."""
    if section not in draft.sections:
        return None
    return workflow.judging.in_section(draft, section, draft.text(section))[1]


def office(by: User, office: Office) -> Changes:
    """The settings of an office, for those who may change them."""
    if not by.may("manage"):
        return {}
    values = {f"office_{key}": getattr(office, key) for key in FIELDS}
    return show(
        **values,
        office_layout=layout_text(office.layout),
        office_now=export_notes.office(office),
    )


def remarks(by: User, workflow: Workflow, draft: Draft, section: DraftSection) -> Changes:
    """What reviewers remarked, and over the text how far the draft has come."""
    there = workflow.reviewing.remarks(draft.id)
    step = workflow.auditing.last_step(draft.id)
    return show(
        remarks=remark_cards.cards(there, draft, section, may_answer=by.may("answer")),
        notice=remark_cards.notice(draft, step, there),
    )


def versions(workflow: Workflow, draft: Draft, section: DraftSection) -> Changes:
    """The versions of a section and of the draft, none of them chosen."""
    history, named = draft.history(section), workflow.versions.named(draft.id)
    choices = version_list.choices(history, named, section)
    return together(
        show(versions=version_list.versions(history, named, section), difference=""),
        {
            "version": {"choices": choices, "value": None},
            "version_other": {"choices": [("现在的文字", ""), *choices], "value": ""},
        },
    )


def conflict(workflow: Workflow, draft: Draft, section: DraftSection, mine: str | None) -> Changes:
    """After a refused save: what was saved meanwhile beside `mine`, for a person to choose."""
    latest = draft.latest(section)
    shown = ""
    if latest is not None and mine is not None:
        heads = (f"最新一版（{version_list.version_label(latest)}）", "我的文字（还没有存）")
        shown = side_by_side(heads, rows_of(latest.text.split("\n"), mine.split("\n")))
    return together(
        versions(workflow, draft, section),
        show(conflict_view=shown),
        {"conflict": {"visible": True}},
    )


def checked(
    by: User, workflow: Workflow, draft: Draft, section: DraftSection, text: str
) -> Changes:
    """The verdicts on a text, saved or not, of a section."""
    judged = workflow.judging.in_section(draft, section, text)
    return _judged(by, draft, section, text, judged)


def figures_checked(by: User, workflow: Workflow, draft: Draft) -> Changes:
    """The verdicts on this year's figures."""
    number, findings = workflow.judging.in_figures(draft)
    return show(checks=finding_cards.form_findings(number, findings, may_judge=by.may("judge")))


def _judged(
    by: User,
    draft: Draft,
    section: DraftSection,
    text: str,
    judged: tuple[Grounding, Sequence[JudgedText]],
) -> Changes:
    grounding, findings = judged
    may = finding_cards.May(judge=by.may("judge"), write=not reasons(by, draft)["save"])
    made = next((one.record for one in reversed(draft.history(section)) if one.origins), None)
    return show(
        findings=frame.of_text(text, finding_cards.text_findings(text, findings, may)),
        numbers=frame.of_text(text, frame.numbers(grounding.bindings)),
        origins=origin_list.origins(draft.origins(section, text), made),
    )


def _offered(draft: Draft, outline: Collection[DraftSection]) -> list[DraftSection]:
    """The sections that can be drafted or have a text, in the order of the report."""
    there = {*draft.sections, *outline}
    return [section for section in DRAFT_SECTIONS if section in there]
