"""A text as a Word file: docxtpl fills a master, `templates/shared/letter.docx` or `plain.docx`, by paragraphs.

The same letter gives the same bytes: the file's properties are the letter's own, and its zip has no times.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from io import BytesIO
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docxtpl import DocxTemplate, RichText
from jinja2 import StrictUndefined, Template, nodes
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from correspondence.catalogue.kind import Sheet
from correspondence.catalogue.letter import Letter
from correspondence.documents import Block, Heading, Listing, Paragraph, Run, Table, Text
from correspondence.panels import PANEL, panel_for
from correspondence.protocol.letters import Audience
from correspondence.shipped import SHARED

from . import boxed, fast, joined_words, signatures, wide
from .address import printed
from .archive import stable_zip, unzipped, zipped
from .blocks import is_right_to_left
from .composer import around_page_numbers, what_we_are
from .languages import direction_of
from .word_parts import Master, opened, own_parts

_ADULT_POINTS = 12
_CHILDRENS_POINTS = {Audience.OLDER: 13, Audience.YOUNGER: 16}
_LARGE_POINTS = 18
_SHEET = frozenset({"Letterhead", "Letterhead Line", "Letter Sender", "Letter Address", "Letter Foot"})
_ROLES = {
    "marking": "Letter Marking",
    "reference": "Letter Reference",
    "date": "Letter Date",
    "salutation": "Letter Salutation",
    "closing": "Letter Closing",
    "signature": "Letter Signature",
    "post": "Letter Signature",
    "contact": "Letter Contact",
    "note": "Letter Note",
    "notes": "Letter Note",
    "asks": "Letter Note",
    PANEL: boxed.LEFT_TO_RIGHT,
}
_PLAIN_ROLES = {
    **_ROLES,
    "line": "Form Line",
    "blank": "Form Blank",
    "term": "Form Question",
    "description": "Form Answer",
}
_FONTS = {
    **dict.fromkeys(("Guru", "Beng", "Gujr", "Taml", "Sinh", "Deva"), "Nirmala UI"),
    "Ethi": "Ebrima",
    "Thai": "Leelawadee UI",
    "Hans": "eastAsia:Microsoft YaHei",
    "Hant": "eastAsia:Microsoft JhengHei",
    "Jpan": "eastAsia:Yu Gothic",
    "Kore": "eastAsia:Malgun Gothic",
}
"""What Windows has for scripts that the master's font lacks. Where it is not there, Word takes another."""
_CHILDS_ACCENT = RGBColor(0x0B, 0x5D, 0x66)
_LEFT_TO_RIGHT_MARK = "\u200e"
_NO_BREAK = "\u00a0"
_ON_A_LINE = 40
_UNDERSCORE = "&#95;"


class _Environment(SandboxedEnvironment):
    """Compiles each part of a master once. It is given nothing else: what a letter says is put in, never compiled."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.compiled: dict[str, Template] = {}

    def from_string(self, source: str | nodes.Template, *rest: Any, **others: Any) -> Template:
        known = str(source)
        if known not in self.compiled:
            self.compiled[known] = super().from_string(source, *rest, **others)
        return self.compiled[known]


ENVIRONMENT = _Environment()


class _Master(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """A master whose parts are made readable for Jinja once."""

    def patch_xml(self, src_xml: str) -> str:
        return _readable(src_xml)


@lru_cache(maxsize=64)
def _readable(source: str) -> str:
    return str(DocxTemplate("").patch_xml(source))


@dataclass(frozen=True, slots=True)
class _Shown:
    """A block as the master shows it."""

    style: str
    runs: RichText | None = None
    lines: tuple[RichText, ...] = ()
    caption: str = ""
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


_shared: dict[tuple[object, ...], dict[str, bytes]] = {}
"""By all that decides them, the parts that are the same in every Word file of a sort."""


def to_docx(text: Text, letter: Letter, *, large_print: bool, addressed: bool) -> bytes:
    """The Word file of a text. `addressed`: with the envelope's lines, if it has any."""
    sight, sheet = _sight(text, letter, addressed=addressed), letter.kind.part(text.part).sheet
    if sheet is Sheet.LANDSCAPE or letter.view.signature or not fast.is_on():
        return stable_zip(_complete(text, letter, sight, large_print=large_print))
    sort = (sheet, letter.audience, large_print, text.language, text.has(PANEL))
    own = own_parts(_opened(sheet), sight, ENVIRONMENT, lambda known: _describe(known, text, letter))
    if sort not in _shared:
        files = unzipped(_complete(text, letter, sight, large_print=large_print))
        if any(files.get(name) != part for name, part in own.items()):
            return zipped(files)
        _shared[sort] = {name: part for name, part in files.items() if name not in own}
    return zipped({**_shared[sort], **own})


@cache
def _opened(sheet: Sheet) -> Master:
    return opened(_master(sheet))


def _master(sheet: Sheet) -> _Master:
    return _Master(SHARED / ("plain.docx" if sheet is Sheet.PLAIN else "letter.docx"))


def _complete(text: Text, letter: Letter, sight: dict[str, object], *, large_print: bool) -> bytes:
    """A whole file, made of the whole master."""
    master = _master(letter.kind.part(text.part).sheet)
    master.render(sight, ENVIRONMENT, autoescape=True)
    document: Any = master.docx
    if not text.has(PANEL):
        boxed.take_out(document)
    _scale(document, letter.audience, large_print=large_print)
    _speak(document, text)
    if letter.audience in _CHILDRENS_POINTS:
        for level in (1, 2, 3):
            document.styles[f"Heading {level}"].font.color.rgb = _CHILDS_ACCENT
    match letter.kind.part(text.part).sheet:
        case Sheet.LANDSCAPE:
            wide.lay_out(document)
        case Sheet.LETTERHEAD:
            signatures.sign(document, letter, text.language)
    _describe(document.core_properties, text, letter)
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def _is_plain(text: Text, letter: Letter) -> bool:
    return letter.kind.part(text.part).sheet is Sheet.PLAIN


