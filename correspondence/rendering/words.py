"""The words of one letter while it is being written: gettext for templates, and a record of what was said.

A template's environment serves every letter at once, so what belongs to one of them (its language, the sentences it
has used) stands in a context variable, which each thread and task has for itself.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from gettext import NullTranslations
from unicodedata import bidirectional

from jinja2 import Undefined
from markupsafe import Markup, escape

from correspondence.ledger import Addressed, spoken_to
from correspondence.protocol.words.prose import Prose

from .failures import Failure
from .languages import ENGLISH, Untranslated, brief_day, direction_of, join_names, long_day, short_day
from .named_days import NamedDay

_WHOLE = re.compile(r"[^a-zA-Z]{1,30}|(?=\S*[0-9@.])\S{1,45}")  # a number, reference or address that fits on a line


class Unprintable(Exception):
    """A template prints what no reader should see. Holds the failure's code."""

    def __init__(self, code: Failure) -> None:
        super().__init__(code)
        self.code = code


@dataclass(slots=True)
class Sitting:
    """One letter being written, in one language, to one reader. `looked_up`: sentences by context and English."""

    language: str
    translations: NullTranslations
    reader: Addressed = Addressed.READER
    sentences: list[str] = field(default_factory=list)
    days: list[NamedDay] = field(default_factory=list)
    untranslated: list[str] = field(default_factory=list)
    looked_up: list[tuple[str, str]] = field(default_factory=list)


_sitting: ContextVar[Sitting] = ContextVar("sitting")


@contextmanager
def writing(sitting: Sitting) -> Iterator[Sitting]:
    """Makes *sitting* the one that templates write in, inside this block and thread."""
    token = _sitting.set(sitting)
    try:
        yield sitting
    finally:
        _sitting.reset(token)


def printable(value: object) -> object:
    """The same value, if a letter may print it: words or a whole number, not blank (`finalize` of every template).

    Raises `Unprintable` for None, blank words, enums, whatever needs a filter first, such as a date, and a text in
    somebody's own words, of which a template prints the paragraphs.
    """
    if isinstance(value, Markup | Undefined):
        return value  # what a filter or macro made; an undefined value raises by itself
    if value is None or (isinstance(value, str) and not value.strip()):
        raise Unprintable(Failure.BLANK_VALUE)
    if isinstance(value, Enum | bool | Prose) or not isinstance(value, str | int):
        raise Unprintable(Failure.UNPRINTABLE_VALUE)
    return value


def gettext(message: str, **variables: object) -> Markup:
    """A sentence in the letter's language (`{% trans %}`)."""
    return _say(message, lambda words: words.gettext(message), message, variables)


def ngettext(one: str, many: str, number: int, **variables: object) -> Markup:
    """A sentence that depends on a number (`{% trans %}...{% pluralize %}`)."""
    variables.setdefault("num", number)
    english = one if number == 1 else many
    return _say(one, lambda words: words.ngettext(one, many, number), english, variables)


def pgettext(context: str, message: str, **variables: object) -> Markup:
    """A sentence whose translation depends on where it stands (`{% trans "context" %}`)."""
    return _say(message, lambda words: words.pgettext(context, message), message, variables, context)


def npgettext(context: str, one: str, many: str, number: int, **variables: object) -> Markup:
    """A sentence that depends on a number and on where it stands."""
    variables.setdefault("num", number)
    english = one if number == 1 else many
    return _say(one, lambda words: words.npgettext(context, one, many, number), english, variables, context)


def _say(
    source: str,
    find: Callable[[NullTranslations], str],
    english: str,
    variables: dict[str, object],
    context: str = "",
) -> Markup:
    sitting = _sitting.get()
    sitting.sentences.append(source)
    sitting.looked_up.append((context, source))
    try:
        said = spoken_to(sitting.reader, find(sitting.translations))
    except Untranslated:
        sitting.untranslated.append(source)
        said = english
    safe = {name: escape(printable(value)) for name, value in variables.items()}
    try:
        return Markup(said % safe)  # a sentence of a catalogue around escaped values
    except (KeyError, ValueError, TypeError):
        raise Unprintable(Failure.TRANSLATION_BROKEN) from None


