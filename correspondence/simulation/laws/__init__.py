"""The laws that hold of every life, by their numbers. They know `simulation.seen`, and nothing else of this service."""

from collections.abc import Mapping
from types import MappingProxyType

from correspondence.simulation.seen import Law, TwinLaw

LAWS: Mapping[int, Law] = MappingProxyType({})
TWIN_LAWS: Mapping[int, TwinLaw] = MappingProxyType({})


def new_laws() -> Mapping[int, Law]:
    """The laws for one life: none of them remembers another."""
    return LAWS
