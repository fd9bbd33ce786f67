"""Letters as they are written for an event, with no register beside."""

from collections.abc import Sequence
from datetime import date

from correspondence.catalogue.reconcile import letters
from correspondence.documents import WrittenLetter
from correspondence.protocol.directory import Directory
from correspondence.protocol.events import AnyEvent
from correspondence.protocol.history.case_file import CaseFile, fold
from correspondence.protocol.intake.decide import decide
from correspondence.protocol.letters import LetterRecord
from correspondence.writing import write_all


def decided(received: Sequence[AnyEvent], records: Sequence[LetterRecord], directory: Directory) -> CaseFile:
    """The case file with the last event of *received* taken in, those before it as they were taken."""
    *earlier, event = received
    return decide(event, fold(earlier, records) if earlier else None, directory)


def write_letters(
    received: Sequence[AnyEvent], records: Sequence[LetterRecord], directory: Directory, today: date
) -> tuple[WrittenLetter, ...]:
    """Every letter that the last event of *received* gives, written in all its forms and checked. Nothing is stored."""
    case_file = decided(received, records, directory)
    return write_all(letters(received[-1], case_file, directory, today), case_file, directory)
