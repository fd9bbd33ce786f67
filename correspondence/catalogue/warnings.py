"""What staff should know of an event that was taken all the same."""

from collections.abc import Iterator

from correspondence.catalogue.facts.changes import work_told
from correspondence.protocol.directory import Hub
from correspondence.protocol.events import (
    AnyEvent,
    Correction,
    InformationReceived,
    Progress,
    ReviewRecorded,
    UpdateDue,
)
from correspondence.protocol.history.case_file import CaseFile, is_review
from correspondence.protocol.history.protection_notes import protection_notes
from correspondence.protocol.intake import eligibility
from correspondence.protocol.owed.obligations import THANK_YOU


def warnings(event: AnyEvent, before: CaseFile | None, case_file: CaseFile, hub: Hub) -> tuple[str, ...]:
    """What is odd about an event, what it did to anybody's protection, and what no record bears out.

    *before*: how its case stood, None where nobody had heard of it; *case_file*: how it stands by it.
    """
    return (
        *eligibility.warnings(event, before, hub),
        *(note.in_words for note in protection_notes(case_file.received)),
        *contradictions(case_file, event),
        *_told_before(case_file, event),
        *_strangers_told(event, before, case_file),
    )


def _strangers_told(event: AnyEvent, before: CaseFile | None, case_file: CaseFile) -> Iterator[str]:
    """Who never was of the case, as it is corrected, and was sent letters; who was thanked for what another told us.

    No letter of ours can take that back, and no duty is theirs: it is for staff to deal with as a breach.
    """
    if before is None or not isinstance(event, Correction):
        return
    went = [letter for letter in before.letters if letter.sent_on is not None]
    for person_id in dict.fromkeys(letter.recipient for letter in went if before.case.person(letter.recipient)):
        if case_file.case.person(person_id) is None:
            yield f"{person_id}: is not of this case, as corrected, and was sent letters: treat it as a breach"
    told = event.event
    if isinstance(told, InformationReceived):
        for thanks in (x for x in went if x.kind == THANK_YOU.code and x.recipient != told.from_person):
            review = case_file.event(thanks.given_by)
            if isinstance(review, ReviewRecorded) and review.answers == event.replaces:
                yield f"{thanks.recipient}: was thanked for what somebody else told us: treat it as a breach"


def _told_before(case_file: CaseFile, event: AnyEvent) -> tuple[str, ...]:
    """That a fact was recorded already under another id, so that nobody is written to twice about it.

    Not where protection is loosened with it: that is something new.
    """
    said = "this is recorded already, under another id: whoever was sent its letter, or waits for it, gets no other"
    return (said,) if case_file.told_before(event) and not event.loosens else ()


def contradictions(case_file: CaseFile, event: AnyEvent) -> tuple[str, ...]:
    """Progress that an update was told to report but that nothing recorded bears out, in words for staff.

    A sentence that something was done stands only where an event records it: these codes print nothing.
    """
    if not isinstance(event, UpdateDue):
        return ()
    family = (p.person_id for p in case_file.case.people if p.is_party or p.is_child)
    before = [told for recipient in family if (told := work_told(case_file, recipient)) is not None]
    work = case_file.case.ordered_work
    unsupported = {
        Progress.REVIEWED_NO_CHANGE: not any(map(is_review, case_file.events)),
        Progress.FILING_DATE_CHANGED: all(work.filing_date == w.filing_date for w in before),
        Progress.HEARING_DATE_CHANGED: all(work.next_hearing_on == w.next_hearing_on for w in before),
    }
    return tuple(
        f"progress {code}: nothing recorded since the last letters bears it out, so no letter says it"
        for code in event.progress
        if unsupported.get(code, False)
    )
