"""A service area's time, day by day from a seed: who is at work, which cases come, what is done about each.

    lived = live(Asked(cases=30, weeks=12, seed=1), new_laws)

What was done is kept as a plain life, which `living.live_again` lives again without a seed.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from correspondence.making import Maker
from correspondence.protocol.days.calendar import is_working_day
from correspondence.protocol.record import record

from .actions import Action, Life, Run
from .boards import OPENING, Boards
from .casework import Casework
from .families import family, of_chance
from .living import Alive, Laws, Lived, alive, days_of, lived
from .post_room import PostRoom
from .world import CLOSES, OPENS, directory_of, role_of

BEGINS_ON = date(2026, 10, 12)
"""A Monday from which half a year holds both changes of the clocks, Christmas and Easter."""
_MONDAY, _SUNDAY = 0, 6
Watch = Callable[[Life, Alive], None]
"""Who hears of the life so far, and of what came of it so far, at the end of each week."""


@record
class Asked:
    """How long a life is to be, and of how many cases and Hubs. The same seed gives the same life."""

    cases: int
    weeks: int
    seed: int
    hubs: int = 3


@dataclass(slots=True)
class Staff:
    """Those who work in the Hubs: what they do on each day, and what simply happens."""

    rng: Random
    cases: list[Casework]
    post_room: PostRoom
    boards: Boards
    hubs: tuple[str, ...]
    ill_until: dict[str, date]

    def day(self, today: date, being: Alive) -> Iterator[Action]:
        """All that is done today. On a day off nothing is, but that somebody may still send an alert."""
        yield from self.boards.day(today, lambda: being.last_rule)
        if not is_working_day(today):
            return
        for hub in self.hubs:
            yield from self._runs(hub, today)
        for subject in being.subjects:
            yield from self.post_room.morning(today, being.letters_of(subject))
        for case in self.cases:
            if case.decided_on <= today:
                yield from case.posts(
                    today, lambda: being.last_rule, is_staffed=not self._is_ill(case.family.hub, today)
                )

    def _runs(self, hub: str, today: date) -> Iterator[Run]:
        if today.weekday() == _MONDAY or of_chance(self.rng, 3):
            yield Run(on=today, what="court_lists", hub=hub)
        if of_chance(self.rng, 60):
            yield Run(on=today, what="due_updates", hub=hub)

    def _is_ill(self, hub: str, today: date) -> bool:
        """Whether a Hub's supervisor is away: now and then for days."""
        if today >= self.ill_until.get(hub, today) and of_chance(self.rng, 1):
            self.ill_until[hub] = today + timedelta(days=self.rng.randrange(2, 12))
        return today < self.ill_until.get(hub, today)


def _nobody(_life: Life, _being: Alive) -> None:
    """Nobody watches."""


def live(asked: Asked, laws: Laws, maker: Maker | None = None, tell: Watch = _nobody) -> Lived:
    """Live that long with so many cases; the life as it was lived, and what came of it. *tell* hears of each week."""
    rng = Random(asked.seed)
    ends_on = BEGINS_ON + timedelta(days=7 * asked.weeks - 1)
    directory = directory_of(rng, asked.hubs, BEGINS_ON, ends_on)
    life = Life(directory=directory, begins_on=BEGINS_ON, ends_on=ends_on, actions=())
    staff = _staff(rng, asked, life)
    done: list[Action] = []
    with alive(life.directory, BEGINS_ON, laws, maker) as being:
        for today in days_of(life):
            being.clock.begin(today)
            for action in staff.day(today, being):
                done.append(action)
                being.do(action)
            being.end(today, whole=today == ends_on)
            if today.weekday() == _SUNDAY:
                tell(life.doing(done).until(today), being)
        return lived(life.doing(done), being)


def _staff(rng: Random, asked: Asked, life: Life) -> Staff:
    hubs = tuple(life.directory["hubs"])
    return Staff(
        rng=rng,
        cases=[_case(rng, number, asked, life) for number in range(asked.cases)],
        post_room=PostRoom(rng),
        boards=Boards(rng, dict(life.directory), life.begins_on, life.ends_on),
        hubs=hubs,
        ill_until={},
    )


def _case(rng: Random, number: int, asked: Asked, life: Life) -> Casework:
    """A case that comes to one of the Hubs, on a working day of the first two thirds of a life."""
    place = rng.randrange(asked.hubs)
    first, days = 0, 7 * asked.weeks * 2 // 3
    if role_of(place) == OPENS:
        first = OPENING
    if role_of(place) == CLOSES:
        days = 7 * asked.weeks * 2 // 5
    if first >= days:
        place, first = 0, 0
    hub = tuple(life.directory["hubs"])[place]
    comes = life.begins_on + timedelta(days=rng.randrange(first, max(first + 1, days)))
    while not is_working_day(comes):
        comes += timedelta(days=1)
    return Casework(rng, family(rng, number + 1, hub, life.directory["hubs"][hub]["courts"], comes), comes)
