"""A post-holder's signature: a small PNG beside the directory file, checked when the directory is read.

It is printed in letters, so it is taken apart and put together anew: what is no picture of a sane size is refused, and
whatever else the file holds (who made it, when and with what) stays behind.
"""

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

MAX_BYTES = 200_000
WIDTHS, HEIGHTS = range(80, 2001), range(30, 1001)
"""How many pixels a signature may be wide and high."""

_MAGIC = b"\x89PNG\r\n\x1a\n"
_KEPT = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""How many numbers a pixel has, by the colour type."""
_DEPTHS = {0: (1, 2, 4, 8), 2: (8,), 3: (1, 2, 4, 8), 4: (8,), 6: (8,)}
"""How many bits a number may have, by the colour type: no more than 8, and what a PNG may have at all."""


class BadSignature(Exception):
    """A file that cannot be printed as a signature. The message says by which rule, and nothing of its content."""


def signature_at(folder: Path, name: str) -> bytes:
    """The signature in the PNG of that name in *folder*, without whatever is no picture in it.

    Raises `BadSignature` for a path, a file that is not there or no PNG, and one whose size or pixels are not sane.
    """
    path = folder / name
    if path.name != name or path.suffix.lower() != ".png" or path.is_symlink():
        raise BadSignature("must be the name of a .png file beside the directory file")
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise BadSignature(f"the file cannot be read: {error.strerror}") from None
    if len(content) > MAX_BYTES:
        raise BadSignature(f"the file is larger than {MAX_BYTES // 1000} kB")
    return picture_in(content)


def picture_in(content: bytes) -> bytes:
    """A PNG with its picture alone. Raises `BadSignature` where it is none, or none of a signature's size."""
    chunks = [(kind, data) for kind, data in _chunks(content) if kind in _KEPT]
    kinds = [kind for kind, _ in chunks]
    if kinds[:1] != [b"IHDR"] or kinds[-1:] != [b"IEND"] or kinds.count(b"IHDR") > 1 or len(chunks[0][1]) != 13:
        raise BadSignature("the file is no PNG")
    _check_pixels(chunks[0][1], b"".join(data for kind, data in chunks if kind == b"IDAT"))
    return _MAGIC + b"".join(_written(kind, data) for kind, data in chunks)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    if not content.startswith(_MAGIC):
        raise BadSignature("the file is no PNG")
    at = len(_MAGIC)
    while at < len(content):
        head = content[at : at + 8]
        if len(head) < 8:
            raise BadSignature("the file is cut off")
        length, kind = struct.unpack(">I4s", head)
        data, check = content[at + 8 : at + 8 + length], content[at + 8 + length : at + 12 + length]
        if check != struct.pack(">I", zlib.crc32(kind + data)):
            raise BadSignature("the file is damaged")
        yield kind, data
        if kind == b"IEND":
            return
        at += 12 + length
    raise BadSignature("the file is cut off")


def _check_pixels(header: bytes, squeezed: bytes) -> None:
    """Refuses a picture that is not of a signature's size, is interlaced, or has not just the pixels that it claims."""
    width, height, depth, colour, *methods = struct.unpack(">IIBBBBB", header)
    if width not in WIDTHS or height not in HEIGHTS or height > width:
        sizes = f"{WIDTHS[0]} to {WIDTHS[-1]} pixels wide and {HEIGHTS[0]} to {HEIGHTS[-1]} high"
        raise BadSignature(f"must be {sizes}, and no higher than wide")
    if depth not in _DEPTHS.get(colour, ()) or any(methods):
        raise BadSignature("must be a PNG of 8 bits a colour at most, and not interlaced")
    expected = height * (1 + (width * depth * _CHANNELS[colour] + 7) // 8)
    opened = zlib.decompressobj()
    try:
        pixels = opened.decompress(squeezed, expected + 1)
    except zlib.error:
        raise BadSignature("its pixels cannot be read") from None
    if len(pixels) != expected or not opened.eof:
        raise BadSignature("has other pixels than it says")
    if len(set(pixels)) < 3:
        raise BadSignature("is blank")


def _written(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
