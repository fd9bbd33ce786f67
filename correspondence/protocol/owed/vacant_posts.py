"""A post that nobody holds: what is recorded is recorded all the same, and staff fill the post in time (ours)."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from correspondence.protocol.days.calendar import ONE_DAY
from correspondence.protocol.directory import Hub, PostHolder, holder_on
from correspondence.protocol.history.case_file import CaseFile

from .duty import Duty, DutyName
from .obligations import EXTENSION_APPLICATION

_PRACTICE_SUPERVISOR, _SERVICE_MANAGER = "practice supervisor", "service manager"


def vacant_posts(case_file: CaseFile, hub: Hub, found: Iterable[Duty], today: date) -> Iterator[Duty]:
    """Each post of the Hub that a letter still owed wants the signature of and that nobody holds *today*.

    *found*: what else is owed in the case. A Practice Supervisor signs for families and courts, a Service Manager an
    application for more time. It is due with the first of those letters.
    """
    applies = any(x.kind == EXTENSION_APPLICATION.code and x.is_unsent for x in case_file.letters)
    undone = [duty for duty in found if duty.done_on is None]
    wanted = {
        _PRACTICE_SUPERVISOR: [duty for duty in undone if not duty.for_staff],
        _SERVICE_MANAGER: [duty for duty in undone if applies and duty.duty is DutyName.EXTENSION_APPLICATION],
    }
    for post, letters in wanted.items():
        if letters and holder_on(_holders(hub)[post], today) is None:
            first = min(letters, key=lambda duty: duty.due_on)
            why = f"nobody holds the post of {post}, who signs the letter that is due {first.why}"
            yield replace(first, duty=DutyName.VACANT_POST, person_id=None, why=why, source="ours", for_staff=True)


def days_posts_change(hub: Hub) -> frozenset[date]:
    """Every day from which one of those posts has another holder, or none."""
    every = [holder for holders in _holders(hub).values() for holder in holders]
    ends = (holder.holds_to + ONE_DAY for holder in every if holder.holds_to is not None)
    return frozenset((*(holder.holds_from for holder in every), *ends))


def _holders(hub: Hub) -> dict[str, tuple[PostHolder, ...]]:
    return {_PRACTICE_SUPERVISOR: hub.practice_supervisor, _SERVICE_MANAGER: hub.service_manager}
