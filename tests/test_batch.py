"""Many exports: each accepted draft once, again at no cost, a failure among them told."""

from pathlib import Path

import pytest

from assistant.app import publishing
from assistant.core.accounts import local_user
from assistant.core.drafts import Revision
from assistant.core.errors import ExportError
from assistant.records.store import Store
from assistant.usecases.batch import RECORD, ExportStep, Target, export_all
from assistant.usecases.publishing import Publishing
from tests.made import make_figures

EDITOR = local_user("甲")
OFFICES = ("示例局", "示例/处", "示例办")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Three accepted drafts, one of them twice, and one that is not accepted."""
    store = Store.open(tmp_path / "home")
    for agency in (*OFFICES, OFFICES[0]):
        draft = store.create_draft(make_figures(2025, agency))
        revision = Revision(
            section="overview", number=1, text="一切正常。", author="甲", created="2026-01-01"
        )
        draft = store.add_revision(draft.id, revision)
        store.set_state(store.set_state(draft, "送审"), "定稿")
    store.create_draft(make_figures(2025, "未定稿局"))
    return store


def run(store: Store, folder: Path, over: Publishing | None = None) -> list[ExportStep]:
    return list(
        export_all(store, over or publishing(store), Target(folder=folder, suffix=".md"), by=EDITOR)
    )


def test_each_accepted_draft_is_written_once(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "out" / "2025"
    steps = run(store, folder)
    assert [(step.done, step.total, step.outcome) for step in steps] == [
        (number, 3, "written") for number in (1, 2, 3)
    ]
    names = sorted(path.name for path in folder.iterdir())
    assert names == sorted([RECORD, "示例_处_2025.md", "示例办_2025.md", "示例局_2025.md"])
    assert {step.outcome for step in run(store, folder)} == {"unchanged"}


def test_only_what_changed_or_is_missing_is_written_again(store: Store, tmp_path: Path) -> None:
    run(store, tmp_path)
    publishing(store).set_office("示例局", {"phone": "0000-0000001"}, by=EDITOR)
    (tmp_path / "示例办_2025.md").unlink()
    outcomes = {step.file: step.outcome for step in run(store, tmp_path)}
    assert outcomes == {
        "示例局_2025.md": "written",
        "示例办_2025.md": "written",
        "示例_处_2025.md": "unchanged",
    }


def test_an_interrupted_run_goes_on_where_it_stopped(store: Store, tmp_path: Path) -> None:
    steps = export_all(store, publishing(store), Target(folder=tmp_path, suffix=".md"), by=EDITOR)
    next(steps)
    steps.close()  # type: ignore[attr-defined]
    assert [step.outcome for step in run(store, tmp_path)] == ["unchanged", "written", "written"]
    (tmp_path / RECORD).write_text("{torn", encoding="utf-8")
    assert {step.outcome for step in run(store, tmp_path)} == {"written"}


def test_a_failure_is_told_and_the_others_are_written(store: Store, tmp_path: Path) -> None:
    (tmp_path / "示例办_2025.md").mkdir()
    outcomes = {step.file: (step.outcome, step.error) for step in run(store, tmp_path)}
    outcome, told = outcomes.pop("示例办_2025.md")
    assert outcome == "failed"
    assert "这是一个文件夹" in told
    assert {outcome for outcome, _ in outcomes.values()} == {"written"}


def test_a_folder_that_cannot_be_made_is_told(store: Store, tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    with pytest.raises(ExportError, match="不能建立文件夹"):
        run(store, tmp_path / "a")
