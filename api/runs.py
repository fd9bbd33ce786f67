"""`/court-lists` and `/runs`: what is done for many at once, watched, and fetched in one archive."""

from datetime import date
from typing import Annotated, Any, Self

from fastapi import APIRouter, Depends, Path, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import TypeAdapter

from correspondence import runs
from correspondence.documents import name_of_file
from correspondence.protocol.fields import Key
from correspondence.protocol.letters import Status
from correspondence.protocol.record import record
from correspondence.storage import NoSuchRun, RunKind, RunStatus, StoredLetter, StoredRun

from .answers import Answer, DocumentAnswer, document_answer
from .bodies import json_body, read_as
from .context import Context, Here
from .counters import EVENTS, LETTERS, RUNS
from .files import HELD_HEADER, ZIP, chunks, open_archive
from .problems import documented
from .refusals import RunUnfinished, UnknownHub
from .security import Caller, FamilyCaller, ListsCaller

router = APIRouter(tags=["runs"])
RUN_ID = r"^[0-9a-f]{16}$"
_EVENT_TYPES = {
    RunKind.COURT_LISTS: "court_list_made",
    RunKind.DUE_UPDATES: "update_due",
    RunKind.HUB_CLOSING: "hub_closing",
}


class FailureAnswer(Answer):
    """What a run could not do, and by which rule. `what`: a case number, or a Hub and its court."""

    what: str
    rule: str
    detail: str


class RunDocumentAnswer(DocumentAnswer):
    """One file of a letter that a run gave."""

    letter_id: str
    kind: str
    status: Status


class RunAnswer(Answer):
    """A run: `done` of `total` are dealt with, those that `failed` among them. `total` is 0 until they are counted.

    `documents` are those of every letter that it gave, or found already given. `interrupted`: the service stopped
    before the end; `failed` with the rule `not_begun`: it stopped before the run was begun. The same call again makes
    what is missing.
    """

    run_id: str
    kind: RunKind
    status: RunStatus
    total: int
    done: int
    failed: tuple[FailureAnswer, ...]
    documents: tuple[RunDocumentAnswer, ...]

    @classmethod
    def of(cls, run: StoredRun, letters: tuple[StoredLetter, ...]) -> Self:
        """A run as the register has it, and its letters."""
        return cls(
            run_id=run.run_id,
            kind=run.kind,
            status=run.status,
            total=run.total,
            done=run.done,
            failed=tuple(FailureAnswer.model_validate(each) for each in run.failed),
            documents=tuple(answer for letter in letters for answer in _documents(letter)),
        )


def _documents(letter: StoredLetter) -> tuple[RunDocumentAnswer, ...]:
    return tuple(
        RunDocumentAnswer(
            letter_id=letter.letter_id,
            kind=letter.kind,
            status=letter.status,
            **document_answer(letter, document).model_dump(),
        )
        for document in letter.documents
    )


@record
class CourtListsAsked:
    """The lists of the week that a day is in, for one court, or (null) for each that the caller may act for."""

    week_of: date
    court: Key | None = None


@record
class DueAsked:
    """The updates that are due on that day, or were due before and have not been written."""

    on: date


@record
class ClosingAsked:
    """The letters to the families who still wait in a Hub that closes, on the day that the Board decided."""

    hub: Key


COURT_LISTS, DUE, CLOSING = TypeAdapter(CourtListsAsked), TypeAdapter(DueAsked), TypeAdapter(ClosingAsked)


def _body(name: str, example: dict[str, str | None]) -> dict[str, Any]:
    content = {"schema": {"$ref": f"#/components/schemas/{name}"}, "example": example}
    return {"requestBody": {"required": True, "content": {"application/json": content}}}


async def lists_body(request: Request, _caller: ListsCaller) -> CourtListsAsked:
    """Which lists are asked for, read only of a caller who may ask."""
    return read_as(COURT_LISTS, await json_body(request))


async def due_body(request: Request, _caller: FamilyCaller) -> DueAsked:
    """Which updates are asked for, read only of a caller who may ask."""
    return read_as(DUE, await json_body(request))


async def closing_body(request: Request, _caller: FamilyCaller) -> ClosingAsked:
    """Which Hub closes, read only of a caller who may ask."""
    return read_as(CLOSING, await json_body(request))


_REFUSED = documented(401, 403, 413, 415, 422)


@router.post(
    "/court-lists",
    status_code=202,
    response_model=RunAnswer,
    responses=_REFUSED,
    openapi_extra=_body("CourtListsAsked", {"week_of": "2026-11-30", "court": None}),
)
def post_court_lists(
    here: Here, caller: ListsCaller, asked: Annotated[CourtListsAsked, Depends(lists_body)]
) -> Response:
    """Begin a run that makes the courts' lists of a week: one for each Hub and court, also where there is no case.

    A week has one list: asked for again it is the list that was made, though cases changed since, unless that was
    withdrawn. While trying out, `week_of` is the day on which the lists are made.
    """
    today = here.day or asked.week_of
    run = runs.ask_court_lists(
        here.service, asked.week_of, today, court=asked.court, hubs=_hubs(here, caller), by=caller.key_name
    )
    return _begun(here, caller, run, today)


