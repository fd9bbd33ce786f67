"""How an address of the United Kingdom may end: with a postcode, with the number of a forces' post office, or with a
country that nobody needs to name. The rules are GOV.UK Notify's (notifications-utils, `postal_address.py`).
"""

import re

FORCES = re.compile(r"\bBFPO\s*(?:C/O\s*)?[0-9]{1,4}\b", re.IGNORECASE)
"""The number of a British Forces Post Office: it stands alone on a line, and the forces carry the letter on."""

UNITED_KINGDOM = frozenset(
    {"uk", "gb", "gbr", "unitedkingdom", "greatbritain", "britain", "england", "scotland", "wales", "northernireland"}
    | {"nireland", "englandandwales", "unitedkingdomofgreatbritainandnorthernireland"}
    | {"lloegr", "yralban", "cymru", "gogleddiwerddon", "prydainfawr", "ydeyrnasunedig", "deyrnasunedig"}
)
"""Its names and those of its countries, in English and Welsh, by their letters."""

_ISLANDS = frozenset(
    {"jersey", "guernsey", "alderney", "sark", "herm", "channelislands", "isleofman", "ynysmanaw", "manaw"}
)
"""The Crown dependencies: abroad, yet with postcodes and postage of ours."""


def letters_of(line: str) -> str:
    """A line as it is compared with a country's name: its letters alone, in lower case."""
    return "".join(c for c in line.casefold() if c.isalpha())


def is_our_own(line: str) -> bool:
    """Whether a line names nothing but the United Kingdom, one of its countries or a Crown dependency."""
    return letters_of(line) in UNITED_KINGDOM | _ISLANDS


def on_envelope(parts: tuple[str, ...]) -> tuple[str, ...]:
    """The parts of an address without a country of ours at the end, and the forces' post office in capitals."""
    while parts and is_our_own(parts[-1]):
        parts = parts[:-1]
    return tuple(part.upper() if FORCES.fullmatch(part) else part for part in parts)
