"""Small questions that WeasyPrint and pydyf ask thousands of times a letter, each of few answers.

Whether a box is in the normal flow hangs on two properties of its style. How a PDF writes a value hangs on what it is:
most are words or whole numbers. What its pages are called changes only when another comes.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from .wrapping import wrap

_Asked = Callable[[Any], Any]


def install() -> None:
    """Wraps the questions."""
    import pydyf
    from weasyprint.formatting_structure.boxes import Box

    wrap(pydyf, "_to_bytes", _of_words_and_numbers)
    wrap(pydyf.PDF, "page_references", _once_a_page)
    for name in ("is_in_normal_flow", "is_absolutely_positioned", "is_floated"):
        wrap(Box, name, _by_position)


def _by_position(plain: _Asked) -> _Asked:
    known: dict[Any, bool] = {}

    @wraps(plain)
    def asked(box: Any) -> bool:
        style = box.style
        key = style["float"], style["position"]
        try:
            return known[key]
        except KeyError:
            return known.setdefault(key, plain(box))

    return asked


def _of_words_and_numbers(plain: Callable[[Any], bytes]) -> Callable[[Any], bytes]:
    @wraps(plain)
    def to_bytes(item: Any) -> bytes:
        kind = type(item)
        if kind is bytes:
            return item  # type: ignore[no-any-return]  # it is what it is
        if kind is str:
            return item.encode("ascii")  # type: ignore[no-any-return]
        return b"%d" % item if kind is int else plain(item)

    return to_bytes


def _once_a_page(plain: property) -> property:
    """pydyf 0.13.0 writes the names of all pages for each element of each page, which of a long list is a fortieth."""

    def page_references(pdf: Any) -> tuple[bytes, ...]:
        known: tuple[bytes, ...] = vars(pdf).get("known_pages", ())
        if len(known) != pdf.pages["Count"]:
            known = pdf.known_pages = plain.__get__(pdf)
        return known

    return property(page_references)
