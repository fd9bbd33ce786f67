"""`/post-runs`: what our own printer prints in one go, and what was posted of it."""

from datetime import date, datetime
from typing import Annotated, Any, Self

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import Field, StringConstraints, TypeAdapter

from correspondence.dispatch.own_printer import Posted, make_run, members, say_posted
from correspondence.protocol.days.calendar import london_day
from correspondence.protocol.fields import Key
from correspondence.protocol.name_types import NamePart
from correspondence.protocol.record import record
from correspondence.storage import NoSuchPostRun, Postage, PostRunState, StoredPostRun

from .answers import Answer
from .bodies import Asked, Said, json_body, read_as
from .context import Here, waiting
from .deliveries import REFERENCE, DeliveryAnswer, hubs_of
from .files import ZIP, chunks, open_archive
from .problems import documented
from .refusals import BeforeItsLastStep, InTheFuture, UnknownHub
from .security import FamilyCaller

router = APIRouter(tags=["deliveries"])
_MOST = 2000
_References = Annotated[tuple[Annotated[str, StringConstraints(pattern=REFERENCE)], ...], Field(max_length=_MOST)]


class PostRunAnswer(Answer):
    """A post run, with its deliveries in the order of their envelopes; those of one envelope are its inserts.

    `open`: it is printed and put in envelopes; `closed`: it is known what was posted.
    """

    run_id: str
    hub: str
    state: PostRunState
    duplex: bool
    postage: Postage
    made_at: datetime
    closed_by: str | None
    closed_on: date | None
    deliveries: tuple[DeliveryAnswer, ...]

    @classmethod
    def of(cls, run: StoredPostRun) -> Self:
        """A post run as the register has it."""
        same = (name for name in cls.model_fields if name != "deliveries")
        deliveries = tuple(map(DeliveryAnswer.of, run.deliveries))
        return cls(deliveries=deliveries, **{name: getattr(run, name) for name in same})


class PostRunsAnswer(Answer):
    """Post runs, newest first, at most a hundred."""

    post_runs: tuple[PostRunAnswer, ...]


class PostRunsAsked(Asked):
    """Whose post runs are asked for."""

    hub: Said = Field(None, description="one Hub; a key sees its own")


@record
class PostRunAsked:
    """A run of all that waits to be posted in a Hub."""

    hub: Key


@record
class PostedSaid:
    """What was posted of a run, by whom and on which day: all of it but `not_posted`, which waits again.

    `not_posted`: references of what was taken out, whole envelopes. `went_all_the_same`: references of what is no
    longer to go, and was posted before anybody could take it out.
    """

    by: NamePart
    on: date
    not_posted: _References = ()
    went_all_the_same: _References = ()

    @property
    def posted(self) -> Posted:
        """The same, as our own printer takes it."""
        return Posted(by=self.by, on=self.on, not_posted=self.not_posted, went_all_the_same=self.went_all_the_same)


ASKED, SAID = TypeAdapter(PostRunAsked), TypeAdapter(PostedSaid)


def _body(name: str, example: dict[str, Any]) -> dict[str, Any]:
    content = {"schema": {"$ref": f"#/components/schemas/{name}"}, "example": example}
    return {"requestBody": {"required": True, "content": {"application/json": content}}}


async def run_body(request: Request, _caller: FamilyCaller) -> PostRunAsked:
    """Whose run is asked for, read only of a caller who may ask."""
    return read_as(ASKED, await json_body(request))


@router.post(
    "/post-runs",
    status_code=201,
    response_model=PostRunAnswer,
    responses=documented(401, 403, 409, 413, 415, 422),
    openapi_extra=_body("PostRunAsked", {"hub": "essex"}),
)
@waiting
def post_post_runs(here: Here, caller: FamilyCaller, asked: Annotated[PostRunAsked, Depends(run_body)]) -> Response:
    """Make a run of every approved letter of a Hub that goes by post: each examined again, its pages looked at.

    What it holds no other run holds. Where nothing waits it is refused (`nothing_to_post`). What cannot be printed and
    posted is in `/deliveries`, with the reason. Nothing is sent until somebody says that it was posted.
    """
    caller.check_hub(asked.hub)
    if asked.hub not in here.service.directory.hubs:
        raise UnknownHub
    run = make_run(here.service, here.channels, asked.hub, here.reading_day, caller.key_name)
    here.service.register.note_access(caller.key_name, "post run", run.run_id)
    return PostRunAnswer.of(run).response(201, {"Location": f"/post-runs/{run.run_id}"})


