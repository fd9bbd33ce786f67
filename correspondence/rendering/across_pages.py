"""What runs over a page is one element of a PDF's structure, with content on each of its pages.

WeasyPrint 70.0 makes an element anew on each page: a list of two pages would be read as two lists, a letter as a
document a page. Here the later piece's children go to the first piece. A head of a table that is printed again is an
artifact, since it says nothing new, and the cells below it are those of the first head.

`tagging` calls it with what WeasyPrint has built; all that is kept meanwhile hangs on the PDF that is being made.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pydyf

_Key = tuple[int, str, str]
_WHOLE = frozenset(
    {"/Art", "/Sect", "/Part", "/Div", "/BlockQuote", "/P", "/H1", "/H2", "/H3", "/L", "/LI", "/LBody"}
    | {"/Table", "/Caption", "/THead", "/TBody", "/TR", "/TH", "/TD"}
)
_CELLS = frozenset({"/TH", "/TD"})
_LANDMARKS = frozenset({"header", "footer"})


class Begun:
    """The elements of one PDF that have begun, and what of the table under way is not settled yet.

    `again`: the header cells of heads that were printed again, each after that of the first head. `spent`: the cells
    that are no elements any more, which WeasyPrint still writes to until their table is built.
    """

    def __init__(self) -> None:
        self.first: dict[_Key, tuple[int, Any]] = {}
        self.is_repeating = False
        self.cells: list[Any] = []
        self.again: list[tuple[Any, Any]] = []
        self.spent: list[Any] = []


def begun_in(pdf: Any) -> Begun:
    """What has begun in *pdf*."""
    if not hasattr(pdf, "begun"):
        pdf.begun = Begun()
    found: Begun = pdf.begun
    return found


def joined(built: Iterator[Any], box: Any, pdf: Any, page: int) -> Iterator[Any]:
    """The elements that were *built* for a box on *page*, without those that go on from an earlier page."""
    begun = begun_in(pdf)
    for element in built:
        if element["S"] == "/TD":
            begun.cells.append(element)
        if element["S"] == "/Table":
            _settle_headers(begun)
        if box.element is None or not _is_whole(element, box):
            yield element
            continue
        key = (id(box.element), element["S"], box.element_tag)
        began_on, first = begun.first.setdefault(key, (page, element))
        if began_on == page:
            yield element
        elif not begun.is_repeating:
            _append(first, element, pdf)
        else:
            if element["S"] == "/TH":
                begun.again.append((first, element))
            yield element


def printed_again(box: Any, pdf: Any) -> bool:
    """Whether a box is the head of a table whose first page was before."""
    return (
        bool(getattr(box, "is_header", False)) and (id(box.element), "/THead", box.element_tag) in begun_in(pdf).first
    )


def as_artifact(
    build: Callable[[], Iterator[Any]], box: Any, pdf: Any, nums: dict[int, Any], tags: dict[Any, Any]
) -> None:
    """Builds the elements of a box and leaves them out, and makes all that is shown of it an artifact."""
    begun, shown = begun_in(pdf), [tags[each] for each in _inside(box) if each in tags]
    begun.is_repeating = True
    for element in build():
        _forget(element, pdf, begun)
    begun.is_repeating = False
    for kid in shown:
        stream, at = kid["place"]
        stream[at : at + 3] = ["/Artifact", b"", b"BMC"]
        nums[kid["mcid"]] = "null"


def _is_whole(element: Any, box: Any) -> bool:
    return element["S"] in _WHOLE or box.element_tag in _LANDMARKS


def _append(first: Any, later: Any, pdf: Any) -> None:
    """Gives the first piece of an element what a later one holds; of that nothing is left."""
    first["K"].extend(later["K"])
    for kid in _kids(later, pdf):
        kid["P"] = first.reference
    _clear(later, begun_in(pdf))


def _forget(element: Any, pdf: Any, begun: Begun) -> None:
    for kid in _kids(element, pdf):
        _forget(kid, pdf, begun)
    _clear(element, begun)


def _kids(element: Any, pdf: Any) -> list[Any]:
    return [pdf.objects[int(kid.split()[0])] for kid in element["K"] if isinstance(kid, bytes)]


def _clear(element: Any, begun: Begun) -> None:
    if element["S"] in _CELLS:
        begun.spent.append(element)
    else:
        element.clear()


def _settle_headers(begun: Begun) -> None:
    """A table is built: its cells name the headers of its first page."""
    same = {later["ID"].string: first["ID"] for first, later in begun.again}
    for cell in begun.cells:
        cell["A"]["Headers"] = pydyf.Array([same.get(each.string, each) for each in cell["A"].get("Headers", ())])
    for cell in begun.spent:
        cell.clear()
    begun.cells, begun.again, begun.spent = [], [], []


def _inside(box: Any) -> Iterator[Any]:
    yield box
    for child in getattr(box, "children", ()):
        yield from _inside(child)
