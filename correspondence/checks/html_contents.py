"""Everything readable in an HTML document: its text, attribute values, comments and embedded data."""

import re
from html.parser import HTMLParser
from urllib.parse import unquote_to_bytes

from .searching import Piece

_PICTURES = re.compile(r"data:(?:font/[\w.+-]+|image/(?:png|jpeg))[^,\"']*;base64,[A-Za-z0-9+/=\s]*", re.IGNORECASE)
_DATA = re.compile(r"data:([^;,]*)([^,]*),", re.IGNORECASE)


class HtmlReader(HTMLParser):
    """Reads HTML: `running` text in one go, `apart` what stands by itself.

    `unreadable` names the places that hold embedded data which is neither text nor a plain picture or font.
    """

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.running: list[Piece] = []
        self.apart: list[Piece] = []
        self.unreadable: list[str] = []
        self.feed(text)
        self.close()

    def handle_data(self, data: str) -> None:
        """Take a stretch of text, styles and scripts included."""
        self.running.append(Piece(where="html", text=_PICTURES.sub("", data)))

    def handle_comment(self, data: str) -> None:
        """Take a comment."""
        self.apart.append(Piece(where="html comment", text=data))

    def handle_decl(self, decl: str) -> None:
        """Take a declaration."""
        self.apart.append(Piece(where="html", text=decl))

    def handle_pi(self, data: str) -> None:
        """Take a processing instruction."""
        self.apart.append(Piece(where="html", text=data))

    def unknown_decl(self, data: str) -> None:
        """Take a marked section, such as CDATA."""
        self.apart.append(Piece(where="html", text=data))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the tag's name and its attributes, names and values."""
        self.apart.append(Piece(where="html", text=tag))
        for name, value in attrs:
            self.apart.append(Piece(where="html attribute", text=name))
            self._value(_PICTURES.sub("", value or ""))

    def _value(self, value: str) -> None:
        self.apart.append(Piece(where="html attribute", text=value))
        for kind, encoding in _DATA.findall(value):
            if not kind.lower().startswith("text/") or "base64" in encoding.lower():
                self.unreadable.append("html attribute")
            else:
                inside = unquote_to_bytes(value).decode("utf-8", "replace")
                self.apart.append(Piece(where="html attribute", text=inside))
