"""`/cases`: what the register holds of a case; to staff of its Hub also how it stands, and what somebody received."""

import re
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from pydantic import Field, TypeAdapter

from correspondence.protocol.case.case import Case
from correspondence.protocol.history.disclosure import explain
from correspondence.protocol.history.readers import living
from correspondence.protocol.words.folding import case_identity
from correspondence.received import received_by
from correspondence.storage import CaseErased, NoSuchCase, StoredCase

from .answers import CaseAnswer, LetterAnswer, ReceivedAnswer, case_event_answers, duty_answers, many
from .archives import Entry, zipped
from .bodies import JSON, Asked, Day, wanted_of
from .context import Here
from .files import ZIP
from .problems import documented
from .security import FamilyCaller

router = APIRouter(tags=["cases"])
CASE_NUMBER = r"^[A-Za-z0-9-]{5,20}$"
_IDENTITY = re.compile(r"[A-Z0-9]{1,20}")
CASE = TypeAdapter(Case)


def found_case(
    case_number: Annotated[str, Path(json_schema_extra={"pattern": CASE_NUMBER})], here: Here, caller: FamilyCaller
) -> StoredCase:
    """The case of that number, however it is written, for a caller who may act for its Hub. Raises `NoSuchCase`."""
    case_number = case_identity(case_number)
    case = here.service.register.case(case_number) if _IDENTITY.fullmatch(case_number) else None
    if case is None:
        raise NoSuchCase(case_number)
    caller.check_hub(case.hub)
    return case


Found = Annotated[StoredCase, Depends(found_case)]


@router.get("/cases/{case_number}", response_model=CaseAnswer, responses=documented(401, 403, 404, 410, 422))
def get_case(here: Here, caller: FamilyCaller, case: Found) -> Response:
    """A case, however its number is written: ids, types and days of its events; its letters; its duties.

    For a supervisor also `withheld`: what is hidden from which reader, whose it is and why, without any value.
    """
    service, case_number = here.service, case.case_number
    case_file = service.case_file(case_number)
    if case_file is None:
        raise CaseErased(case_number)
    service.register.note_access(caller.key_name, "read case", case_number)
    hidden = (line for reader in living(case_file) for line in explain(case_file, reader))
    return CaseAnswer(
        case_number=case_number,
        hub=case.hub,
        events=case_event_answers(service.register.history(case_number)),
        letters=tuple(LetterAnswer.of(letter) for letter in service.register.letters_of_case(case_number)),
        duties=duty_answers(service.duties_of(case_number, here.reading_day)),
        withheld=tuple(hidden) if caller.sees_held else None,
    ).response()


_RECORD: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The case, as the next event of it gives it in `case`.",
        "content": {JSON: {"schema": {"$ref": "#/components/schemas/Case"}}},
    },
    **documented(401, 403, 404, 410, 422),
}


@router.get("/cases/{case_number}/record", response_class=Response, responses=_RECORD)
def get_record(here: Here, caller: FamilyCaller, case: Found) -> Response:
    """The case as it now stands, to build the next event on: the `case` of an event that changes nothing of it.

    Corrections and details that were learnt are in it, and each person has the protection that they have earned: what
    an event left out does not loosen it. It is personal data of everybody in the case: the reading is recorded.
    """
    case_file = here.service.case_file(case.case_number)
    if case_file is None:
        raise CaseErased(case.case_number)
    here.service.register.note_access(caller.key_name, "read record", case.case_number)
    return Response(CASE.dump_json(case_file.case, exclude_none=True), media_type=JSON)


class ReceivedAsked(Asked):
    """Until when."""

    by: Day = Field(None, description="what had gone by the end of this day, as was known then; else all that went")


_RECEIVED: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "What went, oldest first; as application/zip its files, with `index.json` over them.",
        "content": {ZIP: {"schema": {"type": "string", "format": "binary"}}},
    },
    **documented(401, 403, 404, 406, 410, 422),
}


@router.get(
    "/cases/{case_number}/people/{person_id}/received", response_model=list[ReceivedAnswer], responses=_RECEIVED
)
def get_received(
    request: Request,
    here: Here,
    caller: FamilyCaller,
    case: Found,
    person_id: Annotated[str, Path(description="of somebody whom the case has, or had")],
    asked: Annotated[ReceivedAsked, Query()],
) -> Response:
    """Every letter and copy that went to a person by a day: which, how, by whom approved, and what became of it.

    A child's letter is the child's. A letter to the court that is copied to the parties is each party's, as a copy. A
    letter whose sending was recorded in error is nobody's. Nothing is told of what anybody else was sent.
    """
    wanted = wanted_of((JSON, ZIP))(request)
    service = here.service
    if service.case_file(case.case_number) is None:
        raise CaseErased(case.case_number)
    by = asked.by or date.max
    found = received_by(service.register, service.directory, case.case_number, person_id, by)
    service.register.note_access(caller.key_name, "read received", case.case_number)
    if wanted == JSON:
        return many([ReceivedAnswer.of(each) for each in found])
    entries = [Entry(said=ReceivedAnswer.of(each), letter=each.letter, documents=each.documents) for each in found]
    about = {"case_number": case.case_number, "person_id": person_id, "by": asked.by and asked.by.isoformat()}
    return zipped(here, caller.key_name, "received.zip", about, entries)
