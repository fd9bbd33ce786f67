"""`POST /events`: something happened in a case or a service area; what became of it goes out, as JSON, PDF or zip."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import Field

from correspondence.documents import DocumentForm
from correspondence.protocol.areas.events import AnyOfAreas
from correspondence.protocol.events import AnyEvent, Correction
from correspondence.protocol.letters import Status
from correspondence.reading import read_incoming
from correspondence.service import Outcome
from correspondence.storage import Register, StoredDocument, StoredLetter

from .answers import EventAnswer, kept_document
from .bodies import JSON, Asked, Said, json_body, wanted_of
from .context import Context, Here, waiting
from .counters import EVENTS, LETTERS
from .files import HELD_HEADER, PDF, ZIP, archive, document_response, kept_name
from .problems import documented
from .refusals import LetterHeld, WhichLetter
from .security import Caller, FamilyCaller

router = APIRouter(tags=["events"])


class LetterAsked(Asked):
    """Which letter is asked for as a PDF."""

    recipient: Said = Field(None, description="whose letter: a person id, or `court:<key>` (PDF alone)")
    kind: Said = Field(None, description="which kind of letter (PDF alone)")

    def fits(self, letter: StoredLetter) -> bool:
        """Whether *letter* is one that is asked for."""
        return self.recipient in (None, letter.recipient) and self.kind in (None, letter.kind)


def wanted_type(request: Request, _caller: FamilyCaller) -> str:
    """The type of answer that a caller accepts best. Raises `NotAcceptable` before anything is read."""
    return wanted_of((JSON, PDF, ZIP))(request)


async def event_body(request: Request, _wanted: Annotated[str, Depends(wanted_type)]) -> bytes:
    """The body, read only of a caller who may send one and can be answered."""
    return await json_body(request)


def _documented() -> dict[int | str, dict[str, Any]]:
    binary = {"schema": {"type": "string", "format": "binary"}}
    taken = {"model": EventAnswer, "content": {PDF: binary, ZIP: binary}}
    return {
        201: {**taken, "description": "The event is recorded, with all that it gives."},
        200: {**taken, "description": "The same event again: answered as the first time, nothing is recorded twice."},
        **documented(401, 403, 406, 409, 413, 415, 422),
    }


@router.post("/events", status_code=201, responses=_documented())
@waiting
def post_event(
    here: Here,
    caller: FamilyCaller,
    wanted: Annotated[str, Depends(wanted_type)],
    raw: Annotated[bytes, Depends(event_body)],
    asked: Annotated[LetterAsked, Query()],
) -> Response:
    """Record what happened, and write the letters it gives.

    `Accept: application/json` gives the letters, duties and warnings; `application/pdf` the one letter that
    `recipient` and `kind` name; `application/zip` every document. All is kept in one transaction or nothing is,
    except that a 409 with `choices` or `codes` comes after the event was recorded: send it again to choose.
    """
    event = read_incoming(raw)
    if isinstance(event, AnyOfAreas):
        caller.check_area(here.hubs_of(event.subject))
    else:
        _check_caller(event, here, caller)
    outcome = here.service.take(raw, here.day, caller.key_name, caller.hub)
    _count(here, event.type, outcome)
    status = 200 if outcome.replayed else 201
    if wanted == PDF:
        return _one_letter(here, caller, _chosen(outcome, asked), status)
    if wanted == ZIP:
        return _all_documents(here, caller, outcome, status)
    return EventAnswer.of(outcome).response(status)


def _check_caller(event: AnyEvent, here: Context, caller: Caller) -> None:
    """A key acts for its own Hub: the event's, a corrected event's, and the one where the case is now.

    It loosens a protection, in either event, as a supervisor's alone.
    """
    every = (event, event.event) if isinstance(event, Correction) else (event,)
    known = (here.service.register.case(number) for number in {one.case.identity for one in every})
    caller.check_hub(*(one.hub for one in every), *(case.hub for case in known if case))
    if any(one.loosens for one in every):
        caller.check_may_loosen()


def _count(here: Context, event_type: str, outcome: Outcome) -> None:
    if outcome.replayed:
        return
    here.counters.add(EVENTS, type=event_type)
    for letter in outcome.letters:
        here.counters.add(LETTERS, kind=letter.kind, status=letter.status)


def _chosen(outcome: Outcome, asked: LetterAsked) -> StoredLetter:
    fitting = [letter for letter in outcome.letters if asked.fits(letter)]
    if len(fitting) != 1:
        raise WhichLetter(
            {"recipient": letter.recipient, "kind": letter.kind, "letter_id": letter.letter_id}
            for letter in outcome.letters
        )
    return fitting[0]


def _one_letter(here: Context, caller: Caller, letter: StoredLetter, status: int) -> Response:
    """A letter's PDF in its reader's language."""
    document = kept_document(letter, DocumentForm.PDF)
    if document is None or not caller.may_see(letter):
        raise LetterHeld(finding.code for finding in letter.findings)
    register = here.service.register
    content = register.document(letter.letter_id, document.form, document.language)
    register.note_access(caller.key_name, f"read pdf {document.language}", letter.letter_id)
    return document_response(letter, document, content, status)


def _content(register: Register, letter: StoredLetter, kept: StoredDocument) -> bytes:
    return register.document(letter.letter_id, kept.form, kept.language, kept.copy_to, kept.part)


def _all_documents(here: Context, caller: Caller, outcome: Outcome, status: int) -> Response:
    """Every document that the caller may see, and in a header how many letters are held."""
    register = here.service.register
    held = [letter for letter in outcome.letters if letter.status is Status.HELD]
    shown = [letter for letter in outcome.letters if caller.may_see(letter)]
    members = [
        (kept_name(letter, kept), _content(register, letter, kept)) for letter in shown for kept in letter.documents
    ]
    for letter in shown:
        register.note_access(caller.key_name, "read all documents", letter.letter_id)
    headers = {"Content-Disposition": 'attachment; filename="letters.zip"', HELD_HEADER: str(len(held))}
    return Response(archive(members), status, headers, ZIP)
