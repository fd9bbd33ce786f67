"""The languages letters are written in: their words, direction, dates and lists.

English stands in the templates. Every other language is a catalogue `locales/<language>/LC_MESSAGES/messages.po`,
read as it is: there are no compiled files to forget. How it writes a day stands beside that, in `days.toml`.
"""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date
from babel.lists import format_list
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from correspondence.ledger import catalogue_file, written_languages
from correspondence.panels import panel_for
from correspondence.shipped import LOCALES

ENGLISH = "en"
_BRITISH = {"long": "EEEE d MMMM y", "short": "d MMMM y"}  # GOV.UK writes a day without a comma


class Untranslated(LookupError):
    """A catalogue does not have this sentence."""


class NotWritten(LookupError):
    """There is no catalogue of this language."""


class _Nothing(NullTranslations):
    """What a catalogue falls back on: it says that the sentence is missing, where gettext would stay silent."""

    def gettext(self, message: str) -> str:
        raise Untranslated

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        raise Untranslated

    def pgettext(self, context: str, message: str) -> str:
        raise Untranslated

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        raise Untranslated


@cache
def languages() -> tuple[str, ...]:
    """Every language that some letters are written in, English first, as base languages of BCP 47."""
    return (ENGLISH, *written_languages())


def written(tag: str) -> str | None:
    """The base language of a BCP 47 tag if some letters are written in it: `pl` for `pl-PL`, None for `fr`.

    Whoever reads it in another script than its letters have cannot read them: None for `pa-Arab`, and for `pa-PK`,
    which as a rule is written so.
    """
    base = tag.split("-")[0].lower()
    return base if base in languages() and _script_of(tag) == _script_of(base) else None


@cache
def _script_of(tag: str) -> str:
    """The script of a tag, as ISO 15924 has it: the one it names, else the likeliest of its region, then language."""
    base, *rest = tag.split("-")
    if named := [part.title() for part in rest if len(part) == 4 and part.isalpha()]:
        return named[0]
    likely: Mapping[str, str] = get_global("likely_subtags")
    regions = [part.upper() for part in rest if len(part) == 2]
    keys = (*(f"{base.lower()}_{region}" for region in regions), base.lower())
    return next((likely[key].split("_")[1] for key in keys if key in likely), "")


@cache
def direction(language: str) -> str:
    """`ltr` or `rtl`."""
    return str(Locale.parse(language).text_direction)


def is_one_language(tag: str, other: str) -> bool:
    """Whether two BCP 47 tags are of one language: a regional tag is its language."""
    return tag.split("-")[0].lower() == other.split("-")[0].lower()


@cache
def direction_of(tag: str) -> str:
    """`ltr` or `rtl` for any BCP 47 tag; `ltr` for a language that neither our panels nor Babel know."""
    if panel := panel_for(tag):
        return panel.direction
    try:
        return Locale.parse(tag, sep="-").text_direction
    except (UnknownLocaleError, ValueError):
        return "ltr"


@cache
def english_name(language: str) -> str:
    """What English calls a language: `Polish` for `pl`."""
    return str(Locale.parse(ENGLISH).languages[language])


@cache
def translations(language: str) -> NullTranslations:
    """The words of a language, or `NotWritten`. They raise `Untranslated` for a sentence missing or marked fuzzy."""
    if language == ENGLISH:
        return NullTranslations()
    if language not in languages():
        raise NotWritten
    with catalogue_file(language).open("rb") as file:
        return compiled(read_po(file, locale=language))


def compiled(catalogue: Catalog) -> NullTranslations:
    """The words of a catalogue, each sentence whole or not at all: a plural with one form empty is untranslated."""
    for message in list(catalogue):
        if isinstance(message.string, tuple | list) and not all(message.string):
            catalogue.delete(message.id, message.context)
    made = BytesIO()
    write_mo(made, catalogue)
    made.seek(0)
    words = GNUTranslations(made)
    words.add_fallback(_Nothing())
    return words


def long_day(day: date, language: str) -> str:
    """A day with its weekday and year: `Monday 23 November 2026`. Latin digits in every language."""
    return _written_as(day, "long", language)


def short_day(day: date, language: str) -> str:
    """A day without its weekday, as an order gives a date of birth: `2 June 2013`."""
    return _written_as(day, "short", language)


def brief_day(day: date, language: str) -> str:
    """A day as a table has it: `2 Jun 2013`."""
    return format_date(day, "d MMM y", language)


def _written_as(day: date, form: str, language: str) -> str:
    """A day in one of the forms of a language; `{month}` in it is another name of the month, in brackets."""
    forms = _forms_of_a_day(language)
    written = format_date(day, str(forms[form]), language)
    return written.replace("{month}", f"({forms['months'][day.month - 1]})") if "months" in forms else written


@cache
def _forms_of_a_day(language: str) -> dict[str, Any]:
    """The patterns by which a language writes a day (UTS 35), and other names of its months where it needs two."""
    if language == ENGLISH:
        return dict(_BRITISH)
    file = LOCALES / language / "days.toml"
    if not file.is_file():
        raise NotWritten(f"how {language} writes a day is not known here")
    return tomllib.loads(file.read_text("utf-8"))


def join_names(names: Sequence[str], language: str) -> str:
    """Names as a sentence lists them: `Maya, Leo and Sam`."""
    if language == ENGLISH and len(names) > 2:  # no comma before "and", in British English
        return f"{', '.join(names[:-1])} and {names[-1]}"
    return format_list(list(names), "standard", language)
