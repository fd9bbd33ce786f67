"""The catalogue: every kind of letter, by its code."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from correspondence.catalogue import boards, court, families, file, notifications
from correspondence.catalogue.file.pack_index import PACK_INDEX
from correspondence.catalogue.occasions.area import AreaKind
from correspondence.catalogue.occasions.case import CaseKind
from correspondence.catalogue.occasions.court_list import ListKind
from correspondence.protocol.areas.obligations import AREA_OBLIGATIONS
from correspondence.protocol.owed.list_obligations import LIST_OBLIGATIONS
from correspondence.protocol.owed.obligations import OBLIGATIONS

from .kind import AnyKind, LetterKind


def _declared(*folders: ModuleType) -> Iterator[AnyKind]:
    """Every kind that a module of these folders declares."""
    for folder in folders:
        for _, name, _ in iter_modules(folder.__path__, f"{folder.__name__}."):
            yield from (each for each in vars(import_module(name)).values() if isinstance(each, LetterKind))


_OF_CASES = {kind.code: kind for kind in _declared(families, court, file) if kind.code in OBLIGATIONS}

CASE_KINDS: dict[str, CaseKind] = {code: _OF_CASES[code] for code in OBLIGATIONS if code in _OF_CASES}
"""The kinds that an event of a case gives: those that meet an obligation, in the order of the obligations."""

_OF_LISTS = {kind.code: kind for kind in _declared(court) if kind.code in LIST_OBLIGATIONS}

LIST_KINDS: dict[str, ListKind] = {code: _OF_LISTS[code] for code in LIST_OBLIGATIONS if code in _OF_LISTS}
"""The kinds that go with a court's list."""

_OF_AREAS = {kind.code: kind for kind in _declared(boards, notifications, court) if kind.code in AREA_OBLIGATIONS}

AREA_KINDS: dict[str, AreaKind] = {code: _OF_AREAS[code] for code in AREA_OBLIGATIONS if code in _OF_AREAS}
"""The kinds that an event of a service area, or of all of them, gives, in the order of their obligations."""

CATALOGUE: dict[str, AnyKind] = {**CASE_KINDS, **LIST_KINDS, **AREA_KINDS, PACK_INDEX.code: PACK_INDEX}
"""Every kind of letter."""
