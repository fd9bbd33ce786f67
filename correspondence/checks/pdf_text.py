"""The text that a page of a PDF shows, stretch by stretch, tagged or not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pikepdf

from .pdf_fonts import UNREADABLE, FontReader

_SPEAKING = "q Q Tf Tj TJ ' \" BDC BMC DP EMC Do"
"""The operators that show something, and those that tell in which font, as what, and where else to look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """What one operator shows, or one stretch of marked content that has a replacement text.

    `text` is what a reading program reads: the ActualText where there is one. `shown` is what the glyphs say.
    `mcid` ties it to the structure tree; None for artifacts and everything else outside of the tree.
    """

    mcid: int | None
    text: str
    shown: str


@dataclass(slots=True)
class _Mark:
    """An open stretch of marked content. `actual` replaces what is shown within."""

    mcid: int | None
    actual: str | None = None
    shown: list[str] = field(default_factory=list)


class ContentReader:
    """Reads the content streams of one PDF. Fonts are read once, forms within forms are followed.

    `unreadable` is true once a character had no text, or a content stream could not be parsed to its end.
    """

    def __init__(self) -> None:
        self._fonts: dict[tuple[int, int], FontReader] = {}
        self.read: set[tuple[int, int]] = set()
        self.properties: list[str] = []
        self.unreadable = False

    def page(self, page: pikepdf.Page) -> tuple[Stretch, ...]:
        """What a page shows, in the order in which it is drawn."""
        return tuple(self._stream(page.obj, page.obj.get("/Resources"), [_Mark(None)], depth=0))

    def form(self, form: pikepdf.Object) -> tuple[Stretch, ...]:
        """What a form shows that no page draws: an annotation's appearance, a pattern."""
        return tuple(self._stream(form, form.get("/Resources"), [_Mark(None)], depth=0))

    def _stream(
        self, stream: pikepdf.Object, resources: pikepdf.Object | None, marks: list[_Mark], depth: int
    ) -> Iterator[Stretch]:
        font: FontReader | None = None
        saved: list[FontReader | None] = []
        floor = len(marks)
        for instruction in pikepdf.parse_content_stream(stream, _SPEAKING):
            operator = str(instruction.operator)
            operands = list(instruction.operands)
            if operator == "q":
                saved.append(font)
            elif operator == "Q":
                font = saved.pop() if saved else font
            elif operator == "Tf":
                font = self._font(_resource(resources, "/Font", operands[0]))
            elif operator in ("Tj", "TJ", "'", '"'):
                yield from self._show(font, operands[-1], marks)
            elif operator in ("BDC", "BMC", "DP"):
                self._begin(operator, operands, resources, marks)
            elif operator == "EMC" and len(marks) > floor:
                yield from self._end(marks)
            elif operator == "Do":
                yield from self._draw(_resource(resources, "/XObject", operands[0]), resources, marks, depth)

    def _font(self, font: pikepdf.Object | None) -> FontReader | None:
        if font is None:
            return None
        if font.objgen == (0, 0):
            return FontReader(font)
        if font.objgen not in self._fonts:
            self._fonts[font.objgen] = FontReader(font)
        return self._fonts[font.objgen]

    def _show(self, font: FontReader | None, operand: object, marks: list[_Mark]) -> Iterator[Stretch]:
        parts = list(operand) if isinstance(operand, pikepdf.Array) else [operand]
        raw = [bytes(part) for part in parts if isinstance(part, pikepdf.String)]
        text = UNREADABLE * len(raw) if font is None else font.texts(raw)
        self.unreadable = self.unreadable or UNREADABLE in text
        replaced = next((mark for mark in marks if mark.actual is not None), None)
        if replaced is not None:
            replaced.shown.append(text)
        elif text:
            yield Stretch(mcid=marks[-1].mcid, text=text, shown=text)

    def _begin(
        self, operator: str, operands: Sequence[object], resources: pikepdf.Object | None, marks: list[_Mark]
    ) -> None:
        """Open marked content: its id, or its parent's; an artifact has none."""
        given = operands[1] if len(operands) > 1 else None
        if isinstance(given, pikepdf.Name):
            given = _resource(resources, "/Properties", given)
        mark = _Mark(None if str(operands[0]) == "/Artifact" else marks[-1].mcid)
        if isinstance(given, pikepdf.Dictionary):
            self.properties += [str(value) for value in given.as_dict().values() if isinstance(value, pikepdf.String)]
            mark.mcid = int(given["/MCID"]) if "/MCID" in given else mark.mcid
            mark.actual = str(given["/ActualText"]) if "/ActualText" in given else None
        if operator != "DP":
            marks.append(mark)

    @staticmethod
    def _end(marks: list[_Mark]) -> Iterator[Stretch]:
        mark = marks.pop()
        if mark.actual is None:
            return
        around = next((m for m in marks if m.actual is not None), None)
        if around is None:
            yield Stretch(mcid=mark.mcid, text=mark.actual, shown="\n".join(mark.shown))
        else:
            around.shown += [mark.actual, *mark.shown]

    def _draw(
        self, drawn: pikepdf.Object | None, resources: pikepdf.Object | None, marks: list[_Mark], depth: int
    ) -> Iterator[Stretch]:
        if not isinstance(drawn, pikepdf.Stream) or drawn.get("/Subtype") != "/Form":
            return
        if depth > 20:
            self.unreadable = True
            return
        self.read.add(drawn.objgen)
        yield from self._stream(drawn, drawn.get("/Resources", resources), marks, depth + 1)


def _resource(resources: pikepdf.Object | None, kind: str, name: object) -> pikepdf.Object | None:
    entries = None if resources is None else resources.get(kind)
    return entries.get(str(name)) if isinstance(entries, pikepdf.Dictionary) else None
