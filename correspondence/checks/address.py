"""Whether a name and address can be printed in a window envelope.

The rules and their names are GOV.UK Notify's (notifications-utils, `postal_address.py`: 3 to 7 lines, the last a real
postcode, no line that starts like a formula), with three of our own: no line may clip, no character may be missing
from our fonts, and a missing postcode is told apart from a wrong one.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

from correspondence.protocol.words.fillers import holds_filler, may_be_a_town
from correspondence.protocol.words.postal import FORCES
from correspondence.shipped import FONTS

from .codes import Code
from .countries import is_abroad

MIN_LINES = 3
MAX_LINES = 7
FONT_POINTS = 8.0
WINDOW_MM = 89.0
"""The width of a line: the window's 95.4 mm, less the 3 mm on each side that an enclosure may shift."""

_MM_PER_POINT = 25.4 / 72
_FACES = ("NotoSans-Regular.ttf", "Vazirmatn-Regular.ttf", "NotoSansGurmukhi-Regular.ttf")
_BAD_STARTS = tuple('@()=[]"\\/,<>~')
_AREA = (
    r"A[BL]|B[ABDFHLNRSTX]?|C[ABFHMORTVW]|D[ADEGHLNTY]|E[CHNX]?|F[KY]|G[LUY]?|H[ADGPRSUX]|I[GMPV]|"
    r"J[E]|K[ATWY]|L[ADELNSU]?|M[EKL]?|N[EGNPRW]?|O[LX]|P[AEHLOR]|R[GHM]|S[AEGKLMNOPRSTWY]?|"
    r"T[ADFNQRSW]|U[B]|W[ACDFNRSV]?|Y[O]|Z[E]"
)
"""The 125 postcode areas of the United Kingdom, the Crown dependencies and the forces; GIR 0AA stands apart."""

_POSTCODE = re.compile(rf"(?:{_AREA})[0-9][0-9A-Z]?[0-9][A-BD-HJLNP-UW-Z]{{2}}|GIR0AA")
_LIKE_A_POSTCODE = re.compile(r"[A-Z]{1,3}[0-9][0-9A-Z]{0,5}|[A-Z0-9]{5,7}")
_NO_HOME = re.compile(r"\bNO FIXED (?:ABODE|ADDRESS)\b")


def problem(lines: tuple[str, ...]) -> Code | None:
    """Why the name and address in *lines* cannot be posted: the first rule that is broken, or None.

    The order is fixed: `address-is-empty`, `no-fixed-abode-address`, `filler-in-address`, `not-enough-address-lines`,
    `too-many-address-lines`, `has-country-for-bfpo-address`, `cant-send-international-letters`, `no-postcode`,
    `not-a-real-uk-postcode`, `invalid-address-line-1-or-2`, `invalid-char-in-address`, `address-line-too-long`,
    `address-cannot-be-printed`.
    """
    given = _tidied(lines)
    return next((code for code, is_broken in _RULES if is_broken(given)), None)


