"""A place in the feed: what stands there, its path, and where to note what cannot be read."""

import re
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from correspondence.protocol.days.calendar import COUNTABLE_FROM, COUNTABLE_UNTIL
from correspondence.protocol.record import record
from correspondence.protocol.words.pasted import bare

from .json_text import Repeated, has_control
from .problems import Notes, Rule

MAX_LINE, MAX_EMAIL = 120, 254
LONDON = ZoneInfo("Europe/London")
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Flag(StrEnum):
    """A confidentiality flag of the feed. Only a literal `No` opens anything."""

    YES = "Yes"
    NO = "No"
    UNSET = "unset"


def tighter(one: Flag, other: Flag) -> Flag:
    """What two statements of one flag amount to: Yes if either says so, else No if either does."""
    return min((one, other), key=(Flag.YES, Flag.NO, Flag.UNSET).index)


@record
class Place:
    """One object of the feed. What is missing is None or empty; what cannot be read is noted, and is too."""

    value: dict[str, object]
    path: str
    notes: Notes

    def at(self, name: str) -> str:
        """The path of a field of this object."""
        return f"{self.path}.{name}" if self.path else name

    def _get(self, name: str) -> object:
        value = self.value.get(name)
        if isinstance(value, Repeated):
            self.notes.add(self.at(name), Rule.REPEATED_KEY)
            return None
        return value

    def part(self, name: str) -> "Place":
        """The object in field *name*, empty where there is none."""
        return self._place(self._get(name), self.at(name))

    def _place(self, value: object, path: str, *, stops: bool = False) -> "Place":
        if value is not None and not isinstance(value, dict):
            self.notes.add(path, Rule.WRONG_TYPE, "an object", stops=stops)
        return Place(value=value if isinstance(value, dict) else {}, path=path, notes=self.notes)

    def _list(self, name: str, *, stops: bool = False) -> list[object]:
        value = self.value.get(name)
        if value is None or isinstance(value, list):
            return value or []
        repeated = isinstance(value, Repeated)
        said = "" if repeated else "a list"
        self.notes.add(self.at(name), Rule.REPEATED_KEY if repeated else Rule.WRONG_TYPE, said, stops=stops)
        return []

    def items(self, name: str, *, stops: bool = False) -> tuple["Place", ...]:
        """The objects of a list. *stops*: one that cannot be read may hide a person, so it stops the case."""
        given = self._list(name, stops=stops)
        return tuple(self._place(one, f"{self.at(name)}[{i}]", stops=stops) for i, one in enumerate(given))

    def text(self, name: str, limit: int = MAX_LINE) -> str | None:
        """The text in field *name* on one line, without the spaces around it; None where nothing is left."""
        return self._text(self._get(name), self.at(name), limit)

    def contact(self, name: str, limit: int = MAX_LINE) -> str | None:
        """The telephone number or e-mail address in field *name*, without the marks that come with a pasted one."""
        value = self._get(name)
        return self._text(bare(value) if isinstance(value, str) else value, self.at(name), limit)

    def _text(self, value: object, path: str, limit: int) -> str | None:
        if value is None:
            return None
        if not isinstance(value, str):
            self.notes.add(path, Rule.WRONG_TYPE, "a text")
            return None
        if has_control(value):
            self.notes.add(path, Rule.CONTROL_CHARACTER)
            return None
        text = " ".join(value.split())
        if len(text) > limit:
            self.notes.add(path, Rule.TOO_LONG, f"{limit} characters")
            return None
        return text or None

    def texts(self, name: str) -> tuple[str, ...]:
        """The texts of a list."""
        given = (self._text(v, f"{self.at(name)}[{i}]", MAX_LINE) for i, v in enumerate(self._list(name)))
        return tuple(text for text in given if text)

    def identifier(self, name: str) -> str | None:
        """An id that our own records can hold; None where there is none."""
        text = self.text(name)
        if text is not None and not _ID.fullmatch(text):
            self.notes.add(self.at(name), Rule.ID_UNUSABLE)
            return None
        return text

    def flag(self, name: str) -> Flag:
        """A confidentiality flag. What is neither Yes nor No is noted and taken for Yes."""
        value = self.value.get(name)
        if value is None or value == "":
            return Flag.UNSET
        if value == Flag.NO:
            return Flag.NO
        if not (isinstance(value, str) and value.strip().casefold() == "yes"):
            self.notes.add(self.at(name), Rule.FLAG_NOT_UNDERSTOOD)
        return Flag.YES

    def yes(self, name: str) -> bool | None:
        """Whether a question was answered Yes; None where it was not, or by "don't know"."""
        answer = self.text(name)
        return {"yes": True, "no": False}.get(answer.casefold()) if answer else None

    def day(self, name: str) -> date | None:
        """A day, or the London day of an instant, as HMCTS writes both."""
        text = self.text(name)
        if text is None:
            return None
        day = _day(text)
        if day is None:
            self.notes.add(self.at(name), Rule.DAY_UNREADABLE)
        return day

    def countable_day(self, name: str) -> date | None:
        """A day that a clock of the Protocol can be trusted with."""
        day = self.day(name)
        if day is not None and not COUNTABLE_FROM <= day <= COUNTABLE_UNTIL:
            self.notes.add(self.at(name), Rule.DAY_UNREADABLE)
            return None
        return day


def _day(text: str) -> date | None:
    if not _DAY.match(text):
        return None
    try:
        moment = datetime.fromisoformat(text)
        return (moment.astimezone(LONDON) if moment.tzinfo else moment).date()
    except (ValueError, OverflowError):
        return None
