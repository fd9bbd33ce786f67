"""What the character codes of a PDF's fonts mean as text."""

import re
from collections.abc import Iterator, Sequence

import pikepdf
from fontTools import agl

UNREADABLE = "\ufffd"
"""Stands for each character code that the PDF gives no text for."""

_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])|([A-Za-z]+)")
_CODECS = {"/WinAnsiEncoding": "cp1252", "/MacRomanEncoding": "mac_roman"}


class _Pairs(dict[int, str]):
    """The text of each code of two bytes. The codes are read as UTF-16, so two of them may look like one character."""

    def __missing__(self, code: int) -> str:
        if code <= 0xFFFF:
            return UNREADABLE
        raw = chr(code).encode("utf-16-be")
        return self[int.from_bytes(raw[:2])] + self[int.from_bytes(raw[2:])]


class FontReader:
    """Reads the strings that one font shows, by its ToUnicode map, else by its encoding.

    A code that neither explains is read as U+FFFD, so that a check can tell that something was not read.
    """

    def __init__(self, font: pikepdf.Object) -> None:
        self._lengths: frozenset[int]
        self._texts: dict[bytes, str]
        if isinstance(font.get("/ToUnicode"), pikepdf.Stream):
            self._lengths, self._texts = _to_unicode(font.ToUnicode.read_bytes())
        elif font.get("/Subtype") == "/Type0":
            self._lengths, self._texts = frozenset({2}), {}
        else:
            self._lengths, self._texts = frozenset({1}), _encoding(font.get("/Encoding"))
        has_pairs = self._lengths == {2}
        self._pairs = _Pairs((int.from_bytes(c), t) for c, t in self._texts.items()) if has_pairs else None

    def texts(self, shown: Sequence[bytes]) -> str:
        """The text of the strings that one operator shows: all at once where no code is cut in two."""
        if self._pairs is None or any(len(string) % 2 for string in shown):
            return "".join(map(self.text, shown))
        return b"".join(shown).decode("utf-16-be", "surrogatepass").translate(self._pairs)

    def text(self, shown: bytes) -> str:
        """The text of a string as the content stream shows it."""
        if len(self._lengths) == 1:
            (length,) = self._lengths
            codes = (shown[start : start + length] for start in range(0, len(shown), length))
            return "".join(self._texts.get(code, UNREADABLE) for code in codes)
        return "".join(self._characters(shown))

    def _characters(self, shown: bytes) -> Iterator[str]:
        start = 0
        while start < len(shown):
            length = next((n for n in sorted(self._lengths) if shown[start : start + n] in self._texts), None)
            code = shown[start : start + (length or min(self._lengths))]
            yield self._texts.get(code, UNREADABLE)
            start += len(code)


def _encoding(encoding: pikepdf.Object | None) -> dict[bytes, str]:
    """What the codes of a simple font mean: a named encoding, or a table of differences from one."""
    name, differences = str(encoding or ""), None
    if isinstance(encoding, pikepdf.Dictionary):
        name, differences = str(encoding.get("/BaseEncoding", "")), encoding.get("/Differences")
    codec = _CODECS.get(name, "cp1252")
    texts = {bytes([code]): bytes([code]).decode(codec, "replace") for code in range(32, 256)}
    code = 0
    for entry in differences if isinstance(differences, pikepdf.Array) else ():
        if isinstance(entry, pikepdf.Name):
            texts[bytes([code])] = agl.toUnicode(str(entry)[1:]) or UNREADABLE
            code += 1
        else:
            code = int(entry)
    return texts


def _to_unicode(cmap: bytes) -> tuple[frozenset[int], dict[bytes, str]]:
    """The code lengths of a ToUnicode map, and the text of each code (PDF 32000-1, 9.10.3)."""
    lengths: set[int] = set()
    texts: dict[bytes, str] = {}
    for kind, block in re.findall(rb"begin(codespacerange|bfchar|bfrange)(.*?)end\1", cmap, re.DOTALL):
        entries = _entries(block)
        if kind == b"codespacerange":
            lengths.update(len(entry) for entry in entries if isinstance(entry, bytes))
        elif kind == b"bfchar":
            pairs = zip(entries[::2], entries[1::2], strict=False)
            texts.update((code, _utf16(text)) for code, text in pairs if isinstance(code, bytes))
        else:
            for i in range(0, len(entries) - 2, 3):
                texts.update(_range(entries[i], entries[i + 1], entries[i + 2]))
    return frozenset(lengths | {len(code) for code in texts}) or frozenset({1}), texts


def _entries(block: bytes) -> list[bytes | list[bytes]]:
    found: list[bytes | list[bytes]] = []
    within: list[bytes] | None = None
    for hexadecimal, opened, closed, _word in _TOKEN.findall(block):
        if opened:
            within = []
        elif closed and within is not None:
            found.append(within)
            within = None
        elif not _word:
            (found if within is None else within).append(bytes.fromhex(hexadecimal.decode("ascii")))
    return found


def _range(
    first: bytes | list[bytes], last: bytes | list[bytes], to: bytes | list[bytes]
) -> Iterator[tuple[bytes, str]]:
    if not isinstance(first, bytes) or not isinstance(last, bytes):
        return
    start, end = int.from_bytes(first), int.from_bytes(last)
    for step in range(min(end - start, 0xFFFF) + 1):
        code = (start + step).to_bytes(len(first))
        if isinstance(to, list):
            if step < len(to):
                yield code, _utf16(to[step])
        else:
            text = _utf16(to)
            yield code, text[:-1] + chr(ord(text[-1]) + step) if text else ""


def _utf16(raw: bytes | list[bytes]) -> str:
    return raw.decode("utf-16-be", "replace") if isinstance(raw, bytes) else ""
