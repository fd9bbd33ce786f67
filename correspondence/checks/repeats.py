"""Whether a reader is told again, in the same words, what they were told before."""

from correspondence.catalogue.as_sent import is_told_already
from correspondence.catalogue.letter import Letter
from correspondence.catalogue.occasions.case import Occasion
from correspondence.documents import Finding
from correspondence.protocol.directory import Directory
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.letters import Audience

from .codes import Code, finding


def examine(letter: Letter, case_file: CaseFile, directory: Directory) -> tuple[Finding, ...]:
    """`already_told`, to acknowledge, where the last letter of its kind that reached the reader said the same."""
    event = case_file.event(letter.given_by)
    if event is None or letter.audience is Audience.FILE:
        return ()
    here = Occasion(event=event, made_by=letter.event_id, case_file=case_file, directory=directory, today=letter.dated)
    return (finding(Code.ALREADY_TOLD, "letter"),) if is_told_already(letter, here) else ()
