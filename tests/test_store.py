"""The store on SQLite and on PostgreSQL: what is saved comes back, together or not at all."""

import multiprocessing
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from assistant.core.drafts import Revision
from assistant.core.errors import CorpusError, NotAllowed, StaleRevision, StoreError
from assistant.core.layout import Layout
from assistant.core.office import Office
from assistant.core.ports import AuditFilter, Saved
from assistant.core.tables.figures import Figures
from assistant.core.verdicts import FindingKey, Verdict
from assistant.records.database import open_database
from assistant.records.schema import ALL_MIGRATIONS
from assistant.records.store import Store
from corpus.split import split_report
from tests.made import AGENCY, make_figures, make_report, save
from tests.postgres_server import programs, running_server


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    if (folder := programs()) is None:
        pytest.skip("PostgreSQL is not installed: initdb not found")
    with running_server(folder) as url:
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def url(request: pytest.FixtureRequest) -> Iterator[str]:
    """An empty database of each kind."""
    if request.param == "sqlite":
        yield ""
        return
    address = request.getfixturevalue("postgres")
    yield address
    database = open_database(Path(), address)
    with database.writing() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    database.close()


@pytest.fixture
def store(tmp_path: Path, url: str) -> Iterator[Store]:
    opened = Store.open(tmp_path, url)
    yield opened
    opened.close()


# --- reports


def test_a_report_comes_back_as_it_was(store: Store) -> None:
    report = make_report(2023)
    assert save(store, "a1", report) == Saved(new=True)
    assert store.report("a1") == report
    passages = split_report(report, "a1")
    assert store.passages() == passages
    assert store.find_passages([passages[1].id, "nothing"]) == {passages[1].id: passages[1]}
    entry = store.reports()[0]
    assert (entry.id, entry.agency, entry.year) == ("a1", AGENCY, 2023)
    assert entry.passages == len(passages)


def test_cells_keep_their_digits_and_their_meaning(store: Store) -> None:
    save(store, "a1", make_report(2023))
    mine = store.find_cells(agencies=[AGENCY], years=[2023])
    assert tuple(one.cell for one in mine) == make_figures(2023).cells
    fee = store.find_cells(keys=["行政事业性收费.收费金额"])[0].cell
    assert fee.number == Decimal("59237.2449")
    assert [one.cell.meaning for one in store.find_cells(keys=["上年结转.总计"])] == ["blank"]
    assert store.find_cells(keys=["新收.总计"], years=[2022]) == ()


def test_reports_are_listed_by_office_and_year(store: Store) -> None:
    for number, (agency, year) in enumerate([("乙局", 2022), ("甲局", 2023), ("乙局", 2021)]):
        save(store, str(number), make_report(year, agency=agency))
    listed = [(entry.agency, entry.year) for entry in store.reports()]
    assert sorted(listed) == [("乙局", 2021), ("乙局", 2022), ("甲局", 2023)]
    assert listed.index(("乙局", 2021)) < listed.index(("乙局", 2022))


def test_the_corpus_has_a_version(store: Store) -> None:
    versions = [store.corpus_version()]
    for change in (
        lambda: save(store, "a1", make_report(2023)),
        lambda: save(store, "a2", make_report(2023)),
        lambda: store.remove_report("a2"),
    ):
        change()
        versions.append(store.corpus_version())
    assert versions == sorted(set(versions))
    store.record("王", "起草", "draft:1")
    assert store.corpus_version() == versions[-1]


def test_adding_the_same_file_again_changes_nothing(store: Store) -> None:
    save(store, "a1", make_report(2023))
    version = store.corpus_version()
    assert save(store, "a1", make_report(2023)) == Saved(new=False)
    assert len(store.reports()) == 1
    assert store.corpus_version() == version


