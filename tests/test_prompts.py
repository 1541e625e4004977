"""Prompt files: every one is well formed, and a malformed one is named."""

from pathlib import Path

import pytest

from assistant.core.errors import PromptError
from assistant.prompts import load_prompt, parse_prompt

FOLDER = Path(__file__).parent.parent / "prompts"
GOOD = "---\npurpose: 甲\nvariables: a\nversion: 2\n---\n# system\n说。\n# user\n{a}\n"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.md")), ids=lambda path: path.stem)
def test_every_prompt_is_well_formed_and_versioned(path: Path) -> None:
    assert load_prompt(path.stem).id.startswith(f"{path.stem}@")


def test_a_prompt_is_its_header_and_two_messages() -> None:
    prompt = parse_prompt("p", GOOD)
    assert (prompt.id, prompt.purpose) == ("p@2", "甲")
    assert [m.content for m in prompt.template.format_messages(a="{乙}")] == ["说。", "{乙}"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (GOOD.replace("version: 2\n", ""), "格式不对"),
        (GOOD.replace("# user", "# 用户"), "格式不对"),
        (GOOD.replace("{a}", "{b}"), "变量与声明不一致：a、b"),
        ("", "格式不对"),
    ],
)
def test_a_malformed_prompt_is_named(text: str, says: str) -> None:
    with pytest.raises(PromptError, match=says):
        parse_prompt("p", text)


def test_a_missing_prompt_is_named() -> None:
    with pytest.raises(PromptError, match=r"prompts/nothing\.md"):
        load_prompt("nothing")
