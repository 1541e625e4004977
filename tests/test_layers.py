"""Imports go one way: ui -> assistant.usecases -> core; corpus and adapters -> core -> stdlib."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# Packages and modules of assistant that touch the outside world; each knows the core and itself.
ADAPTERS = (
    "answering",
    "editing/model.py",
    "embedding",
    "evaluation",
    "export",
    "index",
    "models",
    "prompts.py",
    "records",
    "writing",
)
USERS = ("ui", "assistant.usecases", "assistant.app", "assistant.cli", "assistant.__main__")
# What the page may import: itself, what it may ask for, and the values.
USE_CASES = (
    "ui",
    "assistant.usecases",
    "assistant.editing",
    "assistant.answering",
    "assistant.core",
)
# The folders of the core, each with those whose modules it may import.
CORE = {
    "tables": (),
    "prose": ("tables",),
    "evidence": ("tables", "prose"),
    "rules": ("tables", "prose", "evidence"),
    "writing": ("tables", "prose", "evidence"),
    "editing": ("tables", "prose", "evidence", "writing"),
    "scan": ("tables", "prose"),
    "asking": ("tables", "prose", "evidence"),
}


def imports(path: Path) -> set[str]:
    """Every module a file imports, at its top or inside a function."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import; write the full name"
            found.add(node.module or "")
    return found


def files(folder: str) -> list[Path]:
    place = ROOT / folder
    found = [place] if place.is_file() else sorted(place.rglob("*.py"))
    assert found, f"{folder} is empty"
    return found


def ours(path: Path) -> Iterator[str]:
    for module in imports(path):
        if module.split(".")[0] in {"assistant", "corpus", "ui", "prompts", "tests"}:
            yield module


def test_core_imports_the_standard_library_and_core_only() -> None:
    for path in files("assistant/core"):
        for module in imports(path):
            top = module.split(".")[0]
            assert module.startswith("assistant.core") or top in sys.stdlib_module_names, (
                f"{path.name} imports {module}"
            )


@pytest.mark.parametrize("folder", CORE)
def test_the_folders_of_the_core_import_one_way(folder: str) -> None:
    for path in files(f"assistant/core/{folder}"):
        for module in ours(path):
            other = module.split(".")[2]
            assert other not in CORE or other in (*CORE[folder], folder), (
                f"{path.name} imports {module}"
            )


def test_corpus_imports_core_only_of_ours() -> None:
    for path in files("corpus"):
        for module in ours(path):
            assert module.startswith(("assistant.core", "corpus")), f"{path.name} imports {module}"


@pytest.mark.parametrize("adapter", ADAPTERS)
def test_adapters_do_not_know_who_uses_them(adapter: str) -> None:
    for path in files(f"assistant/{adapter}"):
        for module in ours(path):
            assert not module.startswith(USERS), f"{path.name} imports {module}"


def test_the_page_imports_the_use_cases_and_core_only() -> None:
    for path in files("ui"):
        for module in ours(path):
            assert module.startswith(USE_CASES), f"{path.name} imports {module}"
