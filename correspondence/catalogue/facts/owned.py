"""What was promised to a reader for a day that passed without it: their next letter, of whatever kind, owns that.

Whatever a letter told is known by what was printed in it, and a day that one of them has owned is owned no more.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from correspondence.catalogue.letter import Owned
from correspondence.catalogue.occasions.case import Occasion
from correspondence.protocol.events import (
    AdviserAllocated,
    CaseClosed,
    ExtensionDecided,
    ExtensionNeeded,
    HubAllocationDecided,
    ReportFiled,
)
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.letters import LetterRecord, Told


def owned_to(occasion: Occasion, recipient: str) -> Owned:
    """What a letter of the day of *occasion* owns to somebody in the family."""
    case_file, today = occasion.case_file, occasion.today
    theirs = [x for x in case_file.letters if x.recipient == recipient and x.sent_on]
    missed = (
        (Told.MISSED_LETTER, _without_a_letter(theirs)),
        (Told.MISSED_ADVISER, _nobody_named(Told.ADVISER, Told.ADVISER_BEFORE, theirs, case_file)),
        (Told.MISSED_GUARDIAN, _nobody_named(Told.GUARDIAN, Told.GUARDIAN_BEFORE, theirs, case_file)),
        (Told.MISSED_APPLYING, _asked_later(theirs, case_file)),
        (Told.MISSED_FINISHING, _not_finished(theirs, case_file)),
    )
    letters_by, advisers_by, guardians_by, applying_by, finishing_by = (
        tuple(sorted({day for day in days if day < today} - _told(theirs, what))) for what, days in missed
    )
    return Owned(
        letters_by=letters_by,
        advisers_by=advisers_by,
        guardians_by=guardians_by,
        applying_by=applying_by,
        finishing_by=finishing_by,
    )


def _told(theirs: Sequence[LetterRecord], what: Told) -> frozenset[date]:
    return frozenset(day for letter in theirs for day in letter.days_told(what))


def _without_a_letter(theirs: Sequence[LetterRecord]) -> Iterator[date]:
    """The days by which we were to write, and did not once the letter that says so had gone."""
    for letter in theirs:
        gone = [x.sent_on for x in theirs if x is not letter and x.sent_on]
        for day in letter.days_told(Told.NEXT_LETTER):
            if not any(letter.sent_on <= on <= day for on in gone if letter.sent_on):
                yield day


def _nobody_named(what: Told, before: Told, theirs: Sequence[LetterRecord], case_file: CaseFile) -> Iterator[date]:
    """The days by which somebody was to be named; none that a later letter, before that day, said was another.

    Whoever was named in an earlier stay was named before that was told.
    """
    began = [e.occurred_on for e in case_file.of_type(HubAllocationDecided)]
    ended = [e.occurred_on for e in case_file.events if isinstance(e, AdviserAllocated | CaseClosed)]
    changed = _told(theirs, before)
    for letter in theirs:
        since = max((day for day in began if day <= letter.dated), default=letter.dated)
        for day in {*letter.days_told(what)} - changed:
            if not any(since <= on <= day for on in ended):
                yield day


def _asked_later(theirs: Sequence[LetterRecord], case_file: CaseFile) -> Iterator[date]:
    """The last days to ask for more time after which we asked, while the filing date was the one told with them."""
    asked = [(e.case.ordered_work.filing_date, e.occurred_on) for e in case_file.of_type(ExtensionNeeded)]
    for letter in theirs:
        of_work = letter.days_told(Told.FILING)
        for day in letter.days_told(Told.APPLYING):
            if any(filing in of_work and on > day for filing, on in asked):
                yield day


def _not_finished(theirs: Sequence[LetterRecord], case_file: CaseFile) -> Iterator[date]:
    """The days by which the work could be done, and was not filed; none that a later letter said was another.

    Once the court has granted more time, its date takes the place of our own (Protocol 5.2).
    """
    changed = _told(theirs, Told.REALISTIC_BEFORE)
    granted = [e.occurred_on for e in case_file.of_type(ExtensionDecided) if e.granted]
    filed = [e.filed_on for e in case_file.of_type(ReportFiled)]
    closed = [e.occurred_on for e in case_file.of_type(CaseClosed)]
    for letter in theirs:
        for day in {*letter.days_told(Told.REALISTIC), *letter.days_told(Told.FINISHING)} - changed:
            if not any(letter.dated <= on <= day for on in (*granted, *filed, *closed)):
                yield day
