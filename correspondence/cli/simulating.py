"""The command that lives a service area's time, and the one that lives a part of it again."""

import resource
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from correspondence.protocol.refusals import Reason, Refused

from . import settings
from .writing import write_whole

if TYPE_CHECKING:  # all of it loads the renderer, which a server never does
    from correspondence.simulation.actions import Life
    from correspondence.simulation.living import Alive, Lived
    from correspondence.simulation.seen import Broken
    from correspondence.simulation.shrinking import Breaks
    from correspondence.simulation.years import Watch


def simulate(given: Namespace) -> None:
    """`simulate --cases N --weeks W --seed S`: lives that time, asks the laws each day, and prints what came of it.

    `--replay FILE` lives a life that was kept. Refuses at its end where a law was broken: the smallest life found that
    breaks it stands in a file, and in the line that says how to live it again.
    """
    from correspondence.simulation import table

    began = monotonic()
    lived = _lived(given)
    for line in table.table(lived):
        print(line, flush=True)
    broken = _each_broken(given, lived)
    _say_cost(monotonic() - began)
    if given.replay is None and given.tries:
        for place, (each, breaks) in enumerate(broken, start=1):
            _shrink(given, lived.life, each, breaks, f"seed-{given.seed}-{place}-law-{each.law}.json")
    if broken:
        laws = ", ".join(map(str, sorted({each.law for each, _ in broken})))
        detail = f"broken: {laws}; what breaks each is printed above"
        raise Refused([Reason(rule="law_broken", field="laws", detail=detail)])


def _lived(given: Namespace) -> "Lived":
    from correspondence.making import OwnProcess
    from correspondence.simulation import living, years
    from correspondence.simulation.laws import new_laws

    maker = OwnProcess() if given.render else None
    if given.replay is not None:
        return living.live_again(_life(given.replay), new_laws, maker)
    asked = years.Asked(cases=given.cases, weeks=given.weeks, seed=given.seed, hubs=given.hubs)
    return years.live(asked, new_laws, maker, _watched(given))


def _watched(given: Namespace) -> "Watch":
    """Keep the life each week where that is asked for, and say on the side how it goes."""
    from correspondence.simulation import actions, table

    def tell(life: "Life", being: "Alive") -> None:
        if given.keep is not None:
            write_whole(given.keep, actions.written(life))
        broken = table.in_earnest(being.broken)
        letters = sum(len(being.letters_of(each)) for each in being.subjects)
        spent, most = _cost()
        said = f"{life.ends_on}: {letters} letters, {len(broken)} laws broken, {spent} seconds of processor, {most} MB"
        print(said, file=sys.stderr, flush=True)

    return tell


def _life(file: Path) -> "Life":
    """The life in a file. Raises `WrongUse` where it is none."""
    from pydantic import ValidationError

    from correspondence.simulation import actions

    try:
        return actions.read(settings.read_file(file))
    except ValidationError as error:
        places = ", ".join(".".join(map(str, each["loc"])) or "the file" for each in error.errors(include_input=False))
        raise settings.WrongUse(f"{file.name} is no life that was kept: {places}") from None


def _each_broken(given: Namespace, lived: "Lived") -> list[tuple["Broken", "Breaks"]]:
    """The first of all breaks that are alike, and how smaller lives are held to that law; of a replay in all twins."""
    from correspondence.simulation import shrinking, table
    from correspondence.simulation.laws import new_laws

    found = [(each, shrinking.of_this_law(each, new_laws)) for each in table.in_earnest(lived.broken)]
    for each, breaks in _twins(lived.life, one_in=1 if given.replay is not None else given.one_in):
        print(f"  law {each.law}: {each.subject}: {each.says}", flush=True)
        found.append((each, breaks))
    every = [each for each, _ in found]
    return [
        (each, breaks)
        for place, (each, breaks) in enumerate(found)
        if not any(shrinking.is_same(each, other) for other in every[:place])
    ]


def _twins(life: "Life", one_in: int) -> Iterator[tuple["Broken", "Breaks"]]:
    """Of one case in so many, what the twins of it break whose lives differ in one hidden fact or event."""
    from functools import partial

    from correspondence.simulation import shrinking, twins
    from correspondence.simulation.laws import TWIN_LAWS
    from correspondence.simulation.living import live_again

    for place, subject in enumerate(twins.subjects(life)[::one_in]):
        alone = shrinking.about(life, subject)
        hidden = twins.kept_from_others(alone, subject)
        if not hidden:
            continue
        lived = live_again(alone, dict)
        for fact in hidden if one_in == 1 else hidden[place % len(hidden) :][:1]:
            breaks = partial(twins.broken_by, hidden=fact, laws=TWIN_LAWS)
            yield from ((each, breaks) for each in twins.broken_beside(lived, fact, TWIN_LAWS))


def _cost() -> tuple[int, int]:
    """The seconds of processor and the megabytes that it took so far."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return round(used.ru_utime + used.ru_stime), used.ru_maxrss // 1024


def _say_cost(seconds: float) -> None:
    """What it took, which no two runs have the same: on the side, so that what is printed is the same."""
    spent, most = _cost()
    print(f"{seconds:.1f} seconds, {spent} of processor, {most} MB at most", file=sys.stderr, flush=True)


def _shrink(given: Namespace, life: "Life", broken: "Broken", breaks: "Breaks", name: str) -> None:
    """Keep the smallest life that breaks a law, and say how it is lived again."""
    from correspondence.simulation import actions, shrinking

    given.lives.mkdir(parents=True, exist_ok=True)
    small = shrinking.Shrinking(broken, breaks, given.tries).smallest(life)
    file = given.lives / name
    write_whole(file, actions.written(small))
    print(f"law {broken.law}: {len(small.actions)} of {len(life.actions)} actions break it: {broken.says}")
    for action in small.actions:
        print(f"  {actions.in_a_line(action)}")
    print(f"  correspondence simulate --replay {file}")
