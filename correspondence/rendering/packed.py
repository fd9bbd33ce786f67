"""The streams of a PDF are packed at the level that zlib is usually used at, not at its highest.

pydyf 0.13.0 has no setting for it. The highest level takes four times as long, a twelfth of the time of a long list,
and saves one or two bytes in a hundred; what is unpacked is the same.
"""

import zlib
from types import SimpleNamespace
from typing import Any

import pydyf

VERSION = "0.13.0"
LEVEL = 6


def install() -> None:
    """Sets the level of every PDF. Raises `RuntimeError` where pydyf is not the version this was written for."""
    if pydyf.VERSION != VERSION:
        raise RuntimeError(f"PDFs are packed for pydyf {VERSION}, not {pydyf.VERSION}")
    pydyf.zlib = SimpleNamespace(compressobj=_packer)  # of which it uses nothing else


def _packer(level: int) -> Any:
    """What packs a stream, at our level whatever *level* is asked for."""
    return zlib.compressobj(level=LEVEL)
