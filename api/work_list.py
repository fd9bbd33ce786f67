"""`/letters`: the work list, soonest due first, a page at a time."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import date
from typing import Annotated, Self

from fastapi import APIRouter, Query, Response
from pydantic import BeforeValidator, Field

from correspondence.catalogue.registry import CATALOGUE
from correspondence.protocol.letters import UNSENT, Status
from correspondence.protocol.subject import EVERY_AREA, area_of
from correspondence.storage import PageEnd, StoredLetter, WorkAsked

from .answers import Answer, LetterAnswer
from .bodies import Asked, Day, Said, said
from .context import Context, Here
from .problems import documented
from .refusals import UnknownCursor, UnknownHub, UnknownKind
from .security import Caller, FamilyCaller

router = APIRouter(tags=["letters"])
_PAGE_END = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}) ([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})")


class WorkListAnswer(Answer):
    """Letters, soonest due first. `next_cursor` asks for those after them; null where there are none."""

    letters: tuple[LetterAnswer, ...]
    next_cursor: str | None

    @classmethod
    def of(cls, letters: tuple[StoredLetter, ...], end: PageEnd | None) -> Self:
        """A page as the register has it."""
        return cls(letters=tuple(map(LetterAnswer.of, letters)), next_cursor=_cursor(end) if end else None)


class LettersAsked(Asked):
    """Which letters are asked for: those of the work list, unless a state is named."""

    state: Annotated[Status | None, BeforeValidator(said)] = Field(
        None, description="at one status alone; else all that is unsent: `draft`, `held`, `sent_back`, `approved`"
    )
    hub: Said = Field(None, description="one Hub; a key sees its own")
    kind: Said = Field(None, description="of one kind alone, as `hub_letter`")
    due_by: Day = Field(None, description="only what is due on this day or before")
    cursor: Said = Field(None, description="`next_cursor` of the page before, which goes on after it")


@router.get("/letters", response_model=WorkListAnswer, responses=documented(401, 403, 422))
def get_letters(here: Here, caller: FamilyCaller, asked: Annotated[LettersAsked, Query()]) -> Response:
    """The work list: the letters that are on their way, soonest due first, 50 a page, without their bytes.

    A key sees the letters of its Hub's cases and lists; a supervisor's, where no Hub is named, also what its service
    area and all areas are written. What stays on file is in no list. The same cursor goes on after the same letter,
    whatever has changed before it.
    """
    if asked.kind is not None and asked.kind not in CATALOGUE:
        raise UnknownKind
    wanted = WorkAsked(
        statuses=frozenset({asked.state}) if asked.state else UNSENT,
        hubs=_whose(here, caller, asked.hub),
        kind=asked.kind,
        due_by=asked.due_by,
        after=_end(asked.cursor) if asked.cursor else None,
    )
    here.service.register.note_access(caller.key_name, "read letters", asked.hub or caller.hub or "every Hub")
    return WorkListAnswer.of(*here.service.register.on_the_work_list(wanted)).response()


def _whose(here: Context, caller: Caller, hub: str | None) -> frozenset[str] | None:
    """The Hub that is named; else all that this caller may see. Raises `UnknownHub`, `AnotherHub`."""
    if hub is not None:
        if hub not in here.service.directory.hubs:
            raise UnknownHub
        caller.check_hub(hub)
        return frozenset({hub})
    if caller.hub is None:
        return None
    own = here.service.directory.hubs.get(caller.hub)
    of_areas = {area_of(own.service_area).key, EVERY_AREA.key} if own and caller.sees_areas else set()
    return frozenset({caller.hub, *of_areas})


def _cursor(end: PageEnd) -> str:
    return urlsafe_b64encode(f"{end.due_on.isoformat()} {end.letter_id}".encode()).decode().rstrip("=")


def _end(cursor: str) -> PageEnd:
    """The end of the page that a cursor was given with. Raises `UnknownCursor`."""
    try:
        told = urlsafe_b64decode(cursor.encode() + b"=" * (-len(cursor) % 4)).decode()
        found = _PAGE_END.fullmatch(told)
        end = PageEnd(due_on=date.fromisoformat(found[1]), letter_id=found[2]) if found else None
    except ValueError:
        raise UnknownCursor from None
    if end is None or _cursor(end) != cursor:
        raise UnknownCursor
    return end
