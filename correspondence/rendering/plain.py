"""A text as plain text: UTF-8, LF, 72 columns where it is written left to right.

Only words: no address, no letterhead. What runs the other way is isolated with the marks of Unicode (U+2066 to
U+2069), so that a phone number in an Arabic line is read from its first digit.
"""

import re
from textwrap import wrap

from correspondence.documents import Block, Heading, Listing, Paragraph, Run, Table, Text
from correspondence.panels import PANEL

from .blocks import is_right_to_left

COLUMNS = 72
_LTR, _RTL, _END = "\u2066", "\u2067", "\u2069"
_RTL_LETTER = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_HELD = "\ue000"  # stands for a space that must not break, while lines are broken
_UNDERLINES = {1: "=", 2: "-"}
_TOGETHER = (frozenset({"marking", "reference", "date"}), frozenset({"signature", "post"}), frozenset({PANEL}))


def to_plain(text: Text) -> bytes:
    """The words of a text, a blank line between paragraphs, headings underlined, "- " before an item."""
    parts: list[str] = []
    before = ""
    for block in text.blocks:
        role = block.role if isinstance(block, Paragraph) else ""
        if parts:
            parts.append("\n" if any({role, before} <= group for group in _TOGETHER) else "\n\n")
        parts.append(_written(block, text.language))
        before = role
    return ("".join(parts) + "\n").encode()


def _written(block: Block, language: str) -> str:
    match block:
        case Heading():
            lines = _lines(block.runs, language)
            mark = _UNDERLINES.get(block.level)
            return "\n".join([*lines, mark * max(map(_width, lines))] if mark else lines)
        case Paragraph():
            return "\n".join(_lines(block.runs, block.language or language))
        case Listing():
            marks = [f"{n}. " if block.ordered else "- " for n in range(1, len(block.items) + 1)]
            return "\n".join(_item(m, runs, language) for m, runs in zip(marks, block.items, strict=True))
        case Table():
            rows = [" | ".join(row) for row in (block.header, *block.rows)]
            return "\n".join([block.caption, *rows])


def _width(line: str) -> int:
    return sum(c not in (_LTR, _RTL, _END) for c in line)


def _item(mark: str, runs: tuple[Run, ...], language: str) -> str:
    indent = " " * len(mark)
    return mark + f"\n{indent}".join(_lines(runs, language, COLUMNS - len(mark)))


def _lines(runs: tuple[Run, ...], language: str, columns: int = COLUMNS) -> list[str]:
    rtl = is_right_to_left(runs, language)
    whole = "".join(_marked(run, rtl=rtl) for run in runs)
    if rtl:
        return [whole.replace(_HELD, " ")]  # whoever shows it breaks its lines: columns mean little in Arabic
    lines = wrap(whole, columns, break_long_words=False, break_on_hyphens=False)
    return [line.replace(_HELD, " ") for line in lines]


def _marked(run: Run, *, rtl: bool) -> str:
    """A run, isolated where it goes against its line. One that is kept together has its spaces held."""
    text = run.text.replace(" ", _HELD) if run.isolate and any(c.isdigit() for c in run.text) else run.text
    if rtl and run.isolate:
        return f"{_LTR}{text}{_END}"
    if not rtl and _RTL_LETTER.search(text):
        return f"{_RTL}{text}{_END}"
    return text
