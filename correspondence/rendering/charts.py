"""Bars beside a table of figures, drawn from the table itself, so that no chart can say anything else.

A `<table class="chart">` is drawn where a form can draw, as vectors beside the table; every other form has the table.
A cell of class `bar` is one bar: a number; a percentage, out of 100; or a step of a scale of three, with the class
`step-1`, `step-2` or `step-3`. The bars of one table share a scale. The first of a row is filled, those after it are
hatched, and each has its column's name and its figure beside it: nothing hangs on a colour.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

_CHART = re.compile(r'<table class="chart">.*?</table>', re.DOTALL)
_STEP = re.compile(r"\bstep-([123])\b")
_STEPS = 3
_INK = "#3c2a63"
_WIDTH, _LEFT, _RIGHT = 196, 40, 46  # points: of the drawing, of the names before the bars, of the figures after them
_LENGTH = _WIDTH - _LEFT - _RIGHT
_ROW_TITLE, _BAR, _PITCH, _GAP = 12, 9, 12, 4
_HATCH, _BETWEEN = 4, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: the name of its column, its figure as the table prints it, and its share of the scale, 0 to 1.

    `pieces`: of how many steps its scale is. `is_of_known_end`: whether the end of the scale is drawn, as of 100%.
    """

    name: str
    figure: str
    share: float
    pieces: int
    is_of_known_end: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The bars of one row of the table, under the row's own name."""

    name: str
    bars: tuple[Bar, ...]


def drawn(html: str) -> str:
    """*html* with a drawing beside each table that is a chart; the same where there is none.

    Raises `ValueError` where a cell that is to be a bar holds no number and no step.
    """
    return _CHART.sub(lambda found: _beside(found[0]), html)


def _beside(table: str) -> str:
    groups = groups_of(table)
    return f'<div class="charted"><div class="drawing">{_svg(groups)}</div>{table}</div>' if groups else table


def groups_of(table: str) -> tuple[Group, ...]:
    """What a table shows as bars, row by row; a row without a bar shows none."""
    root = ElementTree.fromstring(table)
    names = [_words(cell) for cell in root.iter("th")]
    rows = [list(row) for row in root.iter("tr") if row.find("td") is not None]
    cells = [cell for row in rows for cell in row if _is_bar(cell)]
    scale = max(map(_scale, cells), default=0) or 1
    groups = (Group(name=_words(row[0]), bars=tuple(_bars(row, names, scale))) for row in rows)
    return tuple(group for group in groups if group.bars)


def alternative(groups: tuple[Group, ...]) -> str:
    """The same figures in words, for whoever cannot see the bars."""
    return "; ".join(f"{each.name}: " + ", ".join(f"{bar.name} {bar.figure}" for bar in each.bars) for each in groups)


def _bars(row: list[Element], names: list[str], scale: float) -> Iterator[Bar]:
    for name, cell in zip(names, row, strict=True):
        if _is_bar(cell):
            words, in_steps = _words(cell), _step(cell) is not None
            yield Bar(
                name=name,
                figure=words,
                share=_value(cell) / scale,
                pieces=_STEPS if in_steps else 1,
                is_of_known_end=in_steps or words.endswith("%"),
            )


def _is_bar(cell: Element) -> bool:
    return "bar" in cell.get("class", "").split()


def _words(cell: Element) -> str:
    return " ".join("".join(cell.itertext()).split())


def _step(cell: Element) -> int | None:
    found = _STEP.search(cell.get("class", ""))
    return int(found[1]) if found else None


def _value(cell: Element) -> float:
    step = _step(cell)
    return float(_words(cell).removesuffix("%").replace(",", "")) if step is None else float(step)


def _scale(cell: Element) -> float:
    """How long a bar of this cell's sort can be."""
    if _step(cell) is not None:
        return _STEPS
    return 100 if _words(cell).endswith("%") else _value(cell)


def _svg(groups: tuple[Group, ...]) -> str:
    titled = len(groups) > 1
    parts: list[str] = []
    y = 0
    for group in groups:
        if titled:
            parts.append(_text(0, y + 8, group.name, bold=True))
            y += _ROW_TITLE
        for place, bar in enumerate(group.bars):
            parts.extend(_drawn_bar(bar, y, filled=place == 0))
            y += _PITCH
        y += _GAP
    height = y - _GAP
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}pt" height="{height}pt" '
        f'viewBox="0 0 {_WIDTH} {height}"><title>{escape(alternative(groups))}</title>{"".join(parts)}</svg>'
    )


def _drawn_bar(bar: Bar, y: float, *, filled: bool) -> Iterator[str]:
    yield _text(0, y + 7.5, bar.name)
    top, one = y + 0.5, _LENGTH / bar.pieces
    for place in range(bar.pieces):
        left = _LEFT + place * one
        room = one - (_BETWEEN if bar.pieces > 1 else 0)
        width = round(min(max(bar.share * _LENGTH - place * one, 0), room), 1)
        if bar.is_of_known_end:
            yield _box(left, top, room, "#fff", 0.4)
        if width:
            yield _box(left, top, width, _INK if filled else "#fff", 1)
        if width and not filled:
            yield f'<path d="{_hatching(left, top, width)}" stroke="{_INK}" stroke-width="0.7"/>'
    end = _LENGTH if bar.is_of_known_end else round(bar.share * _LENGTH, 1)
    yield _text(_LEFT + end + 4, y + 7.5, bar.figure, bold=filled)


def _box(x: float, y: float, width: float, fill: str, stroke: float) -> str:
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{_BAR}" fill="{fill}" stroke="{_INK}" '
        f'stroke-width="{stroke:g}"/>'
    )


def _hatching(x: float, y: float, width: float) -> str:
    """Slanting lines that end at the edges of the bar."""
    lines = []
    start = float(_HATCH - _BAR)
    while start < width:
        left, right = max(start, 0.0), min(start + _BAR, width)
        lines.append(f"M{x + left:g} {y + _BAR - (left - start):g}L{x + right:g} {y + _BAR - (right - start):g}")
        start += _HATCH
    return "".join(lines)


def _text(x: float, y: float, words: str, *, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{x:g}" y="{y:g}" font-family="Noto Sans, Vazirmatn" font-size="8" fill="#111"{weight}>'
        f"{escape(words)}</text>"
    )
