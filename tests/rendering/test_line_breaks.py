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


def lines_of(language: str, width: float) -> list[Any]:
    """The lines of the paragraph, set as wide as *width* points."""
    style = f'@page {{ size: {width}pt 400pt; margin: 0 }} p {{ margin: 0; font: 11pt "Noto Sans", Vazirmatn }}'
    direction = "rtl" if language == "ar" else "ltr"
    html = f'<html lang="{language}" dir="{direction}"><style>{style}</style>{PARAGRAPHS[language]}</html>'
    return list(_lines(weasyprint.HTML(string=html).render().pages[0]._page_box))


def _lines(box: Any) -> Iterator[Any]:
    if type(box).__name__ == "LineBox":
        yield box
    for child in getattr(box, "children", ()):
        yield from _lines(child)


@pytest.mark.parametrize("language", PARAGRAPHS)
def test_no_line_but_the_last_is_half_empty(language: str) -> None:
    short = []
    for width in WIDTHS:
        lines = lines_of(language, width)
        filled = [sum(child.width for child in line.children) * 0.75 / width for line in lines[:-1]]
        short += [width for part in filled if part < 0.5]
    assert short == []
