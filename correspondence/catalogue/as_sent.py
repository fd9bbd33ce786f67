"""What a letter that was sent would have said, had its event been recorded as it should have been."""

from collections.abc import Iterator
from dataclasses import replace

from correspondence.protocol.case_file import CaseFile, fold
from correspondence.protocol.events import AnyEvent, CorrectableEvent, Correction
from correspondence.protocol.letters import LetterRecord, Status
from correspondence.protocol.refusals import Inconsistent

from .letters import Letter
from .occasions import Occasion, write


def was_right(letter: Letter, corrected: Occasion) -> bool:
    """Whether its reader was sent this very letter before: what was corrected since changes nothing that it said.

    The last one that reached them counts. It is written again as on its own day, and compared with what it was then;
    whatever else came between, of the case or of the directory, makes them differ, and then it is put right.
    """
    case_file = corrected.case_file
    sent = [
        x
        for x in case_file.sent_to(letter.recipient, (letter.kind.code,))
        if x.given_by == letter.given_by and x.status is Status.SENT
    ]
    known = {*case_file.arrivals}
    if not sent or sent[-1].event_id not in known or not isinstance(corrected.event, CorrectableEvent):
        return False
    then = replace(
        corrected,
        made_by=sent[-1].event_id,
        case_file=_as_it_was(sent[-1], corrected.event, case_file),
        today=sent[-1].dated,
    )
    try:
        again = write(letter.kind, then)
    except Inconsistent:  # nobody holds the post on that day by now: what was signed then is not what would be today
        return False
    return any(x.recipient == letter.recipient and x.content == sent[-1].content for x in again)


def _as_it_was(sent: LetterRecord, right: CorrectableEvent, case_file: CaseFile) -> CaseFile:
    """The case file when that letter was written, but with the event that gave it as it should have been."""
    arrived = case_file.arrivals[: 1 + case_file.arrivals.index(sent.event_id)]
    letters = (x for x in case_file.letters if x.event_id in arrived[:-1] and x.sent_on and x.sent_on <= sent.dated)
    return fold(list(_received(arrived, right, case_file)), tuple(letters))


def _received(arrived: tuple[str, ...], right: CorrectableEvent, case_file: CaseFile) -> Iterator[AnyEvent]:
    for event_id in arrived:
        event = case_file.event(event_id)
        if isinstance(event, Correction) and event.replaces == right.event_id:
            yield replace(event, event=right)
        elif event is not None:
            yield event
