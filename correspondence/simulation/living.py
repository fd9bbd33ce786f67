"""A life lived: its actions done to the real service, day by day, and at the end of each day the laws asked.

    lived = live_again(life, LAWS)

A register of its own in a folder that goes with it; a clock that knows the day of the life and no other.
"""

import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from correspondence.making import Maker, OwnProcess, use
from correspondence.protocol.subject import Subject
from correspondence.service import Service
from correspondence.storage import Register

from .actions import Action, Life, ReadDirectory
from .carrying_out import Crashed, Done, Hands, subject_of
from .making import WordsAlone
from .seen import Broken, Law, Seen, SeenLetter
from .showing import Album
from .world import as_read

CRASH = 0
"""The number of the law that nothing breaks but by a rule with a name."""
_LONDON = ZoneInfo("Europe/London")
_MONDAY = 0
_CASES = 10_000
"""How many cases a life may have at once: each is worked on again and again."""
Wanted = Callable[[Broken], bool]
Laws = Callable[[], Mapping[int, Law]]
"""What gives the laws for one life: a law may remember what it saw."""


@dataclass(slots=True)
class Clock:
    """A clock that somebody sets: it begins each day at nine in London, and goes on by a second at each look."""

    _now: datetime = datetime(2000, 1, 1, tzinfo=UTC)

    def begin(self, today: date) -> None:
        """It is the morning of *today*."""
        self._now = datetime.combine(today, time(9), _LONDON).astimezone(UTC)

    def __call__(self) -> datetime:
        self._now += timedelta(seconds=1)
        return self._now


@dataclass(slots=True)
class Alive:
    """A life as it is being lived. `broken`: every broken law, the same of one letter once."""

    clock: Clock
    hands: Hands
    laws: Mapping[int, Law]
    directory: Mapping[str, Any]
    album: Album = field(default_factory=Album)
    broken: list[Broken] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    last_rule: str = ""
    taken: list[Action] = field(default_factory=list)
    _touched: dict[Subject, None] = field(default_factory=dict)
    _known: set[tuple[int, str, str | None, str]] = field(default_factory=set)

    @property
    def service(self) -> Service:
        """The service as it now runs."""
        return self.hands.service

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """All that anything was posted about, or that was made."""
        return tuple(dict.fromkeys((*self.album.posted, *self.album.letters)))

    def letters_of(self, subject: Subject) -> tuple[SeenLetter, ...]:
        """The letters of a subject as somebody finds them in the morning."""
        return self.album.letters.get(subject, ())

    def do(self, action: Action) -> Done:
        """Have something done, and note what came of it; `last_rule` is what refused it, if anything did."""
        before = len(self.hands.runs_refused)
        done = self._done(action)
        self.last_rule = done.rule
        if (not done.rule or done.wrote) and len(self.hands.runs_refused) == before:
            self.taken.append(action)
        return done

    def _done(self, action: Action) -> Done:
        try:
            done = self.hands.do(action)
        except Crashed as crash:
            body = getattr(action, "body", None)
            subject = subject_of(dict(body)).key if body else str(getattr(action, "hub", "") or "a letter")
            self._note(Broken(law=CRASH, on=action.on, subject=subject, letter_id=None, says=str(crash)))
            return Done(rule="crash", touched=())
        if done.rule:
            self.refused[done.rule] += 1
        if done.posted is not None:
            self.album.note(done.touched[0], done.posted)
        self._touched |= dict.fromkeys(done.touched)
        return done

    def end(self, today: date, *, whole: bool = False) -> None:
        """Look at what changed today, and ask each law of one subject after another; of all where it is the *whole*."""
        self.album.look(self.service, self._touched)
        for subject in self.subjects if whole else self._asked_of(today):
            self._ask(self.seen((subject,), today))
        self._touched.clear()

    def _asked_of(self, today: date) -> tuple[Subject, ...]:
        """What changed today; on Mondays also whatever else is not over: no day makes a closed case owe anything."""
        if today.weekday() != _MONDAY:
            return tuple(self._touched)
        is_open = frozenset(self.service.register.open_cases())
        return tuple(x for x in self.subjects if x in self._touched or x.key in is_open or not x.is_case)

    def seen(self, subjects: Iterable[Subject], today: date) -> Seen:
        """These subjects as a law is shown them."""
        return self.album.seen(self.service, self.directory, subjects, today)

    def _ask(self, seen: Seen) -> None:
        for number, law in self.laws.items():
            try:
                for found in law(seen):
                    self._note(found)
            except Exception as error:  # a law that breaks is no proof of anything
                error.add_note(f"law {number} broke on {seen.today}")
                raise

    def _note(self, found: Broken) -> None:
        known = (found.law, found.subject, found.letter_id, found.says)
        if known not in self._known:
            self._known.add(known)
            self.broken.append(found)


@contextmanager
def alive(directory: Mapping[str, Any], begins_on: date, laws: Laws, maker: Maker | None = None) -> Iterator[Alive]:
    """A life that begins, on a register of its own; *maker* makes its letters, in words alone if none is named."""
    use(maker or WordsAlone())
    try:
        with tempfile.TemporaryDirectory(prefix="life-") as name:
            folder, clock = Path(name), Clock()
            clock.begin(begins_on)
            with Register.open(None, folder, clock) as register:
                register.folded.most = _CASES
                yield _begun(register, folder, clock, directory, laws)
    finally:
        use(OwnProcess())


def _begun(register: Register, folder: Path, clock: Clock, directory: Mapping[str, Any], laws: Laws) -> Alive:
    known, as_yaml = as_read(directory, folder)

    def read_again(action: ReadDirectory) -> Service:
        other, new.directory = as_read(action.directory, folder)
        return Service(register, other)

    new = Alive(clock, Hands(Service(register, known), read_again), laws(), as_yaml)
    return new


def days_of(life: Life) -> Iterator[date]:
    """Every day of a life."""
    for number in range((life.ends_on - life.begins_on).days + 1):
        yield life.begins_on + timedelta(days=number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lived:
    """What came of a life: all of it as seen on its last day, and every law that it broke.

    `taken`: its actions but for those that were refused and changed nothing, or in which a run was refused.
    """

    life: Life
    seen: Seen
    broken: tuple[Broken, ...]
    refused: Mapping[str, int]
    taken: tuple[Action, ...]


def lived(life: Life, being: Alive) -> Lived:
    """What came of a life that is over."""
    refused = being.refused + Counter(being.hands.runs_refused)
    seen = being.seen(being.subjects, life.ends_on)
    told = dict(sorted(refused.items()))
    return Lived(life=life, seen=seen, broken=tuple(being.broken), refused=told, taken=tuple(being.taken))


def live_again(life: Life, laws: Laws, maker: Maker | None = None, enough: Wanted = lambda _broken: False) -> Lived:
    """Live a life that was kept, action by action, until its end or until *enough* says of a broken law that it is."""
    with alive(life.directory, life.begins_on, laws, maker) as being:
        for today in days_of(life):
            being.clock.begin(today)
            for action in (each for each in life.actions if each.on == today):
                being.do(action)
            being.end(today, whole=today == life.ends_on)
            if any(map(enough, being.broken)):
                return lived(replace(life, ends_on=today), being)
        return lived(life, being)
