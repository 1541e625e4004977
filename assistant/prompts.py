"""
Prompts: data files with a header, read as LangChain templates.

A file is a header (purpose, variables, version) between `---` lines, then `# system` and `# user`.
The header is checked against the text, so a renamed variable is found when the file is read.
"""

from dataclasses import dataclass
from importlib import resources

from langchain_core.prompts import ChatPromptTemplate

from assistant.core.errors import PromptError

_HEADER = ("purpose", "variables", "version")


@dataclass(frozen=True, kw_only=True)
class Prompt:
    """One prompt file; `id` names it with its version in the run record."""

    name: str
    version: str
    purpose: str
    template: ChatPromptTemplate

    @property
    def id(self) -> str:
        return f"{self.name}@{self.version}"


def load_prompt(name: str) -> Prompt:
    """The prompt `prompts/<name>.md`; PromptError says what is wrong with the file."""
    file = resources.files("prompts").joinpath(f"{name}.md")
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        raise PromptError(f"缺少提示词文件 prompts/{name}.md；请重新安装程序") from error
    return parse_prompt(name, text)


def parse_prompt(name: str, text: str) -> Prompt:
    """The prompt in the text of a file."""
    _, _, rest = text.partition("---\n")
    head, closed, body = rest.partition("---\n")
    header = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
    missing = [key for key in _HEADER if key not in header]
    before, system_mark, after = body.partition("# system\n")
    system, user_mark, user = after.partition("# user\n")
    if missing or not closed or before.strip() or not system_mark or not user_mark:
        raise PromptError(
            f"提示词文件 prompts/{name}.md 格式不对："
            f"需要 {'、'.join(_HEADER)} 和 # system、# user 两段"
        )
    template = ChatPromptTemplate.from_messages(
        [("system", system.strip()), ("user", user.strip())]
    )
    declared, used = set(header["variables"].split()), set(template.input_variables)
    if declared != used:
        odd = "、".join(sorted(declared ^ used))
        raise PromptError(f"提示词文件 prompts/{name}.md 的变量与声明不一致：{odd}")
    return Prompt(
        name=name, version=header["version"], purpose=header["purpose"], template=template
    )
