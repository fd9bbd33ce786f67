"""Words that depend on whether a grown-up reader is spoken to as a man or as a woman, in languages that ask it.

A translation gives both in braces, `{Szanowny Panie|Szanowna Pani}`, and may give a third, for a reader whose title
tells neither; without it that reader sees both, with a stroke between. Only what their own title says counts: nobody's
name, role or relation to a child.
"""

import re
from enum import IntEnum

_ALTERNATIVES = re.compile(r"\{([^{}|]*)\|([^{}|]*)(?:\|([^{}|]*))?\}")
_BRACE = re.compile(r"[{}]")
_MEN, _WOMEN = frozenset({"mr", "sir", "lord"}), frozenset({"mrs", "ms", "miss", "madam", "lady", "dame", "baroness"})


class Addressed(IntEnum):
    """As whom a reader is spoken to."""

    MAN = 0
    WOMAN = 1
    READER = 2


def addressed_by(title: str | None) -> Addressed:
    """As whom a title has its bearer spoken to; as neither, where there is none or it does not say."""
    plain = (title or "").casefold().strip(" .")
    if plain in _MEN:
        return Addressed.MAN
    return Addressed.WOMAN if plain in _WOMEN else Addressed.READER


def spoken_to(reader: Addressed, sentence: str) -> str:
    """A translation as that reader reads it."""
    return _ALTERNATIVES.sub(lambda found: _for(reader, found), sentence)


def every_way(sentence: str) -> tuple[str, ...]:
    """A translation in each way in which some reader reads it, each once."""
    return tuple(dict.fromkeys(spoken_to(reader, sentence) for reader in Addressed))


def tells_apart(sentence: str) -> bool:
    """Whether a translation has other words for some readers than for others."""
    return _ALTERNATIVES.search(sentence) is not None


def is_broken(sentence: str) -> bool:
    """Whether braces are left over in a translation, or what is in them is more than words."""
    within = "".join("".join(filter(None, found)) for found in _ALTERNATIVES.findall(sentence))
    return bool(_BRACE.search(_ALTERNATIVES.sub("", sentence)) or re.search(r"[%<>]", within))


def _for(reader: Addressed, found: re.Match[str]) -> str:
    man, woman, neither = found.groups()
    return (man, woman, f"{man}/{woman}" if neither is None else neither)[reader]