def test_a_later_report_of_the_same_year_replaces_the_earlier(store: Store) -> None:
    save(store, "a1", make_report(2023))
    assert save(store, "a2", make_report(2023)) == Saved(new=True, replaced=("a1",))
    assert [entry.id for entry in store.reports()] == ["a2"]
    assert len(store.find_cells(keys=["新收.总计"])) == 1
    assert {passage.report for passage in store.passages()} == {"a2"}
    assert "a1" in store.known()  # so that a folder with both files is read once
    assert "a2" in store.known()
    assert "a3" not in store.known()


def test_what_was_replaced_twice_is_forgotten_with_the_last(store: Store) -> None:
    for report_id in ("a1", "a2", "a3"):
        save(store, report_id, make_report(2023))
    store.remove_report("a3")
    assert not store.known() & {"a1", "a2", "a3"}
    assert not any((store.reports(), store.find_cells(), store.passages()))


def test_a_removed_report_is_gone_and_can_come_back(store: Store) -> None:
    save(store, "a1", make_report(2023))
    store.remove_report("a1")
    with pytest.raises(CorpusError, match="a1"):
        store.report("a1")
    with pytest.raises(CorpusError, match="a1"):
        store.remove_report("a1")
    assert save(store, "a1", make_report(2023)).new
    assert store.report("a1") == make_report(2023)


# --- drafts


def revision(number: int, words: str = "文字。", author: str = "王") -> Revision:
    return Revision(
        section="overview", number=number, text=words, author=author, created="2025-01-10T12:00:00"
    )


def test_a_draft_comes_back_with_its_figures_and_revisions(store: Store) -> None:
    draft = store.create_draft(make_figures(2024), previous=make_figures(2023))
    store.add_revision(draft.id, revision(1, "第一稿。"))
    saved = store.add_revision(draft.id, replace(revision(2, "第二稿。"), note="carry"))
    assert store.draft(draft.id) == saved
    assert saved.figures == make_figures(2024)
    assert saved.previous == make_figures(2023)
    assert [one.text for one in saved.history("overview")] == ["第一稿。", "第二稿。"]


def test_drafts_are_listed(store: Store) -> None:
    draft = store.create_draft(make_figures(2024))
    entry = store.drafts()[0]
    assert (entry.id, entry.agency, entry.year, entry.state) == (draft.id, AGENCY, 2024, "起草")
    assert store.draft(draft.id).previous is None
    with pytest.raises(StoreError, match="没有这份草稿"):
        store.draft("nothing")


def test_a_save_based_on_an_older_revision_is_refused_and_nothing_is_lost(store: Store) -> None:
    draft = store.create_draft(make_figures(2024))
    store.add_revision(draft.id, revision(1, "王的。"))
    with pytest.raises(StaleRevision, match="王保存为第1版"):
        store.add_revision(draft.id, revision(1, "李的。", author="李"))
    assert store.draft(draft.id).text("overview") == "王的。"


def test_a_state_is_set_only_on_what_was_seen(store: Store) -> None:
    draft = store.create_draft(make_figures(2024))
    seen = store.set_state(store.add_revision(draft.id, revision(1)), "送审")
    store.add_revision(draft.id, revision(2, "送审后又改。"))
    with pytest.raises(StaleRevision, match="刚被他人改动"):
        store.set_state(seen, "定稿")
    done = store.set_state(store.draft(draft.id), "定稿")
    assert done.state == "定稿"
    with pytest.raises(NotAllowed, match="已定稿"):
        store.add_revision(draft.id, revision(3, "再改。"))


def test_corrected_figures_are_kept_with_the_texts(store: Store) -> None:
    draft = store.create_draft(make_figures(2024))
    store.add_revision(draft.id, revision(1))
    corrected = replace(make_figures(2024), notes=("举办培训3次",))
    store.change_figures(draft.id, lambda _: corrected, author="王", note="填写")
    saved = store.set_previous(draft.id, make_figures(2023))
    assert store.draft(draft.id) == saved
    assert (saved.figures, saved.previous) == (corrected, make_figures(2023))
    assert saved.text("overview") == "文字。"


