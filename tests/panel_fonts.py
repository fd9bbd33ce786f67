"""Makes the small fonts of panels anew: `python -m tests.panel_fonts FOLDER`, a folder that holds the whole fonts.

Each has what the panels of its scripts are written with and no more, with all that its letters are joined by. A panel
whose words change wants them made again: a test says so.
"""

import sys
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from fontTools import subset
from fontTools.ttLib import TTFont

from correspondence.panels import LANGUAGE, NUMBER, Panel, panels
from correspondence.shipped import FONTS

FOLDER = FONTS / "panels"
BUNDLED = ("NotoSans-Regular.ttf", "Vazirmatn-Regular.ttf", "NotoSansGurmukhi-Regular.ttf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A whole font: its file, and which of the fonts in it, where it holds several."""

    file: str
    number: int = -1


_CJK = "NotoSansCJK-Regular.ttc"
SOURCES: Mapping[str, Source] = MappingProxyType(
    {
        "NotoSansBengali-Regular.ttf": Source(file="NotoSansBengali-Regular.ttf"),
        "NotoSansGujarati-Regular.ttf": Source(file="NotoSansGujarati-Regular.ttf"),
        "NotoSansTamil-Regular.ttf": Source(file="NotoSansTamil-Regular.ttf"),
        "NotoSansSinhala-Regular.ttf": Source(file="NotoSansSinhala-Regular.ttf"),
        "NotoSansThai-Regular.ttf": Source(file="NotoSansThai-Regular.ttf"),
        "NotoSansEthiopic-Regular.ttf": Source(file="NotoSansEthiopic-Regular.ttf"),
        "NotoSansCJKjp-Regular.otf": Source(file=_CJK, number=0),
        "NotoSansCJKkr-Regular.otf": Source(file=_CJK, number=1),
        "NotoSansCJKsc-Regular.otf": Source(file=_CJK, number=2),
        "NotoSansCJKtc-Regular.otf": Source(file=_CJK, number=3),
        "NotoSansCJKhk-Regular.otf": Source(file=_CJK, number=4),
    }
)
"""The small fonts by their files, each with the whole font that it is cut from."""

OF_SCRIPTS: Mapping[str, str] = MappingProxyType(
    {
        "Beng": "NotoSansBengali-Regular.ttf",
        "Gujr": "NotoSansGujarati-Regular.ttf",
        "Taml": "NotoSansTamil-Regular.ttf",
        "Sinh": "NotoSansSinhala-Regular.ttf",
        "Thai": "NotoSansThai-Regular.ttf",
        "Ethi": "NotoSansEthiopic-Regular.ttf",
        "Jpan": "NotoSansCJKjp-Regular.otf",
        "Kore": "NotoSansCJKkr-Regular.otf",
        "Hans": "NotoSansCJKsc-Regular.otf",
        "Hant": "NotoSansCJKtc-Regular.otf",
    }
)
"""The small font of each script that no font of every letter has."""


def font_of(panel: Panel) -> str | None:
    """The small font that a panel is set in; None where a font of every letter has its script."""
    return "NotoSansCJKhk-Regular.otf" if panel.tag == "yue" else OF_SCRIPTS.get(panel.script)


def words(panel: Panel) -> str:
    """All that a panel says, and what it asks in other letters, without what is put into it."""
    return " ".join((*panel.sentences, panel.ask)).replace(LANGUAGE, "").replace(NUMBER, "")


def wanted(file: str) -> frozenset[str]:
    """The characters that a small font is for: those of its panels but for Latin letters, with their parts.

    Spaces and stops between them are drawn with the font of the letters; a shaper may draw a letter in parts.
    """
    said = {c for panel in panels() if font_of(panel) == file for c in words(panel)}
    apart = {c for whole in said for c in unicodedata.normalize("NFKD", whole)}
    return frozenset(c for c in said | apart if not (c.isascii() and c.isalpha()))


def characters(path: Path) -> frozenset[str]:
    """Those that a font has."""
    with TTFont(path, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))


def make(file: str, folder: Path) -> None:
    """Cut a small font from the whole one, which lies somewhere in *folder*."""
    source = SOURCES[file]
    whole = next(iter(sorted(folder.rglob(source.file))))
    options = subset.Options(font_number=source.number, layout_features=["*"], notdef_outline=True, hinting=False)
    options.name_IDs = ["*"]
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "DSIG"]
    with subset.load_font(str(whole), options) as font:
        cut = subset.Subsetter(options)
        cut.populate(text="".join(sorted(wanted(file))))
        cut.subset(font)
        subset.save_font(font, str(FOLDER / file), options)


def main() -> None:
    """Make every small font anew."""
    FOLDER.mkdir(exist_ok=True)
    for file in SOURCES:
        make(file, Path(sys.argv[1]))


if __name__ == "__main__":
    main()
