"""What a text brings along when it is pasted: line ends of other machines, marks that nobody sees.

Ordinary ones are mended, the same in every text that comes in. What is no mark of an ordinary text is refused by its
code point.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any
from unicodedata import category

BYTE_ORDER_MARK = "\ufeff"
_LINE_END = re.compile("\r\n|[\r\x0b\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x08\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_PICTURE = re.compile(
    "[\u231a\u231b\u23e9-\u23fa\u2600-\u260f\u2613-\u262b\u262d-\u2712\u2719-\u27bf\u2b05-\u2b07\u2b1b-\u2b55"
    "\U0001f000-\U0001faff]"
)
"""What a telephone puts among the letters. Marks that a form is ticked with are none, nor is the Sikhs’ Khanda."""
_BULLET = re.compile("[\u2023\u25aa\u25cf\u25e6\u25a0\uf0a7\uf0b7]")
"""The bullets of other programs, some of them in a place of their own."""
_FORMATTING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def mended(value: Any) -> Any:
    """A value of JSON or YAML with each line end and bullet in its texts as ours; the names of fields as they are."""
    if isinstance(value, str):
        return _BULLET.sub("•", _LINE_END.sub("\n", value))
    if isinstance(value, list):
        return [mended(each) for each in value]
    if isinstance(value, dict):
        return {name: mended(each) for name, each in value.items()}
    return value


def control_in(text: str) -> str | None:
    """The first control character or half of a pair in *text*, as `U+0007`; None where there is none.

    Tabs and line ends are not meant.
    """
    found = _CONTROL.search(text)
    return code_point(found[0]) if found else None


def picture_in(text: str) -> str | None:
    """The first picture in *text*, as `U+1F338`: no font of a letter has one, and nobody is called by one."""
    if text.isascii():
        return None
    found = next((c for c in text if not c.isascii() and (_PICTURE.match(c) or category(c) in ("Co", "Cn"))), None)
    return code_point(found) if found else None


def formatting_in(text: str) -> str | None:
    """The first character that turns the direction of what follows it, as `U+202E`; None where there is none."""
    found = _FORMATTING.search(text)
    return code_point(found[0]) if found else None


def code_point(character: str) -> str:
    """A character by its number, such as `U+0007`."""
    return f"U+{ord(character):04X}"


def bare(contact: str) -> str:
    """A telephone number or e-mail address as it is dialled: unseen marks dropped, wide letters and spaces plain.

    Whoever copies one from a telephone or a page copies marks of direction and its dashes with it.
    """
    return "".join(_plain(unicodedata.normalize("NFKC", contact))).strip()


def _plain(text: str) -> Iterator[str]:
    for character in text:
        match unicodedata.category(character):
            case "Cf":
                continue
            case "Zs":
                yield " "
            case "Pd":
                yield "-"
            case "Pf" | "Pi" if character in "\u2018\u2019":
                yield "'"
            case _:
                yield character
