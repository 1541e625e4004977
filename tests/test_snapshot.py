"""The corpus as arrays: groups of one wording, their sentences, limits; made anew and extended."""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from assistant.core.ports import Filter
from assistant.core.report import Passage
from assistant.core.wording import sentences, wording, wording_id
from assistant.index.kept import Kept, load_snapshot, save_snapshot
from assistant.index.snapshot import Names, Rows, Snapshot, take_snapshot
from assistant.index.words import Words
from corpus.split import split_report
from tests.made import AGENCY, ANYWHERE, make_report

PEER = "示例市水利局"
PASSAGES = {
    passage.id: passage
    for year, agency in [(2022, AGENCY), (2023, AGENCY), (2023, PEER)]
    for passage in split_report(make_report(year, agency=agency), f"{agency}{year}")
}
WORDS = Words()


class Read:
    """Passages by their ids, and how many were read."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, ids: Sequence[str]) -> dict[str, Passage]:
        self.count += len(ids)
        return {one: PASSAGES[one] for one in ids}


def taken(ids: Sequence[str], older: Snapshot | None = None) -> Snapshot:
    return take_snapshot(ids, Read(), WORDS, older)


ALL = tuple(PASSAGES)
SNAPSHOT = taken(ALL)


def named(snapshot: Snapshot, places: Sequence[int]) -> list[Passage]:
    return [PASSAGES[snapshot.rows.ids[place].decode()] for place in places]


def test_passages_of_one_wording_are_a_group() -> None:
    found = named(SNAPSHOT, range(SNAPSHOT.size))
    groups = [wording_id(wording(passage)) for passage in found]
    assert [SNAPSHOT.names.wordings[code].decode() for code in SNAPSHOT.rows.group] == groups
    assert len(SNAPSHOT.names.wordings) == len(PASSAGES) // 3  # they differ in numbers only


YEARS = (None, 2021, 2022, 2023)
AGENCIES = (None, AGENCY, PEER, "没有的局")
SECTIONS = (None, "overview", "problems", "litigation")


@pytest.mark.parametrize("limits", [*itertools.product(AGENCIES, YEARS, SECTIONS)])
def test_limits_pick_out_what_holds_them(limits: tuple[str, int, str]) -> None:
    agency, year, section = limits
    where = Filter(agency=agency, year=year, section=section)  # type: ignore[arg-type]
    found = {one.id for one in named(SNAPSHOT, SNAPSHOT.runs(where).places().tolist())}
    assert found == {
        one.id
        for one in PASSAGES.values()
        if agency in (None, one.agency)
        and year in (None, one.year)
        and section in (None, one.section)
    }


SEVERAL = [
    (Filter(years=(2021, 2022)), 1),
    (Filter(years=(2022, 2023)), 3),
    (Filter(agencies=(AGENCY, PEER)), 3),
    (Filter(agencies=(PEER, "没有的局")), 1),
    (Filter(agencies=(AGENCY,), years=(2023,)), 1),
    (Filter(agencies=("没有的局",)), 0),
    (Filter(agency=AGENCY, agencies=(PEER,)), 0),
]


@pytest.mark.parametrize(("where", "reports"), SEVERAL)
def test_several_years_and_offices(where: Filter, reports: int) -> None:
    assert SNAPSHOT.runs(where).count == reports * len(PASSAGES) // 3


def test_what_passages_say() -> None:
    within = SNAPSHOT.runs(Filter(agency=AGENCY, year=2023))
    entries, said = SNAPSHOT.said_within(within)
    passages = SNAPSHOT.passages_of(entries)
    assert set(passages) == set(within.places())
    for place in within.places():
        own = [SNAPSHOT.names.sentences[code].decode() for code in said[passages == place]]
        assert own == [wording_id(one) for one in sentences(named(SNAPSHOT, [place])[0])]


def test_each_sentence_has_a_passage_that_says_it() -> None:
    for wanted in SNAPSHOT.sentence_ids():
        [found] = SNAPSHOT.saying([wanted])
        assert wanted in map(wording_id, sentences(PASSAGES[found]))


def test_words_score_only_what_has_them() -> None:
    scores = SNAPSHOT.word_scores(WORDS.of("业务培训"), SNAPSHOT.runs(ANYWHERE))
    found = named(SNAPSHOT, np.flatnonzero(scores).tolist())
    assert found
    assert all("培训" in one.text or "业务" in one.text for one in found)


def same(one: Snapshot, other: Snapshot) -> None:
    """Equal in what they say of each passage, whatever the codes."""
    assert list(one.names.wordings) == list(other.names.wordings)
    assert list(one.names.sentences) == list(other.names.sentences)
    order, their_order = np.argsort(one.rows.ids), np.argsort(other.rows.ids)
    for name in ("ids", "year", "group", "word_counts", "said_counts"):
        mine, theirs = getattr(one.rows, name)[order], getattr(other.rows, name)[their_order]
        assert list(mine) == list(theirs)
    for where in (ANYWHERE, Filter(agency=PEER), Filter(year=2023)):
        for query in ("业务培训", "政府信息公开申请"):
            scores = [
                dict(
                    zip(
                        snapshot.rows.ids,
                        snapshot.word_scores(WORDS.of(query), snapshot.runs(where)),
                        strict=True,
                    )
                )
                for snapshot in (one, other)
            ]
            assert scores[0] == pytest.approx(scores[1])


STATES = [(ALL[:0], ALL), (ALL[:7], ALL), (ALL, ALL[5:]), (ALL[:9], ALL[4:]), (ALL, ALL[:0])]


@pytest.mark.parametrize(("before", "after"), STATES)
def test_made_from_an_older_one_it_is_as_if_made_anew(
    before: Sequence[str], after: Sequence[str]
) -> None:
    read = Read()
    extended = take_snapshot(after, read, WORDS, taken(before))
    assert read.count == len(set(after) - set(before))
    same(extended, taken(after))


def test_of_the_same_passages_it_is_itself() -> None:
    assert taken(ALL[::-1], SNAPSHOT) is SNAPSHOT


def test_kept_and_loaded_it_is_the_same(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "index")
    assert load_snapshot(kept) is None
    save_snapshot(kept, taken(ALL[:3]))
    save_snapshot(kept, SNAPSHOT)
    loaded = load_snapshot(kept)
    assert loaded is not None
    same(loaded, SNAPSHOT)
    assert taken(ALL, loaded) is loaded
    assert len([one for one in (tmp_path / "index").iterdir() if one.is_dir()]) == 1
    assert {one.name for one in fields(Rows)} & {one.name for one in fields(Names)} == {"words"}


def damage_pointer(folder: Path) -> None:
    (folder / "corpus").write_text("nowhere")


def damage_array(folder: Path) -> None:
    next(folder.glob("*/ids.npy")).write_bytes(b"no array")


def damage_missing(folder: Path) -> None:
    next(folder.glob("*/group.npy")).unlink()


def damage_layout(folder: Path) -> None:
    file = next(folder.glob("*/notes.json"))
    file.write_text(file.read_text().replace('"layout": "', '"layout": "0'))


DAMAGES = [damage_pointer, damage_array, damage_missing, damage_layout]


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_not_whole_is_not_loaded(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    kept = Kept(tmp_path)
    save_snapshot(kept, SNAPSHOT)
    damage(tmp_path)
    assert load_snapshot(kept) is None
    save_snapshot(kept, SNAPSHOT)
    assert load_snapshot(kept) is not None


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("a file")
    kept = Kept(tmp_path / "index")
    save_snapshot(kept, SNAPSHOT)
    assert load_snapshot(kept) is None


def test_an_empty_corpus() -> None:
    empty = taken(())
    assert empty.sentence_ids() == set()
    assert empty.runs(ANYWHERE).count == 0
    assert empty.runs(Filter(year=2023)).count == 0
