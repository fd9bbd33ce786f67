"""What a process remembers between letters has an end: no word of anybody's stays for as long as the service runs."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from functools import lru_cache
from types import ModuleType
from typing import Any

import api
import correspondence

FEW = {"language", "tag", "kind", "audience", "record", "sheet", "page", "covered"}
"""What there are few of, whatever people say: a parameter of any other name takes what they say."""
_Cached = type(lru_cache(len))


def modules(package: ModuleType) -> Iterator[ModuleType]:
    """Every module of a package but migrations, which run once, and what is run and not loaded."""
    for each in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if "migrations" not in each.name and not each.name.endswith("__main__"):
            yield importlib.import_module(each.name)


def caches() -> dict[str, Any]:
    """By its name, every function of ours whose answers are remembered."""
    return {
        f"{module.__name__}.{name}": found
        for package in (correspondence, api)
        for module in modules(package)
        for name, found in vars(module).items()
        if isinstance(found, _Cached) and found.__module__ == module.__name__
    }


def test_what_is_made_of_peoples_words_is_remembered_for_a_while_alone() -> None:
    found = caches()
    assert len(found) > 30
    for_ever = {
        name: set(inspect.signature(each).parameters)
        for name, each in found.items()
        if each.cache_parameters()["maxsize"] is None
    }
    assert {name: takes - FEW for name, takes in for_ever.items() if takes - FEW} == {}
