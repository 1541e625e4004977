"""
Placing: this year's notes and indicators in the paragraphs where a reader expects them.

Knows: what the paragraphs are about and what last year's wording has slots for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.core.drafts import DraftSection
from assistant.core.evidence.facts import Fact
from assistant.core.writing.aspects import Aspect, aspect_of
from assistant.core.writing.brief import PlannedParagraph
from assistant.core.writing.companions import RESULTS_TOLD, companions
from assistant.core.writing.counted import MADE_PUBLIC, aspect_of_indicator, with_parts
from assistant.core.writing.slots import AbsentSlot, stated_keys

Planned = Mapping[DraftSection, tuple[PlannedParagraph, ...]]


def place(
    planned: Planned, new_notes: Sequence[str], facts: tuple[Fact, ...]
) -> dict[DraftSection, tuple[PlannedParagraph, ...]]:
    """Each note, and each indicator or required cell that no exemplar states, in its place."""
    stated = _stated(planned)
    spots = [
        (section, at) for section, paragraphs in planned.items() for at in range(len(paragraphs))
    ]
    required: dict[tuple[DraftSection, int], list[Fact]] = {}
    notes: dict[tuple[DraftSection, int], list[str]] = {}
    by_key = {fact.key: fact for fact in facts}
    untold = [
        fact
        for fact in facts
        if fact.key not in stated and (fact.kind == "indicator" or fact.key in _ALWAYS)
    ]
    for whole, parts in with_parts(untold):
        spot = _spot(aspect_of_indicator(whole), spots, planned)
        required.setdefault(spot, []).extend((whole, *parts))
    added = {fact.key: where for where, some in required.items() for fact in some}
    if (where := added.get("新收.总计")) is not None:
        added |= dict.fromkeys(RESULTS_TOLD, where)
    told_first = _told_first(planned, by_key)
    for trigger, fact in companions(stated | added.keys(), by_key, told_first):
        where = _speaker(trigger, spots, planned)
        if not stated:  # no past report says what this office tells of
            where = added.get(trigger)
        if where is not None:
            required.setdefault(where, []).append(fact)
    for number, note in enumerate(new_notes, start=1):
        keys = {fact.key for fact in facts if fact.key.startswith(f"要点.{number}.")}
        if not keys or not keys <= stated:  # else last year's wording says all of it
            told = next((_speaker(key, spots, planned) for key in sorted(keys & stated)), None)
            aspect = "disclosure" if MADE_PUBLIC.match(note) else aspect_of(note)
            notes.setdefault(told or _spot(aspect, spots, planned), []).append(note)
    return {
        section: tuple(
            replace(
                paragraph,
                required=tuple(required.get((section, at), ())),
                notes=tuple(notes.get((section, at), ())),
            )
            for at, paragraph in enumerate(paragraphs)
        )
        for section, paragraphs in planned.items()
    }


# What a report must say of applications, reviews and lawsuits even when it was nothing: a reader
# cannot tell "none" from "not reported" (SEED_CHECK W8; 条例第五十条第（二）（三）项).
_ALWAYS = ("新收.总计", "行政复议.总计", "行政诉讼.总计")


# Where a reader looks next, in an office that has no paragraph of an aspect.
_NEAREST: Mapping[Aspect, Aspect] = {
    "litigation": "requests",
    "interpretation": "disclosure",
    "key_areas": "disclosure",
}


def _stated(planned: Planned) -> frozenset[str]:
    """Keys of the facts that last year's wording has a slot for."""
    return frozenset(
        key
        for paragraphs in planned.values()
        for paragraph in paragraphs
        if paragraph.exemplar is not None
        for slot in paragraph.exemplar.masked.slots
        for key in stated_keys(slot)
    )


def _told_first(planned: Planned, facts: Mapping[str, Fact]) -> frozenset[str]:
    """Keys of what last year's wording says there was none of, and this year there is."""
    absent = (
        slot.key
        for paragraphs in planned.values()
        for paragraph in paragraphs
        if paragraph.exemplar is not None
        for slot in paragraph.exemplar.masked.slots
        if isinstance(slot, AbsentSlot)
    )
    return frozenset(key for key in absent if key in facts and facts[key].value)


def _speaker(
    key: str, spots: Sequence[tuple[DraftSection, int]], planned: Planned
) -> tuple[DraftSection, int] | None:
    """The first paragraph whose exemplar states the fact of `key`."""
    for section, at in spots:
        exemplar = planned[section][at].exemplar
        if exemplar and any(key in stated_keys(slot) for slot in exemplar.masked.slots):
            return section, at
    return None


def _spot(
    aspect: Aspect | None,
    spots: Sequence[tuple[DraftSection, int]],
    planned: Planned,
) -> tuple[DraftSection, int]:
    """The paragraph where a reader looks: same aspect, else the last of 总体情况."""
    if aspect in ("problems", "measures", "progress"):
        return next((spot for spot in spots if spot[0] == "problems"), spots[0])
    if aspect == "fees":
        return next((spot for spot in reversed(spots) if spot[0] == "other"), spots[-1])
    for wanted in (aspect, _NEAREST.get(aspect) if aspect else None):
        for spot in spots:
            if spot[0] != "problems" and planned[spot[0]][spot[1]].aspect == wanted is not None:
                return spot
    overview = [spot for spot in spots if spot[0] == "overview"]
    return overview[-1] if overview else spots[0]