def _other(figures: Figures, _: Figures) -> Figures:
    return figures


def test_every_state_of_the_figures_is_kept(store: Store) -> None:
    first, second = make_figures(2024), replace(make_figures(2024), notes=("举办培训3次",))
    draft = store.create_draft(first)
    assert store.figures_marks(draft.id) == ()
    for figures in (second, second, first):  # what changes nothing leaves nothing
        store.change_figures(draft.id, partial(_other, figures), author="王", note="填写")
    marks = store.figures_marks(draft.id)
    assert [(one.number, one.author) for one in marks] == [(1, ""), (2, "王"), (3, "王")]
    assert [store.figures_at(draft.id, number) for number in (1, 2, 3)] == [first, second, first]
    with pytest.raises(StoreError, match="没有第4次"):
        store.figures_at(draft.id, 4)


def test_a_corrected_report_takes_all_along_and_its_file_stays_known(store: Store) -> None:
    save(store, "a1", make_report(2023))
    save(store, "a2", make_report(2024))
    wrong = store.report("a2")
    right = replace(wrong, year=2025, figures=replace(wrong.figures, year=2025))
    version = store.corpus_version()
    store.correct_report("a2", "a9", right, split_report(right, "a9"))
    assert [(one.id, one.year) for one in store.reports()] == [("a1", 2023), ("a9", 2025)]
    assert store.known() == {"a1", "a2", "a9"}
    assert store.corpus_version() > version
    assert {one.year for one in store.passages()} == {2023, 2025}
    assert {one.year for one in store.find_cells()} == {2023, 2025}
    for old, year, told in (("a9", 2023, "已有"), ("a2", 2022, "没有编号")):
        other = replace(right, year=year)
        with pytest.raises(CorpusError, match=told):
            store.correct_report(old, "b", other, split_report(other, "b"))
    assert [one.id for one in store.reports()] == ["a1", "a9"]


# --- audit


def test_the_audit_trail_is_read_newest_first(store: Store) -> None:
    store.record("王", "起草", "draft:1", {"model": "无", "条数": 3})
    store.record("李", "定稿", "draft:2")
    assert [line.actor for line in store.audit()] == ["李", "王"]
    assert store.audit(AuditFilter(subject="draft:1"))[0].detail == {"model": "无", "条数": 3}
    assert len(store.audit(AuditFilter(limit=1))) == 1


@pytest.mark.parametrize("table", ["revisions", "audit", "messages", "figures"])
@pytest.mark.parametrize("verb", ["DELETE FROM {}", "UPDATE {} SET created = ''"])
def test_no_revision_audit_line_or_message_can_be_changed(
    store: Store, tmp_path: Path, url: str, table: str, verb: str
) -> None:
    draft = store.create_draft(make_figures(2024))
    store.add_revision(draft.id, revision(1))
    store.record("王", "起草", "draft:1")
    store.say("draft:1", "person", "撤销", author="王")
    store.change_figures(draft.id, lambda there: replace(there, notes=()), author="王", note="要点")
    database = open_database(tmp_path, url)
    with pytest.raises(StoreError) as caught, database.writing() as connection:
        connection.execute(text(verb.format(table)))
    assert isinstance(caught.value.__cause__, SQLAlchemyError)
    assert "append only" in str(caught.value.__cause__)
    database.close()


# --- what was said


def test_messages_come_back_in_order_and_by_thread(store: Store) -> None:
    first = store.say("draft:1", "person", "起草总体情况", author="王")
    store.say("draft:2", "person", "撤销", author="李")
    second = store.say("draft:1", "assistant", "已起草", author="助手", detail={"改动": [1]})
    assert store.messages("draft:1") == [first, second]
    assert second.detail == {"改动": [1]}
    assert store.messages("draft:1", limit=1) == [second]
    assert store.messages("draft:3") == []


# --- several processes

PROCESSES, ROUNDS = 4, 8


