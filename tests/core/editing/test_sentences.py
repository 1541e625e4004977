"""Where the sentence of a note goes."""

import pytest

from assistant.core.editing.sentences import note_spot

ENDED = "（五）监督保障\n把公开列入考核。组织专题培训3次，参训154人次。全年没有责任追究情形。"
MARKED = "（五）监督保障\n组织培训3次【待核实】。【待核实：以上是上年的】全年未发生责任追究情形。"
OTHERS = "（五）监督保障\n全年没有责任追究情形。把公开列入考核。"


@pytest.mark.parametrize(
    ("text", "note", "behind"),
    [
        (ENDED, "举办培训2次，120人参加", "参训154人次。"),
        (ENDED, "3月印发监督保障工作要点", "参训154人次。"),  # before the closing sentence
        (ENDED, "开展政务公开考核评议1次", "参训154人次。"),
        (MARKED, "举办培训2次", "以上是上年的】"),  # a question stays with its sentence
        (OTHERS, "举办培训2次", "列入考核。"),
        ("（五）监督保障\n全年没有责任追究情形。", "举办培训2次", "追究情形。"),
        ("（一）概况\n收到申请3件。\n", "开通服务热线1条", "3件。"),
    ],
)
def test_a_note_goes_to_its_like_or_before_what_closes(text: str, note: str, behind: str) -> None:
    spot = note_spot(note, {"overview": text})
    assert spot is not None
    assert text[: spot.start].endswith(behind)
