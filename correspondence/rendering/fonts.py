"""The fonts that letters are set in, and no others. Import this before anything that loads WeasyPrint.

fontconfig reads its settings once, when WeasyPrint is first used, so they must be in the environment by then.
"""

import importlib
import os
import sys
from types import ModuleType

from correspondence.shipped import FONTS

LATIN, ARABIC = "Noto Sans", "Vazirmatn"
_SETTINGS = FONTS / "fonts.conf"
_LIBRARIES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


class LibraryMissing(RuntimeError):
    """A system library that PDFs need is not installed. Says how to install it."""


def _load() -> ModuleType:
    """WeasyPrint, with our fonts only.

    Raises `LibraryMissing` where Pango or HarfBuzz's subsetting is not installed: without the latter letters would
    take three times as long, and their bytes would differ.
    """
    if "weasyprint" in sys.modules and os.environ.get("FONTCONFIG_FILE") != str(_SETTINGS):
        raise RuntimeError("WeasyPrint was imported before correspondence.rendering, with this machine's fonts")
    os.environ["FONTCONFIG_FILE"] = str(_SETTINGS)
    try:
        module = importlib.import_module("weasyprint")
        found = importlib.import_module("weasyprint.text.ffi").harfbuzz_subset is not None
    except (OSError, DeprecationWarning):  # WeasyPrint warns where HarfBuzz's subsetting is missing
        found = False
    if not found:
        raise LibraryMissing(f"a library that PDFs need is missing: run apt-get install -y {_LIBRARIES}")
    return module


weasyprint = _load()
