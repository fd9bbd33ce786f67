"""The forms of a name in a sentence: its cases in Polish, the prefixes of Arabic, the English genitive.

Names come folded. A form that only a Polish sentence makes is told from one that an English word could be as well.
"""

from functools import lru_cache
from itertools import product

_CASES = (
    "iego",
    "ego",
    "iemu",
    "emu",
    "owi",
    "iem",
    "owie",
    "ow",
    "ami",
    "ach",
    "om",
    "iej",
    "ich",
    "imi",
    "ych",
    "ymi",
)
_SHORT = ("a", "e", "i", "o", "u", "y", "ie", "em", "im", "ym", "ej", "ia", "iu", "ii", "ze", "zy", "s", "es", "is")
_PREFIXES = ("و", "ف", "ب", "ل", "ك", "ال", "وال", "بال", "فال", "كال", "لل", "ولل", "ول", "وب", "ولال")
_SOFTENED = {"k": "c", "g": "dz", "t": "c", "d": "dz", "r": "rz", "h": "sz", "s": "si", "n": "ni", "l": "l"}


@lru_cache(maxsize=4096)
def inflected(name: str) -> frozenset[str]:
    """The longer forms of a folded Latin name in a Polish sentence, which no other language makes of it."""
    return frozenset(stem + end for stem, end in product(_stems(name), _CASES)) - {name}


@lru_cache(maxsize=4096)
def perhaps_inflected(name: str) -> frozenset[str]:
    """Its shorter forms, which may be another word: `Nowaka`, `Kowalska`, the Kowalskis."""
    return frozenset(stem + end for stem, end in product((*_stems(name), name), _SHORT)) - {name} - inflected(name)


@lru_cache(maxsize=4096)
def prefixed(name: str) -> frozenset[str]:
    """A folded Arabic name with what a sentence puts before it, and with or without its article."""
    bare = name.removeprefix("ال")
    return frozenset({name, bare} | {prefix + each for prefix in _PREFIXES for each in (name, bare)})


def _stems(name: str) -> tuple[str, ...]:
    """What stays of a name when its ending changes: `kowalsk`, `kowalsc` of both Kowalski and Kowalska."""
    stem = name
    for ending in ("iej", "ia", "ie", "io", "a", "e", "i", "o", "y"):
        if name.endswith(ending) and len(name) - len(ending) >= 3:
            stem = name.removesuffix(ending)
            break
    moving = [stem[:-2] + stem[-1]] if stem == name and stem[-2:-1] == "e" and len(stem) > 4 else []  # Marek, Marka
    softened = [stem[:-1] + _SOFTENED[stem[-1]]] if stem[-1:] in _SOFTENED else []
    return tuple(dict.fromkeys((stem, *moving, *softened)))
