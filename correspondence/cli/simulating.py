"""The command that lives a service area's time, and the one that lives a part of it again."""

import resource
import sys
from argparse import Namespace
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from correspondence.protocol.refusals import Reason, Refused

from . import settings
from .writing import write_whole

if TYPE_CHECKING:
    from correspondence.simulation.actions import Life
    from correspondence.simulation.living import Lived


def simulate(given: Namespace) -> None:
    """`simulate --cases N --weeks W --seed S`: lives that time, asks the laws each day, and prints what came of it.

    `--replay FILE` lives a life that was kept. Refuses at its end where a law was broken: the smallest life found that
    breaks it stands in a file, and in the line that says how to live it again.
    """
    from correspondence.making import OwnProcess  # all of it loads the renderer, which a server never does
    from correspondence.simulation import living, table, years
    from correspondence.simulation.laws import new_laws

    began, maker = monotonic(), OwnProcess() if given.render else None
    if given.replay is not None:
        lived = living.live_again(_life(given.replay), new_laws, maker)
    else:
        asked = years.Asked(cases=given.cases, weeks=given.weeks, seed=given.seed, hubs=given.hubs)
        lived = years.live(asked, new_laws, maker)
    for line in table.table(lived):
        print(line)
    _say_cost(monotonic() - began)
    if given.replay is None and lived.broken:
        _shrink(given, lived)
    if lived.broken:
        laws = ", ".join(str(number) for number in sorted({each.law for each in lived.broken}))
        detail = f"broken: {laws}; what breaks each is printed above"
        raise Refused([Reason(rule="law_broken", field="laws", detail=detail)])


def _life(file: Path) -> "Life":
    """The life in a file. Raises `WrongUse` where it is none."""
    from pydantic import ValidationError

    from correspondence.simulation import actions

    try:
        return actions.read(settings.read_file(file))
    except ValidationError as error:
        places = ", ".join(".".join(map(str, each["loc"])) or "the file" for each in error.errors(include_input=False))
        raise settings.WrongUse(f"{file.name} is no life that was kept: {places}") from None


def _say_cost(seconds: float) -> None:
    """What it took, which no two runs have the same: on the side, so that what is printed is the same."""
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{seconds:.1f} seconds, {megabytes} MB at most", file=sys.stderr)


def _shrink(given: Namespace, lived: "Lived") -> None:
    """Keep the smallest life that breaks each law, and say how it is lived again."""
    from correspondence.simulation import actions, shrinking
    from correspondence.simulation.laws import new_laws

    given.lives.mkdir(parents=True, exist_ok=True)
    for number in sorted({each.law for each in lived.broken}):
        first = next(each for each in lived.broken if each.law == number)
        small = shrinking.Shrinking(first, new_laws).smallest(lived.life)
        file = given.lives / f"law-{number}-seed-{given.seed}.json"
        write_whole(file, actions.written(small))
        print(f"law {number}: {len(small.actions)} of {len(lived.life.actions)} actions break it:")
        for action in small.actions:
            print(f"  {actions.in_a_line(action)}")
        print(f"  correspondence simulate --replay {file}")