def _tidied(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The lines that are not blank, without control characters, with single spaces and no comma at the end."""
    kept = (" ".join(_visible(unicodedata.normalize("NFC", line)).split()).rstrip(" ,") for line in lines)
    return tuple(line for line in kept if line)


def _visible(line: str) -> str:
    """*line* without what is never seen; the joiners stay, since they shape letters of Persian and other names."""
    return "".join(c for c in line if unicodedata.category(c) not in ("Cf", "Cc") or c in "\u200c\u200d\t\n")


def _letters(line: str) -> str:
    return re.sub(r"[\W_]+", "", line).upper()


def _in_capitals(lines: tuple[str, ...]) -> tuple[str, ...]:
    """*lines* as rendering prints them: the post town, above the postcode, and the postcode in capitals."""
    return (*lines[:-2], *(line.upper() for line in lines[-2:]))


def _is_empty(lines: tuple[str, ...]) -> bool:
    return len(lines) < 2


def _is_no_home(lines: tuple[str, ...]) -> bool:
    whole = re.sub(r"[\W_]+", " ", " ".join(lines)).upper()
    return _NO_HOME.search(whole) is not None or any(_letters(line) == "NFA" for line in lines[1:])


def _has_filler(lines: tuple[str, ...]) -> bool:
    """Whether a line below the name stands for nothing: nobody lives at "Confidential", and who "Moved" is not there.

    The post town, above the postcode and below a street, may be called as nothing else is.
    """
    has_town = len(lines) > MIN_LINES and _is_postcode(lines[-1]) and may_be_a_town(lines[-2])
    return any(map(holds_filler, lines[1:-2] if has_town else lines[1:]))


def _has_few_lines(lines: tuple[str, ...]) -> bool:
    return len(lines) < MIN_LINES


def _has_many_lines(lines: tuple[str, ...]) -> bool:
    return len(lines) > MAX_LINES


def _is_for_forces(lines: tuple[str, ...]) -> bool:
    """Whether an address ends with the number of a forces' post office, alone on its line: it needs no postcode.

    Where it has one, it stands before the number or after it.
    """
    places = [line for line in lines[-2:] if not _is_postcode(line)]
    return bool(places) and FORCES.fullmatch(places[-1]) is not None


def _names_country_for_forces(lines: tuple[str, ...]) -> bool:
    """Whether a country stands beside a forces' number: the forces' post goes where they are, not through a country."""
    apart = (FORCES.sub(r",\g<0>,", line).split(",") for line in lines[1:])
    pieces = [piece.strip() for line in apart for piece in line]
    return any(map(FORCES.fullmatch, pieces)) and any(map(is_abroad, pieces))


def _is_abroad(lines: tuple[str, ...]) -> bool:
    return is_abroad(lines[-1])


def _is_postcode(line: str) -> bool:
    return _POSTCODE.fullmatch(_letters(line)) is not None


def _lacks_postcode(lines: tuple[str, ...]) -> bool:
    last = _letters(lines[-1])
    looks_like_one = _LIKE_A_POSTCODE.fullmatch(last) and any(c.isdigit() for c in last)
    return not looks_like_one and not _is_for_forces(lines)


def _has_wrong_postcode(lines: tuple[str, ...]) -> bool:
    return not _is_postcode(lines[-1]) and not _is_for_forces(lines)


def _starts_without_letters(lines: tuple[str, ...]) -> bool:
    return not all(any(c.isalnum() for c in line) for line in lines[:2])


def _starts_like_a_formula(lines: tuple[str, ...]) -> bool:
    return any(line.startswith(_BAD_STARTS) for line in lines)


def _clips(lines: tuple[str, ...]) -> bool:
    return any(width_mm(line) > WINDOW_MM for line in _in_capitals(lines))


def _is_not_in_our_fonts(lines: tuple[str, ...]) -> bool:
    return not all(map(in_our_fonts, "".join(_in_capitals(lines))))


_RULES: tuple[tuple[Code, Callable[[tuple[str, ...]], bool]], ...] = (
    (Code.ADDRESS_EMPTY, _is_empty),
    (Code.NO_FIXED_ABODE, _is_no_home),
    (Code.FILLER_IN_ADDRESS, _has_filler),
    (Code.TOO_FEW_LINES, _has_few_lines),
    (Code.TOO_MANY_LINES, _has_many_lines),
    (Code.COUNTRY_FOR_FORCES, _names_country_for_forces),
    (Code.ABROAD, _is_abroad),
    (Code.NO_POSTCODE, _lacks_postcode),
    (Code.WRONG_POSTCODE, _has_wrong_postcode),
    (Code.NO_LETTERS, _starts_without_letters),
    (Code.BAD_START, _starts_like_a_formula),
    (Code.LINE_TOO_LONG, _clips),
    (Code.LINE_NOT_DRAWABLE, _is_not_in_our_fonts),
)


def width_mm(line: str) -> float:
    """How wide *line* is in the address block, by the advance widths of our fonts, without kerning.

    A character in no font counts as wide as it is high; it is refused by a rule of its own.
    """
    ems = sum(next((face[ord(c)] for face in _advances() if ord(c) in face), 1.0) for c in line)
    return ems * FONT_POINTS * _MM_PER_POINT


def in_our_fonts(character: str) -> bool:
    """Whether one of our fonts has that very character."""
    return any(ord(character) in face for face in _advances())


@cache
def _advances() -> tuple[dict[int, float], ...]:
    """For each of our fonts the advance width of every character it has, in ems."""
    return tuple(_read_advances(FONTS / name) for name in _FACES)


def _read_advances(path: Path) -> dict[int, float]:
    with TTFont(path, lazy=True) as font:
        widths, em = font["hmtx"].metrics, font["head"].unitsPerEm
        return {character: widths[glyph][0] / em for character, glyph in font.getBestCmap().items()}
