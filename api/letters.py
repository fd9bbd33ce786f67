"""`/letters`: a letter, its documents, and where it is on its way."""

from datetime import date, datetime
from typing import Annotated, Any, Self

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from pydantic import Field, TypeAdapter

from correspondence.catalogue.kind import LETTER_PART
from correspondence.documents import DocumentForm
from correspondence.protocol.case.people import Route
from correspondence.protocol.fields import ReasonIfAny
from correspondence.protocol.letters import MOVES, Move, Status
from correspondence.protocol.name_types import NamePart
from correspondence.protocol.record import record
from correspondence.storage import (
    Mistake,
    NoSuchDocument,
    NoSuchLetter,
    StatusChange,
    StatusRecord,
    StoredLetter,
    UnlawfulMove,
    standing_steps,
)

from .answers import Answer, LetterAnswer, kept_document, many
from .bodies import Asked, Codes, Said, json_body, read_as
from .context import Context, Here, waiting
from .files import MANNERS, document_response
from .problems import documented
from .refusals import AnotherRoute, BeforeItsLastStep, InTheFuture, LetterHeld, NoRoute
from .security import ListsCaller

router = APIRouter(tags=["letters"])
LETTER_ID = r"^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$"


def found_letter(
    letter_id: Annotated[str, Path(description="the id printed on it", json_schema_extra={"pattern": LETTER_ID})],
    here: Here,
    caller: ListsCaller,
) -> StoredLetter:
    """The letter of that id, for a caller who may act for its Hub. Raises `NoSuchLetter`, `CaseErased`.

    A key for lists finds courts' lists alone; what is of a service area is for the supervisors of its Hubs.
    """
    register = here.service.register
    letter = register.letter(letter_id) if letter_id.isascii() and letter_id.isprintable() else None
    if letter is None:
        raise NoSuchLetter(letter_id)
    if letter.subject.is_of_areas:
        caller.check_area(here.hubs_of(letter.subject))
        return letter
    case = register.case(letter.subject.name) if letter.subject.is_case else None
    if case is not None:
        caller.check_families()
    caller.check_hub(case.hub if case else letter.hub)  # a case may have moved to another Hub since
    return letter


Found = Annotated[StoredLetter, Depends(found_letter)]


@router.get("/letters/{letter_id}", response_model=LetterAnswer, responses=documented(401, 403, 404, 410, 422))
def get_letter(here: Here, caller: ListsCaller, letter: Found) -> Response:
    """A letter: to whom, where it is on its way, its documents, and what the checks found."""
    here.service.register.note_access(caller.key_name, "read letter", letter.letter_id)
    return LetterAnswer.of(letter).response()


class StepAnswer(Answer):
    """One step of a letter's way, and why it was taken where somebody said so.

    `by` is null where the service itself took it. `stands` is false for what was recorded in error, and for the step
    that says so (`takes_back`), whose `status` is where the letter was before.
    """

    status: Status
    by: str | None
    on: date
    route: Route | None
    reason: str | None
    takes_back: bool
    stands: bool
    at: datetime
    key_name: str | None

    @classmethod
    def of(cls, step: StatusRecord, *, stands: bool) -> Self:
        """A step as the register has it."""
        return cls(
            status=step.status,
            by=step.by,
            on=step.on,
            route=step.route,
            reason=step.reason,
            takes_back=step.takes_back is not None,
            stands=stands,
            at=step.at,
            key_name=step.key_name,
        )


@router.get(
    "/letters/{letter_id}/history", response_model=list[StepAnswer], responses=documented(401, 403, 404, 410, 422)
)
def get_history(here: Here, caller: ListsCaller, letter: Found) -> Response:
    """Every step of a letter's way, oldest first: who took it, when, and why it was sent back, withdrawn or returned.

    The reasons are for staff: they are told here and nowhere else. The reading is recorded.
    """
    steps = here.service.register.steps(letter.letter_id)
    standing = set(standing_steps(steps))
    here.service.register.note_access(caller.key_name, "read history", letter.letter_id)
    return many([StepAnswer.of(step, stands=step in standing) for step in steps])


class DocumentAsked(Asked):
    """Which document of one form is asked for."""

    language: Said = Field(None, description="`en` gives the English companion; else the reader's")
    copy_to: Said = Field(None, description="`representative`: the copy for the reader's solicitor; `court`: its own")
    part: Said = Field(None, description="which part, where a letter has several: `draft_order`, say; else the letter")


def _documented_forms() -> dict[int | str, dict[str, Any]]:
    binary = {"schema": {"type": "string", "format": "binary"}}
    content = {manner.media_type: binary for manner in MANNERS.values()}
    ok = {"description": "The bytes that were kept; `ETag` is their SHA-256.", "content": content}
    return {200: ok, **documented(401, 403, 404, 409, 410, 422)}