@router.get("/post-runs", response_model=PostRunsAnswer, responses=documented(401, 403, 422))
def get_post_runs(here: Here, caller: FamilyCaller, asked: Annotated[PostRunsAsked, Query()]) -> Response:
    """The last post runs of a Hub, newest first."""
    hubs = hubs_of(here, caller, asked.hub)
    found = here.service.register.post_runs.of(hubs[0] if hubs else None)
    here.service.register.note_access(caller.key_name, "read post runs", asked.hub or caller.hub or "every Hub")
    return PostRunsAnswer(post_runs=tuple(map(PostRunAnswer.of, found))).response()


def found_post_run(run_id: Annotated[str, Path(max_length=64)], here: Here, caller: FamilyCaller) -> StoredPostRun:
    """The post run of that id, for a caller who may deal with it. Raises `NoSuchPostRun`."""
    run = here.service.register.post_runs.find(run_id) if run_id.isascii() and run_id.isprintable() else None
    if run is None:
        raise NoSuchPostRun
    caller.check_hub(run.hub)
    return run


Found = Annotated[StoredPostRun, Depends(found_post_run)]
_ZIPPED: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "A manifest, a sheet of addresses, and each insert as it is printed.",
        "content": {ZIP: {"schema": {"type": "string", "format": "binary"}}},
    },
    **documented(401, 403, 404, 422),
}


@router.get("/post-runs/{run_id}.zip", response_class=Response, responses=_ZIPPED)
def get_post_run_documents(here: Here, caller: FamilyCaller, run: Found) -> Response:
    """All of a run, to be printed: numbered by envelope and insert; on both sides each begins a sheet of its own.

    What is no longer to go is in it no more, and its number is left out. It holds names and addresses.
    """
    for letter_id in dict.fromkeys(each.key.letter_id for each in run.deliveries):
        here.service.register.note_access(caller.key_name, "read to post", letter_id)
    file, size = open_archive(members(here.service, run))
    headers = {"Content-Disposition": 'attachment; filename="post_run.zip"', "Content-Length": str(size)}
    return StreamingResponse(chunks(file), 200, headers, ZIP)


@router.get("/post-runs/{run_id}", response_model=PostRunAnswer, responses=documented(401, 403, 404, 422))
def get_post_run(here: Here, caller: FamilyCaller, run: Found) -> Response:
    """One post run, and where each of its deliveries is."""
    here.service.register.note_access(caller.key_name, "read post run", run.run_id)
    return PostRunAnswer.of(run).response()


async def posted_body(request: Request, _run: Found) -> PostedSaid:
    """What was posted of a run, read only of a caller who may say so."""
    return read_as(SAID, await json_body(request))


@router.post(
    "/post-runs/{run_id}/posted",
    response_model=PostRunAnswer,
    responses=documented(401, 403, 404, 409, 413, 415, 422),
    openapi_extra=_body("PostedSaid", {"by": "R. Sample", "on": "2026-11-20", "not_posted": []}),
)
@waiting
def post_posted(
    here: Here, caller: FamilyCaller, run: Found, wanted: Annotated[PostedSaid, Depends(posted_body)]
) -> Response:
    """Say that a run was posted, but for what was taken out of it, which waits again for the next.

    Its letters are sent from that day on. Where a letter was taken back since the run was made it is refused
    (`not_said_of`) until its reference is in `not_posted` or in `went_all_the_same`.
    """
    if here.day is not None and wanted.on > here.day:
        raise InTheFuture
    if here.day is not None and wanted.on < london_day(run.made_at):
        raise BeforeItsLastStep
    return PostRunAnswer.of(
        say_posted(here.service, run.run_id, wanted.posted, here.day or wanted.on, caller.key_name)
    ).response()
