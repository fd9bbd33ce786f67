"""What a letter that is put right said wrongly: which day, in which letters, and which is right (section 8)."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

from correspondence.catalogue.days_told import FIELDS
from correspondence.catalogue.kind import Facts
from correspondence.catalogue.letter import NO_DAY, Wrong, WrongDays
from correspondence.catalogue.occasions.case import CaseKind, Occasion
from correspondence.catalogue.reader import Reader
from correspondence.protocol.events import CorrectableEvent
from correspondence.protocol.letters import FAMILY, Audience, LetterRecord, Status, Told

from .back_then import occasion_then, put_right, received_by

_FIELDS_OF = {
    told: [
        field.removeprefix("facts.") for field, what in FIELDS.items() if what is told and field.startswith("facts.")
    ]
    for told in Told
}
"""The fields of the facts of letters that tell each sort of day: no kind of letter has several of them."""


def wrong_in(sent: LetterRecord, kind: CaseKind, here: Occasion, reader: Reader) -> WrongDays:
    """The days that a letter told wrongly: others than it would have told, had its event been recorded as it is now.

    A day that was right then, and is another by now, was not wrong. Nothing is said of a document to somebody who reads
    this one and did not read that: one for the court alone may have told what a party may not know.
    """
    if not sent.told or not isinstance(here.event, CorrectableEvent):
        return NO_DAY
    then = occasion_then(sent, tuple(put_right(received_by(sent, here.case_file), here.event)), here)
    if then is None or not _read_by_all(sent, kind, here, reader):
        return NO_DAY
    right = kind.facts(then, replace(reader, audience=Audience.ADULT))  # whose version tells every day
    return WrongDays(**{each.name: _wrong(Told(each.name), sent, right, here, reader) for each in fields(WrongDays)})


def _read_by_all(sent: LetterRecord, kind: CaseKind, here: Occasion, reader: Reader) -> bool:
    """Whether whoever sees what is written now saw the letter that was sent."""
    as_sent = occasion_then(sent, received_by(sent, here.case_file), here)
    before = [x for x in kind.to(as_sent) if x.key == reader.key] if as_sent else []
    return all({*reader.seen_by} <= {*x.seen_by} for x in before)


def _wrong(what: Told, sent: LetterRecord, right: Facts, here: Occasion, reader: Reader) -> Wrong | None:
    day = next((day for field in _FIELDS_OF[what] if (day := _day_at(right, field))), None)
    said = sent.days_told(what)
    if day is None or not said or said[0] == day:
        return None
    return Wrong(said=said[0], right=day, in_letters=_bore(said[0], what, sent, here, reader))


def _day_at(facts: Facts, field: str) -> date | None:
    """The day of that field, where a kind has it."""
    value: Any = facts
    for name in field.split("."):
        value = getattr(value, name, None)
    return value if isinstance(value, date) else None


def _bore(said: date, what: Told, sent: LetterRecord, here: Occasion, reader: Reader) -> tuple[date, ...]:
    """The days of all letters that told that reader so; of those to a court, the one that is put right.

    Another may have gone to the court alone, and its day is no party's to know.
    """
    if reader.audience not in FAMILY:
        return (sent.dated,)
    theirs = (x for x in here.case_file.letters if x.recipient == sent.recipient and x.status is Status.SENT)
    return tuple(sorted({x.dated for x in theirs if said in x.days_told(what)}))
