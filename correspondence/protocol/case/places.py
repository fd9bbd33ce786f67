"""Whether two addresses are one place, and what of an address gives a place away.

There are two tests, since a mistake costs another thing each way. `is_one_place` is strict: it is asked where living
together opens something. `may_be_one_place` is lenient: it is asked where it closes something.
"""

import re

from correspondence.protocol.words.fillers import holds_filler, is_remark, may_be_a_town, says_nothing

from .people import Address

_POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]?\s*[0-9][A-Z]{2}\b", re.IGNORECASE)
_NO_REAL_POSTCODE = "zz99"
"""How the pseudo postcodes begin that registers give to people without a home."""
_SPLIT = re.compile(r"[,;]")
_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+")
_STREET_WORDS = {
    "avenue": "ave",
    "boulevard": "blvd",
    "close": "cl",
    "court": "ct",
    "crescent": "cres",
    "drive": "dr",
    "gardens": "gdns",
    "grove": "gr",
    "lane": "ln",
    "park": "pk",
    "place": "pl",
    "road": "rd",
    "square": "sq",
    "street": "st",
    "terrace": "ter",
    "terr": "ter",
    "av": "ave",
    "gdn": "gdns",
    "clo": "cl",
}
"""The last word of a street, and how it is written short."""
_BUILDINGS = frozenset({"barn", "bungalow", "cottage", "farm", "farmhouse", "grange", "lodge", "manor", "rectory"})
"""What a house that has a name instead of a number is called: one household as a rule."""
_UNITS = frozenset({"apartment", "basement", "first", "flat", "floor", "ground", "room", "second", "top", "unit"})
"""What names a part of a house, and says nothing of where the house is."""


