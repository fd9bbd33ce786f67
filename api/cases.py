"""`/cases`: what the register holds of a case, without bodies, addresses, rationale or risk."""

import re
from typing import Annotated

from fastapi import APIRouter, Path, Response

from correspondence.protocol.history.disclosure import explain
from correspondence.protocol.history.readers import living
from correspondence.protocol.words.folding import case_identity
from correspondence.storage import CaseErased, NoSuchCase

from .answers import CaseAnswer, LetterAnswer, case_event_answers, duty_answers
from .context import Here
from .problems import documented
from .security import FamilyCaller

router = APIRouter(tags=["cases"])
CASE_NUMBER = r"^[A-Za-z0-9-]{5,20}$"
_IDENTITY = re.compile(r"[A-Z0-9]{1,20}")


@router.get("/cases/{case_number}", response_model=CaseAnswer, responses=documented(401, 403, 404, 410, 422))
def get_case(
    case_number: Annotated[str, Path(json_schema_extra={"pattern": CASE_NUMBER})], here: Here, caller: FamilyCaller
) -> Response:
    """A case, however its number is written: ids, types and days of its events; its letters; its duties.

    For a supervisor also `withheld`: what is hidden from which reader, whose it is and why, without any value.
    """
    service, case_number = here.service, case_identity(case_number)
    case = service.register.case(case_number) if _IDENTITY.fullmatch(case_number) else None
    if case is None:
        raise NoSuchCase(case_number)
    caller.check_hub(case.hub)
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
