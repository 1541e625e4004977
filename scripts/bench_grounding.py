"""
Time and memory of grounding from 1 000 to 1 000 000 characters (scripts/bench_grounding.py).

The text is the sample report's prose over and over. What ten thousand
characters take, the last column, must not grow with the length.
"""

import sys
import tracemalloc
from pathlib import Path
from time import process_time

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from assistant.core.evidence.grounding import Basis, ground_on  # noqa: E402  the path comes first
from assistant.evaluation.prose import read_prose  # noqa: E402

SAMPLES = ROOT / "corpus" / "samples"
LENGTHS = (1_000, 10_000, 100_000, 1_000_000)


def main() -> None:
    prose = max(read_prose(SAMPLES), key=lambda one: len(one.text))
    facts = process_time()
    basis = Basis(figures=prose.real.figures, previous=prose.seeded.previous)
    count = len(basis.facts) + len(basis.stale)
    print(f"算出事实\t{count}条\t{1000 * (process_time() - facts):.1f} 毫秒")
    ground_on(prose.text, basis)  # patterns are compiled once
    for length in LENGTHS:
        text = ((prose.text + "\n") * (length // len(prose.text) + 1))[:length]
        begin = process_time()
        ground_on(text, basis)
        _say("核对", length, 1000 * (process_time() - begin), "毫秒")
    tracemalloc.start()
    for length in LENGTHS:
        text = ((prose.text + "\n") * (length // len(prose.text) + 1))[:length]
        tracemalloc.reset_peak()
        ground_on(text, basis)
        _say("内存峰值", length, tracemalloc.get_traced_memory()[1] / 2**20, "MB")


def _say(what: str, length: int, value: float, unit: str) -> None:
    each = 10_000 * value / length
    print(f"{what}\t{length}字\t{value:.1f} {unit}\t每万字 {each:.1f} {unit}", flush=True)


if __name__ == "__main__":
    main()
