"""How the laws read a finished text: the days printed in it, its sentences, and its words without what may differ."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from correspondence.simulation.seen import SeenDocument, SeenLetter

_ENGLISH = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_LEVANTINE = (
    *("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران"),
    *("تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"),
)
_IN_OTHER_LANGUAGES = (
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "janaayo febraayo maarso abriil maayo juun luulyo agosto sebtembar oktoobar noofeembar diseembar",
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر",
    "ਜਨਵਰੀ ਫ਼ਰਵਰੀ ਮਾਰਚ ਅਪ੍ਰੈਲ ਮਈ ਜੂਨ ਜੁਲਾਈ ਅਗਸਤ ਸਤੰਬਰ ਅਕਤੂਬਰ ਨਵੰਬਰ ਦਸੰਬਰ",
)


def _numbered(*languages: Sequence[str]) -> dict[str, int]:
    """The months by their names, as a plain text has them; one that two languages share is the same month in both."""
    names = [
        (unicodedata.normalize("NFKC", name).casefold(), n) for each in languages for n, name in enumerate(each, 1)
    ]
    return dict(names)


_MONTHS = _numbered(_ENGLISH, *(each.split() for each in _IN_OTHER_LANGUAGES))
_MONTHS |= {name[:3]: place for place, name in enumerate(_ENGLISH, 1) if name[:3] not in _MONTHS}
_BESIDE = _numbered(_LEVANTINE, _ENGLISH)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_OTHERS = "|".join(sorted(_BESIDE, key=len, reverse=True))
_DAY = re.compile(
    rf"(?:\b({'|'.join(_WEEKDAYS)}),? )?\b(\d{{1,2}}) (?:de )?({_NAMES})(?: \(({_OTHERS})\))?(?: de)? (\d{{4}})\b"
)
_MARKS = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\u00ad\ufeff]")
_REFERENCE = re.compile(r"\b[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}\b")
_END = re.compile(r"(?<=[.!?:])\s+|\n+")


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """The words in lower case, with single blanks, without marks that nobody sees."""
    return " ".join(_MARKS.sub("", unicodedata.normalize("NFKC", text)).casefold().split())


@lru_cache(maxsize=4096)
def days_in(text: str) -> frozenset[date]:
    """Every day that is printed, in any language that letters are written in."""
    return frozenset(day for day, _ in _days(plain(text)))


@lru_cache(maxsize=4096)
def days_with_a_wrong_weekday(text: str) -> frozenset[date]:
    """The days that are printed with the name of another day of the week."""
    return frozenset(day for day, name in _days(plain(text)) if name and _WEEKDAYS[day.weekday()] != name)


def _days(words: str) -> Iterator[tuple[date, str | None]]:
    for weekday, number, month, beside, year in _DAY.findall(words):
        if beside and _BESIDE[beside] != _MONTHS[month]:
            continue  # it says two months, and so no day
        try:
            yield date(int(year), _MONTHS[month], int(number)), weekday or None
        except ValueError:
            continue


@lru_cache(maxsize=4096)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences and headings, in lower case, in their order."""
    return tuple(each for part in _END.split(_MARKS.sub("", text)) if (each := plain(part)))


@lru_cache(maxsize=4096)
def without_date_and_reference(text: str, dated: date) -> str:
    """The words but for the letter's own reference, and the line that says on which day it is dated.

    In a sentence the same day is of something that happened, such as that its reader rang us.
    """
    lines = (plain(_REFERENCE.sub("", plain(line))) for line in text.splitlines())
    return "\n".join(line for line in lines if line and not _is_dated(line, dated))


def _is_dated(line: str, day: date) -> bool:
    """Whether a line is that day and nothing else."""
    found = _DAY.fullmatch(line)
    return found is not None and days_in(line) == {day}


ENGLISH = "en"


def in_english(letter: SeenLetter) -> Sequence[SeenDocument]:
    """The documents that the laws can read whole: the English ones, each wording once."""
    return one_of_each([each for each in letter.documents if each.language == ENGLISH])


def one_of_each(documents: Sequence[SeenDocument]) -> Sequence[SeenDocument]:
    """The documents but for those that say the same words again in another form, or to another reader."""
    return tuple({each.text: each for each in reversed(documents)}.values())[::-1]
