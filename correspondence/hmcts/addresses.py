"""An address of the feed as the contract holds one. Whether it can be printed is asked later."""

import re

from correspondence.protocol.words.postal import UNITED_KINGDOM, letters_of

from .feed import FeedAddress
from .problems import Notes, Rule

_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})")


def postcode(given: str) -> str | None:
    """*given* as Royal Mail writes it, such as `HA1 1SA` for `ha11sa`; None where it has no such form."""
    parts = _POSTCODE.fullmatch("".join(given.split()).upper())
    return f"{parts[1]} {parts[2]}" if parts else None


def address_json(address: FeedAddress, notes: Notes) -> dict[str, str] | None:
    """The contract's address, without the empty parts; None where there is none, or part of it cannot be read."""
    if not address.readable:
        notes.add(address.at, Rule.ADDRESS_UNREADABLE)
        return None
    if not address.is_known and (address.lines or address.post_code or address.post_town):
        notes.add(address.at, Rule.NOT_KNOWN)
    if address.is_empty:
        return None
    code = postcode(address.post_code) if address.post_code else None
    if not address.post_code:
        notes.add(address.at, Rule.NO_POSTCODE)
    elif code is None:
        notes.add(f"{address.at}.PostCode", Rule.POSTCODE_UNUSUAL)
    if address.country and letters_of(address.country) not in UNITED_KINGDOM:
        notes.add(f"{address.at}.Country", Rule.ADDRESS_OUTSIDE_UK)
    lines = {f"line_{n}": line for n, line in enumerate(address.lines, start=1)}
    rest = {"post_town": address.post_town, "county": address.county, "postcode": code or address.post_code}
    return lines | {part: value for part, value in rest.items() if value}
