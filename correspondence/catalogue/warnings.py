"""What staff should know of an event that was taken all the same."""

from collections.abc import Sequence

from correspondence.protocol import eligibility
from correspondence.protocol.case_file import CaseFile, fold
from correspondence.protocol.directory import Hub
from correspondence.protocol.events import AnyEvent
from correspondence.protocol.letters import LetterRecord
from correspondence.protocol.protection_notes import protection_notes

from .update import contradictions


def warnings(
    received: Sequence[AnyEvent], records: Sequence[LetterRecord], case_file: CaseFile, hub: Hub
) -> tuple[str, ...]:
    """What is odd about the last of *received*, what it did to anybody's protection, and what no record bears out."""
    *earlier, event = received
    before = fold(earlier, records) if earlier else None
    return (
        *eligibility.warnings(event, before, hub),
        *(note.in_words for note in protection_notes(received)),
        *contradictions(case_file, event),
    )