@router.post(
    "/runs/due",
    status_code=202,
    response_model=RunAnswer,
    responses=_REFUSED,
    openapi_extra=_body("DueAsked", {"on": "2026-11-30"}),
)
def post_runs_due(here: Here, caller: FamilyCaller, asked: Annotated[DueAsked, Depends(due_body)]) -> Response:
    """Begin a run that writes the updates which are due on a day, or were due before: each reader's by their own clock.

    An `update_due` event is recorded for each case where it is somebody's turn, on no day twice. A case whose alert
    waits to be reviewed is listed in `failed`. While trying out, `on` is the day on which they are written.
    """
    today = here.day or asked.on
    run = runs.ask_due_updates(here.service, asked.on, today, hubs=_hubs(here, caller), by=caller.key_name)
    return _begun(here, caller, run, today)


@router.post(
    "/runs/closing",
    status_code=202,
    response_model=RunAnswer,
    responses=_REFUSED,
    openapi_extra=_body("ClosingAsked", {"hub": "essex"}),
)
def post_runs_closing(
    here: Here, caller: FamilyCaller, asked: Annotated[ClosingAsked, Depends(closing_body)]
) -> Response:
    """Begin a run that tells every family still waiting in a Hub that it closes, and that nothing is lost by it.

    A `hub_closing` event is recorded for each case, for one closing day once. Where the Board has not decided that the
    Hub closes it is refused (`not_decided`); where it decided that the Hub stays open no family is written to. While
    trying out, the letters are written on the day of the decision.
    """
    caller.check_hub(asked.hub)
    run = runs.ask_hub_closing(here.service, asked.hub, by=caller.key_name)
    return _begun(here, caller, run, here.day or date.fromisoformat(run.asked["decided_on"] or ""))


def _hubs(here: Context, caller: Caller) -> tuple[str, ...]:
    known = tuple(here.service.directory.hubs)
    if caller.hub is not None and caller.hub not in known:
        raise UnknownHub
    return known if caller.hub is None else (caller.hub,)


def _begun(here: Context, caller: Caller, run: StoredRun, today: date) -> Response:
    """The answer to a call that begins a run, which is carried out beside the calls."""
    here.service.register.note_access(caller.key_name, f"run {run.kind}", run.run_id)
    here.worker.give(lambda: _carry_out(here, run, today), instead=lambda: runs.give_up(here.service, run))
    return RunAnswer.of(run, ()).response(202, {"Location": f"/runs/{run.run_id}"})


def _carry_out(here: Context, run: StoredRun, today: date) -> None:
    ended = runs.carry_out(
        here.service, run, today, tell=lambda step: _count(here, step), is_stopping=lambda: here.worker.is_stopping
    )
    here.counters.add(RUNS, kind=ended.kind, status=ended.status)


def _count(here: Context, step: runs.Step) -> None:
    if step.made_now:
        here.counters.add(EVENTS, type=_EVENT_TYPES[step.run.kind])
        for letter in step.letters:
            here.counters.add(LETTERS, kind=letter.kind, status=letter.status)


def found_run(
    run_id: Annotated[str, Path(json_schema_extra={"pattern": RUN_ID})], here: Here, caller: ListsCaller
) -> StoredRun:
    """The run of that id, for a caller who could have asked for it. Raises `NoSuchRun`."""
    run = here.service.register.runs.find(run_id) if run_id.isascii() and run_id.isprintable() else None
    if run is None:
        raise NoSuchRun(run_id)
    if run.kind is not RunKind.COURT_LISTS:
        caller.check_families()
    caller.check_hub(*run.hubs)
    return run


Found = Annotated[StoredRun, Depends(found_run)]
_ZIPPED: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Every document the caller may see; a header says how many letters are held.",
        "content": {ZIP: {"schema": {"type": "string", "format": "binary"}}},
    },
    **documented(401, 403, 404, 409, 422),
}


@router.get("/runs/{run_id}.zip", response_class=Response, responses=_ZIPPED)
def get_run_documents(here: Here, caller: ListsCaller, run: Found) -> Response:
    """All that a run gave, in one archive, each letter numbered by its place in the run.

    The same letters give the same bytes. A held letter's documents are for a supervisor alone.
    """
    if run.status is RunStatus.RUNNING:
        raise RunUnfinished
    register = here.service.register
    letters = register.runs.letters(run.run_id)
    shown = {letter.letter_id for letter in letters if caller.may_see(letter)}
    for letter_id in shown:
        register.note_access(caller.key_name, "read all documents", letter_id)
    members = (
        (
            name_of_file(letter.kind, ordinal, kept.part, kept.language, kept.copy_to, kept.form),
            register.document(letter.letter_id, kept.form, kept.language, kept.copy_to, kept.part),
        )
        for ordinal, letter in enumerate(letters, start=1)
        if letter.letter_id in shown
        for kept in letter.documents
    )
    file, size = open_archive(members)
    held = sum(letter.status is Status.HELD for letter in letters)
    headers = {
        "Content-Disposition": f'attachment; filename="{run.kind}.zip"',
        "Content-Length": str(size),
        HELD_HEADER: str(held),
    }
    return StreamingResponse(chunks(file), 200, headers, ZIP)


@router.get("/runs/{run_id}", response_model=RunAnswer, responses=documented(401, 403, 404, 422))
def get_run(here: Here, caller: ListsCaller, run: Found) -> Response:
    """How far a run is, what it could not do, and the documents it gave so far."""
    here.service.register.note_access(caller.key_name, "read run", run.run_id)
    return RunAnswer.of(run, here.service.register.runs.letters(run.run_id)).response()
