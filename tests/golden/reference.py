"""Where the golden files were made: there they are compared byte for byte, elsewhere by what is read and seen.

What draws text decides the last bits of a place, what packs a stream decides its bytes; neither changes a letter.
"""

import zlib
from collections.abc import Iterable

from correspondence.rendering.made_with import versions

from .compare_pdf import DPI, NEARLY, VISIBLE

REFERENCE = {"Pango": "1.50.12", "HarfBuzz": "6.0.0", "zlib": "1.2.13"}
"""Debian 12."""

COMPARED = "golden files compared"
"""The property of a test's report: how many of its files were equal in their bytes, and how many only alike."""


def here() -> dict[str, str]:
    """What this machine has of the same."""
    found = versions()
    return {
        "Pango": found["libpango-1.0.so.0"],
        "HarfBuzz": found["libharfbuzz.so.0"],
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
    }


def is_here() -> bool:
    """Whether this is the machine on which bytes are to be equal."""
    return here() == REFERENCE


def in_words(compared: Iterable[tuple[int, int]]) -> str:
    """What the suite says at its end: which of the two comparisons it made, and of how many files."""
    equal, alike = (sum(column) for column in zip(*compared, strict=True))
    if is_here():
        return f"golden files: compared byte for byte, as on Debian 12 ({_named(REFERENCE)}): {equal} are equal"
    return (
        f"golden files: compared by structure and words exactly, places to {NEARLY} pt, pictures at {DPI} dpi to "
        f"{VISIBLE} of 255, since this machine has {_named(here())} and not Debian 12's {_named(REFERENCE)}: "
        f"{equal} are equal in their bytes, {alike} alike"
    )


def _named(versions: dict[str, str]) -> str:
    return ", ".join(f"{name} {version}" for name, version in versions.items())