@router.get("/letters/{letter_id}/document.{form}", response_class=Response, responses=_documented_forms())
def get_document(
    form: Annotated[str, Path(json_schema_extra={"enum": [str(form) for form in DocumentForm]})],
    here: Here,
    caller: ListsCaller,
    letter: Found,
    asked: Annotated[DocumentAsked, Query()],
) -> Response:
    """A document of a letter, exactly as it was kept, in the reader's language unless another is asked for.

    A held letter's documents are for a supervisor alone. Every reading is recorded with the name of its key.
    """
    if form not in set(DocumentForm):
        raise NoSuchDocument(letter.letter_id)
    if not caller.may_see(letter):
        raise LetterHeld(finding.code for finding in letter.findings)
    kept = kept_document(letter, DocumentForm(form), asked.language, asked.copy_to, asked.part or LETTER_PART)
    if kept is None:
        raise NoSuchDocument(letter.letter_id)
    register = here.service.register
    content = register.document(letter.letter_id, kept.form, kept.language, kept.copy_to, kept.part)
    which = [kept.form, kept.language, *([kept.part] if asked.part else []), *([kept.copy_to] if kept.copy_to else [])]
    register.note_access(caller.key_name, f"read {' '.join(which)}", letter.letter_id)
    return document_response(letter, kept, content)


@record
class LetterStatus:
    """A letter moves on: who says so, on which day, by which route it went, which findings they have seen, and why.

    `reason` is for staff alone: it is kept in the letter's history. `sent_back` and `recorded_in_error` want one.
    """

    status: Move
    by: NamePart
    on: date
    route: Route | None = None
    acknowledges: Codes = ()
    reason: ReasonIfAny = None

    @property
    def change(self) -> StatusChange:
        """The same, as the register takes it."""
        return StatusChange(
            status=Status(self.status),
            by=self.by,
            on=self.on,
            route=self.route,
            acknowledges=self.acknowledges,
            reason=self.reason,
        )

    @property
    def mistake(self) -> Mistake:
        """The same, where it says that what was said last was said in error."""
        return Mistake(by=self.by, on=self.on, reason=self.reason or "")


STATUS = TypeAdapter(LetterStatus)
_STATUS_BODY = {
    "required": True,
    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/LetterStatus"}}},
}


async def status_body(request: Request, _letter: Found) -> LetterStatus:
    """What is to become of a letter, read only of a caller who may say so."""
    return read_as(STATUS, await json_body(request))


@router.post(
    "/letters/{letter_id}/status",
    response_model=LetterAnswer,
    responses=documented(401, 403, 404, 409, 410, 413, 415, 422),
    openapi_extra={"requestBody": _STATUS_BODY},
)
@waiting
def post_status(
    here: Here, caller: ListsCaller, letter: Found, wanted: Annotated[LetterStatus, Depends(status_body)]
) -> Response:
    """Move a letter on: a draft is approved, sent, perhaps returned; whatever is unsent can be sent back or withdrawn.

    Whoever approves acknowledges each finding by its code; where a letter is in English without a panel
    (`language_not_available`) a supervisor's key alone approves it, with a reason. Sending names the route, which is
    the one the letter was written for. Only `sent` ends a duty and starts a clock. Before it is approved or sent a
    letter is examined again; where it would say something else now it is held as `out_of_date`, and another is written
    instead at once. So is what another letter of the case would say once this one has gone, or come back.

    What was `sent_back`, with a reason, is for staff to mend: it stays on its way until an event changes what it says
    and it is written anew, or until it is approved after all or withdrawn. `recorded_in_error` takes the last `sent` or
    `returned` back, by a supervisor's key alone, with a reason: the letter is again where it was before, and every
    clock and duty is as if that had never been said.
    """
    if MOVES[wanted.status].by_supervisor:
        caller.check_may_take_back()
    if wanted.status is Move.APPROVED:
        caller.check_may_approve(finding.code for finding in letter.findings)
    if here.day is not None and wanted.on > here.day:
        raise InTheFuture
    if wanted.on < standing_steps(here.service.register.steps(letter.letter_id))[-1].on:
        raise BeforeItsLastStep
    if wanted.status is Move.SENT:
        _check_route(wanted.route, letter)
    service, letter_id, key_name = here.service, letter.letter_id, caller.key_name
    try:
        if wanted.status is Move.RECORDED_IN_ERROR:
            moved = service.take_back(letter_id, wanted.mistake, key_name, today=here.day)
        else:
            moved = service.move_on(letter_id, wanted.change, key_name, today=here.day)
    except UnlawfulMove as unlawful:
        _tell_why_held(here, unlawful)
        raise
    return LetterAnswer.of(moved).response()


def _check_route(route: Route | None, letter: StoredLetter) -> None:
    if route in (None, Route.NONE):
        raise NoRoute
    if route is not letter.route:
        raise AnotherRoute


def _tell_why_held(here: Context, unlawful: UnlawfulMove) -> None:
    """Where a letter is held, perhaps since a moment ago, its findings' codes say more than its status."""
    if unlawful.before is Status.HELD:
        letter = here.service.register.letter(unlawful.letter_id)
        raise LetterHeld(finding.code for finding in (letter.findings if letter else ())) from unlawful
