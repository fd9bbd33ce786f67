"""Whether two addresses are one place, and what of an address gives a place away."""

import re

from .people import Address

_POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]?\s*[0-9][A-Z]{2}\b", re.IGNORECASE)
_SPLIT = re.compile(r"[,;]")


def _squeezed(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _postcode(address: Address) -> str:
    return _squeezed(address.postcode or "")


def _pieces(address: Address) -> tuple[str, ...]:
    """The lines above the post town, split at commas, without postcodes written into them."""
    lines = (x for x in (address.line_1, address.line_2, address.line_3) if x)
    split = (piece.strip(" .") for line in lines for piece in _SPLIT.split(_POSTCODE.sub("", line)))
    return tuple(piece for piece in split if piece)


def is_one_place(one: Address, other: Address) -> bool:
    """Whether two addresses are the same home, however they are laid out; a town or county more or less is nothing."""
    if _postcode(one) and _postcode(other) and _postcode(one) != _postcode(other):
        return False
    mine, theirs = ("".join(map(_squeezed, _pieces(address))) for address in (one, other))
    return bool(mine) and mine == theirs


def may_be_one_place(one: Address, other: Address) -> bool:
    """Whether two addresses could be the same home: one postcode and one line in common. It errs on the safe side."""
    if is_one_place(one, other):
        return True
    shared = {*map(_squeezed, _pieces(one))} & {*map(_squeezed, _pieces(other))}
    return bool(shared) and _postcode(one) == _postcode(other)


def place_values(address: Address) -> tuple[str, ...]:
    """What of an address gives a place away: its lines, piece by piece, its post town and every postcode in it.

    A piece too short to mean anything alone is joined to the next. The county is left out: it is shared by too many
    to give anybody away.
    """
    pieces = _pieces(address)
    values: list[str] = []
    for i, piece in enumerate(pieces):
        following = pieces[i + 1] if i + 1 < len(pieces) else address.post_town
        values.append(f"{piece} {following}" if _says_little(piece) and following else piece)
    written_in = (found for line in address.parts for found in _POSTCODE.findall(line))
    every = (*values, address.post_town, address.postcode, *written_in)
    return tuple(dict.fromkeys(value for value in every if value))


def _says_little(piece: str) -> bool:
    letters = sum(c.isalpha() for c in piece)
    return letters < 3 or (len(piece.split()) < 3 and letters < 8 and any(c.isdigit() for c in piece))