def _sight(text: Text, letter: Letter, *, addressed: bool) -> dict[str, object]:
    """All that the master sees."""
    lines = tuple(map(_literal, printed(letter.envelope.lines))) if addressed else ()
    covered = bool(lines) and letter.envelope.own_page
    sheet, adult = letter.kind.part(text.part).sheet, letter.audience not in _CHILDRENS_POINTS
    plain = _is_plain(text, letter)
    referred = text.has("reference")
    return {
        "address": lines,
        "posted": bool(lines) and not covered,
        "covered": covered,
        "sender": tuple(map(_literal, letter.view.sender)) if adult else (),
        "reference": letter.view.reference if adult and (referred or not plain) else "",
        "page_line": around_page_numbers(text.language),
        "what_we_are": what_we_are(text.language) if adult and sheet is Sheet.LETTERHEAD else "",
        "total": "SECTIONPAGES" if covered else "NUMPAGES",
        "blocks": tuple(_shown(block, text.language, _PLAIN_ROLES if plain else _ROLES) for block in text.blocks),
    }


def _shown(block: Block, language: str, roles: dict[str, str]) -> _Shown:
    match block:
        case Heading():
            return _Shown(f"Heading {block.level}", runs=_rich(block.runs, language))
        case Paragraph():
            spoken = block.language or language
            turned = block.role == PANEL and is_right_to_left(block.runs, spoken)
            style = boxed.RIGHT_TO_LEFT if turned else roles.get(block.role, "Normal")
            return _Shown(style, runs=_rich(block.runs, spoken))
        case Listing():
            lines = tuple(_rich(item, language) for item in block.items)
            return _Shown("List Number" if block.ordered else "List Bullet", lines=lines)
        case Table():
            return _Shown("Table", caption=block.caption, header=block.header, rows=block.rows)


def _rich(runs: tuple[Run, ...], language: str) -> RichText:
    """Runs as Word has them. In a right-to-left line, what stays left to right has marks around it as well."""
    rtl = is_right_to_left(runs, language)
    rich = RichText()
    for run in runs:
        words = _whole(run.text) if run.isolate else run.text
        if rtl and run.isolate:
            words = f"{_LEFT_TO_RIGHT_MARK}{words}{_LEFT_TO_RIGHT_MARK}"
        style = "Strong" if run.strong else None
        turned = (rtl or direction_of(run.language or language) == "rtl") and not run.isolate
        rich.add(
            joined_words.with_marks(words),
            style=style,
            bold=run.strong,
            rtl=turned,
            lang=run.language,
            font=_font_of(run.language),
        )
    rich.xml = joined_words.as_word_has_it(rich.xml.replace("_", _UNDERSCORE))
    return rich


def _font_of(language: str | None) -> str | None:
    """The font of words in a language, where the master's has no letters for it."""
    panel = panel_for(language) if language else None
    return _FONTS.get(panel.script) if panel else None


def _whole(words: str) -> str:
    """A number, day, name or address as Word keeps it on one line; what is as long as a line may break."""
    return words.replace(" ", _NO_BREAK) if len(words) <= _ON_A_LINE else words


def _literal(words: str) -> Markup:
    """Words that stay as they are: docxtpl would make `{{` of `{_{`, even in a name."""
    return escape(words).replace("_", Markup(_UNDERSCORE))


def _scale(document: Any, audience: Audience, *, large_print: bool) -> None:
    """Sets the size of the words: the master has an adult's. The sheet around them keeps its own."""
    factor = (_LARGE_POINTS if large_print else _CHILDRENS_POINTS.get(audience, _ADULT_POINTS)) / _ADULT_POINTS
    for style in document.styles:
        if style.name in _SHEET or not hasattr(style, "font") or style.font.size is None:
            continue
        points = style.font.size.pt * factor
        size = max(points, _LARGE_POINTS) if large_print else points
        style.font.size = Pt(size)
        complex_size = style.element.rPr.find(qn("w:szCs"))
        if complex_size is not None:
            complex_size.set(qn("w:val"), str(round(size * 2)))


def _speak(document: Any, text: Text) -> None:
    """Sets the language, font and direction of the words. The sheet around them is in English, left to right."""
    font = _font_of(text.language)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB" if text.language == "en" else text.language)
        language.set(qn("w:bidi"), text.language if font or text.direction == "rtl" else "ar-SA")
    for fonts in document.styles.element.iter(qn("w:rFonts")) if font else ():
        fonts.set(qn("w:cs"), font)  # of letters that join: Latin ones keep the master's
    if text.direction == "ltr":
        return
    _turn(document.styles["Normal"], "1")
    for name in _SHEET:
        _turn(document.styles[name], "1" if name == "Letter Foot" else "0")


def _turn(style: Any, value: str) -> None:
    direction = OxmlElement("w:bidi")
    direction.set(qn("w:val"), value)
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(
        direction,
        "w:adjustRightInd",
        "w:snapToGrid",
        "w:spacing",
        "w:ind",
        "w:contextualSpacing",
        "w:jc",
        "w:outlineLvl",
    )


def _describe(properties: Any, text: Text, letter: Letter) -> None:
    """The file's properties: title, language and the letter's day. No author, and nothing of this machine."""
    properties.title, properties.language = text.title, text.language
    properties.created = properties.modified = datetime(letter.dated.year, letter.dated.month, letter.dated.day)  # noqa: DTZ001  # a day, as Word wants it
    properties.revision = 1
