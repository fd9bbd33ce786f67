"""What a directory may not say: ranges, references, days that contradict each other; and which posts fall vacant.

A rule is judged once, when the service starts, so that no letter is the first to find a mistake in it.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from correspondence.protocol.areas.offices import NATIONAL, slug_of
from correspondence.protocol.days.calendar import in_words, is_recurring_bank_holiday

from .days import clocks
from .directory import Directory, Hub, Office, PostHolder, holder_on
from .record import record
from .refusals import Reason
from .rules import broken

LONGEST_BETWEEN_LISTS_DAYS = 28
LONGEST_LEAD_WEEKS = 20
SOON = timedelta(days=60)
_FRIDAY = 4
_SIGNS = "somebody must sign: name who holds it"


def directory_faults(directory: Directory) -> tuple[Reason, ...]:
    """Every fault of a directory, by its field; none where the service may run on it."""
    return (
        *(fault for key, hub in directory.hubs.items() for fault in _hub_faults(f"hubs.{key}", hub, directory)),
        *_office_faults(directory),
        *(fault for at, holders in _posts(directory) for fault in _holder_faults(at, holders)),
        *_holiday_faults(directory),
    )


def _hub_faults(at: str, hub: Hub, directory: Directory) -> Iterator[Reason]:
    unknown = [court for court in hub.courts if court not in directory.courts]
    shortest, longest = clocks.SHORTEST_UPDATE_AIM_DAYS, clocks.LONGEST_UPDATE_AIM_DAYS
    return broken(
        (not shortest <= hub.update_aim_days <= longest, *_range(f"{at}.update_aim_days", shortest, longest, "days")),
        (
            not 1 <= hub.list_every_days <= LONGEST_BETWEEN_LISTS_DAYS,
            *_range(f"{at}.list_every_days", 1, LONGEST_BETWEEN_LISTS_DAYS, "days"),
        ),
        (
            not clocks.COMPLETION_WEEKS <= hub.allocation_lead_weeks <= LONGEST_LEAD_WEEKS,
            *_range(f"{at}.allocation_lead_weeks", clocks.COMPLETION_WEEKS, LONGEST_LEAD_WEEKS, "weeks"),
        ),
        (
            hub.service_area not in directory.service_areas,
            "service_area_unknown",
            f"{at}.service_area",
            "names no service area of this directory",
        ),
        (not hub.courts, "no_court", f"{at}.courts", "a Hub serves at least one court"),
        (bool(unknown), "court_unknown", f"{at}.courts", "names a court that this directory does not have"),
        (len({*hub.courts}) < len(hub.courts), "court_repeated", f"{at}.courts", "names a court twice"),
        (
            hub.closed_on is not None and hub.closed_on <= hub.open_from,
            "closed_before_open",
            f"{at}.closed_on",
            f"must be after the day it opens, {in_words(hub.open_from)}",
        ),
        (
            not hub.practice_supervisor,
            "no_holder",
            f"{at}.practice_supervisor",
            "somebody must sign: name who holds it",
        ),
        (not hub.service_manager, "no_holder", f"{at}.service_manager", "somebody must sign: name who holds it"),
    )


def _range(field: str, least: int, most: int, unit: str) -> tuple[str, str, str]:
    return "out_of_range", field, f"must be {least} to {most} {unit}"


def _office_faults(directory: Directory) -> Iterator[Reason]:
    """Offices sit at courts that there are, and are told apart; those told nationally are known by their own keys."""
    for key, area in directory.service_areas.items():
        for field in ("designated_family_judges", "local_authorities", "wider_communication"):
            yield from _told_apart(f"service_areas.{key}.{field}", getattr(area, field))
        for place, judge in enumerate(area.designated_family_judges):
            at = f"service_areas.{key}.designated_family_judges.{place}.court"
            is_unknown = judge.court is not None and judge.court not in directory.courts
            yield from broken((is_unknown, "court_unknown", at, "names a court that this directory does not have"))
    for name in directory.national.recipients if directory.national else ():
        detail = f"is none of those who are told (Protocol 4.5): {', '.join(NATIONAL)}"
        yield from broken((name not in NATIONAL, "recipient_unknown", f"national.recipients.{name}", detail))


def _told_apart(at: str, offices: Sequence[Office]) -> Iterator[Reason]:
    """Each has letters of its own: no two sit at one court, or have the same name or, without one, post."""
    known = [slug_of(office) for office in offices]
    for place, office in enumerate(offices):
        same = known.index(slug_of(office))
        detail = f"is not told apart from {at}.{same}: its court, or its name, is the same"
        yield from broken((same < place, "office_repeated", f"{at}.{place}", detail))


def _posts(directory: Directory) -> Iterator[tuple[str, tuple[PostHolder, ...]]]:
    """Every post with those who hold it, by its path in the file."""
    for key, hub in directory.hubs.items():
        yield f"hubs.{key}.practice_supervisor", hub.practice_supervisor
        yield f"hubs.{key}.service_manager", hub.service_manager
        yield f"hubs.{key}.head_of_practice", hub.head_of_practice
    for key, area in directory.service_areas.items():
        yield f"service_areas.{key}.assistant_director", area.assistant_director
    if directory.national is not None:
        yield "national.chief_executive", directory.national.chief_executive
        yield "national.director_of_operations", directory.national.director_of_operations


def _holder_faults(at: str, holders: tuple[PostHolder, ...]) -> Iterator[Reason]:
    for place, each in enumerate(holders):
        is_backwards = each.holds_to is not None and each.holds_to < each.holds_from
        detail = f"must not be before the day it is held from, {in_words(each.holds_from)}"
        yield from broken((is_backwards, "held_backwards", f"{at}.{place}.to", detail))


def _holiday_faults(directory: Directory) -> Iterator[Reason]:
    """Each is told once, falls on no weekend, and takes the place of a bank holiday if of any.

    One that the library of holidays has learnt since is let be, so that no update of it stops a service.
    """
    days = [each.on for each in directory.bank_holidays]
    for place, each in enumerate(directory.bank_holidays):
        at, moved = f"bank_holidays.{place}", each.instead_of
        may_move = moved is None or is_recurring_bank_holiday(moved) or is_recurring_bank_holiday(each.on)
        yield from broken(
            (each.on in days[:place], "named_twice", f"{at}.on", f"{in_words(each.on)} is named twice"),
            (each.on.weekday() > _FRIDAY, "weekend", f"{at}.on", f"{in_words(each.on)} is no working day anyhow"),
            (not may_move, "not_moved", f"{at}.instead_of", "is no bank holiday that could move"),
        )


@record
class Vacancy:
    """A post that nobody holds from `since` on, by its path in the file."""

    post: str
    since: date


def vacancies(directory: Directory, today: date) -> tuple[Vacancy, ...]:
    """The posts that nobody holds today, or that fall vacant within 60 days, of Hubs that are not closed by then."""
    closed = [key for key, hub in directory.hubs.items() if hub.closed_on is not None and hub.closed_on <= today]
    found = []
    for post, holders in _posts(directory):
        since = _vacant_since(holders, today)
        if since is not None and not any(post.startswith(f"hubs.{key}.") for key in closed):
            found.append(Vacancy(post=post, since=since))
    return tuple(found)


def _vacant_since(holders: tuple[PostHolder, ...], today: date) -> date | None:
    days = (today + timedelta(days=n) for n in range(SOON.days + 1))
    return next((day for day in days if holder_on(holders, day) is None), None)
