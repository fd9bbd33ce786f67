"""A text as PDF: tagged (PDF/UA-1), on our letterhead, its address where a window envelope shows it.

The same letter gives the same bytes, in any process and on any day: its dates are the letter's own.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from html import escape
from threading import Lock
from typing import Any

from correspondence.catalogue.kind import Sheet
from correspondence.catalogue.letter import Letter
from correspondence.documents import Text
from correspondence.protocol.letters import CHILDREN
from correspondence.protocol.record import record
from correspondence.shipped import SHARED

from . import charts, clusters, fast, joined_words, line_breaks, packed, shared_styles, signatures, tagging
from .address import printed
from .assets import BASE_URL, AssetRefused, OurAssets
from .composer import around_page_numbers, what_we_are
from .failures import Failure, RenderingFailed
from .fonts import weasyprint
from .languages import ENGLISH, direction
from .our_words import our_words
from .page_source import page_source
from .uncollected import uncollected

tagging.install()
packed.install()
line_breaks.install()
clusters.install()
shared_styles.install()
fast.install()

_complaints: ContextVar[list[logging.LogRecord]] = ContextVar("complaints")
_STYLES = ("sheet.css", "letter.css")
_WIDE_STYLES = (*_STYLES, "list.css")
_PAGE = "margin: 15mm 20mm 17mm 27.6mm; font-size: 8.5pt"
_LARGE_PAGE = "margin: 15mm 20mm 17mm 20mm; font-size: 14pt; @bottom-center { width: 72mm }"
_WIDE_PAGE = "margin: 12mm 15.1mm 15mm; font-size: 8.5pt"
_setting_up = Lock()


class _Listener(logging.Handler):
    """Keeps what WeasyPrint complains of for the render that caused it, and out of any log: it may quote a letter."""

    def emit(self, record: logging.LogRecord) -> None:
        heard = _complaints.get(None)
        if heard is not None:
            heard.append(record)


for _name in ("weasyprint", "fontTools"):
    _logger = logging.getLogger(_name)
    _logger.setLevel(logging.WARNING)
    _logger.addHandler(_Listener(logging.WARNING))
    _logger.propagate = False


@contextmanager
def strictly(where: str) -> Iterator[None]:
    """Turns any complaint of WeasyPrint or fontTools inside the block into `RenderingFailed`."""
    heard: list[logging.LogRecord] = []
    token = _complaints.set(heard)
    try:
        yield
    finally:
        _complaints.reset(token)
    if heard:
        first = heard[0]
        code = Failure.MISSING_GLYPH if "notdef" in str(first.msg) else Failure.LAYOUT_WARNING
        raise RenderingFailed(code, f"{where} ({first.name}, {first.module}:{first.lineno})")


def to_pdf(text: Text, letter: Letter, *, large_print: bool, addressed: bool) -> tuple[bytes, int]:
    """The PDF of a text and its number of pages. `addressed`: with the envelope's lines, if it has any.

    Raises `RenderingFailed` where a character has no glyph or anything else is not as it should be.
    """
    where = f"{letter.kind.part(text.part).folder}/{letter.audience}.{text.language}.pdf"
    look = _Look(
        language=text.language,
        around=letter.kind.part(text.part).sheet,
        says_what_we_are=letter.audience not in CHILDREN,
        large_print=large_print,
        covered=_is_covered(letter, addressed=addressed),
    )
    failed = None
    try:
        made = sheet(text, letter, large_print=large_print, addressed=addressed)
        return _made(made, look, where, signatures.pictures_of(letter), (*our_words(text, letter), *_OUR_NAMES))
    except AssetRefused:
        failed = RenderingFailed(Failure.ASSET_REFUSED, where)
    raise failed


def try_out(language: str) -> None:
    """Make a page in *language* and throw it away: it loads what letters share, and shows that they can be made.

    Raises `RenderingFailed` as `to_pdf` does.
    """
    words = f'<html lang="{language}"><head><title>Cafcass</title></head><body><p>Cafcass</p></body></html>'
    look = _Look(language=language, around=Sheet.LETTERHEAD, large_print=False, covered=False)
    _made(words, look, f"a page in {language}", {})


def paper(html: str, where: str) -> bytes:
    """The PDF of a paper in English that is no letter and is of no case: its whole HTML, on plain pages.

    Raises `RenderingFailed` as `to_pdf` does.
    """
    look = _Look(language=ENGLISH, around=Sheet.PLAIN, large_print=False, covered=False)
    return _made(html, look, where, {})[0]


def sheet(text: Text, letter: Letter, *, large_print: bool = False, addressed: bool = True) -> str:
    """The whole HTML document that becomes the PDF."""
    lines = printed(letter.envelope.lines) if addressed else ()
    covered = _is_covered(letter, addressed=addressed)
    day, around = letter.dated.isoformat(), letter.kind.part(text.part).sheet
    return (
        f'<html lang="{text.language}" dir="{text.direction}"><head><meta charset="utf-8"/>'
        f"<title>{escape(text.title)}</title>"
        f'<meta name="dcterms.created" content="{day}"/><meta name="dcterms.modified" content="{day}"/></head>'
        f'<body class="{" ".join(_classes(letter, around, large_print=large_print))}">'
        f"{_cover(lines) if covered else ''}"
        f"{_head(letter, () if covered else lines, around)}{_words(text, letter, around)}"
        f"{_END if covered else ''}</body></html>"
    )


def _words(text: Text, letter: Letter, around: Sheet) -> str:
    """The words with what only a drawing can show: bars beside figures, the signature in a letter."""
    html = charts.drawn(joined_words.kept_whole(text.html))
    return signatures.signed(html, letter, text.language) if around is Sheet.LETTERHEAD else html


def _classes(letter: Letter, around: Sheet, *, large_print: bool) -> Iterator[str]:
    """What the styles ask of the body. `outside`: whom the letter is to stands in the window, in its own words."""
    yield letter.audience.value
    if large_print:
        yield "large"
    if around is Sheet.PLAIN:
        yield "plain"
    if around is Sheet.LETTERHEAD and letter.may_be_posted and not letter.is_for_family:
        yield "outside"


def _is_covered(letter: Letter, *, addressed: bool) -> bool:
    """Whether the address stands on a page of its own."""
    return addressed and letter.envelope.own_page and bool(letter.envelope.lines)


_END = '<div id="end"></div>'
_OUR_NAMES = ("Cafcass", "Children and Family Court Advisory and Support Service")
_LETTERHEAD = '<div class="letterhead"><p class="wordmark">{}</p><p class="strapline">{}</p></div>'.format(*_OUR_NAMES)


def _cover(lines: tuple[str, ...]) -> str:
    return f'<div class="cover" lang="en" dir="ltr">{_LETTERHEAD}{_address(lines)}</div>'


def _head(letter: Letter, lines: tuple[str, ...], around: Sheet) -> str:
    if around is not Sheet.LETTERHEAD:
        return ""
    sender = "" if letter.audience in CHILDREN else _sender(letter)
    room = " posted" if lines else " sent" if sender else ""
    return f'<div class="head{room}" lang="en" dir="ltr">{_LETTERHEAD}{sender}{_address(lines)}</div>'


def _sender(letter: Letter) -> str:
    return f'<div class="sender">{"".join(f"<p>{escape(line)}</p>" for line in letter.view.sender)}</div>'


def _address(lines: tuple[str, ...]) -> str:
    return f'<div class="address">{"".join(f"<p>{escape(line)}</p>" for line in lines)}</div>' if lines else ""


@record
class _Look:
    """All that decides the style sheets of a letter. `covered`: its address stands on a page of its own.

    `says_what_we_are`: at the foot of each page, where it is on our letterhead.
    """

    language: str
    around: Sheet
    says_what_we_are: bool = False
    large_print: bool
    covered: bool


@uncollected()
def _made(
    html: str, look: _Look, where: str, pictures: Mapping[str, bytes], words: Iterable[str] = ()
) -> tuple[bytes, int]:
    """A sheet as PDF, with the number of its pages: of nothing but these. Raises as `strictly` and `OurAssets` do.

    *words*: those of it that are ours.
    """
    with strictly(where), fast.making(words):
        styles = _styles(look)
        document = page_source(html, pictures).render(font_config=_fonts(), stylesheets=styles, pdf_variant="pdf/ua-1")
        return document.write_pdf(pdf_variant="pdf/ua-1"), len(document.pages)


@cache
def _fonts() -> Any:
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


def _styles(look: _Look) -> list[Any]:
    """The style sheets of a letter. Letters share them: to parse them each time would be a third of the work."""
    with _setting_up:
        wide = look.around is Sheet.LANDSCAPE
        page = _WIDE_PAGE if wide else _LARGE_PAGE if look.large_print else _PAGE
        around, reads = around_page_numbers(look.language), direction(look.language)
        is_ours = look.says_what_we_are and look.around is Sheet.LETTERHEAD
        said = what_we_are(look.language) if is_ours else ""
        own = _style_of_pages(around, reads, page, said, covered=look.covered)
        return [*map(_style, _WIDE_STYLES if wide else _STYLES), own]


@cache
def _style(sheet: str) -> Any:
    return _parsed((SHARED / sheet).read_text("utf-8"), f"templates/shared/{sheet}")


@lru_cache(maxsize=64)
def _style_of_pages(around: tuple[str, str, str], reads: str, page: str, said: str, *, covered: bool) -> Any:
    """The margins, and the line at the foot of each page but a cover: numbers start after it, and end without it.

    *around*: what stands around the numbers; *reads*: `ltr` or `rtl`; *said*: what stands between, if anything.
    """
    before, between, after = map(_quoted, around)
    start, end = ("left", "right") if reads == "ltr" else ("right", "left")
    total = 'target-counter("#end", page)' if covered else "counter(pages)"
    css = f"""
        @page {{ {page} }}
        @page letter {{
            @bottom-{start} {{ content: string(reference) }}
            @bottom-center {{ content: {_quoted(said) if said else "none"} }}
            @bottom-{end} {{ content: {before} counter(page) {between} {total} {after} }}
        }}
    """
    return _parsed(css, "the page line")


def _parsed(css: str, where: str) -> Any:
    with strictly(where):
        return weasyprint.CSS(string=css, font_config=_fonts(), base_url=BASE_URL, url_fetcher=OurAssets())


def _quoted(text: str) -> str:
    """A CSS string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'
