"""WeasyPrint without the work that it does again for each letter. The bytes are the same.

Letters share their sheets, their templates and most of their words. So most of what WeasyPrint works out for one it
has worked out before: which styles an element has (`places`), what sizes they come to (`sizes`), what Pango is to be
told (`layouts`), where a line of fixed words breaks (`lines`), which glyphs draw it (`drawn`), how a font is cut down
to them (`subsets`). Each is kept under everything that it depends on, up to a number of bytes, and no name, day or
address of a letter is kept after it (`remembered`).

`CORRESPONDENCE_REMEMBER=no` leaves WeasyPrint as it is. So does another version of it: that is said in the log, letters
take twice as long, and a test fails until somebody has looked at what changed.
"""

import logging
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from threading import RLock

from correspondence.rendering.fonts import weasyprint as _weasyprint  # noqa: F401  # first of all: it sets the fonts

from . import answers, drawn, layouts, lines, places, remembered, sizes, subsets, wrapping

SETTING = "CORRESPONDENCE_REMEMBER"
_LOG = logging.getLogger(__name__)
_one_at_a_time = RLock()


def is_on() -> bool:
    """Whether anything is kept from letter to letter."""
    return os.environ.get(SETTING) != "no"


def install() -> None:
    """Wraps WeasyPrint, once, unless it is switched off or is not the one that is known here."""
    if wrapping.wrapped or not is_on():
        return
    if others := wrapping.changed():
        _LOG.warning("letters take twice as long: %s changed", ", ".join(others))
        return
    for each in (answers, layouts, places, sizes, lines, drawn, subsets):
        each.install()


@contextmanager
def making(words: Iterable[str]) -> Iterator[None]:
    """A letter is made within, one at a time in a process, since all share what is kept.

    *words*: what it says in words of ours, each sentence by itself.
    """
    with _one_at_a_time, remembered.present(words):
        yield


def forget() -> None:
    """Forgets all that is kept from letter to letter."""
    for each in (places, remembered, lines, drawn, subsets):
        each.forget()
