"""`/packs`: the letters of one decision that go out together, approved as one by the hash over their files."""

from datetime import date
from typing import Annotated, Any, Self

from fastapi import APIRouter, Depends, Path, Request, Response
from pydantic import Field, TypeAdapter

from correspondence.catalogue.occasions.pack import Scope
from correspondence.documents import DocumentForm
from correspondence.pack_approval import ApprovalWanted, NoSuchPack, PackNow
from correspondence.packing import Change, Difference, PackState
from correspondence.protocol.name_types import NamePart
from correspondence.protocol.record import record
from correspondence.storage import standing_steps

from .answers import Answer, LetterAnswer, many
from .archives import Entry, zipped
from .bodies import Codes, json_body, read_as
from .context import Here, waiting
from .files import ZIP
from .problems import documented
from .refusals import BeforeItsLastStep, InTheFuture
from .security import SupervisorCaller

router = APIRouter(tags=["packs"])


class DifferenceAnswer(Answer):
    """What differs in a letter; `part`, `form` and `language` name one file of it, or are null for the whole letter."""

    letter_id: str
    change: Change
    part: str | None
    form: DocumentForm | None
    language: str | None

    @classmethod
    def of(cls, found: Difference) -> Self:
        """A difference as the service finds it."""
        return cls(
            letter_id=found.letter_id,
            change=found.change,
            part=found.part or None,
            form=DocumentForm(found.form) if found.form else None,
            language=found.language or None,
        )


class PackAnswer(Answer):
    """A pack: its letters, the hash over their files, and whether somebody's approval of it stands.

    `differs`: what is not as it was approved, or would be otherwise were it written now. `approved_by` and
    `approved_on` are of the last approval, also where that is void.
    """

    event_id: str
    kind: str
    scope: Scope
    pack_sha256: str
    state: PackState
    differs: tuple[DifferenceAnswer, ...]
    approved_by: str | None
    approved_on: date | None
    letters: tuple[LetterAnswer, ...]

    @classmethod
    def of(cls, pack: PackNow) -> Self:
        """A pack as the register has it."""
        return cls(
            event_id=pack.event_id,
            kind=pack.kind,
            scope=pack.scope,
            pack_sha256=pack.manifest.sha256,
            state=pack.standing.state,
            differs=tuple(map(DifferenceAnswer.of, pack.standing.differs)),
            approved_by=pack.approval.by if pack.approval else None,
            approved_on=pack.approval.on if pack.approval else None,
            letters=tuple(map(LetterAnswer.of, pack.letters)),
        )


def found_event(
    event_id: Annotated[str, Path(description="of the event that gave the packs")], here: Here, caller: SupervisorCaller
) -> str:
    """The id of an event of a service area, for a supervisor of one of its Hubs. Raises `NoSuchPack`."""
    known = here.service.register.stored_event(event_id) if event_id.isascii() and event_id.isprintable() else None
    if known is None or not known.subject.is_of_areas:
        raise NoSuchPack
    caller.check_area(here.hubs_of(known.subject))
    return event_id


Found = Annotated[str, Depends(found_event)]
Kind = Annotated[str, Path(description="of the pack's letters, as `national_notification`")]


@router.get("/packs/{event_id}", response_model=list[PackAnswer], responses=documented(401, 403, 404, 422))
def get_packs(here: Here, caller: SupervisorCaller, event_id: Found) -> Response:
    """The packs that an event of a service area gave, the national one first; none where it gave letters of no pack."""
    here.service.register.note_access(caller.key_name, "read packs", event_id)
    return many([PackAnswer.of(pack) for pack in here.service.packs.of_event(event_id)])


_ZIPPED: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Every file of the pack and of its index, with `index.json` over them.",
        "content": {ZIP: {"schema": {"type": "string", "format": "binary"}}},
    },
    **documented(401, 403, 404, 422),
}


@router.get("/packs/{event_id}/{kind}.zip", response_class=Response, responses=_ZIPPED)
def get_pack_files(here: Here, caller: SupervisorCaller, event_id: Found, kind: Kind) -> Response:
    """A pack's files in one archive, each letter in a folder of its own, the pack's index first.

    `index.json` names each file with its hash, and says how the pack's approval stands. Every reading is recorded.
    """
    pack = here.service.packs.find(event_id, kind)
    letters = (*here.service.packs.index_of(pack), *pack.letters)
    entries = [Entry(said=LetterAnswer.of(each), letter=each, documents=each.documents) for each in letters]
    about = PackAnswer.of(pack).model_dump(mode="json", exclude={"letters"})
    return zipped(here, caller.key_name, f"{pack.kind}.zip", about, entries)


@router.get("/packs/{event_id}/{kind}", response_model=PackAnswer, responses=documented(401, 403, 404, 422))
def get_pack(here: Here, caller: SupervisorCaller, event_id: Found, kind: Kind) -> Response:
    """One pack: its letters with their documents, its hash, and whether it is approved."""
    pack = here.service.packs.find(event_id, kind)
    here.service.register.note_access(caller.key_name, f"read pack {pack.kind}", event_id)
    return PackAnswer.of(pack).response()


@record
class PackApproved:
    """Somebody has seen every file of a pack and approves it: who, on which day, and the hash of what they saw."""

    pack_sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    by: NamePart
    on: date
    acknowledges: Codes = ()

    @property
    def wanted(self) -> ApprovalWanted:
        """The same, as the service takes it."""
        return ApprovalWanted(pack_sha256=self.pack_sha256, by=self.by, on=self.on, acknowledges=self.acknowledges)


APPROVED = TypeAdapter(PackApproved)
_BODY = {
    "required": True,
    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/PackApproved"}}},
}


async def approval_body(request: Request, _event_id: Found) -> PackApproved:
    """Who approves which files, read only of a caller who may approve."""
    return read_as(APPROVED, await json_body(request))


@router.post(
    "/packs/{event_id}/{kind}/approval",
    response_model=PackAnswer,
    responses=documented(401, 403, 404, 409, 413, 415, 422),
    openapi_extra={"requestBody": _BODY},
)
@waiting
def post_approval(
    here: Here,
    caller: SupervisorCaller,
    event_id: Found,
    kind: Kind,
    said: Annotated[PackApproved, Depends(approval_body)],
) -> Response:
    """Approve a pack as one, by its hash: each of its letters is approved with it, or none.

    The approval is of those very files. From the moment that anything differs, in a letter or in the directory, it is
    void, and no letter of the pack is sent until the pack is approved again; `differs` says what, letter by letter.
    Where a letter would say something else now, is missing or has a reader that it had not, what was not sent is
    written again at once, to be looked at under another hash.
    """
    if here.day is not None and said.on > here.day:
        raise InTheFuture
    steps = here.service.register.steps
    letters = here.service.packs.find(event_id, kind).letters
    if any(said.on < standing_steps(steps(letter.letter_id))[-1].on for letter in letters):
        raise BeforeItsLastStep
    pack = here.service.packs.approve(event_id, kind, said.wanted, caller.key_name, here.day)
    here.service.register.note_access(caller.key_name, f"approve pack {kind}", event_id)
    return PackAnswer.of(pack).response()
