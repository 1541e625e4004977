"""Measure the model writer on this computer: first characters, a paragraph, a stop, memory.

Called by `make bench`. The sample office's 总体情况 of 2026 is worded by the bundled model.
"""

import os
import resource
import time
from contextlib import closing
from pathlib import Path

from assistant.environment import apply_quiet

apply_quiet()

from assistant.core.evidence.grounding import Basis  # noqa: E402
from assistant.core.writing.learning import previous_figures  # noqa: E402
from assistant.core.writing.planning import plan_report  # noqa: E402
from assistant.models.chat import ChatConnection, ChatSettings  # noqa: E402
from assistant.writing.drafting import SectionProgress, draft_section  # noqa: E402
from assistant.writing.model import ModelWriter  # noqa: E402
from corpus.figures_source import figures_from  # noqa: E402
from corpus.reading import read_report  # noqa: E402

SAMPLES = Path(__file__).parent.parent / "corpus" / "samples"
HOME = Path(os.environ.get("NIANBAO_HOME", "~/.local/share/nianbao")).expanduser()
PARAGRAPH = 300  # characters


def main() -> None:
    figures = figures_from(SAMPLES / "示例市应急管理局_2026.xlsx")
    past = [read_report(SAMPLES / "示例市应急管理局_2025.html")]
    basis = Basis(figures=figures, previous=previous_figures(figures, past))
    brief = plan_report(figures, past=past)[0]
    model = os.environ.get("NIANBAO_CHAT_MODEL", "")
    with ChatConnection(ChatSettings(model=model), HOME) as chat:
        for name in ("首次", "提示已缓存"):
            begun = time.perf_counter()
            growing = draft_section(brief, ModelWriter(chat), basis=basis)
            next((step for step in growing if _worded(step)), None)
            _say(f"{name}：到大模型的第一批字", time.perf_counter() - begun, "秒")
            begun = time.perf_counter()
            *_, last = growing
            seconds = time.perf_counter() - begun
            # What the model says and code does not accept takes its time too.
            _say(f"{name}：每{PARAGRAPH}字", PARAGRAPH * seconds / len(last.text), "秒")
            _say(f"{name}：其中大模型的措辞", 100 * _worded(last) / len(last.text), "%")
        with closing(draft_section(brief, ModelWriter(chat), basis=basis)) as growing:
            next((step for step in growing if _worded(step)), None)
            begun = time.perf_counter()
        chat.check()  # it answers one after the other, so it is free again
        _say("停止，到能再答一个词", time.perf_counter() - begun, "秒")
    _say("本进程内存峰值", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2, "GiB")


def _worded(step: SectionProgress) -> int:
    """Characters that the model worded so far."""
    return sum(len(piece.text) for piece in step.pieces if piece.origin.model)


def _say(what: str, value: float, unit: str) -> None:
    print(f"{what}\t{value:.2f} {unit}", flush=True)


if __name__ == "__main__":
    main()
