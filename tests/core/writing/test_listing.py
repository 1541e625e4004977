"""Lists of parts add up this year too."""

import pytest

from assistant.core.evidence.facts import facts_of
from assistant.core.writing.filling import fill
from assistant.core.writing.listing import mark_lists
from assistant.core.writing.masking import mask
from tests.forms import form

LAST = {"新收.总计": 10, "新收.自然人": 6, "新收.商业企业": 4}
SENTENCE = "新收政府信息公开申请10件，其中自然人6件，占60.0%，商业企业4件。"

CASES = [
    # this year's parts, what the list says
    ({"自然人": 7, "商业企业": 5}, "其中自然人7件，占58.3%，商业企业5件。"),
    ({"自然人": 7, "法律服务机构": 5}, "其中自然人7件，占58.3%，法律服务机构5件。"),
    ({"自然人": 12}, "其中自然人12件，占100.0%。"),
    (
        {"自然人": 7, "商业企业": 3, "科研机构": 2},
        "其中自然人7件，占58.3%，商业企业3件，科研机构2件。",
    ),
    ({"商业企业": 12}, "其中商业企业12件。"),
]


@pytest.mark.parametrize(("parts", "expected"), CASES)
def test_a_whole_list_names_what_occurred_and_nothing_else(
    parts: dict[str, int], expected: str
) -> None:
    now = form(2025, {"新收.总计": 12, **{f"新收.{key}": n for key, n in parts.items()}})
    last = {fact.key: fact for fact in facts_of(form(2024, LAST))}
    masked = mask(SENTENCE, tuple(last.values()), year=2024)
    segments = mark_lists(masked.segments, last)
    text = fill(segments, {fact.key: fact for fact in facts_of(now)}, year=2025).text
    assert text == f"新收政府信息公开申请12件，{expected}"


def test_a_list_that_picked_some_parts_is_left_as_it_is() -> None:
    last_form = form(2024, {**LAST, "新收.总计": 12, "新收.其他": 2})
    last = {fact.key: fact for fact in facts_of(last_form)}
    masked = mask(SENTENCE.replace("10件", "12件"), tuple(last.values()), year=2024)
    assert mark_lists(masked.segments, last) == masked.segments
