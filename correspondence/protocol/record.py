"""The one decorator that all records share."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

_T = TypeVar("_T")


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(field,))
def record(cls: type[_T]) -> type[_T]:
    """A value: a frozen, slotted, keyword-only dataclass that refuses unknown fields when it is read."""
    cls.__pydantic_config__ = {"extra": "forbid"}  # type: ignore[attr-defined]  # read by pydantic, not by us
    make: Callable[[type[_T]], type[_T]] = dataclass(frozen=True, slots=True, kw_only=True)
    return make(cls)
