"""
What the second opinion of the chat model is worth: two sets of hand-made claims, of which half
stand in the notes (assistant/evaluation/claims.tsv); the second was written after the model's
threshold was set on the first. Beside it, in the same run, code that only counts pairs of
characters.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import monotonic

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from assistant.app import chat_connection  # noqa: E402  the path comes first
from assistant.core.prose.likeness import share_found  # noqa: E402
from assistant.settings import load_settings  # noqa: E402
from assistant.usecases.second_opinion import SecondOpinion  # noqa: E402

CLAIMS = ROOT / "assistant" / "evaluation" / "claims.tsv"
THRESHOLDS = (0.2, 0.3, 0.4)


def main() -> None:
    with chat_connection(load_settings({})) as chat:
        opinion = SecondOpinion(chat)
        for notes, claims in _sets():
            known = "\n".join(notes)
            opinion.is_known(claims[0][1], known)  # the model is loaded, the notes in its cache
            begin = monotonic()
            _say("大模型", claims, lambda sentence, known=known: opinion.is_known(sentence, known))
            print(f"每句\t{(monotonic() - begin) / len(claims):.1f} 秒")
            for least in THRESHOLDS:
                _say(f"只数字对，至少{least:.0%}", claims, _counting(notes, least))


def _sets() -> Iterator[tuple[list[str], list[tuple[bool, str]]]]:
    """The notes and the claims of each set, a claim with whether a note says it."""
    lines = [line.split("\t") for line in CLAIMS.read_text(encoding="utf-8").splitlines()]
    notes: list[str] = []
    claims: list[tuple[bool, str]] = []
    for kind, words in (line for line in lines if len(line) == 2):
        if kind == "要点" and claims:
            yield notes, claims
            notes, claims = [], []
        if kind == "要点":
            notes.append(words)
        else:
            claims.append((kind == "有", words))
    yield notes, claims


def _counting(notes: Sequence[str], least: float) -> Callable[[str], bool]:
    return lambda sentence: max(share_found(sentence, one) for one in notes) >= least


def _say(who: str, claims: Sequence[tuple[bool, str]], is_known: Callable[[str], bool]) -> None:
    wrong = {True: 0, False: 0}
    for truth, sentence in claims:
        if is_known(sentence) != truth:
            wrong[truth] += 1
            print(f"\t{'误提示' if truth else '没提示'}\t{sentence}", flush=True)
    half = {truth: sum(one == truth for one, _ in claims) for truth in wrong}
    print(
        f"{who}\t无据的提示出 {half[False] - wrong[False]}/{half[False]}"
        f"\t有据的误提示 {wrong[True]}/{half[True]}",
        flush=True,
    )


if __name__ == "__main__":
    main()
