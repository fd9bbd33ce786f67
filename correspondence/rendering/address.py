"""How a name and address are printed for a window envelope."""

import re

_POSTCODE = re.compile(r"([A-Za-z]{1,2}[0-9][A-Za-z0-9]?)\s*([0-9][A-Za-z]{2})")


def printed(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The lines as Royal Mail asks: no comma or full stop at an end, post town and postcode in capitals.

    The post town is the line above the postcode. Without a postcode at the end nothing is put in capitals.
    """
    plain = [" ".join(line.split()).rstrip(",. ") for line in lines]
    postcode = _POSTCODE.fullmatch(plain[-1]) if plain else None
    if postcode is None or len(plain) < 3:
        return tuple(plain)
    return (*plain[:-2], plain[-2].upper(), f"{postcode[1]} {postcode[2]}".upper())
