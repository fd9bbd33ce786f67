"""A text as one HTML file: readable by itself, on any screen, asking nothing of any network. No postal address."""

from functools import cache
from html import escape

from correspondence.catalogue.letter import Letter
from correspondence.documents import Text
from correspondence.panels import PANEL
from correspondence.shipped import SHARED

from .joined_words import kept_whole


def to_html(text: Text, letter: Letter, *, large_print: bool) -> bytes:
    """The whole document, its styles within it: language, direction, title and one heading of level 1."""
    classes = f"{letter.audience}{' large' if large_print else ''}"
    return (
        "<!DOCTYPE html>\n"
        f'<html lang="{text.language}" dir="{text.direction}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="robots" content="noindex, nofollow, noarchive">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(text.title)}</title>\n<style>\n{_styles(text)}</style>\n</head>\n"
        f'<body class="{classes}">\n{_BANNER}\n<main>\n{kept_whole(text.html)}\n</main>\n</body>\n</html>\n'
    ).encode()


_BANNER = (
    '<div class="letterhead" role="banner" lang="en" dir="ltr"><p class="wordmark">Cafcass</p>'
    "<p>Children and Family Court Advisory and Support Service</p></div>"
)


def _styles(text: Text) -> str:
    return _sheet("screen.css") + (_sheet("panel.css") if text.has(PANEL) else "")


@cache
def _sheet(sheet: str) -> str:
    return (SHARED / sheet).read_text("utf-8")
