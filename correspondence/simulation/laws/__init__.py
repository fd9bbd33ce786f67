"""The laws that hold of every life, by their numbers. They know `simulation.seen`, and nothing else of this service."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from correspondence.simulation.seen import Broken, Law, Seen, TwinLaw

from .agreeing import law_4
from .kept import Law9
from .owing import law_2
from .printed_facts import Law3
from .promises import missed_promises
from .repeats import law_6
from .same_days import law_7
from .secrets import Law5
from .twins import law_8
from .way_out import LATER, law_1

NOT_FAILING = (LATER,)
"""How what a break `says` begins that is counted and fails nothing yet."""


def new_laws() -> Mapping[int, Law]:
    """The laws for one life: those that remember what they saw begin anew."""
    printed = Law3()

    def law_3(seen: Seen) -> Iterator[Broken]:
        yield from printed(seen)
        yield from missed_promises(seen)

    return MappingProxyType(
        {1: law_1, 2: law_2, 3: law_3, 4: law_4, 5: Law5(), 6: law_6, 7: law_7, 9: Law9()},
    )


LAWS: Mapping[int, Law] = new_laws()
TWIN_LAWS: Mapping[int, TwinLaw] = MappingProxyType({8: law_8})
