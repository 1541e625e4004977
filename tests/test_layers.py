"""Imports go one way: ui -> assistant.workflow -> core; corpus and adapters -> core -> stdlib."""

import ast
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
ADAPTERS = {"embedding", "export", "models", "retrieval", "store", "writing", "answering"}


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
    found = sorted((ROOT / folder).rglob("*.py"))
    assert found, f"{folder} is empty"
    return found


def is_ours(module: str) -> bool:
    return module.split(".")[0] in {"assistant", "corpus", "ui", "prompts", "tests"}


def test_core_imports_the_standard_library_and_core_only() -> None:
    for path in files("assistant/core"):
        for module in imports(path):
            top = module.split(".")[0]
            assert module.startswith("assistant.core") or top in sys.stdlib_module_names, (
                f"{path.name} imports {module}"
            )


def test_corpus_imports_core_only_of_ours() -> None:
    for path in files("corpus"):
        for module in filter(is_ours, imports(path)):
            assert module.startswith(("assistant.core", "corpus")), f"{path.name} imports {module}"


def test_adapters_do_not_know_each_other_s_users() -> None:
    for path in (ROOT / "assistant").glob("*.py"):
        if path.stem not in ADAPTERS:
            continue
        for module in filter(is_ours, imports(path)):
            assert not module.startswith(("ui", "assistant.workflow", "assistant.app")), (
                f"{path.name} imports {module}"
            )


def test_the_page_imports_the_workflow_and_core_only() -> None:
    for path in files("ui"):
        for module in filter(is_ours, imports(path)):
            assert module.startswith(("ui", "assistant.workflow", "assistant.core")), (
                f"{path.name} imports {module}"
            )
