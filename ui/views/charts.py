"""
The chart of a series of years, drawn as SVG, with the same values as a table.

Pure, and escaped. Knows: series. Does not know: Gradio, where the values come from.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from assistant.core.asking.query import Point, Trend
from ui.views.frame import escaped

# In pixels: never scaled, so that no letter gets smaller than the page's.
_STEP, _LEAST_WIDTH = 62, 310
_TOP, _BOTTOM, _HEIGHT = 34, 142, 172
_SIDE = 36


def trend_chart(trend: Trend) -> str:
    """The line of a series with a value at each point; a gap where a year has none."""
    points = trend.points
    title = f"{trend.label}（单位：{trend.unit}）" if trend.unit else trend.label
    told = "，".join(f"{one.year}年{_value(one)}{trend.unit}" for one in points)
    width = max(_LEAST_WIDTH, 2 * _SIDE + _STEP * (len(points) - 1))
    drawn = "".join((_axis(points, width), *_lines(points, width), *_marks(points, width)))
    return (
        f'<figure class="trend"><figcaption>{escaped(title)}</figcaption>'
        '<div class="scroll" tabindex="0">'
        f'<svg role="img" aria-label="{escaped(f"折线图，{title}：{told}")}" '
        f'width="{width}" height="{_HEIGHT}" viewBox="0 0 {width} {_HEIGHT}">{drawn}</svg></div>'
        f"{_table(points, trend)}</figure>"
    )


def _axis(points: Sequence[Point], width: int) -> str:
    zero = _height(Decimal(0), points)
    return f'<line class="axis" x1="8" y1="{zero:.1f}" x2="{width - 8}" y2="{zero:.1f}"/>'


def _lines(points: Sequence[Point], width: int) -> Iterator[str]:
    places = _places(points, width)
    for known, run in groupby(zip(points, places, strict=True), key=lambda one: _known(one[0])):
        if known:
            corners = " ".join(f"{x:.1f},{_of(point, points):.1f}" for point, x in run)
            yield f'<polyline points="{corners}"/>'


def _marks(points: Sequence[Point], width: int) -> Iterator[str]:
    for point, x in zip(points, _places(points, width), strict=True):
        yield f'<text x="{x:.1f}" y="{_HEIGHT - 8}">{point.year}年</text>'
        y = _of(point, points)
        if _known(point):
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4"/>'
        label = escaped(_value(point))
        yield f'<text class="value" x="{x:.1f}" y="{y - 10:.1f}">{label}</text>'


def _places(points: Sequence[Point], width: int) -> list[float]:
    if len(points) == 1:
        return [width / 2]
    step = (width - 2 * _SIDE) / (len(points) - 1)
    return [_SIDE + step * place for place in range(len(points))]


def _of(point: Point, points: Sequence[Point]) -> float:
    return _height(point.value or Decimal(0), points)


def _height(value: Decimal, points: Sequence[Point]) -> float:
    """From the top; the axis begins at 0, so that no change looks larger than it is."""
    known = [Decimal(0), *(one.value for one in points if one.value is not None)]
    low, high = min(known), max(known)
    share = float((value - low) / (high - low)) if high > low else 0.0
    return _BOTTOM - share * (_BOTTOM - _TOP)


def _known(point: Point) -> bool:
    return point.value is not None


def _value(point: Point) -> str:
    return "没有数" if point.value is None else f"{point.value.normalize():f}"


def _table(points: Sequence[Point], trend: Trend) -> str:
    heads = "".join(f'<th scope="col">{one.year}年</th>' for one in points)
    cells = "".join(f"<td>{escaped(_value(one))}</td>" for one in points)
    return (
        '<details><summary>逐年的数</summary><div class="scroll" tabindex="0"><table>'
        f"<thead><tr>{heads}</tr></thead>"
        f'<tbody><tr aria-label="{escaped(trend.label)}">{cells}</tr></tbody></table></div>'
        "</details>"
    )
