"""The countries of the world by the names that people write, so that an address abroad is known as one."""

from functools import cache

from babel import Locale

from correspondence.ledger import catalogue_languages
from correspondence.protocol.words.postal import is_our_own, letters_of

_REGIONS = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})
"""Codes of CLDR that are no country's."""
_ALSO = frozenset(
    {"holland", "thenetherlands", "eire", "republicofireland", "irishrepublic", "southernireland", "usa", "us"}
    | {"america", "unitedstatesofamerica", "uae", "czechrepublic", "republicofcyprus", "northerncyprus", "prc", "drc"}
    | {"peoplesrepublicofchina", "burma", "ivorycoast", "swaziland", "macedonia", "palestine", "thegambia", "kurdistan"}
    | {"turkiye", "turkey", "congo", "korea", "russianfederation", "vaticancity", "somaliland", "westernsahara"}
)
"""Names that CLDR has otherwise, by their letters."""


def is_abroad(line: str) -> bool:
    """Whether a line names nothing but a country, and not one that our post is delivered in as at home."""
    return letters_of(line) in _names() and not is_our_own(line)


@cache
def _names() -> frozenset[str]:
    territories = (Locale.parse(language).territories.items() for language in ("en", "cy", *catalogue_languages()))
    named = (letters_of(name) for every in territories for code, name in every if _is_a_country(code))
    return frozenset(named) | _ALSO


def _is_a_country(code: str) -> bool:
    return len(code) == 2 and code.isalpha() and code not in _REGIONS
