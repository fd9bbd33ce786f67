"""`/duties`: what is owed, soonest first."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import Field

from .answers import DutyAnswer, duty_answers, many
from .bodies import Asked, Day, Said
from .context import Here
from .problems import documented
from .refusals import UnknownHub
from .security import FamilyCaller

router = APIRouter(tags=["duties"])


class DutiesAsked(Asked):
    """Whose duties are asked for, and until when."""

    hub: Said = Field(None, description="one Hub; a key sees its own")
    due_by: Day = Field(None, description="only what is due on this day or before")


@router.get("/duties", response_model=list[DutyAnswer], responses=documented(401, 403, 422))
def get_duties(here: Here, caller: FamilyCaller, asked: Annotated[DutiesAsked, Query()]) -> Response:
    """What is still owed in the open cases of a Hub, soonest first, with the paragraph and the sum in words."""
    hub = asked.hub or caller.hub
    if hub is not None:
        if hub not in here.service.directory.hubs:
            raise UnknownHub
        caller.check_hub(hub)
    return many(duty_answers(here.service.duties(here.reading_day, hub, asked.due_by)))
