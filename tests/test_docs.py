"""
What the documents say is there and works: commands, prompts, links, paths, and the examples of
README.md, which are run as they are printed.

In a ```console block a line after `$ ` is typed, the others are what comes out, in order and with
nothing that matters in between; …… stands for anything. If an example fails because an output was
improved, run the command and correct README.md.
"""

import os
import re
import shlex
import subprocess
import sys
from argparse import _SubParsersAction
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.cli.command_line import command_line

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
READMES = ("README.md", "README.en.md")
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_PATH = re.compile(r"`((?:assistant|corpus|docs|prompts|scripts|tests|ui)/[\w./]*)`")
_COMMAND_HEADING = re.compile(r"^### `nianbao (\w+)`", re.MULTILINE)
_MINUTES = 5


def text_of(document: str) -> str:
    return (ROOT / document).read_text(encoding="utf-8")


def blocks(document: str, language: str) -> list[str]:
    return [text for name, text in _BLOCK.findall(text_of(document)) if name == language]


def commands() -> list[str]:
    """The commands of `nianbao --help`."""
    words = next(one for one in command_line()._actions if isinstance(one, _SubParsersAction))
    return list(words.choices)


def typed(document: str) -> Iterator[str]:
    """Every line of the shell that a document shows."""
    for block in blocks(document, "sh"):
        yield from block.splitlines()
    for block in blocks(document, "console"):
        yield from (line[2:] for line in block.splitlines() if line.startswith("$ "))


def calls(document: str) -> list[list[str]]:
    """The words after `nianbao` of each line that calls it, pipes cut."""
    words = (
        shlex.split(part, comments=True) for line in typed(document) for part in line.split("|")
    )
    return [one[1:] for one in words if one[:1] == ["nianbao"]]


@pytest.mark.parametrize("document", READMES)
def test_each_command_has_its_heading(document: str) -> None:
    assert sorted(_COMMAND_HEADING.findall(text_of(document))) == sorted(commands())


@pytest.mark.parametrize("document", READMES)
def test_each_command_has_an_example(document: str) -> None:
    assert set(commands()) == {words[0] for words in calls(document)}


@pytest.mark.parametrize("document", READMES)
def test_examples_are_commands(document: str) -> None:
    for words in calls(document):
        command_line().parse_args(words)  # SystemExit if it is none


@pytest.mark.parametrize("document", READMES)
def test_make_targets_exist(document: str) -> None:
    targets = set(re.findall(r"^(\w+):", text_of("Makefile"), re.MULTILINE))
    assert {line.split()[1] for line in typed(document) if line.startswith("make ")} <= targets
    assert set(re.findall(r"`make (\w+)", text_of(document))) <= targets


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_relative_links_resolve(document: Path) -> None:
    targets = _LINK.findall(document.read_text(encoding="utf-8"))
    files = [one.partition("#")[0] for one in targets if not re.match(r"[a-z]+:", one)]
    assert [one for one in files if one and not (document.parent / one).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_paths_named_exist(document: Path) -> None:
    named = _PATH.findall(document.read_text(encoding="utf-8"))
    assert [one for one in named if not (ROOT / one).exists()] == []


@pytest.mark.parametrize(
    "prompt", sorted((ROOT / "prompts").glob("*.md")), ids=lambda path: path.name
)
def test_prompts_are_documented(prompt: Path) -> None:
    assert f"`prompts/{prompt.name}`" in text_of("docs/architecture.md")


@pytest.mark.parametrize("folder", ["assistant", "corpus", "ui"])
def test_folders_are_documented(folder: str) -> None:
    packages = {path.parent.relative_to(ROOT).as_posix() for path in ROOT.glob(f"{folder}/**/*.py")}
    text = text_of("docs/architecture.md")
    assert [one for one in sorted(packages) if f"`{one}/`" not in text] == []


def test_the_core_is_mapped() -> None:
    text = text_of("docs/architecture.md")
    modules = (ROOT / "assistant" / "core").rglob("*.py")
    named = [path.stem for path in modules if path.parent.name != "rules" and path.stem[0] != "_"]
    assert [one for one in sorted(named) if f"`{one}`" not in text] == []


def test_troubles_are_messages_of_the_program() -> None:
    """The lines that README.md explains, without what … leaves out, stand in the source."""
    folders = ("assistant", "corpus", "ui", "scripts")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*.*")]
    source = "".join(path.read_text("utf-8") for path in files if path.suffix in (".py", ".sh"))
    source += text_of("Makefile")
    troubles = text_of("README.md").partition("## 出错时")[2].partition("## ")[0]
    lines = re.findall(r"^\| `([^`]+)` \|", troubles, re.MULTILINE)
    pieces = [piece.strip(" ；") for line in lines for piece in re.split("…+", line)]
    assert [one for one in pieces if one not in source] == []


def test_documents_name_no_place_of_one_computer() -> None:
    for document in DOCUMENTS:
        assert not re.search(r"/(?:root|home|tmp|work)/", document.read_text(encoding="utf-8"))


@pytest.mark.slow
def test_examples_say_what_the_readme_prints(tmp_path: Path, home: Path) -> None:
    """One session in one data folder, from the first example to the last."""
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    wrong: list[str] = []
    for block in blocks("README.md", "console"):
        for example in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, shown = example.partition("\n")
            said = run(command, tmp_path, home)
            if not re.search(pattern(shown), said):
                wrong.append(f"$ {command}\n{said}")
    assert not wrong, "README.md shows another output:\n" + "\n".join(wrong)


def run(command: str, folder: Path, home: Path) -> str:
    """What a shell in `folder` shows after the command."""
    nianbao = f'nianbao() {{ {shlex.quote(sys.executable)} -m assistant "$@"; }}\n'
    environ = {
        **os.environ,
        "NIANBAO_HOME": str(home),
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",  # errors and results in the order in which they were said
    }
    done = subprocess.run(
        ["bash", "-c", nianbao + command],
        cwd=folder,
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=60 * _MINUTES,
        check=False,
    )
    return done.stdout


def pattern(shown: str) -> str:
    """A regular expression for the lines shown, with anything for …… and between two lines."""
    lines = [re.escape(line).replace("……", ".*") for line in shown.splitlines() if line != "……"]
    return "(?ms)" + ".*".join(f"^(?-s:{line})$" for line in lines)
