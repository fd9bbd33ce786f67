"""The occasion on which a letter that was sent was written: as it stood, and as it should have been recorded."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from correspondence.catalogue.letter import is_restated
from correspondence.catalogue.occasions.case import Occasion
from correspondence.protocol.events import AnyEvent, CorrectableEvent, Correction
from correspondence.protocol.history.case_file import CaseFile, fold
from correspondence.protocol.letters import LetterRecord


def received_by(sent: LetterRecord, case_file: CaseFile) -> Sequence[AnyEvent]:
    """The events that had come when a letter was written."""
    return case_file.received[: 1 + case_file.arrivals.index(sent.event_id)]


def put_right(then: Sequence[AnyEvent], right: CorrectableEvent) -> Iterator[AnyEvent]:
    """The events as they came, but what was corrected as it should have been."""
    for event in then:
        if event.event_id == right.event_id:
            yield right
        elif isinstance(event, Correction) and event.replaces == right.event_id:
            yield replace(event, event=right)
        else:
            yield event


def occasion_then(sent: LetterRecord, then: Sequence[AnyEvent], here: Occasion) -> Occasion | None:
    """The occasion of that letter, had *then* been all that was recorded of it; None where nothing gives it."""
    case_file = fold(then, _sent_before(sent, then, here.case_file))
    source = case_file.event(sent.given_by)
    if source is None:
        return None
    return replace(here, event=source, made_by=sent.event_id, case_file=case_file, today=sent.dated)


def _sent_before(sent: LetterRecord, then: Sequence[AnyEvent], case_file: CaseFile) -> tuple[LetterRecord, ...]:
    earlier = {event.event_id for event in (then if is_restated(sent) else then[:-1])}
    others = (x for x in case_file.letters if x.event_id in earlier and x.letter_id != sent.letter_id)
    return tuple(x for x in others if x.sent_on and x.sent_on <= sent.dated)
