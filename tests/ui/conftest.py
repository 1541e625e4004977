"""A page over the real workflow and store, for tests of what people do on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.core.accounts import local_user
from assistant.core.drafts import DraftSection
from assistant.core.tables.figures import Figures
from assistant.records.store import Store
from assistant.usecases.accounts import Accounts
from assistant.usecases.workflow import Workflow
from corpus.figures_source import figures_from
from tests.ui.parts import open_workflow
from ui.handlers.page import Page
from ui.place import Place

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"


@pytest.fixture
def workflow(tmp_path: Path) -> Iterator[Workflow]:
    with open_workflow(tmp_path / "home") as workflow:
        yield workflow


@pytest.fixture
def accounts(tmp_path: Path) -> Iterator[Accounts]:
    """No accounts yet, in the same database as the workflow."""
    store = Store.open(tmp_path / "home")
    yield Accounts(store)
    store.close()


@pytest.fixture
def page(workflow: Workflow, tmp_path: Path) -> Page:
    files = tmp_path / "files"
    files.mkdir()
    return Page(workflow, files, local_user("王"))


@pytest.fixture(scope="session")
def figures() -> Figures:
    """The sample office's figures of 2026."""
    return figures_from(SAMPLES / "示例市应急管理局_2026.xlsx")


@pytest.fixture
def place(page: Page, figures: Figures) -> Place:
    """A new draft of the sample office, open at 总体情况."""
    draft = page.workflow.take_figures(figures, by=local_user("王"))
    return Place(draft=draft.id)


def written(page: Page, place: Place, text: str, section: DraftSection = "overview") -> Place:
    """The place after somebody saved `text` there."""
    draft = page.workflow.save_section(
        place.draft, section, text, base=place.base, by=local_user("王"), note=""
    )
    return Place.of(draft, section)


CONTACT = {"address": "示范路1号", "postcode": "100000", "phone": "010-00000001"}


def completed(page: Page, place: Place) -> None:
    """The sections that a report must have, and the office's contact."""
    for section in ("problems", "other"):
        written(page, Place(draft=place.draft), "全年没有发生。", section)
    page.workflow.publishing.set_office("示例市应急管理局", CONTACT, by=page.by)
