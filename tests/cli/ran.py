"""How a run of the command line ended, and the sample office that it is run for."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
SAMPLES = ROOT / "corpus" / "samples"
OFFICE = "示例市应急管理局"
NOW = SAMPLES / f"{OFFICE}_2026.xlsx"
LAST = SAMPLES / f"{OFFICE}_2025.html"


@dataclass(frozen=True)
class Ran:
    """How a run ended and what it printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        answer = json.loads(self.out)
        assert isinstance(answer, dict)
        return answer

    def says(self, what: str) -> None:
        """It is one clear line: exit code 2, Chinese, no traceback."""
        progress = ("提示：", "已写入 ", "草稿已保存")
        lines = [line for line in self.err.splitlines() if not line.startswith(progress)]
        assert (self.code, len(lines)) == (2, 1), self
        assert what in lines[0]
        assert re.search(r"[\u4e00-\u9fff]", lines[0])
        assert "Traceback" not in self.err


Run = Callable[..., Ran]