def _save(home: Path, url: str, draft_id: str, author: str) -> None:
    """Add ROUNDS revisions, each on top of what is there; and a report and an audit line each."""
    store = Store.open(home, url)
    for number in range(ROUNDS):
        while True:
            base = store.draft(draft_id).number("overview")
            try:
                store.add_revision(draft_id, revision(base + 1, f"{author} 第{number}次。", author))
                break
            except StaleRevision:
                continue
        save(store, f"{author}{number}", make_report(2010 + number, agency=author))
        save(store, f"shared{number}", make_report(2010 + number, agency="共有"))
        save(store, f"{author}x{number}", make_report(2010 + number, agency="争用"))
        store.record(author, "保存", draft_id)
    store.close()


@pytest.mark.slow
def test_processes_at_once_lose_nothing(store: Store, tmp_path: Path, url: str) -> None:
    draft = store.create_draft(make_figures(2024))
    context = multiprocessing.get_context("spawn")
    workers = [
        context.Process(target=_save, args=(tmp_path, url, draft.id, f"第{number}人"))
        for number in range(PROCESSES)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
        assert worker.exitcode == 0
    history = store.draft(draft.id).history("overview")
    assert [one.number for one in history] == list(range(1, PROCESSES * ROUNDS + 1))
    assert {one.text for one in history} == {
        f"第{number}人 第{times}次。" for number in range(PROCESSES) for times in range(ROUNDS)
    }
    reports = [(entry.agency, entry.year) for entry in store.reports()]
    assert len(reports) == len(set(reports)) == (PROCESSES + 2) * ROUNDS
    assert len(store.audit(AuditFilter(limit=1000))) == PROCESSES * ROUNDS


def _open(home: Path, url: str) -> None:
    Store.open(home, url).close()


@pytest.mark.slow
def test_processes_may_open_a_new_database_at_once(tmp_path: Path, url: str) -> None:
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_open, args=(tmp_path / "new", url)) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
        assert worker.exitcode == 0
    database = open_database(tmp_path / "new", url)
    with database.reading() as connection:
        applied = list(connection.scalars(text("SELECT name FROM migrations ORDER BY name")))
    assert applied == [migration.__name__ for migration in ALL_MIGRATIONS]
    database.close()


# --- verdicts


def test_verdicts_come_back_in_order_and_are_never_changed(store: Store) -> None:
    first = Verdict(
        key=FindingKey(problem="p1", values="v1"),
        decision="忽略",
        reason="口径不同",
        scope="本级",
        author="甲",
        about="不平",
        created="2026-11-26T09:00:00+08:00",
    )
    later = replace(first, decision="撤回", reason="", scope="")
    store.add_verdict(AGENCY, 2025, first)
    store.add_verdict(AGENCY, 2025, later)
    store.add_verdict(AGENCY, 2024, later)
    assert store.verdicts(AGENCY, 2025) == (first, later)
    assert store.verdicts("别的局", 2025) == ()
    for change in ("UPDATE verdicts SET reason = ''", "DELETE FROM verdicts"):
        with pytest.raises(StoreError) as caught, store._database.writing() as connection:
            connection.execute(text(change))
        assert "append only" in str(caught.value.__cause__)
    assert store.verdicts(AGENCY, 2025) == (first, later)


def test_an_office_comes_back_as_it_was_set(store: Store) -> None:
    office = Office(agency=AGENCY, phone="0000-0000001", layout=Layout(lines=20), template=b"PK")
    store.save_office(Office(agency=AGENCY, address="示范路1号"))
    store.save_office(office)
    assert store.offices() == (office,)


def test_who_accepted_last_is_known(store: Store) -> None:
    assert store.acceptance("a") is None
    for actor in ("甲", "乙"):
        store.record(actor, "定稿", "draft:a")
    store.record("丙", "导出", "draft:a")
    accepted = store.acceptance("a")
    assert accepted is not None
    assert accepted[0] == "乙"
