"""Words that somebody wrote: several paragraphs, which stay several wherever they are printed.

Every free text of an event is `Prose`, by the type of its field. No template can print it in one piece; it prints its
paragraphs, each of them `Said`. By these two types a letter knows which of its words are not ours: whoever approves it
has to have read them, and they are searched for what a reader may not know.
"""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass


class Said(str):
    """One paragraph in somebody's own words: one line, as long as it likes."""

    __slots__ = ()


class Prose(str):
    """A text in somebody's own words, as it was written."""

    __slots__ = ()


def paragraphs(*texts: str) -> tuple[Said, ...]:
    """The paragraphs of *texts*, one after the other: each line that is not blank, without the space around it."""
    return tuple(Said(line.strip()) for text in texts for line in text.splitlines() if line.strip())


def said_in(value: object) -> Iterator[Said]:
    """Every paragraph in somebody's own words that a value of ours holds, however deep."""
    if isinstance(value, Said):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        yield from said_in(tuple(getattr(value, each.name) for each in fields(value)))
    elif isinstance(value, Iterable) and not isinstance(value, str | bytes):
        for each in value:
            yield from said_in(each)
