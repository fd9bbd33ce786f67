"""One plain form of every letter, so that a value is known again however it was typed.

Case, accents and what nobody sees count for nothing; letters of other alphabets that look like Latin ones count as
those, and every decimal digit as 0 to 9. Both sides of a comparison are folded alike.
"""

import unicodedata

_NOT_DECOMPOSED = {
    **dict(zip("łøđħıŧðþŋĸ", ("l", "o", "d", "h", "i", "t", "d", "th", "n", "k"), strict=True)),
    "æ": "ae",
    "œ": "oe",
    "\u0640": "",  # tatweel only stretches an Arabic word
    "ة": "ه",  # as they are commonly typed for each other
    "ى": "ي",
    "ی": "ي",
    "ک": "ك",
}
_CYRILLIC = dict(zip("авекмнорстухіјѕһԁԛԝӏү", "abekmhopctyxijshdqwly", strict=True))
_GREEK = dict(zip("αβεζηικμνορτυχγ", "abezhikmnoptyxy", strict=True))
_SMALL_CAPITALS = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢɑɡɩ", "abcdefghijklmnoprstuvwyzagi", strict=True))
_ALIKE = {**_CYRILLIC, **_GREEK, **_SMALL_CAPITALS}
"""Letters that look like Latin ones, small or capital: what is pasted or typed to deceive is read by eye."""


class _Folded(dict[int, str]):
    """What each character counts as, once it was met."""

    def __missing__(self, code: int) -> str:
        return self.setdefault(code, _folded_character(chr(code)))


_FOLDED = _Folded()


def folded(text: str) -> str:
    """*text* without case, accents and invisible characters, look-alike letters as Latin ones.

    The invisible are soft hyphens, zero-width characters, bidirectional controls and variation selectors.
    """
    return text.casefold() if text.isascii() else text.translate(_FOLDED)


def _folded_character(character: str) -> str:
    """What one character counts as: as a rule one letter, nothing for what is not seen or only an accent."""
    if unicodedata.category(character) == "Cf":
        return ""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return "".join(_plain(c) for c in decomposed if not unicodedata.category(c).startswith("M"))


def _plain(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    return _NOT_DECOMPOSED.get(character, _ALIKE.get(character, character)) if digit is None else str(digit)
