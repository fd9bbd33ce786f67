"""`/deliveries`: how each document leaves the house, and what a person says of it."""

from datetime import date, datetime
from typing import Annotated, Any, Self

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from pydantic import BeforeValidator, Field, TypeAdapter

from correspondence.documents import DocumentForm
from correspondence.protocol.fields import ReasonIfAny
from correspondence.protocol.letters import Status
from correspondence.protocol.name_types import NamePart
from correspondence.protocol.record import record
from correspondence.storage import (
    FOR_A_PERSON,
    WORDS,
    DeliveryKey,
    DeliveryState,
    DeliveryStep,
    NoSuchDelivery,
    StoredDelivery,
    Way,
    Word,
    standing_steps,
)

from .answers import Answer
from .bodies import Asked, Said, json_body, read_as, said
from .context import Context, Here, waiting
from .problems import documented
from .refusals import BeforeItsLastStep, InTheFuture, UnknownHub
from .security import Caller, FamilyCaller

router = APIRouter(tags=["deliveries"])
MOST = 500
REFERENCE = r"^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9]{1,3}$"


class DeliveryAnswer(Answer):
    """A delivery: which document leaves by which way, and where it is. It holds no name and no address.

    `reference`: the letter's, and the document's place in it; it stands on whatever leaves. `code`: why it is in its
    state. `not_before`: when it is tried again. `decides`: whether the letter is sent once this has gone.
    """

    reference: str
    letter_id: str
    kind: str
    hub: str
    way: Way | None
    copy_to: str | None
    form: DocumentForm
    pages: int | None
    sha256: str
    decides: bool
    state: DeliveryState
    code: str
    channel: str | None
    tries: int
    not_before: datetime | None
    post_run: str | None
    envelope: int | None
    letter_status: Status
    due_on: date

    @classmethod
    def of(cls, delivery: StoredDelivery) -> Self:
        """A delivery as the register has it."""
        same = (name for name in cls.model_fields if name not in ("reference", "letter_id", "post_run"))
        return cls(
            reference=str(delivery.key),
            letter_id=delivery.key.letter_id,
            post_run=delivery.run_id,
            **{name: getattr(delivery, name) for name in same},
        )


class StepAnswer(Answer):
    """One step of a delivery's way; `by` is null where the service itself took it. `reason` is for staff alone."""

    state: DeliveryState
    code: str
    by: str | None
    at: datetime
    key_name: str | None
    reason: str | None

    @classmethod
    def of(cls, step: DeliveryStep) -> Self:
        """A step as the register has it."""
        return cls(**{name: getattr(step, name) for name in cls.model_fields})


class OneDeliveryAnswer(Answer):
    """A delivery with every step of its way, oldest first."""

    delivery: DeliveryAnswer
    steps: tuple[StepAnswer, ...]


class DeliveriesAnswer(Answer):
    """Deliveries, soonest due first; `more`: how many there are beyond these."""

    deliveries: tuple[DeliveryAnswer, ...]
    more: int


class DeliveriesAsked(Asked):
    """Which deliveries are asked for: those that a person is to look at, unless a state is named."""

    state: Annotated[DeliveryState | None, BeforeValidator(said)] = Field(
        None, description="in one state alone; else all that a person is to look at"
    )
    hub: Said = Field(None, description="one Hub; a key sees its own")


def hubs_of(here: Context, caller: Caller, hub: str | None) -> tuple[str, ...] | None:
    """The Hub that is named; else all that this caller may see (None). Raises `UnknownHub`, `AnotherHub`."""
    if hub is not None:
        if hub not in here.service.directory.hubs:
            raise UnknownHub
        caller.check_hub(hub)
        return (hub,)
    return None if caller.hub is None else (caller.hub,)


