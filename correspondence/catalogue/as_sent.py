"""What a letter that was sent said, and would have said, had its event been recorded as it should have been."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from correspondence.protocol.events import AnyEvent, CorrectableEvent
from correspondence.protocol.letters import LetterRecord, Status
from correspondence.protocol.refusals import Inconsistent

from .composing import compose, readers_of
from .facts.back_then import occasion_then, put_right, received_by
from .letter import Letter, View
from .occasions.case import CaseKind, Occasion


def was_right(kind: CaseKind, recipient: str, corrected: Occasion) -> bool:
    """Whether what was corrected since changes nothing that a reader was told by the letters of that kind.

    The last one that reached them counts. It is written again as on its own day, of the event as it was and of the
    event as it should have been; whatever came between, of the case or of the directory, is the same in both.
    """
    case_file = corrected.case_file
    sent = [
        x
        for x in case_file.sent_to(recipient, (kind.code,))
        if x.given_by == corrected.event.event_id and x.status is Status.SENT
    ]
    if not sent or sent[-1].event_id not in case_file.arrivals or not isinstance(corrected.event, CorrectableEvent):
        return False
    then = received_by(sent[-1], case_file)
    should_have_said = _said(kind, corrected, sent[-1], tuple(put_right(then, corrected.event)))
    said = _said(kind, corrected, sent[-1], then)
    contents = {sent[-1].content, said.content if said else None}
    return should_have_said is not None and should_have_said.content in contents


def is_told_already(letter: Letter, here: Occasion) -> bool:
    """Whether the last letter of its kind that reached its reader said the same, word for word, under another day.

    One that puts another right says so, and is never the same.
    """
    sent = [x for x in here.case_file.sent_to(letter.recipient, (letter.kind.code,)) if x.status is Status.SENT]
    if not sent or sent[-1].event_id not in here.case_file.arrivals:
        return False
    said = _said(letter.kind, here, sent[-1], received_by(sent[-1], here.case_file))
    return said is not None and _words(said) == _words(letter)


def _words(letter: Letter) -> View:
    """All that the words of a letter come from, but its day, its reference and how it goes."""
    return replace(letter.view, dated=date.min, reference="", by_email=False, signature=None)


def _said(kind: CaseKind, here: Occasion, sent: LetterRecord, then: Sequence[AnyEvent]) -> Letter | None:
    """That letter, had *then* been all that was recorded when it was written; None where it gives none."""
    occasion = occasion_then(sent, then, here)
    if occasion is None:
        return None
    try:
        theirs = (x for x in readers_of(kind, occasion) if x.key == sent.recipient)
        again = [compose(kind, occasion, x, reference=sent.letter_id) for x in theirs]
    except Inconsistent:  # nobody holds the post on that day by now: what was signed then is not what would be today
        return None
    return again[0] if again else None
