"""When a reader was last told how the wait goes on, and by when they were promised to hear again.

That promise ends once an adviser has the case.
"""

from datetime import date

from correspondence.catalogue.occasions.case import Occasion
from correspondence.catalogue.reader import Reader
from correspondence.protocol.days import clocks
from correspondence.protocol.events import Adviser
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.letters import LetterRecord, Status
from correspondence.protocol.owed.obligations import UPDATE
from correspondence.protocol.owed.terms import TELL_WHEN_NEXT

from .days_ahead import still_ahead
from .versions import adviser_to


def last_told(case_file: CaseFile, recipient: str) -> LetterRecord | None:
    """The last F1, F2 or F3 that reached a person, or None. One that came back told them nothing."""
    sent = [x for x in case_file.sent_to(recipient, TELL_WHEN_NEXT) if x.status is Status.SENT]
    return sent[-1] if sent else None


def adviser_of(case_file: CaseFile) -> Adviser | None:
    """The adviser who has the case, or None while nobody does.

    Nothing else that takes a case out of the Hub shows here: not everybody may be told of it (Protocol Annex B).
    """
    allocation = None if case_file.is_in_hub else case_file.allocation
    return allocation.adviser if allocation else None


def adviser_told(occasion: Occasion, reader: Reader) -> Adviser | None:
    """That adviser, as the reader is told of them."""
    adviser = adviser_of(occasion.case_file)
    return adviser_to(reader, adviser) if adviser else None


def promised_to(occasion: Occasion, reader: Reader) -> date | None:
    """The day by which the last F1, F2 or F3 promised a reader to write again, while it lies ahead.

    None once an adviser has the case: the letter that names them takes the place of that promise.
    """
    return None if adviser_of(occasion.case_file) else promised_until(occasion, reader)


def next_promise(occasion: Occasion, reader: Reader, kind: str) -> date:
    """The day by which an F1, F2 or F3, of that *kind*, promises the next: the Hub's aim, from the letter's own day.

    None later than one promised before, where it moves no promise: an update does, whenever it comes, for it is what
    was promised; one that puts a letter right does not, nor does a first letter, however often it is written.
    """
    aimed = clocks.promised_update(occasion.today, occasion.hub.update_aim_days)
    if kind == UPDATE.code and occasion.puts_right(kind, reader.key) is None:
        return aimed
    return min(aimed, promised_until(occasion, reader) or aimed)


def promised_until(occasion: Occasion, reader: Reader) -> date | None:
    """The same, whoever has the case."""
    told = last_told(occasion.case_file, reader.key)
    promised = clocks.promised_in(told, occasion.hub.update_aim_days) if told else None
    return still_ahead(promised, occasion.today)
