"""Any integer up to 10^12, written every way, is read back."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.core.prose.numerals import plain, read_numeral
from assistant.core.prose.quantities import find_quantities

DIGITS, FORMAL = "零一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"
PLACES, FORMAL_PLACES = ("", "十", "百", "千"), ("", "拾", "佰", "仟")
INTEGERS = st.integers(min_value=0, max_value=10**12)


def group(number: int, digits: str, places: tuple[str, ...]) -> str:
    """A number below 10000 in Chinese, without a leading zero: 三百零五."""
    text, gap = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            text += (digits[0] if gap and text else "") + digits[digit] + places[place]
        gap = not digit
    return text


def chinese(number: int, digits: str = DIGITS, places: tuple[str, ...] = PLACES) -> str:
    """The standard Chinese writing of a number up to 10^12."""
    if number >= 10**12:
        return f"{chinese(number // 10**8, digits, places)}亿" + (
            chinese(number % 10**8, digits, places) if number % 10**8 else ""
        )
    text = ""
    for unit, power in (("亿", 10**8), ("万", 10**4), ("", 1)):
        part = number // power % 10_000
        if part:
            zero = digits[0] if text and part < 1000 else ""
            text += zero + group(part, digits, places) + unit
    return text or digits[0]


def with_scales(number: int) -> str:
    """Arabic digits with 亿 and 万: 3亿2000万5."""
    parts = [
        f"{number // power % modulus}{unit}"
        for unit, power, modulus in (("亿", 10**8, 10**5), ("万", 10**4, 10**4), ("", 1, 10**4))
        if number // power % modulus
    ]
    return "".join(parts[:2]) or "0"


def value(text: str) -> Decimal:
    numeral = read_numeral(plain(text))
    assert numeral is not None
    assert numeral.value is not None
    return numeral.value


@settings(deadline=None)
@given(INTEGERS)
def test_arabic_with_separators_and_full_width(number: int) -> None:
    wide = "".join(chr(ord("０") + int(digit)) for digit in str(number))
    for text in (str(number), f"{number:,}", wide):
        assert value(text) == number


@settings(deadline=None)
@given(INTEGERS)
def test_chinese(number: int) -> None:
    text = chinese(number)
    ways = [text, chinese(number, FORMAL, FORMAL_PLACES), text.replace("零", "〇")]
    if text.startswith("一十"):
        ways.append(text[1:])  # 十二
    ways.append(text.replace("二千", "两千").replace("二万", "两万").replace("二亿", "两亿"))
    for way in ways:
        assert value(way) == number


@settings(deadline=None)
@given(st.integers(min_value=0, max_value=10**12), st.sampled_from(["件", "条", "人次"]))
def test_in_a_sentence(number: int, unit: str) -> None:
    for written in (str(number), f"{number:,}", chinese(number)):
        if written[0] in "百千万亿":
            continue
        found = find_quantities(f"全年共办理{written}{unit}。")
        assert [(one.unit, one.text) for one in found] == [(unit, f"{written}{unit}")]
        assert found[0].value == number


@settings(deadline=None)
@given(st.integers(min_value=1, max_value=10**12 - 1))
def test_scales_with_arabic_digits(number: int) -> None:
    text = with_scales(number)
    expected = 0
    for part in text.replace("亿", "亿 ").replace("万", "万 ").split():
        power = {"亿": 10**8, "万": 10**4}.get(part[-1], 1)
        expected += int(part.rstrip("亿万")) * power
    assert value(text) == expected


@settings(deadline=None)
@given(
    st.decimals(min_value=0, max_value=10**6, places=2, allow_nan=False, allow_infinity=False),
    st.sampled_from([("", 1), ("万", 10**4), ("亿", 10**8)]),
)
def test_decimals_keep_their_places(number: Decimal, scale: tuple[str, int]) -> None:
    word, factor = scale
    numeral = read_numeral(f"{number:f}{word}")
    assert numeral is not None
    assert numeral.value == number * factor
    assert numeral.step == Decimal("0.01") * factor


@settings(deadline=None)
@given(
    st.integers(min_value=0, max_value=99_999),
    st.text(alphabet="零一二三四五六七八九", min_size=1, max_size=3),
)
def test_decimals_in_chinese(whole: int, fraction: str) -> None:
    arabic = "".join(str(DIGITS.index(one)) for one in fraction)
    assert value(f"{chinese(whole)}点{fraction}") == Decimal(f"{whole}.{arabic}")


@pytest.mark.parametrize("text", ["十四五", "", "三点", "点", "点五", "五三次"])
def test_words_that_are_no_numerals(text: str) -> None:
    assert read_numeral(text) is None


@settings(deadline=None)
@given(
    st.text(
        alphabet="十百千万亿一二两三零〇点余多几数1234567890,.%件条个年月日（）《》“”-—至约近 ",
        max_size=60,
    )
)
def test_any_text_is_read_without_error(text: str) -> None:
    end = 0
    for one in find_quantities(text):
        assert text[one.start : one.end] == one.text
        assert one.start >= end
        end = one.end


def ways(number: int) -> list[str]:
    """Every way to write an integer in a sentence: both widths, separators, Chinese, 万 and 亿."""
    wide = str.maketrans("0123456789,", "０１２３４５６７８９，")
    arabic = [str(number), f"{number:,}"]
    texts = [*arabic, *(text.translate(wide) for text in arabic)]
    texts += [chinese(number), chinese(number, FORMAL, FORMAL_PLACES)]
    texts += [f"{number // power}{unit}" for unit, power in SCALES if number % power == 0 < number]
    for unit, power in SCALES:  # 14.5万, 3亿2000万
        if power <= number and number % (power // 10) == 0:
            texts.append(f"{Decimal(number) / power:f}{unit}")
    if number >= 10**8 and number % 10**4 == 0 and number % 10**8 >= 10**7:
        texts.append(f"{number // 10**8}亿{number % 10**8 // 10**4}万")
    return [text for text in texts if text[0] not in "百千万亿"]


SCALES = (("万", 10**4), ("亿", 10**8))
WORDS = st.text(alphabet="全市共收到办理政府信息公开网站新媒体，。；", max_size=12)


@settings(deadline=None)
@given(
    st.one_of(INTEGERS, st.integers(1, 10**8).map(lambda number: number * 10**4)),
    st.sampled_from(["件", "条", "人次", "次", "份"]),
    WORDS,
    WORDS,
)
def test_every_way_in_any_sentence_with_exact_offsets(
    number: int, unit: str, before: str, after: str
) -> None:
    for written in ways(number):
        text = f"{before}计{written}{unit}，{after}"
        (found,) = find_quantities(text)
        assert found.value == number, written
        assert found.unit == unit
        start = len(before) + 1
        assert (found.start, found.end) == (start, start + len(written) + len(unit))
        assert text[found.start : found.end] == found.text
