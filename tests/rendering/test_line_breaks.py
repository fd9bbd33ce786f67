"""A line is filled before it is broken, also where a name, a date or a number follows in an element of its own."""

from collections.abc import Iterator
from typing import Any

import pytest

from correspondence.rendering import pdf  # noqa: F401  # mends the line breaking
from correspondence.rendering.fonts import weasyprint

WIDTHS = [tenths / 10 for tenths in range(3000, 5000, 7)]
PARAGRAPHS = {
    "en": "<p>We said that a course for parents may help your family. It is called "
    "<bdi>Planning Together for Children</bdi>, and it is about what children need.</p>",
    "ar": "<p>قلنا في رسالتنا الأولى إلى المحكمة إن حضور برنامج للوالدين قد يساعد. اسم البرنامج هو "
    '<bdi dir="ltr">Planning Together for Children</bdi>، وهو عما يحتاج إليه الأطفال.</p>',
}


def lines_by_width(language: str) -> dict[float, list[Any]]:
    """By the width in points to which the paragraph is set, its lines. All are set in one document: that costs less."""
    style = '@page { size: 600pt 40000pt; margin: 0 } p { margin: 0; font: 11pt "Noto Sans", Vazirmatn }'
    direction = "rtl" if language == "ar" else "ltr"
    blocks = "".join(f'<div style="width: {width}pt">{PARAGRAPHS[language]}</div>' for width in WIDTHS)
    html = f'<html lang="{language}" dir="{direction}"><style>{style}</style>{blocks}</html>'
    (page,) = weasyprint.HTML(string=html).render().pages
    boxes = [box for box in page._page_box.descendants() if box.element_tag == "div" and hasattr(box, "children")]
    return dict(zip(WIDTHS, ([*_lines(box)] for box in boxes), strict=True))


def _lines(box: Any) -> Iterator[Any]:
    if type(box).__name__ == "LineBox":
        yield box
    for child in getattr(box, "children", ()):
        yield from _lines(child)


@pytest.mark.parametrize("language", PARAGRAPHS)
def test_no_line_but_the_last_is_half_empty(language: str) -> None:
    short = []
    for width, lines in lines_by_width(language).items():
        filled = [sum(child.width for child in line.children) * 0.75 / width for line in lines[:-1]]
        assert filled
        short += [width for part in filled if part < 0.5]
    assert short == []