def _squeezed(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _postcode(address: Address) -> str:
    """The postcode, wherever in the address it stands; empty where there is none that names a place."""
    given = address.postcode or ""
    found = given if _POSTCODE.fullmatch(given.strip()) else "".join(_POSTCODE.findall(" ".join(address.parts))[:1])
    squeezed = _squeezed(found)
    return "" if squeezed.startswith(_NO_REAL_POSTCODE) else squeezed


def pieces_of(address: Address) -> tuple[str, ...]:
    """The lines above the post town, split at commas, without postcodes written into them."""
    lines = (x for x in (address.line_1, address.line_2, address.line_3) if x)
    split = (piece.strip(" .") for line in lines for piece in _SPLIT.split(_POSTCODE.sub("", line)))
    return tuple(piece for piece in split if piece)


def _words(piece: str) -> tuple[str, ...]:
    """The words and numbers of a piece, a street's last word written short."""
    words = _TOKEN.findall(piece.casefold())
    return (*words[:-1], _STREET_WORDS.get(words[-1], words[-1])) if words else ()


def _premises(address: Address) -> tuple[tuple[str, ...], ...]:
    """The pieces that name a place, in words: fillers left out, and what is only the town again."""
    towns = {_words(part) for part in (address.post_town, address.county) if part}
    every = (_words(piece) for piece in pieces_of(address) if not is_remark(piece))
    return tuple(words for words in every if words not in towns)


def _numbers(premises: tuple[tuple[str, ...], ...]) -> frozenset[str]:
    return frozenset(word for words in premises for word in words if word.isdigit())


def _names_one_household(premises: tuple[tuple[str, ...], ...]) -> bool:
    """Whether premises say which house: by a number, or by the name of one. A street alone has many."""
    named = any(len(words) > 1 and words[-1] in _BUILDINGS for words in premises)
    return named or bool(_numbers(premises))


_KEPT_OR_PASSED_ON = (
    r"c\s?/\s?o",
    "care of",
    r"p\.?\s?o\.?\s?box",
    "poste restante",
    "solicitors?",
    "llp",
    r"dx\s?[0-9]+",
)
_MANY_LIVE_THERE = (
    *("bfpo", "barracks", r"hm\s?p", r"hm\s?yoi", "yoi", "prison", "hospital", "hostel", "hotel", "inn"),
    *(r"guest\s?house", r"b\s?&\s?b", "refuge", "shelter"),
)
_SHARED_BY_STRANGERS = re.compile(rf"\b(?:{'|'.join((*_KEPT_OR_PASSED_ON, *_MANY_LIVE_THERE))})(?!\w)", re.IGNORECASE)
"""What tells of an address where post is kept or passed on, or where people live who do not know each other."""


def is_one_place(one: Address, other: Address) -> bool:
    """Whether two addresses are surely the same home: one full postcode, and the same premises in both.

    It is asked where living together opens something, so whatever is missing makes it false. A filler is no place:
    two people whose address is "Confidential" do not live together. Nor do two whose post goes to one box or one
    solicitor, or who are in one prison or hostel.
    """
    if any(_SHARED_BY_STRANGERS.search(part) for part in (*one.parts, *other.parts)):
        return False
    if not _postcode(one) or _postcode(one) != _postcode(other):
        return False
    if _holds_filler(one) or _holds_filler(other):
        return False
    return is_written_alike(one, other) and _names_one_household(_premises(one))


def _holds_filler(address: Address) -> bool:
    """Whether any part of an address is a filler or has one; a town may be called as no street is."""
    town = address.post_town
    return any(holds_filler(part) for part in address.parts if part != town or not may_be_a_town(part))


def is_written_alike(one: Address, other: Address) -> bool:
    """Whether two addresses are the same however they are laid out, as far as both say; a town more or less is nothing.

    It tells a new address from an old one that was written out again, and is asked where nothing is opened or closed.
    """
    if _postcode(one) and _postcode(other) and _postcode(one) != _postcode(other):
        return False
    mine, theirs = ("".join(word for words in _premises(a) for word in words) for a in (one, other))
    return bool(mine) and mine == theirs


def may_be_one_place(one: Address, other: Address) -> bool:
    """Whether two addresses could be the same home. It is asked where that closes something, so it errs towards yes.

    Under one postcode only two house numbers tell homes apart. Where a postcode is missing or differs, a street that
    both name makes them one, unless the numbers, or both the towns and the postcodes' areas, are others.
    """
    mine, theirs = _premises(one), _premises(other)
    numbers = _numbers(mine), _numbers(theirs)
    another_number = all(numbers) and not numbers[0] & numbers[1]
    shared = {_street(words) for words in mine} & {_street(words) for words in theirs} - {()}
    if _postcode(one) and _postcode(one) == _postcode(other):
        is_vague = not (mine and theirs) or bool(numbers[0]) is not bool(numbers[1])
        return not another_number and (is_vague or bool(shared) or all(numbers))
    return bool(shared) and not another_number and not _are_far_apart(one, other)


def _street(words: tuple[str, ...]) -> tuple[str, ...]:
    """A piece without numbers and the letter that follows one; nothing where little is left that names a street."""
    named = tuple(word for word in words if word.isalpha() and len(word) > 1 and word not in _UNITS)
    return named if len(named) > 1 or sum(map(len, named)) > 4 else ()


def _are_far_apart(one: Address, other: Address) -> bool:
    """Whether two addresses have different post towns and postcodes of different districts."""
    towns = {_squeezed(a.post_town) for a in (one, other) if a.post_town}
    districts = {_postcode(a)[:-3] for a in (one, other) if _postcode(a)}
    return len(towns) > 1 and len(districts) > 1


def place_values(address: Address) -> tuple[str, ...]:
    """What of an address gives a place away: its lines, piece by piece, its post town and every postcode in it.

    What stands for nothing ("Confidential", "-") is none of them. A piece too short to mean anything alone is joined to
    the next. The county is left out: it is shared by too many to give anybody away.
    """
    pieces = pieces_of(address)
    values: list[str] = []
    for i, piece in enumerate(pieces):
        following = pieces[i + 1] if i + 1 < len(pieces) else address.post_town
        values.append(f"{piece} {following}" if _says_little(piece) and following else piece)
    written_in = (found for line in address.parts for found in _POSTCODE.findall(line))
    every = (*(value for value in values if not says_nothing(value)), address.post_town, address.postcode, *written_in)
    return tuple(dict.fromkeys(value for value in every if value and (may_be_a_town(value) or not says_nothing(value))))


def _says_little(piece: str) -> bool:
    letters = sum(c.isalpha() for c in piece)
    return letters < 3 or (len(piece.split()) < 3 and letters < 8 and any(c.isdigit() for c in piece))
