"""Everything readable in an HTML document: its text, attribute values, comments, embedded data, and its very markup.

It is read by libxml2, as browsers do, in the version that comes with lxml: the lock pins it, whatever Python runs.
"""

import re
from collections.abc import Mapping
from urllib.parse import unquote_to_bytes

from lxml import etree

from .searching import Piece

_PICTURES = re.compile(r"data:(?:font/[\w.+-]+|image/(?:png|jpeg))[^,\"']*;base64,[A-Za-z0-9+/=\s]*", re.IGNORECASE)
_DATA = re.compile(r"data:([^;,]*)([^,]*),", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_MARKUP = re.compile(r"""<[!?/A-Za-z](?:"[^"]*(?:"|\Z)|'[^']*(?:'|\Z)|[^>"'])*""")
_STYLING = frozenset({"style", "script"})
_DESCRIBING = frozenset({"alt", "title", "aria-label", "content", "placeholder", "summary", "value"})
_TAG = re.compile(r"</?[A-Za-z]")


class HtmlReader:
    """Reads HTML: `running` text in one go, `apart` what stands by itself.

    `unreadable` names the places that hold embedded data which is neither text nor a plain picture or font.
    What a browser passes over in silence (an attribute given twice, or in an end tag; a tag that is never closed; more
    in a declaration) is in the file all the same: so all that stands between angle brackets is taken as it is written.
    """

    def __init__(self, text: str) -> None:
        self.running: list[Piece] = []
        self.apart: list[Piece] = []
        self.unreadable: list[str] = []
        self._text: list[str] = []
        self._is_styling = False
        parser = etree.HTMLParser(target=self, huge_tree=True)  # type: ignore[arg-type]  # the stubs want bytes as well
        parser.feed(text)
        parser.close()
        for markup in dict.fromkeys(_MARKUP.findall(_PICTURES.sub("", _COMMENT.sub("", text)))):
            where = "html attribute" if _TAG.match(markup) else "html comment"
            self.apart.append(Piece(where=where, text=markup, is_markup=True))

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the values of a tag's attributes; it ends a stretch of text."""
        self._end_text()
        self._is_styling = tag in _STYLING
        for name, value in attributes.items():
            self._value(_PICTURES.sub("", value), is_markup=name not in _DESCRIBING)

    def end(self, _tag: str) -> None:
        """Take that a tag ends a stretch of text."""
        self._end_text()
        self._is_styling = False

    def data(self, data: str) -> None:
        """Take a part of a stretch of text, styles and scripts included."""
        self._text.append(data)

    def comment(self, data: str) -> None:
        """Take a comment, and whatever browsers take for one."""
        self._end_text()
        self.apart.append(Piece(where="html comment", text=data))

    def close(self) -> None:
        """Take that the document is at its end."""
        self._end_text()

    def _end_text(self) -> None:
        if self._text:
            piece = Piece(where="html", text=_PICTURES.sub("", "".join(self._text)), is_markup=self._is_styling)
            (self.apart if self._is_styling else self.running).append(piece)
            self._text.clear()

    def _value(self, value: str, *, is_markup: bool) -> None:
        self.apart.append(Piece(where="html attribute", text=value, is_markup=is_markup))
        for kind, encoding in _DATA.findall(value):
            if not kind.lower().startswith("text/") or "base64" in encoding.lower():
                self.unreadable.append("html attribute")
            else:
                inside = unquote_to_bytes(value).decode("utf-8", "replace")
                self.apart.append(Piece(where="html attribute", text=inside))