def day(value: date) -> Markup:
    """A long date (`Monday 23 November 2026`), isolated from the text around it."""
    return _isolated(long_day(_date(value), _sitting.get().language))


def date_alone(value: date) -> Markup:
    """A date without its weekday (`2 June 2013`), as a court writes when somebody was born."""
    return _isolated(short_day(_date(value), _sitting.get().language))


def brief(value: date) -> Markup:
    """A date as a narrow column of a court's table has it (`2 Jun 2013`), in one piece.

    It is not isolated: such a table is in English alone, and has thousands of them.
    """
    return escape(brief_day(_date(value), _sitting.get().language).replace(" ", "\u00a0"))


def list_of(values: tuple[str, ...]) -> Markup:
    """Numbers or references as a sentence lists them, each isolated, left to right."""
    if not values:
        raise Unprintable(Failure.BLANK_VALUE)
    return Markup(join_names([ltr(value) for value in values], _sitting.get().language))


def days(values: tuple[date, ...]) -> Markup:
    """Long dates as a sentence lists them, each isolated."""
    if not values:
        raise Unprintable(Failure.BLANK_VALUE)
    return Markup(join_names([day(value) for value in values], _sitting.get().language))


def ltr(value: str) -> Markup:
    """A number, phone, e-mail, reference or Latin name: isolated, left to right; numbers on one line."""
    text = str(printable(value)).strip()
    whole = Markup(' class="whole"') if _WHOLE.fullmatch(text) else ""
    return Markup('<bdi dir="ltr"{}>{}</bdi>').format(whole, text)


def words(value: str) -> Markup:
    """What a directory says in English (`Monday to Friday, 9am to 5pm`): translated where a catalogue has it.

    Else it stays English, is marked as English, and counts as untranslated.
    """
    text = str(printable(value)).strip()
    sitting = _sitting.get()
    if sitting.language == ENGLISH:
        return escape(text)
    try:
        said = sitting.translations.gettext(text)
    except Untranslated:
        sitting.untranslated.append(text)
        return Markup('<span lang="en" dir="ltr">{}</span>').format(text)
    sitting.looked_up.append(("", text))
    return Markup(said)  # a sentence of a catalogue


def name(value: str) -> Markup:
    """A person's name, in whatever script, isolated."""
    return _isolated(str(printable(value)).strip())


def names(values: tuple[str, ...]) -> Markup:
    """Names as a sentence lists them (`Maya and Leo`), each isolated."""
    if not values:
        raise Unprintable(Failure.BLANK_VALUE)
    return Markup(join_names([name(value) for value in values], _sitting.get().language))


def way(tag: str) -> Markup:
    """The direction, `ltr` or `rtl`, in which a language is written, by its BCP 47 tag: for words that come in it."""
    return Markup(direction_of(str(printable(tag))))  # one of two words of ours


FILTERS: dict[str, Callable[..., Markup]] = {
    "day": day,
    "days": days,
    "date": date_alone,
    "brief": brief,
    "list_of": list_of,
    "ltr": ltr,
    "words": words,
    "name": name,
    "names": names,
    "way": way,
}
"""What a template may pass a fact through."""


def _isolated(text: str) -> Markup:
    """Text set apart from what surrounds it, in the direction of its first letter."""
    first = next((b for c in text if (b := bidirectional(c)) in ("L", "R", "AL")), "L")
    return Markup('<bdi dir="{}">{}</bdi>').format("ltr" if first == "L" else "rtl", text)


def _date(value: object) -> date:
    if isinstance(value, Undefined):
        str(value)  # raises
    if value is None:
        raise Unprintable(Failure.BLANK_VALUE)
    if not isinstance(value, date):
        raise Unprintable(Failure.UNPRINTABLE_VALUE)
    if isinstance(value, NamedDay) and value.field:
        _sitting.get().days.append(value)
    return value