@router.get("/deliveries", response_model=DeliveriesAnswer, responses=documented(401, 403, 422))
def get_deliveries(here: Here, caller: FamilyCaller, asked: Annotated[DeliveriesAsked, Query()]) -> Response:
    """How documents leave: those that failed, came back, or are unknown, for a person; or those in one state.

    At most 500, soonest due first.
    """
    states = frozenset({asked.state}) if asked.state else FOR_A_PERSON
    found = here.service.register.deliveries.at(states, hubs_of(here, caller, asked.hub))
    here.service.register.note_access(caller.key_name, "read deliveries", asked.hub or caller.hub or "every Hub")
    shown = tuple(map(DeliveryAnswer.of, found[:MOST]))
    return DeliveriesAnswer(deliveries=shown, more=len(found) - len(shown)).response()


def found_delivery(
    reference: Annotated[str, Path(json_schema_extra={"pattern": REFERENCE})], here: Here, caller: FamilyCaller
) -> StoredDelivery:
    """The delivery of that reference, for a caller who may deal with it. Raises `NoSuchDelivery`."""
    key = DeliveryKey.read(reference)
    found = here.service.register.deliveries.find(key) if key else None
    if found is None:
        raise NoSuchDelivery
    caller.check_hub(found.hub)
    return found


Found = Annotated[StoredDelivery, Depends(found_delivery)]


def _whole(here: Context, delivery: StoredDelivery) -> Response:
    steps = tuple(map(StepAnswer.of, here.service.register.deliveries.steps(delivery.key)))
    return OneDeliveryAnswer(delivery=DeliveryAnswer.of(delivery), steps=steps).response()


@router.get("/deliveries/{reference}", response_model=OneDeliveryAnswer, responses=documented(401, 403, 404, 422))
def get_delivery(here: Here, caller: FamilyCaller, delivery: Found) -> Response:
    """One delivery with every step of its way."""
    here.service.register.note_access(caller.key_name, "read delivery", delivery.key.letter_id)
    return _whole(here, delivery)


@record
class DeliveryWord:
    """What somebody says of a delivery, as of a day; `reason` is for staff alone."""

    word: Word
    by: NamePart
    on: date
    reason: ReasonIfAny = None


WORD = TypeAdapter(DeliveryWord)
WORD_EXAMPLE = {"word": "went", "by": "R. Sample", "on": "2026-11-20"}
_BODY: dict[str, Any] = {
    "required": True,
    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/DeliveryWord"}, "example": WORD_EXAMPLE}},
}


async def word_body(request: Request, _delivery: Found) -> DeliveryWord:
    """What is said of a delivery, read only of a caller who may say so."""
    return read_as(WORD, await json_body(request))


@router.post(
    "/deliveries/{reference}",
    response_model=OneDeliveryAnswer,
    responses=documented(401, 403, 404, 409, 410, 413, 415, 422),
    openapi_extra={"requestBody": _BODY},
)
@waiting
def post_delivery(
    here: Here, caller: FamilyCaller, delivery: Found, wanted: Annotated[DeliveryWord, Depends(word_body)]
) -> Response:
    """Say what became of a delivery, or that it is to leave again, or not at all.

    Of one that is `unknown`: `went`, or, by a supervisor's key with a reason, `did_not_go`: it is handed over again
    then. Of one that failed or was cancelled: `again`, while its letter is still to leave. Until it is handed over:
    `cancelled`, with a reason. Of one that has gone: `came_back`; its letter is returned, and what it was owed for is
    owed again.
    """
    if WORDS[wanted.word].by_supervisor:
        caller.check_may_say_again()
    if here.day is not None and wanted.on > here.day:
        raise InTheFuture
    if wanted.on < standing_steps(here.service.register.steps(delivery.key.letter_id))[-1].on:
        raise BeforeItsLastStep
    service = here.service
    deliveries = service.register.deliveries
    hand = deliveries.hand(wanted.by, wanted.on, caller.key_name)
    told = deliveries.say(delivery.key, wanted.word, hand, wanted.reason, service.derive)
    if wanted.word in (Word.WENT, Word.CAME_BACK):
        service.moving.has_gone(delivery.key.letter_id, here.day or wanted.on)
    return _whole(here, deliveries.find(delivery.key) or told)
